"""What handouts of a scenario say of themselves: which scenario, and whose words these are."""

from __future__ import annotations

from coach.export.names import safe_name
from coach.handouts.family import Subject
from coach.scenario.handouts import HandoutsFile
from coach.scenario.text import clean_line


def about(subject: Subject, words: HandoutsFile) -> str:
    """Return the small print over a title: the scenario, and that its family is made up."""
    title = clean_line(subject.scenario.title)
    family = subject.family
    if family is None:
        return title
    return f"{title} · {clean_line(words.made_up)}: {clean_line(family.title or family.name)}"


def stem(subject: Subject, id: str) -> str:
    """Return the name of a handout's file: those of several scenarios share a folder."""
    return safe_name(f"{subject.scenario.id}-{id}", id)
