"""How a rehearsal begins and ends on screen: from a message, from the first list, on its own."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from coach.errors import CoachError
from coach.language import _
from coach.tui.beginning import Beginning

if TYPE_CHECKING:
    from coach.guide.guide import Guide
    from coach.guide.rehearsing import Rehearsing
    from coach.rehearse.cast import Terms
    from coach.tui.answering import Mode


BETWEEN = 0.0005
"""Seconds between two steps of what is made ready: the keys come first."""
WAY = 0.2
"""Seconds from a line on in which nothing is made ready: its answer comes first."""

_FAMILY = "sample:"
"""Stands before the name of a made-up family: a stranger may have given it any name."""


class Practicing(Beginning):
    """The part of the program that leads through a rehearsal."""

    _listening = False
    """Whether it makes ready to hear lines, or has."""
    _way_until = 0.0
    """When what is made ready may go on, in seconds of `time.monotonic`."""

    def _show(self, screen: Screen[None]) -> None:
        """Put `screen` on the first one, in the place of any other."""
        raise NotImplementedError

    def go_home(self) -> None:
        """Keep everything and show the first screen."""
        raise NotImplementedError

    @property
    def saved_word(self) -> str:
        """What the first line says while everything is where it should be."""
        made_up = self.sitting is not None and self.sitting.invented
        return _("not kept: made up") if made_up else super().saved_word

    # -------------------------------------------------------------- before the first line

    def get_ready(self) -> None:
        """Make ready to hear lines, beside the keys: once, before the first is said."""
        if not self._listening:
            self._listening = True
            self.run_worker(partial(_get_ready, self), thread=True, exit_on_error=False)

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Within, a line is answered: nothing else is done, and no garbage is looked for."""
        self._way_until = time.monotonic() + WAY
        gc.disable()
        try:
            yield
        finally:
            gc.enable()

    @property
    def way_is_made(self) -> bool:
        """Whether a line is being answered, or was just now."""
        return time.monotonic() < self._way_until

    # -------------------------------------------------------------- ways in

    def rehearse(self) -> None:
        """Set up a rehearsal of the open sitting; where it can't be, say where help is."""
        from coach.guide.rehearsing import can_rehearse

        assert self.sitting is not None
        with self.asking():
            if can_rehearse(self.sitting.guide):
                self.show_setting_up()
            else:
                self._refuse()

    def _refuse(self) -> None:
        from coach.guide.practice import why_not
        from coach.tui.screens.urgent import UrgentScreen

        self.push_screen(UrgentScreen(why=why_not()))

    def rehearse_session(self, id: str) -> None:
        """Open a finished session and set up its rehearsal."""
        self.resume(id)
        if self.sitting is not None and self.sitting.guide.keeper.session.id == id:
            self.rehearse()

    def rehearse_invented(self) -> None:
        """Ask for a talk and a made-up family, and set up a rehearsal with it."""
        from coach.guide.practice import rehearsable
        from coach.tui.screens.ask import Ask

        def chosen(scenario: str | None) -> None:
            if scenario:
                self._with_family(scenario)

        with self.asking():
            there = {one.id: one.title for one in rehearsable()}
            self.ask(
                Ask(
                    _("Which talk?"),
                    _("The family is made up, and nothing of it is kept."),
                    **there,
                ),
                chosen,
            )

    def _with_family(self, scenario: str) -> None:
        from coach.scenario.library import sample, sample_names
        from coach.tui.screens.ask import Ask

        def chosen(name: str | None) -> None:
            if name:
                self._begin_invented(scenario, name.removeprefix(_FAMILY))

        with self.asking():
            families = {name: sample(scenario, name) for name in sample_names(scenario)}
            told = {
                f"{_FAMILY}{name}": one.about or one.title or name for name, one in families.items()
            }
            self.ask(Ask(_("With which family?"), **told), chosen)

    def _begin_invented(self, scenario: str, name: str) -> None:
        from coach.guide.practice import invented
        from coach.guide.rehearsing import can_rehearse

        with self.asking():
            guide = invented(scenario, name)
            if can_rehearse(guide):
                self._sit_invented(guide)
                self.show_setting_up()
            else:
                self._refuse()

    def _sit_invented(self, guide: Guide) -> None:
        from coach.tui.sitting import Sitting

        self.leave_sitting()
        self.sitting = Sitting(guide, invented=True)
        self.cover(self.hiding)

    # -------------------------------------------------------------- screens

    def show_setting_up(self, terms: Terms | None = None, mode: Mode = "alone") -> None:
        """Show who with, how they are, where."""
        from coach.tui.screens.setting_up import SettingUp

        assert self.sitting is not None
        self._show(SettingUp(self.sitting, terms, mode))

    def begin_talk(self, rehearsing: Rehearsing, mode: Mode) -> None:
        """Show a talk; where the settings name a server, ask first whether it may speak."""
        from coach.casebook import place
        from coach.tui.screens.ask import AskLong

        free = None
        try:
            if rehearsing.free is None and place.home().is_dir():
                from coach.guide.freely import free_for

                free = free_for(rehearsing.guide, place.home())
        except CoachError as error:
            self.show_talk(rehearsing, mode)
            self.tell(error)  # the script does without
            return
        if free is None:
            self.show_talk(rehearsing, mode)
            return

        def chosen(answer: str | None) -> None:
            if answer:
                rehearsing.free = free if answer == "free" else None
                self.show_talk(rehearsing, mode)

        self.ask(
            AskLong(
                _("May a server put their words more freely?"),
                free.sent,
                script=_("No: they say what is written"),
                free=_("Yes: it may"),
            ),
            chosen,
        )

    def show_talk(self, rehearsing: Rehearsing, mode: Mode) -> None:
        """Show a talk where it is."""
        from coach.tui.screens.rehearse import RehearseScreen

        assert self.sitting is not None
        self._show(RehearseScreen(self.sitting, rehearsing, mode))

    def show_debrief(self, rehearsing: Rehearsing, mode: Mode) -> None:
        """Show how a talk went, and what it brings."""
        from coach.tui.screens.debrief import DebriefScreen

        assert self.sitting is not None
        self._show(DebriefScreen(self.sitting, rehearsing, mode))

    def leave_rehearsal(self) -> None:
        """Go back to what can be sent; from a made-up family, to the first screen."""
        if self.sitting is None or self.sitting.invented:
            self.go_home()
        else:
            self.show_result()


def _get_ready(app: Practicing) -> None:
    """In a thread: step by step, so that a key is drawn in between, and the program can end."""
    from textual.worker import get_current_worker

    import coach.tui.screens.urgent  # noqa: F401  # asked for at every line
    from coach.guide.rehearsing import readying

    worker = get_current_worker()
    for _step in readying():
        time.sleep(BETWEEN)
        while app.way_is_made:
            time.sleep(WAY / 10)
        if worker.is_cancelled:
            return
    _settle()


@cache
def _settle() -> None:
    """Let what is there for good be: to look through it for garbage takes five frames, at times."""
    gc.freeze()
