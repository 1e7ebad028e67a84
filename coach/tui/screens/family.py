"""A family's page: the card, what is promised, and all that happened, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.language import _
from coach.tui.commands import (
    AGAIN,
    AWAY,
    DELETE,
    DONE,
    EVERYWHERE,
    FIND,
    HAND_OVER,
    OPEN,
    REDACT,
    REHEARSE,
    RETURN,
    SAVE,
    Command,
    bindings,
)
from coach.tui.plain_text import Text
from coach.tui.screens.things import ThingsScreen, tops
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from coach.guide.listing import Group


class FamilyScreen(ThingsScreen):
    """One family's page, or everyone's log.

    Args:
        family: the id of the card; "" is everyone's.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        RETURN, OPEN, REHEARSE, AGAIN, FIND, SAVE, HAND_OVER, REDACT, AWAY, DELETE, DONE
    )

    def __init__(self, family: str) -> None:
        super().__init__()
        self._family = family

    @property
    def family(self) -> str:
        return self._family

    def compose(self) -> Iterable[Widget]:
        """A title and the list."""
        yield Bar()
        with VerticalScroll(id="family", can_focus=False):
            yield Text(id="name", classes="title")
            yield Picker()
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.set_focus(self.query_one(Picker), scroll_visible=False)

    async def load(self) -> None:
        """Read the card, the log and the sessions, and list them."""
        from datetime import date

        from coach.guide.known import card_in
        from coach.guide.listing import page, whole_log

        store, said = self.coach.sessions, list[str]()
        groups: Sequence[Group] = ()
        name = _("All that was said and agreed")
        with self.coach.asking():
            card = card_in(store, self._family)
            if card is not None:
                name = card.title or _("A card without a name")
                groups = page(store, card, tops(said), date.today())
            else:
                groups = whole_log(store, date.today())
        self.query_one("#name", Text).say("\n".join([name, *said]))
        await self.list(groups)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        over = (HAND_OVER, REDACT) if self._family else ()
        return (RETURN, OPEN, FIND, SAVE, *over, *self.for_marked(), *EVERYWHERE)

    def action_back(self) -> None:
        """Go to the first screen, or to the hour one came from."""
        self.coach.leave_page()

    def action_save(self) -> None:
        """Save the whole record, the 3×3 card, or the days that were promised."""
        from datetime import UTC, date, datetime

        from coach.guide.leaving import leaving_of
        from coach.tui.screens.save import offer

        with self.coach.asking():
            everything = leaving_of(self.coach.sessions, self._family, date.today())
            offer(self.coach, everything, everything[:1], datetime.now(UTC))

    def action_hand_over(self) -> None:
        """Write this child's file for another Coach."""
        from coach.tui.screens.hand_over import offer

        if self._family:
            offer(self.coach, self._family)

    def action_redact(self) -> None:
        """Show all of this child's file without names and dates."""
        from datetime import date

        from coach.guide.handing import records_of
        from coach.guide.redacting import redacted_family
        from coach.tui.screens.redacted import show

        store, family = self.coach.sessions, self._family
        if family:
            show(self.coach, lambda: redacted_family(records_of(store, family), date.today()))

    def action_find(self) -> None:
        """Search everything."""
        self.coach.show_find()
