"""What the desk shows, for both faces: the caseload line by line, and an hour with its agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from coach.casebook.homework import Homework
from coach.casebook.notebook import Hour, Part
from coach.desk.agenda import part_hint, part_name
from coach.desk.caseload import Case, Due
from coach.desk.ladder import rung_name
from coach.desk.timer import counted, spent_in_words
from coach.guide.homework import say_by
from coach.guide.listing import local_day, say_due, say_when
from coach.guide.meeting import Meeting
from coach.language import _, ngettext
from coach.scenario.evaluate import say_day

Kind = Literal[
    "start",
    "part",
    "promise",
    "kept",
    "homework",
    "give",
    "notes",
    "words",
    "versions",
    "page",
    "bundle",
]


class Cells(NamedTuple):
    """A line of the caseload, cell by cell, each a few words or "" ."""

    who: str
    rung: str
    due: str
    practiced: str
    last: str
    homework: str


class Line(NamedTuple):
    """One line of an hour.

    Attributes:
        kind: what opens.
        id: of the homework; of a part or a promise, open or kept, its place.
        label, aside, hint: its words. sign: ✓ for what is done, ▸ for where the hour is.
    """

    kind: Kind
    id: str
    label: str
    aside: str = ""
    hint: str = ""
    sign: str = ""

    @property
    def key(self) -> str:
        """A name for this line among the others."""
        return f"{self.kind}:{self.id}"


class Block(NamedTuple):
    """Some lines under a heading."""

    title: str
    lines: tuple[Line, ...]


# ------------------------------------------------------------------ the caseload


def heads() -> Cells:
    """Return what the columns of the caseload are called."""
    return Cells(
        _("Family"), _("Ladder"), _("Due first"), _("Rehearsed"), _("Last hour"), _("Homework")
    )


def told(line: Cells) -> str:
    """Return a family's line of the caseload as a sentence that reads aloud."""
    names = heads()
    said = [
        f"{name.lower()}: {cell}" for name, cell in zip(names[2:], line[2:], strict=True) if cell
    ]
    return f"{line.who}, {line.rung}" + (f". {'; '.join(said)}" if said else "")


def cells(case: Case, titles: Mapping[str, str], today: date, *, number: int = 0) -> Cells:
    """Return a family's line of the caseload.

    Args:
        titles: id of a scenario -> its title.
        number: where names are hidden, what the family is called in their place; else 0.
    """
    return Cells(
        who=who(case, number),
        rung=_("safety first") if case.urgent else rung_name(case.rung),
        due=_due(case, titles, today),
        practiced=_practiced(case),
        last=say_when(case.last, today) if case.last else "",
        homework=_homework(case),
    )


def who(case: Case, number: int = 0) -> str:
    """Return what a family is called; a number stands for it where names are hidden."""
    name = _("Family {n}").format(n=number) if number else case.title
    name = name or _("A card without a name")
    return _("{name} (put away)").format(name=name) if case.archived else name


def _due(case: Case, titles: Mapping[str, str], today: date) -> str:
    if case.going_on:
        return _("an hour goes on")
    if not case.due:
        return ""
    said = say_waiting(case.due[0], titles, today)
    more = len(case.due) - 1
    return _("{said}, and {n} more").format(said=said, n=more) if more else said


def say_waiting(one: Due, titles: Mapping[str, str], today: date) -> str:
    """Return one thing that waits, with its day, in a few words."""
    match one.sort:
        case "meeting":
            day = say_when(one.by, today) if one.by else ""
            return _("you meet: {day}").format(day=_tomorrow(one.by, today) or day)
        case "promise":
            when = say_due(one.promise, today) if one.promise is not None else ""
        case "homework":
            when = _near(one.by, today)
        case _:
            title = titles.get(one.what, one.what)
            return _("not sent yet: {title}").format(title=title)
    return f"{one.what} ({when})" if when else one.what


def _near(day: date | None, today: date) -> str:
    if day is None:
        return ""
    over = (today - day).days
    if over > 0:
        return ngettext("{n} day over", "{n} days over", over).format(n=over)
    return (
        _("today") if not over else _tomorrow(day, today) or _("by {day}").format(day=say_day(day))
    )


def _tomorrow(day: date | None, today: date) -> str:
    return _("tomorrow") if day is not None and (day - today).days == 1 else ""


def _practiced(case: Case) -> str:
    if not case.takes:
        return ""
    takes = ngettext("{n} take", "{n} takes", case.takes).format(n=case.takes)
    return _("{takes}, {ticks} of 6").format(takes=takes, ticks=case.ticks)


def say_practiced(case: Case, today: date) -> str:
    """Return, in a sentence, what was rehearsed; "" where nothing was."""
    if not case.takes or case.practiced is None:
        return ""
    return _("Rehearsed so far: {what}. The last time: {day}.").format(
        what=_practiced(case), day=say_when(case.practiced, today)
    )


def _homework(case: Case) -> str:
    if not (case.homework_open or case.homework_done):
        return ""
    return _("{open} open, {done} done").format(open=case.homework_open, done=case.homework_done)


# ------------------------------------------------------------------ an hour


def hour(meeting: Meeting) -> tuple[Block, ...]:
    """Return what the page of an hour lists, from the agenda to what lies beside it."""
    blocks = (
        Block("", tuple(_start(meeting))),
        Block(_("Agenda"), tuple(_parts(meeting))),
        Block(_("Promises"), tuple(_promises(meeting))),
        Block(_("Homework"), tuple(_given(meeting))),
        Block(_("At hand"), tuple(_at_hand(meeting))),
    )
    return tuple(one for one in blocks if one.lines)


def _start(meeting: Meeting) -> Iterator[Line]:
    minutes = sum(part.planned for part in meeting.parts)
    if meeting.timer is None:
        label = _("Begin the hour: {n} minutes").format(n=minutes)
        yield Line("start", "", label, hint=since_last(meeting))
    elif meeting.timer.paused:
        yield Line("start", "", _("Go on: the clock is paused"))


def since_last(meeting: Meeting) -> str:
    """Return, in a sentence, what the hour before this one came to; "" before the first."""
    last = meeting.last
    if last is None:
        return _("Your first hour with this family.")
    done = [part_name(one.kind) for one in last.parts if one.done]
    day = say_when(local_day(last.began), meeting.today)
    if not done:
        return _("You met last: {day}.").format(day=day)
    return _("You met last: {day}. Done then: {parts}.").format(day=day, parts=", ".join(done))


def _parts(meeting: Meeting) -> Iterator[Line]:
    timer = meeting.timer
    now = counted(timer, meeting.now()) if timer is not None else None
    for at, part in enumerate(now.parts if now is not None else meeting.parts):
        here = now is not None and at == now.at
        about = meeting.title(part.about) if part.about else ""
        name = part_name(part.kind)
        yield Line(
            "part",
            str(at),
            f"{name} · {about}" if about else name,
            aside=_minutes(part, begun=now is not None),
            hint=_hint(meeting, part, here=here, begun=now is not None),
            sign="✓" if part.done else "→" if here else " ",
        )


def _hint(meeting: Meeting, part: Part, *, here: bool, begun: bool) -> str:
    """Return how to do a part, where the hour is; and what was rehearsed, before it too."""
    practiced = say_practiced(meeting.case, meeting.today) if part.kind == "rehearsal" else ""
    how = part_hint(part.kind) if here or (not begun and part.kind == "safety") else ""
    return " ".join(one for one in (how, practiced) if one)


def _minutes(part: Part, *, begun: bool) -> str:
    spent = round(part.spent / 60)
    if begun and spent:
        return _("{spent} of {n} min").format(spent=spent, n=part.planned)
    return _("{n} min").format(n=part.planned)


def _promises(meeting: Meeting) -> Iterator[Line]:
    for at, one in enumerate(meeting.promises):
        label = f"{one.who}: {one.what}" if one.who else one.what
        yield Line("promise", str(at), label, aside=say_due(one, meeting.today), sign=" ")
    for at, one in enumerate(meeting.kept):
        label = f"{one.who}: {one.what}" if one.who else one.what
        yield Line("kept", str(at), label, aside=_("kept: {day}").format(day=one.done), sign="✓")


def _given(meeting: Meeting) -> Iterator[Line]:
    for one in meeting.homework:
        yield Line(
            "homework",
            one.id,
            one.text,
            aside=say_homework(one, meeting.today),
            hint=_("They wrote: “{back}”").format(back=one.back) if one.back else "",
            sign="✓" if one.done else " ",
        )
    yield Line("give", "", _("Give something to do"))


def say_homework(one: Homework, today: date) -> str:
    """Return how homework stands: done on which day, or by when."""
    if not one.done:
        return say_by(one, today)
    return _("done {day}").format(day=say_when(date.fromisoformat(one.done), today))


def _at_hand(meeting: Meeting) -> Iterator[Line]:
    notes = meeting.notebook.newest_first
    count = ngettext("{n} note", "{n} notes", len(notes)).format(n=len(notes))
    when = say_when(local_day(notes[0].at), meeting.today) if notes else ""
    yield Line(
        "notes",
        "",
        _("Your private notes"),
        aside=f"{count} · {when}" if notes else "",
        hint=_("A note was begun and not kept yet.") if meeting.notebook.draft else "",
    )
    if meeting.for_today.session:
        yield Line("words", "", _("Their words beside the draft"))
        yield Line("versions", "", _("What the message said before"))
    yield Line("page", "", _("The family's page"))
    yield Line(
        "bundle",
        "",
        _("Hand over"),
        hint=_("A file for the family. They open it with: coach open FILE"),
    )


def spent(hour: Hour) -> Sequence[tuple[str, str]]:
    """Return what each part of an hour took: its name, and the time."""
    return [
        (part_name(one.kind), spent_in_words(one.spent))
        for one in hour.parts
        if one.done or one.spent >= 30
    ]
