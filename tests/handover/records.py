"""Made-up records for the tests of the hand-over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from coach.casebook.homework import Homework
from coach.casebook.session import Edit, Session
from coach.casebook.talks import ReplyCard, Talk, Turn
from coach.casebook.versions import Version

THEN = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


def record(**fields: Any) -> Session:
    """Return a session with these fields."""
    first: dict[str, Any] = {
        "id": "2026-11-29-concern-abcdefg",
        "scenario": "concern",
        "created": THEN,
        "updated": THEN,
        "family": "leo",
    }
    return Session(**{**first, **fields})


_IDS = st.sampled_from(["seen", "told", "my_name", "a.b", "why"])
_WORDS = st.sampled_from(["", "He cried.", "On Monday.", "Ömer", "two\nlines"])
_ANSWERS = st.one_of(
    _WORDS, st.booleans(), st.integers(0, 5), st.lists(_WORDS, max_size=2), st.just([["a", "b"]])
)
_TALKS = st.builds(
    Talk,
    partner=st.sampled_from(["teacher", "principal"]),
    mood=st.just("warm"),
    setting=st.just("phone"),
    turns=st.lists(st.builds(Turn, says=_WORDS), max_size=2).map(tuple),
)
_HOMEWORK = st.lists(
    st.builds(
        Homework,
        id=st.sampled_from(["h1", "h2", "h.3"]),
        text=_WORDS,
        done=st.sampled_from(["", "2026-12-01"]),
        back=_WORDS,
    ),
    max_size=3,
    unique_by=lambda one: one.id,
).map(tuple)


def _some(what: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(what, max_size=2, unique_by=repr).map(tuple)


RECORDS = st.builds(
    record,
    answers=st.dictionaries(_IDS, _ANSWERS, max_size=4),
    drafts=st.dictionaries(_IDS, _WORDS, max_size=2),
    edits=st.dictionaries(_IDS, st.builds(Edit, body=_WORDS, subject=_WORDS), max_size=2),
    homework=_HOMEWORK,
    rehearsals=_some(_TALKS),
    cards=_some(st.builds(ReplyCard, they_say=_IDS, you_say=_IDS)),
    versions=_some(st.builds(Version, letter=_IDS, at=st.just(THEN), body=_WORDS)),
    mine=_some(_WORDS),
    title=_WORDS,
    finished=st.booleans(),
    archived=st.booleans(),
)
"""Records of one sitting as its two sides may have left them."""
