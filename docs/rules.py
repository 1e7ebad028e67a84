"""Write docs/tone-rules.md again: `make rules`. A page of all rules, with what each is about."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from coach.tone.load import FOLDER, read, titles
from coach.tone.rule import Rule

PAGE = Path(__file__).parent / "tone-rules.md"
SHOWN = 3
"""Examples of a rule that stand on the page; `coach tone --explain` has all."""


def page() -> str:
    """Return the page."""
    book = read(FOLDER)
    named = titles(FOLDER)
    parts = [
        "# The rules of the tone coach",
        "",
        "This page is written by `make rules`, from `coach/tone/rules/`."
        " [How it works](tone.md), and how to write a rule.",
    ]
    for category, rules in groupby(book.rules, key=lambda rule: rule.category):
        parts += ["", f"## {named[category]}"]
        for rule in rules:
            parts += ["", *_rule(rule)]
    return "\n".join(parts) + "\n"


def _rule(rule: Rule) -> list[str]:
    kind = f"{rule.severity}, whole messages only" if rule.whole else rule.severity
    lines = [f"### {rule.id}", "", f"*{kind}.* {rule.says} {rule.better}".rstrip()]
    found = [" ".join(text.split()) for text in rule.matches[:SHOWN] if len(text) < 120]
    if found:
        lines += ["", *(f"- {text}" for text in found)]
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
