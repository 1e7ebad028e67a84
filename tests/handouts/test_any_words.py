"""Whatever the words are: long, in any script, or made to do harm. They are text, and all there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.handouts import html, pdf
from coach.handouts.cutting import LONGEST, fitted
from coach.handouts.sections import foot_of
from coach.handouts.sheet import (
    Box,
    Cards,
    Choices,
    Fields,
    Grid,
    Handout,
    Heading,
    Idea,
    Lines,
    Plain,
    Step,
    Text,
    Ticks,
    words_in,
)
from coach.scenario.text import clean
from tests.export.reading import html_words, page
from tests.handouts.printed import lines, pages, pieces, words
from tests.strategies import texts

ROW = st.tuples(st.sampled_from(["If they say", "You could say"]), texts(300))


def cards(*rows: tuple[str, str], times: int = 1) -> Handout:
    """Return a handout of cards that each say these rows."""
    every = fitted([("", "", rows)] * times)
    return Handout("x", "Reply cards", "", "Cut.", (Cards(every),))


def said(handout: Handout) -> list[str]:
    """Return every word that stands in a handout."""
    return " ".join(clean(one) for one in words_in(handout)).split()


# ------------------------------------------------------------------ cards


@given(st.lists(st.lists(ROW, min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_card_holds_what_fits_and_no_word_is_lost(rows: list[list[tuple[str, str]]]) -> None:
    found = fitted([("", "", each) for each in rows])
    for card in found:
        wide = sum(len(text.encode("utf-16-le")) // 2 for _label, text in card.rows)
        assert wide <= LONGEST
    told = "".join("".join(text.split()) for card in found for _label, text in card.rows)
    assert told == "".join("".join(clean(text).split()) for each in rows for _l, text in each)


def test_a_long_reply_goes_on_on_a_card_that_says_so() -> None:
    found = fitted([("Ann", "The teacher", [("They say", "word " * 500)]), ("", "", [("a", "b")])])
    assert len(found) >= 4
    assert {card.name for card in found[:-1]} == {"Ann"}
    assert found[0].foot == f"Card 1 of {len(found)}, part 1 of {len(found) - 1}"
    assert found[-1].foot == f"Card {len(found)} of {len(found)}"


def test_two_hundred_cards_are_all_there_and_of_one_size() -> None:
    made = pdf.write(
        cards(("If they say", "We'll see."), ("You say", "When?"), times=200), "a4", True
    )
    feet = [one.text for p in pages(made) for one in pieces(p) if one.text.startswith("Card ")]
    assert feet == [f"Card {n} of 200" for n in range(1, 201)]
    sizes = set()
    for one in pages(made):
        cuts = sorted({round(top, 1) for top, _left, _length in lines(one)})
        sizes |= {round(b - a) for a, b in pairwise(cuts) if b - a > 1}
    assert len(sizes) == 1


@pytest.mark.parametrize(
    "text",
    [
        "reply " * 60,
        "W" * 400,
        "https://example.org/" + "a-long-way/" * 40,
        "王小明在学校" * 60,
        "word\n" * 40,
        "x " * 3_000,
    ],
    ids=["sixty words", "one letter", "an address", "Chinese", "many lines", "pages of it"],
)
def test_cards_grow_or_go_on_and_nothing_leaves_them(text: str) -> None:
    handout = cards(("If they say", text), ("You could say", "Thank you. " * 12))
    made = pdf.write(handout, "letter", True)
    body = "".join(words(made)).replace("".join(foot_of(handout).split()), "")
    for _label, piece in handout.blocks[0].cards[0].rows:
        assert "".join(piece.split()) in body
    for one in pages(made):
        assert "Card " in one.extract_text().replace("\u200b", "")
        cuts = sorted(round(top, 1) for top, _left, _length in lines(one))
        body_of = [piece for piece in pieces(one) if piece.top > cuts[0]]
        assert all(piece.top < cuts[-1] or piece.size == pytest.approx(10) for piece in body_of)


# ------------------------------------------------------------------ scripts, and harm


def test_each_script_begins_where_it_begins() -> None:
    handout = cards(("אם אומרים", "אורי היה עצוב ביום שני."), ("قل", "محمد يحب القراءة"))
    made = pdf.write(handout, "letter", True)
    assert "אורי" in " ".join(words(made)) or "ירוא" in " ".join(words(made))
    assert html.write(handout, "letter", True).count('dir="auto"') >= 4


def test_a_sign_that_no_font_has_is_named_and_the_page_is_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from coach.export import fonts

    monkeypatch.setattr(fonts, "_faces", lambda: ())
    handout = cards(("If they say", "Leo \U00013000"))
    with pytest.raises(CoachError) as caught:
        pdf.write(handout, "letter", True)
    assert "\U00013000" in caught.value.what
    assert "--as html" in caught.value.advice
    assert "\U00013000" in html.write(handout, "letter", True)


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=x>",
    '#eval("1") #panic() $x$ *a* _b_ `c` @d <e> \\f // g /* h',
    "[/x] [bold] {{ x }} {% if %}",
    '"); } body { display: none } @import url(x);',
    "&lt; &#60; \\3c ]]>",
)


def every_block(text: str) -> tuple[Plain | Box, ...]:
    """Return one block of each kind that says `text`."""
    plain: tuple[Plain, ...] = (
        Heading(text),
        Text(text),
        Text(text, quiet=True),
        Step(1, text, text),
        Fields(((text, 1), (text, 2))),
        Choices(text, (text, text)),
        Lines(text, 2, "number"),
        Ticks((text, text), 1),
        Grid(((text, 1), (text, 3)), 2),
        Heading(text, 3),
        Idea(text, text, text, text),
    )
    return (*plain, Box(plain))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_is_text_on_paper(text: str) -> None:
    handout = Handout("x", text, text, text, every_block(text), note=text)
    made = "".join(words(pdf.write(handout, "a4", False)))
    for word in set(said(handout)):
        assert word in made
    assert made.count(text.split()[0]) >= 20


@given(texts(60))
@settings(max_examples=40)
def test_what_was_typed_is_text_on_a_web_page(text: str) -> None:
    check_page(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_meant_to_do_harm_is_text_on_a_web_page(text: str) -> None:
    check_page(text)


def check_page(text: str) -> None:
    """Assert that a page says `text` in every place, and that it is no markup in any."""
    blocks = (*every_block(text), Cards(fitted([(text, text, [(text, text)])])))
    handout = Handout("x", text, text, text, blocks, note=text)
    made = html.write(handout, "letter", False)
    found = page(made)
    end = " · ".join(filter(None, (foot_of(handout), text)))
    told = "".join(html_words(made))
    assert told == "".join([*said(handout), *clean(end).split()])
    assert found.elements <= {
        *("html", "head", "meta", "title", "style", "body", "main", "section", "footer"),
        *("h1", "h2", "h3", "p", "br", "div", "span", "article"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert found.attributes <= {
        *("lang", "charset", "http-equiv", "content", "name", "dir", "class", "scope", "style")
    }
    style = made.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "<" not in style
