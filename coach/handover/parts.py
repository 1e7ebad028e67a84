"""A record in its parts: each answer, draft, edit and piece of homework by a name of its own.

Two sides that have changed different parts have not been in each other's way. What a part
was is remembered by a digest: to tell whether it changed, nobody needs the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any, Final

import msgspec
from msgspec.structs import asdict, replace

from coach.casebook.homework import Homework
from coach.casebook.session import Edit, Session
from coach.casebook.talks import as_table

GONE: Final = object()
"""What a part says where there is none of this name."""

QUIET = ("title", "finished", "archived", "family", "origin", "steps")
"""Parts that nobody has to choose about: they follow from the others, or from where it lies.
The step last looked at (`at`) is each side's own."""

LISTS = ("rehearsals", "cards", "versions", "mine", "beside")
"""What is only ever added to, one whole thing at a time."""

_HOMEWORK = tuple(name for name in Homework.__struct_fields__ if name not in ("id", "extra"))
_EDIT = frozenset(Edit.__struct_fields__) - {"extra"}


def parts(session: Session) -> dict[str, Any]:
    """Return every part of `session`, by name, but for its `LISTS`."""
    found: dict[str, Any] = {f"is.{name}": getattr(session, name) for name in QUIET}
    found |= {f"answers.{id}": value for id, value in session.answers.items()}
    found |= {f"drafts.{id}": value for id, value in session.drafts.items()}
    found |= {f"edits.{id}": _edit(edit) for id, edit in session.edits.items()}
    found |= {
        f"homework.{one.id}.{name}": getattr(one, name)
        for one in session.homework
        for name in _HOMEWORK
    }
    return found


def fits(name: str, value: Any) -> bool:
    """Return whether an answer, a draft, an edit or a homework can say `value`.

    Args:
        name: of the part, as a file has it: it may be that of none.
        value: what a file says stood there, or `GONE`.
    """
    kind, _dot, id = name.partition(".")
    match kind:
        case "answers" | "drafts":
            return bool(id)
        case "edits":
            return bool(id) and (
                value is GONE
                or (
                    isinstance(value, dict)
                    and value.keys() <= _EDIT
                    and all(isinstance(text, str) for text in value.values())
                )
            )
        case "homework":
            of, _dot, field = id.rpartition(".")
            return bool(of) and field in _HOMEWORK and (value is GONE or isinstance(value, str))
        case _:
            return False


def digests(session: Session) -> dict[str, str]:
    """Return a digest of every part, and of every thing in every list."""
    found = {name: digest(value) for name, value in parts(session).items()}
    for name in LISTS:
        items = list_digests(getattr(session, name))
        found[f"all.{name}"] = digest(items)
        found |= {f"{name}:{item}": "" for item in items}
    return found


def list_digests(things: Iterable[Any]) -> list[str]:
    """Return a digest of each thing in a list of a record."""
    return [digest(as_table(one) if isinstance(one, msgspec.Struct) else one) for one in things]


def digest(value: Any) -> str:
    """Return what tells `value` from any other. `GONE` is told by an empty text."""
    if value is GONE:
        return ""
    content = msgspec.json.encode(value, order="deterministic")
    return blake2b(content, digest_size=9).hexdigest()


def put(session: Session, changed: Mapping[str, Any]) -> Session:
    """Return `session` with these parts instead; `GONE` takes one away."""
    kinds: dict[str, dict[str, Any]] = {}
    for name, value in changed.items():
        kind, _dot, id = name.partition(".")
        kinds.setdefault(kind, {})[id] = value
    for kind in ("answers", "drafts"):
        if kind in kinds:
            session = replace(session, **{kind: _with(getattr(session, kind), kinds[kind])})
    if "edits" in kinds:
        edits = {
            id: table if table is GONE else Edit(**table) for id, table in kinds["edits"].items()
        }
        session = replace(session, edits=_with(session.edits, edits))
    if "homework" in kinds:
        session = replace(session, homework=_homework(session.homework, kinds["homework"]))
    return replace(session, **kinds.get("is", {}))


def _with(before: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    return {id: value for id, value in {**before, **changed}.items() if value is not GONE}


def _homework(before: tuple[Homework, ...], changed: Mapping[str, Any]) -> tuple[Homework, ...]:
    """Return homework with some fields changed; new ones last, those without fields gone."""
    found = {one.id: one for one in before}
    fields: dict[str, dict[str, Any]] = {}
    for name, value in changed.items():
        id, _dot, field = name.rpartition(".")
        fields.setdefault(id, {})[field] = value
    for id, new in fields.items():
        if all(new.get(name) is GONE for name in _HOMEWORK):
            found.pop(id, None)
            continue
        kept = {name: value for name, value in new.items() if value is not GONE}
        found[id] = replace(found.get(id, Homework(id=id)), **kept)
    return tuple(found.values())


def _edit(edit: Edit) -> dict[str, Any]:
    table = asdict(edit)
    table.pop("extra")
    return table
