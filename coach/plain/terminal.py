"""Lines in, lines out: no cursor movement, no colour."""

from __future__ import annotations

import shutil
import textwrap
from typing import TextIO

from coach.scenario.text import clean


class EndOfInput(Exception):
    """The input ended before the interview did."""


class Leave(Exception):
    """The person asked to stop."""


class Terminal:
    """Lines in, lines out."""

    def __init__(self, source: TextIO, sink: TextIO) -> None:
        self.source = source
        self.sink = sink
        self.width = min(shutil.get_terminal_size().columns, 78) if sink.isatty() else 78

    def say(self, text: str = "", *, mark: str = "") -> None:
        """Write `text`, wrapped, its further lines under its first."""
        for line in text.split("\n") or [""]:
            wrapped = textwrap.wrap(
                line,
                max(20, self.width),
                initial_indent=mark,
                subsequent_indent=" " * len(mark),
                break_long_words=False,
                break_on_hyphens=False,
            )
            self.write("\n".join(wrapped) + "\n")

    def write(self, text: str) -> None:
        """Write `text` as it is."""
        self.sink.write(text)
        self.sink.flush()

    def ask(self, sign: str = "> ") -> str:
        """Return the next line, made plain.

        Raises:
            EndOfInput: where there is none.
        """
        self.write(sign)
        line = self.source.readline()
        if not line:
            self.write("\n")
            raise EndOfInput
        return clean(line.rstrip("\r\n"))
