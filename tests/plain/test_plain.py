"""Plain mode: a line in, a line out, and nothing else."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from coach.casebook.session import Session
from coach.casebook.store import Casebook, OpenSession, Unsaved
from coach.errors import CoachError
from coach.guide.guide import Guide
from coach.plain.sitting import sit
from coach.plain.terminal import Terminal
from coach.scenario.load import read
from coach.scenario.model import Scenario

EVERY_KIND = """
format = 1
id = "kinds"
title = "Every kind"
summary = "One question of each kind."

[[section]]
id = "all"
title = "All"

[[section.step]]
id = "hello"
kind = "note"
title = "Hello"
ask = "Take a breath."

[[section.step]]
id = "seen"
kind = "text"
title = "Seen"
ask = "What did you see?"
why = "One example helps."
weak = "He is sad."
example = "He cried on Monday."

[[section.step]]
id = "how"
kind = "choice"
title = "How"
ask = "How?"
options = [{ id = "email", label = "Email" }, { id = "phone", label = "A phone call" }]

[[section.step]]
id = "who"
kind = "many"
title = "Who"
ask = "Who was there?"
options = [
  { id = "me", label = "Me" },
  { id = "aide", label = "The classroom aide" },
  { id = "bus", label = "The bus driver" },
]

[[section.step]]
id = "rows"
kind = "lines"
title = "Rows"
ask = "What helps?"
most = 3
optional = true

[[section.step]]
id = "grid"
kind = "table"
title = "Grid"
ask = "What is hard, and what helps?"
most = 2
optional = true
columns = [{ id = "hard", label = "Hard" }, { id = "helps", label = "Helps" }]

[[section.step]]
id = "heat"
kind = "scale"
title = "Heat"
ask = "How hot is this?"
low = "calm"
high = "boiling"

[[section.step]]
id = "when"
kind = "date"
title = "When"
ask = "When?"
optional = true

[[message]]
id = "email"
title = "Email"
channels = ["email"]

[[message.part]]
id = "all"
text = '''
{{ seen|sentence }} {{ how|says }}. {{ who|says|capital }}. {{ heat }}.\
{% if when %} {{ when|day }}.{% endif %}
{{ rows|bullets }}
{{ grid|bullets }}'''
"""

ANSWERS = """
he cried
2
1 3
a plan
a snack

noise | headphones

7
2026-09-03
"""

LETTER = """He cried. A phone call. Me and the bus driver. 7. Thu 3 Sep.
- A plan
- A snack
- Noise – headphones"""


@pytest.fixture
def kinds() -> Scenario:
    return read(EVERY_KIND, "kinds.toml")


def talk(scenario: Scenario, typed: str, out: Path | None = None) -> tuple[Guide, str]:
    guide = Guide(scenario, Unsaved().create(scenario.id))
    sink = io.StringIO()
    sit(guide, out=out, terminal=Terminal(io.StringIO(typed), sink))
    return guide, sink.getvalue()


def test_every_kind_is_answered_by_lines(kinds: Scenario) -> None:
    guide, said = talk(kinds, ANSWERS)
    assert guide.sheets()[0].body == LETTER
    assert LETTER in said
    assert "Nothing has been sent" in said


def test_nothing_moves_the_cursor_and_nothing_has_colour(kinds: Scenario) -> None:
    _guide, said = talk(kinds, ANSWERS.replace("he cried", "he \x1b[31mcried\x07\u202e"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", said)
    assert "He cried." in said


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (":why", "One example helps."),
        (":example", "Helps more: He cried on Monday."),
        (":help", ":urgent"),
        (":urgent", "988"),
        (":review", "1. Hello"),
        (":nonsense", "There is no command :nonsense"),
        (":message", "Nothing to show yet"),
        (":copy", "not finished"),
    ],
)
def test_a_command_tells_and_the_question_stays(kinds: Scenario, command: str, said: str) -> None:
    guide, output = talk(kinds, ANSWERS.replace("he cried", f"{command}\nhe cried"))
    assert said in output
    assert guide.sheets()[0].body == LETTER


def test_back_returns_and_enter_keeps_the_answer(kinds: Scenario) -> None:
    guide, said = talk(kinds, ANSWERS.replace("he cried\n", "he cried\n:back\n\n"))
    assert "Your answer now: he cried" in said
    assert guide.sheets()[0].body == LETTER


def test_an_answer_can_begin_with_a_colon(kinds: Scenario) -> None:
    guide, _said = talk(kinds, ANSWERS.replace("he cried", "::sad he wrote"))
    assert guide.answers["seen"] == ":sad he wrote"


def test_a_long_answer_takes_several_lines(kinds: Scenario) -> None:
    guide, _said = talk(kinds, ANSWERS.replace("he cried", ":more\nhe cried\nat pick-up\n."))
    assert guide.answers["seen"] == "he cried\nat pick-up"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("9", "1 to 2"), ("carrier pigeon", "not one of the choices"), ("", "needs an answer")],
)
def test_a_wrong_line_is_explained_and_asked_again(kinds: Scenario, wrong: str, said: str) -> None:
    guide, output = talk(kinds, ANSWERS.replace("\n2\n", f"\n{wrong}\nemail\n"))
    assert said in output
    assert guide.answers["how"] == "email"


def test_an_answer_is_changed_from_the_results(kinds: Scenario) -> None:
    guide, said = talk(kinds, ANSWERS + ":go 2\nhe laughed\n")
    assert guide.sheets()[0].body.startswith("He laughed.")
    assert said.count("Nothing has been sent") == 2


def test_one_line_of_the_message_is_reworded_and_put_back(kinds: Scenario) -> None:
    guide, said = talk(kinds, ANSWERS + ":edit\n2\nA plan for the day.\n:message\n:restore\n")
    changed = LETTER.replace("- A plan\n", "A plan for the day.\n")
    assert said.count(changed) == 2  # read out when it changed, and again when asked for
    assert guide.sheets()[0].body == LETTER


@pytest.mark.parametrize("typed", ["", ":back", ":nonsense"])
def test_rewording_can_be_left_alone(kinds: Scenario, typed: str) -> None:
    guide, said = talk(kinds, ANSWERS + f":edit\n2\n{typed}\n")
    assert "It says: - A plan" in said
    assert "Nothing was changed." in said
    assert guide.sheets()[0].body == LETTER


def test_a_line_is_taken_out_only_when_asked_to(kinds: Scenario) -> None:
    guide, _said = talk(kinds, ANSWERS + ":edit\n2\n:delete\n")
    assert guide.sheets()[0].body == LETTER.replace("- A plan\n", "")


def test_a_slip_does_not_read_the_question_out_again(kinds: Scenario) -> None:
    _guide, said = talk(kinds, ANSWERS.replace("\n2\n", "\npigeon\n2\n"))
    assert said.count("A phone call\n") == 1


def test_coming_back_unchanged_reads_nothing_out_again(kinds: Scenario) -> None:
    _guide, said = talk(kinds, ANSWERS + ":go 2\n\n")
    assert said.count(LETTER) == 1
    assert "Your message is as it was." in said


def test_urgent_help_from_an_answer_is_shown_once(first_contact: Scenario) -> None:
    guide, said = talk(first_contact, "4\nplease\n\n:back\n1\n:quit\n")
    assert said.count("1-800-422-4453") == 1
    assert guide.answers["timing"] == "new-year"


def test_everything_is_written_into_a_folder(kinds: Scenario, tmp_path: Path) -> None:
    talk(kinds, ANSWERS, out=tmp_path / "out")
    assert (tmp_path / "out" / "email.txt").read_text(encoding="utf-8") == LETTER + "\n"
    talk(kinds, ANSWERS + f":save {tmp_path / 'mine'}\n:save {tmp_path / 'mine'}\n")
    assert sorted(p.name for p in (tmp_path / "mine").iterdir()) == ["email-2.txt", "email.txt"]


def test_another_format_is_shown_and_then_written(kinds: Scenario, tmp_path: Path) -> None:
    _guide, said = talk(kinds, ANSWERS + f":save {tmp_path / 'a folder'} html\n")
    assert [one.name for one in (tmp_path / "a folder").iterdir()] == ["email.html"]
    shown = said.split("This is all that is in it:")[1]
    assert shown.index("email.html: ") < shown.index(LETTER) < shown.index("Written:")


def test_copying_says_who_has_it(kinds: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.export.clipboard.copy", lambda _text: False)
    _guide, said = talk(kinds, ANSWERS + ":copy\n")
    assert "No clipboard here will take this: “:save FOLDER” writes it to a file." in said
    assert "\x1b" not in said
    monkeypatch.setattr("coach.export.clipboard.copy", lambda _text: True)
    assert "this machine's clipboard" in talk(kinds, ANSWERS + ":copy\n")[1]


def test_input_that_ends_early_keeps_what_was_answered(kinds: Scenario, tmp_path: Path) -> None:
    store = Casebook(tmp_path)
    with store.create("kinds") as keeper:
        terminal = Terminal(io.StringIO("\nhe cried\n"), io.StringIO())
        with pytest.raises(CoachError) as caught:
            sit(Guide(kinds, keeper), terminal=terminal)
    assert "coach resume" in caught.value.advice
    with store.open(store.latest_unfinished()) as keeper:
        assert Guide(kinds, keeper).answers["seen"] == "he cried"


def test_coming_back_to_questions_that_have_changed_it_says_how(
    kinds: Scenario, tmp_path: Path
) -> None:
    store = Casebook(tmp_path)
    with store.create("kinds") as open:
        guide = Guide(kinds, open)
        sit(guide, terminal=Terminal(io.StringIO(f"{ANSWERS}:quit\n"), io.StringIO()))
        id = open.session.id
    newer = EVERY_KIND.replace('id = "phone", label', 'id = "call", label')
    sink = io.StringIO()
    with store.open(id) as open:
        guide = Guide(read(newer, "kinds.toml"), open)
        sit(guide, terminal=Terminal(io.StringIO(":quit\n"), sink))
    assert "These questions have changed since you were here." in sink.getvalue()
    assert "Needs another look: How." in sink.getvalue()


def test_quit_keeps_everything(kinds: Scenario, tmp_path: Path) -> None:
    store = Casebook(tmp_path)
    with store.create("kinds") as keeper:
        terminal = Terminal(io.StringIO("\nhe cried\n:quit\n"), io.StringIO())
        assert sit(Guide(kinds, keeper), terminal=terminal) == 0
    with store.open(store.latest_unfinished()) as keeper:
        assert Guide(kinds, keeper).at == "how"


@pytest.mark.parametrize(
    "text", ["[Name]", "[/x]", "{{ x }}", "$primary", "Nguyễn 😀", "a" * 20_000]
)
def test_what_is_typed_comes_out_as_it_was(kinds: Scenario, text: str) -> None:
    guide, said = talk(kinds, ANSWERS.replace("he cried", text))
    assert guide.answers["seen"] == text
    assert text[1:] in said.replace("\n", "")


def test_rows_typed_before_the_window_closed_are_kept(kinds: Scenario, tmp_path: Path) -> None:
    store = Casebook(tmp_path)
    typed = "\nhe cried\n2\n1\na plan\na snack\n"
    with store.create("kinds") as keeper, pytest.raises(CoachError):
        sit(Guide(kinds, keeper), terminal=Terminal(io.StringIO(typed), io.StringIO()))
    with store.open(store.latest_unfinished()) as keeper:
        prompt = Guide(kinds, keeper).prompt()
    assert prompt is not None
    assert (prompt.id, prompt.start) == ("rows", ("a plan", "a snack"))


def test_rows_that_stand_there_are_picked_and_reworded_one_by_one(
    kinds: Scenario, tmp_path: Path
) -> None:
    """As on the screen: a history that arrives filled need not be typed again to be changed."""
    store = Casebook(tmp_path)
    with store.create("kinds") as open:
        guide, sink = Guide(kinds, open), io.StringIO()
        guide.begin_with({"grid": (("noise", "headphones"), ("bus", "a seat"))})
        changes = (
            ":add x\n:drop 1\n:row 1 bus | a front seat\n:add smell | a window\n:drop 3\n:row 2\n\n"
        )
        typed = ANSWERS.replace("noise | headphones\n\n", changes) + ":quit\n"
        sit(guide, terminal=Terminal(io.StringIO(typed), sink))
        assert guide.answers["grid"] == (
            ("bus", "a front seat"),
            ("smell", "a window"),
        )
    said = sink.getvalue()
    assert "  2. bus – a seat\n" in said
    assert "There is room for 2 here." in said
    assert "Name a row by its number, from 1 to 2." in said
    assert "Type the new words after the number" in said


def test_what_is_changed_in_a_row_is_on_disk_before_the_next_line(
    kinds: Scenario, tmp_path: Path
) -> None:
    store = Casebook(tmp_path)
    with store.create("kinds") as open:
        guide = Guide(kinds, open)
        guide.begin_with({"rows": ("a plan", "a snack")})
        typed = "\n".join(ANSWERS.split("\n")[:4]) + "\n:drop 1\n"
        with pytest.raises(CoachError):
            sit(guide, terminal=Terminal(io.StringIO(typed), io.StringIO()))
        assert store.look(open.session.id).drafts == {"rows": ["a snack"]}


def test_a_question_without_rows_says_so(kinds: Scenario) -> None:
    _guide, said = talk(kinds, ANSWERS.replace("he cried", ":add x\n:drop 1\nhe cried"))
    assert "This question has no rows." in said
    assert "There are no rows here yet." in said


def test_an_answer_that_can_not_be_saved_now_is_saved_with_the_next(
    kinds: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Casebook(tmp_path)
    with store.create("kinds") as keeper:
        guide, save, tries = Guide(kinds, keeper), keeper.save, iter([True, False])

        def full_once(session: Session) -> None:
            if next(tries, True):
                save(session)
            else:
                raise CoachError("There is no room left on the disk.")

        monkeypatch.setattr(keeper, "save", full_once)
        sink = io.StringIO()
        sit(guide, terminal=Terminal(io.StringIO("\nhe cried\n2\n:quit\n"), sink))
    assert "no room left" in sink.getvalue()
    with store.open(store.latest_unfinished()) as keeper:
        assert Guide(kinds, keeper).answers == {"hello": "", "seen": "he cried", "how": "phone"}


def test_leaving_with_a_full_disk_is_a_choice_and_what_was_saved_stands(
    kinds: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on the screen: try again, stay, or leave without it."""
    store = Casebook(tmp_path)
    with store.create("kinds") as open:
        guide = Guide(kinds, open)
        sit(guide, terminal=Terminal(io.StringIO("\n:quit\n"), io.StringIO()))
        id = open.session.id
    left = 4

    def full(self: OpenSession, session: Session) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            raise CoachError("There is no room left on the disk.")
        save(self, session)

    save = OpenSession.save
    sink = io.StringIO()
    with store.open(id) as open, monkeypatch.context() as broken:
        broken.setattr(OpenSession, "save", full)
        guide = Guide(kinds, open)
        # Stay; then leave without it.
        typed = "he cried\n:quit\n\n:quit\n2\n"
        assert sit(guide, terminal=Terminal(io.StringIO(typed), sink)) == 0
    assert "Stopped. What was saved before stands." in sink.getvalue()
    assert store.look(id).answers == {"hello": ""}
    left, sink = 3, io.StringIO()
    with store.open(id) as open, monkeypatch.context() as broken:
        broken.setattr(OpenSession, "save", full)
        typed = "he cried\n:quit\n1\n1\n"
        assert sit(Guide(kinds, open), terminal=Terminal(io.StringIO(typed), sink)) == 0
    assert "Kept. Carry on with" in sink.getvalue()
    assert store.look(id).answers == {"hello": "", "seen": "he cried"}
