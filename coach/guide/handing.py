"""Handing a family's file over, and taking one in: what both faces and the commands say and do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from coach.casebook.casebook import Casebook
from coach.casebook.homework import Homework
from coach.casebook.key import Passphrase
from coach.casebook.opened import Store
from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.session import Session
from coach.errors import CoachError
from coach.export.files import refuse_to_replace, save
from coach.guide.homework import waiting
from coach.guide.listing import Group, Thing, homework_line, local_day, say_when
from coach.handover import beside, bundle
from coach.handover.beside import Two
from coach.handover.bundle import Gathered
from coach.handover.opening import Entering, Opening
from coach.handover.parts import GONE, digest
from coach.interview.answers import carry
from coach.interview.show import in_words
from coach.language import _, ngettext
from coach.scenario.library import find
from coach.scenario.model import Scenario, Step
from coach.scenario.text import clean, clean_line

_LONGEST = 70
"""Characters of a title in a list."""


def casebook_in(store: Store) -> Casebook:
    """Return the casebook, for what needs files.

    Raises:
        CoachError: nothing is kept on this machine just now.
    """
    if isinstance(store, Casebook):
        return store
    raise CoachError(
        _("Nothing is kept here just now (--no-save), so nothing can be handed over or taken in."),
        advice=_("Run Coach without --no-save."),
    )


# ------------------------------------------------------------------ going


def contents(gathered: Gathered) -> tuple[str, ...]:
    """Return exactly what is in a bundle, one line for each thing."""
    lines = [_line(one) for one in gathered.every]
    homework = len(gathered.card.homework)
    if homework:
        said = ngettext("{n} piece of homework", "{n} pieces of homework", homework)
        lines.insert(1, said.format(n=homework))
    return tuple(lines)


def _line(session: Session) -> str:
    n = len(session.answers)
    more = [ngettext("{n} answer", "{n} answers", n).format(n=n)]
    if session.drafts:
        more.append(_("words not finished yet"))
    if session.rehearsals:
        n = len(session.rehearsals)
        more.append(ngettext("{n} rehearsal", "{n} rehearsals", n).format(n=n))
    if session.versions:
        n = len(session.versions)
        said = ngettext("{n} earlier version", "{n} earlier versions", n)
        more.append(said.format(n=n))
    return f"{title_of(session)} ({', '.join(more)})"


def title_of(session: Session) -> str:
    """Return what a record is, on one line: “A concern has come up: Leo”."""
    about = clean_line(session.title)[:_LONGEST]
    if session.scenario == FAMILY:
        name = _("The child's card")
    elif session.scenario == CONTACT:
        name = _("In the log")
    else:
        name = clean_line(session.scenario)[:_LONGEST]
        with suppress(CoachError):
            name = find(session.scenario).title
    return f"{name}: {about}" if about else name


def hand_over(
    book: Casebook,
    gathered: Gathered,
    target: Path,
    passphrase: Passphrase | None,
    now: datetime,
) -> Path:
    """Write a bundle: private, whole or not at all, and never over another file.

    Args:
        target: the file, or the folder in which it gets a name of its own.
        passphrase: what locks it; None leaves it readable.
        now: aware.

    Raises:
        SessionInUse: the card is open in another window.
        CoachError: it can't be written, or there is a file of this name.
    """
    folder, name = _place(gathered, target, now)
    made = bundle.bundle_of(gathered, bundle.new_bundle_id(), now)
    content = bundle.packed(made)
    if passphrase is not None:
        content = bundle.sealed(content, passphrase)
    bundle.remember(book, gathered.card.id, made.manifest.id)
    (written,) = save(folder, {name: content})
    return written


def _place(gathered: Gathered, target: Path, now: datetime) -> tuple[Path, str]:
    """Return the folder and the name of the file.

    Raises:
        CoachError: there is a file of the name that was asked for.
    """
    if target.is_dir() or not target.suffix:
        return target, bundle.file_name(gathered.card, now)
    refuse_to_replace(target.parent, [target.name])
    return target.parent, target.name


# ------------------------------------------------------------------ coming


def news(plan: Opening, today: date) -> tuple[str, ...]:
    """Return whose a bundle is and what is new in it, one line for each thing."""
    when = say_when(local_day(plan.bundle.manifest.made), today)
    head = _("{name}: a file made {day}.").format(name=_whose(plan), day=when)
    lines = [head, *(_entering(one) for one in plan.changes)]
    if not plan.changes:
        lines.append(_("There is nothing new in it: all of it is here already."))
    lines += [
        _("Can't be taken in: {name}: {why}").format(name=one.name, why=one.why)
        for one in plan.refused
    ]
    return tuple(lines)


def _whose(plan: Opening) -> str:
    """Return what the child is called in it."""
    card = plan.bundle.card
    alias = card.answers.get("alias") if card is not None else None
    named = alias if isinstance(alias, str) and alias.strip() else card.title if card else ""
    return clean_line(named)[:_LONGEST] or _("A child")


def _entering(one: Entering) -> str:
    title = title_of(one.becomes)
    if one.kind == "new":
        return _("New: {what}").format(what=_line(one.becomes))
    said = []
    if one.taken:
        said.append(ngettext("{n} change", "{n} changes", one.taken).format(n=one.taken))
    if n := len(one.conflicts):
        said.append(
            ngettext(
                "{n} place where both of you wrote", "{n} places where both of you wrote", n
            ).format(n=n)
        )
    return f"{title}: {', '.join(said)}" if said else _("{what}: more to it").format(what=title)


def given(plan: Opening) -> frozenset[str]:
    """Return the ids of the homework that a bundle brings."""
    return frozenset(one.id for one, before in _homework(plan) if _asks_more(one, before))


def done(plan: Opening) -> tuple[Homework, ...]:
    """Return the homework of which a bundle says that it is done, or what came of it."""
    return tuple(
        one
        for one, before in _homework(plan)
        if before is not None and (one.done, one.back) != (before.done, before.back)
    )


def _homework(plan: Opening) -> Iterator[tuple[Homework, Homework | None]]:
    """Yield each homework as it is once the bundle is in, with what it was here before."""
    for entering in plan.entering:
        before = {one.id: one for one in entering.before.homework} if entering.before else {}
        for one in entering.becomes.homework:
            yield one, before.get(one.id)


def _asks_more(one: Homework, before: Homework | None) -> bool:
    return before is None or (one.text, one.by) != (before.text, before.by)


def after_opening(store: Store, plan: Opening, today: date) -> tuple[Group, ...]:
    """Return what is listed once a bundle is in: what it gives to do, what it says is done.

    Raises:
        CoachError: the casebook can't be read.
    """
    brought = given(plan)
    to_do = tuple(
        homework_line(one, today)
        for one in waiting(store, plan.family)
        if one.homework.id in brought
    )
    said = tuple(
        Thing("family", plan.family, clean_line(one.text), aside=clean_line(one.back))
        for one in done(plan)
    )
    page = Thing("family", plan.family, _("The child's page, with all there is"))
    groups = (
        Group(_("From your coach"), to_do),
        Group(_("Done at home"), said),
        Group("", (page,)),
    )
    return tuple(one for one in groups if one.things)


# ------------------------------------------------------------------ two answers


class Choice(NamedTuple):
    """Two things said at one place: one stands, the other waits beside it.

    Attributes:
        record: the id of the record.
        title: what the record is; `question` what was asked there.
        now, other: what stands, and what else was said, in words.
        whose: where the other comes from, in words.
        two: the same as it is kept.
    """

    record: str
    title: str
    question: str
    now: str
    other: str
    whose: str
    two: Two


def choices(store: Store, family: str, *, settled: bool = False) -> tuple[Choice, ...]:
    """Return all that a person still has to choose in a family's records.

    Nothing is read but the card where no bundle of it ever came.

    Args:
        settled: what was chosen or replaced instead, the newest first: to look at, and to
            bring back.
    """
    found: list[Choice] = []
    with suppress(CoachError):
        card = store.look(family)
        if not card.handed:
            return ()
        for record in _records(store, card):
            twos = (two for two in beside.twos(record) if two.settled == settled)
            found += (_choice(record, two) for two in twos)
    return tuple(sorted(found, key=lambda one: one.two.on, reverse=True) if settled else found)


def records_of(store: Store, family: str) -> tuple[Session, ...]:
    """Return a family's records, the card first; those that can't be read are left out.

    Raises:
        CoachError: there is no such card, or it can't be read.
    """
    return tuple(_records(store, store.look(family)))


def _records(store: Store, card: Session) -> Iterator[Session]:
    yield card
    ids = [one.id for one in store.summaries() if one.family == card.id]
    ids += [one.id for one in store.entries(card.id)]
    for id in ids:
        with suppress(CoachError):
            yield store.look(id)


def settle(store: Store, choice: Choice, *, take: bool) -> None:
    """Let what stands stand, or take the other; what is not chosen is kept beside it.

    Raises:
        SessionInUse: the record is open in another window.
        CoachError: it can't be written.
    """
    with store.open(choice.record) as open:
        now = open.session
        for two in beside.twos(now):
            same = two.at == choice.two.at and digest(two.other) == digest(choice.two.other)
            if same:
                done = beside.take_other(now, two) if take else beside.keep_now(now, two)
                open.save(done)
                return


def _choice(record: Session, two: Two) -> Choice:
    scenario: Scenario | None = None
    with suppress(CoachError):
        scenario = find(record.scenario)
    return Choice(
        record.id,
        title_of(record),
        _question(record, two, scenario),
        _words(two.at, two.now, scenario),
        _words(two.at, two.other, scenario),
        _("What was here before") if two.here else _("What the file says"),
        two,
    )


def _step(at: str, scenario: Scenario | None) -> Step | None:
    kind, _dot, id = at.partition(".")
    return scenario.step(id) if scenario is not None and kind in ("answers", "drafts") else None


def _question(record: Session, two: Two, scenario: Scenario | None) -> str:
    kind, _dot, id = two.at.partition(".")
    step = _step(two.at, scenario)
    match kind:
        case "answers":
            return _asked(step, id)
        case "drafts":
            return _("Not finished yet: {question}").format(question=_asked(step, id))
        case "edits":
            return _("The message, as it was changed by hand")
        case _:
            id, _dot, field = id.rpartition(".")
            text = next((one.text for one in record.homework if one.id == id), "")
            name = {"done": _("done"), "back": _("what you wrote back"), "by": _("by when")}
            what = clean_line(text)[:_LONGEST]
            return _("Homework: {what} ({field})").format(what=what, field=name.get(field, field))


def _asked(step: Step | None, id: str) -> str:
    """Return the question of a step in few words; its fields stay as the author wrote them."""
    if step is None:
        return clean_line(id)[:_LONGEST]
    title = step.title or step.ask
    return clean_line(title) if "{" not in title else clean_line(step.id.replace("_", " "))


def _words(at: str, value: Any, scenario: Scenario | None) -> str:
    """Return what was said at a place, as a person reads it."""
    if value is GONE or value == "":
        return _("(nothing)")
    step = _step(at, scenario)
    if step is not None and scenario is not None:
        known, _rest = carry(scenario, {step.id: value})
        if step.kind == "text":
            return clean(str(value)).strip()
        return clean(in_words(step, known.get(step.id)))
    if isinstance(value, dict):
        return clean("\n\n".join(str(value[key]) for key in ("subject", "body") if value.get(key)))
    return clean(str(value))
