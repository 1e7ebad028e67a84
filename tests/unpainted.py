"""Screens that nobody looks at are not painted.

Without a terminal Textual renders each change all the same and drops what comes out: a third of
what the tests of screens would take. What a test reads from the screen is rendered when it
reads it, and the tests in a real terminal (tests/cli/test_terminal.py) paint everything.
"""

from __future__ import annotations

import pytest
from textual.screen import Screen


def leave_unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render only what is asked for, while a test lasts."""
    paint = Screen._compositor_refresh

    def refresh(screen: Screen[object]) -> None:
        app = screen.app
        if not app.is_headless or screen is not app.screen:
            paint(screen)
            return
        screen._compositor._dirty_regions.clear()
        screen._dirty_widgets.clear()
        app._update_mouse_over(screen)

    monkeypatch.setattr(Screen, "_compositor_refresh", refresh)
