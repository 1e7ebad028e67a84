"""How a sitting begins and ends on screen: anew, from another one, from a copy, from the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.language import _
from coach.tui.plain_text import hide_names, shows_name
from coach.tui.telling import Telling

if TYPE_CHECKING:
    from coach.casebook.store import OpenSession, Store
    from coach.interview.path import Path as PathTaken
    from coach.scenario.evaluate import Value
    from coach.tui.sitting import Sitting

_CARDS = 12
"""So many cards are offered when something new begins; a family's page begins for its own."""

_NEW = "another"


class Beginning(Telling):
    """The half of the program that begins sittings and closes them.

    Args:
        sessions: where sessions are kept.

    Attributes:
        sitting: the one that is open.
        kept: something of this run is there to come back to.
        hiding: names of children are not shown just now.
    """

    def __init__(self, sessions: Store) -> None:
        super().__init__(sessions)
        self.sitting: Sitting | None = None
        self.kept = False
        self.hiding = False

    def learn(self) -> None:
        """Keep on the child's card what the finished sitting says that is new."""
        from coach.guide.known import card_in
        from coach.guide.remember import remember

        assert self.sitting is not None
        guide = self.sitting.guide
        if self.sitting.invented:
            return
        with self.keeping():
            guide.card = card_in(self.sessions, remember(self.sessions, guide)) or guide.card
            guide.keep_versions()

    def cover(self, hide: bool) -> None:
        """Hide the children's names on the screen, or show them again."""
        names: tuple[str, ...] = ()
        if hide:
            from coach.guide.cover import child_names

            with self.asking():
                path = self.sitting.guide.path if self.sitting is not None else None
                names = child_names(self.sessions, path)
        self.hiding = hide
        hide_names(names)

    def saved(self, notice: str) -> None:
        """A save has gone well; a name that was just given is hidden like the others."""
        super().saved(notice)
        path = self.sitting.guide.path if self.hiding and self.sitting is not None else None
        name = path.values.get("child.name") if path is not None else None
        if isinstance(name, str) and not shows_name(name):
            self.cover(True)

    @property
    def whose_hour(self) -> str:
        """What versions say of whose hour they are from: "coach" at the desk, else ""."""
        return ""

    def show_place(self) -> None:
        """Show where the guide is."""
        raise NotImplementedError

    def show_review(self, back_to: str = "") -> None:
        """Show every answer."""
        raise NotImplementedError

    def show_result(self) -> None:
        """Show what came of it."""
        raise NotImplementedError

    def start(self, scenario: str, family: str = "") -> None:
        """Begin a new session of a scenario, for the family with this id if there is one."""
        with self.asking():
            self._begin(self.sessions.create(scenario, family=family))

    def start_for(self, scenario: str, family: str = "") -> None:
        """Begin a new session, and ask whose it is where that can be more than one child's."""
        from coach.casebook.records import FAMILY
        from coach.tui.screens.ask import Ask

        with self.asking():
            cards = [one for one in self.sessions.families() if not one.archived][:_CARDS]
            if family or scenario == FAMILY or not cards:
                self.start(scenario, family)
                return
            names = {one.id: one.title or _("A card without a name") for one in cards}

            def chosen(answer: str | None) -> None:
                if answer:
                    self.start(scenario, "" if answer == _NEW else answer)

            self.ask(
                Ask(
                    _("Who is it about?"),
                    _("What the card says is offered to you; you can change any of it."),
                    **names,
                    **{_NEW: _("Another child")},
                ),
                chosen,
            )

    def start_from_here(self, scenario: str) -> None:
        """Begin a new session of a scenario, with the names that the open one knows."""
        guide = self.sitting.guide if self.sitting is not None else None
        family = guide.keeper.session.family if guide is not None else ""
        with self.asking():
            self._begin(
                self.sessions.create(scenario, family=family), guide.path if guide else None
            )

    def copy_of(self, id: str) -> None:
        """Begin a new attempt that says what a session says."""
        with self.asking():
            self._begin(self.sessions.copy(id))

    def write_down(self, answers: Mapping[str, Value]) -> None:
        """Begin an entry of the contact log about the open sitting, with `answers` in it."""
        from coach.casebook.records import CONTACT

        assert self.sitting is not None
        session = self.sitting.guide.keeper.session
        with self.asking():
            entry = self.sessions.create(CONTACT, family=session.family, origin=session.id)
            self._begin(entry, said=answers)

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

    def _begin(
        self,
        open: OpenSession,
        here: PathTaken | None = None,
        said: Mapping[str, Value] | None = None,
    ) -> None:
        """Show a session that was opened; what is known already stands in its fields.

        Args:
            here: the path of the sitting it was begun from.
            said: answers it begins with.
        """
        from datetime import date

        from coach.guide.begin import begin
        from coach.tui.sitting import Sitting, Watched

        try:
            keeper = Watched(open, self.saved)
            guide = begin(self.sessions, keeper, date.today(), here=here, said=said)
        except BaseException:
            open.close()
            raise
        self.sit(Sitting(guide, open))

    def sit(self, sitting: Sitting) -> None:
        """Show the screens of a sitting."""
        from coach.casebook.records import FAMILY
        from coach.guide.news import news

        self.leave_sitting()
        self.sitting = sitting
        self.cover(self.hiding)
        self.saved("")
        guide = sitting.guide
        guide.hour = self.whose_hour
        if guide.scenario.id == FAMILY and guide.answers and not guide.at:
            self.show_review()  # a card is there to be read and mended, line by line
        elif guide.path.finished and not guide.at:
            self.show_result()
        else:
            self.show_place()
        notice = sitting.open.take_notice() if sitting.open is not None else ""
        changed = news(guide)
        if notice or changed:
            from coach.tui.screens.ask import Ask

            title = _("These questions have changed since you were here.") if changed else notice
            more = "\n".join([notice, *changed] if changed else ())
            self.ask(Ask(title, more.strip(), go=_("Go on")), lambda _answer: None)

    def leave_sitting(self) -> None:
        """Keep and close what is open, if anything is."""
        sitting, self.sitting = self.sitting, None
        if sitting is not None:
            with self.asking():
                sitting.close()
            self.kept = self.kept or sitting.guide.kept
