"""The desk on screen: the caseload, one family's hour with its clock, and homework at home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from coach.language import _
from coach.tui.practicing import Practicing
from coach.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from coach.casebook.store import Store
    from coach.guide.homework import Lead
    from coach.guide.meeting import Meeting

A_QUARTER_MINUTE = 15.0
"""Seconds between two looks at the clock: it says whole minutes."""
A_WHILE = 60.0
"""Seconds between two times that it is kept how far an hour is."""


class Coaching(Practicing):
    """The part of the program that a coach works with.

    Args:
        sessions: where everything is kept.

    Attributes:
        meeting: the family whose hour is open, None away from the desk.
        at_desk: one came from the desk, and goes back there.
        minutes: how long an hour is that begins here.
        clock_shown: the clock is to be seen.
    """

    def __init__(self, sessions: Store) -> None:
        super().__init__(sessions)
        self.meeting: Meeting | None = None
        self.at_desk = False
        self.minutes = 60
        self.clock_shown = True
        self._ticking = False
        self._leads = False

    @property
    def whose_hour(self) -> str:
        """What versions say of whose hour they are from."""
        return "coach" if self.meeting is not None else ""

    # -------------------------------------------------------------- the desk

    def show_desk(self) -> None:
        """Show the caseload; an hour that goes on waits, its clock paused."""
        from coach.tui.desk.caseload import CaseloadScreen

        with self.asking():
            self.sessions.set_up_desk()
        self._leave_meeting()
        self.leave_sitting()
        self.at_desk = True
        self._show(CaseloadScreen())

    def show_hour(self, family: str = "") -> None:
        """Show a family's hour; without one named, the hour that is open."""
        from coach.guide.meeting import Meeting
        from coach.tui.desk.hour import HourScreen

        from coach.casebook.opened import now  # isort: skip

        self.leave_sitting()
        with self.asking():
            if family or self.meeting is None:
                self._leave_meeting()
                self.sessions.set_up_desk()
                self.meeting = Meeting(self.sessions, family, self.minutes, now)
                self.at_desk = True
                if self.meeting.timer is not None:
                    self.say(_("This hour was not closed. Its clock is paused."))
            self.begin_clock()
            self._show(HourScreen(self.meeting))

    def leave_page(self) -> None:
        """From a family's page back to its hour, or to the first screen."""
        if self.meeting is not None:
            self.show_hour()
        else:
            self.show_home()

    def leave_desk(self) -> None:
        """Go to the first screen."""
        self._leave_meeting()
        self.at_desk = False
        self.show_home()

    def _leave_meeting(self) -> None:
        """Keep how far an hour is, and let it wait."""
        meeting, self.meeting = self.meeting, None
        if meeting is not None and meeting.timer is not None:
            with self.asking():
                if meeting.timer.paused:
                    meeting.keep()
                else:
                    meeting.pause()
        self.tell_time()

    def show_home(self) -> None:
        """Keep what is open and show the first screen."""
        raise NotImplementedError

    # -------------------------------------------------------------- the clock

    def begin_clock(self) -> None:
        """Look at the clock now and then, from now on."""
        if not self._ticking:
            self._ticking = True
            self.set_interval(A_QUARTER_MINUTE, self.tell_time)
            self.set_interval(A_WHILE, self._keep_hour)
        self.tell_time()

    def tell_time(self) -> None:
        """Show how much is left, wherever one is: without a sound, and nothing moves."""
        for screen in self.screen_stack[-1:]:
            for bar in screen.query(Bar):
                bar.catch_up()
            tell = getattr(screen, "tell_time", None)
            if tell is not None:
                tell()

    @property
    def clock(self) -> str:
        """What the first line says of the hour; "" for nothing."""
        meeting = self.meeting
        if meeting is None or meeting.timer is None or not self.clock_shown:
            return ""
        from coach.desk.timer import left

        here, whole = left(meeting.timer, meeting.now())
        paused = meeting.timer.paused
        return (
            _("paused")
            if paused
            else _("{here} min here, {all} in all").format(here=here, all=whole)
        )

    def _keep_hour(self) -> None:
        meeting = self.meeting
        if meeting is not None and meeting.timer is not None and not meeting.timer.paused:
            with self.keeping():
                meeting.keep()

    # -------------------------------------------------------------- beside the hour

    def action_note(self) -> None:
        """Write a private note on the family whose hour it is."""
        from coach.tui.desk.notes import NotesScreen

        if self.meeting is None:
            self.say(_("Private notes belong to a family: open its hour at the desk first."))
        elif not self.screen.is_modal and not isinstance(self.screen, NotesScreen):
            self.push_screen(NotesScreen(self.meeting))

    def lead_rehearsal(self, id: str) -> None:
        """Open a finished session and set up its rehearsal, with the coach to pick."""
        from coach.guide.rehearsing import can_rehearse

        self.resume(id)
        if self.sitting is None or self.sitting.guide.keeper.session.id != id:
            return
        with self.asking():
            if can_rehearse(self.sitting.guide):
                self._leads = True
                self.show_setting_up(mode="coach")
            else:
                self._refuse()

    def rehearse(self) -> None:
        """From the message, and back to it."""
        self._leads = False
        super().rehearse()

    def leave_rehearsal(self) -> None:
        """Back to the hour where it was begun there; else as for a parent alone."""
        if self.meeting is not None and self._leads:
            self.show_hour()
        else:
            super().leave_rehearsal()

    def open_beside(self, id: str, what: Literal["words", "versions"]) -> None:
        """Open a session, and what lies beside its message."""
        self.resume(id)
        if self.sitting is not None and self.sitting.guide.keeper.session.id == id:
            if what == "words":
                self.show_words()
            else:
                self.show_versions()

    def show_versions(self) -> None:
        """Show what the message of the open sitting said before."""
        from coach.tui.desk.versions import VersionsScreen

        assert self.sitting is not None
        with self.keeping():
            self.sitting.guide.keep_versions()
        self._show(VersionsScreen(self.sitting))

    def show_words(self) -> None:
        """Show the answers of the open sitting beside its message."""
        from coach.tui.desk.beside import BesideScreen

        assert self.sitting is not None
        self._show(BesideScreen(self.sitting))

    def leave_beside(self) -> None:
        """Back to the hour where one is open, else to the message."""
        if self.meeting is not None:
            self.show_hour()
        elif self.sitting is not None and self.sitting.guide.path.finished:
            self.show_result()
        else:
            self.show_place()

    # -------------------------------------------------------------- homework at home

    def follow(self, lead: Lead, family: str) -> None:
        """Go where homework leads."""
        match lead.kind:
            case "session":
                self.resume(lead.id)
            case "scenario":
                self.start(lead.id, family)
            case "rehearse":
                self.rehearse_session(lead.id)
