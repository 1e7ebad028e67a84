"""One sitting with one scenario, as a value, and as the table of a TOML file.

Answers are kept as TOML has them: what they mean is for the scenario to say
(`interview.answers.carry`), and it may have changed since. Keys that this version does
not know stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from coach.casebook.homework import Homework
from coach.casebook.shared import Beside, Shared
from coach.casebook.talks import ReplyCard, Talk, as_table
from coach.casebook.toml import Damaged
from coach.casebook.upgrades import UPGRADES, Table, Upgrade
from coach.casebook.versions import Version
from coach.errors import CoachError
from coach.language import _

FORMAT = 1


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """What a person changed by hand in one message.

    Attributes:
        from_subject, from_body: what Coach had composed when they did. Where it composes
            something else now, the edit needs another look.
        subject, body: what they made of it.
        extra: keys from another version of Coach.
    """

    from_subject: str = ""
    from_body: str = ""
    subject: str = ""
    body: str = ""
    extra: Mapping[str, Any] = {}


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One sitting: what was answered, and what was being typed.

    Attributes:
        id: the name of its file.
        scenario: the id of the scenario.
        title: what it is about, such as the child's name; may be empty.
        created, updated: aware times.
        answers: step id -> answer, in TOML's types.
        drafts: step id -> what is being typed there and is no answer yet.
        edits: message id -> what was changed by hand.
        steps: the ids of the steps that the scenario had when this was saved.
        finished: the person has seen the result.
        at: the step last looked at, or empty. A convenience: the path follows from the answers.
        family: the id of the child's card it belongs to, or empty.
        origin: the id of the session that this was made from, or empty.
        archived: put away by the person: kept, and out of the lists.
        mine: words that the tone coach spoke of and the person keeps: a rule's id, then the words.
        rehearsals: every take of every rehearsal, in order.
        cards: reply cards that rehearsals have added.
        homework: on a child's card, what a coach asked the family to do.
        versions: what its messages said before, oldest first.
        beside: what else was said, here or in a bundle that came in.
        shared: what this was when it last came in a bundle, or went and came back.
        handed: on a child's card, the ids of the bundles that led to it, newest last.
        extra: keys from another version of Coach.
    """

    id: str
    scenario: str
    created: datetime
    updated: datetime
    title: str = ""
    answers: Mapping[str, Any] = {}
    drafts: Mapping[str, Any] = {}
    edits: Mapping[str, Edit] = {}
    steps: tuple[str, ...] = ()
    finished: bool = False
    at: str = ""
    family: str = ""
    origin: str = ""
    archived: bool = False
    mine: tuple[str, ...] = ()
    rehearsals: tuple[Talk, ...] = ()
    cards: tuple[ReplyCard, ...] = ()
    homework: tuple[Homework, ...] = ()
    versions: tuple[Version, ...] = ()
    beside: tuple[Beside, ...] = ()
    shared: Shared | None = None
    handed: tuple[str, ...] = ()
    format: int = FORMAT
    extra: Mapping[str, Any] = {}


_OURS = frozenset(Session.__struct_fields__) - {"id", "extra"}


def to_table(session: Session) -> Table:
    """Return `session` as the table of its file: the short things first, then the texts."""
    table: Table = {
        "format": session.format,
        "scenario": session.scenario,
        "title": session.title,
        "created": session.created,
        "updated": session.updated,
        "finished": session.finished,
        "at": session.at,
        **_where_set(session),
        "steps": session.steps,
        **session.extra,
        "answers": session.answers,
    }
    if session.drafts:
        table["drafts"] = session.drafts
    if session.edits:
        table["edits"] = {id: _edit_table(edit) for id, edit in session.edits.items()}
    for key in ("cards", "homework", "rehearsals", "versions", "beside"):
        if getattr(session, key):
            table[key] = [as_table(each) for each in getattr(session, key)]
    if session.shared is not None:
        table["shared"] = as_table(session.shared)
    return table


def _where_set(session: Session) -> Table:
    """Return what most sessions do not have, where this one has it."""
    given = {
        "family": session.family,
        "origin": session.origin,
        "archived": session.archived,
        "mine": session.mine,
        "handed": session.handed,
    }
    return {key: value for key, value in given.items() if value}


def from_table(id: str, table: Table) -> Session:
    """Return the session that a file's table holds.

    Raises:
        Damaged: it is not the table of a session.
        CoachError: a newer Coach made it.
    """
    table = upgraded(table)
    ours, extra = _parted(table, _OURS)
    edits = ours.get("edits", {})
    if isinstance(edits, dict):
        ours["edits"] = {name: _fields(edit, Edit) for name, edit in edits.items()}
    for key, shape in (("homework", Homework), ("versions", Version), ("beside", Beside)):
        if isinstance(ours.get(key), list):
            ours[key] = [_fields(each, shape) for each in ours[key]]
    try:
        session = msgspec.convert({**ours, "id": id, "extra": extra}, Session)
    except msgspec.ValidationError as error:
        raise Damaged(_("It is not a session ({reason}).").format(reason=error)) from None
    if session.created.tzinfo is None or session.updated.tzinfo is None:
        # Typed in by a person: where they were is anyone's guess, and it only sorts.
        session = msgspec.structs.replace(
            session, created=_aware(session.created), updated=_aware(session.updated)
        )
    return session


def upgraded(table: Table, upgrades: Mapping[int, Upgrade] = UPGRADES, to: int = FORMAT) -> Table:
    """Return `table` in format `to`, one upgrade after the other.

    Raises:
        Damaged: it names no format, or one there never was.
        CoachError: a newer Coach made it.
    """
    while (format := table.get("format")) != to:
        if not isinstance(format, int) or isinstance(format, bool):
            raise Damaged(_("It does not say which format it has."))
        if format > to:
            raise CoachError(
                _("A newer Coach made this session (format {theirs}, here {ours}).").format(
                    theirs=format, ours=to
                ),
                advice=_("Open it with that Coach, or bring this one up to date."),
            )
        if format not in upgrades:
            raise Damaged(_("There never was a format {format}.").format(format=format))
        table = {**upgrades[format](table), "format": format + 1}
    return table


def _edit_table(edit: Edit) -> Table:
    return {
        "from_subject": edit.from_subject,
        "from_body": edit.from_body,
        "subject": edit.subject,
        "body": edit.body,
        **edit.extra,
    }


def _fields(table: Any, shape: type[msgspec.Struct]) -> Any:
    """Return a table inside the file for `shape`: keys that this version does not know apart."""
    if not isinstance(table, dict):
        return table  # convert() says what is wrong with it
    ours, extra = _parted(table, frozenset(shape.__struct_fields__) - {"extra"})
    return {**ours, "extra": extra}


def _parted(table: Table, known: frozenset[str]) -> tuple[Table, Table]:
    """Return what is known in `table`, and the rest."""
    return (
        {key: value for key, value in table.items() if key in known},
        {key: value for key, value in table.items() if key not in known},
    )


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)
