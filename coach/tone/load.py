"""Rules from their files: one a category, TOML, the examples last.

A file of rules may come from a stranger. Nothing in it is run; what doesn't fit is said
with the file and the rule.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from coach.errors import CoachError
from coach.language import _
from coach.tone.book import Book
from coach.tone.measures import MEASURES
from coach.tone.phrase import Phrase, phrase
from coach.tone.pieces import clean
from coach.tone.rule import ASPECTS, PLACES, SEVERITIES, SLOT, Look, Rule

FOLDER = Path(__file__).parent / "rules"
WORDS = "words.toml"
"""The lists that every file of a folder may use, by `<name>`."""
FORMAT = 1
LARGEST = 400_000
"""Bytes of one file."""
_EXAMPLES = "\n[examples."
_TEXTS = ("says", "better", "only", "measure", "lifts", "source", "severity")
_LISTS = ("unless", "without", "about", "practice")
_KNOWN = frozenset((*_TEXTS, *_LISTS, "id", "find", "swap", "limit", "whole", "quoted", "weight"))


@cache
def bundled() -> Book:
    """Return the rules that come with Coach, without their examples, read once."""
    return read(FOLDER, examples=False)


def read(folder: Path, *, examples: bool = True) -> Book:
    """Return the rules of a folder, or of one file.

    Args:
        folder: its `*.toml` files are read in the order of their names; `words.toml` has
            lists for all of them. Of one file, the lists beside it count too.
        examples: without them a file is read only up to its first `[examples.…]`.

    Raises:
        CoachError: a file can't be read, or says what no rule can.
    """
    files = [folder] if folder.is_file() else sorted(folder.glob("*.toml"))
    beside = folder.parent if folder.is_file() else folder
    lists = _lists(beside / WORDS)
    rules: list[Rule] = []
    for file in files:
        if file.name != WORDS:
            rules += _rules(file, lists, examples)
    if not rules:
        raise CoachError(
            _("There are no rules here."),
            where=str(folder),
            advice=_("Give a .toml file of rules, or a folder with some."),
        )
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise CoachError(_("There are two rules “{id}”.").format(id=rule.id), where=str(folder))
        seen.add(rule.id)
    return Book(tuple(rules))


def titles(folder: Path) -> dict[str, str]:
    """Return the title of each category of a folder of rules.

    Raises:
        CoachError: a file can't be read.
    """
    tables = [_table(file, False) for file in sorted(folder.glob("*.toml")) if file.name != WORDS]
    return {table["category"]: table.get("title") or table["category"] for table in tables}


def _table(file: Path, examples: bool = True) -> dict[str, Any]:
    try:
        content = file.read_bytes()
        if len(content) > LARGEST:
            raise CoachError(_("This file is too large for rules."), where=str(file))
        text = content.decode("utf-8").replace("\r\n", "\n")
        if not examples:
            text = text.partition(_EXAMPLES)[0]
        return tomllib.loads(text)
    except OSError as error:
        raise CoachError(
            _("It can't be read: {why}.").format(why=error.strerror or error), where=str(file)
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise CoachError(_("This is no TOML: {why}.").format(why=error), where=str(file)) from error


def _lists(file: Path) -> dict[str, Sequence[str]]:
    return _words(_table(file), str(file)) if file.is_file() else {}


def _words(table: Mapping[str, Any], where: str) -> dict[str, Sequence[str]]:
    found = table.get("words", {})
    if not isinstance(found, dict):
        raise CoachError(_("“words” has to be a table of lists."), where=where)
    return {name: _strings(words, name, where) for name, words in found.items()}


def _rules(file: Path, common: Mapping[str, Sequence[str]], examples: bool) -> list[Rule]:
    table = _table(file, examples)
    where = file.name
    if table.get("format") != FORMAT:
        raise CoachError(
            _("“format” has to be {number}.").format(number=FORMAT),
            where=where,
            advice=_("A newer Coach may be able to read it."),
        )
    category = table.get("category")
    if not isinstance(category, str) or not category.replace("-", "").isalnum():
        raise CoachError(_("“category” has to be one word."), where=where)
    lists = {**common, **_words(table, where)}
    shown = table.get("examples", {})
    rows = table.get("rule", [])
    if not isinstance(rows, list) or not isinstance(shown, dict):
        raise CoachError(_("Its rules have to stand as [[rule]]."), where=where)
    return [_rule(row, category, lists, shown, where) for row in rows]


def _rule(
    row: object,
    category: str,
    lists: Mapping[str, Sequence[str]],
    examples: Mapping[str, Any],
    where: str,
) -> Rule:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
        raise CoachError(_("A rule needs an id."), where=where)
    name = row["id"]
    where = f"{where}, {name}"
    for key in row:
        if key not in _KNOWN:
            raise CoachError(
                _("A rule has no “{key}”.").format(key=key),
                where=where,
                advice=_("Known here: {names}.").format(names=", ".join(sorted(_KNOWN))),
            )
    texts = {key: _text(row, key, where) for key in _TEXTS}
    _one_of(texts["severity"], SEVERITIES, "severity", where)
    _one_of(texts["only"] or "anywhere", PLACES, "only", where)
    if texts["lifts"]:
        _one_of(texts["lifts"], ASPECTS, "lifts", where)
    if not texts["says"]:
        raise CoachError(_("A rule says why: “says” is missing."), where=where)
    looks: list[tuple[str, tuple[str, ...]]] = [
        (one, ()) for one in _strings(row.get("find", []), "find", where)
    ]
    swaps = row.get("swap", [])
    if not isinstance(swaps, list):
        raise CoachError(_("“swap” has to be a list of tables."), where=where)
    looks += [_swap(one, where) for one in swaps]
    if not looks and not texts["measure"]:
        raise CoachError(_("It looks for nothing: “find” is missing."), where=where)
    own = examples.get(name, {})
    own = own if isinstance(own, dict) else {}
    read = partial(_phrase, lists=lists, where=where)
    return Rule(
        id=f"{category}.{name}",
        severity=texts["severity"],  # type: ignore[arg-type]  # one of them: seen above
        says=texts["says"],
        better=texts["better"],
        looks=tuple(_look(read(find), put, where) for find, put in looks),
        unless=tuple(map(read, _strings(row.get("unless", []), "unless", where))),
        without=tuple(map(read, _strings(row.get("without", []), "without", where))),
        about=tuple(map(read, _strings(row.get("about", []), "about", where))),
        only=texts["only"] or "anywhere",  # type: ignore[arg-type]  # likewise
        measure=_one_of(texts["measure"], ("", *MEASURES), "measure", where),
        limit=_number(row, "limit", where),
        whole=row.get("whole") is True,
        quoted=row.get("quoted") is True,
        weight=_number(row, "weight", where),
        lifts=texts["lifts"],
        practice=_strings(row.get("practice", []), "practice", where),
        source=texts["source"],
        matches=_strings(own.get("match", []), "match", where),
        passes=_strings(own.get("pass", []), "pass", where),
    )


def _phrase(text: str, *, lists: Mapping[str, Sequence[str]], where: str) -> Phrase:
    try:
        return phrase(text, lists)
    except CoachError as error:
        error.where = where
        raise


def _swap(row: object, where: str) -> tuple[str, tuple[str, ...]]:
    if not isinstance(row, dict) or set(row) != {"find", "put"}:
        raise CoachError(_("A swap has “find” and “put”, and no more."), where=where)
    return _text(row, "find", where), _strings(row["put"], "put", where)


def _look(find: Phrase, put: tuple[str, ...], where: str) -> Look:
    for one in put:
        for number in SLOT.findall(one):
            if not 1 <= int(number) <= find.captures:
                raise CoachError(
                    _("“{put}” has a {{{number}}} that its phrase does not find.").format(
                        put=one, number=number
                    ),
                    where=where,
                )
    return Look(find, put)


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    found = row.get(key, "")
    if not isinstance(found, str):
        raise CoachError(_("“{key}” has to be a text.").format(key=key), where=where)
    return clean(found)


def _strings(found: object, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise CoachError(_("“{key}” has to be a list of texts.").format(key=key), where=where)
    return tuple(map(clean, found))


def _number(row: Mapping[str, Any], key: str, where: str) -> int:
    found = row.get(key, 0)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= 10_000:
        raise CoachError(_("“{key}” has to be a number.").format(key=key), where=where)
    return found


def _one_of(found: str, known: Sequence[str], key: str, where: str) -> str:
    if found not in known:
        raise CoachError(
            _("“{key}” can't be “{found}”.").format(key=key, found=found[:40]),
            where=where,
            advice=_("Known here: {names}.").format(names=", ".join(filter(None, known))),
        )
    return found
