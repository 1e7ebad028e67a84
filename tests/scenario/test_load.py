"""Reading a scenario: a sound file is quick, any other is all its problems at their places."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.errors import CoachError, Place, Problem, ScenarioError
from coach.scenario.load import header, inspect, load, read
from coach.scenario.model import Header
from coach.scenario.source import LARGEST

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "docs" / "problems" / "example.toml").read_text(encoding="utf-8")


def problems(text: str, practices: frozenset[str] | None = None) -> tuple[Problem, ...]:
    return inspect(text, "f.toml", practices)[1]


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems(text)]


def pointed_at(text: str) -> list[tuple[str, str]]:
    """Each problem's code, and the next few characters from its place."""
    lines = text.split("\n")
    return [
        (each.code, lines[each.place.line - 1][each.place.column - 1 :][:12])
        for each in problems(text)
    ]


# ------------------------------------------------------------------ sound files


def test_a_sound_file_is_its_scenario() -> None:
    scenario = read(EXAMPLE, "f.toml")
    assert [step.id for step in scenario.steps()] == ["seen", "channel"]
    assert problems(EXAMPLE) == ()


def test_a_sound_file_never_needs_tree_sitter() -> None:
    script = (
        "import sys; from pathlib import Path; from coach.scenario.load import load, inspect\n"
        "assert 'tree_sitter' not in sys.modules, 'on import'\n"
        "load(Path('docs/problems/example.toml'))\n"
        "assert 'tree_sitter' not in sys.modules, 'on loading'\n"
        "assert inspect('format = 1', 'f.toml')[1]\n"
        "assert 'tree_sitter' in sys.modules, 'not even for a problem'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_a_warning_does_not_keep_a_scenario_from_being_used() -> None:
    scenario, found = inspect(EXAMPLE.replace('["letter"]', '["email"]'), "f.toml")
    assert [(each.code, each.severity) for each in found] == [("E317", "warning")]
    assert scenario is not None


# ------------------------------------------------------------------ all problems, at their places


def test_all_problems_are_told_at_once_and_in_the_order_of_the_file() -> None:
    text = EXAMPLE + (
        "[[section.step]]\n"
        'id = "day"\n'
        'kind = "txt"\n'
        "ask = 3\n"
        'wyh = "…"\n'
        "[[section.step]]\n"
        'kind = "text"\n'
        'ask = "It was {{ seen|sentance }}."\n'
        'options = [{ id = "a" }, "b"]\n'
        "[[message.part]]\n"
        "when = \"channel == 'pigeon'\"\n"
        'text = "{{ nowhere }}"\n'
    )
    assert pointed_at(text) == [
        ("E103", '"txt"'),
        ("E103", "3"),
        ("E102", 'wyh = "…"'),
        ("E106", "[[section.st"),
        ("E204", "sentance }}."),
        ("E106", '{ id = "a" }'),
        ("E103", '"b"]'),
        ("E205", "'pigeon'\""),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ nowhere }}", ("E202", 'nowhere }}"')),
        ("é — {{ child.nam }}", ("E206", "child.nam }}")),
        ("{% if seen %}x", ("E201", "{% if seen %")),
        ("{% if seen %}{% if channel %}x{% endif %}", ("E201", "{% if seen %")),
        ("a }} b", ("E201", '}} b"')),
        ("{{ seen|says }}", ("E207", 'says }}"')),
        ("{{ channel|sentence|says }}", ("E207", 'says }}"')),
        ("{{ seen + 1 }}", ("E201", '+ 1 }}"')),
        ("{{ seen.x }}", ("E206", 'seen.x }}"')),
        ("{% if channel in ['email', 'fax'] %}x{% endif %}", ("E205", "'fax'] %}x{%")),
    ],
)
def test_a_problem_in_a_template_is_placed_at_its_character(
    text: str, found: tuple[str, str]
) -> None:
    (problem,) = pointed_at(f'{EXAMPLE}[[message.part]]\ntext = "{text}"\n')
    assert problem[0] == found[0]
    assert problem[1].startswith(found[1])


@pytest.mark.parametrize(
    ("guard", "code"),
    [
        ("seen and (channel == 'email' or not seen)", None),
        ("channel in ['email', 'phone']", None),
        ("child.pronouns == 'they'", None),
        ("channel == 'e-mail'", "E205"),
        ("'pigeon' != channel", "E205"),
        ("child.they", "E206"),
        ("child.shoe", "E206"),
        ("seen|sentence", "E204"),
        ("seen|count > 'two'", "E208"),
        ("channel == 2", "E208"),
        ("channel == ''", "E208"),
        ("'mail' in channel", "E208"),
        ("seen > 3", "E208"),
        ("seen ==", "E201"),
        ("(" * 30, "E201"),
        (" or ".join(["seen"] * 200), "E201"),
        (" ", "E201"),
    ],
)
def test_a_guard_means_something_or_is_a_problem(guard: str, code: str | None) -> None:
    text = f'{EXAMPLE}[[message.part]]\ntext = "x"\nwhen = "{guard}"\n'
    assert codes(text) == ([code] if code else [])


def test_a_guard_on_a_field_needs_a_step_before_it_that_fills_it() -> None:
    step = '[[section.step]]\nid = "{}"\nkind = "text"\nask = "?"\n{}\n'
    name = step.format("called", 'field = "child.name"')
    ask = step.format("grade", 'when = "child.name"')
    assert codes(EXAMPLE + name + ask) == []
    assert codes(EXAMPLE + ask + name) == ["E203"]


def test_a_name_that_may_mean_a_step_without_an_id_is_not_a_second_problem() -> None:
    text = EXAMPLE.replace('id = "seen"', 'di = "seen"')
    assert sorted(codes(text)) == ["E102", "E106"]


def test_a_step_of_a_kind_that_is_misspelt_is_one_problem() -> None:
    assert codes(EXAMPLE.replace('"choice"', '"choise"')) == ["E103"]


def test_citations_are_looked_at_only_where_the_practices_are_known() -> None:
    text = EXAMPLE + '[[point]]\ngroup = "ask"\ntext = "x"\npractice = ["a", "curios"]\n'
    assert problems(text) == ()
    (problem,) = problems(text, frozenset({"a", "curious"}))
    assert (problem.code, problem.advice) == ("E209", "Did you mean “curious”?")


def test_one_bracket_where_two_belong_is_named() -> None:
    found = problems(
        EXAMPLE.replace("[[message]]", "[message]").replace(
            "[[message.part]]", "[[message.part]] # fine"
        )
    )
    assert [each.code for each in found] == ["E103"]
    assert "[[message]]" in found[0].advice


def test_a_format_that_is_newer_hides_what_only_it_would_allow() -> None:
    assert codes(EXAMPLE.replace("format = 1", "format = 2\nmood = 3")) == ["E105"]


def test_no_more_problems_are_told_than_anyone_mends() -> None:
    many = "".join(f"key_{n} = {n}\n" for n in range(5000))
    assert len(problems(many + EXAMPLE)) == 100


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ('a = "x\n', (1, 7), "stops at the end"),
        ("a = \n", (1, 5), "not a value"),
        ("a = 1\na = 2\n", (2, 6), "second time"),
        ("a = [1,\n", (1, 8), "the file ends"),
        ("a b = 1", (1, 3), "no value"),
        ('a = "é" y', (1, 9), "more on this line"),
        ("a = 2026-02-30", (1, 5), "no such day"),
        (f"a = {'9' * 5000}", (1, 5), "number that can't be read"),
    ],
)
def test_what_is_not_toml_is_placed_and_explained(
    text: str, place: tuple[int, int], says: str
) -> None:
    (problem,) = problems(text)
    assert problem.code == "E101"
    assert problem.place == Place("f.toml", *place)
    assert says in problem.message
    assert problem.advice


# ------------------------------------------------------------------ hostile files


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "\ufeff",
        "a = " + "[" * 100_000,
        "a = " + "[" * 400 + "]" * 400,
        "a = " + "{a=" * 50_000,
        ".".join(["a"] * 200_000) + " = 1",
        "\n".join(f"{'a.' * 15}k{n} = 1" for n in range(5_000)),
        "[" + ".".join(['"a"'] * 100_000) + "]",
        "x" * LARGEST,
        "x" * (LARGEST + 1),
        '"""' * 100_000,
        "\n" * 500_000,
        "[[section]]\n" * 20_000,
        "[[section.step]]\n" * 20_000,
        "section = 3",
        "section = [3, 'x', [], {}, 2020-01-01, 1.5, inf, nan, 12:00:00]",
        "format = 0x" + "f" * 200_000,
        "format = true",
        "a = [" + "1," * 100_000 + "]",
        "\ud800 = 1",
        "id = '\u202eevil'",
        'id = "\\u202Eevil"',
        '"\\u0000\\u202E" = 1',
        "word = '" + "a.b" * 20_000 + "'",
        "a" * 300_000 + " = 1",
        EXAMPLE + f'[[point]]\ngroup = "ask"\ntext = "{"{{ a }}" * 2000}"\n',
        EXAMPLE + f'[[point]]\ngroup = "ask"\ntext = "{{{{ {"a|count" + "|count" * 900} }}}}"\n',
        EXAMPLE + f'[[point]]\ngroup = "ask"\ntext = "{{{{ {"z" * 7000} }}}}"\n',
        EXAMPLE.replace('kind = "text"', 'kind = "scale"\nrange = [0, 0x' + "f" * 9000 + "]"),
    ],
    ids=lambda text: repr(text[:24]),
)
@pytest.mark.timeout(20)
def test_no_file_however_made_ends_in_a_traceback_or_takes_long(text: str) -> None:
    scenario, found = inspect(text, "f.toml")
    assert scenario is None
    assert found
    assert_well_placed(text, found)


def assert_well_placed(text: str, found: tuple[Problem, ...]) -> None:
    lines = text.replace("\r\n", "\n").split("\n")
    for problem in found:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        shown = str(problem)
        assert len(shown) < 1200
        assert not set(shown) & set("\x00\x1b\r\u202e\u2066\ud800")


def test_deep_nesting_is_placed_where_it_begins() -> None:
    text = 'a = "[[[["\nb = ' + "[" * 100_000
    (problem,) = problems(text)
    assert (problem.code, problem.place.line) == ("E107", 2)


def test_an_unseen_character_is_placed_whether_it_is_raw_or_escaped() -> None:
    raw = EXAMPLE.replace("see or hear", "see \u202eor hear")
    escaped = EXAMPLE.replace("see or hear", "see \\u202Eor hear")
    assert pointed_at(raw) == [("E104", '\u202eor hear?"')]
    assert pointed_at(escaped) == [("E104", "\\u202Eor hea")]


def test_letters_and_joiners_of_every_script_are_welcome() -> None:
    assert problems(EXAMPLE.replace("see or hear", "نمی\u200cدانم 👩‍👧 Nguyễn שלום\u200f")) == ()


@settings(max_examples=150)
@given(st.data())
def test_a_file_with_any_part_cut_doubled_or_replaced_gives_only_problems(
    data: st.DataObject,
) -> None:
    text = EXAMPLE
    for _n in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        other = data.draw(
            st.one_of(
                st.just(""),
                st.just(text[start:end] * 2),
                st.sampled_from(
                    ["{{", "%}", '"', "'''", "[[", "]", "\n", "= 1", "\\", "\x1b", "é"]
                ),
                st.text(max_size=8),
            )
        )
        text = text[:start] + other + text[end:]
    scenario, found = inspect(text, "f.toml")
    assert_well_placed(text, found)
    assert (scenario is None) == any(problem.severity == "error" for problem in found)


JSON_LIKE = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=10),
        st.dates(),
        st.times(),
        st.datetimes(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    "format id title section step message part point card options words when text use was "
    "range kind ask channels practice minutes".split()
)


@settings(max_examples=150)
@given(st.data())
def test_values_of_any_kind_anywhere_give_only_problems(data: st.DataObject) -> None:
    raw: dict[str, Any] = tomllib.loads(EXAMPLE)
    for _n in range(data.draw(st.integers(1, 3))):
        table: Any = raw
        while isinstance(table, dict):
            key = data.draw(st.one_of(KEYS, st.sampled_from(sorted(table) or ["id"])))
            inner = table.get(key)
            if isinstance(inner, list) and inner and data.draw(st.booleans()):
                table = data.draw(st.sampled_from(inner))
                continue
            table[key] = data.draw(JSON_LIKE)
            break
    text = tomli_w.dumps(raw)
    _scenario, found = inspect(text, "f.toml", frozenset())
    assert_well_placed(text, found)


@given(st.text(max_size=200))
@example("a = 1\r")
@example("a = '\r\n'")
@example("[[a]]\n[a]")
def test_any_text_gives_only_problems(text: str) -> None:
    scenario, found = inspect(text, "f.toml")
    assert scenario is None
    assert_well_placed(text, found)


# ------------------------------------------------------------------ files


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="no such file") as caught:
        load(tmp_path / "none.toml")
    assert "none.toml" in caught.value.where


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="folder"):
        load(tmp_path)


def test_a_name_that_no_file_can_have_is_no_traceback() -> None:
    with pytest.raises(CoachError, match="can't be read"):
        load(Path("a\x00b.toml"))


def test_a_file_that_is_not_utf8_is_placed_at_the_first_bad_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('é = 1\nname = "Zo\u00eb"'.encode() + "ë".encode("latin-1"))
    with pytest.raises(ScenarioError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("E104", 2, 13)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (LARGEST + 2))
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert caught.value.problems[0].code == "E107"


def test_every_problem_of_a_file_is_in_the_error(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(EXAMPLE.replace("seen", "Seen"), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert str(caught.value).count("E302") == 1
    assert str(path) in str(caught.value)


# ------------------------------------------------------------------ headers


def test_a_header_is_the_top_of_the_file_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(EXAMPLE.split("[[section.step]]")[0] + "][ not TOML", encoding="utf-8")
    assert header(path) == Header(
        format=1,
        id="example",
        title="An example",
        summary="What the pages about problems add to.",
    )


def test_a_summary_with_a_line_that_looks_like_a_heading_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    text = EXAMPLE.replace(
        '"What the pages about problems add to."', '"""\nFirst.\n[[section]]\nLast."""'
    )
    path.write_text(text, encoding="utf-8")
    assert header(path).summary == "First.\n[[section]]\nLast."


def test_a_header_that_does_not_fit_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(EXAMPLE.replace('"An example"', "3"), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        header(path)
    assert caught.value.problems[0].place.line == 3


# ------------------------------------------------------------------ how a problem looks


def test_a_problem_is_a_place_a_line_a_caret_and_advice() -> None:
    (problem,) = problems(EXAMPLE.replace("{{ seen }}", "Hé {{ sean }}"))
    assert str(problem) == (
        "f.toml:30:15: E202 there is no step “sean”\n"
        '    text = "Hé {{ sean }}"\n'
        "                  ^\n"
        "    Did you mean “seen”?"
    )


def test_a_caret_lands_under_its_character_after_tabs_and_wide_letters() -> None:
    place = Place("f.toml", 1, 5)
    assert str(Problem("E1", "m", place, source="\tab好x")).split("\n")[2] == "    \t    ^"


def test_a_very_long_line_is_cut_around_its_caret() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    shown = str(Problem("E1", "m", Place("f.toml", 1, 5001), source=line)).split("\n")
    assert len(shown[1]) < 110
    assert shown[1][shown[2].index("^") :].startswith("HERE")
    assert shown[1].strip().startswith("…")
    assert shown[1].endswith("…")


def test_nothing_in_a_file_or_its_name_can_move_the_cursor() -> None:
    problem = Problem("E1", "m\x1b[2J", Place("a\x1b]0;x\x07\n.toml"), "do\r", "\x1b[31mred\u202e")
    assert not set(str(problem)) & set("\x1b\x07\r\u202e")
    assert str(problem).count("\n") == 3


@pytest.mark.parametrize("quotes", ["“a”", "„a“", "‘a’"])
def test_curly_quotes_are_told_as_what_they_are(quotes: str) -> None:
    """A word processor makes them, and “put a text in quotes” would be no help."""
    _scenario, (problem, *_others) = inspect(f"title = {quotes}\n", "a.toml")
    assert problem.code == "E101"
    assert "curly" in problem.message
    assert (problem.place.line, problem.place.column) == (1, 9)


def test_a_quote_inside_quotes_is_told_how_to_be_written() -> None:
    _scenario, (problem, *_others) = inspect('when = "seen == "yard""\n', "a.toml")
    assert "between single quotes" in problem.advice
