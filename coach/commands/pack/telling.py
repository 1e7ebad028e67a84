"""A pack in plain lines: whose it is, what it has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coach.language import _
from coach.scenario.evaluate import say_day
from coach.scenario.installed import Added
from coach.scenario.text import clean_line


def head(added: Added) -> str:
    """Return one line: what a pack is called, who wrote it, on which terms."""
    return _("{title} ({id}), by {author}. License: {license}").format(
        title=added.title, id=added.id, author=added.author, license=added.license
    )


def scenarios(added: Added) -> Iterator[str]:
    """Give what can be begun with a pack: two lines and the summary for each."""
    for one in added.scenarios:
        yield f"    {added.id}/{one.top.id}: {one.top.title}"
        if one.top.summary:
            yield f"        {one.top.summary}"
        said = [_("About {n} minutes.").format(n=one.top.minutes)]
        if one.samples:
            said.append(_("Samples: {names}.").format(names=", ".join(one.samples)))
        if one.rehearsed:
            said.append(_("It can be rehearsed."))
        yield "        " + " ".join(said)


def added_on(added: Added) -> str:
    """Return the day a pack was added, as it is said."""
    try:
        day = date.fromisoformat(added.on)
    except ValueError:  # an odd manifest
        return clean_line(added.on)[:20]
    return f"{say_day(day)} {day.year}"
