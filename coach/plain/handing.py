"""A family's file that came in, line by line: what is new, taking it in, choosing, what to do."""

from __future__ import annotations

from datetime import date, datetime

from coach.casebook.casebook import Casebook
from coach.casebook.store import Store
from coach.export.files import folder_named
from coach.guide.handing import (
    Choice,
    after_opening,
    casebook_in,
    choices,
    contents,
    hand_over,
    news,
    settle,
)
from coach.handover.bundle import gather
from coach.handover.opening import Opening, opening, take_in
from coach.handover.reading import Arrived
from coach.language import _, ngettext
from coach.plain.terminal import EndOfInput, Terminal

_YES = ("y", "yes")


def arrived(book: Casebook, terminal: Terminal, plan: Opening, *, yes: bool = False) -> int:
    """Say what a bundle brings, ask, take it in, and go on with what there is to do.

    Args:
        yes: nothing is asked.

    Returns:
        0 when all of it was taken in.
    """
    today = date.today()
    for line in news(plan, today):
        terminal.say(line)
    try:
        plan = plan if yes else _which_child(book, terminal, plan, today)
        if not plan.changes:
            return _after(book, terminal, plan, yes=yes) or (1 if plan.refused else 0)
        if not yes and not _agreed(terminal, _("Take this in? (y or n)")):
            terminal.say(_("Nothing was taken in."))
            return 1
    except EndOfInput:
        terminal.say(_("There is nobody to ask, so nothing was taken in. In a script, say --yes."))
        return 1
    refused = take_in(plan, book, today)
    for one in refused:
        terminal.say(_("Not taken in: {name}: {why}").format(name=one.name, why=one.why))
    if refused:
        terminal.say(_("Open the same file again for the rest."))
    else:
        terminal.say(_("Taken in. Nothing that was here is lost."))
    code = _after(book, terminal, plan, yes=yes)
    return 1 if refused or plan.refused else code


def write_bundle(store: Store, terminal: Terminal, family: str, where: str) -> None:
    """Say what is in a child's file, and write it into a folder.

    Raises:
        CoachError: it can't be written.
    """
    book = casebook_in(store)
    gathered = gather(book, family)
    terminal.say(_("This goes into the file:"))
    for line in contents(gathered):
        terminal.say(line, mark="  - ")
    terminal.say(_("Nothing else does: no other family, and none of a coach's own notes."))
    path = hand_over(book, gathered, folder_named(where), None, datetime.now().astimezone())
    terminal.say(_("Written: {path}").format(path=path))
    terminal.say(_("It is not locked: who has it can read it. Keep it as you would a letter."))


def read_out(came: Arrived, terminal: Terminal) -> int:
    """Read out the pages of a redacted bundle."""
    terminal.say(_("This file is without names and dates: it can be read, and not taken in."))
    for name, page in came.pages:
        terminal.say()
        terminal.say(f"== {name} ==")
        terminal.say(page)
    return 0


def choose(store: Store, terminal: Terminal, family: str, *, settled: bool = False) -> None:
    """Go through the places where two answers wait, one by one.

    Args:
        settled: through those that gave way instead.

    Raises:
        EndOfInput: the input ended.
    """
    waiting = choices(store, family, settled=settled)
    for at, choice in enumerate(waiting, 1):
        _show(terminal, choice, at, len(waiting))
        sign = _("Type 1, 2 or 3; Enter alone leaves the rest as it is: ")
        while (answer := terminal.ask(sign).strip()) not in ("1", "2", "3", ""):
            terminal.say(_("That is not one of the choices."))
        match answer:
            case "":
                return
            case "1":
                settle(store, choice, take=False)
                terminal.say(_("What is here stays. The other is kept beside it."))
            case "2":
                settle(store, choice, take=True)
                terminal.say(_("The other is here now. What was here is kept beside it."))
            case _ if not settled:
                terminal.say(_("Both are kept. The child's page asks again."))


def _show(terminal: Terminal, choice: Choice, at: int, of: int) -> None:
    terminal.say()
    kept = choice.two.settled
    head = (
        _("{at} of {of}. This gave way, and is kept: {title}")
        if kept
        else _("{at} of {of}. Both of you wrote here: {title}")
    )
    terminal.say(head.format(at=at, of=of, title=choice.title))
    terminal.say(choice.question)
    terminal.say(_("What is here:"), mark="  1. ")
    terminal.say(choice.now, mark="     ")
    terminal.say(f"{choice.whose}:", mark="  2. ")
    terminal.say(choice.other, mark="     ")
    terminal.say(_("Look at the next") if kept else _("Decide later; both are kept"), mark="  3. ")


def _which_child(book: Casebook, terminal: Terminal, plan: Opening, today: date) -> Opening:
    """Ask whether a card of the same name is the same child's."""
    other = plan.namesake
    if other is None:
        return plan
    terminal.say(
        _("There is a card called {name} here already, and it is not known to be the same.").format(
            name=other.title
        )
    )
    terminal.say(_("It is the same child: put the two together"), mark="  1. ")
    terminal.say(_("It is another child: keep them apart"), mark="  2. ")
    while (answer := terminal.ask(_("Type 1 or 2: ")).strip()) not in ("1", "2"):
        terminal.say(_("That is not one of the choices."))
    if answer == "2":
        return plan
    together = opening(plan.bundle, (), book, today, into=other.id)
    for line in news(together, today):
        terminal.say(line)
    return together._replace(refused=(*plan.refused, *together.refused))


def _after(book: Casebook, terminal: Terminal, plan: Opening, *, yes: bool) -> int:
    """Choose where two answers wait, then show what there is to do, and go there."""
    if not yes:
        from coach.plain.home import home

        try:
            choose(book, terminal, plan.family)
        except EndOfInput:
            return 0
        return home(book, terminal, arrived=plan)
    if waiting := len(choices(book, plan.family)):
        said = ngettext(
            "{n} place has two answers. The child's page asks which is to stand.",
            "{n} places have two answers. The child's page asks which are to stand.",
            waiting,
        )
        terminal.say(said.format(n=waiting))
    for group in after_opening(book, plan, date.today()):
        if group.title:
            terminal.say(f"{group.title}:")
            for thing in group.things:
                aside = f" ({thing.aside})" if thing.aside else ""
                terminal.say(thing.label + aside, mark="  - ")
    return 0


def _agreed(terminal: Terminal, question: str) -> bool:
    terminal.say(question)
    return terminal.ask().strip().casefold() in (*_YES, _("y"), _("yes"))
