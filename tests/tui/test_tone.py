"""Given words that may land badly, when they are typed, then one key puts them another way."""

from __future__ import annotations

from coach.casebook.store import Casebook
from coach.tui.widgets.covered import Covered
from coach.tui.widgets.fields import Words
from tests.tui.person import EVERY_KIND, MIDDLE, NARROW, Person, answer_all, someone

HARD = "You failed to call me back."


async def at_hard_words(parent: Person, words: str = HARD) -> None:
    await parent.begin()
    await parent.type(words)
    await parent.until(lambda: "F4" in parent.sees("#tone") if parent.sees("#tone") else False)


def field(parent: Person) -> Words:
    return parent.app.screen.query_one(Words)


async def test_what_may_land_badly_is_told_with_another_way(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await at_hard_words(parent)
        assert "“You failed to”" in parent.sees("#tone")
        assert "Ctrl+T keeps yours" in parent.sees("#tone")
        assert "F4 Put it so" in parent.last_line


async def test_the_words_it_is_about_are_marked_without_colour(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await at_hard_words(parent)
        line = parent.app.screen.query_one(Covered).get_line(0)
        (mark,) = line.spans
        assert line.plain[mark.start : mark.end] == "You failed to"
        assert mark.style.underline


async def test_one_key_puts_it_another_way_and_again_brings_ones_own_back(
    store: Casebook,
) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await at_hard_words(parent)
        await parent.press("f4")
        put = field(parent).text
        assert put != HARD
        assert put.endswith("call me back.")
        while field(parent).text != HARD:  # round all the ways there are
            await parent.press("f4")
        await parent.press("f4")
        assert field(parent).text == put
        await parent.press("enter")
        assert parent.app.sitting.guide.answers["seen"] == put


async def test_what_is_kept_is_never_told_again_not_even_after_coming_back(
    store: Casebook,
) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await at_hard_words(parent)
        await parent.press("ctrl+t")
        assert field(parent).text == HARD
        assert "failed" not in parent.sees("#prompt").replace(HARD, "")
        id = parent.app.sitting.guide.keeper.session.id
    async with someone(MIDDLE, store=store, session=id) as parent:
        await parent.rest()
        assert HARD in parent.sees("#prompt")
        assert "F4" not in parent.last_line


async def test_it_never_stands_in_the_way(store: Casebook) -> None:
    async with someone(NARROW, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.hurry(*HARD, "enter", to="more")
        assert parent.app.sitting.guide.answers["seen"] == HARD


async def test_rows_are_put_another_way_too(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await answer_all(parent)
        parent.app.sitting.guide.go("good")
        parent.app.show_place()
        await parent.press("home", "delete", "delete", "delete", "delete")
        await parent.paste(HARD)
        await parent.until(lambda: "F4" in parent.sees("#tone"))
        await parent.press("f4")
        await parent.rest()
        guide = parent.app.sitting.guide
        said = guide.draft_of("good") or guide.answers["good"]
        assert HARD not in " ".join(said)
        assert "call me back" in " ".join(said)


async def test_the_finished_message_is_read_as_a_whole(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await answer_all(parent)
        await parent.press("enter")
        await parent.press("end")
        await parent.rest()
        assert "How it reads" in parent.sees()
        assert "of 100" in parent.sees("#notes")
        assert "Clear ask" in parent.sees("#notes")


async def test_words_in_the_finished_message_are_put_another_way(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await answer_all(parent)
        await parent.press("enter", "enter", "ctrl+home")
        await parent.paste(f"{HARD} ")
        await parent.until(lambda: "F4" in parent.sees("#tone"))
        await parent.press("f4")
        body = parent.app.screen.query_one("#body", Covered)
        assert HARD not in body.text
        assert "call me back." in body.text
        guide = parent.app.sitting.guide
        await parent.until(lambda: body.text.strip() in [one.body for one in guide.sheets()])
