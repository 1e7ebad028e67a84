"""What commands that open a face share: its options, the casebook, its lock, the terminal."""

from __future__ import annotations

import argparse
import sys

from coach.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from coach.casebook.store import Store
    from coach.handover.opening import Opening
    from coach.plain.terminal import Terminal


class StaysLocked(Exception):
    """The person left where the passphrase was asked for."""


def add_face(command: argparse.ArgumentParser, again: bool = False) -> None:
    """Add the options that choose a face; `again` keeps what stood before the command."""
    unset = argparse.SUPPRESS if again else False
    command.add_argument(
        "--plain",
        action="store_true",
        default=unset,
        help=_("line by line: for screen readers, pipes and small terminals"),
    )
    command.add_argument(
        "--no-save", action="store_true", default=unset, help=_("keep nothing on this machine")
    )
    command.add_argument(
        "--hide-names",
        action="store_true",
        default=unset,
        help=_("show “Child” in the place of a child's name"),
    )


def is_plain(options: argparse.Namespace) -> bool:
    """Plain where it was asked for, and wherever there is no screen to draw on."""
    import os

    # Textual reads stdin and draws on stderr; what it leaves behind is on stdout.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    screen = all(stream.isatty() for stream in streams) and os.environ.get("TERM") != "dumb"
    return bool(options.plain) or not screen


def open_store(options: argparse.Namespace) -> Store:
    """Return where sessions are kept, its passphrase asked for where it has one.

    Raises:
        StaysLocked: the person left instead.
        CoachError: there is no place for it, or the passphrase was not the right one.
    """
    if options.no_save:
        from coach.casebook.unsaved import Unsaved

        return Unsaved()
    from coach.casebook import place
    from coach.casebook.casebook import Casebook

    store = Casebook(place.home())
    if store.locked:
        import atexit

        unlock_store(store, options)
        atexit.register(store.close)  # its lists are kept closed, for the next time
    return store


def unlock_store(store: Store, options: argparse.Namespace) -> None:
    """Ask for the passphrase before anything is shown.

    Raises:
        StaysLocked: the person left instead.
        CoachError: it was not given, or not the right one.
    """
    if is_plain(options):
        from coach.plain.unlock import unlock

        opened = unlock(store)
    else:
        from coach.tui.unlocking import unlock as unlock_on_screen

        opened = unlock_on_screen(store)
    if not opened:
        raise StaysLocked


def open_terminal(options: argparse.Namespace, store: Store) -> Terminal:
    """Return the terminal for plain lines, names hidden where that was asked for."""
    from coach.plain.terminal import Terminal

    terminal = Terminal(sys.stdin, sys.stdout)
    if options.hide_names:
        from coach.guide.cover import child_names

        terminal.hiding, terminal.hidden = True, child_names(store)
    return terminal


def on_screen(
    options: argparse.Namespace,
    store: Store,
    *,
    scenario: str = "",
    session: str = "",
    arrived: Opening | None = None,
    desk: str | None = None,
    minutes: int = 60,
) -> int:
    """Run the app until the person leaves, asking for the passphrase again after *Lock now*."""
    from coach.tui.app import LOCK_UP, run

    out = out_folder(options) if getattr(options, "out", None) else None
    hide = options.hide_names
    code = run(
        scenario=scenario,
        session=session,
        sessions=store,
        arrived=arrived,
        out=out,
        hide_names=hide,
        desk=desk,
        minutes=minutes,
    )
    while code == LOCK_UP:
        unlock_store(store, options)
        code = run(sessions=store, out=out, hide_names=hide)
    return code


def out_folder(options: argparse.Namespace) -> Path | None:
    """Return the folder that --out names, or None."""
    return path_named(options.out) if options.out else None


def path_named(text: str) -> Path:
    """Return the path that was typed; ~ is the home folder."""
    from coach.export.files import folder_named

    return folder_named(text)
