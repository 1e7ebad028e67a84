"""What people of a workshop saved, line by line: first for the facilitator, then for the room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from coach.export.text import write
from coach.language import _
from coach.plain.results import show_help_card
from coach.plain.terminal import COMMAND, EndOfInput, Leave, Terminal
from coach.workshop.responses import Collected
from coach.workshop.sheet import before, note_of, reading, reading_lines, title_of
from coach.workshop.showing import Showing


def show(terminal: Terminal, found: Collected) -> int:
    """Show what was collected until the person leaves; return the exit code."""
    with suppress(Leave, EndOfInput):
        Collecting(terminal, found).run()
    return 0


class Collecting:
    """The page for the facilitator, then one response after another."""

    def __init__(self, terminal: Terminal, found: Collected) -> None:
        self.terminal = terminal
        self.found = found
        self.showing: Showing | None = None
        self.commands: dict[str, tuple[Callable[[str], None], str]] = {
            "next": (lambda _: self.step(1), _("the next response")),
            "back": (lambda _: self.step(-1), _("the one before")),
            "go": (self.go, _("“:go C” goes to response C")),
            "read": (lambda _: self.turn(), _("how it reads: show it, or hide it again")),
            "beside": (self.beside, _("“:beside C” puts response C beside this one")),
            "held": (self.held, _("what is held back; “:held 1” reads one. Do that alone")),
            "let": (self.let, _("“:let 1” lets what you have read there be shown")),
            "list": (lambda _: self.private(), _("the page for you alone, with the file names")),
            "urgent": (
                lambda _: show_help_card(terminal),
                _("numbers to call when someone is in danger"),
            ),
            "help": (lambda _: self.help(), _("this list")),
            "quit": (self.quit, _("stop here; nothing is kept")),
        }

    def run(self) -> None:
        """Take lines until the person leaves.

        Raises:
            Leave: they asked to stop.
            EndOfInput: the input ended.
        """
        self.private()
        while True:
            line = self.terminal.ask().strip()
            match = COMMAND.match(line)
            if match is None:
                self.plain_line(line)
            elif match[1] in self.commands:
                self.commands[match[1]][0]((match[2] or "").strip())
            else:
                self.say(_("There is no command :{name}. :help lists them.").format(name=match[1]))

    @property
    def say(self) -> Callable[..., None]:
        """What writes a wrapped line."""
        return self.terminal.say

    def plain_line(self, line: str) -> None:
        """Enter goes on: to how it reads, then to the next one. A letter goes there."""
        if line:
            self.go(line)
        elif self.showing is None:
            self.begin()
        elif not self.showing.read:
            self.turn()
        else:
            self.step(1)

    # -------------------------------------------------------------- for the facilitator

    def private(self) -> None:
        """Show the page for the facilitator alone."""
        self.showing = None
        self.terminal.write("\n" + write(before(self.found)))
        self.say()
        self.say(
            _("Enter begins: from there on, the room may see it. :help lists what you can do.")
        )

    def held(self, rest: str) -> None:
        """Read one response that is held back."""
        at = self.number(rest or "1")
        if at is None:
            return
        one = self.found.held[at]
        self.say()
        self.say(f"{at + 1}. {one.name}")
        if one.saved.body:
            self.terminal.write(self.found.nameless.text(one.saved))
        if one.saved.grave:
            self.say(_("It stops where Coach shows where help is."))
        self.say(_("“:let {n}” lets it be shown. :urgent shows numbers to call.").format(n=at + 1))

    def let(self, rest: str) -> None:
        """Let one that was held back be shown."""
        at = self.number(rest)
        if at is None:
            return
        if not self.found.held[at].saved.body:
            self.say(_("There is nothing in it to show."))
            return
        self.found = self.found.let(at)
        self.private()

    def number(self, rest: str) -> int | None:
        """Return which one is meant, from 0; or say that there is none."""
        count = len(self.found.held)
        if not count:
            self.say(_("Nothing is held back."))
            return None
        if rest.isascii() and rest.isdigit() and len(rest) < 5 and 0 < int(rest) <= count:
            return int(rest) - 1
        self.say(_("Type a number from 1 to {count}.").format(count=count))
        return None

    # -------------------------------------------------------------- for the room

    def begin(self) -> None:
        """Show the first response."""
        responses = self.found.responses()
        if not responses:
            self.say(_("There is nothing to show."))
            return
        self.showing = Showing(responses)
        self.tell()

    def step(self, by: int) -> None:
        """Go on or back."""
        if self.showing is None:
            self.begin()
            return
        moved = self.showing.step(by)
        if (moved.at, moved.other) == (self.showing.at, self.showing.other):
            self.say(_("This was the last one.") if by > 0 else _("This is the first one."))
            return
        self.showing = moved
        self.tell()

    def go(self, label: str) -> None:
        """Go to a letter."""
        self.to((self.showing or self.start()), label, beside=False)

    def beside(self, label: str) -> None:
        """Put another one beside this one."""
        self.to((self.showing or self.start()), label, beside=True)

    def start(self) -> Showing | None:
        """Return the first response, where there is any."""
        responses = self.found.responses()
        return Showing(responses) if responses else None

    def to(self, showing: Showing | None, label: str, *, beside: bool) -> None:
        """Show the response with a label, alone or beside the present one."""
        moved = showing and (showing.beside(label) if beside else showing.go(label))
        if not moved:
            self.say(_("There is no such response to show here. Type its letter, such as B."))
            return
        self.showing = moved
        self.tell()

    def turn(self) -> None:
        """Show how it reads, or hide it."""
        if self.showing is None:
            self.begin()
            return
        self.showing = self.showing.turned()
        if self.showing.read:
            for line in self.reading():
                self.say(line)
        else:
            self.tell()

    def tell(self) -> None:
        """Show the words alone."""
        assert self.showing is not None
        for response in self.showing.shown:
            self.say()
            self.say(title_of(response))
            if note_of(response):
                self.say(note_of(response))
            self.say()
            self.terminal.write(response.text)
        self.say()
        self.say(_("What do you hear? Enter shows how it reads."))

    def reading(self) -> Iterator[str]:
        """Return how what is shown reads."""
        assert self.showing is not None
        for response in self.showing.shown:
            whole, flags, works = reading_lines(reading(response))
            yield ""
            yield _("{title}: how it reads").format(title=title_of(response))
            yield from whole
            yield from (f"! {one}" for one in flags)
            yield from (f"+ {one}" for one in works)

    # -------------------------------------------------------------- the rest

    def help(self) -> None:
        """List the commands."""
        self.say(_("Enter goes on; a letter goes to that response. Or type:"))
        for name, (_do, says) in self.commands.items():
            self.say(says, mark=f"  :{name:<8} ")

    def quit(self, _rest: str) -> None:
        """Stop."""
        self.say(_("Nothing of it was kept."))
        raise Leave
