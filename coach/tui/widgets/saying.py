"""Where a parent says it their way, and the three replies to pick from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.message import Message
from textual.screen import Screen
from textual.widgets import TextArea

from coach.language import _, ngettext
from coach.rehearse.replies import Option
from coach.tui.widgets.covered import Covered
from coach.tui.widgets.late import passed_on
from coach.tui.widgets.picker import Item, Picker
from coach.tui.widgets.rows import Hanging

_MOST = 3
"""Lines it grows to; a longer text scrolls."""
LETTERS = "ABC"
TALL = 28
"""Lines of a screen from which the replies are shown whole (`-tall`)."""
_LESS = ("minus", "backspace")


class Saying(Covered):
    """One line of what a parent says, of up to three lines on the screen. Enter says it."""

    class Said(Message):
        """Enter."""

    class Scrolled(Message):
        """Page Up or Page Down: the talk is read, not what is typed.

        Attributes:
            up: towards the beginning.
        """

        def __init__(self, up: bool) -> None:
            super().__init__()
            self.up = up

    def __init__(self) -> None:
        super().__init__(id="saying", highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.border_title = _("Say it your way")
        self._lines = 1

    def on_resize(self) -> None:
        """Fit the lines as they are wrapped now."""
        self.call_after_refresh(self.fit)

    def fit(self) -> None:
        """Be as tall as what is typed."""
        lines = max(1, min(_MOST, self.wrapped_document.height))
        if lines != self._lines:
            self._lines = lines
            self.styles.height = lines + 2
            self.call_after_refresh(self.scroll_cursor_visible)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.fit()

    async def _on_key(self, event: events.Key) -> None:
        if passed_on(self, event):
            return
        match event.key:
            case "enter":
                self.post_message(self.Said())
            case "pageup" | "pagedown":
                self.post_message(self.Scrolled(event.key == "pageup"))
            # Here and not in bindings: those come after any key that is already waiting.
            case "tab" | "shift+tab":
                _go(self.screen, event.key)
            case "down" if self.cursor_at_last_line and self._at_end:
                self.screen.query_one(Replies).take_keys()
            case _:
                return
        event.stop()
        event.prevent_default()

    def take_keys(self) -> None:
        """Be where the keys go, if one can say something just now."""
        if self.display:
            self.screen.set_focus(self)

    @property
    def _at_end(self) -> bool:
        """On the last line as it is wrapped, not only the last that was typed."""
        wrapped = self.wrapped_document
        return wrapped.location_to_offset(self.cursor_location).y >= wrapped.height - 1


class Replies(Picker):
    """The three replies. For a room they are lettered, and hands are counted for each.

    Args:
        room: hands are counted first.

    Attributes:
        hands: how many for each.
        counted: the count was told; the next Enter plays the marked one.
    """

    @dataclass
    class Counted(Message):
        """The count is to be told."""

        hands: tuple[int, ...]

    def __init__(self, *, room: bool = False) -> None:
        super().__init__(id="replies")
        self.room = room
        self.hands: list[int] = []
        self.counted = False
        self.voting = False

    async def offer(self, options: Sequence[Option]) -> None:
        """Show the replies to what was said last; hands go down."""
        self.hands, self.counted = [0] * len(options), False
        self.voting = self.room and bool(options)
        if options:  # else nobody sees it
            await self._put([Item(option.pick, option.text) for option in options])

    async def close(self, items: Sequence[Item]) -> None:
        """Show what there is to do now that the talk is over."""
        self.hands, self.voting = [], False
        await self._put(items)

    async def _put(self, items: Sequence[Item]) -> None:
        """In the rows that are there: to mount others would take longer than a frame."""
        if len(items) == len(self.items) == len(self.children):
            self.items, self._at = tuple(items), 0
            self._letter()
        else:
            await self.show(items)
            self._letter()

    def _letter(self) -> None:
        if self.voting:
            self.items = tuple(
                Item(item.id, item.label, sign=LETTERS[n], aside=_hands(self.hands[n]))
                for n, item in enumerate(self.items)
            )
        self.redraw()

    def _visual(self, n: int) -> Hanging:
        """Whole where the keys are; on a low screen else one line each: the talk needs the room."""
        whole = super()._visual(n)
        room = self.content_size.width - whole.mark.cell_length
        if self.has_focus or room < 1 or self.app.size.height >= TALL:
            return whole
        return Hanging(whole.mark, whole.body.truncate(room, ellipsis=True))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show them whole, or in a line each."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def take_keys(self) -> None:
        """Be where the keys go, if one can pick a reply just now."""
        if self.display:
            self.screen.set_focus(self)

    def on_resize(self) -> None:
        """There is more room now, or less."""
        self.redraw()

    def open(self) -> None:
        """Enter: for a room, first the count, then the marked one."""
        if not self.voting or self.counted:
            super().open()
            return
        self.counted = True
        if any(self.hands):
            self.point(self.items[self.hands.index(max(self.hands))].id)
        self.post_message(self.Counted(tuple(self.hands)))

    def on_key(self, event: events.Key) -> None:
        """Digits count hands, for a room; Up from the first leads to what is typed."""
        if passed_on(self, event):
            return
        if event.key == "up" and self.items and self.current is self.items[0]:
            event.stop()
            event.prevent_default()
            self.screen.query_one(Saying).take_keys()
        elif event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            _go(self.screen, event.key)
        elif self.voting and event.character and event.character in "123"[: len(self.hands)]:
            self._count(int(event.character) - 1, 1, event)
        elif self.voting and event.key in _LESS:
            marked = next(n for n, item in enumerate(self.items) if item is self.current)
            self._count(marked, -1, event)

    def _count(self, at: int, by: int, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.hands[at] = max(0, self.hands[at] + by)
        self.counted = False
        self.point(self.items[at].id)
        self._letter()


def _go(screen: Screen[object], key: str) -> None:
    """Go where Tab or Shift+Tab leads."""
    if key == "tab":
        screen.focus_next()
    else:
        screen.focus_previous()


def _hands(count: int) -> str:
    return ngettext("{n} hand", "{n} hands", count).format(n=count) if count else ""
