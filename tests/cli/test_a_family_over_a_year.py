"""One family from hello to the confirming note, in one casebook: by keys, and in plain lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coach.casebook.checkup import check_up
from coach.casebook.store import Casebook, Store
from coach.guide.guide import Guide
from coach.guide.known import known_in
from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers
from coach.interview.path import path
from coach.plain.home import home
from coach.plain.terminal import Terminal
from coach.scenario.evaluate import Value
from coach.scenario.library import find, headers
from coach.scenario.model import Scenario
from coach.tui.app import CoachApp
from tests.cli.walkthrough import as_keys, as_lines, give
from tests.unpainted import leave_unpainted

HELLO, CONCERN, TROUBLE, PRINCIPAL, TALK = (
    ("first-contact", "leo"),
    ("concern", "jun"),
    ("difficult-relationship", "ash"),
    ("escalation", "lucia"),
    ("contact", "jordan"),
)
CHILD = "Leo"


def to_give(store: Store, id: str, sample: str) -> tuple[Scenario, Answers, Answers]:
    """Return a scenario, the answers to give to it, and those that stand there already."""
    scenario = find(id)
    family = next((one.id for one in store.families()), "")
    known = known_in(store, scenario, family, date.today())
    answers: dict[str, Value] = {**sample_answers(scenario, sample), **known}
    for step in path(scenario, answers).steps:  # what the sample's own path did not come by
        answers.setdefault(step.id, "")
    return scenario, answers, known


def check(store: Casebook) -> None:
    """Everything that happened is there, and nobody typed the history."""
    (card,) = store.families()
    assert card.child == CHILD
    talks = store.entries(card.id)
    assert len(talks) == 4
    sessions = {one.scenario: store.look(one.id) for one in store.summaries()}
    assert set(sessions) == {HELLO[0], CONCERN[0], TROUBLE[0], PRINCIPAL[0]}
    assert all(one.finished and one.family == card.id for one in sessions.values())
    tried = sessions[TROUBLE[0]].answers["tried"]
    history = sessions[PRINCIPAL[0]].answers["history"]
    assert len(tried) == 3
    assert len(history) == 3
    days = [talk.day for talk in talks[:3] if talk.day]
    for row in history:
        assert any(f"{day.day} " in row[0] and str(day.year) in row[0] for day in days)
    assert letters(store, TROUBLE[0]).keys() >= {"reset-text"}
    to_the_principal = next(iter(letters(store, PRINCIPAL[0]).values()))
    assert all(row[0] in to_the_principal for row in history)
    assert check_up(store) == ()


def letters(store: Store, scenario: str) -> dict[str, str]:
    """Return what came of the session of a scenario: id of the letter -> its words."""
    id = next(one.id for one in store.summaries() if one.scenario == scenario)
    with store.open(id) as keeper:
        sheets = Guide(find(scenario), keeper).sheets()
    return {sheet.letter.id: sheet.body for sheet in sheets}


# ------------------------------------------------------------------ by keys


class Parent:
    """Somebody at the keyboard, over a year."""

    def __init__(self, app: CoachApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        await give(self.pilot, *keys)
        await self.rest()

    async def rest(self) -> None:
        for _round in range(3):
            await self.pilot.pause()

    async def choose(self, label: str) -> None:
        """Go down the list to the line that says so, and open it."""
        from coach.tui.widgets.picker import Picker

        picker = self.app.screen.query_one(Picker)
        await self.press("home")
        for _line in picker.items:
            if picker.current is not None and label in picker.current.label:
                await self.press("enter")
                return
            await self.press("down")
        raise AssertionError(f"There is no “{label}” in {[one.label for one in picker.items]}")

    async def sit(self, id: str, sample: str, *, who: bool = True) -> None:
        """Begin a scenario from the first screen, and go through it to what came of it."""
        title = next(top.title for top in headers() if top.id == id)
        await self.choose(title)
        if who:
            await self.choose(CHILD)
        scenario, answers, known = to_give(self.app.sessions, id, sample)
        keys = as_keys(scenario, answers)
        for step, given in zip(path(scenario, answers).steps, keys, strict=True):
            assert self.app.sitting is not None
            assert self.app.sitting.guide.at == step.id
            await give(self.pilot, *(("enter",) if step.id in known else given))
            await self.pilot.pause()
        await self.rest()
        await self.press("enter")  # from the review to what came of it
        assert type(self.app.screen).__name__ == "ResultScreen"


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_by_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_unpainted(monkeypatch)
    store = Casebook(tmp_path)
    app = CoachApp(store)
    async with app.run_test(size=(120, 36), notifications=True, tooltips=True) as pilot:
        parent = Parent(app, pilot)
        await parent.rest()
        await parent.sit(*HELLO, who=False)
        await parent.press("ctrl+l", "enter", "ctrl+o")  # sent today
        await parent.sit(*CONCERN)
        await parent.press("ctrl+l", "enter", "ctrl+o")
        await parent.sit(*TALK)
        await parent.press("ctrl+o")
        await parent.sit(*TROUBLE)
        await parent.press("ctrl+o")
        await parent.sit(*PRINCIPAL)
        await parent.press("ctrl+o")
        await parent.sit(*TALK)
        notes = [sheet.letter.id for sheet in app.sitting.guide.sheets()] if app.sitting else []
        assert notes[0] == "note"  # thank you, this is what I understood
        await parent.press("ctrl+o", "f10")
    check(store)


# ------------------------------------------------------------------ in plain lines


def typed(store: Store) -> Iterator[str]:
    """Say line by line what a person types, with the casebook as it is at that moment."""

    def number(label: str) -> str:
        from coach.guide.listing import front

        groups = front(store, headers(), date.today())
        labels = [thing.label for group in groups for thing in group.things]
        return str(next(at for at, one in enumerate(labels, 1) if label in one))

    def sit(id: str, sample: str, *, who: bool = True) -> Iterator[str]:
        yield number(next(top.title for top in headers() if top.id == id))
        if who:
            yield "1"
        scenario, answers, known = to_give(store, id, sample)
        for step in path(scenario, answers).steps:
            if step.id in known:
                yield ""
            else:
                alone = Scenario(
                    format=1, id=id, title="", summary="", section=(_only(scenario, step.id),)
                )
                yield from as_lines(alone, {step.id: answers[step.id]}).splitlines()

    yield from sit(*HELLO, who=False)
    yield from (":sent", "1", ":home")
    yield from sit(*CONCERN)
    yield from (":sent", "1", "1", ":home")  # the email, and not the short reply
    yield from sit(*TALK)
    yield ":home"
    yield from sit(*TROUBLE)
    yield ":home"
    yield from sit(*PRINCIPAL)
    yield ":home"
    yield from sit(*TALK)
    yield ":quit"


def _only(scenario: Scenario, id: str) -> object:
    from msgspec.structs import replace

    step = scenario.step(id)
    assert step is not None
    return replace(scenario.section[0], step=(replace(step, when=""),))


class Typist(io.StringIO):
    """A person whose next line depends on what the casebook says."""

    def __init__(self, lines: Iterator[str]) -> None:
        super().__init__()
        self._lines = lines

    def readline(self, _size: int | None = -1) -> str:
        return next((f"{line}\n" for line in self._lines), "")


@pytest.mark.slow
def test_in_plain_lines(tmp_path: Path) -> None:
    store, said = Casebook(tmp_path), io.StringIO()
    assert home(store, Terminal(Typist(typed(store)), said)) == 0
    check(store)
    assert said.getvalue().count("Note to confirm it") == 2, "after each talk"
