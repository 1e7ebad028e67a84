"""The caseload: a line a family, what is due first at the top. Enter opens that family's hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from coach.guide.desk import Cells, cells, heads, told
from coach.language import _, ngettext
from coach.tui.commands import (
    EVERYWHERE,
    NARROW,
    NEW_FAMILY,
    OPEN,
    PUT_AWAY,
    RETURN,
    Command,
    bindings,
)
from coach.tui.plain_text import Text, names_hidden
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker
from coach.tui.widgets.ruled import Column, RuledPicker

if TYPE_CHECKING:
    from coach.desk.caseload import Case
    from coach.tui.app import CoachApp

COLUMNS = (
    Column(12, 1, grows=True),
    Column(13, 3),
    Column(20, 2, grows=True),
    Column(16, 5),
    Column(10, 6),
    Column(14, 4),
)
"""Who, the ladder, what is due, what was rehearsed, the last hour, homework."""

_SHOWN = 60
"""So many are listed at once: a name finds the others."""


class CaseloadScreen(Fitted[None]):
    """Every family, and a line to look for one."""

    SCOPED_CSS = False  # it asks how wide the screen is, which is said of the screen itself
    CSS = """
    #caseload { padding: 1 3; }
    #caseload Picker { margin-top: 1; }
    #caseload #marked { margin-top: 1; }
    .-wide #caseload #marked { display: none; }
    .-narrow #caseload { padding: 0 1; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, OPEN, NARROW, PUT_AWAY, NEW_FAMILY)

    def __init__(self) -> None:
        super().__init__()
        self._cases: Sequence[Case] = ()
        self._lines: dict[str, Cells] = {}

    def compose(self) -> Iterable[Widget]:
        """A title, the line to look for a name, and the list."""
        yield Bar(_("The coach's desk"))
        with VerticalScroll(id="caseload", can_focus=False):
            yield Text(_("Who comes next?"), classes="title")
            words = Input(id="words", select_on_focus=False, compact=True)
            words.cursor_blink = False
            yield words
            yield Text(id="count", classes="quiet")
            yield RuledPicker(COLUMNS)
            yield Text(id="marked", classes="quiet")
            yield Text(id="damaged", classes="quiet")
        yield Keys()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one("#words").display = False
        self.set_focus(self.query_one(RuledPicker), scroll_visible=False)

    def on_screen_resume(self) -> None:
        """Read the caseload, each time anew."""
        super().on_screen_resume()
        self.call_after_refresh(self.load)

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    async def load(self) -> None:
        """Read what is kept, and list it."""
        from coach.guide.meeting import cases

        with self._coach.asking():
            store = self._coach.sessions
            self._cases = cases(store, date.today())
            said = [
                _("{name} can't be read. {what}").format(**one._asdict()) for one in store.damaged
            ]
            self.query_one("#damaged", Text).say("\n".join(said))
        await self._list()

    async def again(self) -> None:
        """Draw it anew: names are hidden now, or shown again."""
        await self.load()

    async def _list(self) -> None:
        from coach.desk.caseload import narrowed
        from coach.tui.screens.things import tops

        titles = {top.id: top.title for top in tops([])}
        found = narrowed(self._cases, self.query_one("#words", Input).value)
        shown, hidden = found[:_SHOWN], names_hidden()
        picker = self.query_one(RuledPicker)
        today = date.today()
        self._lines = {
            one.family: cells(one, titles, today, number=n if hidden else 0)
            for n, one in enumerate(self._cases, 1)
            if one in shown
        }
        picker.cells = {"": heads()} | self._lines
        items = [Item("", "-")] if shown else []
        await picker.show([*items, *(Item(one.family, one.title) for one in shown)])
        picker.redraw()
        self._tell_marked()
        self.query_one("#count", Text).say(_count(len(found), len(self._cases)))
        self.refresh_bindings()

    @on(Picker.Moved)
    def _tell_marked(self) -> None:
        """Say all of the marked family, where the columns have no room for it."""
        item = self.query_one(RuledPicker).current
        line = self._lines.get(item.id) if item is not None else None
        more = line is not None and any(line[2:])
        self.query_one("#marked", Text).say(told(line) if line is not None and more else "")

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        there = bool(self.query_one(Picker).current)
        return (
            RETURN,
            *([OPEN] if there else []),
            NARROW,
            NEW_FAMILY,
            *([PUT_AWAY] if there else []),
            *EVERYWHERE,
        )

    def action_open(self) -> None:
        """Open the marked family's hour."""
        self.query_one(Picker).open()

    @on(Picker.Opened)
    def _opened(self, event: Picker.Opened) -> None:
        self._coach.show_hour(event.item.id)

    def action_find(self) -> None:
        """Look for a family by its name."""
        words = self.query_one("#words", Input)
        words.display = True
        self.set_focus(words)

    @on(Input.Changed)
    async def _typed(self) -> None:
        await self._list()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.set_focus(self.query_one(Picker))

    def action_away(self) -> None:
        """Put the marked family away, or bring it back."""
        item = self.query_one(Picker).current
        if item is None:
            return
        store = self._coach.sessions
        with self._coach.asking():
            away = not store.look(item.id).archived
            store.archive(item.id, away=away)
            self._coach.say(
                _("Put away. F3 and its name still find it.") if away else _("It is back.")
            )
        self.call_after_refresh(self.load)

    def action_new_family(self) -> None:
        """Begin a card."""
        from coach.casebook.records import FAMILY

        self._coach.start(FAMILY)

    def action_back(self) -> None:
        """From the line to the list; from the list to the first screen."""
        words = self.query_one("#words", Input)
        if words.display:
            words.value = ""
            words.display = False
            self.set_focus(self.query_one(Picker))
        else:
            self._coach.leave_desk()


def _count(found: int, total: int) -> str:
    if not total:
        return _("No family yet. F2 begins a child's card; an alias is enough.")
    said = ngettext("{n} family.", "{n} families.", found).format(n=found)
    if found > _SHOWN:
        said += " " + _("The first {n} are listed; F3 and a name find the others.").format(n=_SHOWN)
    return said
