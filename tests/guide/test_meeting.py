"""A coach's hour, as both faces drive it: what is offered, what is kept, what comes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.store import Casebook
from coach.errors import CoachError
from coach.guide.begin import begin
from coach.guide.beside import beside
from coach.guide.desk import cells, hour
from coach.guide.guide import Guide
from coach.guide.homework import Lead, give, lead, take_away, tell_back, waiting
from coach.guide.listing import front
from coach.guide.meeting import Meeting, cases, family_named
from coach.guide.rehearsing import Rehearsing
from coach.guide.suggesting import Suggestion as Suggested
from coach.guide.suggesting import apply
from coach.guide.versions import compared, describe, kept, tone_lines
from coach.interview.answer_file import sample_answers
from coach.rehearse.cast import Terms
from coach.scenario.library import find, headers

DAY = date.today()


class Now:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def passes(self, minutes: float) -> None:
        self.time += timedelta(minutes=minutes)


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    return Casebook(tmp_path / "home")


def card(book: Casebook, child: str = "Leo", alias: str = "Bean") -> str:
    with book.create(FAMILY) as open:
        answers = {"child_name": child, "alias": alias}
        open.save(replace(open.session, title=alias, answers=answers, finished=True))
        return open.session.id


def sat(book: Casebook, family: str, scenario: str = "concern", sample: str = "jun") -> str:
    """Finish a scenario for a family, with a made-up family's answers; return its id."""
    with book.create(scenario, family=family) as open:
        guide = Guide(find(scenario), open)
        guide.adopt(sample_answers(guide.scenario, sample))
        guide.save()
        guide.leave()
        return open.session.id


def talked(book: Casebook, family: str, by: date, done: str = "", **more: object) -> str:
    with book.create(CONTACT, family=family) as open:
        agreed = [["Ms. Okafor", "moves his seat", by.isoformat(), done]]
        answers = {"day": DAY, "with_name": "Ms. Okafor", "agreed": agreed, **more}
        open.save(replace(open.session, answers=answers))
        return open.session.id


# ------------------------------------------------------------------ what is offered


def test_a_family_is_found_by_alias_child_or_id(book: Casebook) -> None:
    id = card(book)
    for named in ("bean", "LEO", id):
        assert family_named(book, named).id == id
    with pytest.raises(CoachError, match="no family"):
        family_named(book, "Noor")
    card(book)
    with pytest.raises(CoachError, match="several"):
        family_named(book, "Bean")


def test_the_first_hour_begins_with_hello_and_the_first_message(book: Casebook, now: Now) -> None:
    meeting = Meeting(book, card(book), 60, now)
    assert [part.kind for part in meeting.parts] == ["hello", "today", "homework", "close"]
    assert meeting.for_today.scenario == "first-contact"
    assert sum(part.planned for part in meeting.parts) == 60


def test_what_was_begun_is_gone_on_with_before_what_was_finished(book: Casebook, now: Now) -> None:
    family = card(book)
    done = sat(book, family)
    assert Meeting(book, family, 60, now).for_today.session == done
    with book.create("escalation", family=family) as open:
        open.save(replace(open.session, answers={"x": "y"}))
    assert Meeting(book, family, 60, now).for_today.session == open.session.id
    assert Meeting(book, family, 60, now).to_rehearse == done


def test_after_an_urgent_report_nothing_is_rehearsed(book: Casebook, now: Now) -> None:
    family = card(book)
    sat(book, family)
    with book.create("urgent-report", family=family) as open:
        open.save(replace(open.session, answers={"x": "y"}))
    meeting = Meeting(book, family, 60, now)
    assert meeting.parts[0].kind == "safety"
    assert "rehearsal" not in [part.kind for part in meeting.parts]
    assert not any("Practice the talk" in one.text for one in meeting.suggestions())


def test_suggestions_follow_what_the_family_is_in(book: Casebook, now: Now) -> None:
    family = card(book)
    sat(book, family)
    meeting = Meeting(book, family, 60, now)
    texts = [one.text for one in meeting.suggestions()]
    assert "Read your message aloud once" in texts[0]
    assert [one.leads_to for one in meeting.suggestions()][:2] == ["concern", "rehearse:concern"]
    give(book, family, texts[0], DAY, None, "concern")
    meeting.look()
    assert texts[0] not in [one.text for one in meeting.suggestions()]


# ------------------------------------------------------------------ an hour


def test_an_hour_is_kept_from_its_beginning_to_its_end(book: Casebook, now: Now) -> None:
    family = card(book)
    talked(book, family, DAY)
    meeting = Meeting(book, family, 60, now)
    assert meeting.clock == ""
    meeting.begin()
    now.passes(8)
    meeting.next()
    now.passes(20)
    assert meeting.clock.endswith("32 min in all")
    meeting.close(DAY + timedelta(days=7))
    (kept_,) = book.notebook(family).hours
    assert [round(part.spent / 60) for part in kept_.parts[:2]] == [8, 20]
    assert [part.done for part in kept_.parts[:2]] == [True, False]
    assert kept_.closed
    (case,) = cases(book, DAY)
    assert case.next == DAY + timedelta(days=7)
    assert case.last == DAY
    again = Meeting(book, family, 60, now)
    assert again.timer is None
    assert again.last == kept_


def test_a_program_that_was_killed_goes_on_with_its_hour(book: Casebook, now: Now) -> None:
    family = card(book)
    meeting = Meeting(book, family, 60, now)
    meeting.begin()
    now.passes(6)
    meeting.keep()
    now.passes(30)  # killed, and started again
    again = Meeting(Casebook(book.folder), family, 60, now)
    assert again.timer is not None
    assert again.timer.paused
    assert "54 min in all" in again.clock
    assert cases(book, DAY)[0].going_on
    again.begin()
    now.passes(4)
    assert "50 min in all" in again.clock


def test_an_hour_that_nobody_closed_ends_where_its_clock_stood(book: Casebook, now: Now) -> None:
    family = card(book)
    meeting = Meeting(book, family, 60, now)
    meeting.begin()
    now.passes(10)
    meeting.keep()
    now.passes(60 * 24)
    later = Meeting(book, family, 60, now)
    assert later.timer is None
    assert later.last is not None
    assert later.last.closed


def test_looking_at_a_family_begins_nothing(book: Casebook, now: Now) -> None:
    family = card(book)
    hour(Meeting(book, family, 60, now))
    assert book.notebook(family).empty


def test_ten_minutes_are_an_hour_too(book: Casebook, now: Now) -> None:
    meeting = Meeting(book, card(book), 10, now)
    meeting.begin()
    assert meeting.timer is not None
    assert meeting.timer.hour.minutes == 10
    assert len(meeting.parts) == 3


# ------------------------------------------------------------------ homework


def test_homework_goes_to_the_family_and_back(book: Casebook, now: Now) -> None:
    family = card(book)
    id = give(book, family, "Count the mornings.", DAY, DAY + timedelta(days=3))
    groups = front(book, headers(), DAY)
    assert groups[0].title == "From your coach"
    assert groups[0].things[0].label == "Count the mornings."
    tell_back(book, family, id, DAY, "Three of five.")
    assert waiting(book) == ()
    meeting = Meeting(book, family, 60, now)
    lines = [line for block in hour(meeting) for line in block.lines if line.kind == "homework"]
    assert lines[0].sign == "✓"
    assert "Three of five." in lines[0].hint
    tell_back(book, family, id, None)
    assert len(waiting(book)) == 1
    take_away(book, family, id)
    assert waiting(book) == ()


def test_at_a_coachs_own_desk_the_first_screen_is_not_full_of_it(book: Casebook) -> None:
    give(book, card(book), "Count the mornings.", DAY)
    book.set_up_desk()
    groups = front(book, headers(), DAY)
    assert groups[0].title != "From your coach"
    assert any(thing.kind == "desk" for group in groups for thing in group.things)


def test_a_parent_alone_meets_no_desk(book: Casebook) -> None:
    card(book)
    groups = front(book, headers(), DAY)
    assert not any(thing.kind == "desk" for group in groups for thing in group.things)


def test_it_leads_on_with_what_was_begun(book: Casebook) -> None:
    family = card(book)
    assert lead(book, family, "concern") == Lead("scenario", "concern")
    done = sat(book, family)
    assert lead(book, family, "concern") == Lead("session", done)
    assert lead(book, family, "rehearse:concern") == Lead("rehearse", done)
    assert lead(book, family, "rehearse:escalation") == Lead("scenario", "escalation")
    assert lead(book, family, "family") == Lead("session", family)
    assert lead(book, family, "") is None
    assert lead(book, family, "/etc/passwd") is None


def test_homework_that_says_nothing_is_none(book: Casebook) -> None:
    with pytest.raises(CoachError):
        give(book, card(book), " \n ", DAY)


def test_what_a_file_says_of_homework_is_plain_text(book: Casebook) -> None:
    family = card(book)
    give(book, family, "one\x1b[31mtwo\n three", DAY, None, "x\x07")
    (one,) = book.families()[0].homework
    assert one.text.isprintable()
    assert one.leads_to == "x"


# ------------------------------------------------------------------ versions


def test_each_version_a_person_saw_is_kept(book: Casebook) -> None:
    id = sat(book, card(book))
    with book.open(id) as open:
        guide = begin(book, open, DAY)
        guide.hour = "coach"
        sheet = guide.sheets()[0]
        guide.edit(sheet.letter.id, sheet.subject, sheet.body.replace("Thank you", "Thanks"))
        guide.restore(sheet.letter.id)
        guide.leave()
        (first, *_more) = kept(guide)
        assert [one.by for one in first.versions] == ["", "coach", "coach"]
        assert "Thanks" in first.versions[1].body
        found = compared(first, 1, 0)
        assert [(one.change, one.text.strip()) for one in found.pieces if one.change != "same"] == [
            ("gone", "Thank you,"),
            ("new", "Thanks,"),
        ]
        assert tone_lines(found)
        name, about = describe(first, 2, DAY)
        assert name.endswith("as it is now")
        assert "with the coach" in about


def test_words_that_a_rehearsal_brings_in_take_no_version_away(book: Casebook) -> None:
    id = sat(book, card(book))
    with book.open(id) as open:
        guide = begin(book, open, DAY)
        sheet = guide.sheets()[0]
        edited = sheet.body.replace("Thank you", "Thanks")
        guide.edit(sheet.letter.id, sheet.subject, edited)
        apply(guide, Suggested("says", "words", letter=sheet.letter.id, body=f"{edited}\n\nP.S."))
        guide.leave()
        bodies = [one.body for one in kept(guide)[0].versions]
    assert bodies == [sheet.body, edited, f"{edited}\n\nP.S."]


def test_an_unfinished_sitting_has_no_versions(book: Casebook) -> None:
    with book.create("concern") as open:
        guide = begin(book, open, DAY)
        guide.leave()
        assert kept(guide) == ()
        assert open.session.versions == ()


# ------------------------------------------------------------------ words beside the draft


def test_each_paragraph_knows_the_words_behind_it(book: Casebook) -> None:
    id = sat(book, card(book))
    with book.open(id) as open:
        guide = begin(book, open, DAY)
        found = beside(guide)
        told = next(one for one in found if "Jun told me" in one.text)
        assert told.answers[0].words == "I did them. I just didn't send them."
        assert not any(
            answer.words == "No" for one in found for answer in one.answers
        )  # what was only picked is no word of theirs


def test_an_edited_paragraph_still_knows_its_words(book: Casebook) -> None:
    id = sat(book, card(book))
    with book.open(id) as open:
        guide = begin(book, open, DAY)
        sheet = guide.sheets()[0]
        body = sheet.body.replace("Jun told me:", "At home Jun said to me:") + "\n\nAll new here."
        guide.edit(sheet.letter.id, sheet.subject, body)
        found = beside(guide)
        told = next(one for one in found if "At home Jun" in one.text)
        assert told.by_hand
        assert told.answers[0].words.startswith("I did them.")
        assert found[-1].answers == ()


# ------------------------------------------------------------------ the caseload in words


def test_with_names_hidden_a_number_stands_for_the_family(book: Casebook) -> None:
    card(book)
    (case,) = cases(book, DAY)
    assert cells(case, {}, DAY).who == "Bean"
    assert cells(case, {}, DAY, number=1).who == "Family 1"


def test_what_was_kept_since_the_last_hour_is_told(book: Casebook, now: Now) -> None:
    family = card(book)
    talked(book, family, DAY, done="Tue 1 Dec")
    lines = [line for block in hour(Meeting(book, family, 60, now)) for line in block.lines]
    (kept_,) = [line for line in lines if line.kind == "kept"]
    assert kept_.label == "Ms. Okafor: moves his seat"
    assert kept_.aside == "kept: Tue 1 Dec"


def test_what_a_paragraph_only_hangs_on_does_not_stand_beside_it(book: Casebook) -> None:
    id = sat(book, card(book))
    with book.open(id) as open:
        found = beside(begin(book, open, DAY))
    step = next(one for one in found if one.text.startswith("One small step"))
    assert [answer.title for answer in step.answers] == ["The smaller size"]


def test_a_rehearsal_is_counted_with_what_its_last_take_did(book: Casebook, now: Now) -> None:
    family = card(book)
    id = sat(book, family)
    with book.open(id) as open:
        talk = Rehearsing(begin(book, open, DAY), Terms("teacher", "warm", "in-person", seed=7))
        talk.pick("good")
    (case,) = cases(book, DAY)
    assert (case.takes, case.practiced) == (1, DAY)
    assert 0 < case.ticks <= 6
    assert cells(case, {}, DAY).practiced == f"1 take, {case.ticks} of 6"
    lines = [line for block in hour(Meeting(book, family, 60, now)) for line in block.lines]
    (part,) = [line for line in lines if line.label.startswith("Rehearsal")]
    assert "The last time: today." in part.hint
