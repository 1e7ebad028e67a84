"""What all rehearsals share: is there any of it that no scenario's talks come by?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coach.author.cover.talks.goals import Goal, shared_goals
from coach.author.cover.talks.placed import Site
from coach.author.cover.talks.report import Play, Rehearsed, Unheard, aim, grouped

PlayFor = Callable[[str], Play]
"""Returns what plays talks of a scenario, by its id."""


def of_all(reports: Mapping[str, Rehearsed], seed: int, play: PlayFor) -> list[Unheard]:
    """Return what stands in `reactions.toml` and was said in no scenario.

    Talks are aimed at what is left in each scenario that has room for it, one after the other.

    Args:
        reports: what the talks of each scenario came to, by its id; more talks are added.
    """
    wanted: dict[Site, Goal] = {}
    heard: set[Site] = set()
    for rehearsed in reports.values():
        here = shared_goals(rehearsed.stage)
        wanted |= {goal.site: goal for goal in here}
        heard |= {goal.site for goal in here if rehearsed.reached(goal)}
    for id, rehearsed in reports.items():
        left = [goal for goal in shared_goals(rehearsed.stage) if goal.site not in heard]
        aim(rehearsed, left, seed, play(id))
        heard |= {goal.site for goal in left if rehearsed.reached(goal)}
    every = sorted(wanted.values(), key=lambda goal: _in_order(goal.site))
    missing = [goal for goal in every if goal.site not in heard]
    return grouped(every, missing, away=frozenset())


def _in_order(site: Site) -> tuple[int, ...]:
    """Sort as the file reads: reactions, then answers; the calm words first."""
    return tuple(_ORDER[key] if isinstance(key, str) else key for key in site.key)


_ORDER = {"reaction": 0, "answer": 1, "calm": 0, "tense": 1, "hot": 2, "then": 3}
