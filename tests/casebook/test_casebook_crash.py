"""Killed at any instant, nothing that was reported as saved is lost, and no file is half written.

Two ways to choose the instant: by the clock (any machine instruction may be
the last) and by the step (before each single thing that saving does to the folder).
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import filelock  # noqa: F401  # imported here, so that no child has to
import pytest
import tomli_w  # noqa: F401  # imported here, so that no child has to
from msgspec.structs import replace

from coach.casebook.store import Casebook, OpenSession, SessionInUse
from tests.casebook.killed import child, die_before, kill, lines, refuse

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

TEXT = "On Monday at pick-up Leo was in tears.\nHe would not say “why”. 😢\n" * 4


def answer_and_answer(open: OpenSession, report: Callable[[str], None]) -> None:
    """Answer one more question and save, again and again, and report each saved answer."""
    number = len(open.session.answers)
    while True:
        number += 1
        answers = {**open.session.answers, f"step_{number}": f"{number}: {TEXT}"}
        open.save(replace(open.session, answers=answers, drafts={"next": TEXT[:number]}))
        report(f"{open.session.id} {number}")


def check(folder: Path, id: str, reported: int) -> None:
    """The session opens, is not damaged, and has what was reported, word for word."""
    with Casebook(folder.parent).open(id) as again:
        answers = again.session.answers
        assert len(answers) >= reported
        assert answers == {f"step_{n}": f"{n}: {TEXT}" for n in range(1, len(answers) + 1)}
        assert again.take_notice() == ""
    assert Casebook(folder.parent).summaries()
    assert not [path.name for path in folder.iterdir() if ".damaged-" in path.name]


# ------------------------------------------------------------------ by the clock


@pytest.mark.parametrize("batch", range(10))
def test_killed_at_any_instant_every_reported_answer_is_there(folder: Path, batch: int) -> None:
    """25 kills in one session, one after the other; ten times."""
    chance = random.Random(batch)
    store = Casebook(folder.parent)
    with store.create("first-contact") as open:
        open.save(replace(open.session, title="Leo"))
        id = open.session.id
    reported = 0

    def work(report: Callable[[str], None]) -> None:
        with Casebook(folder.parent).open(
            id
        ) as open:  # the lock of the one killed before is no bar
            answer_and_answer(open, report)

    for _kill in range(25):
        with child(work) as (pid, reading):
            reports = lines(reading)
            for _report in range(chance.randrange(1, 3)):
                reported = int(next(reports).split()[1])
            time.sleep(chance.uniform(0, 0.006))
            kill(pid)
            for line in reports:
                reported = int(line.split()[1])
        check(folder, id, reported)
    assert reported >= 25


# ------------------------------------------------------------------ by the step


@pytest.mark.parametrize("before", [0, 1, 2, 3], ids="{} saves before".format)
@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_killed_before_any_step_of_a_save_every_reported_answer_is_there(
    tmp_path: Path, before: int, links: bool
) -> None:
    """Step by step until the child lives: then every step of a save has been the last one."""
    step, survived = 0, False
    while not survived:
        step += 1
        folder = tmp_path / str(step) / "sessions"

        def work(report: Callable[[str], None], step: int = step, folder: Path = folder) -> None:
            if not links:
                os.link = refuse  # this is the child: nobody else sees it
            with Casebook(folder.parent).create("first-contact") as open:
                for number in range(1, before + 1):
                    answers = {f"step_{n}": f"{n}: {TEXT}" for n in range(1, number + 1)}
                    open.save(replace(open.session, answers=answers))
                    report(f"{open.session.id} {number}")
                die_before(step, tmp_path)
                answers = {f"step_{n}": f"{n}: {TEXT}" for n in range(1, before + 2)}
                open.save(replace(open.session, answers=answers))
                report(f"{open.session.id} {before + 1}")

        with child(work) as (_pid, reading):
            reports = list(lines(reading))
        survived = len(reports) == before + 1
        if reports:
            check(folder, reports[-1].split()[0], len(reports))
        else:
            assert all(summary.answers == 1 for summary in Casebook(folder.parent).summaries())
            assert Casebook(folder.parent).damaged == ()
    assert step > 5, "a save does several things"


# ------------------------------------------------------------------ two windows


def test_a_second_program_is_told_and_a_killed_one_is_no_bar(folder: Path) -> None:
    store = Casebook(folder.parent)
    with store.create("first-contact") as open:
        open.save(replace(open.session, answers={"step_1": "mine"}))
        id = open.session.id

    def work(report: Callable[[str], None]) -> None:
        with Casebook(folder.parent).open(id) as open:
            open.save(replace(open.session, answers={**open.session.answers, "step_2": "theirs"}))
            report("saved")
            time.sleep(60)

    with child(work) as (pid, reading):
        assert next(lines(reading)) == "saved"
        with pytest.raises(SessionInUse):
            store.open(id)
        with store.copy(id) as copy:
            copy.save(replace(copy.session, answers={"step_1": "changed in the copy"}))
        kill(pid)
        with store.open(id) as open:
            assert open.session.answers == {"step_1": "mine", "step_2": "theirs"}
            assert open.take_notice() == ""


def test_without_locks_the_second_program_still_overwrites_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network disk without locks: the guard on the file's content is left."""

    def unsupported(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("filelock.FileLock.acquire", unsupported)
    store = Casebook(folder.parent)
    with store.create("first-contact") as first:
        first.save(replace(first.session, answers={"who": "first"}))
        id = first.session.id
        with store.open(id) as second:
            first.save(replace(first.session, answers={"who": "first, again"}))
            second.save(replace(second.session, answers={"who": "second"}))
            assert "Nothing there was overwritten" in second.take_notice()
            moved = second.session.id
    with store.open(id) as again:
        assert again.session.answers == {"who": "first, again"}
    with store.open(moved) as again:
        assert again.session.answers == {"who": "second"}
