"""The least an app to type in can be: one text area."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Typing(App[None]):
    """One text area.

    Args:
        text: what stands in it at the start.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield TextArea(self.text)


if __name__ == "__main__":
    Typing(Path(sys.argv[1]).read_text(encoding="utf-8")).run()
