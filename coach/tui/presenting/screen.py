"""The first screen: what the room sees, one idea at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from coach.language import _
from coach.present.doing import Deed, Does
from coach.present.others import has_others
from coach.present.pages import pages
from coach.present.state import LONGEST
from coach.scenario.text import clean_line
from coach.tui.commands import Command
from coach.tui.plain_text import Text
from coach.tui.presenting.commands import (
    ANYWHERE,
    BACK,
    BLACK,
    FIRST,
    GO,
    HAND_AWAY,
    HANDS,
    KEYS,
    LAST,
    NEXT,
    NOTE,
    NOTE_AWAY,
    OTHER,
    PAUSE,
    RETURN,
    stage_bindings,
)
from coach.tui.presenting.stage import Progress, Stage
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from coach.present.presenting import Presenting
    from coach.tui.presenting.app import PresentApp


class StageScreen(Fitted[None]):
    """One slide; a line to type in, when it is asked for; how far it is; and the keys."""

    AUTO_FOCUS = "#stage"
    BINDINGS: ClassVar[list[BindingType]] = stage_bindings()

    def __init__(self, presenting: Presenting) -> None:
        super().__init__()
        self._presenting = presenting

    @property
    def _coach(self) -> PresentApp:
        return cast("PresentApp", self.app)

    def compose(self) -> Iterable[Widget]:
        """What stands on the screen, from above."""
        yield Text(id="head", classes="quiet")
        yield Stage()
        line = Input(id="said", select_on_focus=False, compact=True, max_length=LONGEST)
        line.cursor_blink = False
        line.placeholder = _("What the room says. Enter writes it down, Esc is done")
        yield line
        yield Progress()
        yield Keys()

    def on_mount(self) -> None:
        """Show where it is."""
        self.query_one("#said").display = False
        self.show()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the page out for the new size."""
        self.show()

    # -------------------------------------------------------------- showing

    def show(self) -> None:
        """Show what is to be seen now."""
        presenting, stage = self._presenting, self.query_one(Stage)
        if not self._coach.ready:
            self.query_one("#head", Text).say(_("Getting ready…"), hide=False)
            stage.show(pages(presenting.first(), stage.frame)[0])
            return
        seen = presenting.shown(stage.frame)
        self.set_class(presenting.state.black, "-black")
        self.query_one("#head", Text).say(seen.slide.head, hide=False)
        stage.show(pages(seen.slide, stage.frame)[seen.page])
        aside = _("The timer rests") if presenting.state.paused else ""
        self.query_one(Progress).show(seen.number, seen.total, seen.page, seen.pages, aside)
        self.refresh_bindings()
        self._coach.complain(presenting.trouble)

    async def _do(self, does: Does, number: int = 0, text: str = "") -> None:
        await self._coach.made_ready()
        deed = Deed(does, number, text)
        if self._presenting.do(deed, self.query_one(Stage).frame):
            self.show()

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here; some of it only now."""
        state, frame = self._presenting.state, self.query_one(Stage).frame
        if state.black:
            return (BLACK, *ANYWHERE)
        if not self._coach.ready:
            return ANYWHERE
        seen = self._presenting.shown(frame)
        if self.query_one("#said").has_focus:
            return (RETURN, *ANYWHERE)
        asks = bool(seen.of.hears) and not seen.other
        hands = bool(seen.of.votes) and not seen.other
        return (
            *((RETURN,) if seen.other else (BACK,)),
            NEXT,
            *((HANDS, HAND_AWAY) if hands else ()),
            *((OTHER,) if has_others(self._presenting.material, state, seen.of) else ()),
            *((NOTE,) if asks else ()),
            *((NOTE_AWAY,) if asks and state.guesses.get(seen.of.hears) else ()),
            GO,
            BLACK,
            PAUSE,
            KEYS,
            FIRST,
            LAST,
            *ANYWHERE,
        )

    async def action_next(self) -> None:
        """The next page or slide."""
        await self._do("next")

    async def action_back(self) -> None:
        """The page or slide before."""
        await self._do("back")

    async def action_first(self) -> None:
        """The first slide."""
        await self._do("first")

    async def action_last(self) -> None:
        """The last slide."""
        await self._do("last")

    async def action_hand(self, number: int) -> None:
        """Count a hand."""
        await self._do("hand", number)

    async def action_hand_away(self) -> None:
        """Take the last hand away."""
        await self._do("hand-away")

    async def action_other(self) -> None:
        """Show a branch that was not taken."""
        await self._do("other")

    async def action_black(self) -> None:
        """A black screen, and back."""
        await self._do("black")

    async def action_pause(self) -> None:
        """The timer rests, or goes on."""
        if not self._presenting.state.started:
            self._coach.say(_("The timer starts with the second slide."))
        await self._do("pause")

    async def action_return(self) -> None:
        """Back to the slide: from the line, from a branch not taken, from black."""
        line = self.query_one("#said", Input)
        if line.display:
            self._put_away(line)
        else:
            await self._do("return")

    def action_keys(self) -> None:
        """Hide the line of keys, or show it."""
        self.toggle_class("-bare")

    async def action_go(self) -> None:
        """Go to any slide."""
        from coach.tui.presenting.go_to import GoTo

        await self._coach.made_ready()

        async def chosen(id: str | None) -> None:
            if id:
                await self._do("go", text=id)

        self._coach.push_screen(GoTo(self._presenting.slides(), self._presenting.at()), chosen)

    # -------------------------------------------------------------- what the room says

    async def action_note(self) -> None:
        """Open the line for what the room says."""
        await self._coach.made_ready()
        seen = self._presenting.shown(self.query_one(Stage).frame)
        if seen.of.hears and not seen.other and not self._presenting.state.black:
            line = self.query_one("#said", Input)
            line.display = True
            line.focus()
            self.refresh_bindings()

    async def action_note_away(self) -> None:
        """Take the last line of the room away."""
        await self._do("guess-away")

    @on(Input.Submitted, "#said")
    async def _said(self, event: Input.Submitted) -> None:
        line = event.input
        text = clean_line(event.value)
        if not text:
            self._put_away(line)
            return
        await self._coach.made_ready()
        line.value = ""
        with self._coach.asking():
            alarm = self._presenting.note(text, self.query_one(Stage).frame)
            if alarm is not None:
                from coach.tui.screens.urgent import UrgentScreen

                self._coach.ask(UrgentScreen(alarm), self._stopped)
            self.show()

    def _stopped(self, choice: str | None) -> None:
        if choice == "safe":
            self._presenting.not_meant(self.query_one(Stage).frame)
        else:
            self._presenting.forget()
        self.show()

    def _put_away(self, line: Input) -> None:
        line.value = ""
        line.display = False
        self.query_one(Stage).focus()
        self.refresh_bindings()
