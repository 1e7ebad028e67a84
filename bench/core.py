"""How long the core takes: composing, and putting a session on the disk."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bench.figure import Figure
from coach.casebook.store import Casebook, Unsaved
from coach.guide.guide import Guide
from coach.interview.answer_file import sample_answers
from coach.scenario.library import find, sample_names


def core(folder: Path, rounds: int) -> list[Figure]:
    """Measure what happens between a key and the preview, and at the end of an answer."""
    scenario = find("first-contact")
    guides = []
    for name in sample_names(scenario.id):
        guide = Guide(scenario, Unsaved().create(scenario.id))
        guide.adopt(sample_answers(scenario, name))
        guide.go("loves")
        guides.append(guide)

    def typed(at: int) -> Callable[[], object]:
        guide = guides[at % len(guides)]
        guide.draft(f"building with blocks, take {at}")
        return guide.preview

    with Casebook(folder / "core" / "sessions").create(scenario.id) as keeper:
        kept = Guide(scenario, keeper)
        kept.adopt(sample_answers(scenario, "leo"))
        kept.go("loves")

        def saved(at: int) -> Callable[[], object]:
            kept.draft(f"building with blocks, take {at}")
            return kept.keep_drafts

        composing = clocked(typed, rounds * 20)
        saving = clocked(saved, rounds * 5)
    outcome = f"every letter, point and card of {len(guides)} samples, with a draft"
    return [
        Figure(
            "composing a whole message", statistics.median(composing) * 1000, 2.0, "ms", outcome
        ),
        Figure("saving a session, to the disk", statistics.median(saving) * 1000, None, "ms"),
    ]


def clocked(prepare: Callable[[int], Callable[[], object]], times: int) -> list[float]:
    """Return how long what `prepare` returns takes, each time on something new."""
    taken = []
    for at in range(times):
        act = prepare(at)
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return taken[len(taken) // 10 :]
