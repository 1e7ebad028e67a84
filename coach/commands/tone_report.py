"""What `coach tone` says: for people, for programs, for GitHub, and line by line to measure.

Pure but for reading the file: a review goes in, lines come out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from coach.errors import CoachError
from coach.language import _
from coach.tone.book import Book
from coach.tone.flag import Flag
from coach.tone.load import bundled, read
from coach.tone.picture import ASPECT_NAMES
from coach.tone.pieces import clean
from coach.tone.review import Review, review
from coach.tone.rule import Rule

Say = Callable[[str], None]

LARGEST = 5_000_000
"""Characters of a draft. No letter is a hundredth as long."""
KEEP = re.compile(r"<!--[ \t]*tone:[ \t]*keep[ \t]+([a-z0-9., -]{1,400}?)[ \t]*-->")
"""In a draft: what stays as it is, on this line, or on the next where this stands alone."""
PAGE = "docs/tone-rules.md"


def run(options: argparse.Namespace, say: Say) -> int:
    """Say how a draft reads.

    Returns:
        0, or 1 where something in it may close a door.

    Raises:
        CoachError: the file can't be read, or a rule or a line is not what it should be.
    """
    rules = Path(options.rules) if options.rules else None
    if options.explain:
        say(explain(read(rules) if rules else read_bundled(), options.explain))
        return 0
    book = read(rules, examples=False) if rules else bundled()
    if options.jsonl:
        for line in by_line(_lines(options.file), book):
            say(line)
        return 0
    text = _draft(options.file)
    name = clean("stdin" if options.file == "-" else options.file)
    found = without_kept(review(without_notes(text), whole=not options.part, book=book), text)
    places = Places(text)
    match options.format:
        case "json":
            say(as_json(found, name, places))
        case "github":
            if found.flags:
                say(as_github(found, name, places))
        case _:
            say(as_text(found, name, places))
    return 1 if found.warnings else 0


def read_bundled() -> Book:
    """Return the rules of Coach with their examples."""
    from coach.tone.load import FOLDER

    return read(FOLDER)


# ------------------------------------------------------------------ what goes in


def _draft(file: str) -> str:
    if file == "-":
        text = sys.stdin.read(LARGEST + 1)
    else:
        try:
            with Path(file).open(encoding="utf-8", errors="replace", newline=None) as draft:
                text = draft.read(LARGEST + 1)
        except OSError as error:
            raise CoachError(
                _("It can't be read: {why}.").format(why=error.strerror or error),
                where=file,
                advice=_("Give a text file, or type the draft in: coach tone -"),
            ) from error
    if len(text) > LARGEST:
        raise CoachError(_("This is too long for a draft."), where=file)
    return text.removeprefix("\ufeff")


def _lines(file: str) -> Iterable[str]:
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace") as lines:
            yield from lines
    except OSError as error:
        raise CoachError(
            _("It can't be read: {why}.").format(why=error.strerror or error), where=file
        ) from error


def without_notes(text: str) -> str:
    """Return a draft with spaces in the place of its `tone: keep` notes."""
    return KEEP.sub(lambda note: " " * len(note.group()), text)


def without_kept(found: Review, text: str) -> Review:
    """Return a review without the flags that a note in the draft keeps."""
    from dataclasses import replace

    kept: dict[int, set[str]] = {}
    places = Places(text)
    for note in KEEP.finditer(text):
        line, _column = places.at(note.start())
        alone = not KEEP.sub("", text.split("\n")[line - 1]).strip()
        kept.setdefault(line + 1 if alone else line, set()).update(
            re.split(r"[ ,]+", note[1].strip())
        )
    if not kept:
        return found

    def stays(flag: Flag) -> bool:
        names = kept.get(places.at(flag.start)[0], set())
        return not names & {flag.rule, flag.rule.partition(".")[0], "all"}

    return replace(found, flags=tuple(filter(stays, found.flags)))


class Places:
    """Where a character of a text stands: line and column, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(one.end() for one in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


# ------------------------------------------------------------------ what comes out


def as_text(found: Review, name: str, places: Places) -> str:
    """Return `path:line:col: severity rule: message`, the other ways, and the whole picture."""
    lines = []
    for flag in found.flags:
        line, column = places.at(flag.start)
        lines.append(f"{name}:{line}:{column}: {flag.severity} {flag.rule}: {clean(_told(flag))}")
        lines += [
            "    " + _("or: {words}").format(words=clean(" ".join(one.split())))
            for one in flag.replacements
        ]
    lines += [
        f"+ {clean(one)}"
        for one in dict.fromkeys(flag.says for flag in found.praise if flag.weight)
    ]
    if lines:
        lines.append("")
    lines.append(_("Reads {score} of 100.").format(score=found.scores.overall))
    lines.append(
        " · ".join(
            f"{title} {getattr(found.picture, aspect)}" for aspect, title in ASPECT_NAMES.items()
        )
    )
    if found.most:
        lines.append(_("What would help most: {what}").format(what=clean(found.most)))
    return "\n".join(lines)


def _told(flag: Flag) -> str:
    if flag.replacements or not flag.better:
        return flag.says
    return f"{flag.says} {flag.better}"


def as_json(found: Review, name: str, places: Places) -> str:
    """Return one object; only ASCII, so that nothing in it moves a cursor."""
    return json.dumps(
        {
            "path": name,
            "whole": found.whole,
            "score": found.scores.overall,
            "scores": _scores(found),
            "most": found.most,
            "flags": [_flag(flag, places) for flag in found.flags],
            "praise": [_flag(flag, places) for flag in found.praise],
        },
        indent=2,
    )


def _flag(flag: Flag, places: Places) -> Mapping[str, Any]:
    line, column = places.at(flag.start)
    return {
        "rule": flag.rule,
        "severity": flag.severity,
        "span": [flag.start, flag.end],
        "line": line,
        "column": column,
        "match": flag.match,
        "message": flag.says,
        "advice": flag.better,
        "replacements": list(flag.replacements),
        "practice": list(flag.practice),
        "link": f"{PAGE}#{anchor(flag.rule)}",
    }


def anchor(rule: str) -> str:
    """Return where a rule stands on its page."""
    return rule.replace(".", "")


def _scores(found: Review) -> dict[str, float]:
    scores = found.scores._asdict()
    return {**scores, **found.picture._asdict()}


def as_github(found: Review, name: str, places: Places) -> str:
    """Return one workflow command a flag: GitHub shows it beside its line."""
    from coach.author.check.report import github_data, github_property

    rows = []
    for flag in found.flags:
        line, column = places.at(flag.start)
        level = "warning" if flag.severity == "warning" else "notice"
        rows.append(
            f"::{level} file={github_property(name)},line={line},col={column},"
            f"title={github_property(flag.rule)}::{github_data(_told(flag))}"
        )
    return "\n".join(rows)


def by_line(lines: Iterable[str], book: Book) -> Iterable[str]:
    """Return a line of JSON for each line with `id` and `text`, to measure with.

    A line may say `whole`: whether its text is a whole message; without it, that is told
    from a greeting or a closing line.

    Raises:
        CoachError: a line is not that; it says which.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, id, whole = row["text"], row["id"], row.get("whole")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            text, id, whole = None, None, None
        if not isinstance(text, str) or not (whole is None or isinstance(whole, bool)):
            raise CoachError(
                _("Line {number} is no JSON object with “id” and a “text”.").format(number=number),
                advice=_('One a line, like this: {"id": "1", "text": "Hello …"}'),
            )
        found = review(text, whole=whole, book=book)
        yield json.dumps(
            {
                "id": id,
                "score": found.scores.overall,
                "scores": _scores(found),
                "flags": [_short(flag) for flag in found.flags],
                "praise": [_short(flag) for flag in found.praise],
            }
        )


def _short(flag: Flag) -> Mapping[str, Any]:
    return {
        "rule": flag.rule,
        "start": flag.start,
        "end": flag.end,
        "severity": flag.severity,
        "replacements": list(flag.replacements),
    }


# ------------------------------------------------------------------ --explain


def explain(book: Book, name: str) -> str:
    """Return what a rule is about; for “all”, every rule in a line.

    Raises:
        CoachError: there is no such rule.
    """
    if name == "all":
        return "\n".join(f"{rule.id} ({rule.severity}): {rule.says}" for rule in book.rules)
    found = [rule for rule in book.rules if name in (rule.id, rule.category)]
    if not found:
        import difflib

        close = difflib.get_close_matches(name, list(book.by_id), n=1)
        raise CoachError(
            _("There is no rule “{name}”.").format(name=clean(name[:60])),
            advice=_("Did you mean “{name}”?").format(name=close[0])
            if close
            else _("coach tone --explain all lists them."),
        )
    return "\n\n".join(_explained(rule) for rule in found)


def _explained(rule: Rule) -> str:
    lines = [f"{rule.id} ({rule.severity})", rule.says]
    if rule.better:
        lines.append(rule.better)
    if rule.whole:
        lines.append(_("It is about whole messages only."))
    if rule.practice:
        lines.append(_("Practices: {names}").format(names=", ".join(rule.practice)))
    lines.append(_("Source: {source}").format(source=rule.source))
    for title, texts in ((_("Found in"), rule.matches), (_("Not in"), rule.passes)):
        lines += [f"{title}:", *(f"  - {' '.join(text.split())}" for text in texts)]
    return "\n".join(lines)
