"""Is there enough to say? An answer to everything, and reactions for a whole talk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from coach.author.check.rehearsing.shape import answers
from coach.author.check.rehearsing.words import BANDS, Band
from coach.language import _
from coach.rehearse.choosing import wordings
from coach.rehearse.state import COOLEST, HOTTEST
from coach.scenario.findings import THE_KEY, Findings
from coach.scenario.rehearsal import (
    ROLES,
    SETTINGS,
    Answer,
    Cue,
    Mood,
    Reaction,
    ReactionsFile,
    Rehearsal,
    Role,
    Setting,
    Spot,
    Temper,
)

CUES: tuple[Cue, ...] = get_args(Cue)
FEWEST: Mapping[Spot, int] = {"open": 3, "middle": 8, "close": 2}
"""Shared reactions that somebody of each role has, in each setting."""
CLOSERS = 2
"""In a scenario: what can be pinned down, once more where the first try came to nothing."""


def can_be_said(cue: Cue, band: Band, moods: Iterable[Mood] = ()) -> bool:
    """Return whether a cue is ever answered at a heat; the rules of `rehearse.effects` decide.

    Args:
        moods: how hot it may be at hello.
    """
    match cue:
        case "hello":
            return band in {_band(mood.heat) for mood in moods}
        case "blame" | "threat" | "no-day-yet" | "end-tense":
            return band != "calm"
        case "what-for" | "end-agreed":
            return band != "hot"
        case "end-broken":
            return band == "hot"
        case _:
            return True


def check_heats(file: ReactionsFile | Rehearsal, findings: Findings, moods: Sequence[Mood]) -> None:
    """Find words for a heat at which nothing of what they answer is ever answered.

    Args:
        moods: how hot it may be at hello.
    """
    for path, answer in answers(file):
        for band in BANDS:
            words = getattr(answer, band)
            if not words or findings.full or _ever_said(answer, band, moods):
                continue
            findings.warn(
                "E521",
                _("it is never {heat} when “{cue}” is answered").format(
                    heat=band, cue=", ".join(answer.to)
                ),
                (*path, band),
                _("Take these words out, or put them under another heat."),
                offset=THE_KEY,
            )


def _ever_said(answer: Answer, band: Band, moods: Sequence[Mood]) -> bool:
    """Whether the words of a heat are ever said: where others lack, they stand in for them."""
    return any(
        wordings(answer, heat) is getattr(answer, band)
        and any(can_be_said(cue, _band(heat), moods) for cue in answer.to)
        for heat in range(COOLEST, HOTTEST + 1)
    )


def _band(heat: int) -> Band:
    return "hot" if heat >= 4 else "tense" if heat >= 2 else "calm"


def check_answers(file: ReactionsFile, findings: Findings) -> None:
    """Find what anybody may do and nobody answers: a cue without words of its own at some heat."""
    for cue in CUES:
        said = [one for one in file.answer if cue in one.to and not one.about and not one.when]
        lacking = [band for band in BANDS if not _always(said, cue, band, file.mood)]
        if lacking:
            findings.add(
                "E320",
                _("somebody has no answer to “{cue}” when it is {heats}").format(
                    cue=cue, heats=", ".join(lacking)
                ),
                ("answer",),
                _(
                    'Add an [[answer]] with to = ["{cue}"] and no limits, with {heats} words.'
                ).format(cue=cue, heats=_(" and ").join(lacking)),
            )


def _always(said: Sequence[Answer], cue: Cue, band: Band, moods: Sequence[Mood]) -> bool:
    """Whether everybody, in each mood and setting, has words for a heat that can be."""
    there = [one for one in said if getattr(one, band)]
    return all(
        any(_fits(one, role, mood.id, setting) for one in there)
        for mood in moods
        if can_be_said(cue, band, (mood,))
        for role in ROLES
        for setting in SETTINGS
    )


def _fits(one: Answer, role: Role, mood: Temper, setting: Setting) -> bool:
    return (
        (not one.partners or role in one.partners)
        and (not one.moods or mood in one.moods)
        and (not one.settings or setting in one.settings)
    )


def check_shared(file: ReactionsFile, findings: Findings) -> None:
    """Find a role that has too few shared reactions in some setting."""
    for role in ROLES:
        for spot, fewest in FEWEST.items():
            short = {
                setting: count
                for setting in SETTINGS
                if (count := counted(file.reaction, spot, role, setting)) < fewest
            }
            if short:
                too_few(findings, spot, min(short.values()), fewest, role, tuple(short))


def counted(reactions: Iterable[Reaction], spot: Spot, role: Role, setting: Setting) -> int:
    """Return how many reactions may come at a spot by themselves."""
    return sum(
        spot in one.at
        and not one.after
        and (not one.partners or role in one.partners)
        and (not one.settings or setting in one.settings)
        for one in reactions
    )


def too_few(
    findings: Findings,
    spot: Spot,
    count: int,
    fewest: int,
    role: Role,
    settings: tuple[Setting, ...],
    family: str = "",
) -> None:
    """Note that there is too little to say for somebody of a role in some settings.

    Args:
        family: the sample whose answers leave so few.
    """
    said = _("{role} ({settings}): too few reactions at “{spot}”: {count}, and it takes {fewest}")
    if family:
        said = _(
            "{role} ({settings}), with {family}: too few reactions at “{spot}”: {count}, "
            "and it takes {fewest}"
        )
    findings.warn(
        "E519",
        said.format(
            role=role,
            settings=", ".join(settings),
            count=count,
            spot=spot,
            fewest=fewest,
            family=family,
        ),
        ("reaction",),
        _("Add some that fit, or let others come there: at, partners, settings, when."),
    )
