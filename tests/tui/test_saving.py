"""A family's page leaves as one record, shown before it is written."""

from __future__ import annotations

from pathlib import Path

from coach.casebook.store import Casebook
from tests.tui.person import MIDDLE, someone
from tests.tui.test_lists import card, talk, to


async def test_the_record_of_a_child_is_saved_from_its_page(
    store: Casebook, tmp_path: Path
) -> None:
    talk(store, card(store), said="He cried.", agreed=[])
    async with someone(MIDDLE, store=store) as parent:
        await to(parent, "Leo")
        await parent.press("enter")
        await parent.until(lambda: "F12" in parent.sees())
        await parent.press("f12")
        await parent.until(lambda: "Everything: 2 files" in parent.sees())
        await parent.press("down", "tab", "ctrl+u")
        await parent.paste(str(tmp_path / "new"))
        await parent.press("enter", "enter")
        await parent.until(lambda: "Contacts about Leo" in parent.sees())
        assert not (tmp_path / "new").exists()
        await parent.press("enter")
        await parent.until(lambda: "Saved in" in parent.sees())
    (file,) = (tmp_path / "new").iterdir()
    assert file.name == "record.txt"
    assert "He cried." in file.read_text()
