"""The two sides of `coach watch`: what is wrong with a scenario, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Protocol

from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.errors import Problem
from coach.language import _
from coach.tui.plain_text import QUIET, Text, plain
from coach.tui.widgets.message import BAR
from coach.tui.widgets.rows import Hanging, Row


class Block(Protocol):
    """One paragraph of the preview."""

    @property
    def key(self) -> str:
        """The same from save to save."""

    @property
    def heading(self) -> str:
        """A line above it, or ""."""

    @property
    def text(self) -> str:
        """What it says."""


class Page(Protocol):
    """One letter, the talking points, the cards, or the questions."""

    @property
    def title(self) -> str:
        """What it is."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Its paragraphs."""


class Seen(Protocol):
    """One look at a scenario."""

    @property
    def title(self) -> str:
        """What the scenario is called."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with it."""

    @property
    def pages(self) -> Sequence[Page]:
        """What comes of it."""

    @property
    def note(self) -> str:
        """What to know about the pages, or ""."""

    @property
    def sample(self) -> str:
        """Whose message it is, or ""."""

    @property
    def channel(self) -> str:
        """The channel that stands in for the sample's own, or ""."""

    @property
    def status(self) -> str:
        """How it is, in two words."""


class Problems(VerticalScroll, can_focus=True):
    """What is wrong, line by line of the file."""

    def show(self, seen: Seen) -> None:
        """Show the problems of a look; the scroll stays where it is."""
        self.query_one("#wrong", Text).say(
            plain(*(part for problem in seen.problems for part in _problem(problem)))
            if seen.problems
            else _("Nothing is wrong with it.")
        )

    def compose(self) -> Iterable[Widget]:
        """A title and the list."""
        yield Text(_("Problems"), classes="title")
        yield Text(id="wrong")


def _problem(problem: Problem) -> Iterable[str | tuple[str, str]]:
    place = _("Line {line}, column {column}").format(
        line=problem.place.line, column=problem.place.column
    )
    name = os.path.basename(problem.place.file)  # noqa: PTH119  # a name in a sentence
    yield ("\n" + f"{place} · {problem.code}", "bold")
    yield (f" {name}\n", QUIET)
    yield f"{problem.message}\n"
    if problem.advice:
        yield (f"{problem.advice}\n", QUIET)


class Preview(VerticalScroll, can_focus=True):
    """What comes of it. A save changes the words and leaves the place; a bar marks what is new."""

    def __init__(self) -> None:
        super().__init__(id="preview")
        self._shown: dict[str, tuple[str, str]] = {}
        self._rows: dict[str, Row] = {}

    def compose(self) -> Iterable[Widget]:
        """What to know about it; the rest comes with each look."""
        yield Text(id="watch-note", classes="quiet")

    def show(self, seen: Seen, *, mark: bool) -> None:
        """Show the pages of a look.

        Args:
            mark: put a bar beside what is not as it was; not where another family was chosen.
        """
        self.query_one("#watch-note", Text).say(seen.note)
        wanted = _wanted(seen.pages)
        if mark and wanted == self._shown:
            return  # what was marked last is still what has changed last
        changed = {
            key
            for key, words in wanted.items()
            if mark and key.startswith("block ") and self._shown.get(key) != words
        }
        if list(wanted) == list(self._rows):
            for key, row in self._rows.items():
                row.show(_visual(wanted[key], key in changed))
                row.set_class(key in changed, "-changed")
        else:
            self._rebuild(wanted, changed)
        self._shown = wanted

    def _rebuild(self, wanted: dict[str, tuple[str, str]], changed: set[str]) -> None:
        """Put other rows there, and the one that stood at the top back where it stood."""
        at = self.scroll_y
        anchor = next(
            (
                (key, row.virtual_region.y - at)
                for key, row in self._rows.items()
                if row.virtual_region.bottom > at and key in wanted
            ),
            None,
        )
        self.query(Row).remove()
        self._rows = {
            key: Row(
                _visual(words, key in changed),
                classes=("page " if words[1] == "" and words[0] else "")
                + ("-changed" if key in changed else ""),
            )
            for key, words in wanted.items()
        }
        self.mount_all(self._rows.values())
        if at and anchor:
            self.call_after_refresh(self._back_to, *anchor)

    def _back_to(self, key: str, below: float) -> None:
        row = self._rows.get(key)
        if row is not None and row.is_attached:
            self.scroll_to(y=row.virtual_region.y - below, animate=False)


def _wanted(pages: Sequence[Page]) -> dict[str, tuple[str, str]]:
    """Return what each row says, its heading and its text, by a key that stays the same."""
    rows: dict[str, tuple[str, str]] = {}
    for number, page in enumerate(pages):
        rows[f"page {number}"] = (page.title, "")
        for block in page.blocks:
            rows[f"block {block.key}"] = (block.heading, block.text)
    return rows


def _visual(words: tuple[str, str], changed: bool) -> Hanging:
    heading, text = words
    bar = (BAR, "$primary") if changed else " "
    between = "\n" if heading and text else ""
    return Hanging(plain(bar, " "), plain((heading + between, "bold"), text), bar=plain(bar, " "))
