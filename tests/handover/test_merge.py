"""Two sides of one record, merged by answer: nothing is lost, and only a person chooses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from msgspec.structs import replace

from coach.casebook.homework import Homework
from coach.casebook.session import Session, from_table, to_table
from coach.casebook.shared import Beside
from coach.casebook.talks import Talk, Turn
from coach.casebook.toml import parse, render
from coach.handover.beside import keep_now, take_other, twos, waiting, with_beside
from coach.handover.merge import Conflict, merge
from coach.handover.parts import GONE, LISTS, digest, digests, parts
from tests.handover.records import RECORDS, record

TODAY = date(2026, 12, 3)


def both(base: Session | None, mine: Session, theirs: Session) -> Session:
    return merge(digests(base) if base else None, mine, theirs).session


def test_what_one_side_changed_is_taken_and_the_other_sides_changes_stay() -> None:
    base = record(answers={"seen": "He cried.", "told": "No one."})
    mine = record(answers={"seen": "He cried on Monday.", "told": "No one."})
    theirs = record(answers={"seen": "He cried.", "told": "A friend.", "why": "new"})
    merged = merge(digests(base), mine, theirs)
    assert merged.session.answers == {
        "seen": "He cried on Monday.",
        "told": "A friend.",
        "why": "new",
    }
    assert merged.conflicts == ()
    assert merged.taken == {"answers.told": "No one.", "answers.why": GONE}


def test_where_both_changed_the_same_answer_a_person_chooses() -> None:
    base, mine = record(answers={"seen": "a"}), record(answers={"seen": "b"})
    merged = merge(digests(base), mine, record(answers={"seen": "c"}))
    assert merged.session.answers == {"seen": "b"}
    assert merged.conflicts == (Conflict("answers.seen", "b", "c"),)


def test_where_both_changed_it_alike_there_is_nothing_to_choose() -> None:
    base, new = record(answers={"seen": "a"}), record(answers={"seen": "b"})
    assert merge(digests(base), new, new).conflicts == ()


def test_without_a_base_what_differs_is_a_conflict_and_what_is_new_comes_in() -> None:
    mine, theirs = record(answers={"seen": "a", "why": "w"}), record(answers={"seen": "b", "x": 1})
    merged = merge(None, mine, theirs)
    assert merged.session.answers == {"seen": "a", "why": "w", "x": 1}
    assert [one.at for one in merged.conflicts] == ["answers.seen"]


def test_homework_is_given_by_one_and_done_by_the_other() -> None:
    one = Homework(id="h1", text="Write three facts.", given="2026-11-29")
    two = Homework(id="h2", text="Rehearse.")
    base = record(homework=(one,))
    coach = record(homework=(replace(one, by="2026-12-06"), two))
    family = record(homework=(replace(one, done="2026-12-01", back="It helped."),))
    assert both(base, coach, family).homework == (
        replace(one, by="2026-12-06", done="2026-12-01", back="It helped."),
        two,
    )


def test_homework_that_was_taken_back_is_gone_unless_it_was_done_meanwhile() -> None:
    one = Homework(id="h1", text="Write three facts.")
    base, none = record(homework=(one,)), record()
    assert both(base, none, base).homework == ()
    assert both(base, base, none).homework == ()
    done = record(homework=(replace(one, done="2026-12-01"),))
    assert both(base, none, done).homework == done.homework
    assert both(base, done, none).homework == done.homework


def test_a_talk_that_went_on_takes_the_place_of_its_beginning() -> None:
    begun = Talk(partner="teacher", mood="warm", setting="phone", turns=(Turn(says="Hello"),))
    went_on = replace(begun, turns=(*begun.turns, Turn(says="What do you see?")))
    another = replace(begun, partner="principal")
    base = record(rehearsals=(begun,))
    merged = both(base, record(rehearsals=(begun, another)), record(rehearsals=(went_on,)))
    assert set(merged.rehearsals) == {another, went_on}


def test_what_was_replaced_and_what_waits_are_kept_beside_and_nothing_else_is() -> None:
    base = record(answers={"seen": "a", "told": "t"})
    mine = record(answers={"seen": "b", "told": "t"})
    theirs = record(answers={"seen": "c", "told": "u", "why": "w"})
    kept = with_beside(merge(digests(base), mine, theirs), TODAY)
    assert [(one.at, one.now, one.other, one.settled) for one in twos(kept)] == [
        ("answers.seen", "b", "c", False),
        ("answers.told", "u", "t", True),
    ]


def test_the_choice_can_be_made_and_unmade() -> None:
    merged = merge(digests(record(answers={"s": 0})), record(answers={"s": 1}), record())
    kept = with_beside(merged, TODAY)
    (two,) = waiting(kept)
    assert (two.now, two.other) == (1, GONE)
    assert keep_now(kept, two).answers == {"s": 1}
    assert waiting(keep_now(kept, two)) == ()
    gone = take_other(kept, two)
    assert gone.answers == {}
    (again,) = twos(gone)
    assert take_other(gone, again).answers == {"s": 1}


# ------------------------------------------------------------------- for any two sides


def rest(session: Session) -> Session:
    """Return a record without what is each side's own, and the order of its homework."""
    homework = tuple(sorted(session.homework, key=lambda one: one.id))
    return replace(session, shared=None, handed=(), at="", homework=homework)


@given(RECORDS, RECORDS)
@settings(max_examples=40)
def test_where_both_are_the_same_nothing_happens(base: Session, one: Session) -> None:
    merged = merge(digests(base), one, one)
    assert merged.session == one
    assert not merged.conflicts
    assert not merged.taken


def gone_on(base: Session, one: Session) -> Session:
    """Return `one` with all that only ever grows in a record as it grew from `base`."""
    grown = {
        name: tuple({repr(each): each for each in each_has}.values())
        for name, each_has in (
            (name, (*getattr(base, name), *getattr(one, name))) for name in LISTS if name != "mine"
        )
    }
    return replace(one, **grown)


@given(RECORDS, RECORDS)
@settings(max_examples=40)
def test_where_one_side_did_nothing_the_other_counts(base: Session, one: Session) -> None:
    one = gone_on(base, one)
    assert merge(digests(base), base, one).conflicts == ()
    assert rest(both(base, base, one)) == rest(one)
    assert merge(digests(base), one, base) == (one, (), {})


@given(RECORDS, RECORDS, RECORDS)
@settings(max_examples=40)
def test_whoever_opens_it_the_same_comes_of_it(base: Session, one: Session, other: Session) -> None:
    here, there = merge(digests(base), one, other), merge(digests(base), other, one)
    conflicts = {name.at: (name.mine, name.theirs) for name in here.conflicts}
    assert {name.at: (name.theirs, name.mine) for name in there.conflicts} == conflicts
    mine, theirs = parts(here.session), parts(there.session)
    assert {
        name
        for name in (*mine, *theirs)
        if digest(mine.get(name, GONE)) != digest(theirs.get(name, GONE))
    } <= {*conflicts, "is.title", "is.steps"}
    for name in LISTS:
        assert {*map(repr, getattr(here.session, name))} == {
            *map(repr, getattr(there.session, name))
        }


@given(RECORDS, RECORDS, RECORDS)
@settings(max_examples=40)
def test_no_side_can_take_out_what_only_grows(base: Session, one: Session, other: Session) -> None:
    for mine, theirs in ((one, other), (other, one), (base, one)):
        kept = merge(digests(base), mine, theirs).session
        for name in ("cards", "versions"):
            assert {*map(repr, getattr(mine, name))} <= {*map(repr, getattr(kept, name))}
        words = {turn.says for talk in kept.rehearsals for turn in talk.turns}
        assert {turn.says for talk in mine.rehearsals for turn in talk.turns} <= words


def test_a_rehearsal_that_went_on_takes_the_place_of_what_it_was() -> None:
    begun = Talk(partner="teacher", mood="warm", setting="phone", turns=(Turn(says="Hello."),))
    went_on = replace(begun, turns=(*begun.turns, Turn(says="Thank you.")))
    another = replace(begun, turns=(Turn(says="You never listen."),))
    base = record(rehearsals=(begun,))
    assert merge(digests(base), base, record(rehearsals=(went_on,))).session.rehearsals == (
        went_on,
    )
    assert merge(digests(base), base, record(rehearsals=(another,))).session.rehearsals == (
        begun,
        another,
    )


def test_what_stood_beside_an_answer_is_never_taken_out_by_a_file() -> None:
    lost = Beside(at="answers.seen", says={"value": "He cried."}, on="2026-12-01")
    mine = record(answers={"seen": "words of theirs"}, beside=(lost,))
    theirs = record(answers={"seen": "words of theirs"})
    (kept,) = merge(digests(mine), mine, theirs).session.beside
    assert (kept.says, kept.settled) == (lost.says, True)


def said(session: Session) -> Iterator[tuple[str, str]]:
    """Yield every answer, draft, edit and line back, each with its place."""
    for name, value in parts(session).items():
        if not name.startswith("is.") and value not in ("", None):
            yield name, digest(value)


@given(RECORDS, RECORDS, RECORDS)
@settings(max_examples=40)
def test_no_word_of_either_side_is_lost(base: Session, one: Session, other: Session) -> None:
    for was in (base, None):
        kept = with_beside(merge(digests(was) if was else None, one, other), TODAY)
        there = set(said(kept))
        there |= {(each.at, digest(each.says.get("value", GONE))) for each in kept.beside}
        known = digests(was) if was else {}
        for name, value in (*said(one), *said(other)):
            assert (name, value) in there or known.get(name) == value, name


@given(RECORDS, RECORDS, RECORDS)
@settings(max_examples=40)
def test_what_comes_of_it_can_be_kept_and_opened_again(
    base: Session, one: Session, other: Session
) -> None:
    kept = with_beside(merge(digests(base), one, other), TODAY)
    again = from_table(kept.id, parse(render(to_table(kept))))
    assert parts(again) == parts(kept)
    assert twos(again) == twos(kept)
    merged = merge(digests(other), kept, other)
    assert with_beside(merged, TODAY) == kept


@given(RECORDS, RECORDS, RECORDS)
@settings(max_examples=40)
def test_every_choice_there_is_can_be_made(base: Session, one: Session, other: Session) -> None:
    kept = with_beside(merge(digests(base), one, other), TODAY)
    for at, _two in enumerate(waiting(kept)):
        now = waiting(kept)[0]
        kept = take_other(kept, now) if at % 2 else keep_now(kept, now)
    assert waiting(kept) == ()
