"""What handouts of a scenario are made of: whose words, who is on the cards, what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.handouts.family import subject
from coach.handouts.making import make, words_for
from coach.handouts.practices import STAR, ideas
from coach.handouts.roles import ROOM, roles
from coach.handouts.sheet import Card, Cards, Handout, Heading, Idea, Text, words_in
from coach.scenario.library import ids, practices, reactions, sample_names

WORDS = words_for(None)
JACKET = """
format = 1
id = "jacket"
title = "A jacket"
summary = "It is lost."
[[section]]
id = "all"
title = "All"
[[section.step]]
id = "safe"
kind = "choice"
ask = "Is everybody safe?"
options = [
  { id = "no", label = "No", points_to = ["safety"] },
  { id = "yes", label = "Yes" },
]
[[message]]
id = "note"
title = "Note"
channels = ["text"]
[[message.part]]
text = "Hello."
[[card]]
they_say = "Hm."
you_say = "When?"
[[card]]
they_say = "So?"
you_say = "Help, now."
when = 'safe == "no"'
"""
HARM = [("concern", "oona"), ("difficult-relationship", "nell"), ("escalation", "rafi")]


def cards_of(handout: Handout | None) -> tuple[Card, ...]:
    """Return the cards of a handout."""
    assert handout is not None
    return next(one.cards for one in handout.blocks if isinstance(one, Cards))


def taught(scenario: str, sample: str = "") -> dict[str, Idea]:
    """Return the practices on a handout, by the id that each has in practices.toml."""
    made = ideas(subject(scenario, sample), WORDS)
    assert made is not None
    ids_of = {one.name: id for id, one in practices().items()}
    found = [one for one in made.blocks if isinstance(one, Idea)]
    return {ids_of[one.name.removesuffix(STAR)]: one for one in found}


# ------------------------------------------------------------------ whose words


def test_the_family_that_is_chosen_is_in_no_danger_and_meets_the_most_cards() -> None:
    for id in ("concern", "difficult-relationship", "escalation"):
        chosen = subject(id).family
        assert chosen is not None
        assert not chosen.path.situations
        others = [subject(id, name).family for name in sample_names(id)]
        calm = [one for one in others if one is not None and not one.path.situations]
        assert len(chosen.outcome.cards) == max(len(one.outcome.cards) for one in calm)


def test_a_family_in_danger_is_not_chosen_though_it_meets_more_cards(
    tmp_path: Path,
) -> None:
    file = tmp_path / "jacket.toml"
    file.write_text(JACKET, "utf-8")
    (tmp_path / "samples" / "jacket").mkdir(parents=True)
    for name, safe in (("ann", "no"), ("bo", "yes")):
        text = f'format = 1\nscenario = "jacket"\nname = "{name}"\n[answers]\nsafe = "{safe}"\n'
        (tmp_path / "samples" / "jacket" / f"{name}.toml").write_text(text, "utf-8")
    chosen = subject(str(file)).family
    assert chosen is not None
    assert (chosen.name, len(chosen.outcome.cards)) == ("bo", 1)
    asked_for = subject(str(file), "ann").family
    assert asked_for is not None
    assert len(asked_for.outcome.cards) == 2


def test_every_page_of_a_family_says_that_it_is_made_up() -> None:
    found = make((), WORDS, subject("concern", "maya")).handouts
    told = {one.stem: one.about for one in found if one.stem.startswith("concern-")}
    assert told["concern-replies"] == (
        "A concern has come up · A made-up family: Maya and her mother"
    )
    assert told["concern-roles"] == told["concern-replies"]
    assert "Maya" not in " ".join(words_in(next(o for o in found if "practices" in o.stem)))


def test_what_facts_may_stand_on_says_that_it_is_no_legal_advice() -> None:
    for one in make((), WORDS, subject("escalation")).handouts:
        assert ("not legal advice" in one.note) is one.stem.startswith("escalation-")


# ------------------------------------------------------------------ who is on the cards


def test_there_is_a_card_for_the_parent_and_for_everybody_in_each_mood() -> None:
    every = cards_of(roles(subject("concern", "maya"), WORDS))
    assert (every[0].name, every[0].about) == ("Carla Nunez", "The parent")
    moods = [mood.title for mood in reactions().mood]
    heads = [(card.name, card.about) for card in every[1:]]
    assert heads[:6] == [("Mrs. Petrov", f"The teacher · {mood}") for mood in moods]
    assert heads[-6:] == [("The principal", mood) for mood in moods]
    assert len(every) == 1 + 4 * len(moods)


def test_a_card_says_how_to_begin_what_calms_and_what_does_not() -> None:
    every = cards_of(roles(subject("concern", "maya"), WORDS))
    rushed = dict(next(card for card in every if card.about.endswith("In a rush")).rows)
    assert rushed["Who you play:"] == reactions().mood[1].about
    assert "two minutes" in rushed["You may begin with:"]
    assert rushed["You grow tense at:"].split(", ") == [
        "being told what to do",
        "blame",
        "a threat",
    ]
    assert rushed["You have time for:"] == "4 lines from the parent"
    assert "ask a question" in rushed["You grow calmer if:"]


def test_nobody_plays_a_person_whom_the_family_may_fear() -> None:
    for scenario, sample in HARM:
        every = cards_of(roles(subject(scenario, sample), WORDS))
        assert len({card.name for card in every[1:]}) == 1
        assert not any("teacher" in f"{card.name} {card.about}".lower() for card in every[1:])
    assert roles(subject("urgent-report", "amara"), WORDS) is None


@pytest.mark.slow
def test_every_family_has_cards_that_share_a_page_by_fours() -> None:
    for id in ids():
        for name in sample_names(id):
            found = make((), WORDS, subject(id, name))
            for handout in found.handouts:
                if handout.stem.endswith("-roles"):
                    for card in cards_of(handout):
                        letters = sum(len(label) + len(text) for label, text in card.rows)
                        assert letters <= ROOM * 1.15, (id, name, card)
                        assert "part" not in card.foot
            for text in (text for one in found.handouts for text in words_in(one)):
                assert "{" not in text
                assert "  " not in text


# ------------------------------------------------------------------ what is taught


def test_a_practice_stands_once_with_a_question_to_try() -> None:
    found = taught("concern")
    assert len(found) > 30
    assert all(one.ask and one.says for one in found.values())
    assert found["specific-example"].ask == practices()["specific-example"].asks
    made = ideas(subject("concern"), WORDS)
    assert made is not None
    headings = [one.text for one in made.blocks if isinstance(one, Heading)]
    assert headings == list(dict.fromkeys(headings))
    assert headings[-1] == WORDS.practices.talk
    assert headings[0] == "Take a breath", "in the order of the scenario's sections"


def test_what_could_keep_someone_quiet_is_marked_and_left_out_where_it_would() -> None:
    marked = {id for id, one in taught("concern").items() if one.name.endswith(STAR)}
    assert {"breathe-first", "assume-good-intent", "child-view-is-one-view"} <= marked
    made = ideas(subject("concern"), WORDS)
    assert made is not None
    assert "* Not where someone may be in danger" in made.note
    for scenario, sample in HARM:
        found = taught(scenario, sample)
        assert found
        for id in found:
            assert "safety" not in practices()[id].not_when, id


def test_the_first_page_of_the_roles_says_how_it_goes() -> None:
    made = roles(subject("concern", "maya"), WORDS)
    assert made is not None
    about = [one.text for one in made.blocks if isinstance(one, Text)]
    assert "Reading has been hard since last year" in about[0]
    told = list(words_in(made))
    assert told.index("Observer card") > told.index("Carla Nunez")
