"""From a folder to what can be shown: read, looked through for danger, made nameless, mixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from coach.casebook import place
from coach.errors import CoachError
from coach.guide.practice import invented
from coach.language import _
from coach.safety.signs import look_for
from coach.scenario import library
from coach.scenario.text import clean_line
from coach.workshop.folder import files_in
from coach.workshop.nameless import Nameless
from coach.workshop.responses import Collected, LeftOut, collected
from coach.workshop.saved import Beside, Saved, Unusable, as_words, of_guide, saved


def collect(folder: Path, *, seed: int, near: date, names: Sequence[str] = ()) -> Collected:
    """Return what people saved in `folder`. Nothing is written and nothing is kept.

    Args:
        seed: what the order is drawn from.
        near: about when it was saved.
        names: more names to take out.

    Raises:
        CoachError: it is no folder, it can't be read, or it is the user's own casebook.
    """
    refuse_own(folder)
    found: list[tuple[str, Saved]] = []
    left: list[LeftOut] = []
    beside = 0
    for file in files_in(folder):
        if file.content is None:
            left.append(LeftOut(file.name, file.why))
            continue
        try:
            found.append((file.name, saved(file.ending, file.content)))
        except Beside as page:
            # No page for the room; what somebody wrote there is looked at all the same.
            if page.kept is not None and look_for(library.warning_signs(), page.kept.typed):
                found.append((file.name, page.kept))
            else:
                beside += 1
        except Unusable as error:
            left.append(LeftOut(file.name, str(error)))
    if not found and not left and not beside:
        raise CoachError(
            _("There is nothing in this folder."),
            where=clean_line(str(folder)),
            advice=_("Name the folder that people saved into."),
        )
    ours = _ours(one for _name, one in found)
    return collected(
        found,
        left,
        ours=ours.messages,
        danger=[_danger(one, ours) for _name, one in found],
        nameless=Nameless((one for _name, one in found), names, near),
        seed=seed,
        beside=beside,
    )


def refuse_own(folder: Path) -> None:
    """Refuse the folder in which the user's own families are kept, and all within and above it.

    Raises:
        CoachError: it is that.
    """
    try:
        own, given = place.home().resolve(), folder.resolve()
    except (OSError, RuntimeError, CoachError):
        return  # without a place for it there is no casebook; reading the folder says the rest
    inside = given == own or own in given.parents
    holds = given in own.parents and own.is_dir()
    if inside or holds:
        raise CoachError(
            _("Your own casebook lies here. It is not opened in a workshop."),
            where=clean_line(str(folder)),
            advice=_("Put what people saved into a folder of its own, and name that."),
        )


@dataclass(frozen=True, slots=True)
class Ours:
    """What the made-up families wrote, as `as_words` has it.

    Attributes:
        messages: their messages.
        typed: all they typed, each family's in one.
    """

    messages: frozenset[str]
    typed: frozenset[str]

    def wrote(self, one: Saved) -> bool:
        """Return whether somebody saved a family's message and nothing else."""
        typed = as_words(one.typed)
        return one.words in self.messages and (typed == one.words or typed in self.typed)


def _danger(one: Saved, ours: Ours) -> bool | None:
    """Return whether it may tell of danger: True for the red kind; None where nothing does."""
    if ours.wrote(one):
        return None  # nobody in the room
    signs = look_for(library.warning_signs(), one.typed)
    if one.grave is None and not signs:
        return None
    return bool(one.grave or signs.red)


def _ours(everyone: Iterable[Saved]) -> Ours:
    """Return what the families of the scenarios that were told of wrote.

    Where a file doesn't say what it is about, it may be any of them.
    """
    told = {one.scenario for one in everyone}
    ids = library.ids() if "" in told else tuple(id for id in library.ids() if id in told)
    return _of_families(ids, library.folder())


@cache
def _of_families(ids: tuple[str, ...], _place: Path) -> Ours:
    messages, typed = set(), set()
    for id in ids:
        for name in library.sample_names(id):
            guide = invented(id, name)
            typed.add(as_words(of_guide(guide, id).typed))
            messages |= {Saved(one.subject, one.body).words for one in guide.sheets()}
    return Ours(frozenset(messages), frozenset(typed))
