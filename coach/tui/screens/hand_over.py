"""Handing a family's file over: what is in it, where it goes, and a passphrase for it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from coach.casebook import key
from coach.casebook.key import Passphrase
from coach.errors import CoachError
from coach.export.files import folder_named
from coach.language import _
from coach.tui.commands import EVERYWHERE, RETURN, WRITE, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Dialog
from coach.tui.screens.save import usual_folder

if TYPE_CHECKING:
    from coach.handover.bundle import Gathered
    from coach.tui.app import CoachApp


def offer(app: CoachApp, family: str) -> None:
    """Show what a bundle of a family would hold, and write it where the person says."""
    from coach.guide.handing import casebook_in
    from coach.handover.bundle import gather

    with app.asking():
        gathered = gather(casebook_in(app.sessions), family)

        def written(path: str | None) -> None:
            if path:
                app.say(_("Written: {path}").format(path=path), long=True)

        app.ask(HandOver(gathered, app.out), written)


class HandOver(Dialog[str]):
    """Exactly what is in it, a folder, a passphrase typed twice or none. Esc writes nothing.

    Args:
        folder: the folder to offer; None is one the person will find again.
    """

    AUTO_FOCUS = "#folder"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(self, gathered: Gathered, folder: Path | None = None) -> None:
        super().__init__()
        self._gathered, self._folder = gathered, folder
        self._writing = False

    def compose(self) -> Iterable[Widget]:
        """What is in it, and the three lines to fill in."""
        from coach.guide.handing import contents

        yield VerticalScroll(
            Text(_("Hand this family's file over"), classes="title"),
            Text(
                _("Another Coach opens it with “coach open”, and sends it back the same way."),
                classes="quiet",
            ),
            Text(_("This goes into the file:"), classes="more"),
            Text("\n".join(f"- {line}" for line in contents(self._gathered))),
            Text(
                _("Nothing else does: no other family, and none of a coach's own notes."),
                classes="quiet",
            ),
            Text(_("In this folder:"), classes="more"),
            self._line(str(self._folder or usual_folder()), id="folder"),
            Text(_("A passphrase for it, or nothing (Tab goes there):"), classes="more"),
            self._line("", id="first", password=True),
            self._line("", id="again", password=True),
            Text(id="said"),
            Text(_("Enter writes the file · Esc goes back."), classes="quiet"),
            id="box",
            can_focus=False,
        )

    def _line(self, text: str, *, id: str, password: bool = False) -> Input:
        hint = {"first": _("none"), "again": _("the same again")}.get(id, "")
        line = Input(
            text,
            id=id,
            password=password,
            placeholder=hint,
            select_on_focus=False,
            compact=True,
        )
        line.cursor_blink = False
        return line

    def on_mount(self) -> None:
        """Begin at the top, where the screen is too small for all of it."""
        self.call_after_refresh(self.query_one("#box").scroll_home, animate=False)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, WRITE, *EVERYWHERE)

    def action_back(self) -> None:
        """Write nothing."""
        self.dismiss("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Write it, if the two passphrases are one."""
        event.stop()
        if self._writing:
            return
        first = Passphrase(self.query_one("#first", Input).value)
        again = Passphrase(self.query_one("#again", Input).value)
        folder = self.query_one("#folder", Input).value.strip()
        if not folder:
            self.query_one("#folder").focus()
            return
        try:
            if len(first) or len(again):
                key.require_sound(first)
        except CoachError as error:
            self._ask_again(str(error))
            return
        if first != again:
            self._ask_again(_("Type the passphrase twice: the two are not the same yet."))
            return
        self._writing = True
        self._say(_("Writing… A lock takes a second or two, on purpose.") if len(first) else "")
        self.run_worker(self._write(folder, first if len(first) else None))

    async def _write(self, folder: str, passphrase: Passphrase | None) -> None:
        from datetime import datetime

        from coach.guide.handing import casebook_in, hand_over

        app = cast("CoachApp", self.app)
        now = datetime.now().astimezone()
        try:
            book = casebook_in(app.sessions)
            path = await to_thread(
                hand_over, book, self._gathered, folder_named(folder), passphrase, now
            )
        except CoachError as error:
            self._say(str(error))
        else:
            self.dismiss(str(path))
        finally:
            self._writing = False

    def _ask_again(self, words: str) -> None:
        self._say(words)
        wrong = self.query_one("#first" if "first" not in self._filled() else "#again", Input)
        wrong.focus()

    def _filled(self) -> set[str]:
        return {one.id or "" for one in self.query(Input) if one.value}

    def _say(self, words: str) -> None:
        self.query_one("#said", Text).say(words)
