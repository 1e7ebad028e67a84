"""Who with, how they are, where, and who takes part: Enter begins with what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.export.rehearsal import with_whom
from coach.guide.practice import any_seed
from coach.guide.rehearsing import Rehearsing, moods, partners, setting_name, usual_terms
from coach.language import _
from coach.rehearse.cast import Chair, Terms
from coach.scenario.rehearsal import SETTINGS
from coach.tui.answering import Mode
from coach.tui.commands import CHOOSE, EVERYWHERE, HOME, RETURN, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.ask import Ask
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

MODES: Mapping[Mode, str] = {
    "alone": _("You alone"),
    "coach": _("With a coach, who picks what they bring up"),
    "room": _("A room: a show of hands"),
}


AT_EASE = 0.3
"""Seconds after which the first frame is long painted."""


class SettingUp(Fitted[None]):
    """A line for each thing to choose, and above them the one that begins.

    Args:
        terms: how to begin with; None is what the answers suggest.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, CHOOSE, HOME)

    def __init__(self, sitting: Sitting, terms: Terms | None = None, mode: Mode = "alone") -> None:
        super().__init__()
        self._sitting = sitting
        self._left = Rehearsing.latest(sitting.guide) if terms is None else None
        """The talk that was left in the middle, to go on with."""
        self._terms = terms or usual_terms(sitting.guide, any_seed())
        self._there = partners(sitting.guide)
        self._mode: Mode = mode

    def compose(self) -> Iterable[Widget]:
        """A sentence on what it is, and the lines."""
        yield Bar(self._sitting.about)
        with VerticalScroll(id="setting-up", can_focus=False):
            yield Text(_("Say it once before it counts"), classes="title")
            yield Text(
                _(
                    "You practice the talk. Somebody answers what you say; you may take back any"
                    " line. Nothing of it leaves this computer."
                ),
                classes="quiet",
            )
            yield Picker(list(self._items()))
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.set_focus(self.query_one(Picker), scroll_visible=False)
        self.set_timer(AT_EASE, self._coach.get_ready)

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    def _items(self) -> Iterable[Item]:
        if self._left is not None:
            left = with_whom(self._left.cast)
            yield Item("left", _("Go on where you left"), sign="→", second=left)
        terms = self._terms
        mood = next(one for one in moods() if one.id == terms.mood)
        partner = next(one for one in self._there if one.role == terms.role)
        yield Item("begin", _("Begin"), sign="→", second="")
        yield Item("role", _("With"), second=_named(partner))
        yield Item("mood", _("How they are"), second=f"{mood.title}. {mood.about}")
        yield Item("setting", _("Where"), second=setting_name(terms.setting))
        yield Item("mode", _("Who takes part"), second=MODES[self._mode])

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, CHOOSE, HOME, *EVERYWHERE)

    def action_choose(self) -> None:
        """Do what is marked."""
        self.query_one(Picker).open()

    @on(Picker.Opened)
    def _opened(self, event: Picker.Opened) -> None:
        terms = self._terms
        match event.item.id:
            case "left":
                assert self._left is not None
                self._coach.begin_talk(self._left, self._mode)
            case "begin":
                with self._coach.asking():
                    rehearsing = Rehearsing(self._sitting.guide, terms)
                    self._coach.begin_talk(rehearsing, self._mode)
            case "role":
                names: dict[str, str] = {one.role: _named(one) for one in self._there}
                self._ask(_("Who with?"), names, terms.role, self._put("role"))
            case "mood":
                told: dict[str, str] = {one.id: f"{one.title}. {one.about}" for one in moods()}
                self._ask(_("How are they today?"), told, terms.mood, self._put("mood"))
            case "setting":
                places: dict[str, str] = {one: setting_name(one) for one in SETTINGS}
                self._ask(_("Where?"), places, terms.setting, self._put("setting"))
            case _:
                self._ask(
                    _("Who takes part?"),
                    {str(one): told for one, told in MODES.items()},
                    self._mode,
                    self._put_mode,
                )

    def _ask(
        self, title: str, answers: Mapping[str, str], at: str, put: Callable[[str], None]
    ) -> None:
        def chosen(answer: str | None) -> None:
            if answer:
                put(answer)
                self.call_later(self._show)

        self._coach.ask(Ask(title, at=at, **answers), chosen)

    def _put(self, what: str) -> Callable[[str], None]:
        def put(answer: str) -> None:
            self._terms = replace(self._terms, **{what: answer})  # type: ignore[arg-type]  # one of its own options

        return put

    def _put_mode(self, answer: str) -> None:
        self._mode = next(mode for mode in MODES if mode == answer)

    async def _show(self) -> None:
        """Show what is chosen now, with the line that begins marked."""
        picker = self.query_one(Picker)
        await picker.show(list(self._items()), at="begin")
        picker.redraw()

    async def again(self) -> None:
        """Draw it anew: names are hidden now, or shown again."""
        await self._show()

    def action_back(self) -> None:
        """Back to where one came from."""
        self._coach.leave_rehearsal()

    def action_home(self) -> None:
        """Leave this session for now."""
        self._coach.go_home()


def _named(chair: Chair) -> str:
    """Return “Ms. Okafor (the teacher)”, or “The teacher” where nobody knows the name."""
    if chair.name.casefold() in (chair.title.casefold(), f"the {chair.title}".casefold()):
        return chair.title
    return f"{chair.name} ({chair.title[:1].lower()}{chair.title[1:]})"
