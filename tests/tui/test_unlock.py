"""The passphrase on screen: dots, help without it, and no way around it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from pyrage import passphrase as age_passphrase
from textual.widgets import Input

from coach.casebook import locking
from coach.casebook.key import Passphrase
from coach.casebook.store import Casebook
from coach.errors import CoachError
from coach.tui.app import LOCK_UP
from coach.tui.unlocking import UnlockApp
from tests import quick_passphrase
from tests.tui.person import EVERY_KIND, MIDDLE, NARROW, SIZES, Person, someone

ONE = "maple otter quartz"


@pytest.fixture
def locked(store: Casebook, monkeypatch: pytest.MonkeyPatch) -> Casebook:
    """A locked casebook with one session, as a program that has just started has it."""
    monkeypatch.setattr(age_passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(age_passphrase, "decrypt", quick_passphrase.decrypt)
    with store.create("first-contact") as open:
        open.save(replace(open.session, title="Leonora", answers={"child_name": "Leonora"}))
    locking.lock(store.vault, Passphrase(ONE))
    return Casebook(store.folder)


@asynccontextmanager
async def at_the_door(
    store: Casebook, size: tuple[int, int] = MIDDLE
) -> AsyncIterator[tuple[Person, UnlockApp]]:
    """Someone whom Coach asks for the passphrase."""
    app = UnlockApp(store)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield Person(app, pilot), app


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_right_passphrase_opens_and_no_letter_of_it_is_shown(
    locked: Casebook, size: tuple[int, int]
) -> None:
    async with at_the_door(locked, size) as (person, app):
        assert "This casebook is locked." in person.sees()
        assert "F9 Urgent help" in person.last_line
        await person.type(ONE)
        assert "otter" not in person.screen
        assert "•" * len(ONE) in person.screen
        await person.press("enter")
        await person.until(lambda: not app.is_running or app.return_value == 1)
    assert not locked.locked
    assert [one.title for one in locked.summaries()] == ["Leonora"]


async def test_three_wrong_ones_get_kind_words_and_the_right_one_still_opens(
    locked: Casebook,
) -> None:
    async with at_the_door(locked) as (person, app):
        for said in ("Caps Lock", "Check Caps Lock", "Nothing is lost"):
            await person.type("velvet anvil")
            await person.press("enter")
            await person.until(lambda said=said: said in person.sees())
            assert app.screen.query_one(Input).value == ""
            await person.type("x")
            await person.press("backspace")
        await person.press("enter")
        assert "Type the passphrase first" in person.sees()
        assert locked.locked
        await person.type(ONE)
        await person.press("enter")
        await person.until(lambda: app.return_value == 1)
    assert not locked.locked


async def test_urgent_help_needs_no_passphrase_and_stays_while_it_opens(
    locked: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    help_is_there = Event()

    def slowly(sealed: bytes, passphrase: str) -> bytes:
        assert help_is_there.wait(20)
        return quick_passphrase.decrypt(sealed, passphrase)

    monkeypatch.setattr(age_passphrase, "decrypt", slowly)
    async with at_the_door(locked, NARROW) as (person, app):
        await person.type("half")
        await person.press("f9")
        assert "988" in person.screen
        await person.press("escape")
        assert app.screen.query_one(Input).value == "half"
        await person.press(*["backspace"] * 4)
        await person.type(ONE)
        await person.press("enter", "f9")
        help_is_there.set()
        await person.until(lambda: not locked.locked)
        await person.rest(0.1)
        assert "988" in person.screen
        assert app.return_value is None
        await person.press("escape")
        await person.until(lambda: app.return_value == 1)


async def test_esc_leaves_and_everything_stays_locked(locked: Casebook) -> None:
    async with at_the_door(locked) as (person, app):
        await person.type("anything")
        await person.press("escape")
        await person.until(lambda: app.return_value == 0)
    assert locked.locked


async def test_what_is_wrong_with_the_key_is_said(locked: Casebook) -> None:
    for name in ("key.age", "key.age.bak"):
        (locked.folder / name).write_bytes(b"nothing of a key")
    async with at_the_door(locked) as (person, _app):
        await person.type(ONE)
        await person.press("enter")
        await person.until(lambda: "is damaged" in person.sees())
        assert "copy of this folder" in person.sees()


async def test_what_could_not_be_ended_is_said_before_it_goes_on(
    locked: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    (locked.folder / "lock.unfinished").write_text("on\n")

    def full(*_: object) -> None:
        raise CoachError("There is no room left on the disk.")

    monkeypatch.setattr(locking, "rewrite_all", full)
    async with at_the_door(locked) as (person, app):
        await person.type(ONE)
        await person.press("enter")
        await person.until(lambda: "no room left" in person.sees())
        await person.press("enter")
        await person.until(lambda: app.return_value == 1)


async def test_lock_now_keeps_everything_and_asks_again(locked: Casebook, tmp_path: Path) -> None:
    locked.unlock(Passphrase(ONE))
    async with someone(store=locked, scenario=EVERY_KIND) as person:
        await person.begin()
        await person.type("half-typed")
        names = [one.title for one in person.app.get_system_commands(person.app.screen)]
        assert "Lock now" in names
        person.app.action_lock_up()
        await person.until(lambda: person.app.return_value == LOCK_UP)
    assert locked.locked
    locked.unlock(Passphrase(ONE))
    assert "half-typed" in str(locked.look(locked.latest_unfinished()).drafts)


async def test_without_a_lock_there_is_nothing_to_lock(store: Casebook) -> None:
    async with someone(store=store) as person:
        names = [one.title for one in person.app.get_system_commands(person.app.screen)]
        assert "Lock now" not in names
