"""What nothing uses, and what leads nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.model import Scenario, Step
from coach.scenario.nearest import nearest
from coach.scenario.places import Key
from coach.scenario.template import parse, parse_guard
from coach.scenario.texts import texts
from coach.scenario.tree import names

URGENT = "urgent"


def check_use(scenario: Scenario, findings: Findings) -> None:
    """Find steps whose answer no text, guard, field or off-ramp makes any use of.

    The answers to a record are kept for their own sake.
    """
    if scenario.record:
        return
    used = {
        name.key
        for text in texts(scenario)
        if text.is_guard or "{" in text.text
        for name in names(parse_guard(text.text) if text.is_guard else parse(text.text))
    }
    for path, step in each_step(scenario):
        if step.id in used or step.kind == "note" or step.private or step.field:
            continue
        if any(option.goto or option.points_to for option in step.options):
            continue
        findings.warn(
            "E504",
            _("nothing uses the answer to “{id}”").format(id=step.id),
            (*path, "id"),
            _("Use it in a text or a guard, make the step a note, or ask one thing less."),
        )


def check_off_ramps(scenario: Scenario, findings: Findings, scenarios: Collection[str]) -> None:
    """Find options that lead to a scenario there is none of.

    Args:
        scenarios: the id of every scenario that someone can be sent to.
    """
    for path, step in each_step(scenario):
        for at, option in enumerate(step.options):
            if option.goto and option.goto != URGENT and option.goto not in scenarios:
                known = (*scenarios, URGENT)
                findings.add(
                    "E505",
                    _("there is no scenario “{id}” to go to").format(id=option.goto),
                    (*path, "options", at, "goto"),
                    "" if findings.full else nearest(option.goto, known),
                )


def each_step(scenario: Scenario) -> Iterator[tuple[Key, Step]]:
    """Yield every step with its key in the file, in reading order."""
    for at, section in enumerate(scenario.section):
        for number, step in enumerate(section.step):
            yield ("section", at, "step", number), step
