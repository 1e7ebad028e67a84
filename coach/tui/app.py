"""The program on screen: which screen comes next, and what happens when something goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen

from coach.language import _
from coach.tui.coaching import Coaching
from coach.tui.commands import EVERYWHERE, NOTE_ANYWHERE, Command, bindings
from coach.tui.screens.home import HomeScreen
from coach.tui.showing import run_quietly

if TYPE_CHECKING:
    from pathlib import Path

    from coach.casebook.store import Store
    from coach.guide.guide import Guide
    from coach.guide.rehearsing import Rehearsing
    from coach.handover.opening import Opening
    from coach.tui.answering import Mode


LOCK_UP = 3
"""What the program on screen answers when the passphrase is to be asked for again."""


class CoachApp(Coaching):
    """Coach on screen.

    Args:
        sessions: where sessions are kept.
        scenario: start a new session of this one.
        session: or go on with this one.
        guide: or with this, which someone else has opened.
        rehearsing: begin in this rehearsal, which belongs to `guide`.
        mode: who takes part in it.
        arrived: begin with a family's file that came in.
        out: the folder that is offered for saving files.
        hide_names: begin with the children's names hidden.
        desk: begin at the coach's desk: with this family's hour, with "" with the caseload.
        minutes: how long an hour is to be there.

    Attributes:
        page: the family whose page one came from, "" for the whole log, None from the first screen.
    """

    CSS_PATH = "coach.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*EVERYWHERE, NOTE_ANYWHERE)

    def __init__(
        self,
        sessions: Store,
        *,
        scenario: str = "",
        session: str = "",
        guide: Guide | None = None,
        rehearsing: Rehearsing | None = None,
        mode: Mode = "alone",
        arrived: Opening | None = None,
        out: Path | None = None,
        hide_names: bool = False,
        desk: str | None = None,
        minutes: int = 60,
    ) -> None:
        super().__init__(sessions)
        self.minutes = minutes
        self._desk = desk
        self.out = out
        self.hiding = hide_names
        self.page: str | None = None
        self._first = (scenario, session, guide)
        self._talk = (rehearsing, mode)
        self._arrived = arrived

    def get_default_screen(self) -> Screen[None]:
        """Return the screen at the bottom of all others."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Go where the command line said."""
        self._heed_signals()
        self.cover(self.hiding)
        scenario, session, guide = self._first
        if self._arrived is not None:
            self._show_arrived(self._arrived)
        elif guide is not None:
            self._open(guide)
        elif session:
            self.resume(session)
        elif scenario:
            self.start_for(scenario)
        elif self._desk:
            self.show_hour(self._desk)
        elif self._desk is not None:
            self.show_desk()

    def _open(self, guide: Guide) -> None:
        """Show a sitting that someone else has opened, or its rehearsal."""
        from coach.casebook.store import Unsaved
        from coach.tui.sitting import Sitting, Watched

        made_up = guide.keeper.path is None and not isinstance(self.sessions, Unsaved)
        guide.keeper = Watched(guide.keeper, self.saved)
        rehearsing, mode = self._talk
        if rehearsing is None:
            self.sit(Sitting(guide))
            return
        self.sitting = Sitting(guide, invented=made_up)
        self.cover(self.hiding)
        self.begin_talk(rehearsing, mode)

    def _heed_signals(self) -> None:
        """A window that is closed, or a program that is asked to end, keeps every letter."""
        self.heed_signals(self._end_at_once)

    def _end_at_once(self) -> None:
        self._keep()
        self.leave_sitting()
        self._leave_meeting()
        self.exit(0)

    # -------------------------------------------------------------- screens

    def show_place(self) -> None:
        """Show where the guide is: a question, the review, or the way out."""
        assert self.sitting is not None
        guide = self.sitting.guide
        left = guide.left
        if left:
            guide.back()
        if guide.at:
            from coach.tui.screens.interview import InterviewScreen

            self._show(InterviewScreen(self.sitting))
        else:
            self.show_review()
        if left == "urgent":
            self.action_urgent()
        elif left:
            self._offer(left)

    def _offer(self, scenario: str) -> None:
        """Ask whether to go to the scenario that fits better."""
        from coach.scenario import library
        from coach.tui.screens.ask import Ask

        def chosen(answer: str | None) -> None:
            if answer == "go":
                self.start_from_here(scenario)

        with self.asking():
            title = next((top.title for top in library.headers() if top.id == scenario), scenario)
            self.ask(
                Ask(
                    _("“{title}” may fit better.").format(title=title),
                    _("What you have answered here is kept."),
                    go=_("Go there"),
                    stay=_("Stay here"),
                ),
                chosen,
            )

    def show_review(self, back_to: str = "") -> None:
        """Show every answer."""
        from coach.tui.screens.review import ReviewScreen

        assert self.sitting is not None
        self.sitting.guide.review()
        self._show(ReviewScreen(self.sitting, back_to))

    def show_result(self) -> None:
        """Show what came of it."""
        from coach.tui.screens.result import ResultScreen

        assert self.sitting is not None
        self.sitting.guide.review()
        self.learn()
        self._show(ResultScreen(self.sitting))

    def show_family(self, id: str) -> None:
        """Show a family's page; "" is the log of all of them."""
        from coach.tui.screens.family import FamilyScreen

        self.leave_sitting()
        self.page = id
        self._show(FamilyScreen(id))

    def _show_arrived(self, plan: Opening) -> None:
        """Show what a family's file brings."""
        from coach.tui.screens.arrived import ArrivedScreen

        self._show(ArrivedScreen(plan))

    def show_find(self) -> None:
        """Show the search."""
        from coach.tui.screens.find import FindScreen

        self._show(FindScreen())

    def show_before(self) -> None:
        """Keep what is open and show the list it was opened from."""
        if self.meeting is not None:
            self.show_hour()
        elif self.at_desk:
            self.show_desk()
        elif self.page is None:
            self.show_home()
        else:
            self.show_family(self.page)

    def show_home(self) -> None:
        """Keep what is open and show the first screen."""
        self.leave_sitting()
        self._leave_meeting()
        self.page, self.at_desk = None, False
        self.status = ""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _show(self, screen: Screen[None]) -> None:
        """Put `screen` on the first one, in the place of any other."""
        if self.sitting is not None and not self.sitting.guide.unsaved:
            self.set_status(self.saved_word)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    # -------------------------------------------------------------- actions

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return what the palette lists: what can be done here, and the colours."""
        yield from super().get_system_commands(screen)
        yield from self._at_the_desk()
        if self.sessions.has_lock:
            yield SystemCommand(
                _("Lock now"), _("Keep everything, and ask for the passphrase"), self.action_lock_up
            )

    def _at_the_desk(self) -> Iterable[SystemCommand]:
        """What a coach can do from anywhere; a parent meets one line of it, in the palette."""
        if self.meeting is None:
            if self.sitting is None:
                yield SystemCommand(
                    _("Coach's desk"), _("Every family, and who comes next"), self.action_desk
                )
            return
        note: Command = NOTE_ANYWHERE
        yield SystemCommand(f"{note.label} ({note.shown})", note.help, self.action_note)
        yield SystemCommand(_("Back to the hour"), _("The agenda and its clock"), self.go_back)

    def action_desk(self) -> None:
        """Keep everything and show the caseload; where that can't be, say so first."""
        self.once_kept(self.show_desk)

    def action_cover(self) -> None:
        """Hide the children's names on the screen, or show them again."""
        if isinstance(self.screen, ModalScreen):
            self.say(_("Close this first, then hide the names."))
            return
        self._keep()
        self.cover(not self.hiding)
        self.say(_("Names are hidden.") if self.hiding else _("Names are shown."))
        self._show_again()

    def _show_again(self) -> None:
        """Draw the present screen from the beginning."""
        from coach.tui.screens.review import ReviewScreen
        from coach.tui.screens.things import ThingsScreen

        screen = self.screen
        again = getattr(screen, "again", None)
        if isinstance(screen, ThingsScreen):
            self.call_later(screen.load)
        elif again is not None:
            self.call_later(again)
        elif self.sitting is None:
            self.show_home()
        elif isinstance(screen, ReviewScreen):
            self.show_review()
        elif self.sitting.guide.at:
            self.show_place()
        else:
            self.show_result()

    def action_leave(self) -> None:
        """Keep everything and end; where that can't be, say so first."""
        self.once_kept(self._leave)

    def _leave(self) -> None:
        self.leave_sitting()
        self._leave_meeting()
        self.exit(0)

    def action_lock_up(self) -> None:
        """Keep everything, and ask for the passphrase before anything is shown again."""
        self.once_kept(self._lock_up)

    def _lock_up(self) -> None:
        self.leave_sitting()
        self._leave_meeting()
        self.sessions.lock_up()
        self.exit(LOCK_UP)

    def go_home(self) -> None:
        """Keep everything and show the first screen; from the desk, that or the hour.

        Where it can't be kept, that is said first.
        """
        self.once_kept(self.show_before if self.at_desk else self.show_home)

    def go_back(self) -> None:
        """The same for the list that the open session was opened from."""
        self.once_kept(self.show_before)

    def once_kept(self, go: Callable[[], None]) -> None:
        """Do `go`, which closes what is open, once all of it is on disk; else ask first."""
        from coach.tui.screens.ask import Ask

        self._keep()
        if self.sitting is None or not self.sitting.guide.unsaved:
            go()
            return

        def chosen(answer: str | None) -> None:
            if answer == "again":
                self.once_kept(go)
            elif answer == "leave":
                sitting, self.sitting = self.sitting, None
                if sitting is not None:
                    sitting.drop()
                go()

        self.ask(
            Ask(
                _("What you gave last is not saved yet."),
                self.trouble,
                again=_("Try again, and leave"),
                stay=_("Stay here"),
                leave=_("Leave without it"),
            ),
            chosen,
        )

    def _keep(self) -> None:
        for screen in self.screen_stack:
            keep = getattr(screen, "keep", None)
            if keep is not None:
                keep()
        if self.sitting is not None:
            with self.keeping():
                self.sitting.guide.keep_drafts()
            self.kept = self.kept or self.sitting.guide.kept


def run(
    *,
    scenario: str = "",
    session: str = "",
    sessions: Store,
    guide: Guide | None = None,
    rehearsing: Rehearsing | None = None,
    mode: Mode = "alone",
    arrived: Opening | None = None,
    out: Path | None = None,
    hide_names: bool = False,
    desk: str | None = None,
    minutes: int = 60,
) -> int:
    """Run Coach on screen until the person leaves.

    Args:
        scenario: start a new session of this one.
        session: or go on with this one; with neither, the first screen.
        sessions: where sessions are kept, or `Unsaved`.
        guide: a sitting that is open already.
        rehearsing: begin in this rehearsal, which belongs to `guide`.
        mode: who takes part in it.
        arrived: begin with a family's file that came in.
        out: the folder that is offered for saving files.
        hide_names: begin with the children's names hidden.
        desk, minutes: begin at the coach's desk; see `CoachApp`.

    Returns:
        0; `LOCK_UP`; or 1 where the program had to end.
    """
    app = CoachApp(
        sessions,
        scenario=scenario,
        session=session,
        guide=guide,
        rehearsing=rehearsing,
        mode=mode,
        arrived=arrived,
        out=out,
        hide_names=hide_names,
        desk=desk,
        minutes=minutes,
    )
    run_quietly(app)
    if app.return_code:
        from coach.tui.sitting import last_words

        # The screen is gone: this is all that is left to say it with.
        print(last_words(app.sitting), file=sys.stderr)  # noqa: T201  # no screen
        return 1
    if app.kept and app.return_value != LOCK_UP:
        print(_("Your answers are kept. Carry on with: coach resume"))  # noqa: T201  # no screen
    return app.return_value or 0
