"""What happens to a line of a rehearsal: a coach chooses, words may stop it, words are freed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from coach.guide.rehearsing import Rehearsing
from coach.language import _
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting

if TYPE_CHECKING:
    from coach.guide.freely import Free
    from coach.rehearse.replies import Option
    from coach.rehearse.state import State
    from coach.tui.app import CoachApp

Mode = Literal["alone", "coach", "room"]
"""Alone; with a coach, who picks what the other side brings up; with a room, which votes."""

_CHANCE = "chance"


class Moment:
    """A talk at the moment it waits for freer words: what comes too late changes nothing.

    Attributes:
        told: the words that came; "" is none.
    """

    def __init__(self, rehearsing: Rehearsing) -> None:
        self.state: State = rehearsing.state
        self.about = rehearsing.about
        self.told = ""

    def put(self, told: str) -> None:
        """Hold the words until the screen takes them."""
        self.told = told


class Answering(Fitted[None]):
    """A screen on which lines are said.

    Args:
        mode: who takes part.
    """

    def __init__(self, sitting: Sitting, rehearsing: Rehearsing, mode: Mode) -> None:
        super().__init__()
        self._sitting = sitting
        self._rehearsing = rehearsing
        self._mode = mode
        self._moment: Moment | None = None

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    async def show(self) -> None:
        """Show what has changed."""
        raise NotImplementedError

    async def said(self, played: Option | None) -> None:
        """A line was said, and is kept: show what came of it.

        Args:
            played: the reply it was; None for words of their own.
        """
        raise NotImplementedError

    def forget_typed(self) -> None:
        """Empty the place where lines are typed."""
        raise NotImplementedError

    # -------------------------------------------------------------- a line

    async def say(self, text: str) -> None:
        """Say a line in words of their own. Nothing said, nothing happens."""
        if text.strip() and self._ready():
            await self._with_coach(text, None)

    async def pick(self, option: Option) -> None:
        """Say one of the three replies."""
        if self._ready():
            await self._with_coach(option.text, option)

    def _ready(self) -> bool:
        if self.waiting:
            self._coach.say(_("They are looking for words. One moment."))
        return not self.waiting and not self._rehearsing.state.ended

    async def _with_coach(self, text: str, option: Option | None) -> None:
        """Where a coach is there, let them choose what the other side brings up next."""
        from coach.tui.screens.ask import Ask

        there = self._rehearsing.could_come() if self._mode == "coach" else ()
        if not there:
            await self._say(text, option, "")
            return

        def chosen(answer: str | None) -> None:
            if answer:
                self.call_later(self._say, text, option, "" if answer == _CHANCE else answer[1:])

        self._coach.ask(
            Ask(
                _("Coach: what do they bring up next?"),
                _("After: “{line}”").format(line=text),
                **{_CHANCE: _("By chance")},
                # A reaction may have any id, that of an argument too.
                **{f"-{one.id}": one.title or one.id for one in there},
            ),
            chosen,
        )

    async def _say(self, text: str, option: Option | None, then: str) -> None:
        from coach.tui.screens.urgent import UrgentScreen

        alarm = None
        with self._coach.answering():
            with self._coach.keeping():
                if option is not None:
                    self._rehearsing.pick(option.pick, then)
                else:
                    alarm = self._rehearsing.say(text, then)
            if alarm is None:
                await self.go_on(option)
        if alarm is not None:
            self._coach.ask(UrgentScreen(alarm), self._stopped)

    # -------------------------------------------------------------- stopped

    def _stopped(self, choice: str | None) -> None:
        """Do what a person chose when their words had stopped the talk."""
        from coach.safety.alarm import REPORT

        if choice == "safe":
            with self._coach.keeping():
                self._rehearsing.not_meant()
            self.call_later(self.go_on)
            return
        self._rehearsing.forget()
        self.forget_typed()
        if choice != "report":
            self._coach.say(_("Deleted. It was kept nowhere."))
        elif self._sitting.invented:
            self._coach.start_for(REPORT)
        else:
            self._coach.start_from_here(REPORT)

    # -------------------------------------------------------------- freer words

    @property
    def waiting(self) -> bool:
        """Whether the other side is looking for words."""
        return self._moment is not None

    def stop_waiting(self) -> None:
        """The scripted words will do."""
        self._moment = None

    async def go_on(self, played: Option | None = None) -> None:
        """Show what came of a line; where somebody puts the answer freely, once they have."""
        free = self._rehearsing.free
        if free is not None and not self._rehearsing.state.ended:
            self._moment = Moment(self._rehearsing)
            ask = partial(self._ask, free, self._moment)
            self.run_worker(ask, thread=True, exit_on_error=False)
        await self.said(played)

    def _ask(self, free: Free, moment: Moment) -> None:
        """Beside the keys: a server takes its time."""
        notice = ""
        try:
            notice = free.say(moment)
        finally:
            self.call_later(self._heard, moment, notice)

    async def _heard(self, moment: Moment, notice: str) -> None:
        if self._moment is not moment:
            return  # the talk has gone on without them
        self._moment = None
        if moment.told and self._rehearsing.state is moment.state:
            with self._coach.keeping():
                self._rehearsing.put(moment.told)
        await self.show()
        if notice:
            self._coach.say(notice, long=True)
