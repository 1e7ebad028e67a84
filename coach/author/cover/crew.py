"""Walking paths on every core: the same sums, sooner.

Paths go out in small bundles and come back as tallies, which are added in the order in
which the bundles were made. So what comes out does not hang on who was quick.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context

from coach.author.cover.atlas import Atlas
from coach.author.cover.tally import Tally, tally
from coach.interview.answers import Answers
from coach.scenario.model import Practice, Scenario

Bundle = Sequence[Answers]

_atlas: Atlas | None = None
"""In a process of its own, what it walks in."""


def tallies(
    atlas: Atlas, bundles: Iterable[Bundle], cores: int, patience: float
) -> Iterator[Tally]:
    """Yield what each bundle of paths comes to, in order.

    Args:
        cores: how many processes may work; with 1, none is started.
        patience: seconds to work alone first. Starting others costs more than a small
            scenario takes.
    """
    rest = iter(bundles)
    alone_until = time.monotonic() + patience
    for bundle in rest if cores < 2 or patience > 0 else ():
        yield tally(atlas, bundle)
        if cores > 1 and time.monotonic() > alone_until:
            break
    if cores > 1:
        yield from _together(atlas, rest, cores)


def _together(atlas: Atlas, bundles: Iterator[Bundle], cores: int) -> Iterator[Tally]:
    first = list(islice(bundles, cores * 2))
    if not first:
        return
    before = set(active_children())
    try:
        with _deaf_to_interrupts():
            crew = ProcessPoolExecutor(
                cores, get_context("spawn"), _start, (atlas.scenario, atlas.practices)
            )
            waiting = deque((bundle, crew.submit(_walk, bundle)) for bundle in first)
    except (OSError, ImportError):  # no shared memory here, or no processes to be had
        for bundle in (*first, *bundles):
            yield tally(atlas, bundle)
        return
    try:
        while waiting:
            bundle, future = waiting.popleft()
            result = _result(future)
            yield result if result is not None else tally(atlas, bundle)
            for more in bundles:
                try:
                    waiting.append((more, crew.submit(_walk, more)))
                except (BrokenExecutor, RuntimeError):
                    waiting.append((more, Future()))
                    waiting[-1][1].cancel()
                break
    except BaseException:
        # Interrupted, or a mistake: nobody waits for what is still being walked.
        crew.shutdown(wait=False, cancel_futures=True)
        for child in set(active_children()) - before:
            child.terminate()
        raise
    crew.shutdown()


def _result(future: Future[Tally]) -> Tally | None:
    """What another process found; None where it was ended, and we walk the paths ourselves."""
    if future.cancelled():
        return None
    try:
        return future.result()
    except BrokenExecutor:
        return None


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes that leave Ctrl+C to us: they take over what we do with it now."""
    try:
        ours = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread, so no interrupt comes here either
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, ours)


def _start(scenario: Scenario, practices: Mapping[str, Practice]) -> None:
    global _atlas  # one process, one scenario
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _atlas = Atlas(scenario, practices)


def _walk(bundle: Bundle) -> Tally:
    assert _atlas is not None
    return tally(_atlas, bundle)
