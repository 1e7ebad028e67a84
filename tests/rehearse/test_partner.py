"""A talk: what a line does, what is said to it, how it ends. In a school with four reactions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.rehearse.cast import Cast, Terms, cast, chairs
from coach.rehearse.feedback import feedback, hint, made
from coach.rehearse.partner import FEWEST, MOST, begin, play, turn
from coach.rehearse.replies import options
from coach.rehearse.state import Entry, State
from coach.scenario.load import read_as
from coach.scenario.rehearsal import Rehearsal, Role
from tests.rehearse.small import OWN, own, says, scenario, shared, the_cast, the_path

GOOD = Entry(pick="good")
WEAK = Entry(pick="weak")
MIDDLING = Entry(pick="middling")


def words(state: State) -> str:
    return " ".join(one.text for one in state.spoken)


# ------------------------------------------------------------------ the beginning


def test_they_say_hello_and_what_is_on_their_mind() -> None:
    assert words(begin(the_cast())) == "Hello. What did you want to talk about?"


def test_it_begins_as_hot_as_the_mood_is() -> None:
    assert begin(the_cast()).heat == 0
    assert begin(the_cast(mood="defensive")).heat == 3


def test_the_other_side_has_the_name_that_the_answers_give() -> None:
    assert the_cast().partner.name == "Ms. Reed"


def test_who_has_no_name_is_called_by_what_they_are() -> None:
    assert the_cast(role="counselor").partner.name == "the counselor"


# ------------------------------------------------------------------ who is there


def test_nobody_is_rehearsed_with_who_is_not_offered() -> None:
    with pytest.raises(CoachError, match="principal"):
        the_cast(role="principal")


def test_where_harm_may_be_near_the_teacher_is_not_there() -> None:
    there = chairs(scenario(), the_path(safe="unsure"), shared(), own())
    assert [one.role for one in there] == ["counselor"]


def test_where_the_answers_lead_to_urgent_help_nobody_is() -> None:
    assert chairs(scenario(), the_path(safe="yes"), shared(), own()) == ()


def test_the_third_in_the_room_is_never_the_teacher_where_harm_may_be_near() -> None:
    terms = Terms("counselor", "warm", "three")
    there = cast(scenario(), the_path(safe="unsure"), terms, shared(), own())
    assert there.third.role == "principal"


# ------------------------------------------------------------------ one turn


def test_a_question_about_what_they_have_seen_is_answered_with_something_seen() -> None:
    state = play(the_cast(seed=2), says("What did you see on Monday, in the hall?"))
    later = turn(state, Entry(text="What have you noticed there?"))
    assert "jacket lay under the bench" in words(later) or "ask the others" in words(later)


def test_what_was_told_is_not_contradicted_later() -> None:
    state = begin(the_cast())
    told = replace(state, told=frozenset(("seen",)))
    for seed in range(20):
        there = replace(told, cast=the_cast(seed=seed))
        assert turn(there, Entry(text="All right, then.")).now != "at-home"


def test_blame_heats_and_is_answered_before_anything_else() -> None:
    state = turn(begin(the_cast()), Entry(text="You lost his jacket. Could you look for it today?"))
    assert state.heat == 2
    assert words(state).startswith("I don't think that's fair.")


def test_a_sore_spot_heats_more() -> None:
    calm = turn(begin(the_cast(mood="rushed")), Entry(text="You lost his jacket."))
    sore = turn(begin(the_cast(mood="defensive")), Entry(text="You lost his jacket."))
    assert calm.heat - 1 == 2
    assert sore.heat == 5  # 3 + 3, and it ends at 5


def test_what_heats_is_told_with_its_reason() -> None:
    state = turn(begin(the_cast()), Entry(text="You lost his jacket."))
    assert feedback(state, state.past[-1]).did[0] == "Heat 0 to 2: it found fault with them."


def test_an_order_heats_but_not_beside_a_courteous_word() -> None:
    order = turn(begin(the_cast()), Entry(text="I want it found by tonight."))
    assert "demand" in order.past[0].heard.moves
    assert order.heat == 1
    wish = turn(begin(the_cast()), Entry(text="Thank you for your time. I want it found."))
    assert "demand" in wish.past[0].heard.moves
    assert wish.heat == 0


def test_saying_back_cools_and_is_told() -> None:
    state = turn(
        replace(begin(the_cast()), heat=3), Entry(text="So for you it is a full hall every day.")
    )
    assert state.heat == 2
    assert "you said back what you heard" in feedback(state, state.past[-1]).did[0]


def test_thanks_cool_once() -> None:
    state = replace(begin(the_cast()), heat=3)
    state = turn(state, Entry(text="Thank you for your time."))
    assert state.heat == 2
    state = turn(state, Entry(text="Thank you for your time."))
    assert state.heat == 2


def test_a_day_is_settled_where_it_is_calm_and_clear() -> None:
    state = turn(
        begin(the_cast()),
        Entry(text="On Monday the jacket was gone. Could we talk again on Friday?"),
    )
    assert (state.step, state.day) == ("dated", "Friday")
    assert "Friday, then." in words(state)


def test_next_week_is_no_day() -> None:
    state = turn(
        begin(the_cast()),
        Entry(text="On Monday the jacket was gone. Could we talk again next week?"),
    )
    assert (state.step, state.day) == ("vague", "")
    assert "I can do that." in words(state)


def test_no_day_is_settled_while_it_is_hot() -> None:
    state = replace(begin(the_cast()), heat=4)
    state = turn(state, Entry(text="Could we talk again on Friday?"))
    assert state.step == "vague"
    assert "won't promise a day" in words(state)


def test_no_day_is_settled_for_nobody_knows_what() -> None:
    state = begin(the_cast(mood="defensive"))
    state = turn(replace(state, heat=0), Entry(text="Could we talk again on Friday?"))
    assert state.step == "vague"
    assert "what for" in words(state)


def test_of_two_days_they_take_the_second() -> None:
    state = turn(
        begin(the_cast()), Entry(text="The jacket is gone. Could we talk on Tuesday or Thursday?")
    )
    assert state.day == "Thursday"


def test_giving_in_undoes_what_was_agreed() -> None:
    state = turn(begin(the_cast()), Entry(text="Could you look under the bench?"))
    assert state.step == "vague"
    state = turn(state, Entry(text="Never mind, whatever you think."))
    assert state.step == "none"


def test_beginning_again_works_as_in_life() -> None:
    state = turn(begin(the_cast()), Entry(text="You lost his jacket."))
    there = turn(state, Entry(text="Can I start again? That came out wrong."))
    assert there.heat < state.heat
    assert there.now == state.now  # what they said still stands, and they wait
    assert there.grace == 1
    answer, again = there.spoken
    assert again.text == state.spoken[-1].text != answer.text  # and is said once more
    assert turn(there, Entry(text="So for you it is at home.")).past[-1].heard.moves[0] == "reflect"


def test_what_waits_is_said_once_more_after_a_breath_too() -> None:
    state = turn(turn(begin(the_cast()), Entry(text="You lost his jacket.")), Entry(breath=True))
    there = turn(state, Entry(text="Can I start again? That came out wrong."))
    assert there.spoken[-1] == state.spoken[-1]


def test_a_breath_costs_no_turn_and_cools_once() -> None:
    state = replace(begin(the_cast()), heat=3)
    there = turn(turn(state, Entry(breath=True)), Entry(breath=True))
    assert (there.heat, there.turn) == (2, 0)


# ------------------------------------------------------------------ the end


def test_a_good_parent_ends_with_a_day_and_calm() -> None:
    for mood in ("warm", "rushed", "defensive"):
        state = play(the_cast(mood=mood), [GOOD] * MOST)
        assert (state.ending, state.step) == ("agreed", "dated"), mood
        assert state.heat <= 2


def test_a_bad_parent_does_not() -> None:
    for mood in ("warm", "rushed", "defensive"):
        state = play(the_cast(mood=mood), [WEAK] * MOST)
        assert not state.ended_well, mood
        assert state.step != "dated"


def test_nobody_walks_out_before_the_third_turn() -> None:
    state = play(
        the_cast(mood="defensive"), says("You lost his jacket.", "You lost his jacket, I said.")
    )
    assert state.heat == 5
    assert not state.ended
    assert "enough" in state.met
    assert turn(state, Entry(text="You lost his jacket!")).ending == "broken"


def test_what_follows_the_end_is_not_heard() -> None:
    state = play(the_cast(), [GOOD] * MOST)
    assert turn(state, Entry(text="One more thing.")) == state


# ------------------------------------------------------------------ for all talks

LINES = st.one_of(
    st.sampled_from([GOOD, WEAK, MIDDLING, Entry(breath=True)]),
    st.builds(Entry, text=st.text(min_size=1, max_size=60).filter(lambda text: text.strip())),
    st.builds(
        Entry,
        text=st.sampled_from(
            [
                "You never listen.",
                "So you see him calm.",
                "Could we talk on Friday?",
                "Can I start again? That came out wrong.",
                "Never mind.",
                "What have you seen?",
            ]
        ),
    ),
)
CASTS = st.builds(
    the_cast,
    role=st.sampled_from(["teacher", "counselor"]),
    mood=st.sampled_from(["warm", "rushed", "defensive"]),
    setting=st.sampled_from(["phone", "in-person", "three"]),
    seed=st.integers(0, 99),
)


@settings(max_examples=120, deadline=None)
@given(CASTS, st.lists(LINES, max_size=14))
def test_every_talk_stays_within_bounds_and_ends(cast, lines) -> None:
    state = begin(cast)
    for line in lines:
        if line.pick and not options(state):
            line = Entry(text="I see.")
        state = turn(state, line)
        assert 0 <= state.heat <= 5
        assert 0 <= state.clarity <= 3
        assert state.turn <= MOST
        assert state.ended or state.spoken or line.breath
        if state.ended:
            assert state.turn >= FEWEST
            assert (state.ending == "agreed") == (state.step == "dated" and state.heat <= 2)
    if len([line for line in lines if not line.breath]) >= MOST:
        assert state.ended


@settings(max_examples=60, deadline=None)
@given(CASTS, st.lists(LINES, max_size=8))
def test_the_same_lines_bring_the_same_talk(cast, lines) -> None:
    def run() -> State:
        state = begin(cast)
        for line in lines:
            state = turn(state, Entry(text="I see.") if line.pick and not options(state) else line)
        return state

    once = run()
    assert run() == once
    # and the lines that were kept bring it too, whatever was picked
    kept = [one.entry for one in once.past]
    if not any(line.breath for line in lines):
        assert play(cast, kept) == once


@settings(max_examples=60, deadline=None)
@given(CASTS, st.lists(LINES, min_size=1, max_size=8))
def test_every_change_has_a_cause(cast, lines) -> None:
    state = begin(cast)
    for line in lines:
        state = turn(state, Entry(text="I see.") if line.pick and not options(state) else line)
    for exchange in state.past:
        for axis, place in (("heat", 0), ("clarity", 1)):
            changed = exchange.before[place] != exchange.after[place]
            told = any(effect.axis == axis for effect in exchange.effects)
            assert told or not changed
        if exchange.before[2] != exchange.after[2]:
            assert any(effect.axis == "step" for effect in exchange.effects)


# ------------------------------------------------------------------ what is offered


def test_three_replies_are_offered_and_their_order_follows_the_seed() -> None:
    orders = {tuple(one.pick for one in options(begin(the_cast(seed=n)))) for n in range(12)}
    assert len(orders) > 1
    assert all(sorted(order) == ["good", "middling", "weak"] for order in orders)


def test_the_reply_of_the_scenarios_own_card_is_the_good_one() -> None:
    state = next(
        there
        for seed in range(40)
        if (there := play(the_cast(seed=seed), says("It is about a jacket."))).now == "at-home"
    )
    good = next(one.text for one in options(state) if one.pick == "good")
    assert good.startswith("It may be.")


def test_a_reply_does_what_its_author_says_and_typed_words_what_is_heard() -> None:
    state = next(
        there
        for seed in range(40)
        if (there := play(the_cast(seed=seed), says("It is about a jacket."))).now == "so-many"
    )
    assert turn(state, WEAK).past[-1].heard.moves == ("blame",)
    typed = turn(state, Entry(text="Somebody must have put them there."))
    assert "blame" not in typed.past[-1].heard.moves


def test_a_hint_says_what_would_serve() -> None:
    assert hint(begin(the_cast())) == "Say one thing you saw."


def test_ticks_are_those_of_the_whole_talk_and_blame_takes_one_back() -> None:
    state = play(the_cast(), [GOOD, GOOD])
    assert {"fact", "open", "no-blame"} <= made(state)
    assert "no-blame" not in made(turn(state, Entry(text="You lost his jacket.")))


def test_an_answer_of_a_reaction_is_given_only_by_whom_it_is_for() -> None:
    from coach.scenario.load import read_as
    from coach.scenario.rehearsal import ReactionsFile
    from tests.rehearse.small import SHARED

    text = SHARED.replace(
        '{ to = ["open-question"], about = ["seen"], calm',
        '{ to = ["open-question"], about = ["seen"], partners = ["principal"], calm',
    )
    there = cast(
        scenario(),
        the_path(),
        Terms("teacher", "warm", "in-person"),
        read_as(text, "reactions.toml", ReactionsFile),
        own(),
    )
    assert there.reactions["at-home"].then == ()


# ------------------------------------------------------------------ which of the answers


def _in_a_talk_of(then: str, answers: str = "", *, safe: str = "no") -> Cast:
    """A talk with a teacher or a counselor who opens with `what-is-it`."""
    text = OWN.replace('{ use = "what-is-it" }', f'{{ use = "what-is-it", then = [{then}] }}')
    text = text.replace("answer = [", f"answer = [{answers}")
    mine = read_as(text, "rehearsal/lost-jacket.toml", Rehearsal)
    role: Role = "teacher" if safe == "no" else "counselor"
    terms = Terms(role, "warm", "in-person", 1)
    return cast(scenario(), the_path(safe=safe), terms, shared(), mine)


def _answer(there: Cast, *lines: str) -> str:
    state = play(there, says(*lines), "what-is-it")
    return state.past[-1].answered[0].text


def test_what_a_question_is_about_says_nothing_of_what_else_is_answered() -> None:
    both = '{ to = ["open-question", "fact"], about = ["help"], calm = ["I saw that, too."] }'
    there = _in_a_talk_of(both)
    assert _answer(there, "On Monday the jacket was gone after lunch.") == "I saw that, too."


def test_an_answer_about_nothing_else_comes_before_one_about_anything() -> None:
    there = _in_a_talk_of('{ to = ["open-question"], calm = ["Ask me anything."] }')
    assert _answer(there, "What could help?") == "A name in it would help."
    assert _answer(there, "Where is it written?") == "Ask me anything."


def test_where_harm_may_be_near_own_words_come_again_before_anybodys() -> None:
    mine = '{ to = ["tell"], calm = ["I am writing this down."] },'
    lines = ("He is a quiet boy.", "He likes the hall.")
    calm, near = _in_a_talk_of("", mine), _in_a_talk_of("", mine, safe="unsure")
    assert _answer(calm, *lines) == "All right."
    assert _answer(near, *lines) == "I am writing this down."


def test_who_begins_again_need_not_answer_what_only_asked_for_another_tone() -> None:
    text = OWN.replace('{ use = "what-is-it" }', '{ use = "what-is-it", after = ["blame"] }')
    mine = read_as(text, "rehearsal/lost-jacket.toml", Rehearsal)
    terms = Terms("teacher", "warm", "in-person", 1)
    sore = cast(scenario(), the_path(), terms, shared(), mine)
    again = says("Can I start again? That came out wrong.")
    assert play(the_cast(), again, "what-is-it").now == "what-is-it"
    state = play(sore, again, "what-is-it")
    assert state.now not in ("", "what-is-it")
    assert "What did you want" not in words(state)
