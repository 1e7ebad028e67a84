"""Do the names in reactions and answers mean anything? As for scenarios, with two more fields."""

from __future__ import annotations

from coach.author.check.rehearsing.words import Worded, words_of
from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.model import FORMAT, Scenario
from coach.scenario.names import RECORDS, Names
from coach.scenario.rehearsal import SAID_FIELDS, ReactionsFile, Rehearsal
from coach.scenario.template import TemplateError, parse
from coach.scenario.texts import Text
from coach.scenario.tree import Body, If, Name, Output, names

NO_SCENARIO = Scenario(format=FORMAT, id="", title="", summary="")


def check_words(
    file: ReactionsFile | Rehearsal, findings: Findings, scenario: Scenario | None
) -> None:
    """Find every template and guard that can't mean what it says.

    Args:
        scenario: the one whose answers may be named; None where every scenario shares them.
    """
    looking = _Said(scenario or NO_SCENARIO, findings, shared=scenario is None)
    for worded in words_of(file):
        if findings.full:
            return
        looking.look(worded)


class _Said(Names):
    def __init__(self, scenario: Scenario, findings: Findings, *, shared: bool) -> None:
        super().__init__(scenario, findings)
        self.shared = shared
        self.fields: frozenset[str] = frozenset()

    def look(self, worded: Worded) -> None:
        self.fields = worded.fields
        self.text(worded.text)
        if worded.maybe and "said." in worded.text.text:
            self.asks_first(worded)

    def name(self, text: Text, name: Name) -> None:
        if self.shared and "." not in name.key:
            self.findings.add(
                "E202",
                _("all scenarios share this, so it can't name a step: “{id}”").format(id=name.key),
                text.path,
                _("Name a record such as child.name, or put this into rehearsal/ID.toml."),
                offset=name.offset,
            )
            return
        super().name(text, name)

    def record(self, text: Text, name: Name) -> None:
        if name.key in self.fields:
            return
        if name.key in SAID_FIELDS:
            self.findings.add(
                "E214",
                _("nobody has said “{field}” here").format(field=name.key),
                text.path,
                self.elsewhere(name.key),
                offset=name.offset,
            )
        elif name.key in RECORDS:
            super().record(text, name)
        else:
            self.findings.add(
                "E206",
                _("there is no field “{field}”").format(field=name.key),
                text.path,
                self.near(name.key, (*RECORDS, *SAID_FIELDS)),
                offset=name.offset,
            )

    def asks_first(self, worded: Worded) -> None:
        """Find a text that shows what this line may not have had, and does not ask first."""
        try:
            body = parse(worded.text.text)
        except TemplateError:
            return  # it is told of already
        for name in _bare(body, frozenset()):
            if name.key in worded.maybe:
                self.findings.add(
                    "E214",
                    _("“{field}” may be empty here").format(field=name.key),
                    worded.text.path,
                    self.elsewhere(name.key),
                    offset=name.offset,
                )
                return

    def elsewhere(self, field: str) -> str:
        """Return where a field is known."""
        match field:
            case "said.day":
                return _('It is known in answers to = ["next-step"] and ["what-for"].')
            case "said.words":
                return _('It is known in answers to = ["absolute"].')
            case _:
                return _("It is known in what is said, not in guards or names.")


def _bare(body: Body, asked: frozenset[str]) -> list[Name]:
    """The names that are shown where no `if` around them has asked for them."""
    found: list[Name] = []
    for node in body:
        match node:
            case Output(expr):
                found += [name for name in names(expr) if name.key not in asked]
            case If(branches, orelse):
                for test, inside in branches:
                    found += _bare(inside, asked | {name.key for name in names(test)})
                found += _bare(orelse, asked)
            case _:
                pass
    return found
