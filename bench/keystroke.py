"""From a key to its letter on the screen, in a long answer, beside a bare text area."""

from __future__ import annotations

import random
import statistics
from datetime import UTC, datetime
from pathlib import Path

from bench.figure import Figure, milliseconds, percentile
from bench.place import ROOT, coach, environment, python
from bench.terminal import Program
from coach.casebook.store import Casebook
from coach.guide.guide import Guide
from coach.interview.answer_file import sample_answers
from coach.scenario.library import find

SAMPLE = "leo"
STEP = "loves"
"""A text step whose words stand in the message, so that the preview follows each key."""

WORDS = "the way home from school goes past the big bridge and we stop to look at every train "
QUICK, SLOW = 0.06, 0.18
"""Seconds between keys. Fast typists take 0.12 on average, most people twice that
(Dhakal et al. 2018, "Observations on Typing from 136 Million Keystrokes"). They are
uneven on purpose: the preview is composed in a pause, and must not lie in wait for a key."""

LETTERS = [chr(code) for code in (*range(0x3B1, 0x3CA), *range(0x430, 0x449))]
"""Letters that no text here has, each typed once a burst: each is seen to arrive."""


def keystrokes(folder: Path, bursts: int) -> list[Figure]:
    """Measure what typing feels like with the message growing beside it."""
    text = (WORDS * 20)[: len(WORDS) * 300 // len(WORDS.split())].strip()
    written = folder / "answer.txt"
    written.write_text(text, encoding="utf-8")
    variables = environment(folder)
    session = half_way(folder / "home", text)
    bare = python(str(ROOT / "bench" / "apps" / "text_area.py"), str(written))
    with Program(coach("resume", session), variables) as ours, Program(bare, variables) as theirs:
        taken: dict[Program, list[float]] = {ours: [], theirs: []}
        for program in taken:
            program.wait_for("train")
            program.rest(1.0)
            program.type("\x1b[1;5F")  # Ctrl+End
            program.rest(0.5)
            burst(program)
        for at in range(bursts):
            for program in (ours, theirs) if at % 2 else (theirs, ours):
                taken[program] += burst(program)
    mine, other = taken[ours], taken[theirs]
    return [
        Figure(
            "a key in a 300-word answer, beside a bare text area: median",
            statistics.median(mine) / statistics.median(other),
            1.5,
            "×",
            f"{milliseconds(statistics.median(mine))} : {milliseconds(statistics.median(other))}",
        ),
        Figure(
            "the same: 99 in 100 keys",
            percentile(mine, 99) / percentile(other, 99),
            3.0,
            "×",
            f"{milliseconds(percentile(mine, 99))} : {milliseconds(percentile(other, 99))}",
        ),
    ]


def burst(program: Program) -> list[float]:
    """Type each letter once, in words of five, and return how long each took to show.

    Each word is taken back before the next, so that both sides keep typing in one line.
    """
    times = []
    pauses = random.Random(7)
    for start in range(0, len(LETTERS), 5):
        word = LETTERS[start : start + 5]
        program.type(" ")
        program.rest(SLOW)
        for letter in word:
            pressed = program.type(letter)
            times.append(program.wait_for(letter) - pressed)
            program.rest(pauses.uniform(QUICK, SLOW))
        program.type("\x7f" * (len(word) + 1))
        program.rest(2 * SLOW)
    return times


def half_way(home: Path, text: str) -> str:
    """Leave a session in the middle of a long answer, and return its id."""
    scenario = find("first-contact")
    answers = sample_answers(scenario, SAMPLE)
    with Casebook(home, clock=lambda: datetime(2026, 9, 1, tzinfo=UTC)).create(
        scenario.id
    ) as keeper:
        guide = Guide(scenario, keeper)
        while (prompt := guide.prompt()) is not None and prompt.id != STEP:
            guide.answer(answers[prompt.id])
        guide.draft(text)
        guide.keep_drafts()
        return keeper.session.id
