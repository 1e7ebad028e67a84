"""Each handout, on each paper, in each color: every word is there, in order, and nothing is cut."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from coach.handouts import html, pdf
from coach.handouts.family import subject
from coach.handouts.making import kinds, make, words_for
from coach.handouts.sections import foot_of
from coach.handouts.sheet import Card, Cards, Handout, Paper, words_in
from coach.scenario.text import clean
from tests import golden
from tests.export.reading import html_words, page
from tests.handouts.printed import colors, lines, pages, pieces, size_of, words

GOLDEN = Path(__file__).parent / "golden"
PAPERS: dict[Paper, tuple[float, float]] = {"letter": (215.9, 279.4), "a4": (210, 297)}
CONCERN = subject("concern", "maya")
ALL = {one.stem: one for one in make((), words_for(CONCERN), CONCERN).handouts}
TO_FILL = [kind.id for kind in kinds(words_for(None)) if not kind.of_scenario]
SMALL, PLAIN = 10, 11
"""Points: the least for small print, and for all else."""


def said(handout: Handout) -> list[str]:
    """Return every word that stands in a handout."""
    return " ".join(clean(one) for one in words_in(handout)).split()


def without_feet(handout: Handout, data: bytes) -> list[str]:
    """Return the words of a PDF but for the foot of each page."""
    found: list[str] = []
    for number, one in enumerate(pages(data), 1):
        text = one.extract_text().replace("\u200b", "")
        told = f"page {number} of {len(pages(data))}"
        for part in (foot_of(handout), told, *([handout.note] if handout.note else [])):
            assert " ".join(part.split()) in " ".join(text.split()), part
        body = " ".join(text.split())
        cut = body.rindex(" ".join((foot_of(handout), told)))
        assert body[cut:] == " ".join(filter(None, (foot_of(handout), told, handout.note)))
        found += body[:cut].split()
    return found


def is_grey(color: str) -> bool:
    """Return whether red, green and blue are the same."""
    part = len(color) // 3
    return color[:part] == color[part : 2 * part] == color[2 * part :]


@cache
def printed(stem: str, paper: Paper, grey: bool) -> bytes:
    """Return a handout as PDF, made once."""
    return pdf.write(ALL[stem], paper, grey)


def test_there_is_every_handout_of_the_list() -> None:
    assert list(ALL) == [
        *("card", "log", "questions", "one-pager", "observer"),
        *("concern-replies", "concern-roles", "concern-practices"),
    ]


@pytest.mark.parametrize("grey", [False, True], ids=["color", "grey"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("stem", ALL)
def test_every_word_is_on_paper_and_nothing_is_cut_off(stem: str, paper: Paper, grey: bool) -> None:
    handout = ALL[stem]
    made = printed(stem, paper, grey)
    assert without_feet(handout, made) == said(handout)
    width, height = PAPERS[paper]
    for one in pages(made):
        assert size_of(one) == pytest.approx((width, height), abs=0.2)
        assert colors(one) == ({1} if grey else {1, 3})
        if not grey:
            continue  # it lies as it does in grey
        for piece in pieces(one):
            assert piece.left > 15.5, piece
            assert 12 < piece.top < height - 7, piece
            is_foot = piece.top > height - 21
            assert piece.size >= SMALL - 0.01, piece
            assert not is_foot or piece.size == pytest.approx(SMALL)
        for top, left, length in lines(one):
            assert left > 15.5
            assert left + length < width - 15.5
            assert top < height - 20


@pytest.mark.parametrize("grey", [False, True], ids=["color", "grey"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("stem", ALL)
def test_the_web_page_says_the_same_on_the_same_paper(stem: str, paper: Paper, grey: bool) -> None:
    handout = ALL[stem]
    made = html.write(handout, paper, grey)
    end = " · ".join(filter(None, (foot_of(handout), handout.note)))
    assert html_words(made) == [*said(handout), *end.split()]
    assert f"size: {'A4' if paper == 'a4' else 'letter'} portrait" in made
    used = re.findall(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", made.split("</style>")[0])
    assert all(map(is_grey, used)) is grey
    assert "url(" not in made
    assert page(made).elements <= {
        *("html", "head", "meta", "title", "style", "body", "main", "section", "footer"),
        *("h1", "h2", "h3", "p", "br", "div", "span", "article"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }


@pytest.mark.parametrize("stem", ALL)
def test_what_each_handout_says(stem: str) -> None:
    """Read the change aloud, as somebody who never saw Coach would."""
    golden.check(GOLDEN / f"{stem}.txt", "\n".join(filter(None, words_in(ALL[stem]))) + "\n")


# ------------------------------------------------------------------ for a pen, for scissors


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("stem", TO_FILL)
def test_a_sheet_to_fill_in_is_one_page_with_room_for_a_pen(stem: str, paper: Paper) -> None:
    made = pages(printed(stem, paper, True))
    assert len(made) == 1
    ruled = [one for one in lines(made[0]) if one[2] > 25]
    assert len(ruled) > 4
    tops = sorted({round(top, 1) for top, _left, _length in ruled})
    gaps = Counter(round(b - a, 1) for a, b in pairwise(tops) if b - a > 1)
    assert gaps.most_common(1)[0][0] >= 8.5, gaps


def cards_of(stem: str) -> tuple[Card, ...]:
    """Return the cards of a handout."""
    return next(one.cards for one in ALL[stem].blocks if isinstance(one, Cards))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("stem", ["concern-replies", "concern-roles"])
def test_cards_have_one_size_and_words_stay_away_from_the_scissors(stem: str, paper: Paper) -> None:
    sizes = set()
    seen = 0
    for one in pages(printed(stem, paper, True)):
        feet = [piece for piece in pieces(one) if piece.text.startswith("Card ")]
        if not feet:
            continue
        seen += len(feet)
        cuts = sorted({round(top, 1) for top, _left, _length in lines(one)})
        inside = [p for p in pieces(one) if cuts[0] < p.top < cuts[-1]]
        sizes |= {round(b - a) for a, b in pairwise(cuts) if b - a > 1}
        for piece in inside:
            assert min(abs(piece.top - cut) for cut in cuts) > 4, piece
            assert min(abs(piece.left - 16), abs(piece.left - PAPERS[paper][0] / 2)) > 4, piece
    assert seen == len(cards_of(stem))
    assert len(sizes) == 1
    assert min(sizes) > 50


def test_a_pdf_is_tagged_and_always_the_same() -> None:
    made = printed("log", "letter", False)
    assert made == pdf.write(ALL["log"], "letter", False)
    assert b"/MarkInfo" in made or b"/StructTreeRoot" in made
    assert words(made)[:5] == ["What", "was", "said", "and", "agreed"]
