"""The rehearsals of a pack, each looked at with its scenario, its samples and what all share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coach.author.check.checked import Checked, problem
from coach.author.check.one_rehearsal import (
    MOST_FAMILIES,
    Beside,
    check_card_names,
    rehearsal_problems,
    sift_reactions,
)
from coach.author.check.pack import File, Pack
from coach.author.check.suppress import settled
from coach.errors import CoachError
from coach.interview.answer_file import sift_answers
from coach.interview.path import Path as Along
from coach.interview.path import path as path_of
from coach.language import _
from coach.scenario import library
from coach.scenario.findings import Findings
from coach.scenario.model import Practice, Scenario
from coach.scenario.rehearsal import ReactionsFile
from coach.scenario.source import read_text


class Rehearsals:
    """Looks at the rehearsals of a pack.

    Args:
        practices: what may be cited; None leaves that unchecked.
        ours: it is the pack that comes with Coach, whose `reactions.toml` everybody shares.
    """

    def __init__(
        self,
        pack: Pack,
        checked: Checked,
        practices: Mapping[str, Practice] | None,
        *,
        ours: bool,
    ) -> None:
        self.pack = pack
        self.checked = checked
        self.practices = practices
        self.shared = self._shared(ours)
        self.left: dict[str, File] = {file.scenario: file for file in pack.of("rehearsal")}

    def _shared(self, ours: bool) -> ReactionsFile | None:
        own: ReactionsFile | None = None
        for file in self.pack.of("reactions"):
            text = self.checked.read(file.path, file.shown)
            if text is None:
                continue
            sifted = sift_reactions(text, file.shown, self.practices)
            self.checked.problems += settled(sifted)
            own = sifted.value if not sifted.findings.errors else None
            if not ours:
                self.checked.problems.append(
                    problem(
                        "E612",
                        _("nobody reads this: rehearsals share the reactions that come with Coach"),
                        file.shown,
                        _("Put what is your scenario's own into rehearsal/ID.toml."),
                        warning=True,
                    )
                )
        return own if ours else shared_reactions()

    def further(self, scenario: Scenario, cards: Findings) -> None:
        """Look at the rehearsal of a scenario, and at what its reply cards bring into it."""
        file = self.left.pop(scenario.id, None)
        text = self._read(file)
        if file is None or text is None:
            if file is None and self.shared is not None:
                known = {reaction.id for reaction in self.shared.reaction}
                check_card_names(scenario, cards, known)
            return
        families = tuple(families_of(self.pack, scenario)) if not cards.errors else ()
        beside = Beside(scenario, self.shared, self.practices, families, cards)
        self.checked.problems += rehearsal_problems(text, file.shown, beside, file.scenario)

    def others(self) -> None:
        """Look at the rehearsals of scenarios that have errors: at the files themselves."""
        for id, file in self.left.items():
            text = self._read(file)
            if text is not None:
                self.checked.problems += rehearsal_problems(text, file.shown, None, id)
        self.left = {}

    def _read(self, file: File | None) -> str | None:
        if file is None or self.checked.full:
            return None
        return self.checked.read(file.path, file.shown)


def families_of(pack: Pack, scenario: Scenario) -> Iterator[tuple[str, Along]]:
    """Yield the samples of a scenario that get to its end, as many as are looked at.

    What is wrong with others is told where they stand.
    """
    samples = [file for file in pack.of("sample") if file.scenario == scenario.id]
    for file in samples[:MOST_FAMILIES]:
        try:
            sifted = sift_answers(read_text(file.path), file.shown, scenario)
        except CoachError:
            continue
        if sifted.value is not None and not sifted.findings.errors:
            along = path_of(scenario, sifted.value)
            if along.finished:
                yield file.path.stem, along


def shared_reactions() -> ReactionsFile | None:
    """Return the reactions that come with Coach; None where they can't be read."""
    try:
        return library.reactions()
    except CoachError:
        return None
