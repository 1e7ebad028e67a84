"""How a talk stands: heat, clear, next step; what the last turn did; what was said already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from textual.content import Content

from coach.compose.written import Said
from coach.export.rehearsal import step_name
from coach.language import _
from coach.rehearse.covering import sayable
from coach.rehearse.feedback import Feedback
from coach.rehearse.state import CLEAREST, HOTTEST, State
from coach.tui.plain_text import plain
from coach.tui.widgets.drawn import Drawn
from coach.tui.widgets.rows import Hanging, mark

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


class Line(NamedTuple):
    """A paragraph of how it stands.

    Attributes:
        looks: a title, plain words, words that stand out, a talking point not yet said and
            one that was.
    """

    looks: Literal["title", "plain", "bold", "not-yet", "said"]
    text: str


_GAP = Line("plain", "")


class Standing(Drawn[Line]):
    """Beside the talk, or in its place."""

    def __init__(self, points: Sequence[Said]) -> None:
        super().__init__(id="standing")
        self._points = [(at, point.text) for at, point in enumerate(points) if sayable(point)]
        self._there: tuple[Line, ...] = ()
        self._ticked: frozenset[int] = frozenset()

    def visual(self, piece: Line) -> Hanging:
        """Return a paragraph; talking points stand beside their mark."""
        match piece.looks:
            case "said" | "not-yet":
                sign = SAID if piece.looks == "said" else NOT_YET
                return Hanging(mark(f" {sign}", 3), plain(piece.text))
            case "plain":
                return Hanging(plain(""), plain(piece.text))
            case _:
                return Hanging(plain(""), plain((piece.text, "bold")))

    def show(self, state: State, feedback: Feedback | None) -> None:
        """Show where it stands: three scales, and what the last turn did."""
        lines = [Line("title", _("How it stands"))]
        lines += [Line("plain", scale) for scale in _scales(state)]
        if feedback is not None and (feedback.did or feedback.attempt):
            lines += [_GAP, Line("title", _("Your last line"))]
            lines += [Line("plain", did) for did in feedback.did]
            lines += [Line("bold", feedback.attempt)] if feedback.attempt else []
        self._there = tuple(lines)
        self._show()

    def tick(self, said: frozenset[int]) -> None:
        """Tick the talking points that were said, by their place."""
        self._ticked = said
        self._show()

    def _show(self) -> None:
        points = [
            Line("said" if at in self._ticked else "not-yet", text) for at, text in self._points
        ]
        title = [_GAP, Line("title", _("Talking points"))] if points else []
        self.put((*self._there, *title, *points))
