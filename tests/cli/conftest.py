"""A real terminal to drive Coach in: a pseudo-terminal, and the screen that a person sees."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

COACH = Path(sys.executable).with_name("coach")
"""The installed command."""

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "Ctrl+End": "\x1b[1;5F",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Ctrl+B": "\x02",
    "Ctrl+C": "\x03",
    "Ctrl+J": "\n",
    "Ctrl+L": "\x0c",
    "Ctrl+O": "\x0f",
    "Ctrl+P": "\x10",
    "Alt+V": "\x1bv",
    "Alt+W": "\x1bw",
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F8": "\x1b[19~",
    "F9": "\x1b[20~",
    "F10": "\x1b[21~",
    "F12": "\x1b[24~",
}
PATIENCE = 30.0
"""Seconds to wait for something to show. Long: only a failure takes that much."""

# What real terminals know and pyte does not: key protocols, and questions to the terminal.
_UNKNOWN = re.compile(rb"\x1b\[[<>=?][0-9;]*u|\x1bP[^\x1b]*\x1b\\|\x1b\[\?[0-9;]*\$p|\x1b\[14t")


class Terminal:
    """Coach, running in a terminal.

    Args:
        command: the program and its arguments.
        environment: its whole environment.
        size: columns and rows.
    """

    def __init__(
        self, command: list[str], environment: dict[str, str], size: tuple[int, int], cwd: Path
    ) -> None:
        columns, rows = size
        self.written = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._child = pexpect.spawn(
            command[0], command[1:], env=environment, dimensions=(rows, columns), cwd=str(cwd)
        )

    @property
    def screen(self) -> str:
        """What is to be seen, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def words(self) -> str:
        """What is to be seen, without the line breaks and borders that the width makes."""
        return " ".join(re.sub(r"[─-╿▀-▟]", " ", self.screen).split())

    def look(self, seconds: float = 0.05) -> None:
        """Take in what was written, for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                chunk = self._child.read_nonblocking(65536, timeout=left)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.written += chunk
            self._stream.feed(_UNKNOWN.sub(b"", chunk))

    def see(self, *texts: str, patience: float = PATIENCE) -> None:
        """Wait until every one of `texts` is to be seen."""
        self.until(lambda: all(text in self.words for text in texts), f"{texts}", patience)

    def gone(self, text: str) -> None:
        """Wait until `text` is not to be seen any more."""
        self.until(lambda: text not in self.words, f"an end of {text!r}")

    def until(self, true: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Wait until something is true of the screen."""
        end = time.monotonic() + patience
        while not true():
            assert time.monotonic() < end, f"{what} never came; this is there:\n{self.screen}"
            self.look()

    def press(self, *keys: str) -> None:
        """Press keys by name, one after the other."""
        for key in keys:
            self._child.send(KEYS[key])
            self.look(0.15 if key == "Esc" else 0.03)

    def type(self, text: str) -> None:
        """Type text."""
        self._child.send(text)
        self.look()

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the program at once."""
        self._child.kill(how)
        self.ended()

    def hang_up(self) -> None:
        """Close the window, as a window manager would: the program hears of it and must end."""
        self._child.ptyproc.fileobj.close()
        self._child.ptyproc.closed = self._child.closed = True
        end = time.monotonic() + PATIENCE
        while os.waitpid(self._child.pid, os.WNOHANG)[0] == 0:
            assert time.monotonic() < end, "it is still running, and nobody can see it"
            time.sleep(0.02)
        self._child.terminated = True

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended, and return its exit code; minus a signal's number."""
        end = time.monotonic() + patience
        while self._child.isalive():
            assert time.monotonic() < end, f"it is still running:\n{self.screen}"
            self.look()
        self.look()
        code, signal_number = self._child.exitstatus, self._child.signalstatus
        return code if code is not None else -(signal_number or 0)

    def close(self) -> None:
        """Leave nothing running."""
        if self._child.closed:
            return
        if self._child.isalive():
            self._child.kill(signal.SIGKILL)
        self._child.close(force=True)


Open = Callable[..., Terminal]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Python keeps what it compiled: a start should not compile everything again."""
    place = tmp_path_factory.getbasetemp()
    return (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / "compiled"


@pytest.fixture
def variables(tmp_path: Path, compiled: Path) -> dict[str, str]:
    """An environment with nothing of the developer's in it."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "COACH_HOME": str(tmp_path / "casebook"),
        "PYTHONPYCACHEPREFIX": str(compiled),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


@pytest.fixture
def open_coach(variables: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    """Open Coach in a terminal: `open_coach("resume", size=(60, 20), TERM="dumb")`."""
    opened: list[Terminal] = []

    def start(
        *arguments: str, size: tuple[int, int] = (80, 24), program: Path = COACH, **more: str
    ) -> Terminal:
        terminal = Terminal([str(program), *arguments], {**variables, **more}, size, tmp_path)
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.close()
        assert b"Traceback" not in terminal.written
