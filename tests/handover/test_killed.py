"""Killed while a bundle is taken in: each record is as before or merged; again does the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import filelock  # noqa: F401  # imported here, so that no child has to
import pytest
import tomli_w  # noqa: F401  # imported here, so that no child has to

from coach.casebook.casebook import Casebook
from coach.casebook.checkup import check_up
from tests.casebook.killed import child, die_before
from tests.handover.houses import add, bundled, change, coachs, opened, planned, said

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def test_killed_before_any_step_of_opening_nothing_is_lost(tmp_path: Path) -> None:
    book, card, session = coachs(tmp_path / "desk")
    family = Casebook(tmp_path / "home")
    opened(family, bundled(book, card, tmp_path))
    change(family, session, answers={"seen": "Theirs.", "told": "They said."})
    add(family, "first-contact", {"child_name": "Leo"}, family=card)
    change(book, session, answers={"seen": "Mine."})
    back = bundled(family, card, tmp_path)
    before = said(book)
    whole = {one.theirs.id: one.becomes.answers for one in planned(book, back).entering}
    for step in range(1, 60, 3):
        work = partial(_open, step, book.folder, back)
        with child(work) as (_pid, reports), open(reports, "rb", closefd=False) as end:
            end.read()
        for id, record in said(Casebook(book.folder)).items():
            if id in before and id in whole:
                assert record.answers in (before[id].answers, whole[id])
    again = Casebook(book.folder)
    opened(again, back)
    after = said(again)
    assert {id: after[id].answers for id in whole} == whole
    assert [two.says for two in after[session].beside if not two.settled] == [{"value": "Theirs."}]
    assert [one for one in check_up(again) if not one.note] == []


def _open(step: int, folder: Path, back: Path, _report: Callable[[str], None]) -> None:
    die_before(step, folder)
    opened(Casebook(folder), back)
