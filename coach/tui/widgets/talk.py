"""Who said what: the talk as it grows, the newest in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coach.export.rehearsal import spoken_by
from coach.language import _
from coach.rehearse.state import State, Utterance
from coach.tui.plain_text import QUIET, plain
from coach.tui.widgets.rows import Hanging, mark

MINE = "▸"
"""Before what the parent said: to be told apart without colour."""


class Spoken(NamedTuple):
    """One thing that was said, or that happened.

    Attributes:
        who: their name; "" for what only happens.
    """

    by: Literal["you", "partner", "third", "scene"]
    who: str
    text: str


def spoken_in(state: State, *, waiting: bool = False) -> tuple[Spoken, ...]:
    """Return a talk line by line.

    Args:
        waiting: the last answer is still on its way.
    """
    return tuple(_spoken_in(state, waiting))


def _spoken_in(state: State, waiting: bool) -> Iterator[Spoken]:
    for exchange in state.past:
        yield from theirs(state, exchange.partner)
        yield Spoken("you", _("You"), exchange.entry.text)
    if waiting:
        yield Spoken("scene", "", _("(They look for words.)"))
    else:
        yield from theirs(state, state.spoken)


def theirs(state: State, said: Sequence[Utterance]) -> Iterator[Spoken]:
    """Return what the other side said in one go: what one of them says stands together."""
    for by, ones in groupby(said, key=lambda one: one.by):
        words = list(ones)
        who = spoken_by(state.cast, words[0])
        yield Spoken(by, who[:1].upper() + who[1:], " ".join(one.text for one in words))


class Talk(ScrollView, can_focus=True):
    """The talk. A line that stands is not drawn again: a turn draws what is new."""

    def __init__(self) -> None:
        super().__init__(id="talk")
        self._said: list[Spoken] = []
        self._drawn: list[list[Strip]] = []
        self._strips: list[Strip] = []
        self._wide = 0

    def show(self, said: Sequence[Spoken]) -> None:
        """Show a talk, and bring its end into view."""
        same = 0
        for before, now in zip(self._said, said, strict=False):
            if before != now:
                break
            same += 1
        self._said = list(said)
        del self._drawn[same:]
        self._draw()

    def draw_again(self) -> None:
        """Draw all of it: its looks, its width or what it hides has changed."""
        self._drawn.clear()
        self._draw()

    def notify_style_update(self) -> None:
        """Its looks have changed."""
        super().notify_style_update()
        self._drawn.clear()
        if self.is_mounted:
            self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Wrap its lines anew, where its width has changed; the end stays in view."""
        if self._width != self._wide:
            self._drawn.clear()
        self._draw()

    @property
    def _width(self) -> int:
        return max(0, self.scrollable_content_region.width)

    def _draw(self) -> None:
        self._wide = self._width
        if not self._wide:
            return
        for said in self._said[len(self._drawn) :]:
            strips = Visual.to_strips(self, _visual(said), self._wide, None, self.visual_style)
            self._drawn.append(strips)
        self._strips = [strip for strips in self._drawn for strip in strips]
        self.virtual_size = Size(self._wide, len(self._strips))
        self.scroll_end(animate=False, immediate=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in view."""
        at = y + self.scroll_offset.y
        if at >= len(self._strips):
            return Strip.blank(self.size.width, self.rich_style)
        return self._strips[at].adjust_cell_length(self.size.width, self.rich_style)


def _visual(said: Spoken) -> Hanging:
    match said.by:
        case "you":
            return Hanging(mark(f"   {MINE}", 5), plain((f"{said.who}: ", "bold"), said.text))
        case "scene":
            return Hanging(mark("", 1), plain((said.text, QUIET)))
        case _:
            return Hanging(mark("", 1), plain((f"{said.who}: ", "bold"), said.text))
