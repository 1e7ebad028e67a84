"""What a changed scenario means for a session begun before, in sentences for both faces."""

from __future__ import annotations

from collections.abc import Iterable

from coach.guide.guide import Guide
from coach.language import _
from coach.scenario.text import clean_line


def news(guide: Guide) -> tuple[str, ...]:
    """Return what is kept, needs another look, is new and is set aside, one sentence each.

    Returns:
        Nothing where the scenario is as it was, or where nothing was answered before.
    """
    found = guide.changes
    if found.none or not guide.answers:
        return ()
    titles = {line.step: line.title for line in guide.outline() if line.step}

    def named(ids: Iterable[str]) -> str:
        return "; ".join(clean_line(titles.get(id, id)) for id in ids)

    said = [_("Answers kept: {count}.").format(count=len(found.kept))]
    if found.doubtful:
        said.append(_("Needs another look: {names}.").format(names=named(found.doubtful)))
    if found.new:
        said.append(_("New questions: {names}.").format(names=named(found.new)))
    aside = len(found.parked) + len(found.gone)
    if aside:
        said.append(_("Set aside, in case they are needed: {count}.").format(count=aside))
    return tuple(said)
