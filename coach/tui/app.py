"""The program on screen: which screen comes next, and what happens when something goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import EVERYWHERE, bindings
from coach.tui.screens.home import HomeScreen
from coach.tui.telling import Telling

if TYPE_CHECKING:
    from pathlib import Path

    from coach.casebook.store import OpenSession, Store
    from coach.guide import Guide
    from coach.interview.path import Path as PathTaken
    from coach.tui.sitting import Sitting

DEBUG = "COACH_DEBUG"
"""With this environment variable set, a crash shows its traceback."""


class CoachApp(Telling):
    """Coach on screen.

    Args:
        sessions: where sessions are kept.
        scenario: start a new session of this one.
        session: or go on with this one.
        guide: or with this, which someone else has opened.
        out: the folder that is offered for saving files.
    """

    TITLE = "Coach"
    CSS_PATH = "coach.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual has it
        (0, "-narrow"),
        (80, "-middle"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (28, "-tall")]  # noqa: RUF012  # as Textual has it

    def __init__(
        self,
        sessions: Store,
        *,
        scenario: str = "",
        session: str = "",
        guide: Guide | None = None,
        out: Path | None = None,
    ) -> None:
        super().__init__(sessions)
        self.out = out
        self.sitting: Sitting | None = None
        self.kept = False
        self._first = (scenario, session, guide)

    def get_default_screen(self) -> Screen[None]:
        """Return the screen at the bottom of all others."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Go where the command line said."""
        self._heed_signals()
        scenario, session, guide = self._first
        if guide is not None:
            from coach.tui.sitting import Sitting, Watched

            guide.keeper = Watched(guide.keeper, self.saved)
            self.sit(Sitting(guide))
        elif session:
            self.resume(session)
        elif scenario:
            self.start(scenario)

    def _heed_signals(self) -> None:
        """A window that is closed, or a program that is asked to end, keeps every letter."""
        import signal
        from asyncio import get_running_loop

        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if number is not None:
                    get_running_loop().add_signal_handler(number, self._end_at_once)

    def _end_at_once(self) -> None:
        self._keep()
        self.leave_sitting()
        self.exit(0)

    # -------------------------------------------------------------- sittings

    def start(self, scenario: str) -> None:
        """Begin a new session of a scenario."""
        with self.asking():
            self._begin(self.sessions.create(scenario))

    def start_from_here(self, scenario: str) -> None:
        """Begin a new session of a scenario, with the names that the open one knows."""
        here = self.sitting.guide.path if self.sitting is not None else None
        with self.asking():
            self._begin(self.sessions.create(scenario), here)

    def act_on(self, choice: str, go_on: Callable[[], None]) -> None:
        """Do what a person chose when the flow was stopped.

        Args:
            choice: `safe`, `forget` or `report`.
            go_on: shows the screen as it is afterwards, where they stay.
        """
        from coach.safety.alarm import REPORT

        assert self.sitting is not None
        guide = self.sitting.guide
        if choice == "report":
            guide.set_aside()
            self.start_from_here(REPORT)
            return
        with self.keeping():
            if choice == "safe":
                guide.not_meant()
            else:
                guide.forget()
                self.saved("")
                self.say(_("Deleted, here and on disk."))
        go_on()

    def resume(self, session: str) -> None:
        """Go on with a session; if another window has it, ask what to do."""
        from coach.casebook.store import SessionInUse

        try:
            self._begin(self.sessions.open(session))
        except SessionInUse as error:
            self._in_use(error, session)
        except CoachError as error:
            self.tell(error)

    def _in_use(self, error: CoachError, session: str) -> None:
        from coach.tui.screens.ask import Ask

        def chosen(answer: str | None) -> None:
            if answer == "copy":
                with self.asking():
                    self._begin(self.sessions.copy(session))

        self.ask(
            Ask(
                error.what,
                _("Nothing is lost. You can work on a copy here, and keep both."),
                copy=_("Work on a copy"),
                home=_("Go to the first screen"),
            ),
            chosen,
        )

    def _begin(self, open: OpenSession, here: PathTaken | None = None) -> None:
        from coach.interview.carried import carried
        from coach.scenario import library
        from coach.tui.sitting import Sitting

        try:
            scenario = library.find(open.session.scenario)
        except BaseException:
            open.close()
            raise
        sitting = Sitting.begin(scenario, open, self.saved)
        if here is not None:
            sitting.guide.begin_with(carried(here, scenario))
        self.sit(sitting)

    def sit(self, sitting: Sitting) -> None:
        """Show the screens of a sitting."""
        self.leave_sitting()
        self.sitting = sitting
        self.saved("")
        guide = sitting.guide
        if guide.path.finished and not guide.at:
            self.show_result()
        else:
            self.show_place()
        notice = sitting.open.take_notice() if sitting.open is not None else ""
        news = sitting.news()
        if notice or news:
            from coach.tui.screens.ask import Ask

            title = _("These questions have changed since you were here.") if news else notice
            more = "\n".join([notice, *news] if news else ())
            self.ask(Ask(title, more.strip(), go=_("Go on")), lambda _answer: None)

    def leave_sitting(self) -> None:
        """Keep and close what is open, if anything is."""
        sitting, self.sitting = self.sitting, None
        if sitting is not None:
            with self.asking():
                sitting.close()
            self.kept = self.kept or sitting.guide.kept

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
        self._show(ResultScreen(self.sitting))

    def show_home(self) -> None:
        """Keep what is open and show the first screen."""
        self.leave_sitting()
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
        here = getattr(screen, "commands", None)
        for command in here() if here else EVERYWHERE:
            if command.action != "app.command_palette":
                yield SystemCommand(
                    f"{command.label} ({command.shown})",
                    command.help,
                    partial(self.run_action, command.action, screen),
                )
        yield SystemCommand(_("Colours"), _("Choose other colours"), self.action_change_theme)

    def action_leave(self) -> None:
        """Keep everything and end; where that can't be, say so first."""
        self._keep()
        if self.sitting is not None and self.sitting.guide.unsaved:
            self._ask_to_leave()
            return
        self.leave_sitting()
        self.exit(0)

    def _keep(self) -> None:
        for screen in self.screen_stack:
            keep = getattr(screen, "keep", None)
            if keep is not None:
                keep()
        if self.sitting is not None:
            with self.keeping():
                self.sitting.guide.keep_drafts()
            self.kept = self.kept or self.sitting.guide.kept

    def _ask_to_leave(self) -> None:
        from coach.tui.screens.ask import Ask

        def chosen(answer: str | None) -> None:
            if answer == "again":
                self.action_leave()
            elif answer == "leave":
                self.sitting = None
                self.exit(0)

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

    async def action_quit(self) -> None:
        """End the way we do."""
        self.action_leave()

    # -------------------------------------------------------------- crashes

    def _fatal_error(self) -> None:
        # Textual prints a traceback with every local in it: the family's words, on a
        # terminal that may be shared. `run` prints one plain line.
        if os.environ.get(DEBUG):
            super()._fatal_error()
        else:
            self._close_messages_no_wait()


def run(
    *,
    scenario: str = "",
    session: str = "",
    sessions: Store,
    guide: Guide | None = None,
    out: Path | None = None,
) -> int:
    """Run Coach on screen until the person leaves.

    Args:
        scenario: start a new session of this one.
        session: or go on with this one; with neither, the first screen.
        sessions: where sessions are kept, or `Unsaved`.
        guide: a sitting that is open already.
        out: the folder that is offered for saving files.

    Returns:
        0, or 1 where the program had to end.
    """
    app = CoachApp(sessions, scenario=scenario, session=session, guide=guide, out=out)
    try:
        app.run()
    except Exception:
        if os.environ.get(DEBUG):
            raise
        app._return_code = 1
    if app.return_code:
        from coach.tui.sitting import last_words

        # The screen is gone: this is all that is left to say it with.
        print(last_words(app.sitting), file=sys.stderr)  # noqa: T201  # no screen
        return 1
    if app.kept:
        print(_("Your answers are kept. Carry on with: coach resume"))  # noqa: T201  # no screen
    return app.return_value or 0
