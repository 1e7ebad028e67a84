"""`coach pack list`: the packs there are, whose they are, and whether they are as they were."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import Any

from coach.commands.data.asking import files, size
from coach.commands.pack import Say
from coach.commands.pack.telling import added_on, head, scenarios
from coach.language import _
from coach.scenario import installed
from coach.scenario.installed import Added, Unusable


def run(options: argparse.Namespace, say: Say) -> int:
    """List the packs; return 0, or 1 where one of them can't be used as it is."""
    packs, broken = installed.every(), installed.unusable()
    changed = {added.id: installed.changed(added) for added in packs}
    if options.format == "json":
        rows = [_row(added, changed[added.id]) for added in packs]
        rows += [{"id": one.name, "usable": False, "why": one.why} for one in broken]
        say(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _in_text(packs, broken, changed, say)
    return 1 if broken or any(changed.values()) else 0


def _in_text(
    packs: Iterable[Added],
    broken: Iterable[Unusable],
    changed: dict[str, tuple[str, ...]],
    say: Say,
) -> None:
    if not packs and not broken:
        say(_("There is no pack yet. To add one: coach pack add FOLDER or FILE.zip"))
    for added in packs:
        say(head(added))
        for line in scenarios(added):
            say(line)
        say(
            "    "
            + _("Added on {day}. {files}, {size}.").format(
                day=added_on(added), files=files(len(added.files)), size=size(added.bytes)
            )
        )
        if changed[added.id]:
            say(
                "    "
                + _("Changed since it was checked, so not used: {names}.").format(
                    names=", ".join(changed[added.id][:5])
                )
            )
            say("    " + _("Add it again from where it came, or: coach pack remove NAME"))
    for one in broken:
        say(f"{one.name}: {one.why}")
        say("    " + _("Add it again from where it came, or: coach pack remove NAME"))


def _row(added: Added, changed: tuple[str, ...]) -> dict[str, Any]:
    return {
        "id": added.id,
        "title": added.title,
        "author": added.author,
        "license": added.license,
        "language": added.language,
        "added": added.on,
        "files": len(added.files),
        "bytes": added.bytes,
        "usable": not changed,
        "changed": list(changed),
        "scenarios": [
            {
                "id": f"{added.id}/{one.top.id}",
                "title": one.top.title,
                "summary": one.top.summary,
                "minutes": one.top.minutes,
                "samples": list(one.samples),
                "rehearsal": one.rehearsed,
            }
            for one in added.scenarios
        ],
    }
