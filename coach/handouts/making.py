"""Which handouts there are, and making them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from coach.errors import CoachError
from coach.export.names import safe_name
from coach.handouts.blank import blank
from coach.handouts.family import Subject
from coach.handouts.practices import ideas
from coach.handouts.replies import replies
from coach.handouts.roles import roles
from coach.handouts.sheet import Handout, Paper
from coach.language import _
from coach.scenario.handouts import MOST_SHEETS, HandoutsFile, Sheet
from coach.scenario.library import handouts
from coach.scenario.nearest import nearest
from coach.scenario.template import TemplateError
from coach.scenario.text import clean_line

As = Literal["pdf", "html"]
FORMATS: tuple[As, ...] = ("pdf", "html")

_OF_SCENARIO: dict[str, Callable[[Subject, HandoutsFile], Handout | None]] = {
    "replies": replies,
    "roles": roles,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One handout that there is.

    Attributes:
        id: what it is asked for by.
        use: what it is for, one line.
        of_scenario: it is made for a scenario; others are sheets to fill in.
    """

    id: str
    title: str
    use: str
    of_scenario: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, and what there is none of, with the reason."""

    handouts: tuple[Handout, ...]
    missing: tuple[str, ...]


def words_for(subject: Subject | None) -> HandoutsFile:
    """Return the words on handouts: those of the scenario's own pack, where it has some.

    Raises:
        CoachError: they are damaged.
    """
    return handouts(subject.given if subject is not None else "")


def kinds(words: HandoutsFile) -> tuple[Kind, ...]:
    """Return every handout that there is, sheets to fill in first."""
    sheets = (Kind(id, one.title, one.use, False) for id, one in _sheets(words).items())
    return (
        *sheets,
        Kind("replies", words.replies.title, words.replies.use, True),
        Kind("roles", words.roles.title, words.roles.use, True),
        Kind("practices", words.practices.title, words.practices.use, True),
    )


def _sheets(words: HandoutsFile) -> dict[str, Sheet]:
    """The sheets by the names they get as files. The first of a name is the one that counts."""
    found: dict[str, Sheet] = {}
    for sheet in words.sheet[:MOST_SHEETS]:
        id = safe_name(sheet.id, "sheet").casefold()
        if id not in (*_OF_SCENARIO, "practices"):
            found.setdefault(id, sheet)
    return found


def make(
    which: Iterable[str],
    words: HandoutsFile,
    subject: Subject | None,
    only: frozenset[str] | None = None,
) -> Made:
    """Return handouts.

    Args:
        which: ids of `kinds`; none is every handout that can be made.
        subject: the scenario, for handouts that are made for one.
        only: ids of the practices to print; None is all.

    Raises:
        CoachError: there is none of that name; or one that was asked for by name can't be made.
            Of others that can't be made it is only told.
    """
    known = kinds(words)
    asked = tuple(dict.fromkeys(which))
    for id in asked:
        if id not in (kind.id for kind in known):
            raise _no_such(id, known)
    sheets = _sheets(words)
    found: list[Handout] = []
    missing: list[str] = []
    for kind in known:
        if asked and kind.id not in asked:
            continue
        if not kind.of_scenario:
            found.append(blank(sheets[kind.id]))
            continue
        try:
            found.append(_of_scenario(kind, words, subject, only))
        except CoachError as error:
            if asked:
                raise
            if subject is not None:
                missing.append(f"{error.where}: {error.what}" if error.where else error.what)
    return Made(tuple(found), tuple(missing))


def _of_scenario(
    kind: Kind, words: HandoutsFile, subject: Subject | None, only: frozenset[str] | None
) -> Handout:
    if subject is None:
        raise _none(kind, subject)
    try:
        if kind.id == "practices":
            made = ideas(subject, words, only)
        else:
            made = _OF_SCENARIO[kind.id](subject, words)
    except TemplateError as error:
        raise CoachError(
            _("The scenario can't be used: {reason}.").format(reason=error.message),
            where=clean_line(subject.given),
            advice=_("See all that is wrong with it: coach check"),
        ) from error
    if made is None:
        raise _none(kind, subject)
    return made


def write(handout: Handout, form: As, paper: Paper, grey: bool) -> tuple[str, bytes]:
    """Return the name of a handout's file, and what is in it.

    Raises:
        CoachError: the parts of Coach that a PDF needs are not installed, or can't print it.
    """
    if form == "pdf":
        from coach.handouts import pdf

        return f"{handout.stem}.pdf", pdf.write(handout, paper, grey)
    from coach.handouts import html

    return f"{handout.stem}.html", html.write(handout, paper, grey).encode(errors="replace")


def _no_such(id: str, known: tuple[Kind, ...]) -> CoachError:
    return CoachError(
        _("There is no handout “{id}”.").format(id=clean_line(id)[:60]),
        advice=nearest(id[:60], tuple(kind.id for kind in known)),
    )


def _none(kind: Kind, subject: Subject | None) -> CoachError:
    title = clean_line(kind.title)
    if subject is None:
        return CoachError(
            _("“{title}” is made for a scenario.").format(title=title),
            advice=_("Say for which: coach handout {id} --for concern").format(id=kind.id),
        )
    named = clean_line(subject.given)
    if subject.family is None and kind.id != "practices":
        what = _("No “{title}” for {id}: it has no made-up family.")
    else:
        what = {
            "replies": _("No “{title}” for {id}: it has no reply cards."),
            "roles": _("No “{title}” for {id}: it can't be rehearsed."),
            "practices": _("No “{title}” for {id}: it names no practices."),
        }[kind.id]
    return CoachError(
        what.format(title=title, id=named), advice=_("See what there is with: coach handout --list")
    )
