"""Dated facts put into the parts that cite them. They live in their own file, never in prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from coach.language import _
from coach.scenario.model import Fact, Part, Scenario


class Facts(NamedTuple):
    """Facts that may be cited.

    Attributes:
        by_id: each fact by its id.
        footer: the line that must stand under any of them.
        pack: the title of the pack that tells them; "" for ours.
    """

    by_id: Mapping[str, Fact]
    footer: str
    pack: str = ""


def with_facts(scenario: Scenario, *books: Facts) -> Scenario:
    """Return `scenario` with the words of every fact that its parts cite.

    Args:
        books: where facts are; of two with one id the first counts. Ids that are in none were
            found by the reader already.
    """
    if not any(part.facts for part in _parts(scenario)):
        return scenario

    def told(part: Part) -> Part:
        said = list(_said(part.facts, books))
        if not said:
            return part
        return replace(part, text="\n\n".join([*([part.text] if part.text else []), *said]))

    return replace(
        scenario,
        part=tuple(told(part) for part in scenario.part),
        message=tuple(
            replace(message, part=tuple(told(part) for part in message.part))
            for message in scenario.message
        ),
    )


def _said(ids: tuple[str, ...], books: tuple[Facts, ...]) -> Iterator[str]:
    left = ids
    for book in books:
        cited = [book.by_id[id] for id in left if id in book.by_id]
        left = tuple(id for id in left if id not in book.by_id)
        for fact in cited:
            yield fact_text(fact, book.pack)
        if cited:
            yield book.footer


def fact_text(fact: Fact, pack: str = "") -> str:
    """Return a fact as it is read: what it says, what to know besides, its source and day.

    Args:
        pack: the title of the pack that tells it, which is not ours to vouch for.
    """
    said = f"{fact.text} {fact.note}".strip()
    source = _("Source: {cite}. Checked {day}.").format(cite=fact.cite, day=fact.checked_on)
    if pack:
        source += " " + _("Told by the pack “{title}”, not by Coach.").format(title=pack)
    return f"- {said}\n  {source}"


def _parts(scenario: Scenario) -> list[Part]:
    return [*scenario.part, *(part for message in scenario.message for part in message.part)]
