"""What the lists show, for both faces: the first screen, a family's page, what a search found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from coach.casebook.family import Family
from coach.casebook.log import Entry, Promise
from coach.casebook.opened import Store
from coach.casebook.records import FAMILY, shelf_for
from coach.casebook.summary import Summary
from coach.guide.homework import Waiting, say_by, waiting
from coach.language import _, ngettext
from coach.scenario.evaluate import say_day
from coach.scenario.library import has_rehearsal
from coach.scenario.model import Header
from coach.scenario.text import clean_line

Kind = Literal[
    "promise",
    "due",
    "session",
    "scenario",
    "practice",
    "family",
    "log",
    "write",
    "find",
    "homework",
    "desk",
    "two",
    "kept",
]

_BEGUN, _ENDED, _CARDS, _DUE, _HOMEWORK = 8, 6, 6, 6, 6
"""So many of each stand on the first screen; a search finds the rest."""

_SAT = 200
"""So many sessions stand on a family's page, of those begun and of those finished."""


class Thing(NamedTuple):
    """One line that can be opened.

    Attributes:
        kind: what opens: a promise, the log for all that are due, a session (card and entry
            too), a new sitting with a scenario, a made-up family's rehearsal, a family's page,
            the whole log, a new entry, the search, homework from a coach, the coach's desk,
            places where two answers wait, those that gave way.
        id: of the session, scenario or family; of the entry for a promise.
        label, aside, hint: its words.
        promise: which one, for a promise; homework likewise.
        talk: the talk it prepares can be rehearsed.
    """

    kind: Kind
    id: str
    label: str
    aside: str = ""
    hint: str = ""
    promise: Promise | None = None
    talk: bool = False
    homework: Waiting | None = None

    @property
    def key(self) -> str:
        """A name for this line among the others."""
        row = f":{self.promise.row}" if self.promise is not None else ""
        return f"{self.kind}:{self.id}{row}"


class Group(NamedTuple):
    """Some lines under a heading."""

    title: str
    things: tuple[Thing, ...]


# ------------------------------------------------------------------ the first screen


def front(
    store: Store, tops: Sequence[Header], today: date, *, invented: bool = False
) -> tuple[Group, ...]:
    """Return what the first screen lists: what is due, what was begun, what can be begun.

    Args:
        tops: the scenarios there are, in order.
        invented: with the line that leads to a rehearsal with a made-up family.
    """
    titles = {top.id: top.title for top in tops}
    practice = _practice(tops) if invented else ()
    cards = [one for one in store.families() if not one.archived]
    names = {one.id: one.title for one in cards}
    begun = store.recent(_BEGUN, finished=False)
    ended = store.recent(_ENDED, finished=True)
    promises = store.due(today)
    return _filled(
        Group(_("From your coach"), tuple(_homework(store, names, today))),
        Group(_("Due"), tuple(_due(promises, names, today))),
        Group(_("Carry on"), tuple(_session(one, titles, today) for one in begun)),
        Group(_("Start something new"), (*_begin(tops), *practice)),
        Group(_("Keep in mind"), tuple(_keep(store, cards, today))),
        Group(_("Look again"), tuple(_session(one, titles, today) for one in ended)),
        Group("", tuple(_older(len(cards) > _CARDS or store.count() > len(begun) + len(ended)))),
    )


def _due(promises: Sequence[Promise], names: Mapping[str, str], today: date) -> Iterator[Thing]:
    """What is most overdue comes first; of the rest it is said that it is there."""
    for one in promises[:_DUE]:
        yield _promise(one, names, today)
    more = len(promises) - _DUE
    if more > 0:
        said = ngettext("{n} more is due", "{n} more are due", more).format(n=more)
        yield Thing("due", "", said)


def _homework(store: Store, names: Mapping[str, str], today: date) -> Iterator[Thing]:
    """What a coach gave this family to do. At a coach's own desk it stands with each family."""
    if store.has_desk:
        return
    for one in waiting(store)[:_HOMEWORK]:
        yield homework_line(one, today, names.get(one.family.id, "") if len(names) > 1 else "")


def homework_line(one: Waiting, today: date, name: str = "") -> Thing:
    """Return a homework as a line of a list; `name` says whose, where that is needed."""
    text = one.homework.text
    return Thing(
        "homework",
        f"{one.family.id}/{one.homework.id}",
        f"{name} · {text}" if name else text,
        aside=say_by(one.homework, today),
        homework=one,
    )


def _keep(store: Store, cards: Sequence[Family], today: date) -> Iterator[Thing]:
    yield Thing("write", "", _("Write down a talk or a message"))
    for card in cards[:_CARDS]:
        yield Thing(
            "family",
            card.id,
            card.title or _("A card without a name"),
            aside=_last(store.entries(card.id), today),
        )
    if not cards:
        yield Thing("scenario", FAMILY, _("Your child's card"))
    if cards or store.entries():
        yield Thing("log", "", _("All that was said and agreed"))
    if store.has_desk:
        yield Thing("desk", "", _("The coach's desk"))


def _older(there_is: bool) -> Iterator[Thing]:
    if there_is:
        yield Thing("find", "", _("Find something older"))


def _last(entries: Sequence[Entry], today: date) -> str:
    if not entries:
        return ""
    count = ngettext("{n} entry", "{n} entries", len(entries)).format(n=len(entries))
    day = entries[-1].day
    return f"{count} · {say_when(day, today)}" if day else count


# ------------------------------------------------------------------ a family's page


def page(store: Store, family: Family, tops: Sequence[Header], today: date) -> tuple[Group, ...]:
    """Return what a family's page lists: the card, what is promised, all that happened."""
    titles = {top.id: top.title for top in tops}
    entries = store.entries(family.id)
    promised = _open(entries)
    card = Thing("session", family.id, _("The card"), aside=_on_card(family))
    return _filled(
        Group("", tuple(_two(store, family.id))),
        Group(
            _("From your coach"),
            tuple(homework_line(one, today) for one in waiting(store, family.id)),
        ),
        Group("", (card, Thing("write", family.id, _("Write down a talk or a message")))),
        Group(_("Promised"), tuple(_promise(one, {}, today) for one in promised)),
        Group(_("Start something new"), tuple(one._replace(hint="") for one in _begin(tops))),
        Group(_("What happened"), timeline(store, family.id, titles, today)),
        Group("", tuple(_kept(store, family.id))),
    )


def _kept(store: Store, family: str) -> Iterator[Thing]:
    """What gave way when a bundle came in stays there to see."""
    from coach.guide.handing import choices

    if kept := len(choices(store, family, settled=True)):
        said = ngettext(
            "{n} answer that gave way is kept: look, or bring it back",
            "{n} answers that gave way are kept: look, or bring one back",
            kept,
        )
        yield Thing("kept", family, said.format(n=kept))


def _two(store: Store, family: str) -> Iterator[Thing]:
    """Where a bundle came in and both had written, that comes first."""
    from coach.guide.handing import choices

    if waiting := len(choices(store, family)):
        said = ngettext(
            "{n} place has two answers: choose which is to stand",
            "{n} places have two answers: choose which are to stand",
            waiting,
        )
        yield Thing("two", family, said.format(n=waiting))


def whole_log(store: Store, today: date) -> tuple[Group, ...]:
    """Return the log of everyone, newest first, with what is promised above it."""
    names = {one.id: one.title for one in store.families()}
    promised = _open(store.entries())
    return _filled(
        Group("", (Thing("write", "", _("Write down a talk or a message")),)),
        Group(_("Promised"), tuple(_promise(one, names, today) for one in promised[:_SAT])),
        Group(_("What happened"), timeline(store, "", {}, today)[:_SAT]),
    )


def _open(entries: Sequence[Entry]) -> list[Promise]:
    """Return what is promised and not done, the first day first; without a day, last."""
    found = [promise for one in entries if not one.archived for promise in one.open]
    return sorted(found, key=lambda one: (one.by or date.max, one.entry, one.row))


def timeline(
    store: Store, family: str, titles: Mapping[str, str], today: date
) -> tuple[Thing, ...]:
    """Return the log of a family and its sessions, newest first; "" is everyone's."""
    said = [
        ((one.day or one.updated.date(), one.updated), _entry(one, today))
        for one in store.entries(family)
        if not one.archived
    ]
    sat = [
        ((one.updated.astimezone().date(), one.updated), _session(one, titles, today))
        for finished in (False, True)
        for one in (store.recent(_SAT, finished=finished, family=family) if family else ())
    ]
    both = sorted([*said, *sat], key=lambda one: one[0], reverse=True)
    return tuple(thing for _when, thing in both)


# ------------------------------------------------------------------ a search


def found(summaries: Sequence[Summary], tops: Sequence[Header], today: date) -> tuple[Thing, ...]:
    """Return what a search found, cards and entries by their kind."""
    titles = {top.id: top.title for top in tops}
    return tuple(_session(one, titles, today) for one in summaries)


def say_found(total: int, shown: int) -> str:
    """Return how many a search found, of which the newest `shown` are listed."""
    if not total:
        return _("Nothing is kept with these words.")
    said = ngettext("{n} found.", "{n} found.", total).format(n=total)
    more = _("The newest {n} are listed.").format(n=shown)
    return f"{said} {more}" if total > shown else said


# ------------------------------------------------------------------ one line each


def _begin(tops: Sequence[Header]) -> Iterator[Thing]:
    for top in tops:
        if top.record is None:
            minutes = ngettext("{n} minute", "{n} minutes", top.minutes).format(n=top.minutes)
            aside = f"{minutes} · {say_whose(top)}" if top.by else minutes
            yield Thing("scenario", top.id, top.title, aside, top.summary)


def say_whose(top: Header) -> str:
    """Return in words whose pack a scenario is from; "" for ours."""
    return _("from {author}'s pack").format(author=clean_line(top.by)) if top.by else ""


def _practice(tops: Sequence[Header]) -> tuple[Thing, ...]:
    label = _("Rehearse with a made-up family")
    return (Thing("practice", "", label),) if any(has_rehearsal(one.id) for one in tops) else ()


def _promise(one: Promise, names: Mapping[str, str], today: date) -> Thing:
    who = f"{one.who}: {one.what}" if one.who else one.what
    name = names.get(one.family, "")
    return Thing(
        "promise",
        one.entry,
        f"{name} · {who}" if name else who,
        aside=say_due(one, today),
        promise=one,
    )


def say_due(promise: Promise, today: date) -> str:
    """Return in words by when a promise is due, seen from `today`."""
    if promise.by is None:
        return promise.by_said
    days = (today - promise.by).days
    if days > 0:
        return ngettext("{n} day over", "{n} days over", days).format(n=days)
    return {0: _("today"), -1: _("tomorrow")}.get(
        days, _("by {day}").format(day=say_day(promise.by))
    )


def _session(one: Summary, titles: Mapping[str, str], today: date) -> Thing:
    title = {"families": _("card"), "log": _("in the log")}.get(
        shelf_for(one.scenario), titles.get(one.scenario, one.scenario)
    )
    when = say_when(local_day(one.updated), today)
    count = ngettext("{n} answer", "{n} answers", one.answers).format(n=one.answers)
    aside = when if one.finished else f"{count} · {when}"
    return Thing(
        "session",
        one.id,
        f"{one.title} · {title}" if one.title else title,
        aside=_("put away · {when}").format(when=when) if one.archived else aside,
        talk=one.finished and has_rehearsal(one.scenario),
    )


def _entry(one: Entry, today: date) -> Thing:
    who = one.who or _("somebody")
    way = say_way(one.way)
    when = say_when(one.day, today) if one.day else ""
    still = len(one.open)
    waits = ngettext("{n} promise open", "{n} promises open", still).format(n=still)
    return Thing(
        "session",
        one.id,
        f"{who}, {way}: {one.about}" if one.about else f"{who}, {way}",
        aside=f"{waits} · {when}" if still else when,
    )


def say_way(way: str) -> str:
    """Return the way of a contact in words."""
    return {
        "email": _("by email"),
        "letter": _("by letter"),
        "phone": _("on the phone"),
        "voicemail": _("by voicemail"),
        "meeting": _("at a meeting"),
        "text": _("by text"),
        "video": _("by video"),
        "pickup": _("at pick-up"),
        "note": _("by a note"),
    }.get(way, way)


def _on_card(family: Family) -> str:
    lines = len(family.strengths) + len(family.challenges) + len(family.strategies)
    people = len(family.people)
    said = ngettext("{n} person", "{n} people", people).format(n=people)
    return f"3×3: {lines} · {said}"


def say_when(day: date, today: date) -> str:
    """Return a day as today, yesterday, or its date; the year where it is another."""
    ago = (today - day).days
    if ago in (0, 1):
        return _("today") if ago == 0 else _("yesterday")
    return say_day(day) if day.year == today.year else f"{say_day(day)} {day.year}"


def local_day(time: datetime) -> date:
    """Return the day of an aware time where this machine is."""
    return time.astimezone().date()


def _filled(*groups: Group) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.things)
