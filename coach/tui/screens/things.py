"""Screens that list what there is: things to open, mark as done, copy, put away and delete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from textual import on
from textual.screen import Screen

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import AGAIN, AWAY, DELETE, DONE, REHEARSE, Command
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.casebook.log import Promise
    from coach.guide.listing import Group, Thing
    from coach.scenario.model import Header
    from coach.tui.app import CoachApp


class ThingsScreen(Screen[None]):
    """A picker with groups of things. What a line can do depends on what it is."""

    def __init__(self) -> None:
        super().__init__()
        self.things: dict[str, Thing] = {}

    @property
    def coach(self) -> CoachApp:
        """The program."""
        return cast("CoachApp", self.app)

    def on_screen_resume(self) -> None:
        """Read the list, each time anew, once the screen is there."""
        self.query_one(Bar).catch_up()
        self.call_after_refresh(self.load)

    async def load(self) -> None:
        """Read what there is, and list it."""
        raise NotImplementedError

    async def list(self, groups: Sequence[Group], at: str = "") -> None:
        """Show `groups` in the place of what was listed; the pointer goes to the line `at`."""
        self.things = {thing.key: thing for group in groups for thing in group.things}
        picker = self.query_one(Picker)
        await picker.show(list(_items(groups)), at)
        picker.redraw()
        self.refresh_bindings()

    @property
    def marked(self) -> Thing | None:
        """What the pointer is on."""
        item = self.query_one(Picker).current
        return self.things.get(item.id) if item is not None else None

    def for_marked(self) -> Sequence[Command]:
        """What can be done with the marked line beside opening it."""
        thing = self.marked
        if thing is not None and thing.kind == "homework":
            return (DONE,)
        if thing is None or thing.kind != "session":
            return ()
        return (*([REHEARSE] if thing.talk else []), AGAIN, AWAY, DELETE)

    @on(Picker.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    # -------------------------------------------------------------- opening

    def action_open(self) -> None:
        """Open what is marked."""
        self.query_one(Picker).open()

    @on(Picker.Opened)
    def _opened(self, event: Picker.Opened) -> None:
        thing = self.things.get(event.item.id)
        if thing is not None:
            self.open_thing(thing)

    def open_thing(self, thing: Thing) -> None:
        """Go where a line leads."""
        coach = self.coach
        match thing.kind:
            case "session":
                coach.resume(thing.id)
            case "scenario":
                coach.start_for(thing.id, self.family)
            case "write":
                from coach.casebook.records import CONTACT

                coach.start_for(CONTACT, thing.id or self.family)
            case "family" | "log" | "due":
                coach.show_family(thing.id)
            case "practice":
                coach.rehearse_invented()
            case "find":
                coach.show_find()
            case "two" | "kept":
                from coach.tui.screens.two_answers import choose

                choose(coach, thing.id, self._list_again, settled=thing.kind == "kept")
            case "desk":
                coach.show_desk()
            case "homework":
                self._ask_homework(thing)
            case "promise":
                assert thing.promise is not None
                self._ask_about(thing.promise)

    def _list_again(self) -> None:
        self.call_after_refresh(self.load)

    @property
    def family(self) -> str:
        """The id of the family this list is about; "" is all of them."""
        return ""

    # -------------------------------------------------------------- promises

    def _ask_about(self, promise: Promise) -> None:
        from coach.tui.screens.promise import ask_what_became

        ask_what_became(self.coach, promise, lambda: self.call_after_refresh(self.load))

    # -------------------------------------------------------------- homework

    def _ask_homework(self, thing: Thing) -> None:
        """Go where homework leads; where it leads nowhere, ask what became of it."""
        from coach.guide.homework import lead

        one = thing.homework
        if one is None:
            return
        with self.coach.asking():
            to = lead(self.coach.sessions, one.family.id, one.homework.leads_to)
            if to is not None:
                self.coach.follow(to, one.family.id)
                return
        self.action_done()

    def action_done(self) -> None:
        """Ask what became of the marked homework."""
        from coach.tui.desk.homework import ask_about

        thing = self.marked
        one = thing.homework if thing is not None else None
        if thing is not None and one is not None:
            ask_about(self.coach, one.family.id, one.homework, thing.aside, self._reload, done=True)

    def _reload(self) -> None:
        self.call_after_refresh(self.load)

    # -------------------------------------------------------------- copying, away, deleting

    def _session(self) -> Thing | None:
        thing = self.marked
        return thing if thing is not None and thing.kind == "session" else None

    def action_rehearse(self) -> None:
        """Practice the talk that the marked one prepares."""
        thing = self._session()
        if thing is not None and thing.talk:
            self.coach.rehearse_session(thing.id)

    def action_again(self) -> None:
        """Begin a new attempt from what the marked one says."""
        thing = self._session()
        if thing is not None:
            self.coach.copy_of(thing.id)

    def action_away(self) -> None:
        """Put the marked one away, or bring it back."""
        thing = self._session()
        if thing is None:
            return
        store = self.coach.sessions
        with self.coach.asking():
            away = not store.look(thing.id).archived
            store.archive(thing.id, away=away)
            self.coach.say(
                _("Put away. Find (F3) still finds it, and F4 there brings it back.")
                if away
                else _("It is back in the lists.")
            )
        self.call_after_refresh(self.load)

    def action_delete(self) -> None:
        """Ask, and delete the marked one."""
        from coach.tui.screens.ask import Ask

        thing = self._session()
        if thing is None:
            return
        id = thing.id

        def chosen(answer: str | None) -> None:
            if answer == "delete":
                with self.coach.asking():
                    self.coach.sessions.delete(id)
                self.call_after_refresh(self.load)

        self.coach.ask(
            Ask(
                _("Delete “{name}”?").format(name=thing.label),
                _("Its answers and messages will be gone from this computer."),
                keep=_("Keep it"),
                delete=_("Delete it"),
            ),
            chosen,
        )


def tops(said: list[str]) -> Sequence[Header]:
    """Return the tops of the scenarios; what is wrong with them goes into `said`."""
    from coach.scenario import library

    try:
        return library.headers()
    except CoachError as error:
        said.append(str(error))
        return ()


def _items(groups: Iterable[Group]) -> Iterable[Item]:
    for group in groups:
        if group.title:
            yield Item("", group.title)
        for thing in group.things:
            yield Item(thing.key, thing.label, hint=thing.hint, aside=thing.aside)
