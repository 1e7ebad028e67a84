"""Learn the weights of the tone score again: `make weights`.

Ridge regression on words and word pairs (Hoerl and Kennard 1970). Politeness is learnt from
both sets of requests, receptiveness from the replies, with families of words beside the
pairs. A word is taken only where it is found in other sources too, and words that merely
tell the topic are left out. The strength of the ridge was chosen by ten-fold
cross-validation on the training parts. The same data give the same file, byte for byte.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from bench.tone.rated import SOURCES, Rated, rated
from coach.tone.feeling import lexicon
from coach.tone.learnt import FAMILIES, FILE, Seen, grams, of_families, seen, share

Array = Any
"""Of numpy, which is not among what develops Coach: requirements-tone.txt has it."""
REQUESTS, REPLIES = SOURCES[:2], SOURCES[2]
RIDGE = {"politeness": 3.0, "receptiveness": 4.0}
BREVITY = -0.25
"""What shortness takes off receptiveness, in deviations for each unit of `short_of`, and is
given back: a text of ten words has no room for hedges. Chosen so that the score of short
texts goes less with their length, while that of replies keeps its agreement with people."""
DIGITS = 3

TOPIC = frozenset(
    "wikipedia wiki wikiproject article articles page pages edit edits edited editing editor "
    "editors admin admins administrator administrators delete deleted deleting deletion redirect "
    "redirects revert reverted reverting reverts template templates user users username talk "
    "talkpage vandal vandalism vandals barnstar namespace infobox category categories afd rfa "
    "csd prod blp npov pov citation citations cite cited sock sockpuppet block blocked unblock "
    "ban banned stub lead image images photo picture upload uploaded copyright license "
    "code codes coding function functions variable variables string strings array arrays class "
    "classes object objects method methods query queries table tables column columns row rows "
    "database server servers client file files folder folders directory server script scripts "
    "java javascript python php html css sql mysql jquery ajax xml json api url urls http link "
    "links website site sites browser android iphone windows linux mac ubuntu app apps "
    "application applications version versions error errors bug debug compile compiler run "
    "running output input data thread threads loop index key keys value values type types test "
    "tests library libraries framework program programs programming stack overflow "
    "so stackoverflow post posts posted posting tag tags question questions answer answers "
    "answered downvote upvote vote votes accept accepted accepting comment comments "
    "police cop cops officer officers shooting shot gun guns black white race racial racism "
    "minority minorities trump obama clinton president republican republicans democrat "
    "democrats liberal liberals conservative conservatives government law laws abortion women "
    "woman men man rape assault sexual victim victims crime crimes criminal criminals vaccine "
    "vaccines vaccination confederate statue statues monument monuments flag history war "
    "campus campuses college colleges university universities student students athlete athletes "
    "tax taxes immigration immigrant immigrants border wall country america american americans "
    "media news death penalty innocent guilty evidence court process due body bodies health "
    "money pay paid job jobs society public state states federal rights "
    "english french german language languages book books music film movie song album band city "
    "school schools game games player team teams math equation formula physics".split()
) - frozenset("so question questions answer due process pay paid job key run running".split())
"""Words that mark where a sentence came from, and say nothing of how it reads."""

ABOUT = {
    "what": "Weights of words and word pairs for how a text reads (coach/tone/learnt.py).",
    "made by": "make weights (bench/tone/train.py), from bench/tone/data, train parts only.",
    "politeness": "Learnt from the Stanford Politeness Corpus, CC BY 4.0: "
    "Danescu-Niculescu-Mizil, Sudhof, Jurafsky, Leskovec and Potts, ACL 2013. "
    "Its texts were counted; none is here.",
    "receptiveness": "Learnt from the receptiveness ratings of the R package politeness, MIT, "
    "Yeomans, Kantor and Tingley; Yeomans, Minson, Collins, Chen and Gino 2020, "
    "doi 10.1016/j.obhdp.2020.03.011.",
    "these weights": "CC BY 4.0, as what they were learnt from; attribution as above.",
}


class Read:
    """Rated texts, read."""

    def __init__(self, rows: Sequence[Rated]) -> None:
        self.seen = [
            [seen(one) for one in row.sentences] or [Seen((), Counter(), Counter())] for row in rows
        ]
        self.scores = np.array([row.score for row in rows])

    def counts(self) -> Counter[str]:
        """Return in how many texts each word and pair stands."""
        found: Counter[str] = Counter()
        for one in self.seen:
            found.update(set().union(*(grams(sentence.tokens) for sentence in one)))
        return found

    def matrix(self, words: Mapping[str, int]) -> Array:
        """Return a row a text, a column a word or pair."""
        found = np.zeros((len(self.seen), len(words)))
        for n, one in enumerate(self.seen):
            for sentence in one:
                part = share(sentence.tokens) / len(one)
                for gram in grams(sentence.tokens):
                    at = words.get(gram)
                    if at is not None:
                        found[n, at] += part
        return found

    def families(self, names: Sequence[str]) -> Array:
        """Return a row a text, a column a family."""
        rows = [of_families(one) for one in self.seen]
        return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def told_topic(gram: str) -> bool:
    """Return whether a word or pair has a word of the topic in it."""
    return not TOPIC.isdisjoint(gram.split())


def vocabulary(take: Callable[[str], bool], *counts: Counter[str]) -> dict[str, int]:
    """Return the words and pairs that `take` takes, numbered."""
    every = sorted(set().union(*counts))
    return {gram: n for n, gram in enumerate(g for g in every if take(g) and not told_topic(g))}


def ridge(rows: Array, scores: Array, strength: float) -> tuple[Array, float]:
    """Return weights and bias of least squares with a price on large weights."""
    middle, mean = rows.mean(0), scores.mean()
    centred = rows - middle
    if centred.shape[1] <= centred.shape[0]:
        left = centred.T @ centred + strength * np.eye(centred.shape[1])
        weights = np.linalg.solve(left, centred.T @ (scores - mean))
    else:
        left = centred @ centred.T + strength * np.eye(centred.shape[0])
        weights = centred.T @ np.linalg.solve(left, scores - mean)
    return weights, float(mean - middle @ weights)


def size(rows: Array) -> float:
    """Return the root of the mean squared length of a row."""
    return float(np.sqrt((rows**2).sum() / len(rows)))


def politeness(sources: Sequence[str], others: Sequence[str] = ()) -> dict[str, Any]:
    """Learn politeness from the train parts of `sources`.

    Args:
        others: sources whose texts, not their scores, say which words are no topic.
    """
    read = [Read(rated(source, "train")) for source in sources]
    counts = [one.counts() for one in read]
    beside = [Read(rated(source, "train")).counts() for source in others]
    words = vocabulary(
        lambda gram: all(one[gram] >= 2 for one in counts) and all(one[gram] for one in beside),
        *counts,
    )
    rows = np.vstack([one.matrix(words) for one in read])
    scores = np.concatenate([_standard(one.scores) for one in read])
    weights, bias = ridge(rows / size(rows), scores, RIDGE["politeness"])
    weights = weights / size(rows)
    return _told(words, weights, bias, rows @ weights + bias)


def receptiveness(others: Sequence[str] = REQUESTS) -> dict[str, Any]:
    """Learn receptiveness from the train part of the replies; `others` as for politeness."""
    read = Read(rated(REPLIES, "train"))
    counts = read.counts()
    beside = [Read(rated(source, "train")).counts() for source in others]
    words = vocabulary(lambda gram: counts[gram] >= 3 and all(one[gram] for one in beside), counts)
    names = [
        *(f"{kind}: {name}" for name in FAMILIES for kind in ("how much", "whether")),
        *(f"feeling: {name}" for name in sorted(set(lexicon().classes.values()))),
    ]
    pairs, families = read.matrix(words), read.families(names)
    spread = families.std(0) + 1e-9
    steady = (families - families.mean(0)) / spread
    rows = np.hstack([pairs / size(pairs), steady / size(steady)])
    learnt, bias = ridge(rows, _standard(read.scores), RIDGE["receptiveness"])
    weights = learnt[: len(words)] / size(pairs)
    of_family = learnt[len(words) :] / size(steady) / spread
    bias -= float(families.mean(0) @ of_family)
    fitted = pairs @ weights + families @ of_family + bias
    scale = float(fitted.std())
    told = _told(words, weights, bias, fitted)
    told["brevity"] = BREVITY
    told["families"] = {
        name: round(float(weight) / scale, DIGITS)
        for name, weight in zip(names, of_family, strict=True)
    }
    return told


def _standard(scores: Array) -> Array:
    found: Array = (scores - scores.mean()) / scores.std()
    return found


def _told(words: Mapping[str, int], weights: Array, bias: float, fitted: Array) -> dict[str, Any]:
    """Return weights, scaled so that the fitted scores have mean 0 and deviation 1."""
    mean, scale = float(fitted.mean()), float(fitted.std())
    rounded = {gram: round(float(weights[n]) / scale, DIGITS) for gram, n in words.items()}
    return {
        "bias": round((bias - mean) / scale, DIGITS),
        "weights": {gram: weight for gram, weight in rounded.items() if weight},
    }


def main() -> None:
    """Learn, and write the file."""
    table = {
        "about": ABOUT,
        "politeness": politeness(REQUESTS),
        "receptiveness": receptiveness(),
    }
    FILE.write_text(
        json.dumps(table, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
