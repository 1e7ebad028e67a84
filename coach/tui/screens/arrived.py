"""A family's file that came in: what is new, taking it in, and what there is to do after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.language import _
from coach.tui.commands import DONE, EVERYWHERE, OPEN, RETURN, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.things import ThingsScreen
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.guide.listing import Group
    from coach.handover.opening import Opening

_ASK, _WHOSE, _DONE = "ask", "whose", "done"


class ArrivedScreen(ThingsScreen):
    """What a bundle brings; Enter takes it in. Then what the coach gave to do comes first.

    Args:
        plan: what opening it would do.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, OPEN, DONE)

    def __init__(self, plan: Opening) -> None:
        super().__init__()
        self._plan = plan
        self._stage = _WHOSE if plan.namesake is not None else _ASK

    @property
    def family(self) -> str:
        return self._plan.family

    def compose(self) -> Iterable[Widget]:
        """A title, what is new, and what to do."""
        yield Bar()
        with VerticalScroll(id="arrived", can_focus=False):
            yield Text(_("A child's file has come in"), id="name", classes="title")
            yield Text(id="news")
            yield Picker()
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.set_focus(self.query_one(Picker), scroll_visible=False)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, OPEN, *self.for_marked(), *EVERYWHERE)

    async def load(self) -> None:
        """Show what can be done now."""
        if self._stage == _DONE:
            await self._show_done()
            return
        from datetime import date

        from coach.guide.handing import news

        self.query_one("#news", Text).say("\n".join(news(self._plan, date.today())))
        picker = self.query_one(Picker)
        await picker.show([Item(id, label) for id, label in self._answers()])
        picker.redraw()

    def _answers(self) -> Iterable[tuple[str, str]]:
        other = self._plan.namesake
        if self._stage == _WHOSE and other is not None:
            name = other.title
            yield (
                "together",
                _("It is the same child as {name} here: put the two together").format(name=name),
            )
            yield "apart", _("It is another child: keep them apart")
        elif self._plan.changes:
            yield "take", _("Take it in. Nothing here is overwritten")
        else:
            yield "go", _("Go to the child's page")
        yield "leave", _("Leave it; take nothing in")

    @on(Picker.Opened)
    async def _picked(self, event: Picker.Opened) -> None:
        if self._stage == _DONE:
            return  # a thing, opened as on every list
        event.stop()
        match event.item.id:
            case "together":
                await self._put_together()
            case "apart":
                self._stage = _ASK
                await self.load()
            case "take":
                self._take_in()
            case "go":
                self._go_on()
            case _:
                self.coach.show_home()

    async def _put_together(self) -> None:
        from datetime import date

        from coach.guide.handing import casebook_in
        from coach.handover.opening import opening

        other = self._plan.namesake
        assert other is not None
        with self.coach.asking():
            book = casebook_in(self.coach.sessions)
            together = opening(self._plan.bundle, (), book, date.today(), into=other.id)
            refused = (*self._plan.refused, *together.refused)
            self._plan = together._replace(refused=refused)
            self._stage = _ASK
        await self.load()

    def _take_in(self) -> None:
        from datetime import date

        from coach.guide.handing import casebook_in
        from coach.handover.opening import take_in

        with self.coach.asking():
            refused = take_in(self._plan, casebook_in(self.coach.sessions), date.today())
            for one in refused:
                said = _("Not taken in: {name}: {why}").format(name=one.name, why=one.why)
                self.coach.say(said, bad=True)
            self._go_on()

    def _go_on(self) -> None:
        """Choose where two answers wait; then show what there is to do."""
        from coach.tui.screens.two_answers import choose

        self._stage = _DONE
        choose(self.coach, self.family, self._finish)

    def _finish(self) -> None:
        self.call_after_refresh(self.load)

    async def _show_done(self) -> None:
        from datetime import date

        from coach.guide.handing import after_opening

        self.query_one("#name", Text).say(_("Taken in. Nothing that was here is lost."))
        self.query_one("#news", Text).say("")
        groups: Sequence[Group] = ()
        with self.coach.asking():
            groups = after_opening(self.coach.sessions, self._plan, date.today())
        await self.list(groups)

    def action_back(self) -> None:
        """Leave it as it is, or go on to the child's page."""
        if self._stage == _DONE:
            self.coach.show_family(self.family)
        else:
            self.coach.show_home()
