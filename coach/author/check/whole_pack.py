"""A pack, looked at: each of its files, and what only all of them together can lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.author.check.checked import Checked, problem, shown
from coach.author.check.not_theirs import meant_for_ours
from coach.author.check.one_file import look_at, other_problems
from coach.author.check.one_sample import sample_problems
from coach.author.check.one_scenario import scenario_problems
from coach.author.check.pack import Pack, open_pack
from coach.author.check.suppress import settled
from coach.language import _
from coach.scenario import library
from coach.scenario.content import PracticesFile
from coach.scenario.findings import Findings
from coach.scenario.load import Sifted, sift_as
from coach.scenario.model import Practice, Scenario

if TYPE_CHECKING:
    from coach.author.check.pack_rehearsals import Rehearsals

FEWEST_SAMPLES = 1
FEWEST_SAMPLES_OF_OURS = 4

Scenarios = Mapping[str, Scenario | None]
"""The scenarios of a pack by id; None for one that has an error."""


def check_pack(root: Path, checked: Checked) -> None:
    """Check every file of a pack, and what it lacks."""
    pack = open_pack(root)
    checked.problems += pack.problems
    ours = _is_ours(root)
    if not ours:
        checked.problems += meant_for_ours(pack)
    own = _own_practices(pack, checked)
    practices = _practices(own, ours)
    scenarios = _scenarios(pack, checked, practices, _rehearsals(pack, checked, practices, ours))
    for file in pack.files:
        if file.role not in _LOOKED_AT and not checked.full:
            text = checked.read(file.path, file.shown)
            if text is not None:
                checked.problems += other_problems(
                    text, file.shown, file.role, checked.today, ours=ours
                )
    _samples(pack, checked, scenarios, FEWEST_SAMPLES_OF_OURS if ours else FEWEST_SAMPLES)
    if own is not None and not checked.full:
        if own.value is not None:
            check_taught(own.value, scenarios, own.findings)
        checked.problems += settled(own, whole=own.value is not None)


_LOOKED_AT = ("practices", "scenario", "sample", "reactions", "rehearsal")


def _rehearsals(
    pack: Pack, checked: Checked, practices: Mapping[str, Practice] | None, ours: bool
) -> Rehearsals | None:
    """Return what looks at a pack's rehearsals; None where it has none."""
    if not pack.of("reactions") and not pack.of("rehearsal"):
        return None
    from coach.author.check.pack_rehearsals import Rehearsals

    return Rehearsals(pack, checked, practices, ours=ours)


def _own_practices(pack: Pack, checked: Checked) -> Sifted[PracticesFile] | None:
    """Return the pack's own practices, not settled: whether they are taught is seen last."""
    for file in pack.of("practices"):
        text = checked.read(file.path, file.shown)
        if text is not None:
            sifted = sift_as(text, file.shown, PracticesFile)
            if sifted.value is not None:
                look_at(sifted.value, sifted.findings, checked.today, ours=_is_ours(pack.root))
            return sifted
    return None


def _practices(own: Sifted[PracticesFile] | None, ours: bool) -> Mapping[str, Practice] | None:
    """Return what may be cited; None where that is not known, for its file is damaged."""
    if own is None:
        return library.practices()
    if own.value is None:
        return None
    others = {} if ours else library.practices()
    return {**{each.id: each for each in own.value.practice}, **others}


def _scenarios(
    pack: Pack,
    checked: Checked,
    practices: Mapping[str, Practice] | None,
    rehearsals: Rehearsals | None,
) -> dict[str, Scenario | None]:
    files = pack.of("scenario")
    ids = tuple(dict.fromkeys((*library.ids(), *(file.path.stem for file in files))))
    facts = library.facts_for(pack.root)
    found: dict[str, Scenario | None] = {}
    for file in files:
        id = file.path.stem
        found[id] = None
        text = None if checked.full else checked.read(file.path, file.shown)
        if text is not None:
            found[id], problems = scenario_problems(
                text,
                file.shown,
                practices=practices,
                facts=facts,
                scenarios=ids,
                id=id,
                further=rehearsals.further if rehearsals is not None else None,
            )
            checked.problems += problems
    if rehearsals is not None:
        rehearsals.others()
    return found


def _samples(pack: Pack, checked: Checked, scenarios: Scenarios, fewest: int) -> None:
    counts = dict.fromkeys(scenarios, 0)
    for file in pack.of("sample"):
        counts[file.scenario] += 1
        scenario = scenarios[file.scenario]
        if checked.full or scenario is None:
            continue
        text = checked.read(file.path, file.shown)
        if text is not None:
            checked.problems += sample_problems(text, file.shown, scenario, file.path.stem)
    if any(each.code in ("E601", "E602", "E603") for each in pack.problems):
        return  # there may be samples among what was not read
    for file in pack.of("scenario"):
        count = counts[file.path.stem]
        if count < fewest:
            message = _("this scenario has {count} samples; it needs {fewest}")
            folder = shown(pack.root / "samples" / file.path.stem)
            checked.problems.append(
                problem(
                    "E606",
                    message.format(count=count, fewest=fewest),
                    file.shown,
                    _("Write a made-up family's answers: {folder}/NAME.toml.").format(
                        folder=folder
                    ),
                    warning=True,
                )
            )


def check_taught(file: PracticesFile, scenarios: Scenarios, findings: Findings) -> None:
    """Find practices that no scenario teaches, or that one does not which they name.

    Args:
        scenarios: those of the pack.
    """
    teach = {id: _cited(scenario) for id, scenario in scenarios.items() if scenario is not None}
    all_read = len(teach) == len(scenarios)
    for at, practice in enumerate(file.practice):
        if all_read and not any(practice.id in cited for cited in teach.values()):
            findings.warn(
                "E609",
                _("no scenario teaches “{id}”").format(id=practice.id),
                ("practice", at, "id"),
                _("Cite it where a step, a point, a card or a part does what it says."),
            )
            continue
        for number, id in enumerate(practice.scenarios):
            if id in scenarios and scenarios[id] is None:
                continue
            if practice.id not in teach.get(id, ()):
                findings.warn(
                    "E610",
                    _("“{practice}” is not taught in “{id}”").format(practice=practice.id, id=id),
                    ("practice", at, "scenarios", number),
                    _("Teach it there, or take that scenario out of the list."),
                )


def _cited(scenario: Scenario) -> frozenset[str]:
    shapes: Iterable[Any] = (
        *scenario.steps(),
        *scenario.part,
        *(part for message in scenario.message for part in message.part),
        *scenario.point,
        *scenario.card,
    )
    return frozenset(id for shape in shapes for id in shape.practice)


def _is_ours(root: Path) -> bool:
    try:
        return root.resolve() == library.folder().resolve()
    except (OSError, RuntimeError):
        return False
