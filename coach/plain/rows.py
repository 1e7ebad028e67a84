"""A list or a table that stands there already, row by row: pick, reword, add, in plain lines."""

from __future__ import annotations

from typing import cast

from coach.guide.guide import Guide
from coach.interview.answers import Fault
from coach.interview.show import in_words
from coach.interview.typed import read_typed, takes_rows
from coach.language import _
from coach.plain.terminal import Terminal
from coach.scenario.evaluate import Value
from coach.scenario.model import Step

Row = str | tuple[str, ...]


def rows_of(value: Value) -> tuple[Row, ...]:
    """Return the rows of an answer; none where it is no rows."""
    if not isinstance(value, tuple):
        return ()
    return tuple(row for row in value if isinstance(row, str | tuple))


def show_rows(terminal: Terminal, step: Step, value: Value) -> None:
    """Write rows, each with the number to change it by."""
    for at, row in enumerate(rows_of(value), 1):
        terminal.say(in_words(step, _value(row)), mark=f"  {at}. ")
    terminal.say(_("Enter keeps it."))


def say_how(terminal: Terminal) -> None:
    """Write how rows that stand there are changed."""
    terminal.say(
        _(
            "“:drop 2” takes row 2 out, “:row 2” and words reword it, “:add” and words add "
            "a row. Rows typed alone take the place of all."
        )
    )


def drop(guide: Guide, said: str) -> str:
    """Take a row out of the answer being given. Return why that can't be, or ""."""
    rows, at = _standing(guide), _number(said)
    if not 0 < at <= len(rows):
        return _no_row(rows)
    guide.draft(_value(*rows[: at - 1], *rows[at:]))
    return ""


def reword(guide: Guide, said: str) -> str:
    """Put new words in the place of a row: “2 Tue 3 Nov | email”. Return why not, or ""."""
    number, _space, words = said.partition(" ")
    rows, at = _standing(guide), _number(number)
    if not 0 < at <= len(rows):
        return _no_row(rows)
    row = _read(guide, words)
    if row is None:
        return _("Type the new words after the number: “:row {n} words”.").format(n=at)
    guide.draft(_value(*rows[: at - 1], row, *rows[at:]))
    return ""


def add(guide: Guide, said: str) -> str:
    """Add a row to the answer being given. Return why that can't be, or ""."""
    prompt, rows = guide.prompt(), _standing(guide)
    if prompt is None or not _takes_rows(guide):
        return _("This question has no rows.")
    if len(rows) >= prompt.most:
        return _("There is room for {most} here.").format(most=prompt.most)
    row = _read(guide, said)
    if row is None:
        return _("Type the row after the command: “:add words”.")
    guide.draft(_value(*rows, row))
    return ""


def _value(*rows: Row) -> Value:
    return cast("Value", rows)  # a question has rows of one kind


def _takes_rows(guide: Guide) -> bool:
    step = guide.scenario.step(guide.at)
    return step is not None and takes_rows(step)


def _standing(guide: Guide) -> tuple[Row, ...]:
    prompt = guide.prompt()
    return rows_of(prompt.start) if prompt is not None and _takes_rows(guide) else ()


def _read(guide: Guide, words: str) -> Row | None:
    step = guide.scenario.step(guide.at)
    read = read_typed(step, [words], ()) if step is not None else ()
    rows = () if isinstance(read, Fault) else rows_of(read)
    return rows[0] if rows else None


def _no_row(rows: tuple[Row, ...]) -> str:
    if not rows:
        return _("There are no rows here yet.")
    return _("Name a row by its number, from 1 to {count}.").format(count=len(rows))


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
