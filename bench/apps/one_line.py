"""The least an app that answers can be: a line to type in, and a text that changes on Enter."""

from __future__ import annotations

import sys
from pathlib import Path

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Answering(App[None]):
    """A line to type in, and what is said to it.

    Args:
        answers: what is said, one after another.
    """

    def __init__(self, answers: list[str]) -> None:
        super().__init__()
        self.answers = answers

    def compose(self) -> ComposeResult:
        yield Static("Say it your way", markup=False)
        yield Input()

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Say the next answer."""
        event.input.value = ""
        self.query_one(Static).update(self.answers.pop(0))


if __name__ == "__main__":
    Answering(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()).run()
