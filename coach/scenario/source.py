"""An author's file as text: its lines, places in it, and the TOML it holds.

A file from a stranger may be anything. Whatever it is, reading it ends in values or in
problems with places, in time that grows with its length (1 MB at most) and no faster.
"""

from __future__ import annotations

import re
import stat
import tomllib
from bisect import bisect_right
from pathlib import Path
from typing import Any

from coach.errors import CoachError, Place, Problem, ScenarioError
from coach.language import _

LARGEST = 1_000_000
"""Bytes in one file. The longest scenario of ours has some 60,000."""
MOST_PIECES = 100_000
"""Lines, commas, stops and equals signs in one file. Reading takes longer with each of
them; a scenario of 2,000 steps has some 60,000."""
MOST_KEYS = 16
"""Names in one dotted key. tomllib's time grows with the square of them."""

_CURLY = ("“", "”", "„", "‟", "‘", "’")
"""What a word processor makes of straight quotation marks."""

# What may not stand in a file: controls but tab and newline, other line ends, bidi
# embeddings, overrides and isolates, lone surrogates (see `text`, "Trojan Source").
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LONG_KEY = re.compile(
    r"""(?<![\w\-"'])(?>(?>[\w\-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)"""
    rf"""{{{MOST_KEYS}}}"""
)


def unsafe(text: str) -> int:
    """Return where the first character that may not stand in a file is, or -1."""
    if text.isprintable():
        return -1
    found = _UNSAFE.search(text)
    return found.start() if found else -1


class Source:
    """The text of one file.

    Args:
        text: what the file holds, decoded.
        file: what to call it in a place.

    Attributes:
        text: the text with "\\n" for every line end, and U+FFFD for each character that
            may not stand in it; so it can be shown, and nothing after it moves.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._given = text.removeprefix("\ufeff").replace("\r\n", "\n")
        self.text = _UNSAFE.sub("\ufffd", self._given)
        self.lines = self.text.split("\n")
        self._starts: list[int] = []

    def at(self, index: int) -> Place:
        """Return the place of the character at `index` in the text."""
        if not self._starts:
            begins = 0
            for each in self.lines:
                self._starts.append(begins)
                begins += len(each) + 1
        index = min(max(index, 0), len(self.text))
        line = bisect_right(self._starts, index)
        return Place(self.file, line, index - self._starts[line - 1] + 1)

    def problem(
        self, code: str, message: str, place: Place, advice: str = "", severity: str = "error"
    ) -> Problem:
        """Return a problem at `place`, with its line."""
        return Problem(code, message, place, advice, self.lines[place.line - 1], severity)

    def unsafe(self, most: int = 20) -> tuple[Problem, ...]:
        """Return a problem for each character that may not stand in the file."""
        if self.text == self._given:
            return ()
        return tuple(
            self.problem("E104", name_unsafe(found.group()), self.at(found.start()), remove_it())
            for found, _n in zip(_UNSAFE.finditer(self._given), range(most), strict=False)
        )

    def toml(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """Return what the file says, or why it can't be read; one of the two is empty."""
        if len(self.text) > LARGEST:
            return {}, (_too_large(self),)
        if _pieces(self.text) > MOST_PIECES:
            return {}, (
                self.problem(
                    "E107",
                    _("there are too many lines, keys and values in this file"),
                    self.at(0),
                    _("Make two scenarios of it."),
                ),
            )
        # A key stands on one line, and looking for dots is quicker than looking for keys.
        dotted = any(line.count(".") >= MOST_KEYS for line in self.lines)
        long_key = _LONG_KEY.search(self.text) if dotted else None
        if long_key:
            return {}, (
                self.problem(
                    "E107",
                    _("this key has more than {most} names in it").format(most=MOST_KEYS),
                    self.at(long_key.start()),
                    _("Coach's files need two at most, as in section.step."),
                ),
            )
        try:
            return tomllib.loads(self.text), ()
        except tomllib.TOMLDecodeError as error:
            return {}, (self._not_toml(str(error)),)
        except RecursionError:
            return {}, (
                self.problem(
                    "E107",
                    _("lists or tables nest too deeply here"),
                    self.at(_deepest(self.text)),
                    _("Coach's files need two levels at most."),
                ),
            )
        except ValueError as error:
            # Python refuses to read numbers of thousands of digits.
            return {}, (
                self.problem(
                    "E101",
                    _("there is a number that can't be read: {error}").format(
                        error=str(error)[:120]
                    ),
                    self.at(_longest_number(self.text)),
                    _("Write a shorter number, or put a text in quotes."),
                ),
            )

    def _not_toml(self, error: str) -> Problem:
        found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", error)
        plain = error[: found.start()] if found else error
        if found and found[1]:
            line = min(int(found[1]), len(self.lines))
            column = min(int(found[2]), len(self.lines[line - 1]) + 1)
            place = Place(self.file, line, column)
        else:
            place = self.at(len(self.text.rstrip()))
            if plain == "Invalid value":
                plain = "Unclosed value"
        if plain == "Invalid value" and _char_at(self.lines, place) in _CURLY:
            plain = "Curly quote"
        message, advice = _in_words(plain)
        return self.problem("E101", message, place, advice)


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        ScenarioError: the file is too large or is not UTF-8.
        CoachError: there is no such file, or it can't be read.
    """
    if _is_odd(path):  # opening a pipe would wait for a writer who never comes
        raise CoachError(
            _("This is a pipe or a device, not a file."),
            where=str(path),
            advice=_("Save it to a file first."),
        )
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise CoachError(
            _("There is no such file."), where=str(path), advice=_("Check the name and folder.")
        ) from None
    except IsADirectoryError:
        raise CoachError(
            _("This is a folder, not a file."),
            where=str(path),
            advice=_("Give the file inside it, ending in .toml."),
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CoachError(
            _("This file can't be read: {reason}.").format(reason=reason),
            where=str(path),
            advice=_("Check that it is a file you may read."),
        ) from None
    if len(data) > LARGEST:
        raise ScenarioError((_too_large(Source("", str(path))),))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ScenarioError((_not_utf8(data, error.start, str(path)),)) from None


def _is_odd(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False  # opening it says why
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _too_large(source: Source) -> Problem:
    return source.problem(
        "E107",
        _("this file is larger than {size} MB").format(size=LARGEST // 1_000_000),
        source.at(0),
        _("Make two scenarios of it."),
    )


def _not_utf8(data: bytes, start: int, file: str) -> Problem:
    source = Source(data.decode("utf-8", errors="replace"), file)
    before = data[:start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    return source.problem(
        "E104",
        _("this file is not UTF-8 from here on"),
        source.at(len(before)),
        _("Save it again as UTF-8 (your editor has it under “encoding”)."),
    )


def name_unsafe(char: str) -> str:
    """Return the sentence that says which unseen character is in the text."""
    return _("there is an unseen character here (U+{code:04X})").format(code=ord(char))


def remove_it() -> str:
    """Return the advice that goes with `name_unsafe`."""
    return _("Delete it and type the text again: it can change what a reader or terminal shows.")


def _in_words(error: str) -> tuple[str, str]:
    """Return tomllib's error as a sentence and what to do about it."""
    for start, message, advice in (
        ("Expected '=' after a key", _("a key has no value"), _('Write key = "text".')),
        (
            "Invalid value",
            _("this is not a value"),
            _("Put a text in quotes; true and false are written small."),
        ),
        (
            "Curly quote",
            _("this is a curly quotation mark, and TOML needs straight ones"),
            _('Write " on both sides. Word processors bend them; a text editor does not.'),
        ),
        (
            "Invalid date",
            _("there is no such day or time"),
            _("Write it as 2026-09-03, or in quotes."),
        ),
        ("Invalid initial character", _("a key is missing here"), _('Write key = "text".')),
        ("Invalid statement", _("this is neither a key nor a table"), _('Write key = "text".')),
        (
            "Unterminated string",
            _("a text is never closed"),
            _("Close it with the quotes it began with: \", ', \"\"\" or '''."),
        ),
        (
            "Illegal character '\\n'",
            _("a text stops at the end of its line"),
            _('Close it with ", or put a text of several lines in """.'),
        ),
        (
            'Expected "\'"',
            _("a text is never closed"),
            _("Close it with '. For a text with an apostrophe in it use \"."),
        ),
        (
            "Unescaped '\\\\'",
            _("this backslash stands before a character it can't stand before"),
            _('Write \\\\ for a backslash, \\n for a new line, \\" for a quote.'),
        ),
        (
            "Unclosed value",
            _("the file ends where a value or a closing bracket should be"),
            _("Close the last [ or {, or write the value."),
        ),
        ("Unclosed array", _("a list is never closed"), _("Close it with ], and put , between.")),
        (
            "Unclosed inline table",
            _("a table in braces is never closed"),
            _("Close it with }, and put , between. It must stay on one line."),
        ),
        (
            "Cannot overwrite",
            _("this says a second time what was said before"),
            _("Keep one of the two."),
        ),
        (
            "Cannot declare",
            _("this table was begun before"),
            _("For the next of several, write [[name]] with two brackets."),
        ),
        (
            "Duplicate inline table key",
            _("this key stands twice in one table"),
            _("Keep one of the two."),
        ),
        (
            "Cannot mutate immutable",
            _("this adds to a table that is closed"),
            _("Write it inside the braces, or as [[name]] throughout."),
        ),
        (
            "Expected newline or end of document",
            _("there is more on this line than one value"),
            _(
                'Begin a new line here. Where a text has " inside, put it between single '
                "quotes: 'like \"this\"'."
            ),
        ),
        (
            "Expected ']",
            _("a table's name is never closed"),
            _("Write [name] or [[name]]."),
        ),
    ):
        if error.startswith(start):
            return message, advice
    return (
        _("this is not TOML: {error}").format(error=error[:120]),
        _("docs/problems/E101.md says more."),
    )


def _char_at(lines: list[str], place: Place) -> str:
    return lines[place.line - 1][place.column - 1 : place.column]


def _pieces(text: str) -> int:
    # Short texts can't have too many.
    if len(text) <= MOST_PIECES:
        return 0
    headings = text.count("\n[")  # each is a table, and a list it belongs to
    return sum(text.count(mark) for mark in "\n,=.") + 3 * headings


def _deepest(text: str) -> int:
    """Return the index of the bracket at which nesting is no longer sensible."""
    strings_and_comments = (
        r'''"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*'''
    )
    depth = 0
    for found in re.finditer(strings_and_comments + r"|[\[\]{}]", text, re.DOTALL):
        if found.group() in ("[", "{"):
            depth += 1
            if depth > MOST_KEYS:
                return found.start()
        elif found.group() in ("]", "}"):
            depth -= 1
    return 0


def _longest_number(text: str) -> int:
    found = max(re.finditer(r"[\d_]+", text), key=lambda run: len(run.group()), default=None)
    return found.start() if found else 0
