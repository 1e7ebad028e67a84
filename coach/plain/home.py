"""The front door in plain lines: what is due, what was begun, what can be begun, what is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial

from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.store import OpenSession, Store
from coach.errors import CoachError
from coach.guide.begin import begin
from coach.guide.cover import child_names
from coach.guide.handing import after_opening
from coach.guide.homework import Lead
from coach.guide.known import card_in
from coach.guide.leaving import leaving_of
from coach.guide.listing import Group, Thing, found, front, page, say_found, whole_log
from coach.guide.written_down import mark_done
from coach.handover.opening import Opening
from coach.language import _
from coach.plain.commands import InputEnded, ToHome
from coach.plain.opening import opened
from coach.plain.results import save_pieces, show_help_card, show_redacted
from coach.plain.sitting import sit
from coach.plain.terminal import EndOfInput, Leave, Terminal
from coach.scenario.installed import unusable
from coach.scenario.library import headers

_FOUND = 30
"""So many are read out: more words find fewer."""


def home(store: Store, terminal: Terminal | None = None, *, arrived: Opening | None = None) -> int:
    """List what there is, and go through what is chosen, until the person leaves.

    Args:
        arrived: begin with what a child's file, which has just been taken in, brings to do.

    Returns:
        0 when the person left.
    """
    terminal = terminal or Terminal(sys.stdin, sys.stdout)
    door = _Door(store, terminal)
    if arrived is not None:
        door.family, door.show = arrived.family, partial(door.arrived, arrived)
    try:
        while True:
            try:
                return door.choose()
            except ToHome:
                door.show = door.front
                terminal.say()
    except EndOfInput:
        return 0


def for_whom(store: Store, terminal: Terminal, scenario: str) -> str:
    """Ask whose it is, where the casebook knows a child. Return the id of the card, or ""."""
    cards = [one for one in store.families() if not one.archived]
    if not cards or scenario == FAMILY:
        return ""
    terminal.say(_("Who is it about? What the card says is offered to you."))
    for at, card in enumerate(cards, 1):
        terminal.say(card.title or _("A card without a name"), mark=f"  {at}. ")
    terminal.say(_("Another child"), mark=f"  {len(cards) + 1}. ")
    while True:
        at = _number(terminal.ask(_("Type a number: ")))
        if 0 < at <= len(cards) + 1:
            return cards[at - 1].id if at <= len(cards) else ""
        terminal.say(_("That is not one of the choices."))


def family_page(store: Store, terminal: Terminal, family: str) -> None:
    """Show a family's page, and go through what is chosen there, until the person goes back."""
    door = _Door(store, terminal)
    door.family, door.show = family, door.page
    try:
        door.choose(_("Enter goes back"))
    except ToHome:
        terminal.say()


class _Door:
    """The lists, and what can be done from them."""

    def __init__(self, store: Store, terminal: Terminal) -> None:
        self.store, self.terminal, self.say = store, terminal, terminal.say
        self.things: list[Thing] = []
        self.show: Callable[[], None] = self.front
        self.family = ""
        self.commands: dict[str, tuple[Callable[[str], int | None], str]] = {
            "find": (self.find, _("“:find word” searches everything that is kept")),
            "again": (self.again, _("“:again 3” begins a new attempt from number 3")),
            "rehearse": (
                self.rehearse,
                _(
                    "“:rehearse 3” practices the talk of number 3; “:rehearse concern maya”, with"
                    " a made-up family"
                ),
            ),
            "away": (self.away, _("“:away 3” puts it away, out of the lists, or brings it back")),
            "delete": (self.delete, _("“:delete 3” deletes it, after asking")),
            "save": (self.save, _("on a child's page: “:save FOLDER pdf” writes the record")),
            "bundle": (
                self.bundle,
                _("on a child's page: “:bundle FOLDER” writes the file for another Coach"),
            ),
            "redact": (
                self.redact,
                _("on a child's page: all of it without names and dates; a folder saves it"),
            ),
            "home": (self.to_front, _("the first list")),
            "hide": (self.hide, _("show “Child” for a child's name, or the name again")),
            "lock": (self.lock, _("ask for the passphrase before anything more is shown")),
            "urgent": (
                lambda _rest: show_help_card(terminal),
                _("numbers to call when someone is in danger"),
            ),
            "help": (self.help, _("this list")),
            "quit": (lambda _rest: 0, _("leave Coach; so does Enter alone")),
        }

    def choose(self, leave: str = "") -> int:
        """Show a list, take a line, do it; return once the person leaves.

        Args:
            leave: what Enter does, where it is not to leave Coach.
        """
        while True:
            self.show()
            leave = leave or _("or Enter to leave")
            self.say(
                _("Type a number, “:find” and a word, :help, :urgent; {leave}.").format(leave=leave)
            )
            line = self.terminal.ask().strip()
            word, _space, rest = line.removeprefix(":").partition(" ")
            if not line:
                return 0
            try:
                if line.startswith(":") and word in self.commands:
                    ended = self.commands[word][0](rest.strip())
                elif (thing := self.numbered(line)) is not None:
                    ended = self.open(thing)
                else:
                    ended = None
                    self.say(_("That is not one of the choices."))
                if ended is not None:
                    return ended
            except InputEnded:
                raise
            except CoachError as error:
                self.say(str(error))

    def numbered(self, text: str) -> Thing | None:
        """Return the thing of that number in the list, or None."""
        at = _number(text)
        return self.things[at - 1] if 0 < at <= len(self.things) else None

    # -------------------------------------------------------------- lists

    def front(self) -> None:
        """List what the first screen lists."""
        self.family = ""
        self.say(_("What is going on?"))
        self.list(front(self.store, headers(), date.today()))
        for damage in self.store.damaged:
            self.say(_("{name} can't be read. {what}").format(**damage._asdict()))
        for pack in unusable():
            self.say(str(pack))

    def page(self) -> None:
        """List a family's page, or everyone's log."""
        card = card_in(self.store, self.family)
        if card is None:
            self.say(_("All that was said and agreed"))
            self.list(whole_log(self.store, date.today()))
        else:
            self.say(card.title or _("A card without a name"))
            self.list(page(self.store, card, headers(), date.today()))

    def arrived(self, plan: Opening) -> None:
        """List what a child's file brings to do."""
        self.list(after_opening(self.store, plan, date.today()))

    def list(self, groups: Sequence[Group]) -> None:
        """Write groups of things, numbered through."""
        self.things = [thing for group in groups for thing in group.things]
        at = 0
        for group in groups:
            if group.title:
                self.say(f"{group.title}:")
            for thing in group.things:
                at += 1
                words = f"{thing.label}. {thing.hint}" if thing.hint else thing.label
                aside = f" ({thing.aside})" if thing.aside else ""
                self.say(words + aside, mark=f"  {at}. ")

    # -------------------------------------------------------------- opening

    def open(self, thing: Thing) -> int | None:
        """Go where a line leads; None where that is another list."""
        match thing.kind:
            case "session":
                return self.carry_on(thing.id)
            case "scenario" | "write":
                id = thing.id if thing.kind == "scenario" else CONTACT
                family = thing.id if thing.kind == "write" and thing.id else self.family
                family = family or for_whom(self.store, self.terminal, id)
                return self.sit(self.store.create(id, family=family))
            case "family" | "log" | "due":
                self.family, self.show = thing.id, self.page
            case "desk":
                from coach.plain.desk import caseload

                return caseload(self.store, self.terminal)
            case "homework":
                return self.homework(thing)
            case "find":
                self.say(_("Type “:find” and a word or two."))
            case "promise":
                return self.promise(thing)
            case "two" | "kept":
                from coach.plain.handing import choose

                choose(self.store, self.terminal, thing.id, settled=thing.kind == "kept")
        return None

    def carry_on(self, id: str) -> int | None:
        """Go on with a session, or read a card or an entry."""
        open = opened(self.store, self.terminal, id)
        return self.sit(open) if open is not None else None

    def sit(self, open: OpenSession) -> int:
        """Go through an open session."""
        with open:
            guide = begin(self.store, open, date.today())
            return sit(guide, terminal=self.terminal, store=self.store)

    def homework(self, thing: Thing) -> int | None:
        """Ask what became of homework, or go where it leads."""
        from coach.plain.homework import ask_about

        one = thing.homework
        if one is None:
            return None
        lead = ask_about(self.store, self.terminal, one.family.id, one.homework)
        match lead:
            case None:
                return None
            case Lead("session", id):
                return self.carry_on(id)
            case Lead("scenario", id):
                return self.sit(self.store.create(id, family=one.family.id))
            case _:
                return self.practice(lead.id)

    def promise(self, thing: Thing) -> int | None:
        """Ask what became of a promise."""
        promise = thing.promise
        if promise is None:
            return None
        self.say(thing.label)
        self.say(_("It is done"), mark="  1. ")
        self.say(_("Not yet. Open the entry, with what to ask now"), mark="  2. ")
        match _number(self.terminal.ask(_("Type a number; Enter leaves it as it is: "))):
            case 1:
                mark_done(self.store, promise, date.today())
                self.say(_("Done, and written into the entry."))
            case 2:
                return self.carry_on(promise.entry)
        return None

    # -------------------------------------------------------------- commands

    def save(self, where: str) -> None:
        """Write the record of the family whose page it is, its card and its days."""
        if self.show != self.page:
            self.say(_("Go to a child's page first, or to the log: they can be saved."))
            return
        save_pieces(
            self.terminal,
            lambda: leaving_of(self.store, self.family, date.today()),
            datetime.now(UTC),
            where,
        )

    def bundle(self, where: str) -> None:
        """Write the file of the child whose page it is, for another Coach to open."""
        if not self.on_a_page():
            return
        if not where:
            self.say(_("Name a folder: :bundle FOLDER. With a passphrase: coach bundle --lock"))
            return
        from coach.plain.handing import write_bundle

        write_bundle(self.store, self.terminal, self.family, where)

    def redact(self, where: str) -> None:
        """Read out or write all of a child's file without names and dates."""
        from coach.guide.handing import records_of
        from coach.guide.redacting import redacted_family

        if not self.on_a_page():
            return
        show_redacted(
            self.terminal,
            lambda: redacted_family(records_of(self.store, self.family), date.today()),
            datetime.now(UTC),
            where,
        )

    def on_a_page(self) -> bool:
        """Return whether this is a child's page; else say so."""
        if self.show == self.page and self.family:
            return True
        self.say(_("Go to a child's page first: it is that child's file."))
        return False

    def to_front(self, _rest: str) -> None:
        """Show the first list again."""
        self.show = self.front

    def hide(self, _rest: str) -> None:
        """Hide the children's names, or show them again."""
        terminal = self.terminal
        terminal.hiding = not terminal.hiding
        terminal.hidden = child_names(self.store) if terminal.hiding else ()
        self.say(_("Names are hidden.") if terminal.hiding else _("Names are shown."))

    def lock(self, _rest: str) -> int | None:
        """Ask for the passphrase again; leaving there is leaving Coach."""
        from coach.plain.unlock import unlock

        if not self.store.lock_up():
            self.say(_("This casebook has no lock. To set one: coach lock"))
            return None
        return None if unlock(self.store, self.terminal) else 0

    def find(self, words: str) -> None:
        """List what holds these words."""
        if not words:
            self.say(_("Type “:find” and a word or two."))
            return
        self.show = partial(self.searched, words)

    def searched(self, words: str) -> None:
        """List what holds these words now: what was deleted since is not among them."""
        self.say(say_found(self.store.found(words), _FOUND))
        things = found(self.store.search(words, _FOUND), headers(), date.today())
        self.list([Group("", things)])

    def again(self, rest: str) -> int | None:
        """Begin a new attempt."""
        thing = self.session(rest)
        return self.sit(self.store.copy(thing.id)) if thing is not None else None

    def rehearse(self, rest: str) -> int | None:
        """Practise the talk of a finished session, or of a made-up family."""
        from coach.guide.practice import invented
        from coach.plain.practice import practice

        first, _space, second = rest.partition(" ")
        try:
            if second or not _number(first):
                practice(invented(first, second.strip()), self.terminal)
                return None
        except Leave:
            return 0
        thing = self.session(first)
        return self.practice(thing.id) if thing is not None else None

    def practice(self, id: str) -> int | None:
        """Practise the talk of a finished session."""
        from coach.plain.practice import practice

        try:
            open = opened(self.store, self.terminal, id)
            if open is None:
                return None
            with open:
                guide = begin(self.store, open, date.today())
                if guide.path.finished or guide.left:
                    practice(guide, self.terminal)
                else:
                    self.say(_("Answer its last question first: then they know what you know."))
        except Leave:
            return 0
        return None

    def away(self, rest: str) -> None:
        """Put a session away, or bring it back."""
        thing = self.session(rest)
        if thing is not None:
            away = not self.store.look(thing.id).archived
            self.store.archive(thing.id, away=away)
            self.say(_("Put away. “:find” still finds it.") if away else _("It is back."))

    def delete(self, rest: str) -> None:
        """Delete a session, after asking."""
        thing = self.session(rest)
        if thing is None:
            return
        self.say(_("This deletes it for good. Type yes to delete it."))
        if self.terminal.ask().strip().casefold() == _("yes"):
            self.store.delete(thing.id)
            self.say(_("Deleted."))

    def session(self, rest: str) -> Thing | None:
        """Return what the number means, if it is something that was begun; else say so."""
        thing = self.numbered(rest)
        if thing is None or thing.kind != "session":
            self.say(_("That works with what you have begun. Name it by its number."))
            return None
        return thing

    def help(self, _rest: str) -> None:
        """List the commands."""
        for name, (_do, says) in self.commands.items():
            self.say(says, mark=f"  :{name:<8} ")


def _number(text: str) -> int:
    """Return the number that `text` says, or 0."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
