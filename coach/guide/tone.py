"""The tone coach at a sitting's side: how what is being written will land.

It never blocks. What a person wants to keep is kept for good, with the session.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coach.language import _
from coach.safety.signs import typed_text
from coach.scenario.evaluate import Value
from coach.scenario.model import Step
from coach.shown import Sheet

if TYPE_CHECKING:
    from coach.guide.guide import Guide
    from coach.tone.flag import Flag
    from coach.tone.review import Review

WHOLE = ("email", "letter")
"""Channels whose message has a greeting and an end; a script or a plan has neither."""
_TYPED = ("text", "lines", "table")


def warm_up() -> None:
    """Read the rules, which takes a fifth of a second, before anybody waits for them."""
    from coach.tone.load import bundled
    from coach.tone.review import review

    bundled()
    review("Thank you for your note.")


def of_answer(guide: Guide, step: Step | None = None) -> Review | None:
    """Return how the answer to a step reads, or what is being typed there.

    Args:
        step: the one being looked at, if none is given.

    Returns:
        None where nothing is typed in words, or where nobody but the parent will see it:
        what they write to let off steam is theirs.
    """
    step = step or guide.scenario.step(guide.at)
    if step is None or step.kind not in _TYPED or step.private:
        return None
    text = typed_text(value_of(guide, step))
    if not text.strip():
        return None
    from coach.tone.review import review  # nobody has typed anything yet at the first frame

    return review(text, whole=False, kept=guide.kept_words)


def value_of(guide: Guide, step: Step) -> Value:
    """Return what is being typed at a step, else its answer."""
    draft = guide.draft_of(step.id)
    return draft if draft is not None else guide.answers.get(step.id)


def of_sheet(guide: Guide, sheet: Sheet, body: str | None = None) -> Review | None:
    """Return how a finished message reads.

    Args:
        body: the words as they stand in an editor, where they are not kept yet.

    Returns:
        None for a page that is the parent's own: nobody it could land badly with reads it.
    """
    if sheet.letter.channel == "handout":
        return None
    from coach.tone.review import review

    whole = True if sheet.letter.channel in WHOLE else None
    return review(sheet.body if body is None else body, whole=whole, kept=guide.kept_words)


def has_readings(guide: Guide) -> bool:
    """Return whether there is a finished message that can be read as a whole."""
    return any(sheet.letter.channel in WHOLE for sheet in guide.sheets())


def readings(guide: Guide) -> list[tuple[str, Review]]:
    """Return how each finished letter reads, by its title."""
    read = [(sheet, of_sheet(guide, sheet)) for sheet in guide.sheets()]
    return [
        (sheet.letter.title, review)
        for sheet, review in read
        if review is not None and sheet.letter.channel in WHOLE
    ]


def readings_text(read: list[tuple[str, Review]]) -> str:
    """Return readings as plain lines."""
    return "\n\n".join("\n".join(_lines(title, review)) for title, review in read) + "\n"


def _lines(title: str, review: Review) -> Iterator[str]:
    yield title
    yield from all_in_all(review)
    yield from (f"! {told(flag)}" for flag in review.flags)
    yield from (f"+ {says}" for says in praised(review))


def all_in_all(review: Review) -> list[str]:
    """Return the one reading, the picture, and what would raise it most: a line for each."""
    from coach.tone.picture import ASPECT_NAMES

    lines = [
        _("Reads {score} of 100.").format(score=review.scores.overall),
        ", ".join(
            f"{name} {getattr(review.picture, aspect)}" for aspect, name in ASPECT_NAMES.items()
        ),
    ]
    if review.most:
        lines.append(_("What would help most: {what}").format(what=review.most))
    return lines


def told(flag: Flag) -> str:
    """Return what there is to say of a flag, in a line: the words, why, and another way."""
    words = " ".join(flag.match.split())
    words = f"“{words}”: " if words and words not in flag.says else ""
    ways = " / ".join(f"“{' '.join(one.split())}”" for one in flag.replacements[:2])
    better = _("Or: {ways}").format(ways=ways) if ways else flag.better
    return f"{words}{flag.says} {better}".rstrip()


def praised(review: Review) -> list[str]:
    """Return what works, each thing once. What weighs nothing is there for other rules alone."""
    return list(dict.fromkeys(one.says for one in review.praise if one.weight))


def said_so(value: Value, flag: Flag, choice: int = 0) -> Value:
    """Return an answer with one of a flag's other ways in the place of its words.

    Args:
        value: the answer that was reviewed: a text, rows, or rows of cells.
        flag: a find in it, with at least `choice` + 1 replacements.
    """
    at = 0

    def put(cell: str) -> str:
        nonlocal at
        start, at = at, at + len(cell) + 1
        if not (start <= flag.start and flag.end <= start + len(cell)):
            return cell
        return cell[: flag.start - start] + flag.replacements[choice] + cell[flag.end - start :]

    match value:
        case str():
            return put(value)
        case tuple():
            rows = [
                put(row) if isinstance(row, str) else tuple(put(str(cell)) for cell in row)
                for row in value
            ]
            return tuple(rows)  # type: ignore[return-value]  # rows or rows of cells, as they came
        case _:
            return value


def at_cursor(flags: tuple[Flag, ...], offset: int) -> Flag | None:
    """Return the flag to speak of first: the one `offset` is in or has just left, else the first.

    One with another way to put it, and a graver one, comes before the others.
    """
    if not flags:
        return None
    return min(flags, key=lambda flag: (_apart(flag, offset) > 0, *_rank(flag), flag.start))


def _apart(flag: Flag, offset: int) -> int:
    if not flag.end:  # it is about the whole
        return 1
    return 0 if flag.start <= offset <= flag.end + 1 else 1


def _rank(flag: Flag) -> tuple[bool, bool]:
    return flag.severity != "warning", not flag.replacements


def kept_lines(kept: frozenset[tuple[str, str]]) -> Iterator[str]:
    """Return what is kept as lines of a session's file: the rule, and the words."""
    for rule, words in sorted(kept):
        yield f"{rule} {words}".strip()


def kept_from(lines: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Return what the lines of a session's file keep."""
    pairs = (line.partition(" ") for line in lines)
    return frozenset((rule, words) for rule, _space, words in pairs)
