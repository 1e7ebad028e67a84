"""Lines in, lines out: no cursor movement, no colour."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from typing import TextIO

from coach.scenario.cover import Names, covered
from coach.scenario.text import clean

COMMAND = re.compile(r":([a-z]+)(?:\s+(.*))?$")
"""A line that asks for something: “:back”, “:go 3”."""


def is_command(line: str) -> bool:
    """Return whether `line` asks for something and is no answer."""
    return COMMAND.match(line.strip()) is not None


class EndOfInput(Exception):
    """The input ended before the interview did."""


class Leave(Exception):
    """The person asked to stop."""


class Terminal:
    """Lines in, lines out.

    Attributes:
        hiding: children's names are not shown just now, those that are still to be given too.
        hidden: the names that are shown as “Child” because of that.
    """

    hiding = False
    hidden: Names = ()

    def __init__(self, source: TextIO, sink: TextIO) -> None:
        self.source = source
        self.sink = sink
        self.width = min(shutil.get_terminal_size().columns, 78) if sink.isatty() else 78

    def say(self, text: str = "", *, mark: str = "") -> None:
        """Write `text`, wrapped, its further lines under its first."""
        for line in covered(text, self.hidden).split("\n") or [""]:
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
        """Write `text`, whatever it is, as nothing but text."""
        self.sink.write(covered(clean(text), self.hidden))
        self.sink.flush()

    def hand_over(self, sequence: str) -> bool:
        """Write a control sequence of ours as it is; False where no terminal would read it."""
        if not self.sink.isatty() or os.environ.get("TERM") == "dumb":
            return False
        self.sink.write(sequence)
        self.sink.flush()
        return True

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
