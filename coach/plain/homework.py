"""Homework in plain lines: what became of it, on either side of the table."""

from __future__ import annotations

from datetime import date, timedelta

from coach.casebook.homework import Homework
from coach.casebook.store import Store
from coach.desk.suggesting import Suggestion
from coach.guide.homework import Lead, lead, say_by, tell_back
from coach.interview.near_day import near_day
from coach.language import _
from coach.plain.terminal import Terminal
from coach.scenario.evaluate import say_day


def ask_about(
    store: Store, terminal: Terminal, family: str, one: Homework, *, at_desk: bool = False
) -> Lead | None:
    """Ask what became of homework, and keep it.

    Args:
        at_desk: a coach asks, in an hour with the family.

    Returns:
        Where to go now, if the person wants to; else None.
    """
    terminal.say(one.text)
    by = say_by(one, date.today()) if one.is_open else ""
    for more in (by, _("Written back: “{b}”").format(b=one.back) if one.back else ""):
        if more:
            terminal.say(more, mark="  ")
    leads = lead(store, family, one.leads_to) if one.is_open else None
    terminal.say(_("It is done") if one.is_open else _("It is open again"), mark="  1. ")
    if leads is not None:
        terminal.say(_("Go there now"), mark="  2. ")
    match terminal.ask(_("Type a number; Enter leaves it as it is: ")).strip():
        case "1" if one.is_open:
            terminal.say(
                _("How did it go? A line in the family's words; Enter writes nothing.")
                if at_desk
                else _("How did it go? A line for your coach; Enter writes nothing.")
            )
            back = terminal.ask().strip()
            tell_back(store, family, one.id, date.today(), back)
            terminal.say(
                _("Done, and written on the card.")
                if at_desk
                else _("Done. Your coach sees it when you hand over next.")
            )
        case "1":
            tell_back(store, family, one.id, None)
            terminal.say(_("It is open again."))
        case "2":
            return leads
    return None


def ask_for(
    terminal: Terminal, suggestions: tuple[Suggestion, ...], today: date
) -> tuple[str, date | None, str] | None:
    """Ask what to give: one of the suggestions or words of one's own, and by when.

    Returns:
        What to do, by when, and where it leads; None for nothing.
    """
    terminal.say(_("One small thing to do until you meet again:"))
    for at, one in enumerate(suggestions, 1):
        terminal.say(one.text, mark=f"  {at}. ")
    said = terminal.ask(_("Type a number, or say it in your own words; Enter gives nothing: "))
    said = said.strip()
    if not said:
        return None
    chosen: Suggestion | None = None
    if said.isascii() and said.isdigit() and len(said) < 4:
        at = int(said)
        if not 0 < at <= len(suggestions):
            terminal.say(_("That is not one of the choices."))
            return None
        chosen = suggestions[at - 1]
    usual = today + timedelta(days=chosen.days) if chosen is not None else None
    ask = (
        _("By which day? Enter is {day}; “none” is no day: ").format(day=say_day(usual))
        if usual is not None
        else _("By which day? A day such as Dec 9; Enter is no day: ")
    )
    while True:
        by = terminal.ask(ask).strip()
        none = by.casefold() in ("-", _("none"))
        day = usual if not by else None if none else near_day(by, today)
        if not by or none or (day is not None and day >= today):
            break
        terminal.say(_("Name a day to come, such as Dec 9."))
    if day is not None:
        terminal.say(_("By {day}.").format(day=say_day(day)))
    return (chosen.text, day, chosen.leads_to) if chosen is not None else (said, day, "")
