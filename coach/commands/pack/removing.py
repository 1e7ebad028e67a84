"""`coach pack remove`: a pack is taken away, once the person has seen what goes and what stays."""

from __future__ import annotations

import argparse

from coach.commands.data.asking import agreed
from coach.commands.pack import Say
from coach.commands.pack.telling import head, scenarios
from coach.errors import CoachError
from coach.language import _
from coach.packs import shelf
from coach.scenario import installed
from coach.scenario.rules import is_id


def run(options: argparse.Namespace, say: Say) -> int:
    """Show what goes and what stays, ask, and take the pack away."""
    name = options.name.strip().rstrip("/")
    try:
        added = installed.pack(name)
    except CoachError:
        if not is_id(name) or name not in {one.name for one in installed.unusable()}:
            raise
        say(_("The pack “{id}” is damaged: what it has can't be told.").format(id=name))
    else:
        say(head(added))
        for line in scenarios(added):
            say(line)
    say("")
    say(_("What you wrote with it stays. Without the pack it can't be opened; add the pack again,"))
    say(_("and it opens as it was."))
    if not agreed(options, _("Remove it? (y/N)")):
        say(_("Nothing was removed."))
        return 1
    shelf.remove(name)
    say(_("Removed."))
    return 0
