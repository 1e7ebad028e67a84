"""A coach's hour with a family: what both faces drive. It holds the rules so that they need none.

The hour lies with the coach's own notes, so it is in no export and no hand-over. Every change
is on disk at once; a program that was killed goes on with the hour it was in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from coach.casebook.family import Family
from coach.casebook.homework import Homework
from coach.casebook.log import Promise
from coach.casebook.notebook import (
    Hour,
    Notebook,
    Part,
    with_draft,
    with_hour,
    with_note,
    without_note,
)
from coach.casebook.opened import Store, new_id
from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.summary import Summary
from coach.desk import timer as clock
from coach.desk.agenda import agenda, parts
from coach.desk.caseload import Case, Due, case, caseload, is_urgent, unsent
from coach.desk.suggesting import Suggestion, suggested
from coach.desk.timer import Timer
from coach.errors import CoachError
from coach.guide.known import card_in
from coach.language import _
from coach.scenario.library import find, has_rehearsal, headers, practices
from coach.scenario.model import Scenario
from coach.scenario.text import clean, clean_line

A_DAY = timedelta(hours=18)
"""An hour that was begun longer ago is not gone on with: it was never closed, and ends there."""
_SAT = 200
"""So many sessions of a family are looked at."""


class Opened(NamedTuple):
    """What to open for a line of the agenda: a session, a new one of a scenario, or neither."""

    session: str = ""
    scenario: str = ""


def cases(store: Store, today: date) -> tuple[Case, ...]:
    """Return the caseload of everything that is kept, what is due first at the top.

    Raises:
        CoachError: the casebook can't be read.
    """
    return caseload(store.families(), store.summaries(), store.entries(), store.notebooks(), today)


def family_named(store: Store, named: str) -> Family:
    """Return the family that a person named by the id of its card, its alias or its child.

    Raises:
        CoachError: there is none, or several.
    """
    every = store.families()
    called = named.strip().casefold()
    same = [one for one in every if one.id == named.strip()] or [
        one for one in every if called in (one.alias.casefold(), one.child.casefold())
    ]
    open = [one for one in same if not one.archived] or same
    if len(open) == 1:
        return open[0]
    if open:
        raise CoachError(
            _("There are several cards of this name."),
            where=clean_line(named)[:80],
            advice=_("Say which: {ids}").format(ids=", ".join(one.id for one in open)),
        )
    raise CoachError(
        _("There is no family of this name."),
        where=clean_line(named)[:80],
        advice=_("See who there is with: coach desk"),
    )


class Meeting:
    """One family at the desk: before the hour, in it, and after.

    Args:
        store: where everything is kept.
        family: the id of the child's card.
        minutes: how long an hour is to be that begins here.
        now: tells the time, aware.

    Attributes:
        timer: the hour that goes on, with its clock; None before one begins and after its end.

    Raises:
        CoachError: there is no such family, or its notes can't be read.
    """

    def __init__(
        self, store: Store, family: str, minutes: int, now: Callable[[], datetime]
    ) -> None:
        self.store, self.id, self.minutes, self.now = store, family, minutes, now
        self.timer: Timer | None = None
        self.notebook: Notebook = store.notebook(family)
        self.look()
        self._go_on()

    # -------------------------------------------------------------- what there is

    def look(self) -> None:
        """Read what is kept of the family anew.

        Raises:
            CoachError: the card is gone.
        """
        store = self.store
        card = card_in(store, self.id)
        if card is None:
            raise CoachError(
                _("The child's card is not here any more."),
                where=self.id,
                advice=_("See who there is with: coach desk"),
            )
        self.card: Family = card
        self.sessions: tuple[Summary, ...] = tuple(
            sorted(
                (
                    one
                    for finished in (False, True)
                    for one in store.recent(_SAT, finished=finished, family=self.id)
                ),
                key=lambda one: (one.updated, one.id),
                reverse=True,
            )
        )
        self.entries = store.entries(self.id)
        self.__dict__.pop("_taught", None)

    @property
    def today(self) -> date:
        """The day."""
        return self.now().astimezone().date()

    @property
    def case(self) -> Case:
        """The family as a line of the caseload."""
        return case(self.card, self.sessions, self.entries, self.notebook, self.today)

    @property
    def urgent(self) -> bool:
        """Whether safety comes first in this hour."""
        return is_urgent(self.sessions, self.today)

    @property
    def promises(self) -> tuple[Promise, ...]:
        """What was promised and is open, the first day first."""
        return tuple(one.promise for one in self.case.due if one.promise is not None)

    @property
    def kept(self) -> tuple[Promise, ...]:
        """What was promised and is done, in what was written down since the last hour."""
        since = self.last.began if self.last is not None else None
        return tuple(
            one
            for entry in self.entries
            if not entry.archived and (since is None or entry.updated >= since)
            for one in entry.agreed
            if one.done
        )

    @property
    def last(self) -> Hour | None:
        """The hour before this one, None before the first."""
        closed = [one for one in self.notebook.hours if one.closed]
        return max(closed, key=lambda one: (one.began, one.id), default=None)

    @property
    def waiting(self) -> tuple[Due, ...]:
        """Everything that waits for the family, as the caseload says it."""
        return self.case.due

    # -------------------------------------------------------------- the agenda

    @property
    def parts(self) -> tuple[Part, ...]:
        """The agenda: of the hour that goes on, or of the one that would begin now."""
        return self.timer.hour.parts if self.timer is not None else self._plan()

    def _plan(self) -> tuple[Part, ...]:
        before = bool(self.promises or self.kept or self.card.homework)
        return parts(
            agenda(
                self.minutes,
                promises=before,
                today=self.for_today.session or self.for_today.scenario,
                rehearsal=self.to_rehearse,
                urgent=self.urgent,
            )
        )

    @property
    def for_today(self) -> Opened:
        """The session to go on with: one begun, else one finished and not sent; else the scenario
        that comes next on the ladder."""
        begun = next((one.id for one in self.sessions if self._is_message(one, False)), "")
        if begun:
            return Opened(session=begun)
        ready = unsent(self.sessions, self.entries, self.today)
        if ready:
            return Opened(session=ready[0].id)
        done = {one.scenario for one in self.sessions}
        return Opened(scenario="concern" if "first-contact" in done else "first-contact")

    def _is_message(self, one: Summary, finished: bool) -> bool:
        return one.finished == finished and one.scenario not in (FAMILY, CONTACT)

    @property
    def to_rehearse(self) -> str:
        """The newest finished session whose talk can be rehearsed, or ""."""
        return next(
            (
                one.id
                for one in self.sessions
                if self._is_message(one, True) and has_rehearsal(one.scenario)
            ),
            "",
        )

    def title(self, id: str) -> str:
        """Return what a session or a scenario is called."""
        session = next((one for one in self.sessions if one.id == id), None)
        scenario = session.scenario if session is not None else id
        return self.titles.get(scenario, scenario)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The id of each scenario with its title."""
        return {one.id: one.title for one in headers()}

    # -------------------------------------------------------------- the hour and its clock

    def _go_on(self) -> None:
        """Go on with an hour that was not closed, its clock paused; a day-old one is closed."""
        open = [one for one in self.notebook.hours if not one.closed]
        if not open:
            return
        latest = max(open, key=lambda one: (one.began, one.id))
        fresh = timedelta(0) <= self.now() - latest.began <= A_DAY
        for one in open:
            if one is not latest or not fresh:
                self._keep(replace(one, closed=_ended(one)))
        if fresh and latest.parts:
            at = min(max(latest.at, 0), len(latest.parts) - 1)
            self.timer = Timer(replace(latest, at=at))

    def begin(self) -> None:
        """Begin the hour, and its clock.

        Raises:
            CoachError: it can't be kept.
        """
        if self.timer is not None:
            self.timer = clock.running(self.timer, self.now())
            return
        began = self.now()
        minutes = sum(one.planned for one in self._plan())
        hour = Hour(id=new_id("hour", self.today), began=began, minutes=minutes, parts=self._plan())
        self._keep(hour)
        self.timer = Timer(hour, began)

    def next(self) -> None:
        """Tick the present part off, and go to the next one."""
        if self.timer is not None:
            self._set(clock.ticked(self.timer, self.now()))

    def go(self, at: int) -> None:
        """Go to another part."""
        if self.timer is not None:
            self._set(clock.moved(self.timer, at, self.now()))

    def pause(self) -> None:
        """Let the clock stand still, or go again."""
        if self.timer is not None:
            turn = clock.running if self.timer.paused else clock.paused
            self._set(turn(self.timer, self.now()))

    def keep(self) -> None:
        """Put on disk how far the hour is."""
        if self.timer is not None:
            hour = clock.counted(self.timer, self.now())
            running = not self.timer.paused
            self._set(Timer(hour, self.now() if running else None))

    def close(self, next: date | None = None) -> Hour | None:
        """End the hour; return it, None where none was going on.

        Args:
            next: the day they meet again, where one was named.
        """
        if self.timer is None:
            return None
        hour = clock.counted(self.timer, self.now())
        hour = replace(
            hour,
            closed=self.now().isoformat(timespec="seconds"),
            next=next.isoformat() if next is not None else "",
        )
        self._keep(hour)
        self.timer = None
        return hour

    def _set(self, timer: Timer) -> None:
        self.timer = timer
        self._keep(timer.hour)

    def _keep(self, hour: Hour) -> None:
        self._change(lambda book: with_hour(book, hour))

    @property
    def clock(self) -> str:
        """What the clock says; "" while no hour goes on."""
        return clock.in_words(self.timer, self.now()) if self.timer is not None else ""

    # -------------------------------------------------------------- notes

    def note(self, text: str, id: str = "") -> None:
        """Keep a note; with an `id`, that note says this now.

        Raises:
            CoachError: it can't be kept.
        """
        text = clean(text)
        new = id or new_id("note", self.today)
        self._change(lambda book: with_note(book, new, text, self.now()))

    def draft(self, text: str, of: str = "") -> None:
        """Keep what is being typed, in case the program ends here."""
        text = clean(text)
        self._change(lambda book: with_draft(book, text, of))

    def delete_note(self, id: str) -> None:
        """Delete a note, and the version before of the file that had it."""
        self.notebook = self.store.change_notes(
            self.id, lambda book: without_note(book, id), forget=True
        )

    def _change(self, change: Callable[[Notebook], Notebook]) -> None:
        self.notebook = self.store.change_notes(self.id, change)

    # -------------------------------------------------------------- homework

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What could be given as homework."""
        ready = {one.id for one in unsent(self.sessions, self.entries, self.today)}
        rehearsal = next((one.scenario for one in self.sessions if one.id == self.to_rehearse), "")
        return suggested(
            self.card,
            self.sessions,
            ready,
            self.titles,
            practices(),
            self._taught,
            rehearsal=rehearsal,
            urgent=self.urgent,
        )

    @cached_property
    def _taught(self) -> frozenset[str]:
        """The practices that the present scenario teaches."""
        now = self.for_today
        session = next((one for one in self.sessions if one.id == now.session), None)
        try:
            return _cited(find(session.scenario if session is not None else now.scenario))
        except CoachError:  # a scenario that is not here any more
            return frozenset()

    @property
    def homework(self) -> tuple[Homework, ...]:
        """What was given: open ones first, by their day; then what is done, the newest first."""
        every = self.card.homework
        waiting = sorted((one for one in every if one.is_open), key=lambda one: one.by or "9999")
        done = sorted(
            (one for one in every if not one.is_open), key=lambda one: one.done, reverse=True
        )
        return (*waiting, *done)


def _ended(hour: Hour) -> str:
    """Return when an hour that nobody closed ended, as far as its clock tells."""
    spent = min(sum(one.spent for one in hour.parts), A_DAY.total_seconds())
    try:
        return (hour.began + timedelta(seconds=spent)).isoformat(timespec="seconds")
    except OverflowError:
        return hour.began.isoformat(timespec="seconds")


def _cited(scenario: Scenario) -> frozenset[str]:
    steps = (id for step in scenario.steps() for id in step.practice)
    points = (id for point in scenario.point for id in point.practice)
    cards = (id for card in scenario.card for id in card.practice)
    return frozenset((*steps, *points, *cards))
