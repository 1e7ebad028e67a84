"""`coach cover`: every talk is tried, and what is wrong in one is shown as a script."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest

from coach.author.cover import Rehearsable, Report, cover
from coach.author.cover.crew import Crew
from coach.author.cover.talks.ears import Ears
from coach.author.cover.talks.lines import LINES, LONG, NOTHING, QUESTIONS
from coach.author.cover.talks.parents import AnyParent, greedy
from coach.author.cover.talks.placed import Site
from coach.author.cover.talks.played import played
from coach.author.cover.talks.report import Play
from coach.author.cover.talks.shared import of_all
from coach.author.cover.talks.stage import Family, Script, Stage
from coach.author.cover.talks.tally import tally_talks
from coach.author.cover.talks.told import again, fault_in_words
from coach.interview.answer_file import answers_in
from coach.interview.answers import Answers
from coach.rehearse.effects import LONG as A_SPEECH
from coach.rehearse.moves import MOVES, hear, hear_written
from coach.rehearse.partner import begin, play, turn
from coach.rehearse.script import read_script, write_script
from coach.rehearse.state import Entry
from coach.safety.alarm import alarm_for
from coach.safety.signs import look_for
from coach.scenario.library import warning_signs
from coach.scenario.load import read, read_as
from coach.scenario.rehearsal import About, ReactionsFile, Rehearsal
from tests.rehearse import small

# ------------------------------------------------------------------ a small school

ANSWERS: Answers = dict(small.ANSWERS)
SHARED = (
    small.SHARED
    + """
[[reaction]]
id = "so-many-boots"
title = "So many boots"
calm = ["There are boots in that hall, too."]
good = "That sounds like a lot. Could you look under the bench with {{ child.name }} today?"
middling = "I see."
weak = "Somebody must have put them there."
weak_does = ["blame"]
wants = ["reflect", "ask"]
tip = "Say back what you heard."
"""
)
OWN = """
format = 1
scenario = "lost-jacket"
partner = [
  { role = "teacher", name = "Ms. Reed", when = 'safe == "no"' },
  { role = "counselor" },
]

[[reaction]]
use = "what-is-it"

[[reaction]]
use = "so-many"

[[reaction]]
use = "so-many-boots"

[[reaction]]
id = "busy"
title = "Is busy"
at = ["middle", "close"]
calm = ["I have a lot to do."]
good = "That sounds like a lot. Could you look today, and could we talk again on Friday?"
middling = "I see."
weak = "You never look."
wants = ["reflect", "next-step"]
tip = "Ask."

[[reaction.then]]
to = ["thank"]
calm = ["You're welcome, I'm sure."]

[[reaction]]
use = "we-will-see"

[[answer]]
to = ["open-question"]
about = ["help"]
calm = ["A name in it would help."]
"""


def tried(
    own: str = OWN,
    shared: str = SHARED,
    scenario: str = small.SCENARIO,
    answers: Answers = ANSWERS,
    **more: Any,
) -> Report:
    """What a cover finds in a small rehearsal, with a few random talks and no random paths."""
    rehearsal = Rehearsable(
        read_as(own, "rehearsal/lost-jacket.toml", Rehearsal),
        read_as(shared, "reactions.toml", ReactionsFile),
        (Family("leo", answers),),
    )
    whole = read(scenario, "lost-jacket.toml")
    return cover(whole, {}, rehearsal=rehearsal, **{"runs": 0, "talks": 150, **more})


def changed(old: str, new: str, text: str = OWN) -> str:
    assert old in text
    return text.replace(old, new, 1)


def kinds(report: Report) -> set[str]:
    assert report.rehearsed is not None
    return {kind for kind, _site, _about in report.rehearsed.faults}


def unheard(report: Report) -> list[tuple[str, Site]]:
    assert report.rehearsed is not None
    return [(one.goal.kind, one.goal.site) for one in report.rehearsed.unheard]


MORE = """
[[answer]]
to = ["thank"]
when = '{when}'
calm = ["Of course.", "Any time."]
hot = ["Well."]
"""


# ------------------------------------------------------------------ what is reached


def test_a_sound_rehearsal_is_heard_whole() -> None:
    report = tried()
    assert report.rehearsed is not None
    assert report.rehearsed.good, (unheard(report), report.rehearsed.faults)
    assert report.rehearsed.tally.endings["good", "agreed"] == len(report.rehearsed.setups)


def test_the_same_seed_gives_the_same_report_on_one_core_and_on_two() -> None:
    alone, together = tried(), tried(cores=2, patience=0.0)
    assert alone.rehearsed is not None
    assert together.rehearsed is not None
    assert alone.rehearsed.tally == together.rehearsed.tally
    other = tried(seed=2)
    assert other.rehearsed is not None
    assert other.rehearsed.tally != alone.rehearsed.tally


def test_a_reaction_that_nothing_calls_up_is_named() -> None:
    own = changed('id = "busy"', 'id = "busy"\npartners = ["principal"]')
    report = tried(own)
    assert unheard(report) == [("reaction", Site("own", ("reaction", 3)))]
    assert report.rehearsed is not None
    assert not report.rehearsed.unheard[0].sayable


def test_words_for_a_heat_that_never_is_are_named_once_for_all_of_them() -> None:
    own = changed('to = ["thank"]', 'to = ["blame"]\ntense = ["No.", "Not so."]')
    assert unheard(tried(own)) == [("wording", Site("own", ("reaction", 3, "then", 0, "calm", 0)))]


def test_what_only_an_answer_no_sample_gives_opens_is_looked_for() -> None:
    report = tried(OWN + MORE.format(when='safe == "unsure"'))
    assert not unheard(report)
    assert report.rehearsed is not None
    assert [family.name for family in report.rehearsed.families] == ["leo", ""]


def test_somebody_whom_no_sample_lets_be_talked_with_gets_a_family() -> None:
    own = changed('{ role = "counselor" }', '{ role = "counselor", when = \'safe == "unsure"\' }')
    report = tried(own)
    assert report.rehearsed is not None
    assert {setup.role for setup in report.rehearsed.setups} == {"teacher", "counselor"}


def test_an_answer_that_no_answers_open_is_named_as_a_whole() -> None:
    report = tried(OWN + MORE.format(when='safe == "no" and safe == "unsure"'))
    assert unheard(report) == [("answer", Site("own", ("answer", 1)))]


def test_what_all_share_has_to_be_heard_in_one_of_them() -> None:
    report = tried(talks=0)
    assert report.rehearsed is not None
    stage = report.rehearsed.stage
    missing = of_all({"lost-jacket": report.rehearsed}, 1, lambda _id: lambda _bundles: iter(()))
    assert "end-tense" in {one.goal.name for one in missing}

    def play(_id: str) -> Play:
        return lambda bundles: (tally_talks(stage, bundle) for bundle in bundles)

    assert not of_all({"lost-jacket": report.rehearsed}, 1, play)


# ------------------------------------------------------------------ what is wrong


def test_a_line_that_nobody_answers_is_a_fault_with_a_script() -> None:
    shared = changed(
        '[[answer]]\nto = ["wander"]\ncalm = ["Let\'s stay with the jacket."]\n', "", SHARED
    )
    report = tried(shared=shared)
    assert report.rehearsed is not None
    ((what, found),) = report.rehearsed.faults.items()
    assert what[0] == "unanswered"
    assert what[2] == "wander"
    assert len(found.entries) == 1
    assert "wander" in hear(found.entries[0].text).moves
    assert "nobody answers “wander”" in fault_in_words(what)


DATED = "Could you look tomorrow, and could we talk again on Friday?"


def with_replies(pick: str, line: str, text: str) -> str:
    """A file in which every reply of a kind is the same."""
    text = re.sub(rf'(?m)^{pick} = ".*"$', f'{pick} = "{line}"', text)
    return re.sub(rf"(?m)^{pick}_does = .*$", "", text)


def test_a_talk_that_ends_well_with_weak_replies_is_a_fault() -> None:
    own, shared = (with_replies("weak", DATED, text) for text in (OWN, SHARED))
    scenario = changed('avoid = "You never look."', f'avoid = "{DATED}"', small.SCENARIO)
    report = tried(own, shared, scenario, talks=0)
    assert "weak-ends-well" in kinds(report)
    assert report.rehearsed is not None
    what, found = next(iter(report.rehearsed.faults.items()))
    assert what[1].key[0] == "partner"
    assert {entry.pick for entry in found.entries} == {"weak"}


def test_a_talk_that_good_replies_do_not_end_well_is_a_fault() -> None:
    own, shared = (with_replies("good", "I see what you mean.", text) for text in (OWN, SHARED))
    assert "good-ends-badly" in kinds(tried(own, shared, talks=0))


def test_where_nothing_is_left_to_say_it_is_a_fault() -> None:
    own = changed('[[reaction]]\nuse = "so-many"\n', "")
    own = changed('[[reaction]]\nuse = "so-many-boots"\n', "", own)
    own = changed('[[reaction]]\nuse = "we-will-see"\n', "", own)
    scenario = small.SCENARIO.replace('reaction = "at-home"\n', "")
    found = kinds(tried(own, scenario=scenario))
    assert "run-dry" in found
    assert "crash" not in found


def test_a_gap_in_what_is_said_is_a_fault_at_its_place() -> None:
    own = changed('calm = ["I have a lot to do."]', 'calm = ["I have a lot to do , {{ more }}."]')
    scenario = small.SCENARIO.replace(
        "[[message]]",
        '[[section.step]]\nid = "more"\nkind = "text"\noptional = true\nask = "More?"\n[[message]]',
        1,
    )
    report = tried(own, scenario=scenario, answers={**ANSWERS, "more": ""})
    assert report.rehearsed is not None
    sites = {site for _kind, site, _about in report.rehearsed.faults}
    assert sites == {Site("own", ("reaction", 3, "calm", 0))}


def test_a_reply_that_is_not_there_is_a_fault_and_no_crash() -> None:
    own = changed('middling = "I see."', "middling = \"{% if seen == 'x' %}No.{% endif %}\"")
    report = tried(own)
    assert "no-reply" in kinds(report)
    assert "crash" not in kinds(report)


def test_a_mistake_of_ours_is_a_fault_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("a day without hours")

    monkeypatch.setattr("coach.rehearse.partner.ends", stumble)
    report = tried(talks=20)
    assert report.rehearsed is not None
    texts = [found.text for what, found in report.rehearsed.faults.items() if what[0] == "crash"]
    assert texts
    assert all("a day without hours" in text for text in texts)


def test_a_talk_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.rehearse.partner.ends", lambda *_: "")
    assert kinds(tried(talks=5)) & {"endless", "run-dry"}


# ------------------------------------------------------------------ playing it again


def test_a_fault_is_a_command_that_shows_it_again() -> None:
    shared = changed(
        '[[answer]]\nto = ["wander"]\ncalm = ["Let\'s stay with the jacket."]\n', "", SHARED
    )
    report = tried(shared=shared)
    rehearsed = report.rehearsed
    assert rehearsed is not None
    ((_what, found),) = rehearsed.faults.items()
    command, _blank, name, *lines = again(rehearsed, found, "lost-jacket", samples=True)
    assert f"--sample leo --partner {found.setup.role} --mood {found.setup.mood}" in command
    assert f"--seed {found.seed} --script talk.txt" in command
    assert name == "talk.txt:"
    script = read_script("\n".join(line.strip() for line in lines))
    assert script == found.entries
    there = rehearsed.stage.cast(found.setup, found.seed)
    said = play(there, script).past[-1].answered
    assert not any(one.cue == "wander" for one in said)


def test_a_talk_with_a_made_up_family_brings_its_answers_along() -> None:
    own = OWN + MORE.format(when='safe == "unsure"').replace("Of course.", "Of course , yes.")
    rehearsed = tried(own).rehearsed
    assert rehearsed is not None
    (found,) = rehearsed.faults.values()
    lines = again(rehearsed, found, "lost-jacket", samples=True)
    assert "--answers family.toml" in lines[0]
    written = "\n".join(line[4:] for line in lines[lines.index("family.toml:") + 1 :])
    assert answers_in(written, "family.toml", small.scenario())["safe"] == "unsure"


@pytest.mark.slow
def test_the_commands_of_a_report_can_be_typed(tmp_path: Path) -> None:
    (tmp_path / "rehearsal").mkdir()
    (tmp_path / "samples" / "lost-jacket").mkdir(parents=True)
    (tmp_path / "lost-jacket.toml").write_text(small.SCENARIO, encoding="utf-8")
    own = """
format = 1
scenario = "lost-jacket"
partner = [{ role = "teacher", when = 'safe == "no"' }]
reaction = [{ use = "two-minutes", weak = "Could you look on Monday?" }, { use = "keep-an-eye" }]
"""
    (tmp_path / "rehearsal" / "lost-jacket.toml").write_text(own, encoding="utf-8")
    sample = 'scenario = "lost-jacket"\nname = "leo"\ntitle = "Leo"\nabout = "Leo."\n[answers]\n'
    sample += "".join(f'{id} = "{value}"\n' for id, value in ANSWERS.items())
    (tmp_path / "samples" / "lost-jacket" / "leo.toml").write_text(sample, encoding="utf-8")
    done = coach(
        tmp_path, "cover", "./lost-jacket.toml", "--talks", "50", "--runs", "0", "--format", "json"
    )
    assert done.returncode == 1, done.stderr
    talks = json.loads(done.stdout)["talks"]
    assert talks["talks"] > 50
    fault = next(fault for fault in talks["faults"] if fault["kind"] == "run-dry")
    assert fault["file"] == "rehearsal/lost-jacket.toml"
    (tmp_path / "talk.txt").write_text(fault["script"], encoding="utf-8")
    command = fault["again"].split()
    assert command[:2] == ["coach", "rehearse"]
    again = coach(tmp_path, *command[1:])
    assert again.returncode == 0, again.stderr
    assert "You:" in again.stdout


def coach(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coach", *words], cwd=folder, capture_output=True, encoding="utf-8"
    )


# ------------------------------------------------------------------ who talks


@pytest.mark.parametrize("before", ["", "I've got two minutes, not more.", "What do you want?"])
def test_every_line_does_what_it_stands_for(before: str) -> None:
    assert {*LINES, "open-question"} == set(MOVES)
    for move, lines in LINES.items():
        for line in lines:
            assert move in hear(line, before).moves, line
    assert set(QUESTIONS) == set(get_args(About))
    for about, lines in QUESTIONS.items():
        for line in lines:
            assert hear(line, before).moves == ("open-question",), line
            assert hear(line, before).about == about, line
    for line in NOTHING:
        assert not hear(line, before).moves
    assert len(LONG.split()) > A_SPEECH


def test_no_line_stops_a_rehearsal() -> None:
    for line in (*NOTHING, LONG, *sum(LINES.values(), ()), *sum(QUESTIONS.values(), ())):
        assert alarm_for(look_for(warning_signs(), line), scenario="concern") is None, line


def test_a_script_says_every_line_again() -> None:
    entries = [Entry(text=line) for line in (*NOTHING, LONG, *sum(LINES.values(), ()))]
    entries += [Entry(pick="weak"), Entry(breath=True), Entry(text="Okay.", reaction="busy")]
    assert read_script(write_script(tuple(entries))) == tuple(entries)


def test_ears_hear_what_is_heard_without_them() -> None:
    stage = Stage(Script(small.scenario(), small.own(), small.shared(), (Family("leo", ANSWERS),)))
    ears, other = Ears(), 0
    for setup in stage.setups():
        dice = Random(str(setup))
        parent, state = AnyParent(dice), begin(stage.cast(setup, dice.randint(1, 99)))
        while not state.ended:
            said = " ".join(one.text for one in state.spoken)
            entry = parent(state)
            state = turn(state, entry, ears)
            if not entry.breath:
                line = state.past[-1].entry.text
                assert ears(line, said) == hear_written(line, said)
                other += 1
    assert other > 50


def test_a_talk_is_the_one_that_coach_rehearse_plays() -> None:
    stage = Stage(Script(small.scenario(), small.own(), small.shared(), (Family("leo", ANSWERS),)))
    for setup in stage.setups():
        talk = played(stage, setup, 7, AnyParent(Random(str(setup))))
        there = small.the_cast(setup.role, setup.mood, setup.setting, 7)
        again = play(there, talk.entries)
        assert (again.ending, again.turn, again.met) == (talk.ending, talk.turns, talk.met)


def test_a_greedy_parent_without_replies_to_pick_nods() -> None:
    stage = Stage(Script(small.scenario(), small.own(), small.shared(), (Family("leo", ANSWERS),)))
    state = begin(stage.cast(stage.setups()[0], 1))
    assert greedy("good")(state) == Entry(pick="good")


def test_a_crew_without_work_ends() -> None:
    with Crew(str, 2, 0.0) as crew:
        assert list(crew.results([])) == []
