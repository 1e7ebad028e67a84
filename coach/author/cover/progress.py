"""A bar on stderr while paths and talks are tried, where somebody watches and it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coach.language import _

AFTER = 1.0
"""Seconds before the bar shows."""


@contextmanager
def progress(runs: int) -> Iterator[Callable[[int], None]]:
    """Show how far a cover is, and take the bar away in the end.

    Args:
        runs: how many random paths and talks there will be; those that are planned come on top.

    Yields:
        What wants to be told how many were tried so far.
    """
    if not sys.stderr.isatty():
        yield lambda paths: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(_("Tried"), total=runs)
    begun = time.monotonic()

    def told(paths: int) -> None:
        if not bar.live.is_started and time.monotonic() - begun > AFTER:
            bar.start()
        # How many are planned shows only as they are; the bar grows with them.
        bar.update(task, completed=paths, total=max(runs, paths))

    try:
        yield told
    finally:
        bar.stop()
