"""The same work on every core: the same sums, sooner.

Work goes out in small bundles and comes back as tallies, which are added in the order in
which the bundles were made. So what comes out does not hang on who was quick.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context
from types import TracebackType
from typing import Any, Generic, TypeVar

B = TypeVar("B")
T = TypeVar("T")

_work: Callable[[Any], Any] | None = None
"""In a process of its own, what it does with a bundle."""


class Crew(Generic[B, T]):
    """Does the same with many bundles, on several cores where it takes long enough.

    Args:
        work: what is done with a bundle; it goes to other processes by being pickled.
        cores: how many processes may work; with 1, none is started.
        patience: seconds to work alone first. Starting others costs more than a small
            scenario takes.
    """

    def __init__(self, work: Callable[[B], T], cores: int, patience: float) -> None:
        self.work = work
        self.cores = cores
        self.alone_until = time.monotonic() + patience if patience > 0 else 0.0
        self._pool: ProcessPoolExecutor | None = None
        self._nobody_comes = cores < 2
        self._sent = 0
        self._before = set(active_children())

    def __enter__(self) -> Crew[B, T]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is None:
            return
        if error is None:
            self._pool.shutdown()
            return
        # Interrupted, or a mistake: nobody waits for what is still being done.
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in set(active_children()) - self._before:
            child.terminate()

    def results(self, bundles: Iterable[B]) -> Iterator[T]:
        """Yield what each bundle comes to, in order."""
        rest = iter(bundles)
        while self._nobody_comes or (self._pool is None and time.monotonic() < self.alone_until):
            bundle = next(rest, None)
            if bundle is None:
                return
            yield self.work(bundle)
        yield from self._together(rest)

    def _together(self, bundles: Iterator[B]) -> Iterator[T]:
        waiting = deque(
            (bundle, self._submit(bundle)) for bundle in islice(bundles, self.cores * 2)
        )
        while waiting:
            bundle, future = waiting.popleft()
            result = _result(future)
            yield result if result is not None else self.work(bundle)
            for more in islice(bundles, 1):
                waiting.append((more, self._submit(more)))

    def _submit(self, bundle: B) -> Future[T] | None:
        """Give a bundle to another process; None where there is none to take it."""
        if self._nobody_comes:
            return None
        self._sent += 1
        try:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self.cores, get_context("spawn"), _start, (self.work,)
                )
            if self._sent > self.cores * 2:
                return self._pool.submit(_do, bundle)
            with _deaf_to_interrupts():  # while they are started, one by one
                return self._pool.submit(_do, bundle)
        except (OSError, ImportError):  # no shared memory here, or no processes to be had
            self._nobody_comes = True
        except (BrokenExecutor, RuntimeError):
            pass
        return None


def _result(future: Future[T] | None) -> T | None:
    """What another process found; None where there was none, and we do the work ourselves."""
    if future is None or future.cancelled():
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


def _start(work: Callable[[Any], Any]) -> None:
    global _work  # one process, one work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = work


def _do(bundle: Any) -> Any:
    assert _work is not None
    return _work(bundle)
