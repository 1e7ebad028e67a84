"""What is due, what is kept, what happened: the lists, and what one does with a line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.store import Casebook
from coach.interview.answers import to_toml
from coach.interview.path import gone_past
from coach.scenario.library import find
from coach.tui.widgets.picker import Picker
from tests.tui.person import MIDDLE, SIZES, WIDE, Person, someone

TODAY = date.today()


def card(store: Casebook, name: str = "Leo", **answers: object) -> str:
    """Keep a child's card; return its id."""
    with store.create(FAMILY) as open:
        given = {"child_name": name, "pronouns": "he", "my_name": "Rosa Lind", **answers}
        said = {id: to_toml(value) for id, value in gone_past(find(FAMILY), given).items()}
        open.save(replace(open.session, answers=said, title=name, finished=True))
        return open.session.id


def talk(store: Casebook, family: str, **answers: object) -> str:
    """Keep an entry of the log; return its id."""
    with store.create(CONTACT, family=family) as open:
        said = {
            "day": TODAY - timedelta(days=9),
            "with_name": "Ms. Okafor",
            "way": "phone",
            "about": "his seat",
            "agreed": [["Ms. Okafor", "moves his seat", str(TODAY - timedelta(days=4)), ""]],
            **answers,
        }
        title = "Ms. Okafor: his seat"
        open.save(replace(open.session, answers=said, title=title))
        return open.session.id


async def to(parent: Person, label: str) -> None:
    """Go down the list to the line that says so."""
    picker = parent.app.screen.query_one(Picker)
    parent.app.screen.set_focus(picker)
    await parent.press("home")
    for _line in picker.items:
        if picker.current is not None and label in picker.current.label:
            return
        await parent.press("down")
    raise AssertionError(f"There is no “{label}”.")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_overdue_is_the_first_thing_one_sees(
    store: Casebook, size: tuple[int, int]
) -> None:
    talk(store, card(store))
    async with someone(size, store=store) as parent:
        await parent.rest(0.1)
        assert "Leo · Ms. Okafor: moves his seat" in parent.sees()
        assert "4 days over" in parent.sees()


async def test_enter_twice_and_a_promise_is_done(store: Casebook) -> None:
    talk(store, card(store))
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        await parent.press("enter", "enter")
        await parent.rest(0.1)
        assert "moves his seat" not in parent.sees("#home")
    assert store.entries()[0].agreed[0].done


async def test_not_yet_opens_the_entry(store: Casebook) -> None:
    talk(store, card(store))
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        await parent.press("enter", "down", "enter")
        assert parent.app.sitting is not None
        assert parent.app.sitting.guide.scenario.id == CONTACT


async def test_with_a_card_one_is_asked_who_it_is_about(store: Casebook) -> None:
    card(store)
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        await to(parent, "Say hello")
        await parent.press("enter")
        assert "Who is it about?" in parent.sees()
        await parent.press("enter")
        assert parent.app.sitting is not None
        assert parent.app.sitting.guide.answers["child_name"] == "Leo"


async def test_another_child_begins_with_nothing(store: Casebook) -> None:
    card(store)
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        await to(parent, "Say hello")
        await parent.press("enter", "down", "enter")
        assert parent.app.sitting is not None
        assert not parent.app.sitting.guide.answers


async def test_the_people_on_the_card_are_named_where_a_name_is_asked(store: Casebook) -> None:
    people = (("Ms. Okafor", "teacher", "", ""), ("Mr. Brand", "math teacher", "", ""))
    family = card(store, people=people)
    with store.create("first-contact", family=family) as open:
        open.save(replace(open.session, answers={"role": ""}, at="teacher_name", drafts={}))
        id = open.session.id
    async with someone(MIDDLE, store=store, session=id) as parent:
        guide = parent.app.sitting.guide if parent.app.sitting else None
        assert guide is not None
        guide.go("teacher_name")
        parent.app.show_place()
        await parent.rest(0.1)
        assert "On the card: Ms. Okafor (teacher) · Mr. Brand (math teacher)" in parent.sees()


async def test_a_childs_page_shows_what_happened_and_begins_for_that_child(
    store: Casebook,
) -> None:
    family = card(store)
    card(store, "Noor")
    talk(store, family)
    async with someone(WIDE, store=store) as parent:
        await parent.rest(0.1)
        await to(parent, "Leo")
        await to(parent, "Write down")
        await parent.press("down")  # the card that was changed last, or the other
        await to(parent, "Noor")
        await parent.press("enter")
        await parent.rest(0.1)
        assert "Ms. Okafor" not in parent.sees()
        await to(parent, "Say hello")
        await parent.press("enter")
        await parent.rest(0.1)
        assert parent.app.sitting is not None
        assert parent.app.sitting.guide.answers["child_name"] == "Noor"


async def test_the_card_opens_as_a_list_of_lines_and_escape_leads_back(store: Casebook) -> None:
    card(store)
    async with someone(WIDE, store=store) as parent:
        await parent.rest(0.1)
        await to(parent, "Leo")
        await parent.press("enter")
        await parent.rest(0.1)
        await parent.press("enter")
        await parent.rest(0.1)
        assert parent.where == "ReviewScreen"
        assert "Rosa Lind" in parent.sees()
        await parent.press("escape")
        await parent.rest(0.1)
        assert parent.where == "FamilyScreen"


async def test_f4_puts_away_and_f3_finds_again(store: Casebook) -> None:
    talk(store, card(store), agreed=[])
    async with someone(WIDE, store=store) as parent:
        await parent.rest(0.1)
        await to(parent, "Leo")
        await parent.press("enter")
        await parent.rest(0.1)
        await to(parent, "his seat")
        await parent.press("f4")
        await parent.rest(0.1)
        assert "What happened" not in parent.sees()
        await parent.press("f3")
        await parent.type("okaf")
        await parent.rest(0.3)
        assert "Ms. Okafor: his seat" in parent.sees()
        assert "put away" in parent.sees()


async def test_f2_begins_a_new_attempt(store: Casebook) -> None:
    with store.create("first-contact") as open:
        open.save(replace(open.session, answers={"my_name": "Rosa"}, title="Leo"))
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        await parent.press("f2")
        assert parent.app.sitting is not None
        assert parent.app.sitting.guide.answers["my_name"] == "Rosa"
        assert store.count() == 2


async def test_delete_in_a_list_asks_first(store: Casebook) -> None:
    talk(store, card(store))
    async with someone(WIDE, store=store) as parent:
        await parent.rest(0.1)
        await to(parent, "All that was said")
        await parent.press("enter")
        await parent.rest(0.1)
        await to(parent, "on the phone")
        await parent.press("delete", "enter")
        assert len(store.entries()) == 1
        await parent.press("delete", "down", "enter")
        await parent.rest(0.1)
        assert store.entries() == ()


# ------------------------------------------------------------------ a name for the screen


@pytest.mark.parametrize("size", SIZES)
async def test_ctrl_n_shows_child_in_the_place_of_the_name(
    store: Casebook, size: tuple[int, int]
) -> None:
    talk(store, card(store))
    async with someone(size, store=store) as parent:
        await parent.rest(0.1)
        await parent.press("ctrl+n")
        await parent.rest(0.1)
        assert "Leo" not in parent.screen
        assert "Child · Ms. Okafor" in parent.sees()
        await parent.press("ctrl+n")
        await parent.rest(0.1)
        assert "Leo" in parent.screen


async def test_what_is_typed_shows_as_dots_and_stays_what_it_is(store: Casebook) -> None:
    with store.create("first-contact", family=card(store)) as open:
        open.save(replace(open.session, answers={"role": ""}, title="Leo"))
        id = open.session.id
    async with someone(WIDE, store=store, session=id) as parent:
        await parent.press("ctrl+n")
        guide = parent.app.sitting.guide if parent.app.sitting else None
        assert guide is not None
        guide.begin_with({"child_name": "Leo", "loves": "Leo's maps, and Leo alone"})
        guide.go("loves")
        parent.app.show_place()
        await parent.rest(0.2)
        assert "Leo" not in parent.screen
        assert "•••'s maps" in parent.screen
        await parent.press("enter")
        assert guide.answers["loves"] == "Leo's maps, and Leo alone"


async def test_a_name_given_while_names_are_hidden_is_hidden_too(store: Casebook) -> None:
    async with someone(WIDE, store=store, scenario="first-contact") as parent:
        await parent.press("ctrl+n")
        guide = parent.app.sitting.guide if parent.app.sitting else None
        assert guide is not None
        guide.go("child_name")
        parent.app.show_place()
        await parent.rest(0.1)
        await parent.type("Ottoline")
        await parent.press("enter")
        await parent.rest(0.1)
        assert "Ottoline" not in parent.screen
        assert "Child" in parent.sees()
