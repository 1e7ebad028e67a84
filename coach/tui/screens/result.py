"""What came of it: letters to edit, copy and save; talking points; reply cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget

from coach.casebook.records import CONTACT, FAMILY
from coach.export.text import cards_text, letter_text, points_text
from coach.guide.rehearsing import is_written
from coach.guide.tone import has_readings, of_sheet, readings, readings_text
from coach.guide.written_down import contact_answers, sent_sheets, write_down
from coach.language import _
from coach.shown import Sheet
from coach.tui.commands import (
    CHANNEL,
    COPY,
    EDIT,
    EVERYWHERE,
    HOME,
    KEEP_MINE,
    LOG,
    READ,
    REDACT,
    REHEARSE,
    RESTORE,
    RETURN,
    REVIEW,
    SAVE,
    SHEETS,
    SOURCE,
    TAKE,
    VERSIONS,
    WORDS,
    Command,
    bindings,
)
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.editor import Editor
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.notes import Notes
from coach.tui.widgets.picker import Item, Picker
from coach.tui.widgets.tone import Taken, tone_commands

if TYPE_CHECKING:
    from coach.export.pieces import Piece
    from coach.tone.review import Review
    from coach.tui.app import CoachApp

POINTS, CARDS, READS = "talking points", "reply cards", "how it reads"
"""Not ids a letter can have: those have no spaces."""

_PAUSE = 0.4
"""Seconds after the last key before an edit is saved."""


class ResultScreen(Fitted[None]):
    """A list of what there is, and the one that is marked."""

    AUTO_FOCUS = "#sheets"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        RETURN,
        REVIEW,
        SHEETS,
        COPY,
        SAVE,
        REDACT,
        REHEARSE,
        LOG,
        TAKE,
        KEEP_MINE,
        RESTORE,
        CHANNEL,
        SOURCE,
        VERSIONS,
        WORDS,
        HOME,
    )

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._guide = sitting.guide
        self._outcome = sitting.guide.outcome()
        self._shown = ""
        self._later: Timer | None = None
        self._taken = Taken()

    def compose(self) -> Iterable[Widget]:
        """The list; a letter that can be edited; notes to read."""
        yield Bar(self._sitting.about)
        with Horizontal(id="panes"):
            with VerticalScroll(id="list", can_focus=False):
                yield Picker(list(self._items()), id="sheets")
                yield Text(
                    _("Read it aloud once. Nothing has been sent: sending is yours."),
                    id="next",
                    classes="quiet",
                )
            yield Editor()
            yield Notes()
        yield Keys()

    def on_mount(self) -> None:
        """Show the first sheet."""
        first = next(iter(self._items()), None)
        if first is not None:
            self._show(first.id)

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    def _items(self) -> Iterable[Item]:
        for sheet in self._guide.sheets():
            yield Item(sheet.letter.id, sheet.letter.title)
        if self._outcome.points:
            yield Item(POINTS, _("Talking points"))
        if self._outcome.cards:
            yield Item(CARDS, _("Reply cards"))
        if has_readings(self._guide):
            yield Item(READS, _("How it reads"))

    def _sheet(self) -> Sheet | None:
        return next((one for one in self._guide.sheets() if one.letter.id == self._shown), None)

    # -------------------------------------------------------------- showing

    def _show(self, id: str) -> None:
        """Show one of the list; what was edited before is kept first."""
        self.keep()
        self._shown = id
        sheet = self._sheet()
        self.set_class(sheet is None, "-notes")
        notes = self.query_one(Notes)
        if sheet is not None:
            self._editor.load(sheet)
            self._tell()
        elif id == POINTS:
            notes.show_points(self._outcome.points)
        elif id == READS:
            notes.show_reading(self._readings())
        else:
            notes.show_cards(self._outcome.cards)
        self.refresh_bindings()

    def _readings(self) -> list[tuple[str, Review]]:
        return readings(self._guide)

    def _tell(self) -> None:
        """Say how the words in the editor will land."""
        sheet = self._sheet()
        if sheet is not None:
            self._editor.tell(of_sheet(self._guide, sheet, self._editor.now[1]))
            self.refresh_bindings()

    @property
    def _editor(self) -> Editor:
        return self.query_one(Editor)

    @on(Picker.Moved, "#sheets")
    def _marked(self, event: Picker.Moved) -> None:
        self._show(event.item.id)

    @on(Picker.Opened, "#sheets")
    def _opened(self, event: Picker.Opened) -> None:
        self._show(event.item.id)
        self._to_sheet()

    def _to_sheet(self) -> None:
        self.add_class("-sheet")
        notes = self.has_class("-notes")
        self.set_focus(self.query_one(Notes) if notes else self.query_one("#body"))

    @on(events.DescendantFocus)
    def _show_pane(self, event: events.DescendantFocus) -> None:
        self.set_class(event.widget.id != "sheets", "-sheet")

    # -------------------------------------------------------------- editing

    @on(Editor.Edited)
    def _edited(self) -> None:
        self._coach.saving()
        if self._later is not None:
            self._later.reset()
        else:
            self._later = self.set_timer(_PAUSE, self.keep)

    def keep(self) -> None:
        """Put an edit on disk, if there is one."""
        if self._later is not None:
            self._later.stop()
            self._later = None
        if self._shown in ("", POINTS, CARDS, READS) or not self._editor.changed:
            return
        self._tell()
        if self._guide.stopped:
            return
        with self._coach.keeping():
            if not self._guide.edit(self._shown, *self._editor.now):
                self._coach.stop(self._guide, self._chosen)
                return
            self._coach.saved("")
            sheet = self._sheet()
            if sheet is not None:
                self._editor.judge(sheet)

    def _chosen(self, choice: str) -> None:
        """Go on after a stop, with the words that are kept now."""
        self._coach.act_on(choice, self._reload)

    def _reload(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._editor.load(sheet)
            self._tell()

    def action_restore(self) -> None:
        """Put the composed words back, or keep the edited ones for good."""
        from coach.tui.screens.ask import Ask

        self.keep()
        sheet = self._sheet()
        if sheet is None or not sheet.edited:
            self._coach.say(_("These are our words: you have not changed them."))
            return

        def chosen(answer: str | None) -> None:
            with self._coach.keeping():
                if answer == "ours":
                    self._guide.restore(self._shown)
                elif answer == "mine":
                    self._guide.edit(self._shown, sheet.subject, sheet.body)
            again = self._sheet()
            if answer and again is not None:
                self._reload()

        self._coach.ask(
            Ask(
                _("Put our words in the place of yours?"),
                _("Our words follow your answers as they are now. Yours would be gone."),
                mine=_("Keep mine"),
                ours=_("Show the words made from my answers"),
            ),
            chosen,
        )

    # -------------------------------------------------------------- how it reads

    def action_take(self) -> None:
        """Put what was suggested in the place of the marked words."""
        if self._taken.put(self._editor.body, self._editor.flag):
            self._edited()
            self._tell()

    def action_keep_mine(self) -> None:
        """Keep the marked words as they are."""
        flag = self._editor.flag
        if flag is not None:
            with self._coach.keeping():
                self._guide.keep_mine(flag)
            self._tell()

    def _about_tone(self) -> Sequence[Command]:
        return tone_commands(self._editor.flag, self._taken.again(self._editor.body))

    # -------------------------------------------------------------- leaving with it

    def _text(self) -> str:
        if self._shown == POINTS:
            return points_text(self._outcome.points)
        if self._shown == CARDS:
            return cards_text(self._outcome.cards)
        if self._shown == READS:
            return readings_text(self._readings())
        return letter_text(*self._editor.now)

    async def action_copy(self) -> None:
        """Copy what is shown."""
        await self._coach.copy(self._text())

    def action_save(self) -> None:
        """Ask what to write, where and in which format, show it, and write it."""
        from datetime import date

        from coach.guide.leaving import leaving
        from coach.tui.screens.save import offer

        self.keep()
        everything = leaving(self._guide, date.today())
        stamp = self._guide.keeper.session.updated
        offer(self._coach, everything, self._this(everything), stamp)

    def action_redact(self) -> None:
        """Show all of it without names and dates."""
        from datetime import date

        from coach.guide.redacting import redacted
        from coach.tui.screens.redacted import show

        self.keep()
        show(self._coach, lambda: redacted(self._guide, date.today()))

    def _this(self, everything: Sequence[Piece]) -> Sequence[Piece]:
        """What of everything is shown just now."""
        stem = {POINTS: "talking-points", CARDS: "reply-cards"}.get(self._shown)
        if stem is not None:
            return [one for one in everything if one.stem == stem and not one.is_message]
        letters = [one for one in everything if one.is_message]
        pairs = zip(self._guide.sheets(), letters, strict=True)
        return [one for sheet, one in pairs if sheet.letter.id == self._shown]

    # -------------------------------------------------------------- writing it down

    def _sent(self) -> Sequence[Sheet]:
        """What can have been sent or said: of an entry of the log, nothing again."""
        if self._guide.scenario.id in (FAMILY, CONTACT):
            return ()
        return sent_sheets(self._guide)

    def action_log(self) -> None:
        """Ask whether the message was sent, and write it into the contact log."""
        from datetime import date

        from coach.tui.screens.ask import Ask

        self.keep()
        sent = self._sent()
        sheet = next((one for one in sent if one.letter.id == self._shown), next(iter(sent), None))
        if sheet is None:
            return

        def chosen(answer: str | None) -> None:
            if answer == "today":
                with self._coach.asking():
                    write_down(self._coach.sessions, self._guide, sheet, date.today())
                    self._coach.say(_("It is in the log, as sent today. Home shows the log."))
            elif answer == "other":
                said = contact_answers(self._guide, sheet, date.today())
                self._coach.write_down(said)

        self._coach.ask(
            Ask(
                _("Sent today?"),
                _("“{title}” goes into the log, as it stands here.").format(
                    title=sheet.letter.title
                ),
                today=_("Yes, today"),
                other=_("On another day, or there is more to write down"),
            ),
            chosen,
        )

    # -------------------------------------------------------------- going elsewhere

    def commands(self) -> Sequence[Command]:
        """What can be done here; some of it only with a letter."""
        sheet = self._sheet()
        way = self._guide.path.index("channel") >= 0
        listed = self.focused is not None and self.focused.id == "sheets"
        return (
            RETURN,
            *([EDIT if sheet is not None else READ] if listed else []),
            COPY,
            SAVE,
            REDACT,
            *([REHEARSE] if is_written(self._guide) else []),
            *([LOG] if self._sent() else []),
            *([] if listed else [SHEETS]),
            REVIEW,
            *(self._about_tone() if sheet is not None else ()),
            *([RESTORE] if sheet is not None and sheet.edited else []),
            *([CHANNEL] if way else []),
            *([SOURCE] if sheet is not None else []),
            *([VERSIONS, WORDS] if self._sent() else []),
            HOME,
            *EVERYWHERE,
        )

    def action_change(self) -> None:
        """Go into what is shown."""
        self._to_sheet()

    def action_pane(self) -> None:
        """Go between the list and the sheet."""
        if self.focused is not None and self.focused.id == "sheets":
            self._to_sheet()
        else:
            self.remove_class("-sheet")
            self.set_focus(self.query_one("#sheets"))

    def action_back(self) -> None:
        """From a sheet to the list, from the list to the review."""
        if self.focused is not None and self.focused.id != "sheets":
            self.action_pane()
        else:
            self.action_review()

    def action_review(self) -> None:
        """See every answer."""
        self.keep()
        self._coach.show_review()

    def action_rehearse(self) -> None:
        """Practice the talk; what was edited is kept first, and known there."""
        self.keep()
        if is_written(self._guide):
            self._coach.rehearse()

    def action_home(self) -> None:
        """Leave this session for now; it is kept."""
        self.keep()
        self._coach.go_home()

    def action_versions(self) -> None:
        """See what the message said before."""
        self.keep()
        if self._sent() and not self._guide.stopped:
            self._coach.show_versions()

    def action_words(self) -> None:
        """See the answers beside the message."""
        self.keep()
        if self._sent() and not self._guide.stopped:
            self._coach.show_words()

    def action_channel(self) -> None:
        """Go to the question of how to reach them."""
        self.keep()
        if self._guide.go("channel"):
            self._coach.show_place()

    def action_source(self) -> None:
        """Go to the question behind the paragraph the cursor is in."""
        sheet = self._sheet()
        paragraph = self._editor.paragraph(sheet) if sheet is not None else None
        if paragraph is None:
            return
        self.keep()
        step = self._guide.sources(paragraph)
        if step and self._guide.go(step):
            self._coach.show_place()
