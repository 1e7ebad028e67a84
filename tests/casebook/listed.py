"""Every list of a casebook, and the same worked out from the files alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.casebook.index import Unusable, upkeep
from coach.casebook.records import SHELVES, ShelfName
from coach.casebook.session import Session
from coach.casebook.store import Casebook, Damage, OpenSession

TODAY = date(2026, 11, 24)
WORDS = ("Leo", "Okafor", "tears", "Nguyễn", "岡田先生", "ÉCOLE", "café-au-lait", "o'brien", "50%")
SOUGHT = ("oka", "leo tea", "nguyen", "岡田", "ecole", "au", "o'b", "50", "nobody", "", '"*', "%")


class NoIndex:
    """What there is where SQLite can't be had."""

    def ask(self, *_: object, **__: object) -> None:
        raise Unusable

    refresh = ask

    def close(self) -> None:
        return None


class Reader(Casebook):
    """Reads the files, once."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._index = NoIndex()
        self._sittings: dict[ShelfName, list[Session]] = {}
        self._damaged: dict[ShelfName, tuple[Damage, ...]] = {}

    def _read(self, *names: ShelfName) -> Iterator[Session]:
        for name in SHELVES:
            if name not in self._sittings:
                self._sittings[name] = list(super()._read(name))
                self._damaged[name] = self.damaged
        self.damaged = tuple(chain.from_iterable(self._damaged.values()))
        return chain.from_iterable(self._sittings[name] for name in names)


def read_directly(home: Path) -> Casebook:
    return Reader(home)


def everything(book: Casebook) -> dict[str, object]:
    """Every list there is, and what could not be read."""
    ids = [one.id for one in book.families()][:2]
    listed: dict[str, object] = {
        "summaries": book.summaries(),
        "families": book.families(),
        "entries": book.entries(),
        "due": book.due(TODAY),
        "unfinished": book.recent(2, finished=False),
        "finished": book.recent(2, finished=True),
        "count": [
            book.count(),
            book.count(finished=True, archived=False),
            book.count(archived=True),
        ],
        "of a family": [
            (book.entries(id), book.recent(3, finished=False, family=id), book.count(family=id))
            for id in ids
        ],
        "latest": book.latest_unfinished(),
    }
    for text in SOUGHT:
        listed[f"search {text}"] = (book.search(text), book.search(text, 1), book.found(text))
    listed["damaged"] = book.damaged
    return listed


def same(book: Casebook) -> None:
    assert everything(book) == everything(read_directly(book.folder))


def save(open: OpenSession, said: str, **more: object) -> str:
    """Save what fits each of the three kinds of sitting."""
    answers = {
        "alias": said,
        "about": said,
        "agreed": [["Ms Okafor", said, "25 Nov", ""], ["Me", "Write", "2026-11-20", "done"]],
        "people": [[said, "teacher", "email", ""]],
        "day": TODAY - timedelta(days=len(said)),
    }
    open.save(replace(open.session, title=said[:20], answers=answers, **more))
    return open.session.id


def begun(book: Casebook, said: str = "Leo", scenario: str = "concern", **more: object) -> str:
    with book.create(scenario) as open:
        return save(open, said, **more)


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, no file is read, and none is even looked at."""

    def read(*_: object) -> None:
        raise AssertionError("a file was read or compared")

    monkeypatch.setattr("coach.casebook.shelf.Shelf.one", read)
    monkeypatch.setattr(upkeep, "stamps_in", read)
