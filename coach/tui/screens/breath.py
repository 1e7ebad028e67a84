"""A pause for a breath: nothing else is on the screen, and any key ends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from textual import events
from textual.containers import Vertical
from textual.widget import Widget

from coach.language import _
from coach.tui.commands import URGENT, Command
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.keys import Keys

STEPS = (
    (0.0, _("Breathe in, slowly.")),
    (4.0, _("Hold it for a moment.")),
    (6.0, _("Let it go, longer than you took it in.")),
)
"""After how many seconds it says what."""
LONG = 14.0
"""Seconds until the talk goes on by itself."""


class Breath(Fitted[None]):
    """Three lines, one after the other."""

    def compose(self) -> Iterable[Widget]:
        """The lines come into a place that is there from the start."""
        with Vertical(id="breath"):
            yield Text(_("They wait. It costs no turn."), classes="quiet")
            yield Text(STEPS[0][1], id="breathe", classes="title")
            yield Text(_("Any key goes on."), classes="quiet")
        yield Keys()

    def on_mount(self) -> None:
        """Begin."""
        for after, says in STEPS[1:]:
            self.set_timer(after, partial(self._say, says))
        self.set_timer(LONG, self.action_go_on)

    def _say(self, words: str) -> None:
        self.query_one("#breathe", Text).say(words)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (URGENT,)

    def on_key(self, event: events.Key) -> None:
        """Go on."""
        event.stop()
        self.action_go_on()

    def on_click(self) -> None:
        """Go on."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Back to the talk, unless something else is on top."""
        if self.is_current:
            self.dismiss()
