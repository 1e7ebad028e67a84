"""Dated facts put into the parts that cite them. They live in their own file, never in prose."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from coach.language import _
from coach.scenario.model import Fact, Part, Scenario


def with_facts(scenario: Scenario, facts: Mapping[str, Fact], footer: str) -> Scenario:
    """Return `scenario` with the words of every fact that its parts cite.

    Args:
        facts: every fact by id; ids that are not in it were found by the reader already.
        footer: the line that must stand under any fact.
    """
    if not any(part.facts for part in _parts(scenario)):
        return scenario

    def told(part: Part) -> Part:
        cited = [facts[id] for id in part.facts if id in facts]
        if not cited:
            return part
        said = [part.text] if part.text else []
        said += [fact_text(fact) for fact in cited]
        return replace(part, text="\n\n".join([*said, footer]))

    return replace(
        scenario,
        part=tuple(told(part) for part in scenario.part),
        message=tuple(
            replace(message, part=tuple(told(part) for part in message.part))
            for message in scenario.message
        ),
    )


def fact_text(fact: Fact) -> str:
    """Return a fact as it is read: what it says, what to know besides, its source and day."""
    said = f"{fact.text} {fact.note}".strip()
    source = _("Source: {cite}. Checked {day}.").format(cite=fact.cite, day=fact.checked_on)
    return f"- {said}\n  {source}"


def _parts(scenario: Scenario) -> list[Part]:
    return [*scenario.part, *(part for message in scenario.message for part in message.part)]
