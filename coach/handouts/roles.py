"""Role cards to cut out: the parent, and everybody from school in every mood of the rehearsal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.compose.outcome import fill, prompt_values
from coach.export.sheets import group_title
from coach.handouts.blank import blocks_of
from coach.handouts.cutting import Row, fitted
from coach.handouts.family import Family, Subject
from coach.handouts.sheet import Block, Cards, Handout, NewPage, Step, Text
from coach.handouts.telling import about, stem
from coach.language import _, ngettext
from coach.rehearse.cast import Cast, Chair, Terms, cast, chairs
from coach.scenario.handouts import HandoutsFile, RoleWords
from coach.scenario.library import reactions, rehearsal
from coach.scenario.model import GROUPS
from coach.scenario.rehearsal import Mood, Reaction, Spot
from coach.scenario.text import clean_line

_POINTS = {"open": 1, "facts": 2, "ask": 2, "offer": 1, "close": 1}
"""Talking points on the parent's card, group by group: what one can keep in mind."""
_LATER = 3
"""Things to say later, on one card."""
ROOM = 560
"""Letters on one card, so that four of them share a page: more can't be kept in mind either."""


def roles(subject: Subject, words: HandoutsFile) -> Handout | None:
    """Return the role cards of a made-up family; None where there is nobody to rehearse with.

    Raises:
        CoachError: the rehearsal's file is damaged.
    """
    own = rehearsal(subject.given)
    family = subject.family
    if own is None or family is None:
        return None
    there = chairs(subject.scenario, family.path, reactions(), own)
    if not there:
        return None
    said = words.roles
    known: dict[str, bool] = {}
    talk = fill(subject.scenario, prompt_values(family.path), own.about)
    every = [(*_parent_head(family, said), _parent(family, said, talk))]
    for chair in there:
        for mood in reactions().mood:
            terms = Terms(chair.role, mood.id, "in-person")
            set_up = cast(subject.scenario, family.path, terms, reactions(), own, dict(known))
            every.append((*_head(chair, mood), _school(set_up, said)))
    return Handout(
        stem=stem(subject, "roles"),
        title=clean_line(said.title),
        about=about(subject, words),
        how=clean_line(said.how),
        blocks=(
            *(Step(number, "", clean_line(text)) for number, text in enumerate(said.steps, 1)),
            *([Text(clean_line(family.about))] if family.about else []),
            Cards(fitted(every, clean_line(words.made_up))),
            *_observer(words),
        ),
        note=clean_line(words.no_advice),
    )


# ------------------------------------------------------------------ the parent


def _parent_head(family: Family, said: RoleWords) -> tuple[str, str]:
    name = family.path.values.get("me.name")
    title = clean_line(said.parent)
    return (clean_line(name), title) if isinstance(name, str) and name.strip() else (title, "")


def _parent(family: Family, said: RoleWords, talk: str) -> list[Row]:
    rows = [(said.talk, talk)]
    for group in GROUPS:
        said_here = (point for point in family.outcome.points if point.group == group)
        points = [one.text for one in said_here if not one.text.startswith("(")]
        if points:
            rows.append((group_title(group), "\n".join(points[: _POINTS[group]])))
    return _brief(rows, (group_title("offer"), group_title("open")))


# ------------------------------------------------------------------ from school


def _head(chair: Chair, mood: Mood) -> tuple[str, str]:
    """Who it is, and how they are; where nobody knows a name, the title stands for it."""
    name, title, how = map(clean_line, (chair.name, chair.title, mood.title))
    if name.casefold() in (title.casefold(), f"the {title}".casefold()):
        return title, how
    return name, f"{title} · {how}"


def _school(set_up: Cast, said: RoleWords) -> list[Row]:
    mood = set_up.mood
    heats = dict.fromkeys((*mood.sore, *said.heated_by))
    lines = ngettext("{n} line from the parent", "{n} lines from the parent", set_up.limit)
    rows = [
        (said.behind, mood.about),
        (said.opens, "\n".join(_quoted(set_up, _spoken(set_up, ("open",), 1)))),
        (said.says, "\n".join(_quoted(set_up, _spoken(set_up, ("middle", "close"), _LATER)))),
        (said.cools, said.cooled_by),
        (said.heats, ", ".join(said.moves[move] for move in heats if move in said.moves)),
        (said.turns, lines.format(n=set_up.limit)),
    ]
    return _brief(rows)


def _brief(rows: list[Row], spare: Sequence[str] = ()) -> list[Row]:
    """Rows that say something; of those with several lines as many as there is room for.

    Args:
        spare: labels of rows that can be done without, the first to go first.
    """
    kept = [(_("{label}:").format(label=label), text) for label, text in rows if text.strip()]
    while sum(len(label) + len(text) for label, text in kept) > ROOM:
        longest = max(range(len(kept)), key=lambda at: ("\n" in kept[at][1]) * len(kept[at][1]))
        label, text = kept[longest]
        if "\n" not in text:
            return [row for row in kept if row[0] not in _dropped(kept, spare)]
        kept[longest] = (label, text.rpartition("\n")[0])
    return kept


def _dropped(rows: Sequence[Row], spare: Sequence[str]) -> set[str]:
    over = sum(len(label) + len(text) for label, text in rows) - ROOM
    gone: set[str] = set()
    for name in spare:
        named = _("{label}:").format(label=name)
        if over > 0:
            gone.add(named)
            over -= sum(len(label) + len(text) for label, text in rows if label == named)
    return gone


def _spoken(set_up: Cast, spots: tuple[Spot, ...], most: int) -> list[Reaction]:
    """What suits this mood best comes first; what only follows on another line is left out."""
    every = [
        one
        for one in set_up.reactions.values()
        if set(one.at).intersection(spots) and one.by == "partner" and not one.after
    ]
    if "open" not in spots:
        every = [one for one in every if "open" not in one.at]
    role, mood = set_up.terms.role, set_up.terms.mood
    answered = {card.reaction for card in set_up.scenario.card}
    every.sort(
        key=lambda one: (mood not in one.moods, role not in one.partners, one.id not in answered)
    )
    return every[:most]


def _quoted(set_up: Cast, found: list[Reaction]) -> Iterator[str]:
    for one in found:
        text = clean_line(set_up.words(_at_heat(one, set_up.mood.heat)))
        if text:
            yield text if text.startswith("(") else _("“{text}”").format(text=_inner(text))


def _at_heat(reaction: Reaction, heat: int) -> str:
    bands = (reaction.calm, reaction.tense, reaction.hot)
    band = bands[min(heat // 2, 2)] or reaction.calm or reaction.tense or reaction.hot
    return band[0] if band else ""


def _inner(text: str) -> str:
    """Quotes within quotes."""
    return text.replace("“", "‘").replace("”", "’")


# ------------------------------------------------------------------ who watches


def _observer(words: HandoutsFile) -> Iterator[Block]:
    sheet = next((one for one in words.sheet if one.id == words.roles.observer), None)
    if sheet is not None and words.roles.observer:
        yield NewPage(clean_line(sheet.title), clean_line(sheet.how))
        yield from blocks_of(sheet)
