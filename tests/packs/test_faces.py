"""Both faces list what packs offer, say whose it is, and say plainly what is not there."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from coach.author.new import files
from coach.casebook.store import Casebook
from coach.guide.begin import begin
from coach.packs import shelf
from coach.plain.home import home
from coach.plain.terminal import Terminal
from coach.scenario import installed
from tests.house.test_imports import HEAVY, LOADED
from tests.packs.made import HEAD, ID, SAMPLE, added
from tests.tui.person import SIZES, someone

HOSTILE = HEAD.replace("Ana Ruiz", "[Ana] [/x] {{ 1 }}").replace("Bright Street", "[b]Bright")
AUTHORS_PACK = "from Ana Ruiz's pack"


def plain(store: Casebook, *typed: str) -> str:
    sink = io.StringIO()
    assert home(store, Terminal(io.StringIO("".join(f"{line}\n" for line in typed)), sink)) == 0
    return " ".join(sink.getvalue().split())


def begun(store: Casebook) -> None:
    with store.create(ID) as open:
        begin(store, open, date.today()).answer("Tears at the gate.")


# ------------------------------------------------------------------ listed


def test_plain_lines_list_it_with_its_author_and_begin_it(store: Casebook) -> None:
    added()
    said = plain(store, "6", ":quit")
    assert (
        f"6. One fault. A sound scenario, but for one thing. (10 minutes · {AUTHORS_PACK})" in said
    )
    assert "What did you see or hear?" in said


@pytest.mark.parametrize("size", SIZES)
async def test_the_screen_lists_it_with_its_author_and_begins_it(
    store: Casebook, size: tuple[int, int]
) -> None:
    added()
    async with someone(size, store=store) as parent:
        await parent.until(lambda: "What is going on?" in parent.sees())
        await parent.press("down", "down", "down", "down", "down")
        assert "▸ One fault" in parent.sees()
        assert AUTHORS_PACK in parent.sees()
        await parent.press("enter")
        assert "What did you see or hear?" in parent.sees()


async def test_what_an_author_calls_themselves_is_letters_and_nothing_else(
    store: Casebook,
) -> None:
    added(**{"pack.toml": HOSTILE})
    assert "from [Ana] [/x] {{ 1 }}'s pack" in plain(store, "")
    async with someone(store=store) as parent:
        await parent.until(lambda: "What is going on?" in parent.sees())
        await parent.press("down", "down", "down", "down", "down")
        assert "from [Ana] [/x] {{ 1 }}'s pack" in parent.sees()


# ------------------------------------------------------------------ not there


def test_plain_lines_say_which_pack_a_session_needs(store: Casebook) -> None:
    added()
    begun(store)
    shelf.remove("bright-street")
    said = plain(store, "1", "")
    assert f"“{ID}” is from the pack “bright-street”, which is not here." in said
    assert "What you wrote with it is kept" in said
    added()
    assert "Welcome back. Answers kept: 1." in plain(store, "1", ":quit")


async def test_the_screen_says_which_pack_a_session_needs(store: Casebook) -> None:
    added()
    begun(store)
    shelf.remove("bright-street")
    async with someone(store=store) as parent:
        await parent.until(lambda: f"▸ {ID}" in parent.sees())
        await parent.press("enter")
        assert "which is not here" in parent.sees()
        assert "opens again then" in parent.sees()
        await parent.press("escape")
        assert parent.where == "HomeScreen"
    added()
    async with someone(store=store) as parent:
        await parent.until(lambda: "▸ One fault" in parent.sees())
        await parent.press("enter")
        assert parent.where == "InterviewScreen"


async def test_both_say_which_pack_is_damaged(store: Casebook) -> None:
    (added().place.parent / installed.MANIFEST).write_text("{")
    assert "The pack “bright-street” is left out." in plain(store, "")
    async with someone(store=store) as parent:
        await parent.until(lambda: "▸ Say hello" in parent.sees())
        await parent.press("end")
        await parent.until(lambda: "“bright-street” is left out" in parent.sees())


# ------------------------------------------------------------------ rehearsed


async def test_a_family_of_any_name_can_be_picked_for_a_rehearsal(store: Casebook) -> None:
    """The names are the author's: one of them may be that of anything in the program."""
    made = files("other-jacket")
    family = made.pop("samples/other-jacket/example.toml")
    more = {f"samples/other-jacket/{name}.toml": family for name in ("title", "more", "at", "self")}
    added(**{name: text.replace('name = "example"', "") for name, text in (made | more).items()})
    async with someone(store=store) as parent:
        await parent.until(lambda: "What is going on?" in parent.sees())
        parent.app.rehearse_invented()
        await parent.until(lambda: "Which talk?" in parent.sees())
        await parent.press("end", "enter")
        await parent.until(lambda: "With which family?" in parent.sees())
        await parent.press("end", "enter")
        await parent.until(lambda: parent.where == "SettingUp")


# ------------------------------------------------------------------ light


def test_a_list_with_ten_packs_loads_nothing_heavy_and_reads_no_scenario_of_theirs(
    own_home: Path, tmp_path: Path
) -> None:
    for number in range(10):
        known = added(**{"pack.toml": HEAD.replace("bright-street", f"pack-{number}")})
        (known.place / "lost-jacket.toml").unlink()  # whoever reads it says so
    told = tmp_path / "loaded"
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "list"],
        env={**os.environ, "LOADED": str(told)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.count("From the pack of Ana Ruiz.") == 10
    assert done.stderr == ""
    loaded = set(told.read_text().split("\n"))
    assert not loaded & {*HEAVY, "hashlib.blake2b", "zipfile", "coach.packs"}


def test_what_is_sampled_is_what_was_checked(store: Casebook) -> None:
    known = added()
    assert (known.place / "samples" / "lost-jacket" / "mia.toml").read_text() == SAMPLE
