"""A presentation that is running: what both faces drive. Every key is on disk before the next."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.language import _
from coach.present import kept
from coach.present.deck import Material, deck, opening
from coach.present.doing import Deed, Shown, press, shown, where
from coach.present.heeding import RoomAlarm, alarm_in
from coach.present.material import begun, check_partner, material_for
from coach.present.pages import Frame
from coach.present.slide import Slide
from coach.present.state import Presentation, resumed
from coach.scenario.library import lasting

if TYPE_CHECKING:
    from coach.casebook.lock import Lock


def seconds() -> int:
    """Return the time: seconds since 1970."""
    return int(time.time())


class Presenting:
    """One presentation, until it is closed.

    Args:
        state: where it stands.
        keep: remember it in its file, where a second terminal can follow.

    Attributes:
        alarm: why it has stopped: what the room said may mean that someone is in danger.
        trouble: why it could not be put on disk, in a sentence or two; "" while it could.

    Raises:
        CoachError: it can't be made, or another window is presenting.
    """

    def __init__(self, state: Presentation, *, keep: bool = True) -> None:
        self.material: Material = material_for(state)
        check_partner(self.material, state)
        self.state = resumed(state, seconds())
        self.alarm: RoomAlarm | None = None
        self.trouble = ""
        self._held = ""
        self._keep = keep
        self._presence: Lock | None = kept.presence() if keep else None
        self.save()

    def slides(self) -> tuple[Slide, ...]:
        """Return the slides as they are now."""
        return deck(self.material, self.state)

    def at(self) -> int:
        """Return the place of the present slide, from 0."""
        return where(self.slides(), self.state.at)

    def first(self) -> Slide:
        """Return the first slide, at once: the others take a second to make ready."""
        return opening(self.material, self.state)

    def shown(self, frame: Frame) -> Shown:
        """Return what is to be seen."""
        return shown(self.material, self.state, frame)

    def do(self, deed: Deed, frame: Frame) -> bool:
        """Do one thing, and remember it; return whether anything changed."""
        after = press(self.material, self.state, deed, frame, seconds())
        if after == self.state:
            return False
        self.state = after
        self.save()
        return True

    def note(self, text: str, frame: Frame) -> RoomAlarm | None:
        """Write down what the room said.

        Returns:
            A stop, where the words may mean that someone is in danger: they wait
            (`not_meant`, `forget`), and are on no screen and no disk.

        Raises:
            CoachError: the list of warning signs can't be read.
        """
        self.alarm = alarm_in(text, self.state, self.shown(frame).of.id)
        if self.alarm is not None:
            self._held = text
            return self.alarm
        self.do(Deed("guess", text=text), frame)
        return None

    def not_meant(self, frame: Frame) -> None:
        """Go on with the words that stopped it."""
        text, self._held, self.alarm = self._held, "", None
        if text:
            self.do(Deed("guess", text=text), frame)

    def forget(self) -> None:
        """Drop the words that stopped it."""
        self._held, self.alarm = "", None

    def save(self) -> None:
        """Put it on disk; where that fails, say so in `trouble`: the next key tries again."""
        if not self._keep:
            return
        try:
            kept.write(self.state)
            self.trouble = ""
        except CoachError as error:
            self.trouble = f"{error.what} {error.advice}".strip()

    def close(self) -> None:
        """Leave: others may present now."""
        if self._presence is not None:
            self._presence.release()
            self._presence = None


def found(
    scenario: str,
    *,
    sample: str = "",
    invent: bool = False,
    partner: str = "",
    mood: str = "",
    seed: int | None = None,
    minutes: int | None = None,
    again: bool = False,
    keep: bool = True,
    day: date,
) -> Presentation:
    """Return the presentation that was asked for: where it was left, or a new one.

    Args:
        scenario: its id or a file; "" is whatever was presented last.
        again: begin anew, without the votes and guesses of the last time.
        keep: look for the one that was left.

    Raises:
        CoachError: there is none, or no such scenario or sample.
    """
    left = kept.latest() if keep else None
    if not scenario:
        if left is None:
            raise CoachError(
                _("There is no presentation to go on with."),
                advice=_("Name a scenario (coach list has them): coach present first-contact"),
            )
        scenario = left.scenario
    if not sample and not invent and left is not None and left.scenario == lasting(scenario):
        sample, invent = left.sample, left.invented
    fresh = begun(
        scenario,
        sample=sample,
        invent=invent,
        partner=partner,
        mood=mood,
        seed=1 if seed is None else seed,
        minutes=minutes or 0,
        day=day,
    )
    before = _left(fresh) if keep else None
    if before is None:
        return fresh
    if again:
        return fresh.but(minutes=before.minutes if minutes is None else minutes)
    return before.but(
        partner=partner or before.partner,
        mood=mood or before.mood,
        seed=before.seed if seed is None else seed,
        minutes=before.minutes if minutes is None else minutes,
    )


def _left(fresh: Presentation) -> Presentation | None:
    """The same presentation, as it was left; None where there is none that can be read."""
    try:
        left = kept.look(kept.place_of(fresh))
    except CoachError:
        return None
    same = (left.scenario, left.sample) == (fresh.scenario, fresh.sample)
    return left if same else None
