"""A family's hour: the agenda with its clock, what was promised, homework, and what is at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.guide.desk import Kind, Line, hour
from coach.guide.homework import take_away
from coach.guide.meeting import Meeting
from coach.language import _
from coach.tui.commands import (
    CLOCK,
    CLOSE_HOUR,
    EVERYWHERE,
    GIVE,
    HAND_OVER,
    LEAD,
    NEXT_PART,
    NOTE,
    OPEN,
    PAUSE,
    RETURN,
    TAKE_AWAY,
    VERSIONS,
    WORDS,
    Command,
    bindings,
)
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Fitted
from coach.tui.screens.promise import ask_what_became
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp


class HourScreen(Fitted[None]):
    """Everything of an hour in one list. Enter opens a line; F8 goes on to the next part."""

    SCOPED_CSS = False  # it asks how wide the screen is, which is said of the screen itself
    CSS = """
    #hour { padding: 1 3; }
    #hour Row.heading { margin-top: 1; }
    .-narrow #hour { padding: 0 1; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        RETURN,
        OPEN,
        NOTE,
        GIVE,
        LEAD,
        NEXT_PART,
        PAUSE,
        CLOCK,
        CLOSE_HOUR,
        TAKE_AWAY,
        VERSIONS,
        WORDS,
        HAND_OVER,
    )

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self._meeting = meeting
        self._lines: dict[str, Line] = {}

    def compose(self) -> Iterable[Widget]:
        """Whose hour it is, the clock, and the list."""
        yield Bar(timed=False)
        with VerticalScroll(id="hour", can_focus=False):
            yield Text(id="name", classes="title")
            yield Text(id="clock", classes="quiet")
            yield Picker()
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.set_focus(self.query_one(Picker), scroll_visible=False)

    def on_screen_resume(self) -> None:
        """Read what is kept, each time anew."""
        super().on_screen_resume()
        self.call_after_refresh(self.load)

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    async def load(self, at: str = "") -> None:
        """Read what is kept of the family, and list it; the pointer goes to the line `at`."""
        from coach.desk.ladder import rung_name

        with self._coach.asking():
            self._meeting.look()
        case = self._meeting.case
        name = self._meeting.card.title or _("A card without a name")
        self.query_one("#name", Text).say(f"{name} · {rung_name(case.rung)}")
        self.tell_time()
        items: list[Item] = []
        self._lines = {}
        for block in hour(self._meeting):
            items += [Item("", block.title)] if block.title else []
            for line in block.lines:
                self._lines[line.key] = line
                items.append(_item(line))
        picker = self.query_one(Picker)
        await picker.show(items, at)
        picker.redraw()
        self.refresh_bindings()

    async def again(self) -> None:
        """Draw it anew: names are hidden now, or shown again."""
        await self.load()

    def tell_time(self) -> None:
        """Say what the clock says."""
        self.query_one("#clock", Text).say(self._meeting.clock if self._coach.clock_shown else "")

    @property
    def _marked(self) -> Line | None:
        item = self.query_one(Picker).current
        return self._lines.get(item.id) if item is not None else None

    # -------------------------------------------------------------- opening

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        meeting, marked = self._meeting, self._marked
        going = meeting.timer is not None
        return (
            RETURN,
            OPEN,
            *([NEXT_PART] if going else []),
            NOTE,
            GIVE,
            *([LEAD] if meeting.to_rehearse and not meeting.urgent else []),
            *([PAUSE, CLOCK, CLOSE_HOUR] if going else []),
            *([TAKE_AWAY] if marked is not None and marked.kind == "homework" else []),
            *([VERSIONS, WORDS] if meeting.for_today.session else []),
            HAND_OVER,
            *EVERYWHERE,
        )

    @on(Picker.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_open(self) -> None:
        """Open what is marked."""
        self.query_one(Picker).open()

    @on(Picker.Opened)
    def _opened(self, event: Picker.Opened) -> None:
        line = self._lines.get(event.item.id)
        if line is None:
            return
        openers: dict[Kind, Callable[[], object]] = {
            "start": self._begin,
            "part": lambda: self._open_part(int(line.id)),
            "promise": lambda: self._ask_about(int(line.id)),
            "kept": lambda: self._coach.resume(self._meeting.kept[int(line.id)].entry),
            "homework": lambda: self._ask_homework(line.id),
            "give": self.action_give,
            "notes": self.action_note,
            "words": self.action_words,
            "versions": self.action_versions,
            "page": lambda: self._coach.show_family(self._meeting.id),
            "bundle": self.action_hand_over,
        }
        openers[line.kind]()

    def _begin(self) -> None:
        """Begin the hour and its clock, or let it go on."""
        with self._coach.asking():
            self._meeting.begin()
        self._coach.begin_clock()
        self._load_at("part:0")

    def _load_at(self, key: str) -> None:
        async def load() -> None:
            await self.load(key)

        self.call_after_refresh(load)

    def _open_part(self, at: int) -> None:
        """Bring the clock to that part, and open what it is about."""
        meeting = self._meeting
        part = meeting.parts[at]
        with self._coach.asking():
            if meeting.timer is not None and meeting.timer.hour.at != at:
                meeting.go(at)
        match part.kind:
            case "safety":
                self._coach.action_urgent()
            case "today":
                self._open_today()
            case "rehearsal":
                self.action_rehearse()
            case "homework":
                self.action_give()
            case "close" if meeting.timer is not None:
                self.action_close_hour()
            case "promises" if meeting.promises:
                self._load_at("promise:0")
            case "hello":
                self.action_note()
            case _:
                self._load_at(f"part:{at}")

    def _open_today(self) -> None:
        now = self._meeting.for_today
        if now.session:
            self._coach.resume(now.session)
        else:
            self._coach.start(now.scenario, self._meeting.id)

    # -------------------------------------------------------------- promises and homework

    def _ask_about(self, at: int) -> None:
        ask_what_became(
            self._coach, self._meeting.promises[at], lambda: self.call_after_refresh(self.load)
        )

    def _ask_homework(self, id: str) -> None:
        from coach.guide.homework import found, say_by
        from coach.tui.desk.homework import ask_about

        with self._coach.asking():
            one = found(self._coach.sessions, self._meeting.id, id)
            about = say_by(one, date.today())
            ask_about(self._coach, self._meeting.id, one, about, self._reload)

    def _reload(self) -> None:
        self.call_after_refresh(self.load)

    def action_give(self) -> None:
        """Give the family something to do."""
        from coach.tui.desk.homework import GiveHomework, Given

        def chosen(given: Given | None) -> None:
            if given is not None:
                with self._coach.asking():
                    from coach.guide.homework import give

                    give(
                        self._coach.sessions,
                        self._meeting.id,
                        given.text,
                        date.today(),
                        given.by,
                        given.leads_to,
                    )
                    self._coach.say(_("Given. The family sees it first when it opens Coach."))
            self._reload()

        with self._coach.asking():
            dialog = GiveHomework(self._meeting.suggestions(), date.today(), self._meeting.titles)
            self._coach.ask(dialog, chosen)

    def action_delete(self) -> None:
        """Ask, and take the marked homework away."""
        from coach.tui.screens.ask import Ask

        line = self._marked
        if line is None or line.kind != "homework":
            return

        def chosen(answer: str | None) -> None:
            if answer == "away":
                with self._coach.asking():
                    take_away(self._coach.sessions, self._meeting.id, line.id)
                self._reload()

        self._coach.ask(
            Ask(
                _("Take this homework away?"),
                line.label,
                keep=_("Keep it"),
                away=_("Take it away"),
            ),
            chosen,
        )

    # -------------------------------------------------------------- the hour

    def action_next_part(self) -> None:
        """Tick this part off."""
        if self._meeting.timer is None:
            return
        with self._coach.asking():
            self._meeting.next()
        at = self._meeting.timer.hour.at if self._meeting.timer is not None else 0
        self._load_at(f"part:{at}")

    def action_pause(self) -> None:
        """Let the clock stand still, or go again."""
        with self._coach.asking():
            self._meeting.pause()
        self._coach.begin_clock()
        self.call_after_refresh(self.load)

    def action_clock(self) -> None:
        """Put the clock out of sight, or show it again."""
        self._coach.clock_shown = not self._coach.clock_shown
        self._coach.tell_time()

    def action_close_hour(self) -> None:
        """Show what was done, ask when they meet again, and end the hour."""
        from coach.desk.timer import counted
        from coach.tui.desk.closing import CloseHour, Closing

        timer = self._meeting.timer
        if timer is None:
            return

        def chosen(closing: Closing | None) -> None:
            if closing is not None:
                with self._coach.asking():
                    self._meeting.close(closing.next)
                    self._coach.tell_time()
                    self._coach.say(_("The hour is closed. The caseload knows."))
            self._reload()

        now = counted(timer, self._meeting.now())
        self._coach.ask(CloseHour(now, date.today()), chosen)

    # -------------------------------------------------------------- going elsewhere

    def action_note(self) -> None:
        """Write a private note."""
        self._coach.action_note()

    def action_rehearse(self) -> None:
        """Rehearse, with the coach to pick what comes up."""
        id = self._meeting.to_rehearse
        if id and not self._meeting.urgent:
            self._coach.lead_rehearsal(id)

    def action_versions(self) -> None:
        """Show what the message said before."""
        session = self._meeting.for_today.session
        if session:
            self._coach.open_beside(session, "versions")

    def action_words(self) -> None:
        """Show the family's words beside the draft."""
        session = self._meeting.for_today.session
        if session:
            self._coach.open_beside(session, "words")

    def action_hand_over(self) -> None:
        """Offer the family's file."""
        from coach.tui.screens.hand_over import offer

        offer(self._coach, self._meeting.id)

    def action_back(self) -> None:
        """Go to the caseload; an hour that goes on waits, its clock paused."""
        self._coach.show_desk()


def _item(line: Line) -> Item:
    sign = line.sign or " "
    return Item(line.key, line.label, hint=line.hint, aside=line.aside, sign=sign)
