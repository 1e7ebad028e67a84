"""The first screen: what is due, what is going on? It alone is there before the first frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import (
    AGAIN,
    AWAY,
    DELETE,
    DONE,
    EVERYWHERE,
    FIND,
    OPEN,
    REHEARSE,
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


class HomeScreen(ThingsScreen):
    """What is due, what was begun, what can be begun, what is kept. Enter opens."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        OPEN, REHEARSE, AGAIN, FIND, AWAY, DELETE, DONE
    )

    def compose(self) -> Iterable[Widget]:
        """All that the first frame shows; the list is read after it."""
        yield Bar()
        with VerticalScroll(id="home", can_focus=False):
            yield Text(_("What is going on?"), classes="title")
            yield Text(
                _("Pick what is nearest. Nothing is sent: what you write stays on this computer."),
                classes="quiet",
            )
            yield Picker(id="going-on")
            yield Text(id="damaged", classes="quiet")
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.set_focus(self.query_one(Picker), scroll_visible=False)

    async def load(self) -> None:
        """Read the casebook and the tops of the scenarios, and list them."""
        from datetime import date

        from coach.guide.listing import front
        from coach.scenario.installed import unusable

        said: list[str] = []
        store, headers = self.coach.sessions, tops(said)
        groups: Sequence[Group] = ()
        try:
            groups = front(store, headers, date.today(), invented=True)
        except CoachError as error:
            said.append(str(error))
        said += [
            _("{file} could not be read and is left as it is: {why}").format(
                file=damage.name, why=damage.what
            )
            for damage in store.damaged
        ]
        said += [str(pack) for pack in unusable()]
        self.query_one("#damaged", Text).say("\n".join(said))
        await self.list(groups, self._new_homework(groups))

    def _new_homework(self, groups: Sequence[Group]) -> str:
        """Return the line of what a coach gave since the list was last shown; "" for none."""
        every = (thing for group in groups for thing in group.things)
        new = (one for one in every if one.kind == "homework" and one.key not in self.things)
        return next((one.key for one in new), "")

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (OPEN, FIND, *self.for_marked(), *EVERYWHERE)

    def action_find(self) -> None:
        """Search everything."""
        self.coach.show_find()
