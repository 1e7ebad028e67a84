"""What comes of a scenario, as `coach watch` shows it: pages of paragraphs that can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from coach.author.graph.guards import Reader
from coach.compose.outcome import Outcome
from coach.export.text import group_title
from coach.language import _, ngettext
from coach.scenario.model import GROUPS, Scenario, Step
from coach.scenario.text import clean, clean_line


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, talking point, card or question of the preview.

    Attributes:
        key: the same from save to save, so that one can tell what has changed.
        heading: a line above it, or "".
    """

    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One letter, the talking points, the cards, or the questions where there is no sample."""

    title: str
    blocks: tuple[Block, ...]


def pages_of(said: Outcome) -> tuple[Page, ...]:
    """Return the letters, the talking points and the cards, a page each."""
    pages = []
    for letter in said.letters:
        subject = _("Subject: {subject}").format(subject=letter.subject)
        head = [Block(f"{letter.id} subject", "", subject)] if letter.subject else []
        parts = [
            Block(f"{letter.id} {part.id}", part.heading, part.text) for part in letter.paragraphs
        ]
        words = ngettext("{n} word", "{n} words", letter.words).format(n=letter.words)
        if letter.range:
            low, high = letter.range
            words += " · " + _("aim for {low}–{high}").format(low=low, high=high)
        pages.append(Page(f"{letter.title} ({words})", _told_apart([*head, *parts])))
    points = [
        Block(f"point {point.group}", group_title(group), f"• {point.text}")
        for group in GROUPS
        for point in said.points
        if point.group == group
    ]
    cards = [
        Block(
            "card",
            _("If they say: {words}").format(words=card.they_say),
            _card(card.you_say, card.avoid),
        )
        for card in said.cards
    ]
    if points:
        pages.append(Page(_("Talking points"), _told_apart(_once(points))))
    if cards:
        pages.append(Page(_("Reply cards"), _told_apart(cards)))
    return tuple(pages)


def _card(you_say: str, avoid: str) -> str:
    said = _("You could say: {words}").format(words=you_say)
    return f"{said}\n" + _("Better not: {words}").format(words=avoid) if avoid else said


def _once(blocks: Iterable[Block]) -> list[Block]:
    """Say a heading only where it is another than above."""
    found: list[Block] = []
    before = ""
    for block in blocks:
        found.append(replace(block, heading="" if block.heading == before else block.heading))
        before = block.heading
    return found


def _told_apart(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Number blocks of the same key, and clean what they say."""
    seen: dict[str, int] = {}
    found = []
    for block in blocks:
        seen[block.key] = seen.get(block.key, 0) + 1
        found.append(
            Block(f"{block.key} {seen[block.key]}", clean_line(block.heading), clean(block.text))
        )
    return tuple(found)


def questions_of(scenario: Scenario) -> Page:
    """Return every question of a scenario, for want of answers."""
    reader = Reader(scenario)

    def asked(step: Step) -> str:
        options = "".join(f"\n  - {reader.plain(option.label)}" for option in step.options)
        return reader.plain(step.ask) + options

    return Page(
        _("Questions"),
        _told_apart(Block(step.id, reader.title(step), asked(step)) for step in scenario.steps()),
    )


# ------------------------------------------------------------------ from save to save


def changes(before: tuple[Page, ...], after: tuple[Page, ...]) -> list[str]:
    """Return what has changed from one preview to the next, a line each: − gone, + new."""
    old, new = as_lines(before), as_lines(after)
    said: list[str] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, low, high, at, end in matcher.get_opcodes():
        if what != "equal":
            said += [f"− {line}" for line in old[low:high]]
            said += [f"+ {line}" for line in new[at:end]]
    return said


def as_lines(pages: tuple[Page, ...]) -> list[str]:
    """Return pages as they are printed."""
    lines: list[str] = []
    for page in pages:
        lines += ["", page.title, ""]
        for block in page.blocks:
            lines += [block.heading] if block.heading else []
            lines += [*block.text.split("\n"), ""]
    return lines[1:]
