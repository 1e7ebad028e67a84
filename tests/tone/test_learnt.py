"""What people's ratings taught: it agrees with people, and with nothing it should not."""

from __future__ import annotations

import json

import pytest

from bench.tone.rated import SOURCES, rated
from bench.tone.table import spearman
from coach.tone.feeling import feeling
from coach.tone.learnt import FILE, learnt
from coach.tone.pieces import sentences_of
from coach.tone.review import review

WIKIPEDIA, STACK_EXCHANGE, RECEPTIVENESS = SOURCES


def of(text: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(text)]


@pytest.mark.parametrize(
    ("part", "source", "least"),
    [
        ("politeness", WIKIPEDIA, 0.58),
        ("politeness", STACK_EXCHANGE, 0.50),
        ("receptiveness", RECEPTIVENESS, 0.42),
        ("overall", WIKIPEDIA, 0.53),
        ("overall", STACK_EXCHANGE, 0.46),
        ("overall", RECEPTIVENESS, 0.37),
    ],
)
def test_it_agrees_with_people(part: str, source: str, least: float) -> None:
    rows = rated(source, "dev")
    read = [getattr(review(row.text).scores, part) for row in rows]
    assert spearman(read, [row.score for row in rows]) >= least


@pytest.mark.parametrize("source", SOURCES)
def test_texts_that_people_find_polite_are_seldom_flagged(source: str) -> None:
    rows = sorted(rated(source, "dev"), key=lambda row: row.score)[len(rated(source, "dev")) // 2 :]
    hard = ("accusing.", "demand.", "threat.", "judgement.")
    flagged = [row for row in rows if any(f.rule.startswith(hard) for f in review(row.text).flags)]
    assert len(flagged) <= 0.05 * len(rows)


def test_the_weights_are_small_and_say_where_they_come_from() -> None:
    assert FILE.stat().st_size <= 300 * 1024
    about = " ".join(json.loads(FILE.read_text(encoding="utf-8"))["about"].values())
    assert "CC BY 4.0" in about
    assert "MIT" in about
    assert "Danescu-Niculescu-Mizil" in about
    assert "10.1016/j.obhdp.2020.03.011" in about


def test_words_of_the_topic_are_not_among_them() -> None:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    words = {
        word
        for part in ("politeness", "receptiveness")
        for gram in read[part]["weights"]
        for word in gram.split()
    }
    topics = {"article", "delete", "code", "wikipedia", "edit", "police", "server", "python"}
    assert not topics & words
    assert {"please", "thanks", "why"} <= words


PLAIN = "He was at the gate at eight. The bus came late. He has his lunch in his bag. "


def test_length_alone_moves_nothing() -> None:
    once = review(PLAIN, whole=False).scores
    for times in (2, 4, 8):
        more = review(PLAIN * times, whole=False).scores
        assert abs(more.overall - once.overall) <= 2
        assert more.politeness == pytest.approx(once.politeness, abs=0.01)


@pytest.mark.parametrize(
    "hard", ["You failed to help my son.", "You never listen to him.", "Why did you ignore her?"]
)
def test_kind_words_do_not_buy_an_accusation_off(hard: str) -> None:
    alone = review(hard, whole=False).scores.overall
    kind = f"Thank you so much for your time. {hard} Please have a lovely day!"
    assert review(kind, whole=False).scores.overall <= alone + 2
    assert alone < review(PLAIN, whole=False).scores.overall


def test_a_firm_ask_needs_no_please() -> None:
    firm = "I am asking for the report by Friday. I can meet on Thursday at nine."
    soft = "I am asking for the report by Friday, please. I can meet on Thursday at nine."
    assert review(soft).scores.overall - review(firm).scores.overall <= 8
    assert review(firm).scores.overall >= review(PLAIN, whole=False).scores.overall
    assert not review(firm).warnings


FLATTERY = (
    "Hello Ms. Okafor,\n\nYou are the most wonderful, amazing teacher in the world! We are so "
    "lucky and so grateful to have you. You are kind and patient and brilliant. Thank you, thank "
    "you for everything you do!\n\nWarmly,\nRosa"
)
GOOD = (
    "Hello Ms. Okafor,\n\nLeo came home in tears on Monday and would not say why. What have you "
    "noticed in class? Could we talk for ten minutes on Thursday after three?\n\nRosa Lind"
)


def test_flattery_does_not_outscore_a_plain_note_with_facts_a_question_and_an_ask() -> None:
    assert review(GOOD).scores.overall > review(FLATTERY).scores.overall + 10


def test_bad_news_is_no_bad_tone() -> None:
    for sad in ("He is worried and cries at night.", "She has been sad and sick since Monday."):
        assert feeling(of(sad)) == pytest.approx(0, abs=0.15)


def test_a_hostile_letter_reads_far_below_a_plain_one() -> None:
    hostile = (
        "Ms. Okafor,\n\nYou failed my son and you obviously don't care. This is pathetic. You "
        "never answer. What kind of teacher are you?\n\nRosa"
    )
    assert review(hostile).scores.overall < 20
    assert review(GOOD).scores.overall > 60


def test_any_text_has_a_reading() -> None:
    for text in ("", "…", "?!", "İ" * 50, "日本語の文です。", "\x00", "http://x " * 30):
        found = learnt(of(text))
        assert abs(found.politeness) < 20
        assert abs(found.receptiveness) < 20
