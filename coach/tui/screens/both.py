"""Two tries of one turn, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalGroup, VerticalScroll
from textual.widget import Widget

from coach.export.rehearsal import step_name
from coach.language import _
from coach.rehearse.feedback import feedback
from coach.rehearse.state import Exchange, State
from coach.tui.commands import EVERYWHERE, RETURN, Command, bindings
from coach.tui.plain_text import Text, plain
from coach.tui.screens.fitted import Dialog
from coach.tui.widgets.talk import theirs


class Both(Dialog[None]):
    """What was said before and what was said now, what each did, and what each was answered.

    Args:
        state: the talk after the second.
    """

    AUTO_FOCUS = "#both"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(self, state: State, before: Exchange, now: Exchange) -> None:
        super().__init__()
        self._state = state
        self._tries = ((_("Before"), before), (_("Now"), now))

    def compose(self) -> Iterable[Widget]:
        """A column for each; on a narrow screen one under the other."""
        they = " ".join(said.text for said in self._tries[1][1].partner)
        yield VerticalGroup(
            Text(_("Two tries of the same turn"), classes="title"),
            Text(they, classes="quiet"),
            VerticalScroll(
                Horizontal(*(self._column(name, one) for name, one in self._tries), id="columns"),
                id="both",
            ),
            Text(_("Esc goes back"), classes="quiet"),
            id="box",
        )

    def _column(self, name: str, one: Exchange) -> Widget:
        heat, clear, step = one.after
        told = feedback(self._state, one)
        scales = _("Heat {before} to {after} · Clear {clear} · Next step: {step}").format(
            before=one.before[0], after=heat, clear=clear, step=step_name(step)
        )
        return VerticalGroup(
            Text(name, classes="title"),
            Text(plain((_("You: "), "bold"), one.entry.text)),
            Text(scales, classes="more"),
            Text("\n".join(told.did), classes="more"),
            *(
                Text(
                    plain((f"{said.who}: " if said.who else "", "bold"), said.text), classes="more"
                )
                for said in theirs(self._state, one.answered)
            ),
        )

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, *EVERYWHERE)

    def action_back(self) -> None:
        """Back to the talk."""
        self.dismiss()
