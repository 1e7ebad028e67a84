"""Screens that know their size before they are first drawn."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from coach.tui.widgets.bar import Bar

Result = TypeVar("Result")


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

    def paint(self, *widgets: Widget) -> None:
        """Paint what has changed in `widgets` now, where they lie: no layout, no waiting.

        Textual gathers changes and paints sixty times a second, all that is dirty at once:
        between a key and its answer that is most of a frame. Nothing is painted twice.
        """
        seen = self._compositor.visible_widgets
        if self.is_current and all(widget in seen for widget in widgets):
            self._compositor.update_widgets(set(widgets))
            self._compositor_refresh()

    def on_screen_resume(self) -> None:
        """Say how saving goes, which may have changed meanwhile."""
        for bar in self.query(Bar):
            bar.catch_up()


class Dialog(Fitted[Result], ModalScreen[Result]):
    """A few lines over the screen."""
