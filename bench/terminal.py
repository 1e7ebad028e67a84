"""A program in a pseudo-terminal, timed from outside: what a person at the keyboard sees."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

# Control sequences: CSI, OSC and DCS strings, and the two-character ones.
_CONTROL = re.compile(r"\x1b(?:\[[0-9;:?<=>$ ]*[@-~]|[\]P_][^\x07\x1b]*(?:\x07|\x1b\\)?|.)")


class Program:
    """A running program and the screen it draws on.

    Args:
        command: what to run.
        environment: its whole environment.
        size: columns and rows.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (120, 36),
    ) -> None:
        self._master, slave = pty.openpty()
        columns, rows = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(environment),
            start_new_session=True,
        )
        os.close(slave)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._written = ""

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def wait_for(self, text: str, timeout: float = 20.0) -> float:
        """Return when `text` came, in seconds of `time.perf_counter`.

        Only what was written since the last call counts.

        Raises:
            TimeoutError: it did not come; with what came instead.
        """
        return self.wait_for_each([text], timeout)[0]

    def wait_for_each(self, texts: Sequence[str], timeout: float = 20.0) -> list[float]:
        """Return when each of `texts` came, once all have; else as `wait_for`."""
        came: dict[str, float] = {}
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            ready, _writable, _failed = select.select([self._master], [], [], 0.05)
            if not ready:
                continue
            try:
                chunk = os.read(self._master, 65536)
            except OSError:
                break
            now = time.perf_counter()
            self._written += self._decoder.decode(chunk)
            seen = _CONTROL.sub("", self._written)
            came |= {text: now for text in texts if text not in came and text in seen}
            if len(came) == len(set(texts)):
                self._written = ""
                return [came[text] for text in texts]
        missed = ", ".join(repr(text) for text in texts if text not in came)
        seen = _CONTROL.sub("", self._written)[-400:]
        raise TimeoutError(f"{missed} was never painted; this was: {seen!r}")

    def rest(self, seconds: float) -> None:
        """Let it work for a while, and drop what it writes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                os.read(self._master, 65536)
        self._written = ""

    def type(self, keys: str) -> float:
        """Press keys, and return when."""
        now = time.perf_counter()
        os.write(self._master, keys.encode())
        return now

    def megabytes(self) -> float:
        """Return the most memory it has held (Linux; 0 elsewhere)."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0.0
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0
