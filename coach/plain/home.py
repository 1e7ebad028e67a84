"""The front door in plain lines: what is going on, and what was left unfinished."""

from __future__ import annotations

import sys

from coach.casebook.store import Store, Summary
from coach.errors import CoachError
from coach.guide import Guide
from coach.language import _, ngettext
from coach.plain.results import show_help_card
from coach.plain.sitting import sit
from coach.plain.terminal import EndOfInput, Terminal
from coach.scenario.library import find, headers


def home(store: Store) -> int:
    """Offer the scenarios and the sessions there are; go through the one that is chosen.

    Returns:
        0 when the person left.
    """
    terminal = Terminal(sys.stdin, sys.stdout)
    try:
        return _choose(terminal, store)
    except EndOfInput:
        return 0


def _choose(terminal: Terminal, store: Store) -> int:
    while True:
        scenarios = headers()
        titles = {header.id: header.title for header in scenarios}
        sessions = store.summaries()
        terminal.say(_("What is going on?"))
        for at, header in enumerate(scenarios, 1):
            terminal.say(f"{header.title}. {header.summary}", mark=f"  {at}. ")
        if sessions:
            terminal.say(_("Or carry on:"))
        for at, summary in enumerate(sessions, len(scenarios) + 1):
            terminal.say(_line(summary, titles), mark=f"  {at}. ")
        for damage in store.damaged:
            terminal.say(_("{name} can't be read. {what}").format(**damage._asdict()))
        terminal.say(_("Type a number; “:delete” and a number; “:urgent”; or Enter to leave."))
        line = terminal.ask().strip()
        word, _space, rest = line.partition(" ")
        number = _number(rest if word == ":delete" else line)
        chosen = dict(enumerate(sessions, len(scenarios) + 1)).get(number)
        if not line or word == ":quit":
            return 0
        if word == ":urgent":
            show_help_card(terminal)
        elif word == ":delete":
            _delete(terminal, store, chosen)
        elif chosen is not None:
            return _carry_on(terminal, store, chosen.id)
        elif 0 < number <= len(scenarios):
            scenario = find(scenarios[number - 1].id)
            with store.create(scenario.id) as keeper:
                return sit(Guide(scenario, keeper), terminal=terminal, store=store)
        else:
            terminal.say(_("That is not one of the choices."))


def _carry_on(terminal: Terminal, store: Store, id: str) -> int:
    try:
        with store.open(id) as keeper:
            guide = Guide(find(keeper.session.scenario), keeper)
            return sit(guide, terminal=terminal, store=store)
    except CoachError as error:
        terminal.say(str(error))
        return 1


def _number(text: str) -> int:
    """Return the number that `text` says, or 0."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _delete(terminal: Terminal, store: Store, summary: Summary | None) -> None:
    if summary is None:
        terminal.say(_("Only what you have begun can be deleted."))
        return
    terminal.say(_("This deletes it for good. Type yes to delete it."))
    if terminal.ask().strip().casefold() == _("yes"):
        store.delete(summary.id)
        terminal.say(_("Deleted."))


def _line(summary: Summary, titles: dict[str, str]) -> str:
    about = summary.title or _("no name yet")
    count = ngettext("{n} answer", "{n} answers", summary.answers).format(n=summary.answers)
    state = _("finished") if summary.finished else _("unfinished")
    return f"{about}: {titles.get(summary.scenario, summary.scenario)}, {count}, {state}"
