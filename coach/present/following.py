"""Following a presentation: what the second terminal shows, whatever becomes of the first."""

from __future__ import annotations

from coach.errors import CoachError
from coach.language import _
from coach.present.deck import Material
from coach.present.kept import Following
from coach.present.material import material_for
from coach.present.presenting import seconds
from coach.present.speaking import Spoken, spoken, time_told
from coach.present.state import Presentation

ASK_EVERY = 5
"""Looks at the file between two questions whether the first screen is there."""


class Notebook:
    """The notes, as far as they are known.

    Attributes:
        page: what is to be shown. It is always something.
    """

    def __init__(self) -> None:
        self._following = Following()
        self._looks = 0
        self._material: tuple[str, str, Material] | None = None
        self.page = _waiting("")

    @property
    def state(self) -> Presentation | None:
        """The presentation as it was last read; None where there is none yet."""
        return self._following.state

    def look(self) -> bool:
        """Look once; return whether there is anything else to show."""
        asks = self._looks % ASK_EVERY == 0
        first = self._looks == 0
        self._looks += 1
        if not self._following.look(presence=asks) and not first:
            return False
        before, self.page = self.page, self._read()
        return first or before != self.page

    def _read(self) -> Spoken:
        state = self._following.state
        if state is None:
            return _waiting(self._following.trouble)
        try:
            page = spoken(
                self._made_of(state), state, seconds(), presenting=self._following.presenting
            )
        except CoachError as error:
            return _waiting(str(error))
        if self._following.trouble:
            return Spoken(page.place, page.time, self._following.trouble, page.pieces, page.next)
        return page

    def _made_of(self, state: Presentation) -> Material:
        known = self._material
        if known is None or known[:2] != (state.scenario, state.sample):
            known = (state.scenario, state.sample, material_for(state))
            self._material = known
        return known[2]

    def time(self) -> str:
        """Return what the timer says now."""
        return time_told(self.state, seconds()) if self.state is not None else ""


def _waiting(trouble: str) -> Spoken:
    """What is shown while there is nothing to follow."""
    told = _("Nobody is presenting yet. This page follows as soon as somebody does.")
    return Spoken(_("Notes"), "", trouble or told, (), "")
