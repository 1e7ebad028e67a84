"""A pack's scenario works wherever one of ours does, and takes the place of nothing of ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach.casebook.store import Casebook
from coach.compose.outcome import compose
from coach.errors import CoachError, ScenarioError
from coach.guide.begin import begin
from coach.guide.listing import front
from coach.guide.practice import invented
from coach.interview.answer_file import read_answers, sample_answers
from coach.interview.path import path
from coach.packs import shelf
from coach.scenario import library
from tests.packs.made import HEAD, ID, SAMPLE, SCENARIO, added, folder

TODAY = date(2026, 11, 29)


def test_it_is_found_shown_and_has_its_families() -> None:
    added()
    scenario = library.find(ID)
    assert (scenario.id, scenario.title) == (ID, "One fault")
    assert library.sample_names(ID) == ("mia",)
    assert library.sample(ID, "mia").answers["seen"] == "Tears."
    assert library.lasting(ID) == ID
    assert not library.has_rehearsal(ID)
    assert library.rehearsal(ID) is None


def test_its_families_and_files_of_answers_give_a_message(tmp_path: Path) -> None:
    added()
    scenario = library.find(ID)
    answers = sample_answers(scenario, "mia")
    for name in ("lost-jacket", ID):
        file = tmp_path / "answers.toml"
        file.write_text(SAMPLE.replace("lost-jacket", name))
        assert read_answers(file, scenario) == answers
    file.write_text(SAMPLE.replace("lost-jacket", "other"))
    with pytest.raises(ScenarioError, match="these answers are for"):
        read_answers(file, scenario)
    letter = compose(scenario, path(scenario, answers)).letters[0]
    assert "Tears." in "\n".join(paragraph.text for paragraph in letter.paragraphs)


def test_the_nearest_is_named_where_there_is_none() -> None:
    added()
    with pytest.raises(CoachError) as raised:
        library.find("lost-jackt")
    assert ID in raised.value.advice
    with pytest.raises(CoachError, match="has no scenario “lost-jackt”") as raised:
        library.find("bright-street/lost-jackt")
    assert "Did you mean “lost-jacket”?" in raised.value.advice
    with pytest.raises(CoachError, match="no sample “leo”"):
        library.sample(ID, "leo")


def test_a_file_typed_without_its_ending_is_told_from_a_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "mine")
    with pytest.raises(CoachError, match="“mine”, which is not here") as raised:
        library.find("mine/lost-jacket")
    assert raised.value.advice == "If you mean the file beside you: ./mine/lost-jacket.toml"


# ------------------------------------------------------------------ nothing of ours is replaced


def test_a_scenario_with_an_id_of_ours_stands_beside_it() -> None:
    """`coach check` refuses it. One that got in all the same would be no more than this."""
    ours = library.find("concern")
    added(**{"concern.toml": SCENARIO.replace('"lost-jacket"', '"concern"')})
    assert library.find("concern") is ours
    assert library.find("bright-street/concern").title == "One fault"


def test_helplines_warning_signs_reactions_and_practices_are_ours_alone() -> None:
    ours = (
        library.help_card(),
        library.warning_signs(),
        library.practices(),
        library.facts(),
        library.reactions(),
    )
    practice = '[[practice]]\nid = "assume-good-intent"\nname = "A"\nsays = "B."\n'
    added(
        **{
            "help-us.toml": 'title = "Mine"\n',
            "warning-signs.toml": "",
            "reactions.toml": "",
            "practices.toml": practice,
        }
    )
    library.find(ID)
    assert ours == (
        library.help_card(),
        library.warning_signs(),
        library.practices(),
        library.facts(),
        library.reactions(),
    )


FACT = '[[fact]]\nid = "{id}"\ntext = "{text}"\ncite = "Our board"\nchecked_on = "2026-11-01"\n'
CITING = SCENARIO.replace("[[part]]\n", '[[part]]\nfacts = ["B1", "F12"]\n', 1)


def facts_told(scenario_id: str) -> str:
    scenario = library.find(scenario_id)
    return next(part.text for part in scenario.part if part.facts)


def test_its_own_facts_are_dated_and_told_as_its_own_and_ours_stay_ours() -> None:
    own = FACT.format(id="B1", text="We meet on Mondays.")
    own += FACT.format(id="F12", text="Nobody has to answer.")
    added(**{"lost-jacket.toml": CITING, "facts-us.toml": own})
    told = facts_told(ID)
    assert "We meet on Mondays." in told
    assert "Checked 2026-11-01. Told by the pack “Bright Street”, not by Coach." in told
    assert library.facts()["F12"].text in told
    assert "Nobody has to answer." not in told
    assert told.count("not by Coach") == 1
    assert told.index(library.facts_footer()) < told.index("We meet on Mondays.")
    assert told.endswith("General information, not legal advice.")


def test_facts_beside_a_file_of_ones_own_are_told_the_same_way(tmp_path: Path) -> None:
    own = FACT.format(id="B1", text="We meet on Mondays.")
    place = folder(tmp_path / "x", **{"lost-jacket.toml": CITING, "facts-us.toml": own})
    told = facts_told(str(place / "lost-jacket.toml"))
    assert "Told by the pack “Bright Street”, not by Coach." in told


OFF_RAMP = SCENARIO.replace('id = "friends", ', 'id = "friends", goto = "{goto}", ', 1)


@pytest.mark.parametrize(
    ("goto", "leads_to"),
    [
        ("second", "bright-street/second"),
        ("escalation", "escalation"),
        ("urgent", "urgent"),
        ("urgent-report", "urgent-report"),
    ],
)
def test_an_off_ramp_leads_to_its_pack_or_to_ours(goto: str, leads_to: str) -> None:
    added(
        **{
            "lost-jacket.toml": OFF_RAMP.replace("{goto}", goto),
            "second.toml": SCENARIO.replace('"lost-jacket"', '"second"'),
        }
    )
    step = library.find(ID).step("topic")
    assert step is not None
    assert [option.goto for option in step.options if option.goto] == [leads_to]
    if leads_to != "urgent":
        library.find(leads_to)


def test_an_id_of_another_pack_is_no_off_ramp() -> None:
    """A pack leads to its own and to ours: `goto` holds an id, and an id has no slash."""
    with pytest.raises(ScenarioError, match="no place to go"):
        added(**{"lost-jacket.toml": OFF_RAMP.replace("{goto}", "other/lost-jacket")})


# ------------------------------------------------------------------ sessions


@pytest.fixture
def book(own_home: Path) -> Casebook:
    """The casebook of this home."""
    return Casebook(own_home)


def begun(book: Casebook) -> str:
    with book.create(ID) as open:
        guide = begin(book, open, TODAY)
        guide.answer("Tears at the gate.")
        return open.session.id


def test_a_session_outlives_its_pack_and_goes_on_once_it_is_back(book: Casebook) -> None:
    added()
    id = begun(book)
    shelf.remove("bright-street")
    assert book.look(id).answers == {"seen": "Tears at the gate."}
    with book.open(id) as open, pytest.raises(CoachError, match="which is not here") as raised:
        begin(book, open, TODAY)
    assert "What you wrote with it is kept" in raised.value.advice
    assert next(one.title for one in front(book, library.headers(), TODAY)) == "Carry on"
    added()
    with book.open(id) as open:
        guide = begin(book, open, TODAY)
        assert guide.answers == {"seen": "Tears at the gate."}


def test_a_session_goes_on_in_a_later_version_of_its_pack(book: Casebook) -> None:
    added()
    id = begun(book)
    added(
        **{
            "lost-jacket.toml": SCENARIO.replace('id = "seen"', 'id = "saw"\nwas = ["seen"]')
            .replace("{{ seen", "{{ saw")
            .replace("if seen", "if saw")
            .replace('when = "seen', 'when = "saw')
        }
    )
    with book.open(id) as open:
        guide = begin(book, open, TODAY)
        assert guide.answers == {"saw": "Tears at the gate."}


def test_the_first_screen_says_whose_it_is(book: Casebook) -> None:
    added()
    things = {
        thing.id: thing
        for group in front(book, library.headers(), TODAY)
        for thing in group.things
        if thing.kind == "scenario"
    }
    assert things[ID].aside == "10 minutes · from Ana Ruiz's pack"
    assert things["concern"].aside == "15 minutes"


def test_a_long_name_of_an_author_is_cut_in_the_lists() -> None:
    added(**{"pack.toml": HEAD.replace("Ana Ruiz", "A" * 200)})
    (top,) = [top for top in library.headers() if top.by]
    assert len(top.by) == 40


# ------------------------------------------------------------------ rehearsal


def test_it_can_be_rehearsed_with_its_own_family() -> None:
    from coach.author.new import files
    from coach.guide.rehearsing import can_rehearse

    added(**files("other-jacket"))
    id = "bright-street/other-jacket"
    assert library.has_rehearsal(id)
    assert can_rehearse(invented(id, "example"))


# ------------------------------------------------------------------ handouts

OWN = '[[practice]]\nid = "box-first"\nname = "The box first"\nsays = "Look there first."\n'
TEACHING = SCENARIO.replace('practice = ["curious-question"]', 'practice = ["box-first"]', 1)


def test_its_handouts_show_its_own_practices_and_words() -> None:
    from coach.handouts.family import subject
    from coach.handouts.making import words_for
    from coach.handouts.practices import ideas

    ours = (library.folder() / "handouts.toml").read_text(encoding="utf-8")
    title = library.handouts().practices.title
    own = ours.replace(f'"{title}"', '"Ideas of our street"')
    added(**{"practices.toml": OWN, "lost-jacket.toml": TEACHING, "handouts.toml": own})
    assert {"box-first", "respect-time"} <= set(library.practices_of(ID))
    assert library.handouts(ID).practices.title == "Ideas of our street"
    about = subject(ID)
    assert about.names == ("mia",)
    handout = ideas(about, words_for(about))
    assert handout is not None
    assert "The box first" in repr(handout)


def test_without_words_of_its_own_a_pack_has_ours_on_its_handouts() -> None:
    added()
    assert library.handouts(ID) == library.handouts()
    assert library.practices_of(ID) == library.practices() == library.practices_of("concern")
