"""Watching a file, line by line: what is wrong, what changed, and what an editor does meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.author.new import create
from coach.author.preview import changes
from coach.author.watch import Seen, Watch, follow
from coach.author.watched import watched
from coach.errors import CoachError

ID = "lost-jacket"
HELP = "I'd like to help"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A new scenario with its family."""
    return create(ID, tmp_path)[0]


def save(file: Path, old: str, new: str) -> None:
    """Save as editors do: a new file, renamed into place."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    beside = file.with_suffix(".swp")
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(file)


def words(seen: Seen) -> str:
    return "\n".join(block.text for page in seen.pages for block in page.blocks)


# ------------------------------------------------------------------ one look


def test_it_shows_the_letters_points_and_cards_of_the_family_beside_it(file: Path) -> None:
    seen = Watch(file).look()
    assert seen.problems == ()
    assert seen.sample == "example"
    assert [page.title.split(" (")[0] for page in seen.pages] == [
        "Email",
        "Talking points",
        "Reply cards",
    ]
    assert HELP in words(seen)


def test_without_a_family_it_shows_the_questions(file: Path) -> None:
    (file.parent / "samples" / ID / "example.toml").unlink()
    seen = Watch(file).look()
    assert "There is no sample" in seen.note
    assert [page.title for page in seen.pages] == ["Questions"]
    assert "What is your child called at school?" in words(seen)
    assert "- Only the name: the child" in words(seen)


def test_the_families_of_ours_are_found_by_the_id(file: Path) -> None:
    from coach.scenario.library import folder

    mine = file.with_name("mine.toml")
    mine.write_text((folder() / "first-contact.toml").read_text("utf-8"), encoding="utf-8")
    seen = Watch(mine, "leo").look()
    assert seen.sample == "leo"
    assert "Okafor" in words(seen)


def test_any_file_of_answers_will_do(file: Path) -> None:
    other = file.with_name("other.toml")
    sample = file.parent / "samples" / ID / "example.toml"
    other.write_text(sample.read_text("utf-8").replace("Noor", "Ada"), encoding="utf-8")
    assert "Ada will be away" in words(Watch(file, str(other)).look())


@pytest.mark.parametrize("name", ["nobody", "nobody.toml"])
def test_a_family_that_is_not_there_is_explained(file: Path, name: str) -> None:
    with pytest.raises(CoachError, match="no s"):
        Watch(file, name).look()


def test_a_file_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="no such file"):
        Watch(tmp_path / "nothing.toml")


def test_answers_that_stop_early_are_shown_as_far_as_they_go(file: Path) -> None:
    sample = file.parent / "samples" / ID / "example.toml"
    save(sample, "days = 3\n", "")
    seen = Watch(file).look()
    assert "stops at “days”" in seen.note
    assert "Amal" in words(seen)


def test_what_is_wrong_with_the_family_has_its_place(file: Path) -> None:
    sample = file.parent / "samples" / ID / "example.toml"
    save(sample, "days = 3", 'dyas = 3\ndays = "many"')
    seen = Watch(file).look()
    assert [(problem.code, problem.place.file) for problem in seen.problems] == [
        ("E402", str(sample)),
        ("E403", str(sample)),
    ]
    assert "Noor" in words(seen)
    save(sample, "[answers]", "[answers")
    assert [problem.code for problem in Watch(file).look().problems] == ["E101"]


def test_another_family_and_another_channel(tmp_path: Path) -> None:
    from coach.scenario.library import folder

    file = tmp_path / "mine.toml"
    file.write_text((folder() / "first-contact.toml").read_text("utf-8"), encoding="utf-8")
    watch = Watch(file)
    first = watch.look().sample
    watch.next_sample()
    assert watch.look().sample != first
    channels = []
    for _n in range(len(watch.channels()) + 1):
        watch.next_channel()
        channels.append(watch.look().channel)
    assert channels == [*watch.channels(), ""]


# ------------------------------------------------------------------ saving


def test_a_half_written_file_keeps_the_last_preview(file: Path) -> None:
    watch = Watch(file)
    good = watch.look()
    save(file, 'title = "Email"', 'title = "Ema')
    seen = watch.look()
    assert not seen.sound
    assert seen.problems[0].code == "E101"
    assert seen.pages == good.pages
    assert "older" in seen.note
    save(file, 'title = "Ema', 'title = "Post"')
    assert watch.look().pages[0].title.startswith("Post")


def test_a_file_that_is_gone_for_a_moment_is_waited_for(file: Path) -> None:
    watch = Watch(file)
    good = watch.look()
    hidden = file.rename(file.with_suffix(".away"))
    assert watch.changed()
    seen = watch.look()
    assert seen.pages == good.pages
    assert "Waiting for it" in seen.note
    assert [problem.code for problem in seen.problems] == ["E601"]
    assert not watch.changed()
    hidden.rename(file)
    assert watch.changed()
    assert watch.look() == good


def test_a_file_that_was_never_sound_shows_its_problems(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    watch = Watch(file)
    seen = watch.look()
    assert [problem.code for problem in seen.problems] == ["E104"]
    assert seen.pages == ()


def test_a_save_of_the_same_length_at_the_same_time_is_seen(file: Path) -> None:
    """A rename gives the file another number, whatever its clock says."""
    watch = Watch(file)
    watch.look()
    before = file.stat()
    save(file, HELP, HELP.upper())
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert watch.changed()


def test_a_save_of_the_family_and_a_new_family_are_seen(file: Path) -> None:
    watch = settled(file)
    sample = file.parent / "samples" / ID / "example.toml"
    save(sample, "Noor", "Ada")
    assert watch.changed()
    assert "Ada" in words(watch.look())


def test_a_save_beside_a_broken_scenario_is_looked_at_once(file: Path) -> None:
    watch = settled(file)
    save(file, "days > 3", "dyas > 3")
    save(file.parent / "samples" / ID / "example.toml", "Noor", "Ada")
    assert watch.changed()
    watch.look()
    assert not watch.changed()
    save(file, "dyas > 3", "days > 3")
    assert "Ada" in words(watch.look())


def test_what_is_wrong_with_the_rehearsal_is_told_once_somebody_has_listened(file: Path) -> None:
    """What its replies are heard with takes a while to make ready: no look waits for it."""
    rehearsal = file.parent / "rehearsal" / f"{ID}.toml"
    save(rehearsal, "keep-an-eye", "keep-an-ear")
    watch = Watch(file)
    assert watch.look().problems == ()
    assert watch.waits()
    assert not watch.changed()
    watch.listen()
    assert not watch.waits()
    assert watch.changed()
    (problem,) = watch.look().problems
    assert problem.code == "E213"
    assert problem.place.file.endswith(f"rehearsal/{ID}.toml")
    assert not watch.changed()
    save(rehearsal, "keep-an-ear", "keep-an-eye")
    assert watch.changed()
    watch.look()
    watch.listen()
    assert watch.look().problems == ()


def test_a_scenario_without_a_rehearsal_waits_for_none(file: Path) -> None:
    (file.parent / "rehearsal" / f"{ID}.toml").unlink()
    watch = Watch(file)
    watch.look()
    assert not watch.waits()
    assert not watch.changed()


def test_line_by_line_the_rehearsal_is_told_of_too(file: Path) -> None:
    save(file.parent / "rehearsal" / f"{ID}.toml", "keep-an-eye", "keep-an-ear")
    said: list[str] = []
    assert follow(Watch(file), said.append, once=True) == 1
    assert "E213" in "\n".join(said)
    first, second = told(Watch(file), lambda: None)
    assert "no problems" in first
    assert "E213" in second


@pytest.mark.parametrize("name", ["practices.toml", "facts-us.toml"])
def test_a_save_of_what_the_scenario_cites_is_seen(file: Path, name: str) -> None:
    (file.parent / "facts-us.toml").write_text("", encoding="utf-8")
    watch = settled(file)
    (file.parent / name).write_text("# more\n", encoding="utf-8")
    assert watch.changed()
    watch.look()
    assert not watch.changed()


def settled(file: Path) -> Watch:
    """Watch a file, and have looked at it."""
    watch = Watch(file)
    watch.look()
    assert not watch.changed()
    return watch


# ------------------------------------------------------------------ which file


def test_a_folder_a_sample_and_a_rehearsal_mean_their_scenario(file: Path) -> None:
    folder = file.parent
    assert watched(folder) == (file, "")
    assert watched(folder / "samples" / ID / "example.toml") == (file, "example")
    assert watched(folder / "samples" / ID / "example.toml", "other") == (file, "other")
    assert watched(folder / "rehearsal" / f"{ID}.toml", "other") == (file, "other")
    assert watched(file) == (file, "")
    assert watched(folder / "nowhere.toml") == (folder / "nowhere.toml", "")


def test_of_a_folder_with_several_scenarios_one_has_to_be_named(file: Path) -> None:
    create("other", file.parent)
    with pytest.raises(CoachError, match="several scenarios") as raised:
        watched(file.parent)
    assert raised.value.advice == f"Say which: {ID}.toml, other.toml."
    (file.parent / "empty").mkdir()
    with pytest.raises(CoachError, match="no scenario in this folder"):
        watched(file.parent / "empty")


# ------------------------------------------------------------------ line by line


class Deaf(Watch):
    """Doesn't listen to rehearsals, which takes a while to make ready for."""

    def waits(self) -> bool:
        return False


class Enough(Exception):
    """The author has seen enough."""


def told(watch: Watch, *deeds: Callable[[], object]) -> list[str]:
    """What is printed while an author does one thing after the other, one each time we look."""
    said: list[str] = []
    todo: Iterator[Callable[[], object]] = iter(deeds)

    def pause(_seconds: float) -> None:
        deed = next(todo, None)
        if deed is None:
            raise Enough
        said.append("=====")
        deed()

    with pytest.raises(Enough):
        follow(watch, said.append, pause=pause)
    return "\n".join(said).split("=====")


def test_each_save_tells_what_is_wrong_and_what_has_changed(file: Path) -> None:
    first, nothing, second, third, fourth = told(
        Deaf(file),
        lambda: None,
        lambda: save(file, HELP, "I want to help"),
        lambda: save(file, "days > 3", "dyas > 3"),
        lambda: save(file, "dyas > 3", "days > 4"),
    )
    assert "Lost jacket · example: no problems" in first
    assert HELP in first
    assert nothing.strip() == ""
    assert f"− {HELP}" in second
    assert "+ I want to help" in second
    assert "Dear" not in second
    assert "E202" in third
    assert "1 problem" in third
    assert "+" not in third
    assert "no problems" in fourth


def test_once_is_one_look_and_its_exit_code(file: Path) -> None:
    said: list[str] = []
    assert follow(Watch(file), said.append, once=True) == 0
    assert HELP in "\n".join(said)
    save(file, "days > 3", "dyas > 3")
    said.clear()
    assert follow(Watch(file), said.append, once=True) == 1
    assert "E202" in "\n".join(said)


def test_what_is_hostile_is_harmless(file: Path) -> None:
    save(file, HELP, "\\u001b[31m\\u202eevil [/x] [bold]b[/bold]")
    seen = Watch(file).look()
    assert {problem.code for problem in seen.problems} == {"E104"}
    assert "\x1b" not in "\n".join(map(str, seen.problems))


def test_changes_are_by_the_line(file: Path) -> None:
    watch = Watch(file)
    before = watch.look().pages
    assert changes(before, before) == []
    assert all(line.startswith("− ") for line in changes(before, ()) if line)
