"""The clipboard: this machine's own, else the terminal's (OSC 52), and which of them it was.

pyperclip (BSD, one small module, no network) knows the programs of every system:
pbcopy, wl-copy, xclip, xsel, clip.exe. We would only write the same table again.
"""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Literal

from coach.language import _

Way = Literal["machine", "terminal", "none"]
"""Who has it: this machine's clipboard, the terminal if it will, or nobody."""

LONGEST = 74_994
"""Characters, encoded, that a terminal will take; longer ones are dropped without a word."""


def copy(text: str) -> bool:
    """Put `text` on the clipboard of this machine.

    Returns:
        False where the machine has no clipboard that can be reached from here, as over
        a remote shell: then nothing was done.
    """
    if not _has_display():
        return False
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True


def put(text: str, hand_over: Callable[[str], bool]) -> Way:
    """Put `text` on the clipboard of this machine, else ask the terminal to.

    Args:
        hand_over: writes a sequence to the terminal as it is; False where there is none.
    """
    return "machine" if copy(text) else by_terminal(text, hand_over)


def by_terminal(text: str, hand_over: Callable[[str], bool]) -> Way:
    """Ask the terminal to put `text` on its clipboard. It never says whether it did."""
    asked = sequence(text)
    return "terminal" if asked and hand_over(asked) else "none"


def sequence(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return what asks a terminal to copy `text` (OSC 52); "" where it is too long.

    Inside tmux it is asked twice: tmux itself (`set-clipboard on`), and past it, the
    terminal around it (`allow-passthrough on`). Which of them is on can't be known here.
    """
    coded = b64encode(text.encode("utf-8", errors="replace")).decode("ascii")
    if len(coded) > LONGEST:
        return ""
    asked = f"\x1b]52;c;{coded}\a"
    if not environment.get("TMUX"):
        return asked
    doubled = asked.replace("\x1b", "\x1b\x1b")
    return f"{asked}\x1bPtmux;{doubled}\x1b\\"


def told(way: Way, instead: str) -> str:
    """Return what to tell a person.

    Args:
        instead: what to do where nothing was copied: “press F12 to save it to a file”.
    """
    match way:
        case "machine":
            return _("Copied. Paste it where you want to send it from (this machine's clipboard).")
        case "terminal":
            return _("Handed to your terminal to copy. If nothing pastes, {instead}.").format(
                instead=instead
            )
        case "none":
            return _("No clipboard here will take this: {instead}.").format(instead=instead)


def _has_display() -> bool:
    """Linux keeps the clipboard in the display: without one, xclip would wait for ever."""
    if sys.platform in ("darwin", "win32", "cygwin"):
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))
