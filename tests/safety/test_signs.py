"""Words that may mean danger are seen, misspelt or in Spanish; everyday words are let be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.safety.signs import NONE, look_for, plain_words, typed_text
from coach.scenario.library import warning_signs

RED = {
    "self-harm": """
        He says he wants to die.
        she wishes she was never born
        He told me he wants to kill himself
        he wants to kil him self, he says suicide
        I think about suiside every day
        She has been cutting herself
        She hurt herself on purpose in the bathroom
        he doesn't want to live anymore
        He DOESNT WANT TO BE HERE ANYMORE
        I want to end it all
        I can't go on
        they would be better off without me
        she took a whole bottle of pills
        wants to die, he said, and he means it
        he said he's going to jump off the roof
        she says kms all the time
        no reason to live
        "I want to dieeeee"
        sh3 wants to k1ll herself
        dice que quiere morirse
        No quiere vivir
        quiere hacerse daño
        mi hija se está cortando, quiere matarse
    """,
    "danger": """
        Another student brought a gun to school.
        He showed a knife on the bus
        He said he would shoot up the school
        he is going to kill her
        someone made a bomb threat
        She ran away from school and we can't find her
        He never came home
        there is a kill list
        he stopped breathing
        Trajo una pistola a la escuela
        lo amenazó de muerte
    """,
    "abuse": """
        The coach touched him in his private parts
        a boy touched her inappropriately
        Her stepdad hits her
        my husband beat him last night
        I think someone is abusing her
        He was molested
        the aide dragged him by the arm, the teacher slapped my son
        she is scared to go home
        he is afraid of his uncle
        They passed around nude photos of her
        I am afraid I might hurt my son
        el maestro le pegó
        abusaron de ella
    """,
}
AMBER = {
    "violence": """
        He is bullied every day at lunch.
        shes getting bullyed on the bus
        another kid punched him
        A student kicked her and she has a bruise
        they threaten her after class
        He was restrained for ten minutes
        they locked him in a room
        se burlan y le pegan, es acoso
    """,
    "discrimination": """
        The teacher made a racist joke
        He is treated differently because he is Muslim
        She gets harassed about her hijab
        they made fun of his accent
        it is only because of her disability
        la tratan mal por ser mexicana
        it feels like discrimnation
    """,
}
INNOCENT = """
    Leo loves drawing animals, and telling you about each one.
    Reading out loud; the night before, he can't sleep.
    This homework is killing me.
    She is killing it in math.
    He is dying to know what comes next.
    We shoot hoops after supper.
    He brought a nerf gun.
    I take a stab at the problems first.
    Could you shoot me an email?
    He fell and hurt himself on the slide.
    She hurt her knee.
    It hit me that he never eats at noon.
    We hit the books at six.
    Push her to try harder.
    A push in the right direction.
    The fruit punch was a hit.
    He bombed the test.
    She neglected to hand in the form.
    He has panic attacks.
    The class read a book about the civil war.
    He is autistic, and loud rooms are hard. Because he is deaf he sits in front.
    Because she is Jewish she will miss Friday.
    He doesn't want to go to school. He doesn't want to live in the dorm? No: at home.
    I do not want to wake him early, I want to wake him at seven.
    She cried at pick-up and would not say why.
    He beats me at chess.
    They threatened to take recess away.
    It was her best shot at the spelling bee.
    He cut out paper stars and made a paper gunwale.
    My mother hits every note in the choir.
    He is the class clown and makes everyone laugh.
    Quiere leer en voz alta. Le duele la cabeza.
    Mi hijo pega los dibujos en la pared.
    WHY did you kick him out of class??
    The bullet points help her. Please use a bullet list.
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def each(kinds: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, line) for kind, text in kinds.items() for line in lines(text)]


@pytest.mark.parametrize(("kind", "text"), each(RED))
def test_danger_and_great_harm_are_red(kind: str, text: str) -> None:
    assert kind in look_for(warning_signs(), text).red


@pytest.mark.parametrize(("kind", "text"), each(AMBER))
def test_what_a_school_must_act_on_is_amber(kind: str, text: str) -> None:
    assert kind in look_for(warning_signs(), text).amber


@pytest.mark.parametrize("text", lines(INNOCENT))
def test_everyday_words_are_let_be(text: str) -> None:
    assert look_for(warning_signs(), text) == NONE


@pytest.mark.parametrize("text", [line for _kind, line in each({**RED, **AMBER})])
def test_capitals_accents_and_apostrophes_do_not_matter(text: str) -> None:
    signs = warning_signs()
    plain = look_for(signs, text)
    assert look_for(signs, text.upper().replace("'", "’")) == plain
    assert look_for(signs, f"We talked. {text} Then we ate.\nThat is all.") == plain


def test_a_phrase_does_not_reach_across_sentences() -> None:
    assert look_for(warning_signs(), "This is what he wants. To die for, that cake.") == NONE


def test_rows_and_cells_are_read_too() -> None:
    value = (("Monday", "phone", "she said he was bullied"), ("Friday", "", ""))
    assert look_for(warning_signs(), typed_text(value)).amber == {"violence"}
    assert typed_text(None) == typed_text(3) == ""


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    words = plain_words(text)
    assert words == f" {words.strip()} " or words == "  "
    look_for(warning_signs(), text)


def test_every_sign_has_words_in_the_form_they_are_compared_in() -> None:
    for sign in warning_signs():
        for phrase in (*sign.words, *sign.but):
            for word in phrase.split():
                for one in word.strip("()").split("|"):
                    bare = one.removesuffix("*")
                    assert bare == "_" or bare == plain_words(bare).strip(), (sign.id, phrase)
            assert phrase.strip("_ ") == phrase


def test_no_phrase_is_swallowed_by_its_own_exceptions() -> None:
    """Each phrase, in its first wording, is found."""
    for sign in warning_signs():
        for phrase in sign.words:
            words = [
                word.split("|")[0].removesuffix("*")
                for word in phrase.split()
                if word != "_" and not word.startswith("(")
            ]
            found = look_for((sign,), " ".join(words))
            assert found, (sign.id, " ".join(words))
