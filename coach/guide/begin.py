"""The beginning of a sitting: with what the casebook knows, and what the one before has learned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coach.casebook.opened import Store
from coach.guide.guide import Guide
from coach.guide.keeper import Keeper
from coach.guide.known import card_in, known_in
from coach.interview.carried import carried
from coach.interview.path import Path
from coach.scenario.evaluate import Value
from coach.scenario.library import find


def begin(
    store: Store,
    keeper: Keeper,
    today: date,
    *,
    here: Path | None = None,
    said: Mapping[str, Value] | None = None,
) -> Guide:
    """Return a guide for an open session. A new one begins with what is known in its fields.

    Args:
        here: the path of the sitting from which one comes.
        said: answers to begin with, whatever else is known.

    Raises:
        CoachError: there is no such scenario any more, or the casebook can't be read.
    """
    session = keeper.session
    scenario = find(session.scenario)
    guide = Guide(scenario, keeper)
    guide.card = card_in(store, session.family)
    if not session.answers:
        known = known_in(store, scenario, session.family, today)
        names = carried(here, scenario) if here is not None else {}
        guide.begin_with({**known, **names, **(said or {})})
    return guide
