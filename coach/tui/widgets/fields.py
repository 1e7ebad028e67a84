"""Where answers are given: one field for each kind of step.

A field tells two things, at once and in its own turn: that its value has changed, and
that the person wants to go on. Keys that arrive after its answer was taken belong to
the next question, so it hands them on: a quick typist's words never land in the wrong place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import TextArea

from coach.language import _
from coach.scenario.evaluate import Value
from coach.tui.plain_text import plain
from coach.tui.widgets.covered import Covered
from coach.tui.widgets.late import passed_on
from coach.tui.widgets.picker import Item, Looks, Picker

_MOVES = {"left": -1, "down": -1, "right": 1, "up": 1, "home": -10_000, "end": 10_000}
"""Keys that move along a scale."""

NEW_LINE = frozenset({"ctrl+j", "shift+enter", "alt+enter"})


class Field(Widget):
    """What the interview knows of any field.

    Attributes:
        taken: its answer is taken, or it has been left: it is on its way out.
        changed: called at each change.
        done: called when the person wants to go on; may take the field away.
    """

    taken = False
    changed: Callable[[], None]
    done: Callable[[], None]

    def listen(self, changed: Callable[[], None], done: Callable[[], None]) -> None:
        """Say whom to tell."""
        self.changed, self.done = changed, done

    def value(self) -> Value:
        """Return what is in it, as an answer or on the way to one."""
        raise NotImplementedError

    def reword(self, value: Value) -> None:
        """Put other words in it: an answer that was made from `value()`."""

    def enter(self) -> None:
        """Enter, wherever it was pressed. Rows have a mind of their own about it."""
        self.done()

    def touched(self) -> None:
        """One of its parts has changed."""
        if not self.taken:
            self.changed()


def hand_on(widget: Widget, field: Field, event: events.Key) -> bool:
    """Give a key that came too late for `widget` to where the person is now."""
    if passed_on(widget, event):
        return True
    if field.taken:
        event.stop()
        event.prevent_default()
    return field.taken


class Words(Covered, Field):
    """A text of any length. Enter goes on; Ctrl+J starts a new line.

    Args:
        text: what is in it.
        lines: how many lines it has room for at first; it grows with the text.
    """

    def __init__(self, text: str, lines: int) -> None:
        super().__init__(text, highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._least = lines
        self._wrapped = 0
        self._fit()
        self.move_cursor(self.document.end)

    def _fit(self) -> None:
        """Grow with the text, and keep the cursor in view when a line is added."""
        wrapped = self.wrapped_document.height
        if wrapped == self._wrapped:
            return
        self._wrapped = wrapped
        most = 5 if self.app.size.height < 28 else 12
        self.styles.height = max(self._least, min(most, wrapped)) + 2
        # TextArea scrolls to the cursor before it knows of the new line (as of 8.2.8).
        self.call_after_refresh(self.scroll_cursor_visible)

    def on_resize(self) -> None:
        """Fit the lines as they are wrapped now."""
        self.call_after_refresh(self._fit)

    def value(self) -> str:
        """Return the text as it stands."""
        return self.text

    async def _on_key(self, event: events.Key) -> None:
        if hand_on(self, self, event):
            return
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.done()
        elif event.key in NEW_LINE:
            event.stop()
            event.prevent_default()
            self.insert("\n")

    @on(TextArea.SelectionChanged)
    def _nobody_asks(self, event: TextArea.SelectionChanged) -> None:
        event.stop()

    @on(TextArea.Changed)
    def _tell(self, event: TextArea.Changed) -> None:
        event.stop()
        self._fit()
        self.touched()


class Options(Picker, Field):
    """One option, or several."""

    def __init__(self, items: Iterable[Item], looks: Looks, picked: Iterable[str]) -> None:
        super().__init__(items, looks=looks, picked=picked)

    def value(self) -> Value:
        """Return the picks: an id, or ids."""
        if self.looks == "many":
            return tuple(self.picked)
        return self.picked[0] if self.picked else ""

    def on_pick(self) -> None:
        """A pick is a change."""
        self.changed()

    def on_key(self, event: events.Key) -> None:
        """Enter goes on; with one to pick, it picks the one at the pointer first."""
        if hand_on(self, self, event):
            return
        if event.key == "enter":
            event.stop()
            self.enter()

    def enter(self) -> None:
        """Pick if one has to be, and go on."""
        if self.looks == "one" and self.current and self.current.id not in self.picked:
            self.pick()
        self.done()


class Scale(Field, can_focus=True):
    """A row of numbers with words at both ends."""

    def __init__(self, low: int, high: int, words: tuple[str, str], number: int | None) -> None:
        super().__init__()
        self.low, self.high, self.words, self.number = low, high, words, number
        self._typed = ""

    def value(self) -> int | None:
        """Return the number picked, if one is."""
        return self.number

    def render(self) -> Content:
        """Return the numbers, the one picked in brackets, and the words under their ends."""
        numbers = plain("▸ " if self.has_focus else "  ")
        for number in range(self.low, self.high + 1):
            picked = number == self.number
            shown = plain((f"[{number}]" if picked else f" {number} ", "bold" if picked else ""))
            numbers = numbers + shown.stylize(Style.from_meta({"number": number}))
        width = self.size.width
        if width and numbers.cell_length > width:
            numbers = numbers[:2] + plain(
                f"[{'–' if self.number is None else self.number}]   {self.low} – {self.high}"
            )
        low, high = self.words
        gap = numbers.cell_length - 4 - cell_len(low) - cell_len(high)
        if gap >= 2:
            return numbers + plain(f"\n   {low}{' ' * gap}{high}")
        return numbers + plain(*(f"\n   {n}: {word}" for n, word in self._ends() if word))

    def _ends(self) -> tuple[tuple[int, str], tuple[int, str]]:
        return (self.low, self.words[0]), (self.high, self.words[1])

    def _pick(self, number: int) -> None:
        self.number = max(self.low, min(self.high, number))
        self.refresh()
        self.changed()

    def _move(self, by: int) -> None:
        """Go down or up; the first key picks the end it comes from."""
        start = self.low if by > 0 else self.high
        self._typed = ""
        self._pick(start if self.number is None and abs(by) == 1 else (self.number or 0) + by)

    def on_key(self, event: events.Key) -> None:
        """Digits make a number: 1 and then 0 is 10 where there is a 10."""
        if hand_on(self, self, event):
            return
        if event.key == "enter":
            event.stop()
            self.done()
        elif event.key in _MOVES:
            event.stop()
            self._move(_MOVES[event.key])
        elif event.character and event.character in "0123456789":
            event.stop()
            longer = self._typed + event.character
            self._typed = longer if int(longer) <= self.high else event.character
            if self.low <= int(self._typed) <= self.high:
                self._pick(int(self._typed))

    def on_click(self, event: events.Click) -> None:
        """Pick the number under the mouse."""
        number = event.style.meta.get("number")
        if isinstance(number, int):
            self._pick(number)


class Note(Field, can_focus=True):
    """Nothing to answer: Enter goes on."""

    def value(self) -> str:
        """Return the answer of a note."""
        return ""

    def render(self) -> Content:
        """Say what to do."""
        return plain("▸ " if self.has_focus else "  ", _("Enter when you are ready."))

    def on_key(self, event: events.Key) -> None:
        """Enter goes on."""
        if not hand_on(self, self, event) and event.key == "enter":
            event.stop()
            self.done()
