"""The first screen: what is going on? Only this one is there before the first frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from coach.errors import CoachError
from coach.language import _, ngettext
from coach.tui.commands import DELETE, EVERYWHERE, OPEN, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from datetime import datetime

    from coach.casebook.store import Summary
    from coach.scenario.model import Header
    from coach.tui.app import CoachApp

_LOOK_AGAIN = 12
"""So many finished sessions are listed."""


class HomeScreen(Screen[None]):
    """Unfinished sessions, scenarios, finished sessions. Enter opens."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(OPEN, DELETE)

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

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    def on_screen_resume(self) -> None:
        """Read the list, each time anew, once the screen is there."""
        self.query_one(Bar).catch_up()
        self.call_after_refresh(self.load)

    async def load(self) -> None:
        """Read sessions and the tops of the scenarios, and list them."""
        said: list[str] = []
        try:
            summaries = self._coach.sessions.summaries()
        except CoachError as error:
            summaries = ()
            said.append(str(error))
        tops = _tops(said)
        said += [
            _("{file} could not be read and is left as it is: {why}").format(
                file=damage.name, why=damage.what
            )
            for damage in self._coach.sessions.damaged
        ]
        self.query_one("#damaged", Text).say("\n".join(said))
        picker = self.query_one(Picker)
        await picker.show(_items(summaries, tops))
        picker.redraw()
        self.refresh_bindings()

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (OPEN, *([DELETE] if self._session() else []), *EVERYWHERE)

    def _session(self) -> str:
        item = self.query_one(Picker).current
        kind, _colon, id = item.id.partition(":") if item else ("", "", "")
        return id if kind == "session" else ""

    @on(Picker.Moved)
    def moved(self) -> None:
        """Only sessions can be deleted: the last line says so."""
        self.refresh_bindings()

    def action_open(self) -> None:
        """Open what is marked."""
        self.query_one(Picker).open()

    @on(Picker.Opened)
    def opened(self, event: Picker.Opened) -> None:
        """Go there."""
        kind, _colon, id = event.item.id.partition(":")
        if kind == "session":
            self._coach.resume(id)
        else:
            self._coach.start(id)

    def action_delete(self) -> None:
        """Ask, and delete the marked session."""
        from coach.tui.screens.ask import Ask

        item, id = self.query_one(Picker).current, self._session()
        if item is None or not id:
            return

        def chosen(answer: str | None) -> None:
            if answer == "delete":
                with self._coach.asking():
                    self._coach.sessions.delete(id)
                self.call_after_refresh(self.load)

        self._coach.ask(
            Ask(
                _("Delete “{name}”?").format(name=item.label),
                _("Its answers and messages will be gone from this computer."),
                keep=_("Keep it"),
                delete=_("Delete it"),
            ),
            chosen,
        )


def _tops(said: list[str]) -> Sequence[Header]:
    from coach.scenario import library

    try:
        return library.headers()
    except CoachError as error:
        said.append(str(error))
        return ()


def _items(summaries: Sequence[Summary], tops: Sequence[Header]) -> Sequence[Item]:
    titles = {top.id: top.title for top in tops}
    begun = [one for one in summaries if not one.finished]
    ended = [one for one in summaries if one.finished][:_LOOK_AGAIN]
    items: list[Item] = []
    if begun:
        items.append(Item("", _("Carry on")))
        items += [_session_item(one, titles) for one in begun]
    if tops:
        items.append(Item("", _("Start something new")))
    items += [
        Item(
            f"scenario:{top.id}",
            top.title,
            hint=top.summary,
            aside=ngettext("{n} minute", "{n} minutes", top.minutes).format(n=top.minutes),
        )
        for top in tops
    ]
    if ended:
        items.append(Item("", _("Look again")))
        items += [_session_item(one, titles) for one in ended]
    return items


def _session_item(one: Summary, titles: dict[str, str]) -> Item:
    title = titles.get(one.scenario, one.scenario)
    count = ngettext("{n} answer", "{n} answers", one.answers).format(n=one.answers)
    return Item(
        f"session:{one.id}",
        f"{one.title} · {title}" if one.title else title,
        aside=f"{count} · {_day(one.updated)}" if not one.finished else _day(one.updated),
    )


def _day(time: datetime) -> str:
    from datetime import date

    from coach.scenario.evaluate import say_day

    day = time.astimezone().date()
    ago = (date.today() - day).days
    if ago == 0:
        return _("today")
    if ago == 1:
        return _("yesterday")
    return say_day(day)
