"""One letter, to be put into one's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coach.compose.outcome import Paragraph
from coach.guide.tone import at_cursor
from coach.language import _
from coach.scenario.text import count_words
from coach.shown import Sheet
from coach.tui.plain_text import Text, shows_name
from coach.tui.widgets.covered import Covered
from coach.tui.widgets.message import how_long
from coach.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from coach.tone.flag import Flag
    from coach.tone.review import Review


class Editor(Vertical):
    """A sheet with its subject and body open to be edited."""

    class Edited(Message):
        """It says something else than what was loaded or last marked as kept."""

    def __init__(self) -> None:
        super().__init__(id="sheet")
        self._kept = ("", "")

    def compose(self) -> Iterable[Widget]:
        """What it is, a subject where it has one, and the words."""
        yield Text(id="name", classes="title")
        yield Text(id="tip", classes="quiet")
        yield Text(id="stale")
        subject = Input(id="subject", select_on_focus=False, compact=True)
        subject.cursor_blink = False
        subject.border_title = _("Subject")
        yield subject
        body = Covered(id="body", highlight_cursor_line=False)
        body.cursor_blink = False
        body.match_cursor_bracket = False
        yield body
        yield Tone()
        yield Text(id="count", classes="quiet")

    @property
    def body(self) -> Covered:
        """Where the words are."""
        return self.query_one("#body", Covered)

    @property
    def flag(self) -> Flag | None:
        """What is spoken of just now."""
        return self.query_one(Tone).flag

    def tell(self, review: Review | None) -> None:
        """Say how the words will land, and mark those it is about."""
        flags = review.flags if review else ()
        self.body.mark((flag.start, flag.end) for flag in flags if flag.end)
        self.query_one(Tone).tell(review, at_cursor(flags, self.body.offset_of_cursor))

    @property
    def now(self) -> tuple[str, str]:
        """Subject and body as they stand."""
        return self.query_one("#subject", Input).value, self.body.text

    @property
    def changed(self) -> bool:
        """Whether there is something to keep."""
        return self.now != self._kept

    def load(self, sheet: Sheet) -> None:
        """Show a sheet in the place of any other."""
        self._kept = (sheet.subject, sheet.body)
        self.query_one("#name", Text).say(sheet.letter.title)
        self.query_one("#tip", Text).say(sheet.letter.tip)
        subject = self.query_one("#subject", Input)
        subject.display = bool(sheet.letter.subject or sheet.subject)
        subject.value = sheet.subject
        subject.password = shows_name(sheet.subject)
        self.body.load_text(sheet.body)
        self.judge(sheet)

    def judge(self, sheet: Sheet) -> None:
        """Say how the words stand to ours, and take them as kept."""
        self._kept = self.now
        stale = _(
            "! You changed an answer after editing this."
            " Ctrl+R shows the new words, or keeps yours."
        )
        self.query_one("#stale", Text).say(stale if sheet.stale else "")
        count = how_long(count_words(self.body.text), sheet.letter.range)
        edited = _(" · edited by you: Ctrl+R brings our words back") if sheet.edited else ""
        self.query_one("#count", Text).say(count + edited)

    def paragraph(self, sheet: Sheet) -> Paragraph | None:
        """Return the paragraph the cursor is in. Edits may have moved it: then the nearest."""
        above = self.body.text.splitlines()[: self.body.cursor_location[0]]
        return _after(above, sheet.letter.paragraphs)

    @on(Input.Changed, "#subject")
    @on(TextArea.Changed, "#body")
    def _tell(self, event: Message) -> None:
        event.stop()
        if self.changed:
            self.post_message(self.Edited())


def _after(above: Sequence[str], paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that comes after these lines: they are parted by blank ones."""
    blank = sum(1 for line in above if not line.strip())
    for paragraph in paragraphs:
        inside = sum(1 for line in paragraph.text.splitlines() if not line.strip())
        if blank <= inside:
            return paragraph
        blank -= inside + 1
    return paragraphs[-1] if paragraphs else None
