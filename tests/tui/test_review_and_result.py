"""Given every answer, when a parent reads it over, changes, edits, copies and saves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach.casebook.store import Casebook
from coach.guide.guide import Guide
from coach.scenario import library
from coach.scenario.evaluate import Value
from tests.tui.person import EVERY_KIND, MIDDLE, NARROW, SIZES, WIDE, someone

ANSWERS: dict[str, Value] = {
    "safe": "no",
    "breath": "",
    "name": "Leo",
    "pronouns": "he",
    "channel": "email",
    "seen": "he cried",
    "more": "",
    "when": ("noon",),
    "good": ("maps", "kindness"),
    "tried": (),
    "worry": 7,
    "by": date(2026, 12, 3),
}


def kept(store: Casebook, **changes: Value) -> str:
    """Leave a session behind with every answer, and return its id."""
    with store.create(EVERY_KIND) as file:
        guide = Guide(library.find(EVERY_KIND), file)
        guide.adopt({**ANSWERS, **changes})
        guide.save()
        return file.session.id


@pytest.mark.parametrize("size", SIZES)
async def test_a_finished_session_opens_at_its_result(
    store: Casebook, size: tuple[int, int]
) -> None:
    async with someone(size, store=store, session=kept(store)) as parent:
        assert parent.where == "ResultScreen"
        for title in ("Email to the teacher", "Talking points", "Reply cards"):
            assert title in parent.sees()
        assert "Nothing has been sent: sending is yours." in parent.sees("#list")
        await parent.press("down")
        if size == NARROW:
            await parent.press("enter")
        assert "What have you seen of Leo?" in parent.sees()


async def test_from_the_review_an_answer_is_changed_and_one_is_back(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, session=kept(store)) as parent:
        await parent.press("f3")
        assert "All done. See what you can send and say" in parent.sees()
        assert "Child's name Leo" in parent.sees()
        assert "Anything more skipped" in parent.sees()
        await parent.press("down", "down", "down")
        await parent.press("enter")
        assert "What is your child called?" in parent.sees()
        await parent.press("ctrl+u")
        await parent.type("Mia")
        await parent.press("enter")
        assert parent.where == "ReviewScreen"
        assert "Child's name Mia" in parent.sees()
        await parent.press("enter")
        assert parent.where == "ResultScreen"
        assert "I'm writing about Mia." in parent.sees()


async def test_the_review_says_what_is_missing_and_goes_there(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("enter", "enter", "f3")
        assert "questions to go. Go on with “Child's name”" in parent.sees()
        assert "What you saw not answered yet" in parent.sees()
        await parent.press("enter")
        assert "What is your child called?" in parent.sees()


async def test_escape_goes_back_from_the_review_to_where_one_was(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("enter", "enter")
        await parent.type("Le")
        await parent.press("f3", "escape")
        assert "What is your child called?" in parent.sees()
        await parent.type("o")
        assert "Leo" in parent.sees()


async def test_an_edit_is_kept_over_a_restart(store: Casebook) -> None:
    id = kept(store)
    async with someone(WIDE, store=store, session=id) as parent:
        await parent.press("enter", "ctrl+end")
        await parent.press("end")
        await parent.type("Hi! ")
        await parent.until(lambda: "edited by you" in parent.sees())
    async with someone(WIDE, store=store, session=id) as parent:
        assert "Hi! " in parent.sees()


async def test_an_edit_is_kept_when_one_leaves_in_the_same_breath(store: Casebook) -> None:
    id = kept(store)
    async with someone(WIDE, store=store, session=id) as parent:
        await parent.press("enter")
        await parent.type("Hi! ")
        await parent.press("f10")
    assert store.open(id).session.edits["note"].body.startswith("Hi! ")


async def test_an_edit_that_an_answer_has_overtaken_is_told_and_settled(store: Casebook) -> None:
    async with someone(WIDE, store=store, session=kept(store)) as parent:
        await parent.press("enter")
        await parent.type("Hi! ")
        await parent.press("f3", "down", "down", "down", "enter", "ctrl+u")
        await parent.type("Mia")
        await parent.press("enter", "enter")
        assert "You changed an answer after editing this." in parent.sees()
        assert "Hi! Hello, I'm writing about Leo." in parent.sees()
        await parent.press("ctrl+r", "enter")  # Keep mine
        assert "You changed an answer" not in parent.sees()
        assert "Hi! Hello, I'm writing about Leo." in parent.sees()
        await parent.press("ctrl+r", "down", "enter")
        assert "Hello, I'm writing about Mia." in parent.sees()
        assert "Hi! " not in parent.sees()


async def test_the_subject_can_be_edited(store: Casebook) -> None:
    id = kept(store)
    async with someone(WIDE, store=store, session=id) as parent:
        await parent.press("tab", "end")
        await parent.type("!")
        await parent.until(lambda: "edited by you" in parent.sees())
    assert store.open(id).session.edits["note"].subject == "About Leo!"


async def test_the_way_to_reach_them_is_one_key_away(store: Casebook) -> None:
    async with someone(WIDE, store=store, session=kept(store)) as parent:
        await parent.press("alt+t")
        assert "How do you want to reach them?" in parent.sees()
        await parent.press("2", "enter", "enter")
        assert "Phone call" in parent.sees()


async def test_from_a_paragraph_one_key_goes_to_its_question(store: Casebook) -> None:
    async with someone(WIDE, store=store, session=kept(store)) as parent:
        await parent.press("enter", "down", "down", "ctrl+g")
        assert "What did you see?" in parent.sees()


async def test_files_are_saved_into_the_folder_one_names(store: Casebook, tmp_path: Path) -> None:
    async with someone(MIDDLE, store=store, session=kept(store)) as parent:
        await parent.press("f12")
        assert "Everything: 3 files" in parent.sees()
        await parent.press("tab", "ctrl+u")
        await parent.paste(str(tmp_path / "new"))
        await parent.press("enter", "enter")
        assert "This is all that is in the 3 files" in parent.sees()
        assert "Hello, I'm writing about Leo." in parent.sees()
        await parent.press("enter")
        await parent.rest(0.1)
        assert "Saved in" in parent.sees()
    assert {file.name for file in (tmp_path / "new").iterdir()} == {
        "note.txt",
        "talking-points.txt",
        "reply-cards.txt",
    }
    assert (tmp_path / "new" / "note.txt").read_text().startswith("Subject: About Leo\n")


async def test_another_format_is_chosen_and_its_words_are_shown_before_it_is_written(
    store: Casebook, tmp_path: Path
) -> None:
    async with someone(MIDDLE, store=store, session=kept(store)) as parent:
        await parent.press("f12", "tab", "ctrl+u")
        await parent.paste(str(tmp_path / "new"))
        await parent.press("tab", "down", "down")
        assert "As: Web page, to print" in parent.sees()
        await parent.press("shift+tab", "shift+tab", "down")
        assert "Only note.html" in parent.sees()
        await parent.press("enter", "escape", "enter")
        assert "note.html: 24 words, titled “Email to the teacher”" in parent.sees()
        assert not (tmp_path / "new").exists()
        await parent.press("enter")
        await parent.until(lambda: "Saved in" in parent.sees())
    (file,) = (tmp_path / "new").iterdir()
    assert "I&#x27;m writing about Leo." in file.read_text()


async def test_a_folder_that_can_not_be_written_is_told_and_nothing_ends(
    store: Casebook, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    async with someone(MIDDLE, store=store, session=kept(store)) as parent:
        await parent.press("f12", "tab", "ctrl+u")
        await parent.paste(str(tmp_path / "file"))
        await parent.press("enter", "enter", "enter")
        assert "The results could not be written" in parent.sees()
        await parent.press("enter")
        assert parent.where == "ResultScreen"


async def test_copying_says_which_clipboard_has_it(
    store: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(text: str) -> bool:
        copied.append(text)
        return len(copied) == 1

    monkeypatch.setattr("coach.export.clipboard.copy", copy)
    async with someone(WIDE, store=store, session=kept(store)) as parent:
        await parent.press("f2")
        await parent.rest(0.1)
        assert "Copied. Paste it where you want" in parent.sees()
        assert copied[0].startswith("Subject: About Leo\n\nHello, I'm writing about Leo.")
        await parent.press("f2")
        await parent.rest(0.1)
        assert "Handed to your terminal to copy." in parent.sees()
        assert parent.app.clipboard == copied[0]


async def test_a_scenario_that_has_changed_says_what_was_kept(
    store: Casebook, tmp_path: Path
) -> None:
    text = Path(EVERY_KIND).read_text(encoding="utf-8")
    file = tmp_path / "changing.toml"
    file.write_text(text, encoding="utf-8")
    with store.create(str(file)) as open:
        guide = Guide(library.find(str(file)), open)
        guide.adopt(ANSWERS)
        guide.save()
    changed = text.replace('id = "noon"', 'id = "midday"').replace(
        '[[section.step]]\nid = "by"',
        '[[section.step]]\nid = "extra"\nkind = "text"\ntitle = "Something new"\n'
        'ask = "Something new?"\n\n[[section.step]]\nid = "by"',
    )
    file.write_text(changed, encoding="utf-8")
    async with someone(MIDDLE, store=store, session=store.summaries()[0].id) as parent:
        assert "These questions have changed since you were here." in parent.sees()
        assert "Needs another look: When it happens." in parent.sees()
        assert "New questions: Something new." in parent.sees()
        await parent.press("enter")
        assert "When does it happen?" in parent.sees()
        await parent.press("f3")
        assert "needs another look" in parent.sees()
