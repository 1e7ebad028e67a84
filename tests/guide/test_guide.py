"""One sitting: answering, going back, changing one's mind, leaving and coming back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.casebook.session import Session
from coach.casebook.store import Casebook, Unsaved
from coach.errors import CoachError
from coach.guide.guide import Guide
from coach.guide.news import news
from coach.scenario.evaluate import Value
from coach.scenario.load import read
from coach.scenario.model import Scenario

SMALL = """
format = 1
id = "small"
title = "Small"
summary = "A few questions."

[[section]]
id = "one"
title = "One"

[[section.step]]
id = "name"
kind = "text"
title = "Name"
ask = "What is your child called?"
field = "child.name"

[[section.step]]
id = "how"
kind = "choice"
title = "How"
ask = "How do you write about {{ child.name }}?"
options = [
  { id = "email", label = "Email" },
  { id = "phone", label = "A call about {{ child.name }}" },
  { id = "danger", label = "Someone is in danger", goto = "urgent" },
]

[[section.step]]
id = "number"
kind = "text"
title = "Number"
ask = "What number do you call?"
when = 'how == "phone"'

[[section.step]]
id = "seen"
kind = "text"
title = "Seen"
ask = "What did you see?"
optional = true

[[section.step]]
id = "helps"
kind = "lines"
title = "Helps"
ask = "What helps?"
optional = true
most = 3

[[message]]
id = "email"
title = "Email"
channels = ["email"]
when = 'how == "email"'
subject = "About {{ child.name }}"

[[message.part]]
id = "seen"
when = "seen"
text = "{{ seen|sentence }}"

[[message.part]]
id = "helps"
when = "helps"
text = "What helps: {{ helps|items }}."

[[message]]
id = "phone"
title = "Call"
channels = ["phone"]
when = 'how == "phone"'

[[message.part]]
id = "call"
text = "Call {{ number }}."

[[point]]
group = "open"
text = "Say hello."
"""


@pytest.fixture
def small() -> Scenario:
    return read(SMALL, "small.toml")


@pytest.fixture
def guide(small: Scenario) -> Guide:
    return Guide(small, Unsaved().create("small"))


def answer(guide: Guide, *values: Value) -> None:
    for value in values:
        assert guide.answer(value) is None


def test_it_asks_one_thing_after_another_and_then_reads_it_over(guide: Guide) -> None:
    answer(guide, "Leo", "email", "he cried", ("a plan", "a snack"))
    assert guide.at == ""
    assert guide.path.finished
    assert guide.sheets()[0].body == "He cried.\n\nWhat helps: a plan and a snack."
    assert guide.sheets()[0].subject == "About Leo"


def test_answers_stand_in_later_prompts(guide: Guide) -> None:
    answer(guide, "Leo")
    prompt = guide.prompt()
    assert prompt is not None
    assert prompt.ask == "How do you write about Leo?"
    assert prompt.options[1].label == "A call about Leo"


def test_a_wrong_answer_changes_nothing_and_says_why(guide: Guide) -> None:
    wrong = guide.answer("")
    assert wrong is not None
    assert "needs an answer" in wrong.what
    assert guide.at == "name"
    assert not guide.begun


def test_an_answer_off_the_path_is_parked_and_comes_back(guide: Guide) -> None:
    answer(guide, "Leo", "phone", "555-0100", "", ())
    guide.go("how")
    answer(guide, "email")
    assert "number" in guide.path.parked
    assert all("555" not in sheet.body for sheet in guide.sheets())
    guide.go("how")
    answer(guide, "phone")
    assert guide.sheets()[0].body == "Call 555-0100."


def test_a_change_from_the_review_comes_back_to_the_review(guide: Guide) -> None:
    answer(guide, "Leo", "email", "", ())
    guide.go("name")
    answer(guide, "Ana")
    assert guide.at == ""


def test_a_change_that_opens_a_question_asks_it_before_the_review(guide: Guide) -> None:
    answer(guide, "Leo", "email", "", ())
    guide.go("how")
    answer(guide, "phone")
    assert guide.at == "number"
    answer(guide, "555-0100")
    assert guide.at == ""


def test_back_goes_one_step_and_stops_at_the_first(guide: Guide) -> None:
    answer(guide, "Leo", "email")
    assert guide.back()
    assert guide.at == "how"
    assert guide.back()
    assert not guide.back()
    assert guide.at == "name"


def test_danger_leaves_the_scenario_and_keeps_the_answers(guide: Guide) -> None:
    answer(guide, "Leo", "danger")
    assert guide.left == "urgent"
    assert guide.prompt() is None
    assert guide.back()
    assert guide.at == "how"


def test_text_being_typed_is_in_the_preview_and_not_on_the_path(guide: Guide) -> None:
    answer(guide, "Leo", "email")
    guide.draft("he cri")
    assert guide.preview().letters[0].body == "He cri."
    assert "seen" not in guide.path.values
    assert not guide.outcome().letters


def test_skipping_keeps_what_was_typed_for_later(guide: Guide) -> None:
    answer(guide, "Leo", "email")
    guide.draft("half a thought")
    assert guide.skip() is None
    guide.go("seen")
    prompt = guide.prompt()
    assert prompt is not None
    assert prompt.start == "half a thought"
    assert all("half" not in letter.body for letter in guide.outcome().letters)


def test_a_session_comes_back_as_it_was_left(small: Scenario, tmp_path: Path) -> None:
    store = Casebook(tmp_path)
    with store.create("small") as keeper:
        guide = Guide(small, keeper)
        answer(guide, "Leo", "email")
        guide.draft("he cri ")
        guide.keep_drafts()
        id = keeper.session.id
    with store.open(id) as keeper:
        again = Guide(small, keeper)
        prompt = again.prompt()
        assert again.answers == {"name": "Leo", "how": "email"}
        assert prompt is not None
        assert (prompt.id, prompt.start) == ("seen", "he cri ")
        assert keeper.session.title == "Leo"


def test_a_save_that_failed_is_tried_again_without_another_answer(
    small: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Casebook(tmp_path)
    with store.create("small") as keeper:
        guide = Guide(small, keeper)

        def full(_session: Session) -> None:
            raise CoachError("There is no room left on the disk.")

        with monkeypatch.context() as disk:
            disk.setattr(keeper, "save", full)
            with pytest.raises(CoachError):
                guide.answer("Leo")
        assert guide.unsaved
        guide.keep_drafts()
        assert not guide.unsaved
        id = keeper.session.id
    with store.open(id) as keeper:
        assert Guide(small, keeper).answers == {"name": "Leo"}


def test_looking_and_leaving_leaves_nothing(small: Scenario, tmp_path: Path) -> None:
    store = Casebook(tmp_path)
    with store.create("small") as keeper:
        guide = Guide(small, keeper)
        guide.draft("")
        guide.keep_drafts()
        guide.save()
    assert not (tmp_path / "sessions").exists()


def test_what_the_parent_rewords_stays_reworded(guide: Guide) -> None:
    answer(guide, "Leo", "email", "he cried", ())
    guide.edit("email", "Leo", "He cried on Monday.")
    assert guide.sheets()[0].body == "He cried on Monday."
    assert guide.sheets()[0].edited
    guide.restore("email")
    assert guide.sheets()[0].body == "He cried."
    assert not guide.sheets()[0].edited


def test_rewording_is_said_to_be_old_when_an_answer_changes(guide: Guide) -> None:
    answer(guide, "Leo", "email", "he cried", ())
    guide.edit("email", "Leo", "My own words.")
    guide.go("seen")
    answer(guide, "he laughed")
    sheet = guide.sheets()[0]
    assert sheet.stale
    assert sheet.body == "My own words."
    assert sheet.letter.body == "He laughed."


def test_putting_the_composed_words_back_by_hand_is_no_edit(guide: Guide) -> None:
    answer(guide, "Leo", "email", "he cried", ())
    guide.edit("email", "Leo", "Mine.")
    guide.edit("email", "About Leo", "He cried.")
    assert not guide.sheets()[0].edited


def test_a_changed_scenario_says_what_is_kept_and_what_is_new(
    small: Scenario, tmp_path: Path
) -> None:
    store = Casebook(tmp_path)
    with store.create("small") as keeper:
        answer(Guide(small, keeper), "Leo", "email", "he cried", ())
        id = keeper.session.id
    newer = SMALL.replace('id = "seen"\nkind', 'id = "noticed"\nwas = ["seen"]\nkind')
    newer = newer.replace(
        'when = "seen"\ntext = "{{ seen|', 'when = "noticed"\ntext = "{{ noticed|'
    )
    newer = newer.replace('{ id = "email", label', '{ id = "mail", label')
    newer = newer.replace("when = 'how == \"email\"'", "when = 'how == \"mail\"'")
    with store.open(id) as keeper:
        guide = Guide(read(newer, "small.toml"), keeper)
        assert guide.changes.doubtful == ("how",)
        assert guide.changes.kept == ("name", "noticed", "helps")
        assert guide.changes.new == ()
        assert guide.answers["noticed"] == "he cried"
        assert guide.at == "how"


def test_what_a_newer_scenario_means_is_said_once_in_plain_sentences(
    small: Scenario, tmp_path: Path
) -> None:
    """Kept, needs another look, new, set aside: what no step asks for any more is kept too."""
    store = Casebook(tmp_path)
    with store.create("small") as keeper:
        answer(Guide(small, keeper), "Leo", "phone", "555-0134", "he cried", ("a snack",))
        id = keeper.session.id
    newer = SMALL.replace('id = "phone", label', 'id = "call", label').replace(
        """when = 'how == "phone"'""", """when = 'how == "call"'"""
    )
    newer = newer.replace('id = "helps"\nkind', 'id = "helped"\nkind')
    newer = newer.replace('when = "helps"', 'when = "helped"').replace("{{ helps|", "{{ helped|")
    with store.open(id) as keeper:
        guide = Guide(read(newer, "small.toml"), keeper)
        assert news(guide) == (
            "Answers kept: 2.",
            "Needs another look: How.",
            "New questions: Helps.",
            "Set aside, in case they are needed: 2.",
        )
        answer(guide, "call")
        assert guide.answers["number"] == "555-0134"
    with store.open(id) as keeper:
        assert keeper.session.answers["helps"] == ["a snack"]
        assert news(Guide(read(newer, "small.toml"), keeper)) == ()


def test_answers_from_a_file_must_reach_the_end(guide: Guide) -> None:
    with pytest.raises(CoachError) as caught:
        guide.adopt({"name": "Leo", "how": "phone"})
    assert "Number" in caught.value.what
    assert caught.value.where == "number"


def test_the_outline_tells_what_is_done_and_what_is_ahead(guide: Guide) -> None:
    answer(guide, "Leo", "email", "")
    states = {line.step: line.state for line in guide.outline() if line.step}
    assert states == {"name": "done", "how": "done", "seen": "skipped", "helps": "present"}


VALUES: Mapping[str, st.SearchStrategy[Value]] = {
    "name": st.sampled_from(["Leo", "[Name]", "{{ x }}"]),
    "how": st.sampled_from(["email", "phone"]),
    "number": st.text(min_size=1, max_size=5).filter(str.strip),
    "seen": st.text(max_size=20),
    "helps": st.lists(st.text(max_size=5), max_size=3).map(tuple),
}


@given(st.data())
def test_wandering_never_changes_an_answer(data: st.DataObject) -> None:
    guide = Guide(read(SMALL, "small.toml"), Unsaved().create("small"))
    for _turn in range(data.draw(st.integers(1, 12))):
        move = data.draw(st.sampled_from(["answer", "back", "go", "review", "draft", "skip"]))
        before = dict(guide.answers)
        at = guide.at
        if move == "answer" and at:
            guide.answer(data.draw(VALUES[at]))
            assert {k: v for k, v in guide.answers.items() if k != at} == {
                k: v for k, v in before.items() if k != at
            }
            continue
        if move == "skip" and at:
            guide.skip()
            continue
        if move == "back":
            guide.back()
        elif move == "go":
            guide.go(data.draw(st.sampled_from([*VALUES, "nowhere"])))
        elif move == "review":
            guide.review()
        elif move == "draft":
            guide.draft("typing")
        assert dict(guide.answers) == before


def test_a_part_that_hangs_on_an_answer_to_come_waits(small: Scenario) -> None:
    asking = SMALL.replace(
        'when = "helps"\ntext = "What helps: {{ helps|items }}."',
        'text = "{% if helps %}What helps: {{ helps|items }}.{% else %}Ask me.{% endif %}"',
    )
    guide = Guide(read(asking, "small.toml"), Unsaved().create("small"))
    answer(guide, "Leo", "email")
    assert not guide.preview().letters
    answer(guide, "he cried")
    assert guide.preview().letters[0].body == "He cried."
    guide.draft(("a plan",))
    assert guide.preview().letters[0].body == "He cried.\n\nWhat helps: a plan."
    guide.clear()
    answer(guide, ())
    assert guide.outcome().letters[0].body == "He cried.\n\nAsk me."
