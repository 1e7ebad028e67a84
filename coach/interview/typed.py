"""An answer typed as one or more lines, for plain mode: read it as the step's kind of value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coach.interview.answers import Fault
from coach.language import _
from coach.scenario.evaluate import Value
from coach.scenario.model import Option, Step
from coach.scenario.text import clean, clean_line


def takes_rows(step: Step) -> bool:
    """Return whether `step` is answered in several lines, ended by an empty one."""
    return step.kind in ("lines", "table")


def read_typed(step: Step, lines: Sequence[str], labels: Sequence[str]) -> Value | Fault:
    """Return the value that `lines` say, or why they say none.

    Args:
        lines: what was typed; one line but for kinds that take rows and for long text.
        labels: the options' labels as they were shown, in order.
    """
    text = "\n".join(lines)
    match step.kind:
        case "choice":
            pick = _pick(clean_line(text), step.options, labels)
            return pick if pick is not None else _no_such(len(step.options))
        case "many":
            words = [word for word in re.split(r"[,;]|\s+", clean_line(text)) if word]
            picks = [_pick(word, step.options, labels) for word in words]
            if None in picks:
                # A label has spaces: part the line at commas alone.
                whole = [clean_line(word) for word in re.split(r"[,;]", text) if word.strip()]
                picks = [_pick(word, step.options, labels) for word in whole]
            if None in picks:
                return _no_such(len(step.options))
            return tuple(pick for pick in picks if pick is not None)
        case "scale":
            return _number(clean_line(text), step)
        case "date":
            return read_date(clean_line(text))
        case "lines":
            return tuple(clean_line(line) for line in lines if line.strip())
        case "table":
            return tuple(
                tuple(clean_line(cell) for cell in line.split("|"))
                for line in lines
                if line.strip()
            )
        case "note":
            return ""
        case "text":
            return clean(text).strip()


def _pick(word: str, options: Sequence[Option], labels: Sequence[str]) -> str | None:
    """A number as listed, an id, or the start of one label and no other."""
    if word.isascii() and word.isdigit():
        return (
            options[int(word) - 1].id if len(word) < 4 and 0 < int(word) <= len(options) else None
        )
    folded = word.casefold()
    if not folded:
        return None
    for option, label in zip(options, labels, strict=True):
        if folded in (option.id, label.casefold()):
            return option.id
    starts = [
        option.id
        for option, label in zip(options, labels, strict=True)
        if label.casefold().startswith(folded)
    ]
    return starts[0] if len(starts) == 1 else None


def _no_such(count: int) -> Fault:
    return Fault(
        _("That is not one of the choices."),
        _("Type a number from 1 to {count}.").format(count=count),
    )


def _number(text: str, step: Step) -> int | Fault:
    if re.fullmatch(r"-?[0-9]{1,5}", text):
        return int(text)
    return Fault(
        _("That is not a number."),
        _("Type a number from {low} to {high}.").format(low=step.range[0], high=step.range[1]),
    )


MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]+)\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def read_date(text: str) -> date | Fault:
    """Return the date that `text` says, or why it says none.

    2026-09-03, 3 September 2026, Sep 3, 2026, with a day of the week before it or not.
    All in numbers it has to be year first: 10/12 is two days, one on each side of an ocean.
    """
    said = clean_line(text).casefold()
    try:
        return date.fromisoformat(said)
    except ValueError:
        pass
    said = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ", "", said)
    if match := _DAY_FIRST.fullmatch(said):
        day, month, year = match[1], match[2], match[3]
    elif match := _MONTH_FIRST.fullmatch(said):
        day, month, year = match[2], match[1], match[3]
    else:
        return _no_date()
    try:
        return date(int(year), MONTHS.index(month[:3]) + 1, int(day))
    except ValueError:
        return _no_date()


def _no_date() -> Fault:
    return Fault(
        _("Coach can't tell which day that is."),
        _("Write the day, the month and the year, such as 3 September 2026 or 2026-09-03."),
    )
