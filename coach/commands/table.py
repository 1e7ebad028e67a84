"""Every command there is: what `coach --help` says of it, and the module that does it.

One module is imported, and only when one of its commands was typed. So a command costs those
who did not ask for it nothing, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable

from coach.language import _


class Command:
    """One command. (No NamedTuple: `coach --help` has no time for `typing`.)

    Attributes:
        name: what is typed.
        module: where it is. It has `add(commands)`, which says what it takes and imports
            nothing heavy, and `run(options, say)`, which returns the exit code.
        help: one line.
    """

    __slots__ = ("help", "module", "name")

    def __init__(self, name: str, module: str, help: str) -> None:
        self.name, self.module, self.help = name, module, help


COMMANDS = (
    Command("run", "coach.commands.sittings", _("start a scenario")),
    Command("resume", "coach.commands.sittings", _("carry on where you stopped")),
    Command("list", "coach.commands.scenarios", _("the scenarios there are")),
    Command("show", "coach.commands.scenarios", _("what a scenario asks and what it makes")),
    Command("rehearse", "coach.commands.rehearse", _("practice the talk before it counts")),
    Command("present", "coach.commands.present", _("a scenario before a room, one idea at a time")),
    Command("tone", "coach.commands.tone", _("how a draft will land, sentence by sentence")),
    Command("moves", "coach.commands.moves", _("what each line of a talk did")),
    Command("desk", "coach.commands.desk", _("a coach's families: who comes next, and an hour")),
    Command("workshop", "coach.commands.workshop", _("plan a workshop; show what people wrote")),
    Command("export", "coach.commands.export", _("save, print or pass on what is kept")),
    Command("handout", "coach.commands.handout", _("sheets and cards to print, for a room")),
    Command("bundle", "coach.commands.bundle", _("a family's file, for another Coach to open")),
    Command("open", "coach.commands.bundle", _("open such a file: what is new is added")),
    Command("lock", "coach.commands.lock", _("a passphrase for all that is kept")),
    Command("data", "coach.commands.data", _("where your data is; copy, bring in, delete, check")),
    Command("pack", "coach.commands.pack", _("scenarios from others: add, list, remove, check")),
    Command("check", "coach.commands.author", _("what is wrong with a scenario or a pack")),
    Command("cover", "coach.commands.author", _("try every branch of a scenario, and its talks")),
    Command("coverage", "coach.commands.author", _("which practices each scenario teaches")),
    Command("graph", "coach.commands.author", _("a picture of a scenario's branches")),
    Command("new", "coach.commands.author", _("start a scenario of your own")),
    Command("watch", "coach.commands.author", _("see what comes of a scenario as you write it")),
)
"""In the order in which they are listed: for everyone, for what is kept, for authors."""


def module_of(name: str | None) -> str:
    """Return the module of the command `name`; None is `coach` alone."""
    return next((one.module for one in COMMANDS if one.name == name), COMMANDS[0].module)


def typed(arguments: Iterable[str]) -> str:
    """Return the command among `arguments`, or "": nothing that stands before it takes a value."""
    first = next((one for one in arguments if not one.startswith("-")), "")
    return first if any(one.name == first for one in COMMANDS) else ""
