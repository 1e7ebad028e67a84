"""Go anywhere: every slide by its number and name; type a few letters, and fewer are left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from coach.language import _
from coach.present.doing import matching
from coach.present.slide import Slide
from coach.tui.commands import RETURN, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.presenting.commands import ANYWHERE
from coach.tui.screens.fitted import Dialog
from coach.tui.widgets.picker import Item, Picker


class GoTo(Dialog[str]):
    """The list of slides over the slide. Esc answers "".

    Args:
        slides: all of them.
        at: the place of the present one.
    """

    AUTO_FOCUS = "#words"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(self, slides: tuple[Slide, ...], at: int) -> None:
        super().__init__()
        self._slides, self._at = slides, at

    def compose(self) -> Iterable[Widget]:
        """A line to type in, and the slides."""
        words = Input(id="words", select_on_focus=False, compact=True)
        words.cursor_blink = False
        words.placeholder = _("A number or a word")
        yield VerticalGroup(
            Text(_("Go to"), classes="title"),
            words,
            VerticalScroll(
                Picker(self._items(self._slides), at=self._slides[self._at].id), can_focus=False
            ),
            Text(_("↓ goes to the list · Enter goes there · Esc goes back"), classes="quiet"),
            id="box",
        )

    def _items(self, slides: Iterable[Slide]) -> list[Item]:
        numbers = {one.id: at for at, one in enumerate(self._slides, 1)}
        return [Item(one.id, f"{numbers[one.id]:>3}  {one.title}") for one in slides]

    @on(Input.Changed)
    async def _typed(self, event: Input.Changed) -> None:
        found = matching(self._slides, event.value)
        await self.query_one(Picker).show(self._items(found))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        found = matching(self._slides, event.value) if event.value.strip() else ()
        if found:
            self.dismiss(found[0].id)
        else:
            self.set_focus(self.query_one(Picker))

    def key_down(self) -> None:
        """From the line into the list."""
        if self.query_one("#words").has_focus:
            self.set_focus(self.query_one(Picker))

    @on(Picker.Opened)
    def _chosen(self, event: Picker.Opened) -> None:
        self.dismiss(event.item.id)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, *ANYWHERE)

    def action_back(self) -> None:
        """Stay where one was."""
        self.dismiss("")
