"""Words that know where they stand, so that what was said in a talk is ticked off in its file."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeVar

import msgspec

from coach.scenario.model import Scenario
from coach.scenario.places import Key
from coach.scenario.rehearsal import Reaction, ReactionsFile, Rehearsal, Says

File = Literal["own", "shared", "scenario"]
"""A scenario's `rehearsal/ID.toml`, `reactions.toml`, and the scenario itself with its cards."""
Band = Literal["calm", "tense", "hot"]
BANDS: tuple[Band, ...] = ("calm", "tense", "hot")

F = TypeVar("F", ReactionsFile, Rehearsal)
S = TypeVar("S", bound=Says)


class Site(NamedTuple):
    """Where words stand: in which file, at which key."""

    file: File
    key: Key

    def holds(self, other: Site) -> bool:
        """Whether `other` stands in this."""
        size = len(self.key)
        return self.file == other.file and len(other.key) > size and other.key[:size] == self.key


class Placed(str):
    """Words, where they stand, and what their author wrote there. Elsewhere they are just words."""

    __slots__ = ("site", "template")
    site: Site
    template: str

    @classmethod
    def at(cls, words: str, site: Site, template: str = "") -> Placed:
        """Return `words` with their place.

        Args:
            template: what they come from, where they were filled in.
        """
        placed = cls(words)
        placed.site, placed.template = site, template or words
        return placed


def site_of(words: str) -> Site | None:
    """Return where words stand; None for words that nobody has placed."""
    return words.site if isinstance(words, Placed) else None


def placed(file: F, name: File) -> F:
    """Return a file in which all that somebody says knows where it stands."""
    reactions = tuple(
        _reaction(one, Site(name, ("reaction", at))) for at, one in enumerate(file.reaction)
    )
    answers = tuple(_says(one, Site(name, ("answer", at))) for at, one in enumerate(file.answer))
    return msgspec.structs.replace(file, reaction=reactions, answer=answers)


def placed_cards(scenario: Scenario) -> Scenario:
    """Return a scenario in which what is said on reply cards knows where it stands."""
    cards = tuple(
        msgspec.structs.replace(
            card, they_say=Placed.at(card.they_say, Site("scenario", ("card", at, "they_say")))
        )
        for at, card in enumerate(scenario.card)
    )
    return msgspec.structs.replace(scenario, card=cards)


def _reaction(reaction: Reaction, site: Site) -> Reaction:
    then = tuple(
        _says(one, Site(site.file, (*site.key, "then", at))) for at, one in enumerate(reaction.then)
    )
    return msgspec.structs.replace(_says(reaction, site), then=then)


def _says(says: S, site: Site) -> S:
    given = {
        band: tuple(
            Placed.at(words, Site(site.file, (*site.key, band, at)))
            for at, words in enumerate(getattr(says, band))
        )
        for band in BANDS
    }
    return msgspec.structs.replace(says, **given)
