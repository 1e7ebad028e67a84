"""Which field a question gets."""

from __future__ import annotations

from coach.shown import Prompt
from coach.tui.widgets.fields import Field, Note, Options, Scale, Words
from coach.tui.widgets.lines import Day
from coach.tui.widgets.picker import Item


def field_for(prompt: Prompt) -> Field:
    """Return a field with what the person was typing, or their answer, or nothing."""
    made = _made(prompt)
    made.add_class("field")
    return made


def _made(prompt: Prompt) -> Field:
    start = prompt.start
    made: Field
    match prompt.kind:
        case "choice" | "many":
            items = [Item(option.id, option.label, option.hint) for option in prompt.options]
            picked = start if isinstance(start, tuple) else [start]
            made = Options(
                items,
                "one" if prompt.kind == "choice" else "many",
                [pick for pick in picked if isinstance(pick, str)],
            )
        case "lines" | "table":
            from coach.tui.widgets.table import Rows

            made = Rows(prompt.columns, start, prompt.most)
        case "scale":
            low, high = prompt.range
            number = start if isinstance(start, int) else None
            made = Scale(low, high, (prompt.low, prompt.high), number)
        case "date":
            made = Day(start)
        case "note":
            made = Note()
        case _:
            longest = prompt.words[1] if prompt.words else 60
            made = Words(start if isinstance(start, str) else "", 1 if longest <= 5 else 3)
    return made
