"""Programs that are killed, at an instant or before a step.

Children are forked from this process, which has everything imported: a kill costs
milliseconds.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

STEPS = ("open", "os.link", "os.rename", "os.remove", "os.mkdir")


def die_before(step: int, folder: Path) -> None:
    """From now on, kill this process before the `step`-th thing it does in `folder`."""
    left = step

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


@contextmanager
def child(work: Callable[[Callable[[str], None]], None]) -> Iterator[tuple[int, int]]:
    """Run `work` in a child, killed at the end at the latest. Yields its id and its reports."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pytest has threads; we exec nothing
        pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            work(lambda line: os.write(writing, f"{line}\n".encode()) and None)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    try:
        yield pid, reading
    finally:
        kill(pid)
        os.close(reading)


def kill(pid: int) -> None:
    """Kill a child, if that was not done yet; it must not have gone wrong by itself."""
    try:
        os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        return
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)


def lines(reading: int) -> Iterator[str]:
    """The child's reports, up to the last whole one."""
    rest = b""
    while chunk := os.read(reading, 4096):
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line.decode() for line in whole)


def refuse(*_: object) -> None:
    raise PermissionError(1, "no hard links here")
