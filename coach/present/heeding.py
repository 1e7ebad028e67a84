"""What a room says is looked at for words of danger, as what a parent types is."""

from __future__ import annotations

from dataclasses import dataclass

from coach.language import _
from coach.present.state import Presentation
from coach.safety.alarm import Alarm, Choice, alarm_for, new_signs
from coach.scenario.library import warning_signs


@dataclass(frozen=True, slots=True)
class RoomAlarm(Alarm):
    """A stop before a room. There is no report to make here: the family is made up."""

    @property
    def choices(self) -> tuple[tuple[Choice, str], ...]:
        """What the facilitator can do; help stands first."""
        return (
            ("help", _("Get help now")),
            ("forget", _("Take it off the screen")),
            ("safe", _("It is part of the exercise. Show it")),
        )

    @property
    def calm(self) -> str:
        """One calm sentence."""
        return _("If these words are about somebody real, stop here and talk with them alone.")


def alarm_in(text: str, state: Presentation, slide: str) -> RoomAlarm | None:
    """Return a stop where what the room said may mean danger; None mostly.

    Raises:
        CoachError: the list of warning signs can't be read.
    """
    said = [one for guesses in state.guesses.values() for one in guesses]
    signs = new_signs(warning_signs(), text, "", said, False)
    alarm = alarm_for(signs, scenario=state.scenario, step=slide)
    return RoomAlarm(alarm.tier, alarm.signs, alarm.step) if alarm is not None else None
