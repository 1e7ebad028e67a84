"""From a finished session to an entry of the contact log, and what became of a promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from coach.casebook.log import NEXT_STEP, Promise
from coach.casebook.opened import OpenSession, Store
from coach.casebook.records import CONTACT
from coach.compose.written import Letter
from coach.guide.guide import Guide
from coach.interview.answers import fault, is_empty, settle, to_toml
from coach.interview.path import gone_past, path
from coach.language import _
from coach.scenario.evaluate import Value, say_day
from coach.scenario.library import find
from coach.scenario.model import Scenario
from coach.scenario.rehearsal import Setting
from coach.shown import Sheet

_WAYS = {"handout": "meeting"}
"""What the log calls a channel, where it is not its own name."""


def contact_answers(guide: Guide, sheet: Sheet, today: date) -> dict[str, Value]:
    """Return an entry that says: this message was sent today.

    Args:
        guide: the finished sitting.
        sheet: the message, as it leaves.

    Returns:
        Answers for scenarios/contact.toml; only what would be one there.
    """
    values = guide.path.values
    letter = sheet.letter
    who = values.get("teacher.name") if guide.scenario.to == "teacher" else None
    who = who or values.get(f"{guide.scenario.to}_name")
    by = values.get("reply.by")
    said: dict[str, Value] = {
        "child_name": values.get("child.name"),
        "my_name": values.get("me.name"),
        "role": values.get("me.role"),
        "contact": values.get("me.contact"),
        "day": today,
        "with_name": who or _("the school"),
        "with_role": guide.scenario.to,
        "way": _WAYS.get(letter.channel, letter.channel),
        "about": sheet.subject or guide.scenario.title,
        "said": sheet.body,
        "next": _("look for an answer, and ask again kindly if none has come") if by else "",
        "next_by": by,
    }
    return fitting(find(CONTACT), said)


def talk_answers(guide: Guide, sheet: Sheet, setting: Setting, today: date) -> dict[str, Value]:
    """Return an entry for the talk that was rehearsed, to be filled in once it has taken place.

    Nothing of the rehearsal is in it: what was said there, nobody has said.

    Args:
        sheet: the message it is about.
        setting: where it was rehearsed.
    """
    said = contact_answers(guide, sheet, today)
    for later in ("said", "next", "next_by"):
        said.pop(later, None)
    return {**said, "way": "phone" if setting == "phone" else "meeting"}


def fitting(scenario: Scenario, said: Mapping[str, Value]) -> dict[str, Value]:
    """Return those of `said` that can be answers to the steps of `scenario` by that id."""
    found: dict[str, Value] = {}
    for step in scenario.steps():
        value = settle(step, said.get(step.id))
        if not is_empty(value) and fault(step, value) is None:
            found[step.id] = value
    return found


def write_down(store: Store, guide: Guide, sheet: Sheet, today: date) -> str:
    """Put a message into the contact log as sent today, and return the id of the entry.

    Raises:
        CoachError: it can't be written.
    """
    form = find(CONTACT)
    answers = gone_past(form, contact_answers(guide, sheet, today))
    session = guide.keeper.session
    with store.create(CONTACT, family=session.family, origin=session.id) as entry:
        taken = path(form, answers)
        entry.save(
            replace(
                entry.session,
                title=f"{answers.get('with_name', '')}: {answers.get('about', '')}",
                answers={id: to_toml(value) for id, value in answers.items()},
                steps=tuple(step.id for step in form.steps()),
                finished=taken.finished,
            )
        )
        return entry.session.id


def sent_sheets(guide: Guide) -> tuple[Sheet, ...]:
    """Return the messages that can have been sent or said: no plans, notes or cards."""
    return tuple(sheet for sheet in guide.sheets() if _leaves(sheet.letter))


def _leaves(letter: Letter) -> bool:
    return letter.channel not in ("handout", "meeting")


def mark_done(store: Store, promise: Promise, day: date | None) -> None:
    """Write into its entry that a promise was kept on `day`; None: it is open again.

    A next step that is done has no day any more, so it asks for nothing.

    Raises:
        SessionInUse: the entry is open in another window.
        CoachError: it can't be written.
    """
    with store.open(promise.entry) as entry:
        _mark(entry, promise, say_day(day) if day is not None else "")


def _mark(entry: OpenSession, promise: Promise, done: str) -> None:
    before = entry.session.answers
    mended: dict[str, Any]
    if promise.row == NEXT_STEP:
        told = _("{step} (done {day})").format(step=promise.what, day=done)
        mended = {"next": told if done else promise.what, "next_by": ""}
    else:
        mended = {"agreed": _with_done(before.get("agreed", ()), promise, done)}
    entry.save(replace(entry.session, answers={**before, **mended}))


def _with_done(
    agreed: Iterable[Iterable[str]], promise: Promise, done: str
) -> list[tuple[str, ...]]:
    """Return the rows of an entry's table, that of `promise` with its last cell changed.

    It is found by its words: rows of a file can have been moved by hand.
    """
    said = (promise.who, promise.what, promise.by_said, promise.done)
    rows = [(*row, "", "", "", "")[:4] for row in agreed]
    at = next((at for at, row in enumerate(rows) if row == said), -1)
    if at >= 0:
        rows[at] = (*rows[at][:3], done)
    return rows
