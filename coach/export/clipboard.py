"""The clipboard of this machine. Where there is none, a face may ask the terminal (OSC 52).

pyperclip (BSD, one small module, no network) knows the programs of every system:
pbcopy, wl-copy, xclip, xsel, clip.exe. We would only write the same table again.
"""

from __future__ import annotations

import os
import sys


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


def _has_display() -> bool:
    """Linux keeps the clipboard in the display: without one, xclip would wait for ever."""
    if sys.platform in ("darwin", "win32", "cygwin"):
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))
