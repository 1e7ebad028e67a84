"""The slides: one idea at a time, whatever the family and the room."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from coach.errors import CoachError
from coach.present.deck import Material, deck
from coach.present.material import begun, check_partner, material_for
from coach.present.others import others
from coach.present.pages import cells, frame_for, pages
from coach.present.slide import Slide
from coach.present.state import Presentation
from coach.scenario.library import headers, sample_names
from coach.scenario.model import Scenario
from tests import golden
from tests.present import room
from tests.rehearse import small
from tests.strategies import scenarios

DAY = date(2026, 9, 1)
FRAME = frame_for(80, 24)
GOLDEN = Path(__file__).parent / "golden"
EVERY = [(top.id, name) for top in headers() for name in ("", *sample_names(top.id))]


def words(slide: Slide) -> str:
    """What a slide says, in one line."""
    return " ".join(f"{one.mark}{one.text} {one.aside}" for one in slide.pieces)


def ids(slides: tuple[Slide, ...]) -> list[str]:
    return [one.id for one in slides]


def slide(slides: tuple[Slide, ...], id: str) -> Slide:
    return next(one for one in slides if one.id == id)


# ------------------------------------------------------------------ what is in it


def test_what_stood_there_before_is_cut_between_words() -> None:
    state = begun("difficult-relationship", sample="ines", day=DAY)
    shown = [one for slide in deck(material_for(state), state, talk=False) for one in slide.pieces]
    new = [" ".join(one.text.split()) for one in shown if one.looks == "new"]
    cut = [one.text.removesuffix(" …") for one in shown if one.looks == "old" and "…" in one.text]
    assert cut
    assert [one for one in cut if not any(text.startswith(f"{one} ") for text in new)] == []


def test_a_step_is_a_question_then_a_weak_answer_then_a_better_one_then_the_message() -> None:
    slides = deck(room.material(), room.begun(), talk=False)
    assert ids(slides)[:9] == [
        "open",
        "rules",
        "choice:safe",
        "ask:seen",
        "weak:seen",
        "better:seen",
        "grown:seen",
        "ask:wish",
        "weak:wish",
    ]
    assert "What did Leo say" in words(slides[3])
    assert "always upset" not in words(slides[3])  # the question stands alone
    assert "“Always” and “never”" in words(slides[4])  # the tone coach's reason
    assert "On Monday it was gone after lunch." in words(slides[5])


def test_the_message_slide_marks_what_is_new_and_only_that() -> None:
    slides = deck(room.material(), room.begun(), talk=False)
    grown = slide(slides, "grown:wish")
    looks = {one.text: one.looks for one in grown.pieces}
    assert looks["It would help to have a hook of his own."] == "new"
    assert looks["On Monday it was gone after lunch."] == "old"


def test_what_the_family_skipped_is_not_asked_of_the_room() -> None:
    slides = deck(room.material(wish=()), room.begun(), talk=False)
    assert "ask:wish" not in ids(slides)


def test_after_the_message_come_the_talk_and_what_the_room_takes_home() -> None:
    kinds = [one.kind for one in deck(room.material(), room.begun())]
    assert kinds.index("letter") < kinds.index("reading") < kinds.index("talk")
    assert kinds[kinds.index("talk") + 1 :][:3] == ["they", "vote", "did"]
    assert kinds[-6:] == ["ending", *["question"] * 4, "close"]


def test_the_notes_have_what_the_slide_keeps_back() -> None:
    asked = slide(deck(room.material(), room.begun(), talk=False), "ask:seen").notes
    assert asked.wrote == "On Monday it was gone after lunch."
    assert asked.why == "One time helps to look."
    assert asked.teaches == (("One example", "Tell one time."),)
    assert asked.ask


# ------------------------------------------------------------------ what the room did


def test_the_branch_with_most_hands_goes_on() -> None:
    material = room.material()
    assert "ask:who_knows" not in ids(deck(material, room.begun()))
    voted = room.begun(hands={"choice:safe": "133"})
    slides = deck(material, voted)
    assert "ask:who_knows" in ids(slides)
    assert "I asked the woman at the gate." in words(slide(slides, "letter"))


def test_of_two_with_as_many_hands_the_first_goes_on() -> None:
    slides = deck(room.material(), room.begun(hands={"choice:safe": "3311"}))
    assert "ask:who_knows" not in ids(slides)


def test_a_way_out_is_told_and_the_presentation_goes_on() -> None:
    slides = deck(room.material(), room.begun(hands={"choice:safe": "2"}))
    assert "Here Coach would stop" in words(slide(slides, "choice:safe"))
    assert "ask:seen" in ids(slides)


def test_hands_are_shown_beside_their_option() -> None:
    shown = slide(deck(room.material(), room.begun(hands={"choice:safe": "113"})), "choice:safe")
    asides = [one.aside for one in shown.pieces if one.looks == "option"]
    assert asides == ["2", "0", "1"]


def test_a_guess_of_the_room_stands_under_the_question_and_changes_no_message() -> None:
    said = room.begun(guesses={"seen": ("It vanished.", "Somebody took it.")})
    slides = deck(room.material(), said)
    assert "A It vanished." in " ".join(words(slide(slides, "ask:seen")).split())
    assert "Somebody took it" not in words(slide(slides, "letter"))


def test_the_room_has_its_own_words_in_the_talk_and_in_looking_back() -> None:
    material = room.material()
    they = next(one for one in deck(material, room.begun()) if one.kind == "they")
    said = room.begun(guesses={they.hears: ("Hello.",), "question:next": ("Friday.",)})
    slides = deck(material, said)
    assert "A Hello." in " ".join(words(slide(slides, they.id)).split())
    assert "A Friday." in " ".join(words(slide(slides, "question:next")).split())


def test_a_family_that_the_room_makes_up_says_what_the_room_said() -> None:
    invented = room.begun(
        sample="", guesses={"child": ("Tam",), "seen": ("No.", "It fell in the pond.")}
    )
    slides = deck(Material(**{**vars(room.material()), "sample": {}, "made": {}}), invented)
    assert ids(slides)[2] == "ask:child"  # names first
    assert "What did Tam say" in words(slide(slides, "ask:seen"))
    assert "It fell in the pond." in words(slide(slides, "letter"))


def test_the_reply_with_most_hands_is_said_and_the_talk_goes_on_from_there() -> None:
    material = room.material()
    before = deck(material, room.begun())
    vote = next(one for one in before if one.kind == "vote")
    weak = next(
        at for at, one in enumerate(vote.pieces, 1) if one.text == "You people lose everything."
    )
    after = deck(material, room.begun(hands={vote.id: str(weak)}))
    did = next(one for one in after if one.kind == "did")
    assert "You people lose everything." in words(did)
    assert "Heat" in words(did)
    assert ids(before) != ids(after)


def test_who_the_talk_can_be_with_is_told_where_it_can_not() -> None:
    with pytest.raises(CoachError) as told:
        check_partner(room.material(), room.begun(partner="principal"))
    assert told.value.advice == "It can be with: teacher, counselor."
    check_partner(room.material(), room.begun(partner="counselor"))


def test_where_no_family_is_named_it_is_the_one_that_says_most() -> None:
    assert begun("first-contact", day=DAY).sample in sample_names("first-contact")
    assert len(deck(material_for(begun("concern", day=DAY)), begun("concern", day=DAY))) > 60


# ------------------------------------------------------------------ the branch not taken


def test_the_branch_not_taken_says_what_it_would_ask_and_write() -> None:
    material, state = room.material(), room.begun()
    choice = slide(deck(material, state), "choice:safe")
    told = [words(one) for one in others(material, state, choice)]
    assert len(told) == 2
    assert "shows numbers to call" in told[0]
    assert "Who knows more" in told[1]
    assert "I asked the woman at the gate." in told[1]


def test_a_question_later_the_last_choice_can_still_be_seen_the_other_way() -> None:
    material, state = room.material(), room.begun()
    slides = deck(material, state)
    asked = others(material, state, slide(slides, "ask:wish"))
    assert [one.id for one in asked] == [
        one.id for one in others(material, state, slide(slides, "choice:safe"))
    ]
    assert others(material, state, slide(slides, "open")) == ()


def test_the_replies_not_said_tell_what_they_would_have_brought() -> None:
    material, state = room.material(), room.begun()
    did = next(one for one in deck(material, state) if one.kind == "did")
    told = [words(one) for one in others(material, state, did)]
    assert len(told) == 2
    assert any("You people lose everything." in one and "found fault" in one for one in told)


# ------------------------------------------------------------------ all that comes with Coach


@pytest.mark.parametrize(("scenario", "sample"), EVERY)
def test_every_family_of_every_scenario_can_be_presented(scenario: str, sample: str) -> None:
    state = begun(scenario, sample=sample, invent=not sample, day=DAY)
    slides = deck(material_for(state), state, talk=False)
    assert len(set(ids(slides))) == len(slides) > 7
    for one in slides:
        assert one.pieces
        assert one.title.strip()
        assert one.notes.say or one.notes.ask, one.id
        for page in pages(one, FRAME):
            assert len(page) <= FRAME.rows
            assert all(cells(row.mark + row.text) <= FRAME.columns for row in page)
        assert not one.votes or len(pages(one, FRAME)) == 1, one.id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scenario", "sample"), [("first-contact", "leo"), ("difficult-relationship", "kai")]
)
def test_a_presentation_reads_as_it_did(scenario: str, sample: str) -> None:
    state = begun(scenario, sample=sample, day=DAY)
    golden.check(GOLDEN / f"{scenario}-{sample}.txt", read_out(material_for(state), state))


def read_out(material: Material, state: Presentation) -> str:
    """A whole presentation with its notes, as text."""
    lines: list[str] = []
    for number, one in enumerate(deck(material, state), 1):
        lines.append(f"--- {number} {one.id} [{one.head}] {one.title}")
        for page in pages(one, FRAME):
            lines += ["", *(f"    {row.mark}{row.text}".rstrip() for row in page)]
        notes = one.notes
        lines.append("")
        lines += [f"say: {line}" for line in notes.say] + [f"ask: {line}" for line in notes.ask]
        lines += [f"{name}: {text}" for name, text in (("wrote", notes.wrote), ("why", notes.why))]
        lines += [f"teaches: {name}. {says}" for name, says in notes.teaches] + [""]
    return "\n".join(lines) + "\n"


@settings(max_examples=60)
@given(scenario=scenarios())
def test_any_scenario_can_be_presented(scenario: Scenario) -> None:
    material = Material(scenario, {}, "", "", {}, small.shared(), None)
    state = Presentation(scenario=scenario.id, day=DAY)
    slides = deck(material, state, talk=False)
    assert len(set(ids(slides))) == len(slides)
    for one in slides:
        for page in pages(one, FRAME):
            assert len(page) <= FRAME.rows
        others(material, state, one)
