"""One record from two sides, merged by answer: three-way, with what it was in between.

What one side alone has changed is taken; what both have changed alike is one; what both
have changed in two ways is a conflict, which a person settles. No word of either side is
ever in neither the result nor a conflict nor what was replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from coach.casebook.session import Session
from coach.casebook.shared import Beside
from coach.casebook.talks import Talk, Turn, Undone
from coach.handover.parts import GONE, LISTS, digest, list_digests, parts, put

Base = Mapping[str, str]
"""Part -> digest of what it was (`parts.digests`)."""


class Conflict(NamedTuple):
    """A part that says one thing here and another there.

    Attributes:
        at: the name of the part.
        mine, theirs: what it says; `GONE` is nothing.
    """

    at: str
    mine: Any
    theirs: Any


class Merged(NamedTuple):
    """What comes of two sides.

    Attributes:
        session: the record; where there is a conflict, it says what is said here.
        conflicts: what a person has to choose.
        taken: the parts that only the other side had changed: name -> what was here.
    """

    session: Session
    conflicts: tuple[Conflict, ...]
    taken: Mapping[str, Any]


def merge(base: Base | None, mine: Session, theirs: Session) -> Merged:
    """Return what is said here and there, in one.

    Args:
        base: what it was when both were the same; None where nobody knows: then what only
            one of them says is kept, and what differs is a conflict.
    """
    here, there = parts(mine), parts(theirs)
    whole = _homework_of_one_side(base, here, there)
    changed: dict[str, Any] = {}
    taken: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in dict.fromkeys((*here, *there)):
        said, came = here.get(name, GONE), there.get(name, GONE)
        id = name.rpartition(".")[0]
        match whole.get(id) or _which(base, name, digest(said), digest(came)):
            case "theirs":
                changed[name], taken[name] = came, said
            case "both" if name.startswith("is."):
                changed[name] = _quiet(name.removeprefix("is."), said, came)
            case "both":
                conflicts.append(Conflict(name, said, came))
    lists = {name: _list(base, name, getattr(mine, name), getattr(theirs, name)) for name in LISTS}
    session = replace(put(mine, changed), created=min(mine.created, theirs.created), **lists)
    return Merged(session, tuple(conflicts), taken)


def _homework_of_one_side(
    base: Base | None, here: Mapping[str, Any], there: Mapping[str, Any]
) -> dict[str, str]:
    """Return which side counts for each homework that only one of them has.

    What one side took away is gone where the other has not touched it since; else it stays.
    """
    sides = {"mine": _homework(here), "theirs": _homework(there)}
    found: dict[str, str] = {}
    for side, other in (("mine", "theirs"), ("theirs", "mine")):
        for id, fields in sides[side].items():
            if id not in sides[other]:
                same = base is not None and all(
                    base.get(name, "") == digest(value) for name, value in fields.items()
                )
                found[id] = other if same else side
    return found


def _homework(named: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, value in named.items():
        if name.startswith("homework."):
            found.setdefault(name.rpartition(".")[0], {})[name] = value
    return found


def _which(base: Base | None, name: str, mine: str, theirs: str) -> str:
    """Return whose part is to stand: mine, theirs, or both of them (they differ)."""
    if mine == theirs:
        return "mine"
    if base is None:
        if not mine:
            return "theirs"
        return "both" if theirs else "mine"
    was = base.get(name, "")
    if mine == was:
        return "theirs"
    return "mine" if theirs == was else "both"


def _quiet(name: str, mine: Any, theirs: Any) -> Any:
    """Return what stands of a part that is not worth a question."""
    if name == "finished":
        return mine or theirs
    if name == "archived":
        return mine and theirs  # rather in the lists than out of sight
    return mine or theirs


def _list(
    base: Base | None, name: str, mine: Sequence[Any], theirs: Sequence[Any]
) -> tuple[Any, ...]:
    """Return the things of both lists.

    Words that a person no longer keeps are out. Of the rest nothing is ever taken out, only
    put in a fuller or a settled way: what a side has no more, and has not put so, stays. A
    bundle from anywhere says what it likes of what both sides had.
    """
    here, there = list_digests(mine), list_digests(theirs)
    if name == "mine" and base is not None:
        match _which(base, "all.mine", digest(here), digest(there)):
            case "mine":
                return tuple(mine)
            case "theirs":
                return tuple(theirs)
    was = set() if base is None else {item for item in (*here, *there) if f"{name}:{item}" in base}
    kept: dict[str, Any] = {}
    for item, thing in (*zip(here, mine, strict=True), *zip(there, theirs, strict=True)):
        if item not in was or (item in here and item in there):
            kept.setdefault(item, thing)
        elif name == "beside":
            kept.setdefault(item, replace(thing, settled=True))
        elif name == "rehearsals":
            if not any(_goes_on(talk, thing) for talk in (theirs if item in here else mine)):
                kept.setdefault(item, thing)
        elif name != "mine":
            kept.setdefault(item, thing)
    return tuple(kept.values()) if name != "beside" else _settled(tuple(kept.values()))


def _goes_on(talk: Talk, before: Talk) -> bool:
    """Return whether `talk` is `before`, gone on with: all that was said before is in it."""
    return _terms(talk) == _terms(before) and _lines(before) <= _lines(talk)


def _terms(talk: Talk) -> tuple[Any, ...]:
    return talk.partner, talk.mood, talk.setting, talk.seed, talk.opening, talk.on


def _lines(talk: Talk) -> set[tuple[str, str]]:
    every: tuple[Turn | Undone, ...] = (*talk.turns, *talk.undone)
    return {(one.says, one.pick) for one in every}


def _settled(every: tuple[Beside, ...]) -> tuple[Beside, ...]:
    """Return what is beside, each once: what one side has settled is settled."""
    kept: dict[tuple[str, str], Beside] = {}
    for one in every:
        key = (one.at, digest(one.says))
        kept[key] = one if key not in kept or one.settled else kept[key]
    return tuple(kept.values())
