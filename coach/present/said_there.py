"""What the room said, under the question that it was asked."""

from __future__ import annotations

from collections.abc import Iterator

from coach.present.slide import Piece
from coach.present.state import Presentation

LETTERS = "ABCDEFGHIJKL"
"""What one calls a line of it, across a room: as many as are kept."""


def said_pieces(state: Presentation, name: str) -> Iterator[Piece]:
    """Return what the room said, a line each.

    Args:
        name: what it is kept under (`Slide.hears`).
    """
    for letter, said in zip(LETTERS, state.guesses.get(name, ()), strict=False):
        yield Piece(said, "guess", mark=f"{letter}  ", gap=letter == LETTERS[0])
