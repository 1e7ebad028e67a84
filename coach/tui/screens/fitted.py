"""Screens that know their size before they are first drawn."""

from __future__ import annotations

import time
from typing import TypeVar

from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from coach.tui.widgets.bar import Bar

Result = TypeVar("Result")

LEAVING = 0.0005
"""Seconds in which what was painted leaves: a thread writes it, and would wait for the rest."""


class Fitted(Screen[Result]):
    """A screen with its breakpoint classes from the start.

    Textual sets them with the first resize, which is after the first frame: on a narrow
    terminal three panes would flash up before one of them is left.
    """

    def __init__(self) -> None:
        super().__init__()
        app = self.app
        for breakpoints, cells in (
            (app.HORIZONTAL_BREAKPOINTS, app.size.width),
            (app.VERTICAL_BREAKPOINTS, app.size.height),
        ):
            fitting = [name for least, name in breakpoints or [] if cells >= least]
            if fitting:
                self.add_class(fitting[-1])

    def paint(self, widget: Widget) -> None:
        """Paint what has changed in `widget` now, where it lies: no layout, no waiting.

        Textual gathers changes and paints sixty times a second, all that is dirty at once:
        between a key and its answer that is most of a frame. Nothing is painted twice. Of the
        other widgets only those are drawn that may lie over this one.
        """
        compositor = self._compositor
        seen = compositor.visible_widgets  # from the front to the back
        if not self.is_current or widget not in seen:
            return
        compositor.update_widgets({widget})
        _worked_out = compositor.cuts  # of all widgets: they are kept
        here = Region.intersection(*seen[widget])
        near = {}
        for one, place in seen.items():
            if one is widget or Region.intersection(*place).overlaps(here):
                near[one] = place
            if one is widget:
                break
        compositor._visible_widgets = near
        try:
            self._compositor_refresh()
        finally:
            compositor._visible_widgets = seen
        time.sleep(LEAVING)

    def on_screen_resume(self) -> None:
        """Say how saving goes, which may have changed meanwhile."""
        for bar in self.query(Bar):
            bar.catch_up()


class Dialog(Fitted[Result], ModalScreen[Result]):
    """A few lines over the screen."""
