"""What a pack may not have, for it is Coach's: ids of ours, the help card, the warning signs.

And what it must say of itself before it can be passed on: whose it is, and on which terms.
"""

from __future__ import annotations

from collections.abc import Iterable

from coach.author.check.checked import problem
from coach.author.check.pack import Pack
from coach.errors import Problem
from coach.language import _
from coach.scenario import library, model
from coach.scenario.content import FactsFile, PracticesFile
from coach.scenario.findings import Findings
from coach.scenario.places import Key
from coach.scenario.rules import is_id

ID_OF_OURS = "coach"
"""The id of the pack that comes with Coach."""


def meant_for_ours(pack: Pack) -> tuple[Problem, ...]:
    """Return a problem for each whole file that only Coach may have."""
    found: list[Problem] = []
    for file in (*pack.of("help"), *pack.of("signs")):
        found.append(
            problem(
                "E614",
                _("nobody reads this: urgent help and warning signs are Coach's alone"),
                file.shown,
                _("Take it out. What a scenario needs to say of help, say in a note step."),
                warning=True,
            )
        )
    ours = library.ids()
    for file in pack.of("scenario"):
        if file.path.stem in ours:
            found.append(
                problem(
                    "E615",
                    _("“{id}” belongs to Coach already").format(id=file.path.stem),
                    file.shown,
                    _("Give it another id, and its file another name. What there is: coach list"),
                )
            )
    return tuple(found)


def check_theirs(value: model.Shape, findings: Findings) -> None:
    """Find ids of ours among a pack's practices and facts, and what its head leaves out."""
    match value:
        case PracticesFile():
            own = [(each.id, ("practice", n, "id")) for n, each in enumerate(value.practice)]
            _ids_of_ours(own, frozenset(library.practices()), findings)
        case FactsFile():
            told = [(each.id, ("fact", n, "id")) for n, each in enumerate(value.fact)]
            _ids_of_ours(told, frozenset(library.facts()), findings)
        case model.Pack():
            _ids_of_ours([(value.id, ("id",))], frozenset({ID_OF_OURS}), findings)
            _is_an_id(value.id, findings)
            _says_whose(value, findings)
        case _:
            pass


def _is_an_id(id: str, findings: Findings) -> None:
    """What a pack is called is the name of a folder, and begins what is typed for a scenario."""
    if not is_id(id):
        findings.add(
            "E302",
            _("“{id}” can't be an id").format(id=id[:60]),
            ("id",),
            _("Use a-z, 0-9 and single hyphens, as in our-school."),
        )


def _ids_of_ours(ids: Iterable[tuple[str, Key]], ours: frozenset[str], findings: Findings) -> None:
    for id, path in ids:
        if id in ours:
            findings.add(
                "E615",
                _("“{id}” belongs to Coach already").format(id=id[:60]),
                path,
                _("Give it an id of your own: Coach's stays what it is."),
            )


def _says_whose(value: model.Pack, findings: Findings) -> None:
    missing = [key for key in ("author", "license") if not getattr(value, key).strip()]
    if missing:
        keys = " ".join(f'{key} = "…"' for key in missing)
        findings.warn(
            "E613",
            _("this pack doesn't say whose it is and how others may use it"),
            ("id",),
            _("Before you pass it on, write {keys}. Nobody can add it without.").format(keys=keys),
        )
