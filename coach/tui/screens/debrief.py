"""After the talk: how it went, and what it brings for the message, one key each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from coach.casebook.records import CONTACT, FAMILY
from coach.compose.wording import in_quotes
from coach.compose.written import Reply
from coach.export.document import Document
from coach.export.rehearsal import sheet
from coach.guide.rehearsing import Rehearsing
from coach.guide.suggesting import Suggestion, apply, suggestions
from coach.language import _
from coach.tui.answering import Mode
from coach.tui.commands import (
    ANOTHER_TAKE,
    CHANGES,
    EVERYWHERE,
    HOME,
    MAKE,
    MESSAGE,
    RETURN,
    SAVE,
    SOMEONE_ELSE,
    TALK_LOG,
    Command,
    bindings,
)
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.notes import Notes
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

_CHANGE, _CARD = "change", "card"


class DebriefScreen(Fitted[None]):
    """A page to read, and under it the changes it suggests; Enter makes one."""

    AUTO_FOCUS = "#notes"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        RETURN, MAKE, CHANGES, ANOTHER_TAKE, SOMEONE_ELSE, SAVE, MESSAGE, TALK_LOG, HOME
    )

    def __init__(self, sitting: Sitting, rehearsing: Rehearsing, mode: Mode) -> None:
        super().__init__()
        self._sitting = sitting
        self._rehearsing = rehearsing
        self._mode: Mode = mode
        self._changes: Sequence[Suggestion] = ()
        self._cards: Sequence[Reply] = ()
        self._look()

    def _look(self) -> None:
        """Work out what there still is to change."""
        rehearsing = self._rehearsing
        self._changes = suggestions(rehearsing.guide, rehearsing.state, date.today())
        self._cards = rehearsing.missing_cards()

    def compose(self) -> Iterable[Widget]:
        """The page, and the changes."""
        yield Bar(self._sitting.about)
        with Vertical(id="debrief"):
            yield Notes()
            yield Text(_("It suggests (Enter makes the change):"), id="suggests", classes="title")
            yield Picker(list(self._items()), id="changes")
        yield Keys()

    def on_mount(self) -> None:
        """Show the page."""
        self.query_one(Notes).show_page(self._page())
        self._show_changes()

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    def _page(self) -> Document:
        rehearsing = self._rehearsing
        return sheet(
            rehearsing.state,
            rehearsing.outcome().points,
            rehearsing.takes(),
            tuple(f"{one.says} {in_quotes(one.words)}" for one in self._changes),
        )

    def _items(self) -> Iterable[Item]:
        for at, one in enumerate(self._changes):
            yield Item(f"{_CHANGE} {at}", one.says, hint=in_quotes(one.words))
        for at, card in enumerate(self._cards):
            yield Item(
                f"{_CARD} {at}",
                _("Add a reply card for {they}").format(they=in_quotes(card.they_say)),
                hint=_("You could say: {you}").format(you=card.you_say),
            )

    def _show_changes(self) -> None:
        there = bool(self._changes or self._cards)
        self.query_one("#suggests").display = there
        picker = self.query_one("#changes", Picker)
        if not there and picker.has_focus:
            self.set_focus(self.query_one(Notes))
        picker.display = there
        self.refresh_bindings()

    # -------------------------------------------------------------- changes

    @on(Picker.Opened, "#changes")
    async def _opened(self, event: Picker.Opened) -> None:
        kind, _space, at = event.item.id.partition(" ")
        guide = self._rehearsing.guide
        with self._coach.keeping():
            if kind == _CARD:
                self._rehearsing.add_cards([self._cards[int(at)]])
                self._coach.say(_("Added to your reply cards."))
            else:
                apply(guide, self._changes[int(at)])
                if guide.stopped:
                    self._coach.stop(guide, self._chosen)
                    return
                self._coach.say(_("Done. Your message has it now."))
        await self._look_again()

    def _chosen(self, choice: str) -> None:
        """Words that had stopped the talk stop the message as well."""

        def go_on() -> None:
            self.call_later(self._look_again)

        self._coach.act_on(choice, go_on)

    async def _look_again(self) -> None:
        """Show what is left to change. The page stays where it is read."""
        self._look()
        picker = self.query_one("#changes", Picker)
        await picker.show(list(self._items()))
        picker.redraw()
        self._show_changes()

    async def again(self) -> None:
        """Draw it anew: names are hidden now, or shown again."""
        self.query_one(Notes).show_page(self._page())
        await self._look_again()

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        there = bool(self._changes or self._cards)
        listed = self.focused is not None and self.focused.id == "changes"
        kept = not self._sitting.invented
        return (
            RETURN,
            *([MAKE] if listed else []),
            ANOTHER_TAKE,
            SOMEONE_ELSE,
            SAVE,
            *([CHANGES] if there else []),
            *([MESSAGE] if kept else []),
            *([TALK_LOG] if kept and self._can_log() else []),
            HOME,
            *EVERYWHERE,
        )

    def action_make(self) -> None:
        """Make the marked change, from the palette too."""
        if self._changes or self._cards:
            self.query_one("#changes", Picker).open()

    def action_pane(self) -> None:
        """Go between the page and the changes."""
        picker, notes = self.query_one("#changes", Picker), self.query_one(Notes)
        self.set_focus(notes if picker.has_focus or not picker.display else picker)

    def action_another_take(self) -> None:
        """The same talk from the start."""
        self._rehearsing.another_take()
        self._coach.show_talk(self._rehearsing, self._mode)

    def action_someone_else(self) -> None:
        """Another partner, mood or place."""
        self._coach.show_setting_up(self._rehearsing.terms, self._mode)

    def action_save(self) -> None:
        """Save it as a sheet for the table."""
        from coach.export.pieces import Piece
        from coach.export.text import write
        from coach.tui.screens.save import offer

        page = self._page()
        piece = Piece("rehearsal", page, write(page))
        offer(self._coach, [piece], [piece], self._rehearsing.guide.keeper.session.updated)

    def _can_log(self) -> bool:
        guide = self._rehearsing.guide
        return guide.scenario.id not in (FAMILY, CONTACT) and bool(guide.sheets())

    def action_log(self) -> None:
        """Begin an entry of the log about the real talk."""
        from coach.guide.written_down import talk_answers

        guide = self._rehearsing.guide
        if self._can_log() and not self._sitting.invented:
            setting = self._rehearsing.terms.setting
            said = talk_answers(guide, guide.sheets()[0], setting, date.today())
            self._coach.write_down(said)

    def action_result(self) -> None:
        """Go to what can be sent and said."""
        self._coach.leave_rehearsal()

    def action_back(self) -> None:
        """Back into a talk that is not over; else to what can be sent."""
        if self._rehearsing.state.ended:
            self._coach.leave_rehearsal()
        else:
            self._coach.show_talk(self._rehearsing, self._mode)

    def action_home(self) -> None:
        """Leave this session for now; it is kept."""
        self._coach.go_home()
