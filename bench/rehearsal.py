"""A turn of a rehearsal: how long after Enter the answer stands on the screen.

What is measured: from Enter, on a line that was typed or on one of the three replies, until
the first words of the partner's answer have left the program for the terminal. By then the
line was looked over for danger and answered (what would come of it is worked out a tenth of a
second after the last key, and Enter comes later than that); and with a session of one's own,
it is on the disk with all of the session, down to the two `fsync`s. A made-up family's is not
kept.
What else changes (how it stands, the next three replies) is painted a frame later and told
apart. The first line comes ten seconds after the screen: nobody reads and types faster, and
by then all that lines are heard with is compiled. The same keys go to the least app that can
answer, in the same run: the floor that the framework sets.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.figure import Figure, milliseconds
from bench.place import ROOT, coach, environment, python
from bench.terminal import Program
from coach.casebook.opened import OpenSession
from coach.casebook.store import Casebook
from coach.casebook.unsaved import Unsaved
from coach.guide.guide import Guide
from coach.guide.rehearsing import Rehearsing, readying
from coach.interview.answer_file import sample_answers
from coach.rehearse.cast import Terms
from coach.rehearse.replies import Option
from coach.scenario.library import find

SCENARIO, SAMPLE = "concern", "maya"
LINES = (
    "So in class you see a different child. What have you noticed about the reading?",
    "On Tuesday one page took twenty minutes. Could you write down when it happens?",
    "",
    "That sounds like a lot with a full class. What could a small version look like?",
)
"""What is said; "" picks the first of the three replies."""
FRAME = 16.0
"""Milliseconds: what one frame takes."""
BEFORE_FIRST, BETWEEN = 10.0, 0.6
"""Seconds before the first line, and before each Enter."""
_SHOWN = "Say it your way"


@dataclass
class Taken:
    """Seconds that turns took, each from Enter.

    Attributes:
        invented, kept: until the answer, with a made-up family and with a session of one's own.
        rest: until the next replies, with either.
        core, saved: the same two without a screen.
        bare: the least app there can be.
    """

    invented: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    core: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Expected:
    """What a turn will bring, so that its words can be waited for."""

    answer: str
    options: tuple[Option, ...]

    @property
    def first_words(self) -> str:
        """What tells that the answer is painted."""
        return _first_words(self.answer)


def rehearsing(folder: Path, rounds: int) -> list[Figure]:
    """Measure a turn: typed to painted, and what of it is not the screen."""
    for _step in readying():
        pass
    taken = Taken()
    for seed in range(1, rounds + 1):
        home = folder / f"rehearsal-{seed}"
        session = _finished(home / "home")
        turns = _played(seed, home, taken)
        _painted(home, seed, turns, ["--sample", SAMPLE], taken.invented, taken)
        _painted(home, seed, turns, ["--session", session], taken.kept, taken)
        _floor(home, turns, taken)
    return _figures(taken)


def _figures(taken: Taken) -> list[Figure]:
    invented, kept, rest, core, saved, bare = (
        statistics.median(one) * 1000
        for one in (taken.invented, taken.kept, taken.rest, taken.core, taken.saved, taken.bare)
    )
    promise = "a turn of a rehearsal, from Enter to the answer on the screen"
    return [
        Figure(
            f"{promise}: median",
            invented,
            FRAME,
            "ms",
            f"{len(taken.invented)} turns, the slowest {milliseconds(max(taken.invented))}",
        ),
        Figure(
            "the same, with a session that is on the disk before the answer",
            kept,
            FRAME,
            "ms",
            f"of it {saved - core:.1f} ms to the disk; the slowest {milliseconds(max(taken.kept))}",
        ),
        Figure(
            "the first of these, beside a bare app that answers",
            invented / bare,
            None,
            "×",
            f"{invented:.1f} ms : {bare:.1f} ms",
        ),
        Figure("a turn, until the next replies stand there too", rest, None, "ms"),
        Figure("a turn without a screen and a disk, worked out before", core, None, "ms"),
    ]


def _finished(home: Path) -> str:
    """Leave a session with every answer, and return its id."""
    with _sitting(Casebook(home, clock=_clock).create(SCENARIO)) as guide:
        guide.save()
        return guide.keeper.session.id


def _clock() -> datetime:
    return datetime(2026, 9, 1, tzinfo=UTC)


@contextmanager
def _sitting(keeper: OpenSession) -> Iterator[Guide]:
    scenario = find(SCENARIO)
    with keeper:
        guide = Guide(scenario, keeper)
        guide.adopt(sample_answers(scenario, SAMPLE))
        yield guide


def _played(seed: int, home: Path, taken: Taken) -> list[Expected]:
    """The talk as it will be, without a screen: in memory, and kept."""
    with _sitting(Casebook(home / "played", clock=_clock).create(SCENARIO)) as guide:
        _turns(guide, seed, taken.saved)
    with _sitting(Unsaved().create(SCENARIO)) as guide:
        return _turns(guide, seed, taken.core)


def _turns(guide: Guide, seed: int, took: list[float]) -> list[Expected]:
    talk = Rehearsing(guide, Terms("teacher", "warm", "in-person", seed))
    turns = []
    for line in LINES:
        talk.ahead(line)()  # as the screen does while one types
        start = time.perf_counter()
        if line:
            talk.say(line)
        else:
            talk.pick(talk.options[0].pick)
        took.append(time.perf_counter() - start)
        turns.append(Expected(talk.state.spoken[0].text, talk.options))
        if talk.state.ended:
            break
    return turns


def _painted(
    home: Path,
    seed: int,
    turns: list[Expected],
    whose: list[str],
    took: list[float],
    taken: Taken,
) -> None:
    command = coach(
        "rehearse", SCENARIO, *whose, "--partner", "teacher", "--mood", "warm",
        "--setting", "in-person", "--seed", str(seed),
    )  # fmt: skip
    with Program(command, environment(home)) as program:
        program.wait_for(_SHOWN)
        program.rest(BEFORE_FIRST)
        for line, turn in zip(LINES, turns, strict=False):
            program.type(line or "\t")
            program.rest(BETWEEN)
            pressed = program.type("\r")
            words = [turn.first_words]
            words += [_first_words(turn.options[0].text)] if turn.options else []
            answer, *rest = program.wait_for_each(words)
            took.append(answer - pressed)
            taken.rest += [each - pressed for each in rest]
            program.rest(BETWEEN)
            if not line:
                program.type("\x1b[Z")  # Shift+Tab: back to where one types
                program.rest(BETWEEN)


def _floor(home: Path, turns: list[Expected], taken: Taken) -> None:
    """The same keys, and answers as long, in the least app there can be."""
    answers = home / "answers.txt"
    answers.write_text("\n".join(turn.answer for turn in turns), encoding="utf-8")
    command = python(str(ROOT / "bench" / "apps" / "one_line.py"), str(answers))
    with Program(command, environment(home)) as program:
        program.wait_for(_SHOWN)
        program.rest(BETWEEN)
        for line, turn in zip(LINES, turns, strict=False):
            program.type(line)
            program.rest(BETWEEN)
            pressed = program.type("\r")
            taken.bare.append(program.wait_for(turn.first_words) - pressed)
            program.rest(BETWEEN)


def _first_words(text: str) -> str:
    """So few that they stand on one line."""
    return " ".join(text.split()[:3])
