"""A text to work on: hidden names show as dots, words that may land badly are marked."""

from __future__ import annotations

from collections.abc import Iterable

from rich.style import Style
from rich.text import Text as RichText
from textual.document._document import Location
from textual.widgets import TextArea

from coach.tui.plain_text import with_dots

_MARKED = Style(underline=True, bold=True)
"""To be seen without colour too."""

Span = tuple[int, int]
"""From one character of the text to before another, counted from 0."""


class Covered(TextArea):
    """A text in which a hidden name shows as dots. Its words stay what they are."""

    _marks: tuple[tuple[int, int, str], ...] = ()
    """Line, column, and the words there: where they have moved on, nothing is marked."""

    def get_line(self, line_index: int) -> RichText:
        """Return a line as it is drawn."""
        said = super().get_line(line_index).plain
        line = RichText(with_dots(said), end="", no_wrap=True)
        for at, column, words in self._marks:
            if at == line_index and said.startswith(words, column):
                line.stylize(_MARKED, column, column + len(words))
        return line

    def mark(self, spans: Iterable[Span]) -> None:
        """Mark these words, and no others."""
        text = self.text
        marks = tuple(
            (*self.place(start + begin), piece)
            for start, end in spans
            for begin, piece in _lines(text[start:end])
        )
        if marks != self._marks:
            self._marks = marks
            self.notify_style_update()  # what was drawn before is remembered
            self.refresh()

    def place(self, offset: int) -> Location:
        """Return line and column of a character of the text."""
        before = self.text[:offset]
        line = before.count("\n")
        return line, offset - (before.rfind("\n") + 1)

    @property
    def offset_of_cursor(self) -> int:
        """How many characters stand before the cursor."""
        line, column = self.cursor_location
        return sum(len(one) + 1 for one in self.document.lines[:line]) + column

    def put(self, span: Span, words: str) -> None:
        """Put `words` in the place of others, with the cursor after them. Undo brings them back."""
        start, end = span
        self.replace(words, self.place(start), self.place(end))
        self.move_cursor(self.place(start + len(words)))


def _lines(words: str) -> Iterable[tuple[int, str]]:
    """Give each line of some words with where it begins in them."""
    at = 0
    for line in words.split("\n"):
        if line:
            yield at, line
        at += len(line) + 1
