"""A picture of a scenario: true in each format, whatever an author called things."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.author.graph import Edge, Graph, dot, graph, mermaid, svg
from coach.author.graph.layout import Box, Chip, Frame, Line, laid_out
from coach.author.graph.lettering import SMALL, TEXT, width, wrapped
from coach.interview.path import path
from coach.scenario.library import find, ids
from coach.scenario.load import read
from coach.scenario.model import (
    Message,
    Option,
    Part,
    Scenario,
    Section,
    Step,
)
from coach.scenario.text import clean_line
from tests.strategies import answers, scenarios

EVERY_KIND = Path(__file__).parents[1] / "tui" / "every-kind.toml"
HOSTILE = (
    'a "quoted" one',
    "]] --> n1[x",
    'line\nclick n0 href "javascript:alert(1)"\n',
    "</text></svg><script>alert(1)</script>",
    "]]><!--",
    "%%{init: {}}%% end",
    "`**bold** _it_` $$x^2$$",
    "1. first\n- second\n# third",
    "fa:fa-bomb :::step;classDef x fill:#000;",
    '\\N \\G \\" \\',
    "<b>&lt;&amp;&#35; #35; #quot; ﬂ°°35¶ß",
    "{{ x }} {% if y %}z{% endif %}",
    "{{ broken",
    "مرحبا שלום",
    "👩🏽‍🏫 先生 e\u0301",
    "\x1b[31mred\u202eevil\u2066 \ufffe\uffff\x00",
    "x" * 5000,
    "",
    " ",
    "end",
)


def hostile(*texts: str) -> Scenario:
    """A scenario that says `texts` wherever a text can stand."""
    (a, b, c, d, e, f, *_more) = texts * 6
    return Scenario(
        format=1,
        id="hostile",
        title=a,
        summary=b,
        section=(
            Section(
                id="one",
                title=b,
                step=(
                    Step(
                        id="pick",
                        kind="choice",
                        title=c,
                        ask=d,
                        options=(
                            Option(id="x", label=e),
                            Option(id="y", label=f),
                            Option(id="z", label=a, goto="elsewhere"),
                        ),
                    ),
                    Step(id="more", kind="text", title=e, ask=f, when='pick == "x"'),
                    Step(id="less", kind="lines", ask=a, when="more or pick"),
                ),
            ),
        ),
        message=(
            Message(
                id="m", title=d, channels=("email",), when='pick != "x"', part=(Part(text="t"),)
            ),
        ),
    )


def picture(*texts: str) -> Graph:
    return graph(hostile(*texts), {"elsewhere": texts[0]})


any_texts = st.lists(
    st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)), min_size=1, max_size=6
)

# ------------------------------------------------------------------ what it shows


def in_words(found: Graph) -> list[str]:
    """Every edge as “from -[words]-> to”."""
    titles = {node.id: node.title or "·" for node in found.nodes}
    return [f"{titles[edge.start]} -[{edge.label}]-> {titles[edge.end]}" for edge in found.edges]


def test_it_shows_steps_branches_ways_out_and_messages(first_contact: Scenario) -> None:
    found = in_words(graph(first_contact))
    for edge in (
        "Say hello to a teacher -[]-> Time of year",
        "Time of year -[“Someone may be hurt or in danger”]-> Urgent help",
        "Who is writing -[“In my own words”]-> Your words for it",
        "Who is writing -[otherwise]-> Your name",
        "Telling the child -[How to say hello: “A letter on paper”]-> Back-to-school letter",
        "Telling the child -[]-> Reply cards",
    ):
        assert edge in found


def test_a_way_to_another_scenario_has_its_title() -> None:
    found = picture("Plain")
    assert [node.title for node in found.nodes if node.look == "exit"] == ["Plain"]
    unknown = graph(hostile("Plain"))
    assert [node.title for node in unknown.nodes if node.look == "exit"] == ["elsewhere"]


def test_every_section_is_a_group_and_what_comes_of_it_too(first_contact: Scenario) -> None:
    found = graph(first_contact)
    titles = [group.title for group in found.groups]
    assert titles[0] == "You"
    assert titles[-1] == "What comes of it"
    assert {node.group for node in found.nodes if node.look == "step"} <= {
        group.id for group in found.groups
    }


def reach(found: Graph, start: str) -> set[str]:
    """The boxes one comes to next from `start`, through joins."""
    todo, seen = [start], set()
    joins = {node.id for node in found.nodes if node.look == "join"}
    while todo:
        at = todo.pop()
        for edge in found.edges:
            if edge.start == at and not edge.leaves and edge.end not in seen:
                seen.add(edge.end)
                if edge.end in joins:
                    todo.append(edge.end)
    return seen


@given(st.data())
def test_whatever_a_person_answers_the_picture_has_a_line_for_it(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    asked = path(scenario, data.draw(answers(scenario, doubtful=False)))
    found = graph(scenario)
    walked: list[Step] = []
    for step in asked.steps:
        walked.append(step)
        if step.id not in asked.values:
            break
    nodes = ["n0", *(found.named[step.id].id for step in walked)]
    for one, other in pairwise(nodes):
        assert other in reach(found, one)


@given(scenarios())
def test_lines_grow_with_the_scenario_and_no_faster(scenario: Scenario) -> None:
    found = graph(scenario)
    assert len(found.edges) <= 2 * len(found.nodes) + 2


# ------------------------------------------------------------------ Mermaid

LABEL = r'"(?:[^"\x00-\x1f`*_<>&\\\[\]{}|;:~+=@$^/#()%.]|\#\d{1,7};|<br/>)+"'
MERMAID = re.compile(
    rf"""
      flowchart\ TD
    | \ {{4}}subgraph\ g\d+\[{LABEL}\]
    | \ {{4}}end
    | \ {{4,8}}n\d+(?:\[/?{LABEL}/?\]|\(\[{LABEL}\]\)|\(\({LABEL}\)\)):::[a-z]+
    | \ {{4}}n\d+\ (?:-->|-\.->)(?:\|{LABEL}\|)?\ n\d+
    | \ {{4}}classDef\ [a-z]+\ fill:\#[0-9a-f]{{6}},stroke:\#[0-9a-f]{{6}},color:\#[0-9a-f]{{6}}
    """,
    re.VERBOSE,
)


def mermaid_words(text: str) -> set[str]:
    """What a reader of the flowchart sees in its labels."""
    found = re.findall(r'"([^"]*)"', text)
    plain = [re.sub(r"#(\d+);", lambda code: chr(int(code[1])), one) for one in found]
    return {line for one in plain for line in one.split("<br/>")}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_leave_their_label_in_mermaid(text: str) -> None:
    written = mermaid.write(picture(text))
    for line in written.splitlines():
        assert MERMAID.fullmatch(line), line
    assert written.count("\n    end\n") == 2


@given(any_texts)
def test_whatever_words_there_are_mermaid_is_sound(texts: list[str]) -> None:
    written = mermaid.write(picture(*texts))
    assert all(MERMAID.fullmatch(line) for line in written.split("\n") if line)


def test_mermaid_says_what_was_meant() -> None:
    written = mermaid.write(picture('Tom & "Jo": 50% <b>'))
    assert 'Tom & "Jo": 50% <b>' in mermaid_words(written)


# ------------------------------------------------------------------ Graphviz

TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"|digraph|subgraph|->|[\[\]{}=;,]|[A-Za-z_][A-Za-z_0-9]*|-?\d+(?:\.\d+)?|\s+'
)


def dot_tokens(text: str) -> list[str]:
    """Read dot as Graphviz would, or fail."""
    tokens, at = [], 0
    while at < len(text):
        found = TOKEN.match(text, at)
        assert found, text[at : at + 60]
        at = found.end()
        if found[0].strip():
            tokens.append(found[0])
    return tokens


def assert_dot_is_sound(found: Graph) -> None:
    tokens = dot_tokens(dot.write(found))
    assert tokens.count("{") == tokens.count("}") == 1 + len(found.groups)
    assert tokens.count("->") == len(found.edges)
    bare = {token for token in tokens if re.fullmatch(r"n\d+", token)}
    assert bare == {node.id for node in found.nodes}
    for label in (token for token in tokens if token.startswith('"')):
        assert not re.search(r"(?<!\\)(?:\\\\)*\\[^n\"\\]", label), label
        assert re.sub(r"&amp;", "", label).count("&") == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_leave_their_label_in_dot(text: str) -> None:
    assert_dot_is_sound(picture(text))


@given(any_texts)
def test_whatever_words_there_are_dot_is_sound(texts: list[str]) -> None:
    assert_dot_is_sound(picture(*texts))


# ------------------------------------------------------------------ SVG

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "style", "rect", "g", "text", "polyline", "polygon"}
PLAIN = {
    "width", "height", "viewBox", "role", "aria-labelledby", "id", "class", "x", "y", "rx",
    "fill", "points", "transform", "text-anchor",
}  # fmt: skip


def assert_svg_is_sound(found: Graph) -> ElementTree.Element:
    text = svg.write(found)
    root = ElementTree.fromstring(text)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in DRAWN
        assert set(element.attrib) <= PLAIN
    for outside in ("http://", "https://", "url(", "@import", "@font-face", "javascript:"):
        assert outside not in (root.find(f"{SVG}style").text or "")
    assert text.count("http") - unescape_texts(root).count("http") == 1  # its name space
    return root


def unescape_texts(root: ElementTree.Element) -> str:
    return unescape(" ".join(text for text in root.itertext()))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_leave_their_place_in_svg(text: str) -> None:
    assert_svg_is_sound(picture(text))


@given(any_texts)
def test_whatever_words_there_are_svg_is_sound(texts: list[str]) -> None:
    assert_svg_is_sound(picture(*texts))


def test_svg_says_what_it_is_to_those_who_can_not_see_it(first_contact: Scenario) -> None:
    root = assert_svg_is_sound(graph(first_contact))
    assert root.findtext(f"{SVG}title") == "Say hello to a teacher"
    assert "29 questions in 7 parts" in (root.findtext(f"{SVG}desc") or "")
    assert root.get("role") == "img"


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("#1b2430", "#f6f8fb"),
        ("#3d4a5c", "#f3f4f6"),
        ("#4a3500", "#fff3cd"),
        ("#ffffff", "#1f3a5f"),
        ("#6f1d0d", "#fde8e4"),
        ("#3d4a5c", "#e3f1e6"),
    ],
)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    """WCAG 2.2, 1.4.6: 7 to 1."""
    style = svg._STYLE
    assert words in style
    assert ground in style
    high, low = sorted((luminance(words), luminance(ground)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 7


def test_letters_are_large_enough(first_contact: Scenario) -> None:
    sizes = [
        int(size) for size in re.findall(r"font-size: (\d+)px", svg.write(graph(first_contact)))
    ]
    assert min(sizes) >= 12


# ------------------------------------------------------------------ layout


def overlaps(one: Box | Chip, other: Box | Chip) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def boxes(found: Graph) -> list[Box | Chip]:
    return [shape for shape in laid_out(found).shapes if isinstance(shape, Box | Chip)]


def assert_nothing_lies_on_another(found: Graph) -> None:
    every = boxes(found)
    for number, one in enumerate(every):
        assert not any(overlaps(one, other) for other in every[number + 1 :])


@pytest.mark.parametrize("id", [*ids(), str(EVERY_KIND)])
def test_nothing_lies_on_another_in_a_picture_of_ours(id: str) -> None:
    assert_nothing_lies_on_another(graph(find(id)))


@given(scenarios())
def test_nothing_lies_on_another_in_any_picture(scenario: Scenario) -> None:
    assert_nothing_lies_on_another(graph(scenario))


def crossed(line: Line, box: Box | Chip) -> bool:
    """Whether a line runs through the inside of a box; ending at its edge is fine."""
    for (x0, y0), (x1, y1) in pairwise(line.points):
        low_x, high_x, low_y, high_y = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if (
            low_x < box.x + box.width - 1
            and high_x > box.x + 1
            and low_y < box.y + box.height - 1
            and high_y > box.y + 1
        ):
            return True
    return False


@given(scenarios())
def test_no_line_runs_through_a_box_but_under_the_words_on_it(scenario: Scenario) -> None:
    shapes = laid_out(graph(scenario)).shapes
    lines = [shape for shape in shapes if isinstance(shape, Line)]
    for box in (shape for shape in shapes if isinstance(shape, Box)):
        assert not any(crossed(line, box) for line in lines)


def test_the_boxes_of_a_section_lie_in_its_frame(first_contact: Scenario) -> None:
    piece = laid_out(graph(first_contact))
    frames = [shape for shape in piece.shapes if isinstance(shape, Frame)]
    inside = [
        box
        for box in boxes(graph(first_contact))
        if any(
            frame.x <= box.x
            and box.x + box.width <= frame.x + frame.width
            and frame.y <= box.y
            and box.y + box.height <= frame.y + frame.height
            for frame in frames
        )
    ]
    assert len(inside) == len(boxes(graph(first_contact))) - 1  # the start stands outside
    assert all(
        x >= 0 for shape in piece.shapes if isinstance(shape, Line) for x, _y in shape.points
    )


def test_a_scenario_of_many_steps_is_drawn_too() -> None:
    steps = "".join(
        f'[[section.step]]\nid = "s{n}"\nkind = "text"\nask = "What?"\n'
        + (f'when = "s{n - 1}"\n' if n % 3 == 2 else "")
        for n in range(2000)
    )
    text = (
        'format = 1\nid = "many"\ntitle = "Many"\nsummary = "Many."\n'
        f'[[section]]\nid = "a"\ntitle = "A"\n{steps}'
        '[[message]]\nid = "m"\ntitle = "M"\nchannels = ["letter"]\n[[message.part]]\ntext = "x"\n'
    )
    found = graph(read(text, "many.toml"))
    assert len(found.named) == 2000
    assert len(svg.write(found)) < 3_000_000


@given(st.text(max_size=200), st.integers(60, 300))
@settings(max_examples=50)
def test_lines_fit_their_box(text: str, room: int) -> None:
    text = clean_line(text)
    for size in (TEXT, SMALL):
        lines = wrapped(text, room, size)
        assert len(lines) <= 3
        assert all(width(line, size) <= room for line in lines)


def edges(found: Iterable[Edge]) -> list[tuple[str, str]]:
    return [(edge.start, edge.end) for edge in found]


def test_no_edge_stands_twice(first_contact: Scenario) -> None:
    found = edges(graph(first_contact).edges)
    assert len(found) == len(set(found))
