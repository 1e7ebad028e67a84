"""What is done with a bundle, in this process or in another: paths are walked, talks are played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from coach.author.cover.atlas import Atlas
from coach.author.cover.talks.stage import Script, Stage
from coach.author.cover.talks.tally import Talks, Trial, tally_talks
from coach.author.cover.tally import Tally, tally
from coach.interview.answers import Answers
from coach.scenario.model import Practice, Scenario

Bundle = Sequence[Answers] | Sequence[Trial]
"""Paths that are walked together, or talks that are played together."""


class Work:
    """Walks paths and plays talks of one scenario.

    Args:
        practices: every practice by id.
        script: what is rehearsed; None where nothing is.
    """

    def __init__(
        self,
        scenario: Scenario,
        practices: Mapping[str, Practice],
        script: Script | None = None,
    ) -> None:
        self.scenario = scenario
        self.practices = dict(practices)
        self.script = script

    def __reduce__(self) -> tuple[object, ...]:
        # Another process makes its own atlas and stage: they are larger than what they come from.
        return Work, (self.scenario, self.practices, self.script)

    @cached_property
    def atlas(self) -> Atlas:
        """What paths are walked in."""
        return Atlas(self.scenario, self.practices)

    @cached_property
    def stage(self) -> Stage:
        """What talks are played on."""
        assert self.script is not None
        return Stage(self.script)

    def __call__(self, bundle: Bundle) -> Tally | Talks:
        """Return what a bundle comes to."""
        if bundle and isinstance(bundle[0], Trial):
            return tally_talks(self.stage, bundle)  # type: ignore[arg-type]  # all are of a kind
        return tally(self.atlas, bundle)  # type: ignore[arg-type]  # likewise


class Works:
    """The work of several scenarios: each bundle says whose it is.

    Args:
        works: by the id of the scenario.
    """

    def __init__(self, works: Mapping[str, Work]) -> None:
        self.works = dict(works)

    def __call__(self, bundle: tuple[str, Bundle]) -> Tally | Talks:
        """Return what a bundle comes to."""
        id, rest = bundle
        return self.works[id](rest)
