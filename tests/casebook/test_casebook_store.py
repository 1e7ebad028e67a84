"""Sessions that are never lost: begun, left, found again, copied, deleted."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.casebook import files
from coach.casebook.session import Edit, Session
from coach.casebook.store import Casebook, OpenSession, SessionInUse, Store, Unsaved
from coach.errors import CoachError


class Clock:
    """Says the same time until `tick`."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def tick(self, minutes: int = 1) -> None:
        self.time += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(folder: Path, clock: Clock) -> Casebook:
    return Casebook(folder.parent, clock)


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, folder: Path, clock: Clock) -> Store:
    """What holds for sessions in a folder holds for --no-save too."""
    return Casebook(folder.parent, clock) if request.param == "folder" else Unsaved(clock)


def answer(open: OpenSession, **answers: object) -> Session:
    """Give answers and save, as a guide does."""
    open.save(replace(open.session, answers={**open.session.answers, **answers}))
    return open.session


def begun(store: Store, scenario: str = "first-contact", **answers: object) -> str:
    """Begin a session, answer, leave; return its id."""
    with store.create(scenario) as open:
        return answer(open, **answers or {"seen": "Tears."}).id


# ------------------------------------------------------------------ both stores


def test_looking_and_leaving_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with store.create("first-contact") as open:
        open.save(open.session)
    assert store.summaries() == ()
    assert list(tmp_path.iterdir()) == []


def test_what_was_saved_is_there_when_it_is_opened_again(store: Store) -> None:
    with store.create("first-contact") as open:
        open.save(
            replace(
                open.session,
                title="Leo",
                answers={"seen": "Tears.", "rows": [["a", "b"]]},
                drafts={"told": "He sai"},
                edits={"note": Edit(body="Mine.")},
                steps=("seen", "told"),
                at="told",
            )
        )
        kept = open.session
    with store.open(kept.id) as again:
        assert again.session == kept
        assert again.take_notice() == ""


def test_the_time_of_the_last_change_is_kept_and_no_change_is_no_save(
    store: Store, clock: Clock
) -> None:
    with store.create("first-contact") as open:
        first = answer(open, seen="Tears.")
        clock.tick()
        open.save(open.session)
        assert open.session.updated == first.updated
        second = answer(open, seen="Many tears.")
    assert second.created == first.created
    assert second.updated == clock()


def test_a_change_made_within_the_same_dict_is_a_change(store: Store) -> None:
    with store.create("first-contact") as open:
        answers = {"seen": "Tears."}
        session = replace(open.session, answers=answers)
        open.save(session)
        answers["told"] = "It was loud."
        open.save(session)
    with store.open(open.session.id) as again:
        assert again.session.answers == {"seen": "Tears.", "told": "It was loud."}


def test_the_list_is_newest_first_and_says_how_far_each_came(store: Store, clock: Clock) -> None:
    old = begun(store, a="1", b="2")
    clock.tick()
    new = begun(store, "concern")
    clock.tick()
    with store.create("concern") as open:
        open.save(replace(open.session, title="Leo", finished=True))
    assert [(s.title, s.scenario, s.finished, s.answers) for s in store.summaries()] == [
        ("Leo", "concern", True, 0),
        ("", "concern", False, 1),
        ("", "first-contact", False, 2),
    ]
    assert [line.id for line in store.summaries()][1:] == [new, old]


def test_the_latest_unfinished_session_is_the_one_to_carry_on(store: Store, clock: Clock) -> None:
    assert store.latest_unfinished() == ""
    begun(store)
    clock.tick()
    wanted = begun(store)
    clock.tick()
    with store.create("concern") as open:
        open.save(replace(open.session, finished=True))
    assert store.latest_unfinished() == wanted


def test_a_copy_says_the_same_and_is_a_session_of_its_own(store: Store, clock: Clock) -> None:
    id = begun(store, seen="Tears.")
    clock.tick()
    with store.copy(id) as copy:
        assert copy.session.answers == {"seen": "Tears."}
        assert copy.session.created == clock()
        answer(copy, seen="Laughter.")
    with store.open(id) as original:
        assert original.session.answers == {"seen": "Tears."}
    assert {line.id for line in store.summaries()} == {id, copy.session.id}


def test_deleted_means_gone(store: Store, tmp_path: Path) -> None:
    id = begun(store)
    store.delete(id)
    assert store.summaries() == ()
    with pytest.raises(CoachError, match="no session of this name"):
        store.open(id)
    with pytest.raises(CoachError, match="no session of this name"):
        store.delete(id)


@pytest.mark.parametrize(
    "id", ["", "nobody", "../leo", "/etc/passwd", "a/b", "a\\b", "a.b", "\x1b[2J", "x" * 500, ".a"]
)
def test_a_name_that_is_no_session_is_said_plainly(store: Store, id: str) -> None:
    begun(store)
    for attempt in (store.open, store.copy, store.delete):
        with pytest.raises(CoachError, match="no session of this name") as raised:
            attempt(id)
        assert raised.value.where.isprintable()


def test_a_title_in_a_list_is_one_plain_line(store: Store) -> None:
    with store.create("first-contact") as open:
        open.save(replace(open.session, title="Leo\n\x1b[31mred\u202e"))
    assert store.summaries()[0].title == "Leo red"


# ------------------------------------------------------------------ files


def test_an_id_says_when_and_what(sessions: Casebook) -> None:
    assert re.fullmatch(r"2026-11-21-first-contact-[a-km-np-z2-9]{4}", begun(sessions))


@pytest.mark.parametrize("scenario", ["../../etc", "a/b\\c", "Überall", "", ".", "CON", "x" * 300])
def test_a_scenario_of_any_name_makes_a_file_in_the_folder(
    sessions: Casebook, folder: Path, scenario: str
) -> None:
    id = begun(sessions, scenario)
    assert re.fullmatch(r"2026-11-21-[a-z0-9-]+", id)
    assert (folder / f"{id}.toml").is_file()
    with sessions.open(id) as open:
        assert open.session.scenario == scenario


def test_an_id_is_never_given_twice(sessions: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter([b"aaaa", b"aaaa", b"aaaa", b"bbbb"])
    monkeypatch.setattr("coach.casebook.opened._draw", lambda: next(draws))
    first, second = begun(sessions), begun(sessions)
    assert first != second


def test_two_windows_that_drew_the_same_new_id_keep_two_sessions(
    sessions: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = iter([b"aaaa", b"aaaa", b"aaaa", b"bbbb"])
    monkeypatch.setattr("coach.casebook.opened._draw", lambda: next(draws))
    with sessions.create("concern") as one, sessions.create("concern") as two:
        answer(one, who="one")
        answer(two, who="two")
        assert one.session.id != two.session.id
        answer(one, who="one, again")
    with sessions.open(one.session.id) as again:
        assert again.session.answers == {"who": "one, again"}
    with sessions.open(two.session.id) as again:
        assert again.session.answers == {"who": "two"}


def test_deleting_leaves_no_trace_of_it_and_every_trace_of_others(
    sessions: Casebook, folder: Path
) -> None:
    other = begun(sessions)
    with sessions.create("concern") as open:
        id = answer(open, seen="a").id
        answer(open, seen="b")
    place = folder / f"{id}.toml"
    place.write_bytes(b"damage")
    sessions.open(id).close()
    folder.joinpath(f".{id}.toml.1a2b3c4d.tmp").write_bytes(b"half")
    sessions.delete(id)
    assert {path.name for path in folder.iterdir()} == {f"{other}.toml", f".{other}.lock"}


def test_keys_from_another_version_survive_a_sitting(sessions: Casebook, folder: Path) -> None:
    id = begun(sessions)
    place = folder / f"{id}.toml"
    place.write_text('mood = "hopeful"\n' + place.read_text("utf-8") + "[weather]\nrain = true\n")
    with sessions.open(id) as open:
        answer(open, told="It was loud.")
        answer(open, told="It was very loud.")
    assert 'mood = "hopeful"' in place.read_text("utf-8")
    assert "[weather]\nrain = true" in place.read_text("utf-8")


def test_a_file_copied_by_hand_is_a_session_too(sessions: Casebook, folder: Path) -> None:
    id = begun(sessions)
    content = (folder / f"{id}.toml").read_bytes()
    (folder / f"{id} (Kopie für Oma).toml").write_bytes(content)
    with sessions.open(f"{id} (Kopie für Oma)") as open:
        answer(open, seen="Laughter.")
    assert len(sessions.summaries()) == 2


# ------------------------------------------------------------------ damage


def test_a_damaged_session_is_opened_as_it_was_before_and_the_person_is_told(
    sessions: Casebook, folder: Path
) -> None:
    with sessions.create("concern") as open:
        id = answer(open, seen="a").id
        answer(open, told="b")
    place = folder / f"{id}.toml"
    place.write_bytes(place.read_bytes()[:90])
    assert [line.id for line in sessions.summaries()] == [id]
    with sessions.open(id) as again:
        assert again.session.answers == {"seen": "a"}
        notice = again.take_notice()
        assert f"{id}.damaged-1.toml" in notice
        assert again.take_notice() == "", "once is enough"
        answer(again, told="c")
        assert again.take_notice() == ""
    assert (folder / f"{id}.damaged-1.toml").is_file()
    assert [line.id for line in sessions.summaries()] == [id]
    assert sessions.damaged == ()


def test_a_session_damaged_beyond_help_is_named_and_the_others_are_there(
    sessions: Casebook, folder: Path
) -> None:
    good = begun(sessions)
    (folder / "2026-01-01-concern-abcd.toml").write_bytes(b"")
    (folder / "notes.from.me.toml").write_bytes(b"format = 1")
    assert [line.id for line in sessions.summaries()] == [good]
    assert sorted(damage.name for damage in sessions.damaged) == [
        "2026-01-01-concern-abcd.toml",
        "notes.from.me.toml",
    ]
    assert any("can't be the name" in damage.what for damage in sessions.damaged)
    with pytest.raises(CoachError, match="damaged") as raised:
        sessions.open("2026-01-01-concern-abcd")
    assert raised.value.where.endswith("2026-01-01-concern-abcd.damaged-1.toml")


def test_a_session_of_a_newer_coach_is_named_and_left_as_it_is(
    sessions: Casebook, folder: Path
) -> None:
    id = begun(sessions)
    place = folder / f"{id}.toml"
    newer = place.read_bytes().replace(b"format = 1", b"format = 2")
    place.write_bytes(newer)
    assert sessions.summaries() == ()
    assert "newer Coach" in str(sessions.damaged[0])
    with pytest.raises(CoachError, match="newer Coach") as raised:
        sessions.open(id)
    assert raised.value.where == id
    assert place.read_bytes() == newer
    assert not list(folder.glob("*.damaged-*"))


def test_a_session_that_could_not_be_saved_can_be_saved_later(
    sessions: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with sessions.create("concern") as open:
        answer(open, seen="a")
        with monkeypatch.context() as broken:
            broken.setattr("os.fsync", full)
            with pytest.raises(CoachError, match="no room"):
                answer(open, told="b")
        assert open.session.answers == {"seen": "a"}
        answer(open, told="b")
        assert open.take_notice() == ""
    with sessions.open(open.session.id) as again:
        assert again.session.answers == {"seen": "a", "told": "b"}


def test_interrupted_just_after_the_file_was_written_it_is_still_ours(
    sessions: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C there, then the last save on the way out: no other program has been at work."""

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    with sessions.create("concern") as open:
        id = answer(open, seen="a").id
        with monkeypatch.context() as broken:
            broken.setattr(files, "sync", interrupt)
            with pytest.raises(KeyboardInterrupt):
                answer(open, told="b")
        answer(open, told="b", hope="c")
        assert open.session.id == id
        assert open.take_notice() == ""
    assert len(sessions.summaries()) == 1


# ------------------------------------------------------------------ two at once


def test_open_twice_the_second_is_told_what_it_can_do(sessions: Casebook) -> None:
    id = begun(sessions)
    with sessions.open(id) as first:
        with pytest.raises(SessionInUse) as raised:
            sessions.open(id)
        assert raised.value.id == id
        assert "copy" in raised.value.advice
        with pytest.raises(SessionInUse):
            sessions.delete(id)
        with sessions.copy(id) as copy:
            answer(copy, seen="Mine.")
        answer(first, seen="First.")
    with sessions.open(id) as again:
        assert again.session.answers == {"seen": "First."}


def test_a_file_changed_meanwhile_is_left_alone_and_this_session_goes_on_beside_it(
    sessions: Casebook, folder: Path
) -> None:
    with sessions.create("concern") as open:
        id = answer(open, seen="a").id
        theirs = (folder / f"{id}.toml").read_bytes().replace(b'"a"', b'"by hand"')
        (folder / f"{id}.toml").write_bytes(theirs)
        answer(open, told="b")
        moved = open.session.id
        assert moved != id
        assert "Nothing there was overwritten" in open.take_notice()
        with sessions.open(id) as freed:
            assert freed.session.answers == {"seen": "by hand"}
        with pytest.raises(SessionInUse):
            sessions.open(moved)
        answer(open, hope="c")
        assert open.session.id == moved
        assert open.take_notice() == ""
    assert (folder / f"{id}.toml").read_bytes() == theirs
    with sessions.open(moved) as again:
        assert again.session.answers == {"seen": "a", "told": "b", "hope": "c"}


def test_a_file_deleted_meanwhile_is_written_again(sessions: Casebook, folder: Path) -> None:
    with sessions.create("concern") as open:
        id = answer(open, seen="a").id
        for path in folder.glob(f"{id}.*"):
            path.unlink()
        answer(open, told="b")
    with sessions.open(id) as again:
        assert again.session.answers == {"seen": "a", "told": "b"}


def test_closed_and_saved_again_it_still_keeps_out_of_the_way(sessions: Casebook) -> None:
    open = sessions.create("concern")
    answer(open, seen="a")
    open.close()
    with sessions.open(open.session.id) as other:
        with pytest.raises(SessionInUse):
            answer(open, seen="b")
        answer(other, seen="c")
    answer(open, seen="b")
    assert "Nothing there was overwritten" in open.take_notice()
    open.close()
    assert len(sessions.summaries()) == 2


def test_a_file_where_the_folder_should_be_is_said_before_anything_is_typed(
    tmp_path: Path,
) -> None:
    (tmp_path / "home").write_text("a file")
    store = Casebook(tmp_path / "home" / "sessions")
    for attempt in (lambda: store.create("concern"), store.summaries):
        with pytest.raises(CoachError, match="needs a folder"):
            attempt()
