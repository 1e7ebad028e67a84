"""How the tone score agrees with people, beside other programs, in one run; and how fast it is.

Spearman's rank correlation with the human score on the dev parts. Held out means: learnt
without any text or score of that source.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figure import Figure, milliseconds, percentile
from bench.tone.rated import SOURCES, Rated, rated

LIMITS = {
    ("politeness", "wikipedia"): 0.58,
    ("politeness", "stack-exchange"): 0.50,
    ("receptiveness", "receptiveness"): 0.42,
    ("overall", "wikipedia"): 0.53,
    ("overall", "stack-exchange"): 0.46,
    ("overall", "receptiveness"): 0.37,
}
VADER = {"wikipedia": 0.32, "stack-exchange": 0.15, "receptiveness": 0.15}
"""VADER on the whole sets: what a score has to pass that never saw the source."""
_LETTER = (
    "I am writing about Leo. On Monday at pick-up he was in tears and would not say why. You "
    "never answer my emails and he always comes out upset. Could you tell me what you have seen "
    "in class? At home we practise reading for ten minutes each night, number {n}. "
)


def tone(_folder: Path, rounds: int) -> list[Figure]:
    """Measure agreement, then time."""
    return [*agreements(), *speed(rounds)]


# ------------------------------------------------------------------ agreement


def agreements() -> list[Figure]:
    """Return each part of the score on each dev part, beside the others."""
    beside = references()
    found = []
    for source in SOURCES:
        rows = rated(source, "dev")
        others = " · ".join(
            f"{name} {correlation(rows, read(rows)):.2f}" for name, read in beside.items()
        )
        for part, reads in ours().items():
            limit = LIMITS.get((part, source))
            if limit is not None:
                found.append(
                    Figure(
                        f"agreement with people, {source}: {part}",
                        correlation(rows, reads(rows)),
                        limit,
                        "ρ",
                        others,
                        least=True,
                    )
                )
        held = correlation(rows, held_out(source)(rows))
        found.append(
            Figure(
                f"the same, learnt without {source}: overall, without rules",
                held,
                VADER[source],
                "ρ",
                "beside VADER on the whole set",
                least=True,
            )
        )
    return found


Reads = Callable[[Sequence[Rated]], Sequence[float]]


def correlation(rows: Sequence[Rated], read: Sequence[float]) -> float:
    """Return Spearman's rank correlation with the human scores."""
    return spearman(read, [row.score for row in rows])


def spearman(values: Sequence[float], others: Sequence[float]) -> float:
    """Return the rank correlation of two rows of numbers; 0 where one of them never changes."""
    a, b = ranks(values), ranks(others)
    if len(set(a)) < 2 or len(set(b)) < 2:
        return 0.0
    return statistics.correlation(a, b)


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each; equals share theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for one in order[at:end]:
            found[one] = (at + end - 1) / 2
        at = end
    return found


def ours() -> Mapping[str, Reads]:
    """Return the parts of our score, by name."""
    from coach.tone.review import review

    def part(name: str) -> Reads:
        return lambda rows: [getattr(review(row.text).scores, name) for row in rows]

    return {name: part(name) for name in ("politeness", "receptiveness", "overall")}


def references() -> Mapping[str, Reads]:
    """Return what we are measured beside, by name."""
    import textblob
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    CheckRegistry().register_many(__register__)

    def flags(text: str) -> float:
        return -float(len(LintFile("text", text).lint()))

    return {
        "VADER": lambda rows: [vader.polarity_scores(row.text)["compound"] for row in rows],
        "TextBlob": lambda rows: [textblob.TextBlob(row.text).sentiment.polarity for row in rows],
        "proselint": lambda rows: [flags(row.text) for row in rows],
        "bag of words": bag_of_words(),
    }


def bag_of_words() -> Reads:
    """Return words and pairs, all of them, learnt from all train parts at once."""
    import numpy as np

    from bench.tone.train import Read, ridge, size

    read = [Read(rated(source, "train")) for source in SOURCES]
    counts: Counter[str] = sum((one.counts() for one in read), Counter())
    words = {gram: n for n, gram in enumerate(g for g, count in counts.items() if count >= 5)}
    rows = np.vstack([one.matrix(words) for one in read])
    scores = np.concatenate([one.scores for one in read])
    weights, bias = ridge(rows / size(rows), scores, 3.0)
    weights = weights / size(rows)
    return lambda texts: list(Read(texts).matrix(words) @ weights + bias)


def held_out(source: str) -> Reads:
    """Return the overall mix, learnt without `source`."""
    from bench.tone.train import REPLIES, REQUESTS, politeness, receptiveness
    from coach.tone.feeling import feeling
    from coach.tone.score import mixed

    requests = [one for one in REQUESTS if one != source]
    polite = politeness(requests, () if source == REPLIES else (REPLIES,))
    receptive = None if source == REPLIES else receptiveness(requests)

    def read(rows: Sequence[Rated]) -> list[float]:
        p = applied(polite, rows)
        r = applied(receptive, rows) if receptive else [0.0] * len(rows)
        warm = [feeling(row.sentences) for row in rows]
        return [mixed(*parts) for parts in zip(p, r, warm, strict=True)]

    return read


def applied(learnt: Mapping[str, Any], rows: Sequence[Rated]) -> list[float]:
    """Return what weights say of texts."""
    import numpy as np

    from bench.tone.train import Read

    read = Read(rows)
    words = {gram: n for n, gram in enumerate(learnt["weights"])}
    found = read.matrix(words) @ np.array(list(learnt["weights"].values())) + learnt["bias"]
    families = learnt.get("families", {})
    if families:
        found = found + read.families(list(families)) @ np.array(list(families.values()))
    return [float(one) for one in found]


# ------------------------------------------------------------------ time


def speed(rounds: int) -> list[Figure]:
    """Return how long a letter, a changed sentence and the import take."""
    from coach.tone.load import bundled
    from coach.tone.review import review

    book = bundled()
    letter = "Dear Ms. Okafor,\n\n" + "".join(_LETTER.format(n=n) for n in range(6)) + "\n\nRosa"
    review(letter)

    def whole(n: int) -> float:
        book.finds.cache_clear()
        return _taken(lambda: review(letter.replace("Monday", f"Monday {n}")))

    def changed(n: int) -> float:
        return _taken(lambda: review(letter.replace("number 5", f"number {n} and more")))

    letters = [whole(n) for n in range(rounds)]
    sentences = [changed(n) for n in range(rounds)]
    imports = [_import() for _n in range(7)]
    return [
        Figure(
            f"tone of a letter of {len(letter.split())} words: 95 in 100",
            percentile(letters, 95) * 1000,
            5,
            "ms",
            f"median {milliseconds(statistics.median(letters))}",
        ),
        Figure(
            "tone, one sentence of it changed: median",
            statistics.median(sentences) * 1000,
            1,
            "ms",
        ),
        Figure(
            "import coach.tone.review, over a Python that does nothing",
            statistics.median(imports) * 1000,
            50,
            "ms",
        ),
    ]


def _taken(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _import() -> float:
    def run(code: str) -> float:
        return _taken(lambda: subprocess.run([sys.executable, "-c", code], check=True))

    nothing = run("pass")
    return run("import coach.tone.review") - nothing
