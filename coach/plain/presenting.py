"""A presentation line by line: for a facilitator with a screen reader, and for its notes."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from coach.errors import CoachError
from coach.language import _, ngettext
from coach.plain.results import show_help_card
from coach.plain.terminal import EndOfInput, Leave, Terminal
from coach.present.doing import Deed, Does, Shown, matching
from coach.present.following import Notebook
from coach.present.others import has_others
from coach.present.pages import Frame
from coach.present.presenting import Presenting, seconds
from coach.present.slide import Piece, Slide
from coach.present.speaking import Spoken, spoken, time_told

WHOLE = Frame(10_000, 10_000)
"""A page for all of a slide: lines scroll by, and nothing has to fit."""
LOOK = 0.2
"""Seconds between two looks at the file."""


def present(presenting: Presenting) -> int:
    """Present line by line until the facilitator leaves; return the exit code."""
    with suppress(Leave, EndOfInput):
        Lines(Terminal(sys.stdin, sys.stdout), presenting).run()
    return 0


class Lines:
    """A presentation as a conversation in lines. It ends with `Leave`."""

    def __init__(self, terminal: Terminal, presenting: Presenting) -> None:
        self.terminal = terminal
        self.say = terminal.say
        self.presenting = presenting
        self.told = ""
        self.commands: dict[str, tuple[Callable[[str], None], str]] = {
            "next": (partial(self.does, "next"), _("the next slide; Enter alone does the same")),
            "back": (partial(self.does, "back"), _("the slide before")),
            "go": (self.go, _("“go 12” or “go reply”: a slide by its number or a word")),
            "list": (self.list, _("every slide, with its number")),
            "other": (partial(self.does, "other"), _("a branch not taken; again for the next")),
            "return": (partial(self.does, "return"), _("back from there to the slide")),
            "less": (partial(self.does, "hand-away"), _("take the last hand away")),
            "say": (self.write_down, _("“say words” writes down what the room says")),
            "unsay": (partial(self.does, "guess-away"), _("take the last of it away")),
            "black": (partial(self.does, "black"), _("a black screen, and back")),
            "pause": (self.pause, _("the timer rests, or goes on")),
            "notes": (self.notes, _("your notes for this slide")),
            "first": (partial(self.does, "first"), _("the first slide")),
            "last": (partial(self.does, "last"), _("the last slide")),
            "urgent": (
                lambda _: show_help_card(terminal),
                _("numbers to call when someone is in danger"),
            ),
            "help": (self.help, _("this list")),
            "quit": (self.quit, _("leave; the same command comes back to this slide")),
        }

    def run(self) -> None:
        """Show the slide, take a line, do what it asks."""
        self.say(_("Enter goes on. A number counts a hand. Type help for the rest."))
        self.show()
        while True:
            self.line(self.terminal.ask())

    def line(self, line: str) -> None:
        """Do what one line asks."""
        word, _space, rest = line.strip().removeprefix(":").partition(" ")
        found = self.commands.get(word.casefold())
        if not word:
            self.does("next", "")
        elif word.isascii() and word.isdigit():
            self.hands(word, rest.strip())
        elif word == "-":
            self.does("hand-away", "")
        elif found is not None:
            found[0](rest.strip())
        else:
            self.say(_("There is no “{word}” here. Type help.").format(word=word[:60]))

    def does(self, does: Does, _rest: str) -> None:
        """Do one thing, and show what is to be seen then."""
        if self.presenting.do(Deed(does), WHOLE):
            self.show()
        elif does == "next":
            self.say(_("This is the last slide."))
        elif does == "back":
            self.say(_("This is the first slide."))
        else:
            self.say(_("That does nothing on this slide."))

    # -------------------------------------------------------------- showing

    @property
    def shown(self) -> Shown:
        """What is to be seen."""
        return self.presenting.shown(WHOLE)

    def show(self) -> None:
        """Read out the slide."""
        seen = self.shown
        if self.presenting.state.black:
            self.say(_("The screen is black. Enter brings it back."))
            return
        self.say()
        place = _("{n} of {m}").format(n=seen.number, m=seen.total)
        self.say(f"[{place}] {seen.slide.head}")
        tell(self.terminal, seen.slide)
        if seen.of.votes and not seen.other:
            self.say(_("Type a number for each hand, or “2 14” for fourteen hands."))
        there = has_others(self.presenting.material, self.presenting.state, seen.of)
        if there and not seen.other and seen.of.kind in ("choice", "did"):
            self.say(_("“other” shows what was not taken."))
        trouble = self.presenting.trouble
        if trouble and trouble != self.told:
            self.say(trouble)
        self.told = trouble

    def notes(self, _rest: str) -> None:
        """Read out the notes, and the time."""
        presenting = self.presenting
        page = spoken(presenting.material, presenting.state, seconds())
        tell_notes(self.terminal, page, time_told(presenting.state, seconds()))

    # -------------------------------------------------------------- doing

    def hands(self, number: str, count: str) -> None:
        """Count one hand for an option, or as many as were told."""
        many = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 1
        at = int(number) if len(number) < 3 else 0
        changed = [self.presenting.do(Deed("hand", at), WHOLE) for _hand in range(many)]
        if any(changed):
            self.count()
        else:
            self.say(_("There is no such option to vote for here."))

    def count(self) -> None:
        """Read out how many hands each option has."""
        slide = self.shown.of
        told = [
            f"{one.mark.strip(' ▸')}: {one.aside or 0}"
            for one in slide.pieces
            if one.looks == "option"
        ]
        self.say(_("Hands: {counted}").format(counted=", ".join(told)))

    def go(self, rest: str) -> None:
        """Go to a slide by its number or a word; of several, the first."""
        found = matching(self.presenting.slides(), rest) if rest else ()
        if not found:
            self.say(_("There is no such slide. “list” has them all."))
        elif self.presenting.do(Deed("go", text=found[0].id), WHOLE):
            self.show()
        else:
            self.say(_("You are there."))

    def list(self, _rest: str) -> None:
        """List every slide."""
        at = self.presenting.at()
        for number, one in enumerate(self.presenting.slides()):
            self.say(one.title, mark=f"{'>' if number == at else ' '} {number + 1:>3}. ")

    def pause(self, _rest: str) -> None:
        """Let the timer rest, or go on."""
        self.presenting.do(Deed("pause"), WHOLE)
        self.say(time_told(self.presenting.state, seconds()))
        if self.presenting.state.paused:
            self.say(_("The timer rests."))

    def write_down(self, rest: str) -> None:
        """Write down what the room says, unless it may mean danger."""
        if not self.shown.of.hears:
            self.say(_("The room is not asked for words here."))
            return
        before = self.presenting.state
        try:
            if self.presenting.note(rest, WHOLE) is not None:
                self.heed()
        except CoachError as error:
            self.say(str(error))
        if self.presenting.state != before:
            self.show()

    def heed(self) -> None:
        """The words may mean danger: show the help card, and wait for a choice."""
        alarm = self.presenting.alarm
        if alarm is None:
            return
        show_help_card(self.terminal, alarm)
        while self.presenting.alarm is not None:
            self.say()
            for at, (_id, label) in enumerate(alarm.choices, 1):
                self.say(label, mark=f"  {at}. ")
            asked = _("Type a number. Nothing goes on before you choose: ")
            typed = self.terminal.ask(asked).strip()
            known = {str(at): choice for at, (choice, _label) in enumerate(alarm.choices, 1)}
            match known.get(typed):
                case "help":
                    show_help_card(self.terminal, alarm)
                case "safe":
                    self.presenting.not_meant(WHOLE)
                case "forget":
                    self.presenting.forget()
                    self.say(_("Deleted. It was kept nowhere."))

    def help(self, _rest: str) -> None:
        """List the commands."""
        self.say(_("Type one of these, or a number:"))
        for name, (_do, says) in self.commands.items():
            self.say(says, mark=f"  {name:<8} ")

    def quit(self, _rest: str) -> None:
        """Leave."""
        self.say(_("Left. Come back with: coach present"))
        raise Leave


def tell(terminal: Terminal, slide: Slide) -> None:
    """Read out what stands on a slide."""
    for piece in slide.pieces:
        _piece(terminal, piece)


def _piece(terminal: Terminal, piece: Piece) -> None:
    signs = {"weak": _("Helps less: "), "better": _("Helps more: "), "new": _("New: ")}
    aside = f" ({_hands(piece.aside)})" if piece.aside else ""
    mark = signs.get(piece.looks, piece.mark.replace("▸", ">"))
    terminal.say(piece.text + aside, mark=mark)


def _hands(count: str) -> str:
    n = int(count)
    return ngettext("{n} hand", "{n} hands", n).format(n=n)


# ------------------------------------------------------------------ the notes


def follow() -> int:
    """Read out the notes as the first terminal goes on, until the facilitator leaves.

    Where the input has ended, as in a pipe, they are read out once.
    """
    terminal = Terminal(sys.stdin, sys.stdout)
    typed: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(terminal, typed), daemon=True).start()
    notebook = Notebook()
    terminal.say(_("Notes. They follow the first terminal. Enter reads them again, quit ends."))
    while True:
        if notebook.look():
            tell_notes(terminal, notebook.page, notebook.time())
        try:
            line = typed.get(timeout=LOOK)
        except queue.Empty:
            continue
        if line is None or line.strip().removeprefix(":").casefold() == "quit":
            return 0
        if line.strip().removeprefix(":").casefold() == "urgent":
            show_help_card(terminal)
        else:
            tell_notes(terminal, notebook.page, notebook.time())


def _read(terminal: Terminal, typed: queue.SimpleQueue[str | None]) -> None:
    while line := terminal.source.readline():
        typed.put(line)
    typed.put(None)


def tell_notes(terminal: Terminal, page: Spoken, time: str) -> None:
    """Read out one page of notes."""
    terminal.say()
    terminal.say(page.place)
    for line in filter(None, (time, page.news)):
        terminal.say(line)
    for piece in page.pieces:
        terminal.say(piece.text, mark=piece.mark)
    if page.next:
        terminal.say(_("Next: {title}").format(title=page.next))
