"""`coach show`: what a scenario asks and what it makes, before anyone starts it."""

from __future__ import annotations

from collections.abc import Sequence

from coach.guide.guide import Guide
from coach.language import _
from coach.plain.terminal import Terminal
from coach.scenario.model import Scenario


def show_scenario(terminal: Terminal, scenario: Scenario, samples: Sequence[str]) -> None:
    """Write a scenario's questions, what it makes of the answers, and its samples."""
    from coach.casebook.unsaved import Unsaved

    guide = Guide(scenario, Unsaved().create(scenario.id))
    terminal.say(f"{scenario.title} ({scenario.id})")
    terminal.say(scenario.summary)
    terminal.say(_("About {n} minutes.").format(n=scenario.minutes))
    terminal.say()
    terminal.say(_("It asks:"))
    for section in scenario.section:
        terminal.say(guide.fill(section.title), mark="  ")
        for step in section.step:
            mark = "    * " if step.optional or step.kind == "note" else "    - "
            terminal.say(guide.fill(step.title) or guide.fill(step.ask), mark=mark)
    terminal.say(_("* may be skipped. Not every question comes up for everyone."))
    terminal.say()
    terminal.say(_("It makes:"))
    for message in scenario.message:
        terminal.say(guide.fill(message.title), mark="    - ")
    terminal.say(_("talking points"), mark="    - ")
    terminal.say(_("reply cards"), mark="    - ")
    if samples:
        terminal.say()
        terminal.say(_("Samples: {names}").format(names=", ".join(samples)))
        terminal.say(
            _("Try one: coach run {id} --sample {name}").format(id=scenario.id, name=samples[0])
        )
