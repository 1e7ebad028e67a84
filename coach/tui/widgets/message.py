"""The message as it grows: what the present question feeds is marked and in view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message as Event
from textual.widget import Widget

from coach.compose.outcome import Letter, Paragraph
from coach.language import _, ngettext
from coach.tui.plain_text import Text, plain
from coach.tui.widgets.picker import POINTER
from coach.tui.widgets.rows import Hanging, Row

BAR = "▌"


def how_long(words: int, range: tuple[int, int] | None) -> str:
    """Return “84 words · aim for 90–160”."""
    said = ngettext("{count} word", "{count} words", words).format(count=words)
    if range is None:
        return said
    return _("{words} · aim for {low}–{high}").format(words=said, low=range[0], high=range[1])


class Message(VerticalScroll, can_focus=True):
    """One letter, as it stands. Arrows go from paragraph to paragraph, Enter to its question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("home", "step(-99)", show=False),
        Binding("end", "step(99)", show=False),
    ]

    @dataclass
    class Wanted(Event):
        """Someone wants to go to the question behind a paragraph."""

        paragraph: Paragraph

    def __init__(self) -> None:
        super().__init__(id="message")
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._step = ""
        self._at = 0

    def compose(self) -> Iterable[Widget]:
        """A title and subject above, a count below; paragraphs come between."""
        yield Text(id="letter")
        yield Text(id="subject")
        yield Text(id="count", classes="quiet")

    def show(self, letter: Letter | None, step: str) -> None:
        """Show `letter`, with a bar beside the paragraphs that `step` feeds."""
        if letter is None or not letter.paragraphs:
            self._say("#letter", plain((_("Your message"), "bold")))
            self._say("#subject", "")
            self._say("#count", _("It grows here while you answer."))
            self._put((), step)
            return
        self._say("#letter", plain((letter.title, "bold")))
        subject = _("Subject: {subject}").format(subject=letter.subject)
        self._say("#subject", subject if letter.subject else "")
        count = how_long(letter.words, letter.range)
        if letter.waiting:
            more = ngettext("{n} more part to come", "{n} more parts to come", letter.waiting)
            count = f"{count}\n{more.format(n=letter.waiting)}"
        self._say("#count", count)
        self._put(letter.paragraphs, step)

    def _say(self, where: str, words: str | Content) -> None:
        text = self.query_one(where, Text)
        text.say(words)

    def _put(self, paragraphs: Sequence[Paragraph], step: str) -> None:
        """Change as few rows as there are changes: this runs while someone types."""
        before, self._paragraphs = self._paragraphs, tuple(paragraphs)
        was, self._step = self._step, step
        rows = list(self.query(Row))
        self._at = max(0, min(self._at, len(paragraphs) - 1))
        fed: Row | None = None
        changed = False
        for n, paragraph in enumerate(self._paragraphs):
            same = n < len(before) and before[n] == paragraph
            feeds = step in paragraph.steps
            if n >= len(rows):
                row = Row(self._visual(n))
                self.mount(row, before="#count")
            else:
                row = rows[n]
                if not same or feeds != (was in before[n].steps):
                    row.show(self._visual(n))
            row.set_class(feeds, "-fed")
            if feeds and (fed is None or (not same and not changed)):
                fed, changed = row, not same
        for row in rows[len(self._paragraphs) :]:
            row.remove()
        if fed is not None and not self.has_focus:
            self.call_after_refresh(self._reveal, fed)

    def _reveal(self, row: Row) -> None:
        if row.is_attached:
            self.scroll_to_widget(row, animate=False)

    def _visual(self, n: int) -> Hanging:
        paragraph = self._paragraphs[n]
        feeds = self._step in paragraph.steps
        bar = BAR if feeds else " "
        pointer = POINTER if self.has_focus and n == self._at else " "
        words = plain(
            *([(f"{paragraph.heading}\n", "bold")] if paragraph.heading else []), paragraph.text
        )
        return Hanging(
            plain(pointer, (bar, "$primary"), " "),
            words,
            bar=plain(" ", (bar, "$primary"), " "),
        )

    # -------------------------------------------------------------- keys and mouse

    def _redraw(self, *numbers: int) -> None:
        rows = list(self.query(Row))
        for n in numbers:
            if n < len(rows) and n < len(self._paragraphs):
                rows[n].show(self._visual(n))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Point at the first paragraph that the present question feeds; or at none."""
        super().watch_has_focus(has_focus)
        before = self._at
        if has_focus:
            fed = [n for n, one in enumerate(self._paragraphs) if self._step in one.steps]
            self._at = (fed or [0])[0]
        self._redraw(before, self._at)

    def action_step(self, by: int) -> None:
        """Go to another paragraph."""
        before = self._at
        self._at = max(0, min(len(self._paragraphs) - 1, before + by))
        self._redraw(before, self._at)
        rows = list(self.query(Row))
        if self._at < len(rows):
            self.scroll_to_widget(rows[self._at], animate=False)

    def open(self) -> None:
        """Ask for the question behind the paragraph at the pointer."""
        if self._at < len(self._paragraphs):
            self.post_message(self.Wanted(self._paragraphs[self._at]))

    def on_click(self, event: events.Click) -> None:
        """A second click on a paragraph goes to its question; one may be selecting words."""
        rows = list(self.query(Row))
        if event.chain == 2 and isinstance(event.widget, Row) and event.widget in rows:
            self.post_message(self.Wanted(self._paragraphs[rows.index(event.widget)]))
