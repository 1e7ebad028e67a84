"""A coach's private notes on a family, over whatever is on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from coach.guide.listing import local_day, say_when
from coach.guide.meeting import Meeting
from coach.language import _
from coach.tui.commands import (
    CHANGE_NOTE,
    DELETE_NOTE,
    EVERYWHERE,
    KEEP_NOTE,
    NOTES_PANE,
    RETURN,
    Command,
    bindings,
)
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.covered import Covered
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

_OFTEN = 1.0
"""Seconds after a key until what is typed is on the disk."""
_CLIPPED = 300
"""Characters of a note in the list; it opens whole."""


class NotesScreen(Fitted[None]):
    """The note being written above, those before under it, newest first."""

    SCOPED_CSS = False  # it asks how wide the screen is, which is said of the screen itself
    CSS = """
    #private { padding: 1 2; }
    .-short #private { padding: 0 1; }
    #private #note { height: 1fr; min-height: 4; border: round $foreground 40%; padding: 0 1; }
    #private #note { background: $background; }
    #private #note:focus { border: round $primary; }
    #before { height: 1fr; margin-top: 1; }
    """
    AUTO_FOCUS = "#note"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        RETURN, KEEP_NOTE, NOTES_PANE, CHANGE_NOTE, DELETE_NOTE
    )

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self._meeting = meeting
        self._of = meeting.notebook.draft_of
        self._later: Timer | None = None

    def compose(self) -> Iterable[Widget]:
        """The note, and the list."""
        yield Bar(_("Private notes"))
        with Vertical(id="private"):
            yield Text(_("For your eyes alone"), classes="title")
            yield Text(
                _("In no export, no hand-over and no search. F12 keeps the note, with the day."),
                classes="quiet",
            )
            note = Covered(self._meeting.notebook.draft, id="note", highlight_cursor_line=False)
            note.cursor_blink = False
            note.match_cursor_bracket = False
            yield note
            with VerticalScroll(id="before", can_focus=False):
                yield Picker(list(self._items()), id="kept")
        yield Keys()

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    @property
    def _note(self) -> Covered:
        return self.query_one("#note", Covered)

    def _items(self) -> Iterable[Item]:
        today = self._meeting.today
        for one in self._meeting.notebook.newest_first:
            text = " ".join(one.text.split())
            clipped = text if len(text) <= _CLIPPED else text[: _CLIPPED - 1].rstrip() + "…"
            changing = "→" if one.id == self._of else " "
            yield Item(one.id, clipped, aside=say_when(local_day(one.at), today), sign=changing)

    async def _list(self) -> None:
        picker = self.query_one("#kept", Picker)
        await picker.show(list(self._items()))
        picker.redraw()
        self.refresh_bindings()

    async def again(self) -> None:
        """Draw it anew: names are hidden now, or shown again."""
        await self._list()
        self._note.refresh()

    # -------------------------------------------------------------- writing

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._later is None:  # not put off by the next key: somebody may type on and on
            self._later = self.set_timer(_OFTEN, self.keep)

    def keep(self) -> None:
        """Put what is being typed on disk, in case."""
        if self._later is not None:
            self._later.stop()
            self._later = None
        book = self._meeting.notebook
        text = self._note.text
        if text != book.draft or (text and self._of != book.draft_of):
            with self._coach.keeping():
                self._meeting.draft(text, self._of)

    async def action_keep_note(self) -> None:
        """Keep the note."""
        if not self._note.text.strip():
            return
        with self._coach.asking():
            self._meeting.note(self._note.text, self._of)
            self._coach.saved("")
            self._of = ""
            self._note.load_text("")
        await self._list()

    @on(Picker.Opened, "#kept")
    async def _opened(self, event: Picker.Opened) -> None:
        """Take a note up again. What was being written is kept as a note first."""
        await self.action_keep_note()
        note = self._meeting.notebook.note(event.item.id)
        if note is not None and not self._note.text.strip():
            self._of = note.id
            self._note.load_text(note.text)
            self.set_focus(self._note)
            await self._list()

    def action_delete(self) -> None:
        """Ask, and delete the marked note."""
        from coach.tui.screens.ask import Ask

        item = self.query_one("#kept", Picker).current
        if item is None or not self.query_one("#kept").has_focus:
            return
        id = item.id

        def chosen(answer: str | None) -> None:
            if answer == "delete":
                with self._coach.asking():
                    self._meeting.delete_note(id)
                    if self._of == id:
                        self._of = ""
                self.call_after_refresh(self._list)

        self._coach.ask(
            Ask(
                _("Delete this note?"),
                item.label,
                keep=_("Keep it"),
                delete=_("Delete it"),
            ),
            chosen,
        )

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        listed = self.focused is not None and self.focused.id == "kept"
        there = bool(self._meeting.notebook.notes)
        return (
            RETURN,
            *([CHANGE_NOTE, DELETE_NOTE] if listed and there else [KEEP_NOTE]),
            *([NOTES_PANE] if there else []),
            *EVERYWHERE,
        )

    def action_change(self) -> None:
        """Take the marked note up again."""
        self.query_one("#kept", Picker).open()

    def action_pane(self) -> None:
        """Go between the note and the list."""
        kept = self.query_one("#kept")
        if self._meeting.notebook.notes or kept.has_focus:
            self.set_focus(self._note if kept.has_focus else kept)
            self.refresh_bindings()

    def action_back(self) -> None:
        """Back to what is under it. What was typed waits here."""
        self.keep()
        self._coach.pop_screen()
