"""An answer read back: one line for the outline and the review."""

from __future__ import annotations

from datetime import date

from coach.scenario.evaluate import Value, say_day
from coach.scenario.model import Step


def in_words(step: Step, value: Value) -> str:
    """Return `value` on one line. Rows are parted by “; ”, cells by “ – ”."""
    match value:
        case None:
            return ""
        case date():
            return say_day(value)
        case tuple() if step.kind == "many":
            labels = {option.id: option.label for option in step.options}
            return ", ".join(labels.get(str(pick), str(pick)) for pick in value)
        case tuple():
            return "; ".join(
                row if isinstance(row, str) else " – ".join(cell for cell in row if cell)
                for row in value
            )
        case str() if step.kind == "choice":
            option = step.option(value)
            return option.label if option else value
        case _:
            return " ".join(str(value).split())
