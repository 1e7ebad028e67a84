"""Keys that were on their way to a widget when the focus left it."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


def passed_on(widget: Widget, event: events.Key) -> bool:
    """Give a key that came too late for `widget` to where the person is now."""
    target = widget.screen.focused
    if target is None or target is widget:
        return False
    event.stop()
    event.prevent_default()
    target._forward_event(events.Key(event.key, event.character))
    return True
