"""Where to put the files, and what will be in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from coach.casebook import place
from coach.errors import CoachError
from coach.export.files import folder_named, save
from coach.export.pieces import FORMATS, Piece, files, listing, suited
from coach.language import _, ngettext
from coach.tui.commands import EVERYWHERE, RETURN, WRITE, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Dialog
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp


def offer(
    app: CoachApp, everything: Sequence[Piece], this: Sequence[Piece], stamp: datetime
) -> None:
    """Ask what to write, where and in which format; show it, and write it.

    Args:
        this: what is shown just now, as one of everything; empty where nothing is.
        stamp: when what it is made from was last changed.
    """

    def chosen(where: Where | None) -> None:
        if where is None:
            return
        with app.asking():
            folder = folder_named(str(where.folder))
            names = ", ".join(one.name for one in save(folder, where.files))
            app.say(_("Saved in {folder}: {names}").format(folder=folder, names=names), long=True)

    app.ask(SaveTo(everything, this, stamp, app.out), chosen)


class Where(NamedTuple):
    """A folder, and the files to write there."""

    folder: Path
    files: Mapping[str, bytes]


class SaveTo(Dialog[Where]):
    """What to write, where and as what; then exactly what will be in it. Esc writes nothing.

    Args:
        everything: all that there is.
        this: what is shown just now, as one of it; empty where nothing is.
        stamp: when what it is made from was last changed.
        folder: the folder to offer; None is one the person will find again.
    """

    AUTO_FOCUS = "#what"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(
        self,
        everything: Sequence[Piece],
        this: Sequence[Piece],
        stamp: datetime,
        folder: Path | None = None,
    ) -> None:
        super().__init__()
        self._everything, self._this = tuple(everything), tuple(this)
        self._stamp, self._folder = stamp, folder

    def compose(self) -> Iterable[Widget]:
        """What to save, where, and as what."""
        offered = str(self._folder or usual_folder())
        folder = Input(offered, id="folder", select_on_focus=False, compact=True)
        folder.cursor_blink = False
        yield VerticalScroll(
            Text(_("Save to files"), classes="title"),
            Picker(self._parts("txt"), id="what"),
            Text(_("In this folder (Tab goes there to change it):"), classes="more"),
            folder,
            Text(_as("txt"), id="as", classes="more"),
            Picker([Item(one.id, one.label) for one in FORMATS], id="format"),
            Text(_("Enter shows what will be in it · Esc goes back."), classes="quiet"),
            id="box",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Begin at the top, where the screen is too small for all of it."""
        box = self.query_one("#box")
        self.call_after_refresh(box.scroll_home, animate=False)

    def _parts(self, format: str) -> list[Item]:
        """Everything, or what is shown: with as many files as that makes."""
        count = len(self._suited(self._everything, format))
        everything = ngettext("Everything: {n} file", "Everything: {n} files", count)
        this = self._suited(self._this, format)
        only = [Item("this", _("Only {name}").format(name=one.named(format))) for one in this]
        return [Item("all", everything.format(n=count)), *only]

    def _suited(self, pieces: Sequence[Piece], format: str) -> Sequence[Piece]:
        try:
            return suited(pieces, format)
        except CoachError:  # said when it is chosen
            return ()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, *EVERYWHERE)

    def action_back(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    @on(Input.Submitted)
    def named(self) -> None:
        """The folder is right: back to what to save."""
        self.query_one("#what").focus()

    @on(Picker.Moved, "#format")
    async def another_format(self, event: Picker.Moved) -> None:
        """Say what there is in this format."""
        self.query_one("#as", Text).say(_as(event.item.id))
        await self.query_one("#what", Picker).show(self._parts(event.item.id))

    @on(Picker.Opened)
    def chosen(self) -> None:
        """Show what will be in it, and save it there if that is right."""
        folder = self.query_one("#folder", Input).value.strip()
        what = self.query_one("#what", Picker).current
        format = self.query_one("#format", Picker).current
        if not folder or what is None or format is None:
            self.query_one("#folder").focus()
            return
        pieces = self._this if what.id == "this" else self._everything
        app = cast("CoachApp", self.app)
        with app.asking():
            made = files(pieces, format.id, self._stamp)
            shows = listing(pieces, format.id, self._stamp)

            def answered(yes: bool | None) -> None:
                if yes:
                    self.dismiss(Where(Path(folder), made))

            app.ask(InIt(shows, folder, len(made)), answered)


class InIt(Dialog[bool]):
    """Exactly what will be in the files, to be read before they are written."""

    AUTO_FOCUS = "#words"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, WRITE)

    def __init__(self, shows: str, folder: str, count: int) -> None:
        super().__init__()
        self._shows, self._folder, self._count = shows, folder, count

    def compose(self) -> Iterable[Widget]:
        """The words, all of them; then what Enter does."""
        title = ngettext(
            "This is all that is in the file", "This is all that is in the {n} files", self._count
        )
        yield VerticalGroup(
            Text(title.format(n=self._count), classes="title"),
            Text(
                _("Enter saves in {folder} · Esc goes back. No file is written over.").format(
                    folder=self._folder
                ),
                classes="quiet",
            ),
            VerticalScroll(Text(self._shows), id="words"),
            id="box",
        )

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, WRITE, *EVERYWHERE)

    def action_back(self) -> None:
        """Write nothing yet."""
        self.dismiss(False)

    def action_write(self) -> None:
        """Write them."""
        self.dismiss(True)


def _as(format: str) -> str:
    """Say which format is chosen, while the keys are elsewhere."""
    label = next((one.label for one in FORMATS if one.id == format), format)
    return _("As: {format} (Tab goes there too)").format(format=label)


def usual_folder() -> Path:
    """A folder the person will find again."""
    if os.environ.get(place.VARIABLE, "").strip():
        return place.home() / "saved"
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / "Coach"
