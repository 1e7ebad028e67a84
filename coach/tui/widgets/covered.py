"""A text to work on while names are hidden."""

from __future__ import annotations

from rich.text import Text as RichText
from textual.widgets import TextArea

from coach.tui.plain_text import with_dots


class Covered(TextArea):
    """A text in which a hidden name shows as dots. Its words stay what they are."""

    def get_line(self, line_index: int) -> RichText:
        """Return a line as it is drawn."""
        return RichText(with_dots(super().get_line(line_index).plain), end="", no_wrap=True)
