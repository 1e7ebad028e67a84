"""Reply cards to cut out: what they may say, what one could say, what to leave unsaid."""

from __future__ import annotations

from coach.handouts.cutting import fitted
from coach.handouts.family import Subject
from coach.handouts.sheet import Cards, Handout
from coach.handouts.telling import about, stem
from coach.scenario.handouts import HandoutsFile
from coach.scenario.text import clean_line


def replies(subject: Subject, words: HandoutsFile) -> Handout | None:
    """Return the reply cards of a made-up family; None where there are none."""
    family = subject.family
    if family is None or not family.outcome.cards:
        return None
    said = words.replies
    every = []
    for card in family.outcome.cards:
        rows = [(said.they, card.they_say), (said.you, card.you_say)]
        if card.avoid.strip():
            rows.append((said.avoid, card.avoid))
        every.append(("", "", rows))
    return Handout(
        stem=stem(subject, "replies"),
        title=clean_line(said.title),
        about=about(subject, words),
        how=clean_line(said.how),
        blocks=(Cards(fitted(every, clean_line(words.made_up))),),
        note=clean_line(words.no_advice),
    )
