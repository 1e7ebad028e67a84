"""Screens that know their size before they are first drawn."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen, Screen

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

    def on_screen_resume(self) -> None:
        """Say how saving goes, which may have changed meanwhile."""
        for bar in self.query(Bar):
            bar.catch_up()


class Dialog(Fitted[Result], ModalScreen[Result]):
    """A few lines over the screen."""
