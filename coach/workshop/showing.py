"""One response after another before a room: what both faces drive.

First the words alone, so that the room can guess. Then how they read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.workshop.responses import Response


@dataclass(frozen=True, slots=True)
class Showing:
    """What the room sees just now.

    Attributes:
        responses: all there are; at least one.
        at: the place of the one that is shown.
        other: the place of one beside it; -1 where it is alone.
        read: whether it is shown how they read.
    """

    responses: tuple[Response, ...]
    at: int = 0
    other: int = -1
    read: bool = False

    @property
    def shown(self) -> tuple[Response, ...]:
        """What is on the screen: one response, or two."""
        places = (self.at,) if self.other < 0 else (self.at, self.other)
        return tuple(self.responses[place] for place in places)

    def step(self, by: int) -> Showing:
        """Go on or back; at either end, stay. Of two, the second moves, and passes the first."""
        if self.other >= 0:
            return self._beside(self.other + by, by)
        at = min(max(self.at + by, 0), len(self.responses) - 1)
        return self if at == self.at else Showing(self.responses, at)

    def turned(self) -> Showing:
        """Show how they read, or hide it again."""
        return replace(self, read=not self.read)

    def go(self, label: str) -> Showing | None:
        """Go to the response with a label, alone; None where there is none."""
        at = self.place(label)
        return Showing(self.responses, at) if at >= 0 else None

    def beside(self, label: str) -> Showing | None:
        """Put the response with a label beside the one that is shown; None where it can't be."""
        other = self.place(label)
        return replace(self, other=other, read=False) if other not in (-1, self.at) else None

    def paired(self) -> Showing:
        """Put the next one beside this one (the last has the one before it); or take it away."""
        if self.other >= 0:
            return replace(self, other=-1, read=False)
        if len(self.responses) < 2:
            return self
        last = self.at == len(self.responses) - 1
        return replace(self, other=self.at + (-1 if last else 1), read=False)

    def place(self, label: str) -> int:
        """Return where the response with a label stands, in letters of any size; else -1."""
        wanted = label.strip().upper()
        return next((at for at, one in enumerate(self.responses) if one.label == wanted), -1)

    def _beside(self, other: int, by: int) -> Showing:
        other += (by > 0) - (by < 0) if other == self.at else 0
        if not 0 <= other < len(self.responses):
            return self
        return replace(self, other=other, read=False)
