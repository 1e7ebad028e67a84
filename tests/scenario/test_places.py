"""A problem points at the character an author has to change."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import Place
from coach.scenario.places import Key, Places, raw_offset
from coach.scenario.source import Source

FILE = '''
# A comment, é
title = "Zoë — a note"
"quoted key" = 1
dotted.key = "here"

[[section]]
id = "one"

[[section.step]]
id = "a"
ask = """
First line \\
    continued, é {{ x }}
second"""
options = [
  { id = "yes", label = 'Yes' }, # a comment
  { id = "no", label = "No" },
]

[[section.step]]
id = "b"

[[section]]
id = "two"
[[section.step]]
id = "c"
practice = ["x", "y"]

[section.inner]
id = "d"
'''


def places(text: str = FILE) -> Places:
    return Places(Source(text, "f.toml"))


def found_at(place: Place, text: str = FILE) -> str:
    """What stands in the file from `place` to the end of its line."""
    return text.split("\n")[place.line - 1][place.column - 1 :]


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title",), "title = ", '"Zoë — a note"'),
        (("quoted key",), '"quoted key"', "1"),
        (("dotted", "key"), "dotted.key", '"here"'),
        (("section", 0), "[[section]]", "[[section]]"),
        (("section", 0, "id"), "id = ", '"one"'),
        (("section", 0, "step", 0), "[[section.step]]", "[[section.step]]"),
        (("section", 0, "step", 1, "id"), 'id = "b"', '"b"'),
        (("section", 1, "step", 0, "id"), 'id = "c"', '"c"'),
        (("section", 1, "step", 0, "practice", 1), '"y"', '"y"'),
        (("section", 1, "inner", "id"), 'id = "d"', '"d"'),
        (("section", 0, "step", 0, "options", 0), '{ id = "yes"', '{ id = "yes"'),
        (("section", 0, "step", 0, "options", 0, "label"), "label = 'Yes'", "'Yes'"),
        (("section", 0, "step", 0, "options", 1, "id"), 'id = "no"', '"no"'),
    ],
)
def test_a_key_and_its_value_are_found(path: Key, key: str, value: str) -> None:
    assert found_at(places().key(path)).startswith(key)
    assert found_at(places().value(path)).startswith(value)


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("section", 0, "step", 1, "ask"), "[[section.step]]"),
        (("section", 0, "step", 0, "options", 1, "says"), '{ id = "no"'),
        (("nowhere",), ""),
    ],
)
def test_a_key_that_is_missing_is_placed_at_the_table_it_is_missing_from(
    path: Key, nearest: str
) -> None:
    assert found_at(places().value(path)).startswith(nearest)
    assert found_at(places().key(path)).startswith(nearest)


def test_columns_count_characters_not_bytes() -> None:
    assert places('"é" = "ö"\n"à" = { "ü" = "ß" }').value(("à", "ü")) == Place("f.toml", 2, 15)


def test_a_character_in_a_text_of_several_lines_is_found() -> None:
    path: Key = ("section", 0, "step", 0, "ask")
    said = tomllib.loads(FILE)["section"][0]["step"][0]["ask"]
    assert found_at(places().within(path, said.index("{{"))) == "{{ x }}"
    assert found_at(places().within(path, said.index("continued"))).startswith("continued")
    assert found_at(places().within(path, said.index("second"))) == 'second"""'
    assert found_at(places().within(path, len(said))) == '"""'


def test_a_character_in_a_value_that_is_no_text_is_placed_at_the_value() -> None:
    assert places("a = 12").within(("a",), 1) == Place("f.toml", 1, 5)


def test_windows_line_ends_and_a_byte_order_mark_move_nothing() -> None:
    windows = "\ufeff" + FILE.replace("\n", "\r\n")
    path: Key = ("section", 0, "step", 0, "ask")
    assert places(windows).within(path, 30) == places().within(path, 30)


# ------------------------------------------------------------------ any string, however written

_SAFE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A TOML string as an author may write it, and its value."""
    kind = draw(st.sampled_from(['"', "'", '"""', "'''"]))
    raw = value = ""
    if len(kind) == 3 and draw(st.booleans()):
        raw += "\n"
    elif len(kind) == 3:
        raw, value = "x", "x"
    for _n in range(draw(st.integers(0, 12))):
        pieces = ["plain", "newline"] if len(kind) == 3 else ["plain"]
        pieces += ["escape", "short", "long"] if kind[0] == '"' else []
        pieces += ["continued"] if kind == '"""' else []
        match draw(st.sampled_from(pieces)):
            case "plain":
                char = draw(_SAFE.filter(lambda char: char not in "\"'\\"))
                raw, value = raw + char, value + char
            case "newline":
                raw, value = raw + "\nx", value + "\nx"
            case "escape":
                char, meant = draw(st.sampled_from([("\\n", "\n"), ("\\\\", "\\"), ('\\"', '"')]))
                raw, value = raw + char, value + meant
            case "short":
                char = draw(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]))
                raw, value = raw + f"\\u{ord(char):04X}", value + char
            case "long":
                char = draw(st.characters(exclude_categories=["Cs"]))
                raw, value = raw + f"\\U{ord(char):08x}", value + char
            case _:
                gap = draw(st.sampled_from(["\n", "\n  \n\t", "  \n "]))
                raw, value = raw + "\\" + gap + "y", value + "y"
    return kind + raw + kind, value


@given(written())
def test_every_character_of_any_text_is_found_where_it_is_written(pair: tuple[str, str]) -> None:
    raw, value = pair
    assert tomllib.loads(f"a = {raw}")["a"] == value
    for index, char in enumerate(value):
        at = raw_offset(raw, index)
        assert raw[at] == char or raw[at] == "\\"
    starts = [raw_offset(raw, index) for index in range(len(value) + 1)]
    assert starts == sorted(set(starts))
    assert raw[starts[-1] :] in ('"', "'", '"""', "'''") or not value


@given(written(), written())
def test_a_text_is_found_in_a_list_and_in_braces(
    one: tuple[str, str], two: tuple[str, str]
) -> None:
    text = f"a = [\n  {one[0]}, # é\n  {{ k = {two[0]} }},\n]\n"
    assert tomllib.loads(text)["a"] == [one[1], {"k": two[1]}]
    found = places(text)
    assert found_at(found.value(("a", 0)), text).startswith(one[0].split("\n")[0])
    assert found_at(found.value(("a", 1, "k")), text).startswith(two[0].split("\n")[0])


def test_the_file_of_a_real_scenario_is_placed_to_its_last_text() -> None:
    path = Path(__file__).parents[2] / "scenarios" / "first-contact.toml"
    text = path.read_text(encoding="utf-8")
    found = places(text)
    todo: list[tuple[Key, object]] = [((), tomllib.loads(text))]
    seen = 0
    while todo:
        at, value = todo.pop()
        if isinstance(value, dict):
            todo += [((*at, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            todo += [((*at, number), inner) for number, inner in enumerate(value)]
        elif isinstance(value, str) and value:
            seen += 1
            assert found_at(found.within(at, 0), text).startswith(value.split("\n")[0][:8])
    assert seen > 300
