"""A made-up family that answers whatever it is asked, from a seed: the same one every time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from coach.author.cover.phrases import MANNERS, phrase
from coach.interview.answers import Answers, empty, fault, is_empty, most_rows, settle
from coach.scenario.evaluate import Value
from coach.scenario.model import Step
from coach.scenario.text import count_words

SECRET = "kept to myself"
"""What the family types where it must not leave the screen."""

_FIELDS: dict[str, tuple[str, ...]] = {
    "child.name": ("Leo", "Mia", "Zoë Ann", "Sam", "Ngozi"),
    "child.grade": ("3rd grade", "kindergarten", "8th grade", "Room 12"),
    "teacher.name": ("Ms. Okafor", "Mr. Ito", "Coach Ana", "Señora Ruiz"),
    "me.name": ("Rosa Lind", "Al", "Uma Osei-Reyes"),
    "me.role": ("stepdad", "aunt", "big sister"),
    "me.contact": ("text 555-0134 after 3", "rosa@example.org", "555-0177, mornings"),
    "school.name": ("Elm Street School", "Ash Hill Middle School"),
}
_NO_ADVICE = (3, 14)
"""Words of an answer where the author gives no advice."""
_A_NAME_AT_MOST = 5
_FIRST_DAY = date(2026, 9, 1)


class Family:
    """One family for one path.

    Args:
        dice: where all chance comes from.
        used: how often each choice was taken on earlier paths; the rarest comes first.
        brief: its texts keep to the advice on their length.
    """

    def __init__(self, dice: random.Random, used: Counter[tuple[str, str]], brief: bool) -> None:
        self.dice = dice
        self.used = used
        self.brief = brief

    def answer(self, step: Step) -> Value:
        """Return a value that `step` takes, one that stays in the scenario where there is one."""
        if step.kind == "note":
            return empty(step)
        if step.optional and self.rarest(step, ("skipped", "given")) == "skipped":
            return empty(step)
        value = settle(step, self.filled(step))
        if is_empty(value) or fault(step, value) is None:
            return value
        return settle(step, phrase("noun", 3, self.dice))

    def filled(self, step: Step) -> Value:
        """Return an answer to `step` that says something."""
        match step.kind:
            case "choice":
                stay = [option.id for option in step.options if not option.goto]
                return self.rarest(step, stay or [option.id for option in step.options])
            case "many":
                return self.picks(step)
            case "text":
                return self.text(step)
            case "lines":
                return tuple(self.row(step) for _n in range(self.rows(step)))
            case "table":
                return tuple(
                    tuple(self.cell(column) for column in range(len(step.columns)))
                    for _n in range(self.rows(step))
                )
            case "scale":
                low, high = step.range
                return self.dice.choice((low, high, self.dice.randint(low, high)))
            case "date":
                return _FIRST_DAY + timedelta(days=self.dice.randrange(270))
            case "note":
                return ""

    def rarest(self, step: Step, among: Mapping[str, int] | list[str] | tuple[str, ...]) -> str:
        """Return what was taken least so far; every other time, anything."""
        choices = list(among)
        if self.dice.random() < 0.5:
            fewest = min(self.used[step.id, each] for each in choices)
            choices = [each for each in choices if self.used[step.id, each] == fewest]
        return self.dice.choice(choices)

    def picks(self, step: Step) -> tuple[str, ...]:
        ids = [option.id for option in step.options]
        first = self.rarest(step, ids)
        others = [id for id in ids if id != first]
        count = self.dice.randint(1, min(len(ids), most_rows(step), 4))
        return (first, *self.dice.sample(others, count - 1))

    def rows(self, step: Step) -> int:
        return self.dice.choice((1, 2, min(most_rows(step), 4), min(most_rows(step), 3)))

    def row(self, step: Step) -> str:
        manner = self.dice.choice(("noun", "noun", "noun", "lower", "sentence"))
        return phrase(manner, self.dice.randint(1, 4), self.dice)

    def cell(self, column: int) -> str:
        if column and self.dice.random() < 0.15:
            return ""
        return phrase(self.dice.choice(("noun", "sentence")), self.dice.randint(1, 4), self.dice)

    def text(self, step: Step) -> str:
        if step.private:
            return f"{SECRET} {step.id}"
        fewest, most = step.words or _NO_ADVICE
        if step.field in _FIELDS:
            fitting = [
                words
                for words in _FIELDS[step.field]
                if step.words is None or fewest <= count_words(words) <= most
            ]
            if fitting:
                return self.dice.choice(fitting)
        if step.example and "{" not in step.example and self.dice.random() < 0.15:
            return step.example
        if most <= _A_NAME_AT_MOST:
            # A name, a language, a word for oneself: nobody writes sentences there.
            words = phrase("noun", max(self.dice.randint(fewest, most), 1), self.dice)
            return words + self.dice.choice(("", "", "", "."))
        manner = self.dice.choice(MANNERS)
        if not self.brief and self.dice.random() < 0.25:
            manner = "long"
        if manner == "long":
            size = most if self.brief else min(most * 2 + 10, 400)
        else:
            size = self.dice.randint(fewest, min(most, max(fewest, 24)))
        return phrase(manner, max(size, 1), self.dice)


def count_use(used: Counter[tuple[str, str]], steps: Mapping[str, Step], answers: Answers) -> None:
    """Count every choice of one path in `used`."""
    for id, value in answers.items():
        step = steps[id]
        if step.optional:
            used[id, "skipped" if is_empty(value) else "given"] += 1
        if step.options:
            for pick in value if isinstance(value, tuple) else (value,):
                used[id, str(pick)] += 1


def keeps_to_advice(steps: Mapping[str, Step], answers: Answers) -> bool:
    """Return whether each text is as long as its author asks for."""
    for id, value in answers.items():
        step = steps[id]
        if step.kind != "text" or step.private or is_empty(value):
            continue
        fewest, most = step.words or (0, _NO_ADVICE[1])
        if not fewest <= count_words(str(value)) <= most:
            return False
    return True
