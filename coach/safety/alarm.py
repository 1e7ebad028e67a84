"""A stop: what was typed may mean that someone is in danger. It never holds the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.language import _
from coach.safety.signs import NONE, Signs, look_for, typed_text
from coach.scenario.evaluate import Value
from coach.scenario.model import Advice, HelpCard, WarningSign

REPORT = "urgent-report"
"""The scenario that makes an urgent school report."""

Tier = Literal["red", "amber"]
Choice = Literal["help", "report", "safe", "forget"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """The flow has stopped, and goes on only where the person says how.

    Attributes:
        tier: `red` is danger now or great harm; `amber` is harm a school has to act on.
        signs: ids of the warning signs.
        step: where it was typed; "" in a letter.
        letter: the letter that was reworded; "" at a step.
        can_report: an urgent school report would help: they are not making one now.
    """

    tier: Tier
    signs: frozenset[str]
    step: str = ""
    letter: str = ""
    can_report: bool = True

    @property
    def choices(self) -> tuple[tuple[Choice, str], ...]:
        """What the person can do, with its words; what serves most stands first.

        Going on as if nothing was said is never the first.
        """
        help: tuple[Choice, str] = ("help", _("Get help now"))
        report: tuple[Choice, str] = ("report", _("Make an urgent school report"))
        safe = _("I am safe, or that is not what I meant")
        first = [help, report] if self.tier == "red" else [report, help]
        return (
            *(choice for choice in first if self.can_report or choice is not report),
            # Who is reporting it already means what they say.
            ("safe", safe if self.can_report else _("Go on with the report")),
            ("forget", _("Delete what I just typed")),
        )

    @property
    def calm(self) -> str:
        """One calm sentence for an amber stop; the help card has the one for red."""
        if self.tier == "red":
            return ""
        return _("What you wrote may be something the school has to act on today.")

    def advice(self, card: HelpCard) -> tuple[Advice, ...]:
        """Return what `card` says to do first in a case like this."""
        return tuple(advice for advice in card.advice if advice.sign in self.signs)


def new_signs(
    known: Sequence[WarningSign], value: Value, before: Value, others: Iterable[Value], harm: bool
) -> Signs:
    """Return the signs in `value` that the person has not been stopped for already.

    A stored answer can only hold a sign because its person was stopped and went on. So what
    stood in the same place `before` does not stop them again; nor, for harm of the amber
    kind, what stands in any of the `others`. On a path that is about `harm`, amber signs
    are what it is for, and a red one stops them once.
    """
    found = look_for(known, typed_text(value))
    if not found:
        return NONE
    found -= look_for(known, typed_text(before))
    elsewhere = NONE
    for other in others if found else ():
        elsewhere |= look_for(known, typed_text(other))
    if harm:
        return Signs(red=found.red - elsewhere.red)
    return Signs(red=found.red, amber=found.amber - elsewhere.amber)


def alarm_for(signs: Signs, *, scenario: str, step: str = "", letter: str = "") -> Alarm | None:
    """Return the stop that `signs` call for while in `scenario`, or None."""
    if not signs:
        return None
    return Alarm(
        tier="red" if signs.red else "amber",
        signs=signs.red | signs.amber,
        step=step,
        letter=letter,
        can_report=scenario != REPORT,
    )
