"""A family's page leaves as one record, by a line."""

from __future__ import annotations

import io
from pathlib import Path

from msgspec.structs import replace

from coach.casebook.store import Casebook
from coach.plain.home import home
from coach.plain.terminal import Terminal


def kept(store: Casebook, scenario: str, family: str = "", **answers: object) -> str:
    with store.create(scenario, family=family) as open:
        open.save(replace(open.session, answers=answers, title="Leo"))
        return open.session.id


def test_the_record_of_a_child_is_saved_from_its_page(tmp_path: Path) -> None:
    store = Casebook(tmp_path / "book")
    family = kept(store, "family", child_name="Leo")
    kept(store, "contact", family, with_name="Ms. Okafor", said="He cried.")
    sink = io.StringIO()
    home(store, Terminal(io.StringIO("\n"), sink))
    number = next(
        line.split(".")[0].strip() for line in sink.getvalue().splitlines() if ". Leo" in line
    )
    typed = f":save {tmp_path}\n{number}\n:save {tmp_path / 'new'} md\n\n"
    sink = io.StringIO()
    home(store, Terminal(io.StringIO(typed), sink))
    said = sink.getvalue()
    assert "Go to a child's page first" in said
    assert said.index("Contacts about Leo") < said.index("Written:")
    assert {one.name for one in (tmp_path / "new").iterdir()} == {"record.md", "card.md"}
    assert "He cried." in (tmp_path / "new" / "record.md").read_text("utf-8")
