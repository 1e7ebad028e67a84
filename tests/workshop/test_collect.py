"""What people saved, collected: what can be shown, without names; the rest named, and left out."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from coach.casebook import place
from coach.errors import CoachError
from coach.export.document import words_in
from coach.export.pieces import files
from coach.export.text import write
from coach.guide.leaving import leaving
from coach.guide.practice import invented
from coach.workshop import folder as walk
from coach.workshop.collect import collect
from coach.workshop.leaves import is_leaf
from coach.workshop.responses import Collected, label
from coach.workshop.sheet import before, sheet
from tests.workshop import room

TODAY = date(2026, 11, 24)


def gathered(folder: Path, seed: int = 1, names: tuple[str, ...] = ()) -> Collected:
    return collect(folder, seed=seed, near=TODAY, names=names)


def left(found: Collected) -> dict[str, str]:
    return {one.name: one.why for one in found.left}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A folder with three responses in it."""
    folder = tmp_path / "room"
    folder.mkdir()
    (folder / "maria.txt").write_text(room.WROTE, encoding="utf-8")
    (folder / "jo.md").write_text(
        "# To Mr. Hale\n\nHi Mr. Hale,\n\nYou never answer\\! My son Kofi is always upset.\n\n"
        "Ama Boateng\n",
        encoding="utf-8",
    )
    (folder / "sam.toml").write_text(room.session("concern", "isak", "n"), encoding="utf-8")
    return folder


# ------------------------------------------------------------------ three hundred


@pytest.mark.slow
def test_three_hundred_files_ten_damaged_and_one_hostile(tmp_path: Path) -> None:
    room.fill(tmp_path / "room")
    found = gathered(tmp_path / "room")
    assert found.files == 300
    assert set(left(found)) == {*room.DAMAGED, room.HOSTILE}
    assert all(left(found).values())
    assert sum(one.times for one in found.ones) == 289
    for response in found.responses()[::10]:
        assert "person-" not in response.text
        assert not [char for char in response.text if ord(char) < 32 and char != "\n"]
    private = write(before(found))
    for name in (*room.DAMAGED, room.HOSTILE):
        assert name in private


def test_each_damaged_file_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    room.spoil(tmp_path)
    why = left(gathered(tmp_path))
    assert set(why) == {*room.DAMAGED, room.HOSTILE}
    assert "empty" in why["01-empty.toml"]
    assert "TOML" in why["02-cut.toml"]
    assert "not text" in why["03-not-utf8.txt"]
    assert "larger" in why["05-huge.txt"]
    assert "TOML" in why["06-not-toml.toml"]
    assert "no session" in why["07-other.toml"]
    assert "passphrase" in why["08-locked.toml"]
    assert "picture" in why["09-picture.png"]
    assert "card" in why["10-card.toml"]
    assert "unseen" in why[room.HOSTILE]


# ------------------------------------------------------------------ hostile folders


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as Unix has them")
def test_links_pipes_and_devices_are_named_and_never_opened(table: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("This is a secret that lies elsewhere.", encoding="utf-8")
    (table / "link.txt").symlink_to(secret)
    (table / "folder").symlink_to(tmp_path)
    (table / "passwd.txt").symlink_to("/etc/passwd")
    (table / "round").symlink_to(table)
    os.mkfifo(table / "pipe.txt")
    found = gathered(table)
    assert len(found.responses()) == 3
    assert set(left(found)) == {"link.txt", "folder", "passwd.txt", "round", "pipe.txt"}
    assert all("not followed" in why for name, why in left(found).items() if name != "pipe.txt")
    assert "secret" not in write(sheet(found))


def test_a_folder_that_goes_too_deep_has_an_end(table: Path) -> None:
    deep = table
    for _level in range(walk.DEEPEST + 3):
        deep = deep / "in"
        deep.mkdir()
        (deep / "one.txt").write_text(f"{deep} Dear teacher, thank you.", encoding="utf-8")
    found = gathered(table)
    assert any("deep" in why for why in left(found).values())
    assert len(found.responses()) > 3


def test_there_is_an_end_to_how_many(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MOST_FILES", 2)
    found = gathered(table)
    assert len(found.responses()) == 2
    assert any("more than 2 files" in why for why in left(found).values())


def test_names_of_files_can_do_nothing_to_a_screen(table: Path) -> None:
    name = "\x1b[31mred [bold]\u202etxt.txt"
    (table / name).write_bytes(b"")
    (told,) = left(gathered(table))
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_markup_is_words(table: Path) -> None:
    (table / "m.txt").write_text("Dear [Name], [/x] [bold]please[/bold] {{ child.name }}", "utf-8")
    texts = "\n".join(one.text for one in gathered(table).responses())
    assert "[/x] [bold]please[/bold] {{ child.name }}" in texts


def test_a_scenario_that_is_named_by_a_path_is_not_opened(table: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("format = 1", encoding="utf-8")
    text = room.session("concern", "isak", "n").replace('"concern"', f"'{file}'")
    (table / "path.toml").write_text(text, encoding="utf-8")
    assert "not here" in left(gathered(table))["path.toml"]


# ------------------------------------------------------------------ one's own casebook


@pytest.mark.parametrize("where", ["", "sessions", ".."])
def test_ones_own_casebook_is_never_opened(own_home: Path, where: str) -> None:
    (own_home / "sessions").mkdir()
    (own_home / "sessions" / "one.toml").write_text(room.session("concern", "isak", "n"), "utf-8")
    with pytest.raises(CoachError, match="Your own casebook"):
        gathered(own_home / where)


@pytest.mark.skipif(sys.platform == "win32", reason="links as Unix has them")
def test_nor_by_a_link_to_it(own_home: Path, tmp_path: Path) -> None:
    (own_home / "sessions").mkdir()
    (tmp_path / "link").symlink_to(own_home / "sessions")
    with pytest.raises(CoachError, match="Your own casebook"):
        gathered(tmp_path / "link")


def test_nothing_is_written_anywhere(table: Path, own_home: Path) -> None:
    def there() -> set[tuple[str, int]]:
        return {
            (str(path), path.stat().st_mtime_ns)
            for top in (table, own_home)
            for path in (top, *top.rglob("*"))
        }

    before_it = there()
    write(sheet(gathered(table)))
    assert there() == before_it
    assert place.home() == own_home


def test_an_empty_folder_and_one_that_is_not_there_say_so(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="nothing in this folder"):
        gathered(tmp_path)
    with pytest.raises(CoachError, match="can't be read"):
        gathered(tmp_path / "nowhere")
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CoachError, match="can't be read"):
        gathered(tmp_path / "file.txt")


# ------------------------------------------------------------------ without names


def test_nobody_is_named(table: Path) -> None:
    page = write(sheet(gathered(table)))
    for name in ("Okafor", "Leo", "Dana", "Lind", "Hale", "Kofi", "Ama", "Boateng", "Isak"):
        assert name not in page
    assert "maria" not in page
    assert "sam.toml" not in page


def test_a_name_that_one_file_gives_is_taken_out_of_the_others(table: Path) -> None:
    (table / "x.txt").write_text(
        "Dear teacher,\n\nwe told ISAK about it, and we were sad to hear it.\n", encoding="utf-8"
    )
    assert "ISAK" not in write(sheet(gathered(table)))


def test_a_facilitator_can_take_out_one_more(table: Path) -> None:
    (table / "x.txt").write_text("hello there, our munchkin is sad at school", encoding="utf-8")
    assert "munchkin" in write(sheet(gathered(table)))
    assert "munchkin" not in write(sheet(gathered(table, names=("munchkin",))))


def test_a_response_says_no_name_when_it_is_printed(table: Path) -> None:
    assert {repr(one) for one in gathered(table).responses()} == {
        "Response('A')",
        "Response('B')",
        "Response('C')",
    }


# ------------------------------------------------------------------ order, and the same twice


def test_the_order_follows_from_the_seed_and_from_no_file_name(tmp_path: Path) -> None:
    texts = [f"Dear teacher, this is what I have to say: {n}" for n in range(12)]
    for folder, order in (("one", texts), ("two", list(reversed(texts)))):
        (tmp_path / folder).mkdir()
        for at, text in enumerate(order):
            (tmp_path / folder / f"{at:02}.txt").write_text(text, encoding="utf-8")

    def told(folder: str, seed: int) -> list[str]:
        return [one.text for one in gathered(tmp_path / folder, seed).responses()]

    assert told("one", 5) == told("two", 5)
    assert told("one", 5) != told("one", 6)
    assert sorted(told("one", 5)) == sorted(told("one", 6))


def test_letters_go_on_after_z() -> None:
    assert [label(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_the_same_words_twice_are_shown_once(table: Path) -> None:
    (table / "again.txt").write_text(room.WROTE.replace("\n", "\r\n"), encoding="utf-8")
    found = gathered(table)
    assert len(found.responses()) == 3
    assert [one.times for one in found.responses() if one.times > 1] == [2]
    assert "2 files say this in the very same words." in write(sheet(found))


@pytest.mark.parametrize("format", ["txt", "md", "html"])
def test_what_coach_saves_beside_a_message_is_counted_and_not_shown(
    table: Path, format: str
) -> None:
    guide = invented("concern", "maya")
    made = files(leaving(guide, TODAY), format, guide.keeper.session.updated)
    kept = ("card", "log", "evaluation-facts")  # what a family keeps, and nobody sends
    assert {name.split(".")[0] for name in made} >= set(kept)
    for name, content in made.items():
        (table / name).write_bytes(content)
    found = gathered(table)
    assert found.left == ()
    aside = ("talking", "reply", "dates", *kept)
    assert found.beside == sum(name.startswith(aside) for name in made)
    assert "pages beside a message" in write(before(found))


@pytest.mark.parametrize(("id", "name"), room.samples())
def test_a_page_that_a_family_keeps_is_told_from_a_message(id: str, name: str) -> None:
    for one in invented(id, name).sheets():
        kept = one.letter.channel == "handout"
        assert is_leaf(one.body) is kept, one.body


def test_what_was_written_on_a_page_that_is_kept_is_looked_at_for_danger(table: Path) -> None:
    card = "Leo, 3rd grade\n\nStrengths\n- Kind\n\nHard for him\n- {}\n\nWhat helps\n- Time\n"
    (table / "calm.txt").write_text(card.format("Noise"), encoding="utf-8")
    (table / "card.txt").write_text(card.format("he wants to die"), encoding="utf-8")
    found = gathered(table)
    assert [one.name for one in found.held] == ["card.txt"]
    assert found.beside == 1


@pytest.mark.parametrize("as_text", [True, False])
def test_the_made_up_familys_own_message_is_said_to_be_that(table: Path, as_text: bool) -> None:
    if as_text:
        (table / "s.txt").write_text(room.message("concern", "maya"), encoding="utf-8")
    else:
        (table / "s.toml").write_text(room.session("concern", "maya", "n"), encoding="utf-8")
    assert [one.ours for one in gathered(table).responses()].count(True) >= 1


# ------------------------------------------------------------------ danger


def test_what_may_tell_of_danger_is_held_back(table: Path) -> None:
    (table / "sad.txt").write_text(
        "Dear teacher,\n\nmy child says she wants to kill herself.\n", encoding="utf-8"
    )
    found = gathered(table)
    assert [(one.name, one.red) for one in found.held] == [("sad.txt", True)]
    assert len(found.responses()) == 3
    assert "kill" not in write(sheet(found))
    private = write(before(found))
    assert "sad.txt" in private
    assert "kill" not in private
    assert "talk with the person alone" in " ".join(private.split())
    assert "duty to report" in private


def test_what_was_typed_and_is_not_in_the_message_counts_too(table: Path) -> None:
    text = room.session("concern", "isak", "n")
    typed = text + '\n[drafts]\nseen = "His father beats him with a belt."\n'
    (table / "typed.toml").write_text(typed, encoding="utf-8")
    assert [one.name for one in gathered(table).held] == ["typed.toml"]


def test_a_session_that_stopped_at_urgent_help_is_held_back(table: Path) -> None:
    (table / "stop.toml").write_text(
        'scenario = "concern"\n[answers]\nsafe = "yes"\n', encoding="utf-8"
    )
    found = gathered(table)
    assert [(one.name, one.red) for one in found.held] == [("stop.toml", True)]


def test_a_facilitator_who_has_read_it_lets_it_be_shown(table: Path) -> None:
    (table / "sad.txt").write_text("Hello, they hit him every day at recess.", encoding="utf-8")
    found = gathered(table)
    assert len(found.held) == 1
    let = found.let(0)
    assert len(let.responses()) == 4
    assert {one.label for one in let.responses()} == set("ABCD")
    assert len(let.let(0, shown=False).responses()) == 3
    assert len(found.responses()) == 3


# ------------------------------------------------------------------ what it says


def test_the_page_for_the_room_has_every_response_with_how_it_reads(table: Path) -> None:
    found = gathered(table)
    page = sheet(found)
    texts = list(words_in(page))
    for response in found.responses():
        assert f"Response {response.label}" in texts
    assert sum(text == "How it reads" for text in texts) == 3
    assert any("never" in text and text.startswith("! ") for text in texts)
    assert any(text.startswith("Reads ") for text in texts)


def test_the_seed_is_said(table: Path) -> None:
    assert "--seed 77" in write(before(gathered(table, seed=77)))


def test_it_is_quick_to_turn_away_from_what_could_take_for_ever(tmp_path: Path) -> None:
    """Not a measure: without bounds these take minutes (bench has the figure)."""
    (tmp_path / "a.html").write_text("<script" * 100_000 + "<p" * 50_000, encoding="utf-8")
    (tmp_path / "b.toml").write_text("a." * 400_000 + "b = 1", encoding="utf-8")
    (tmp_path / "c.eml").write_bytes(
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 100_000
    )
    (tmp_path / "d.txt").write_text("Dear " * 3_900, encoding="utf-8")
    (tmp_path / "e.txt").write_text("Mr. A " * 3_000, encoding="utf-8")
    (tmp_path / "g.txt").write_text("<a" * 9_000, encoding="utf-8")
    (tmp_path / "f.toml").write_text("x = " + "[" * 100_000, encoding="utf-8")
    began = time.process_time()
    write(sheet(gathered(tmp_path)))
    assert time.process_time() - began < 60
