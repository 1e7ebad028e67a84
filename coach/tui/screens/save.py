"""Where to put the files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from coach.casebook import place
from coach.language import _, ngettext
from coach.tui.commands import EVERYWHERE, RETURN, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Dialog
from coach.tui.widgets.picker import Item, Picker


class Where(NamedTuple):
    """A folder, and whether everything goes there or only what is shown."""

    folder: Path
    all: bool


class SaveTo(Dialog[Where]):
    """A folder to write to, and what to write. Esc writes nothing.

    Args:
        count: how many files everything is.
        this: the name of the one file for what is shown.
        folder: the folder to offer; None is one the person will find again.
    """

    AUTO_FOCUS = "Picker"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(self, count: int, this: str, folder: Path | None = None) -> None:
        super().__init__()
        self._count, self._this, self._folder = count, this, folder

    def compose(self) -> Iterable[Widget]:
        """What to save, and where."""
        everything = ngettext("Everything: {n} file", "Everything: {n} files", self._count)
        offered = str(self._folder or _folder())
        folder = Input(offered, id="folder", select_on_focus=False, compact=True)
        folder.cursor_blink = False
        yield VerticalScroll(
            Text(_("Save to files"), classes="title"),
            Picker(
                [
                    Item("all", everything.format(n=self._count)),
                    *([Item("this", _("Only {name}").format(name=self._this))] * bool(self._this)),
                ]
            ),
            Text(_("In this folder (Tab goes there to change it):"), classes="more"),
            folder,
            Text(_("Enter saves · Esc goes back. No file is ever written over."), classes="quiet"),
            id="box",
            can_focus=False,
        )

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, *EVERYWHERE)

    def action_back(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    @on(Input.Submitted)
    def named(self) -> None:
        """The folder is right: back to what to save."""
        self.query_one(Picker).focus()

    @on(Picker.Opened)
    def chosen(self, event: Picker.Opened) -> None:
        """Save there."""
        folder = self.query_one("#folder", Input).value.strip()
        if folder:
            self.dismiss(Where(Path(folder), event.item.id == "all"))
        else:
            self.query_one("#folder").focus()


def _folder() -> Path:
    """A folder the person will find again."""
    if os.environ.get(place.VARIABLE, "").strip():
        return place.home() / "saved"
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / "Coach"
