"""How a talk stands: heat, clear, next step; what the last turn did; what was said already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.compose.written import Said
from coach.export.rehearsal import step_name
from coach.language import _
from coach.rehearse.covering import sayable
from coach.rehearse.feedback import Feedback
from coach.rehearse.state import CLEAREST, HOTTEST, State
from coach.tui.plain_text import Text, plain
from coach.tui.widgets.rows import Hanging, Row, mark

FULL, EMPTY = "●", "○"
SAID, NOT_YET = "✓", "·"


def scale(name: str, number: int, most: int) -> str:
    """Return “Heat ●●○○○ 2 of 5”: it says the same without the dots."""
    dots = FULL * number + EMPTY * (most - number)
    return _("{name} {dots} {number} of {most}").format(
        name=name, dots=dots, number=number, most=most
    )


def in_one_line(state: State) -> str:
    """Return the three scales, one beside the other."""
    return " · ".join(_scales(state))


def _scales(state: State) -> tuple[str, str, str]:
    return (
        scale(_("Heat"), state.heat, HOTTEST),
        scale(_("Clear"), state.clarity, CLEAREST),
        _("Next step: {step}").format(step=step_name(state.step)),
    )


def what_it_did(feedback: Feedback | None) -> Content:
    """Return what the last turn did, and the one thing to try, a line each."""
    if feedback is None:
        return plain("")
    did = "\n".join(feedback.did)
    between = "\n" if did and feedback.attempt else ""
    return plain(did, between, (feedback.attempt, "bold"))


class Standing(VerticalScroll, can_focus=True):
    """Beside the talk, or in its place."""

    def __init__(self, points: Sequence[Said]) -> None:
        super().__init__(id="standing")
        self._points = [(at, point.text) for at, point in enumerate(points) if sayable(point)]
        self._ticked: frozenset[int] = frozenset()

    def compose(self) -> Iterable[Widget]:
        """Three scales, what the last turn did, and the talking points."""
        yield Text(_("How it stands"), classes="title")
        yield Text(id="three")
        yield Text(_("Your last line"), id="last", classes="title")
        yield Text(id="did-there")
        if self._points:
            yield Text(_("Talking points"), classes="title")
        for at, text in self._points:
            yield Row(_point(text, said=at in self._ticked), classes="point")

    def show(self, state: State, feedback: Feedback | None) -> None:
        """Show where it stands."""
        self.query_one("#three", Text).say("\n".join(_scales(state)))
        did = what_it_did(feedback)
        self.query_one("#last", Text).display = bool(did.plain)
        self.query_one("#did-there", Text).say(did)

    def tick(self, said: frozenset[int]) -> None:
        """Tick the talking points that were said, by their place."""
        rows = self.query(".point").results(Row)
        changed, self._ticked = said ^ self._ticked, said
        for row, (at, text) in zip(rows, self._points, strict=True):
            if at in changed:
                row.show(_point(text, said=at in said))


def _point(text: str, *, said: bool) -> Hanging:
    return Hanging(mark(f" {SAID if said else NOT_YET}", 3), plain(text))
