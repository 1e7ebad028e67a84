"""Where one is: sections, and the questions of the present one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.shown import Line, State
from coach.tui.plain_text import QUIET, Text, plain

MARKS: dict[State, str] = {
    "done": "✓",
    "present": "▸",
    "ahead": "·",
    "skipped": "–",
    "doubtful": "!",
}
"""A sign for each state: nothing is said by colour alone."""

OPEN_TO: frozenset[State] = frozenset({"done", "present", "skipped", "doubtful"})


class Outline(VerticalScroll, can_focus=True):
    """Sections in order; the one with the present question shows its questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    @dataclass
    class Wanted(Message):
        """Someone wants to go to a question."""

        step: str

    def __init__(self) -> None:
        super().__init__(id="outline")
        self._lines: tuple[tuple[Line, str], ...] = ()
        self._at = 0

    def compose(self) -> Iterable[Widget]:
        """One text: a line cut short is still a line."""
        yield Text(id="lines")

    def show(self, lines: Sequence[Line]) -> None:
        """Show the outline as it stands."""
        shown = tuple(_folded(lines))
        if shown != self._lines:
            self._lines = shown
            self._at = next(
                (n for n, (line, _to) in enumerate(shown) if line.step and line.state == "present"),
                0,
            )
            self._draw()

    def _draw(self) -> None:
        lines = [self._line(n) for n in range(len(self._lines))]
        self.query_one("#lines", Text).say(Content("\n").join(lines))

    def _line(self, n: int) -> Content:
        line, _to = self._lines[n]
        sign = MARKS[line.state]
        indent = "  " if line.step else ""
        text = plain(f" {indent}{sign} {' '.join(line.title.split())}")
        if self.has_focus and n == self._at:
            return plain("▸").append(text[1:]).stylize("reverse", 1)
        if line.state == "present":
            return text.stylize("bold")
        return text.stylize(QUIET)

    # -------------------------------------------------------------- keys and mouse

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show where the pointer is, or put it away."""
        super().watch_has_focus(has_focus)
        if self._lines:
            self._draw()

    def action_step(self, by: int) -> None:
        """Move the pointer."""
        self._at = max(0, min(len(self._lines) - 1, self._at + by))
        self._draw()
        self.scroll_to(y=max(0, self._at - self.size.height // 2), animate=False)

    def open(self) -> None:
        """Ask for the question at the pointer."""
        self._open(self._at)

    def _open(self, n: int) -> None:
        if 0 <= n < len(self._lines) and self._lines[n][1]:
            self.post_message(self.Wanted(self._lines[n][1]))

    def on_click(self, event: events.Click) -> None:
        """A click goes there too."""
        offset = event.get_content_offset(self.query_one("#lines"))
        if offset is not None:
            self._open(offset.y)


def _folded(lines: Sequence[Line]) -> Iterable[tuple[Line, str]]:
    """Every section, with its questions where the present one is among them, and where each leads.

    A section leads to its first question that can be gone to.
    """
    sections: list[list[Line]] = []
    for line in lines:
        if not line.step:
            sections.append([])
        sections[-1].append(line)
    for head, *steps in sections:
        to = next((step.step for step in steps if step.state in OPEN_TO), "")
        yield head, to
        if any(step.state == "present" for step in steps):
            for step in steps:
                yield step, step.step if step.state in OPEN_TO else ""
