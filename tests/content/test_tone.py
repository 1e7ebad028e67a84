"""Our own messages land well: the tone coach has no warning about any of them."""

from __future__ import annotations

import pytest

from coach.casebook.store import Unsaved
from coach.guide.guide import Guide
from coach.guide.tone import of_sheet
from coach.interview.answer_file import sample_answers
from coach.scenario.library import find, ids, sample_names

SAMPLES = [(id, name) for id in ids() for name in sample_names(id)]


@pytest.mark.parametrize(("id", "name"), SAMPLES, ids=str)
def test_no_message_of_a_sample_has_a_warning(id: str, name: str) -> None:
    guide = Guide(find(id), Unsaved().create(id))
    guide.adopt(sample_answers(guide.scenario, name))
    found = [
        (flag.rule, flag.match)
        for sheet in guide.sheets()
        if (review := of_sheet(guide, sheet)) is not None
        for flag in review.warnings
    ]
    assert found == []
