"""Who comes next: where each family is, what is due, and in which order they stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.casebook.family import Family
from coach.casebook.homework import Homework
from coach.casebook.log import Entry, Promise
from coach.casebook.notebook import Hour, Notebook
from coach.casebook.summary import Summary
from coach.desk.caseload import Case, caseload, narrowed
from coach.desk.ladder import RUNGS, rung

TODAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def sat(scenario: str, family: str = "leo", days: int = 0, **more: object) -> Summary:
    """A session, so many days ago."""
    when = NOW - timedelta(days=days)
    id = f"{scenario}-{days}"
    return Summary(id, scenario, "", when, True, 3, family)._replace(**more)


def talked(role: str = "teacher", family: str = "leo", days: int = 0, **more: object) -> Entry:
    """An entry of the log, so many days ago."""
    day = TODAY - timedelta(days=days)
    entry = Entry(f"talk-{days}-{role}", family, "", NOW, day=day, who="Ms. Okafor", role=role)
    return entry._replace(**more)


def promised(days: int, family: str = "leo") -> Entry:
    """An entry with a promise for so many days from now."""
    by = TODAY + timedelta(days=days)
    return talked(
        family=family,
        agreed=(Promise("talk", 0, family, "Ms. Okafor", "moves his seat", by, str(by)),),
    )


def family(id: str = "leo", **more: object) -> Family:
    """A child's card."""
    return Family(id, NOW, alias=id)._replace(**more)


def one(*args: object, **more: object) -> Case:
    """The only line of a caseload."""
    families, sessions, entries, notes = (*args, (), (), (), ())[:4]
    (case,) = caseload(families or (family(**more),), sessions, entries, notes, TODAY)
    return case


# ------------------------------------------------------------------ the ladder


def test_a_family_without_anything_has_not_begun() -> None:
    assert rung((), (), TODAY) == ""


def test_the_highest_rung_that_was_reached_counts() -> None:
    sessions = [sat("first-contact", days=90), sat("escalation", days=20), sat("concern")]
    assert rung(sessions, (), TODAY) == "principal"


def test_a_talk_with_the_district_office_is_the_last_rung() -> None:
    assert rung([sat("escalation")], [talked("district")], TODAY) == "district"


def test_a_talk_with_a_teacher_is_contact() -> None:
    assert rung((), [talked("teacher")], TODAY) == "hello"


def test_last_school_year_and_what_was_put_away_place_nobody() -> None:
    old = [sat("escalation", days=400), sat("difficult-relationship", archived=True)]
    assert rung([*old, sat("concern")], [talked("principal", days=350)], TODAY) == "concern"


@given(
    st.lists(st.sampled_from(["first-contact", "concern", "escalation", "family", "mine"])),
    st.lists(st.sampled_from(["teacher", "principal", "district", "", "nurse"])),
    st.sampled_from(["first-contact", "concern", "difficult-relationship", "escalation"]),
)
def test_one_more_thing_never_leads_down(done: list[str], spoken: list[str], more: str) -> None:
    sessions, entries = [sat(one) for one in done], [talked(one) for one in spoken]
    before = rung(sessions, entries, TODAY)
    after = rung([*sessions, sat(more)], entries, TODAY)
    assert RUNGS.index(after) >= RUNGS.index(before)


# ------------------------------------------------------------------ what is due


def test_promises_homework_and_what_was_not_sent_wait_in_the_order_of_their_days() -> None:
    homework = (
        Homework(id="h", text="count", by="2026-11-30"),
        Homework(id="d", text="x", done="2026-11-01"),
    )
    case = one((family(homework=homework),), (sat("concern"),), (promised(5),))
    assert [due.sort for due in case.due] == ["homework", "promise", "unsent"]
    assert (case.homework_open, case.homework_done) == (1, 1)


def test_a_message_that_the_log_tells_of_is_sent() -> None:
    session = sat("concern")
    assert one((), (session,), (talked(session=session.id),)).due == ()
    assert [due.sort for due in one((), (session,), ()).due] == ["unsent"]


def test_the_next_meeting_is_due_too_until_it_has_passed() -> None:
    begun = NOW - timedelta(days=7)
    hour = Hour(id="1", began=begun, closed="x", next="2026-12-02")
    case = one((), (), (), (Notebook(family="leo", hours=(hour,)),))
    assert case.next == date(2026, 12, 2)
    assert case.last == begun.astimezone().date()
    assert case.due[0].sort == "meeting"
    past = Hour(id="1", began=begun, closed="x", next="2026-11-20")
    assert one((), (), (), (Notebook(family="leo", hours=(past,)),)).next is None


def test_rehearsals_are_counted_with_the_last_day() -> None:
    case = one(
        (),
        (
            sat("concern", takes=2, practiced="2026-11-20", ticks=4),
            sat("escalation", takes=1, practiced="oops"),
        ),
    )
    assert (case.takes, case.practiced, case.ticks) == (3, date(2026, 11, 20), 4)


def test_an_urgent_report_is_told_for_two_months() -> None:
    assert one((), (sat("urgent-report", days=5),)).urgent
    assert not one((), (sat("urgent-report", days=90),)).urgent


# ------------------------------------------------------------------ the order


def test_what_is_due_first_stands_first_then_who_was_seen_longest_ago() -> None:
    families = [family(one) for one in ("later", "never", "seen", "late", "going")]
    hours = [
        Notebook(family="seen", hours=(Hour(id="1", began=NOW, closed="x"),)),
        Notebook(family="going", hours=(Hour(id="2", began=NOW),)),
    ]
    entries = [promised(3, "later"), promised(-2, "late")]
    order = [one.family for one in caseload(families, (), entries, hours, TODAY)]
    assert order == ["going", "late", "later", "never", "seen"]


def test_a_name_finds_the_put_away_ones_too() -> None:
    cases = caseload([family("Leo"), family("Leonie", archived=True)], (), (), (), TODAY)
    assert [one.family for one in narrowed(cases, "")] == ["Leo"]
    assert {one.family for one in narrowed(cases, "LEO")} == {"Leo", "Leonie"}
    assert narrowed(cases, "noor") == ()


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_does_not_depend_on_the_order_of_the_cards(names: list[str]) -> None:
    entries = [promised(1, "c"), promised(1, "a"), promised(0, "d")]
    cases = caseload([family(one) for one in names], (), entries, (), TODAY)
    assert [one.family for one in cases] == ["d", "a", "c", "b"]
