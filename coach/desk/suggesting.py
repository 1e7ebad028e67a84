"""What a coach may give as homework: one small thing, from what this family is in the middle of.

Pure. What each practice comes to at home is said here in our own words; the practices and the
situations in which they must not be offered are those of the scenarios.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from coach.casebook.family import Family
from coach.casebook.summary import Summary
from coach.language import _
from coach.scenario.model import Practice

REHEARSE = "rehearse:"
"""What stands before the id of a scenario where homework leads to its rehearsal."""
MOST = 8
"""More would be a list to read, not a choice."""
_A_WEEK, _SOON = 7, 3
"""Days until homework is due, where the coach names no other day."""


class Suggestion(NamedTuple):
    """One thing that could be given.

    Attributes:
        text: what to do, to the parent.
        leads_to: as in `casebook.homework.Homework`.
        days: by when, from today.
    """

    text: str
    leads_to: str = ""
    days: int = _A_WEEK


AT_HOME: Mapping[str, Suggestion] = {
    "three-by-three": Suggestion(
        _("Fill in the card together: three strengths, three hard things, three that help."),
        "family",
    ),
    "child-helps": Suggestion(
        _("Ask your child what should be on the card. Write down their own words."), "family"
    ),
    "breathe-first": Suggestion(
        _("When a message upsets you, wait until the next day. Then read it once more."),
    ),
    "gather-first": Suggestion(
        _("Write down each time it happens: the day, the place, what you saw yourself.")
    ),
    "specific-example": Suggestion(
        _("Find one clear example: one day, one place, what was said or done.")
    ),
    "curious-question": Suggestion(
        _("Write three questions you want to ask. Turn one “why did you” into a “what happened”.")
    ),
    "positive-feedback": Suggestion(
        _("Tell the teacher one true thing that helped. One line is enough."), days=_SOON
    ),
    "self-advocacy": Suggestion(
        _("Practice one sentence with your child for when they need help in class.")
    ),
    "tell-child-team": Suggestion(
        _("Tell your child, in one sentence, that the adults are working on it together."),
        days=_SOON,
    ),
    "own-your-part": Suggestion(_("Choose one thing you will say another way next time.")),
    "document": Suggestion(
        _("After the next talk, write down the same day who said what, and by when."), "contact"
    ),
    "effort-both-sides": Suggestion(_("Choose a day for the next short check-in, and note it.")),
}
"""What a practice comes to at home: practice -> homework."""


def suggested(
    card: Family,
    sessions: Collection[Summary],
    waiting: Collection[str],
    titles: Mapping[str, str],
    practices: Mapping[str, Practice],
    cited: Collection[str],
    *,
    rehearsal: str = "",
    urgent: bool = False,
) -> tuple[Suggestion, ...]:
    """Return what could be given, what is nearest first. What was given and is open is left out.

    Args:
        sessions: the family's, newest first.
        waiting: ids of its finished sessions that the log does not know as sent.
        titles: id of a scenario -> its title.
        practices: every practice; cited: those that the present scenario teaches.
        rehearsal: the scenario whose talk could be rehearsed, or "".
        urgent: an urgent report was begun lately: what could keep someone quiet is left out.
    """
    given = {one.text for one in card.homework if one.is_open}
    found = (
        *_next_steps(card, sessions, waiting, titles, rehearsal=rehearsal, urgent=urgent),
        *_of_practices(practices, cited, urgent),
    )
    return tuple(one for one in dict.fromkeys(found) if one.text not in given)[:MOST]


def _next_steps(
    card: Family,
    sessions: Collection[Summary],
    waiting: Collection[str],
    titles: Mapping[str, str],
    *,
    rehearsal: str,
    urgent: bool,
) -> Iterator[Suggestion]:
    begun = next((one for one in sessions if not one.finished and not one.archived), None)
    if begun is not None and begun.scenario in titles:
        says = _("Answer the rest of “{title}”. Your answers so far are there.")
        yield Suggestion(says.format(title=titles[begun.scenario]), begun.scenario, _SOON)
    ready = next((one for one in sessions if one.id in waiting), None)
    if ready is not None and ready.scenario in titles:
        says = _("Read your message aloud once, send it, and write down that it is sent.")
        yield Suggestion(says, ready.scenario, _SOON)
    if rehearsal and not urgent:
        says = _("Practice the talk twice. Say one thing another way the second time.")
        yield Suggestion(says, f"{REHEARSE}{rehearsal}", _SOON)
    if not (card.strengths and card.challenges and card.strategies):
        yield AT_HOME["three-by-three"]


def _of_practices(
    practices: Mapping[str, Practice], cited: Collection[str], urgent: bool
) -> Iterator[Suggestion]:
    for id, suggestion in AT_HOME.items():
        practice = practices.get(id)
        if practice is None or (id not in cited and id != "document"):
            continue
        if not (urgent and "safety" in practice.not_when):
            yield suggestion
