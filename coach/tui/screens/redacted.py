"""The same without names and dates, to be read first; then copied or saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.widget import Widget

from coach.language import _
from coach.tui.commands import COPY, EVERYWHERE, RETURN, SAVE, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Dialog

if TYPE_CHECKING:
    from coach.export.pieces import Piece
    from coach.tui.app import CoachApp


def show(app: CoachApp, make: Callable[[], Sequence[Piece]]) -> None:
    """Show what `make` returns: pieces without names and dates."""
    with app.asking():
        app.ask(Redacted(make()), lambda _answer: None)


class Redacted(Dialog[None]):
    """All of it on one page."""

    AUTO_FOCUS = "#words"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, COPY, SAVE)

    def __init__(self, pieces: Sequence[Piece]) -> None:
        super().__init__()
        self._pieces = pieces

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    @property
    def _words(self) -> str:
        return "\n\n".join(one.text.strip() for one in self._pieces)

    def compose(self) -> Iterable[Widget]:
        """What to look for, and the words."""
        yield VerticalGroup(
            Text(_("Without names and dates"), classes="title"),
            Text(
                _(
                    "Read it before you pass it on: a name that is on no card and in no answer"
                    " stays. What is kept here is not changed."
                ),
                classes="quiet",
            ),
            VerticalScroll(Text(self._words), id="words"),
            Text(_("F2 copies it · F12 saves it · Esc goes back"), classes="quiet"),
            id="box",
        )

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, COPY, SAVE, *EVERYWHERE)

    def action_back(self) -> None:
        """Back to where the names are."""
        self.dismiss()

    async def action_copy(self) -> None:
        """Copy all of it."""
        await self._coach.copy(self._words)

    def action_save(self) -> None:
        """Save it to files."""
        from datetime import UTC, datetime

        from coach.tui.screens.save import offer

        offer(self._coach, self._pieces, (), datetime.now(UTC))
