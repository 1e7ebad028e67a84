"""A turn of a rehearsal, from Enter to the answer on the screen; and the core of it alone."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from bench.figure import Figure, milliseconds
from bench.place import coach, environment
from bench.terminal import Program
from coach.casebook.unsaved import Unsaved
from coach.guide.guide import Guide
from coach.guide.rehearsing import Rehearsing
from coach.interview.answer_file import sample_answers
from coach.rehearse.cast import Terms
from coach.rehearse.state import State
from coach.scenario.library import find

SCENARIO, SAMPLE = "concern", "maya"
LINES = (
    "So in class you see a different child. What have you noticed about the reading?",
    "On Tuesday one page took twenty minutes. Could you write down when it happens?",
    "That sounds like a lot with a full class. What could a small version look like?",
)
FRAME = 16.0
"""Milliseconds: what one frame takes."""


def rehearsing(folder: Path, rounds: int) -> list[Figure]:
    """Measure a turn: typed to painted, and what the state machine takes of it."""
    painted: list[float] = []
    core: list[float] = []
    for seed in range(1, rounds + 1):
        states = _played(seed, core)
        painted += _painted(folder, seed, states)
    return [
        Figure(
            "a turn of a rehearsal, from Enter to the answer on the screen: median",
            statistics.median(painted) * 1000,
            FRAME,
            "ms",
            f"{len(painted)} turns, the slowest {milliseconds(max(painted))}",
        ),
        Figure("the same without a screen: median", statistics.median(core) * 1000, None, "ms"),
    ]


def _played(seed: int, taken: list[float]) -> list[State]:
    """The talk as it will be, so that its words can be waited for."""
    scenario = find(SCENARIO)
    guide = Guide(scenario, Unsaved().create(SCENARIO))
    guide.adopt(sample_answers(scenario, SAMPLE))
    talk = Rehearsing(guide, Terms("teacher", "warm", "in-person", seed))
    states = []
    for line in LINES:
        start = time.perf_counter()
        talk.say(line)
        taken.append(time.perf_counter() - start)
        states.append(talk.state)
    return states


def _painted(folder: Path, seed: int, states: list[State]) -> list[float]:
    command = coach(
        "rehearse", SCENARIO, "--sample", SAMPLE, "--partner", "teacher", "--mood", "warm",
        "--setting", "in-person", "--seed", str(seed),
    )  # fmt: skip
    taken = []
    with Program(command, environment(folder)) as program:
        program.wait_for("Say it your way")
        program.rest(2.0)
        for line, state in zip(LINES, states, strict=True):
            program.type(line)
            program.rest(0.5)
            words = " ".join(state.spoken[0].text.split()[:2])
            pressed = program.type("\r")
            taken.append(program.wait_for(words) - pressed)
            program.rest(0.5)
    return taken
