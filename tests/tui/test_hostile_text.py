"""Given text that is markup, code or worse, when a screen shows it, then it is shown as it is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from textual.widgets import Static

from coach.casebook.store import Casebook, Unsaved
from coach.guide.guide import Guide
from coach.scenario import library
from coach.tui.plain_text import Text, plain
from tests.tui.person import EVERY_KIND, MIDDLE, NARROW, WIDE, someone
from tests.tui.test_review_and_result import ANSWERS

MARKUP = "[Name] [/x] [bold]b[/bold] $primary {{ x }} [@click=app.bell]c[/]"
CONTROLS = "\x1b[31mred\x1b[0m \x1b]52;c;eA==\x07 \u202egnol\u202c \u200fRTL a\u2028b\rc\x00d"
HOSTILE = {
    "markup": (MARKUP, (WIDE, NARROW)),
    "controls": (CONTROLS, (MIDDLE,)),
    "letters": ("👩🏽‍🏫 🇺🇸 先生へのお願い e\u0301", (NARROW,)),
    "one long word": ("x" * 20_000, (NARROW,)),
    "20,000 characters": ("word " * 3_999 + "words", (WIDE,)),
}


def hostile(store: Casebook | Unsaved, text: str) -> str:
    """Leave a session behind that says `text` wherever a text can stand."""
    rows = (text[:900], text[:900])
    said = {"name": text[:80], "seen": text, "more": text, "good": rows, "tried": (rows,)}
    with store.create(EVERY_KIND) as file:
        guide = Guide(library.find(EVERY_KIND), file)
        for id, value in {**ANSWERS, **said}.items():
            guide.go(id)
            assert guide.answer(value) is None
        return file.session.id


@pytest.mark.parametrize(
    ("kind", "size"), [(kind, size) for kind, (_, sizes) in HOSTILE.items() for size in sizes]
)
async def test_every_screen_shows_it_as_it_is(kind: str, size: tuple[int, int]) -> None:
    text, store = HOSTILE[kind][0], Unsaved()
    async with someone(size, store=store, session=hostile(store, text)) as parent:

        def shown(where: str = "") -> None:
            if kind == "markup":
                assert text.replace(" ", "") in parent.sees(where).replace(" ", "")

        assert parent.where == "ResultScreen"
        await parent.press("end", "up", "enter")  # reply cards
        shown("#notes")
        await parent.press("escape", "f3")
        shown()
        for question in ("pronouns", "seen", "tried"):
            parent.app.sitting.guide.go(question)
            parent.app.show_place()
            await parent.rest(0.02)
            if question in ("pronouns", "seen"):
                shown("#ask" if question == "pronouns" else "#answer")
        await parent.press("f8")
        shown("#message")
        parent.app.show_home()
        await parent.rest(0.02)
        await parent.press("end", "delete")
        shown("#box")


@pytest.mark.parametrize("kind", ["markup", "controls", "20,000 characters"])
async def test_it_can_be_typed_and_shown_beside_the_question(kind: str) -> None:
    text = HOSTILE[kind][0]
    async with someone(WIDE, store=Unsaved(), scenario=EVERY_KIND) as parent:
        await parent.press("enter", "enter")
        await parent.paste(text[:80])
        await parent.press("enter", "down", "enter", "enter")
        await parent.paste(text)
        await parent.rest()
        if kind == "markup":
            assert text in parent.sees("#message").replace("▌ ", "")
        await parent.press("enter")
        assert "Anything more?" in parent.sees()


async def test_nothing_that_moves_a_cursor_reaches_the_terminal() -> None:
    store = Unsaved()
    async with someone(MIDDLE, store=store, session=hostile(store, CONTROLS)) as parent:
        await parent.press("f3")
        assert "\x1b" not in parent.screen
        assert "red" in parent.screen


def test_text_says_what_it_is_given() -> None:
    for text in ("[Name]", "[/x]", "$primary", "{{ x }}", ""):
        assert Text(text).words == text
        assert plain((text, "bold"), text).plain == text * 2


def test_a_bare_static_would_not() -> None:
    """The reason for `Text`: if Textual mends this, the door can go."""
    assert "[Name]" not in str(Static("Dear [Name]").visual)


UNSAFE = {"Static", "Label", "Button", "Markdown", "OptionList", "Select", "Checkbox", "DataTable"}


@pytest.mark.parametrize(
    "file", sorted(Path("coach/tui").rglob("*.py")), ids=lambda file: file.name
)
def test_no_widget_is_built_that_reads_markup(file: Path) -> None:
    """`Text` and `Row` are the only ways to words; toasts go through `say`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        assert name not in UNSAFE, f"{file}:{node.lineno} builds {name}"
        assert name not in ("from_markup", "tooltip"), f"{file}:{node.lineno} reads markup"
        if name == "notify":
            plainly = [word for word in node.keywords if word.arg == "markup"]
            assert plainly, f"{file}:{node.lineno} notifies with markup"
