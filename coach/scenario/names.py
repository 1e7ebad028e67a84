"""Do the names in a scenario mean anything? Templates, guards, and the practices they cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coach.language import _
from coach.scenario.compare import instead
from coach.scenario.findings import Findings
from coach.scenario.model import FIELDS, PRONOUN_WORDS, Card, Part, Point, Scenario, Step
from coach.scenario.nearest import nearest
from coach.scenario.places import Key
from coach.scenario.template import (
    GUARD_FILTERS,
    LONGEST,
    TemplateError,
    UnknownFilter,
    parse,
    parse_guard,
)
from coach.scenario.texts import Text, texts
from coach.scenario.tree import Compare, Expr, Filter, Literal, Name, expressions

RECORDS = frozenset(FIELDS) | frozenset(PRONOUN_WORDS)

# Tags and comments that are whole, and closing marks that are left over between them.
_TAGS = re.compile(
    r"""\{\#.*?\#\}|\{[{%](?:"[^"]*"|'[^']*'|[^"'])*?[%}]\}|(?P<stray>[}%]\})""", re.DOTALL
)


def check_names(
    scenario: Scenario,
    findings: Findings,
    practices: frozenset[str] | None = None,
    facts: frozenset[str] | None = None,
) -> None:
    """Find every template, guard and citation in `scenario` that can't mean what it says."""
    Names(scenario, findings).check(texts(scenario))
    if practices is not None:
        _check_practices(scenario, findings, practices)
    if facts is not None:
        _check_facts(scenario, findings, facts)


class Names:
    """What the names in texts mean that see the answers to a scenario.

    Args:
        findings: of the file that the texts stand in, which may be another one.
    """

    def __init__(self, scenario: Scenario, findings: Findings) -> None:
        self.scenario = scenario
        self.findings = findings
        self.steps: dict[str, Step] = {}
        self.order: dict[str, int] = {}
        self.filled: dict[str, int] = {}
        self.picks: dict[str, set[str]] = {}
        for number, step in enumerate(scenario.steps()):
            self.steps.setdefault(step.id, step)
            self.order.setdefault(step.id, number)
            if step.field:
                self.filled.setdefault(step.field, number)
                self.picks.setdefault(step.field, set()).update(
                    option.id for option in step.options
                )
        # A step whose id could not be read may be the very one that a name means.
        self.sure = "" not in self.steps

    def check(self, found: Iterable[Text]) -> None:
        """Find what is wrong with each of these texts."""
        for text in found:
            if self.findings.full:
                return
            self.text(text)

    def text(self, text: Text) -> None:
        """Find what is wrong with one text."""
        if text.is_guard:
            self.guard(text)
        elif "{" in text.text or "}" in text.text or len(text.text) > LONGEST:
            self.template(text)

    def template(self, text: Text) -> None:
        """Find a template that can't be read, and names in it that mean nothing."""
        try:
            body = parse(text.text)
        except TemplateError as error:
            self.unreadable(text, error)
            return
        self.stray(text)
        found = expressions(body)
        self.known(text, found)
        for used in found:
            if isinstance(used, Filter) and used.name in ("says", "label"):
                self.option_filter(text, used)

    def guard(self, text: Text) -> None:
        """Find a guard that can't be read, and names in it that mean nothing."""
        try:
            guard = parse_guard(text.text)
        except TemplateError as error:
            self.unreadable(text, error)
            return
        found = expressions(guard)
        self.known(text, found)
        for used in found:
            if isinstance(used, Filter) and used.name not in GUARD_FILTERS:
                self.findings.add(
                    "E204",
                    _("a guard can't use the filter “{name}”").format(name=used.name),
                    text.path,
                    _('Guards know {known}: when = "step|count > 1".').format(
                        known=", ".join(sorted(GUARD_FILTERS))
                    ),
                    offset=used.offset,
                )

    def unreadable(self, text: Text, error: TemplateError) -> None:
        """Say why a template or guard can't be read."""
        code = "E204" if isinstance(error, UnknownFilter) else "E201"
        self.findings.add(code, error.message, text.path, error.advice, offset=error.offset)

    def stray(self, text: Text) -> None:
        """Warn of a closing mark that closes nothing: the reader would see it."""
        for found in _TAGS.finditer(text.text):
            if found["stray"]:
                self.findings.warn(
                    "E201",
                    _("this closes nothing"),
                    text.path,
                    _("A value stands between {{ and }}, a tag between {% and %}."),
                    offset=found.start(),
                )
                return

    # -- names

    def known(self, text: Text, found: Sequence[Expr]) -> None:
        """Find names that mean nothing, and comparisons that always come out the same."""
        for name in found:
            if isinstance(name, Name):
                self.name(text, name)
        for compare in found:
            if not isinstance(compare, Compare):
                continue
            for one, other in ((compare.left, compare.right), (compare.right, compare.left)):
                if isinstance(other, Literal):
                    self.compared(text, compare, one, other)

    def name(self, text: Text, name: Name) -> None:
        """Find a name that no answer or record has."""
        if "." in name.key:
            self.record(text, name)
        elif name.key not in self.steps:
            if self.sure:
                self.findings.add(
                    "E202",
                    _("there is no step “{id}”").format(id=name.key),
                    text.path,
                    self.near(name.key, tuple(self.steps)),
                    offset=name.offset,
                )
        elif self.steps[name.key].private:
            self.findings.add(
                "E211",
                _("“{id}” is private: nothing else may read it").format(id=name.key),
                text.path,
                _("What is typed there never leaves the screen. Ask for it in a step of its own."),
                offset=name.offset,
            )
        elif text.before is not None and self.order[name.key] >= text.before:
            self.findings.add(
                "E203",
                _("“{id}” has no answer yet here: its step comes later").format(id=name.key),
                text.path,
                _("Move the step “{id}” up, or use an answer given before.").format(id=name.key),
                offset=name.offset,
            )

    def record(self, text: Text, name: Name) -> None:
        """Find a field that there is none of, or that is not filled yet."""
        if name.key not in RECORDS:
            self.findings.add(
                "E206",
                _("there is no field “{field}”").format(field=name.key),
                text.path,
                self.near(name.key, tuple(RECORDS)),
                offset=name.offset,
            )
        elif text.is_guard and name.key in PRONOUN_WORDS:
            self.findings.add(
                "E206",
                _("a guard can't read “{field}”").format(field=name.key),
                text.path,
                _("Compare child.pronouns instead: when = \"child.pronouns == 'they'\"."),
                offset=name.offset,
            )
        elif (
            text.is_guard
            and text.before is not None
            and self.filled.get(name.key, text.before) >= text.before
        ):
            self.findings.add(
                "E203",
                _("no step before this one fills “{field}”").format(field=name.key),
                text.path,
                _('Give an earlier step field = "{field}".').format(field=name.key),
                offset=name.offset,
            )

    def near(self, word: str, known: tuple[str, ...]) -> str:
        """Return the nearest of the known words, as advice."""
        return "" if self.findings.full else nearest(word[:60], known)

    def option_filter(self, text: Text, used: Filter) -> None:
        """Find `says` and `label` where there are no options."""
        if text.in_option:
            message = _("an option's own text can't use “{filter}”").format(filter=used.name)
            advice = _("Write the words out.")
        else:
            step = self.steps.get(used.expr.key) if isinstance(used.expr, Name) else None
            if step is not None and (step.options or step.kind in ("choice", "many")):
                return
            if isinstance(used.expr, Name) and step is None and "." not in used.expr.key:
                return  # E202 says it already
            message = _("“{filter}” works only right after the id of a step with options").format(
                filter=used.name
            )
            advice = _("Leave “|{filter}” out, or name a choice.").format(filter=used.name)
        self.findings.add("E207", message, text.path, advice, offset=used.offset)

    # -- comparisons

    def compared(self, text: Text, compare: Compare, one: Expr, literal: Literal) -> None:
        """Look at `one` compared with a literal: is there an answer for which it is true?"""
        if isinstance(one, Filter):
            if one.name == "count" and not isinstance(literal.value, int):
                self.never(text, literal, _("Compare a count with a number."))
            return
        if not isinstance(one, Name):
            return
        step = self.steps.get(one.key)
        picks = self.picks.get(one.key, set())
        if step is not None:
            picks = {option.id for option in step.options}
            if step.kind in ("choice", "many") and not picks:
                return  # E303 says it already
            advice = instead(step, compare, one, literal)
            if advice:
                self.never(text, literal, advice)
                return
        if picks:
            self.option(text, one, picks, literal)

    def never(self, text: Text, literal: Literal, advice: str) -> None:
        """Say that a comparison always comes out the same."""
        self.findings.warn(
            "E208",
            _("this comparison comes out the same whatever the answer"),
            text.path,
            advice,
            offset=literal.offset,
        )

    def option(self, text: Text, name: Name, picks: set[str], literal: Literal) -> None:
        """Find options that a comparison asks for and that a step has not."""
        asked = literal.value if isinstance(literal.value, tuple) else (literal.value,)
        at = literal.offset
        for pick in asked:
            if isinstance(pick, str) and pick not in picks:
                found = text.text.find(pick, at) if pick else at
                self.findings.add(
                    "E205",
                    _("“{id}” has no option “{pick}”").format(id=name.key, pick=pick),
                    text.path,
                    self.near(pick, tuple(picks)),
                    offset=found - 1 if found > at else at,
                )


def _check_practices(scenario: Scenario, findings: Findings, practices: frozenset[str]) -> None:
    citing: list[tuple[Step | Part | Point | Card, Key]] = [
        (step, ("section", at, "step", number))
        for at, section in enumerate(scenario.section)
        for number, step in enumerate(section.step)
    ]
    citing += [(point, ("point", at)) for at, point in enumerate(scenario.point)]
    citing += [(card, ("card", at)) for at, card in enumerate(scenario.card)]
    citing += _parts(scenario)
    for shape, path in citing:
        for at, practice in enumerate(shape.practice):
            if practice not in practices and not findings.full:
                findings.add(
                    "E209",
                    _("there is no practice “{id}”").format(id=practice),
                    (*path, "practice", at),
                    nearest(practice[:60], practices),
                )


def _check_facts(scenario: Scenario, findings: Findings, facts: frozenset[str]) -> None:
    for part, path in _parts(scenario):
        for at, fact in enumerate(part.facts):
            if fact not in facts and not findings.full:
                findings.add(
                    "E212",
                    _("there is no fact “{id}”").format(id=fact),
                    (*path, "facts", at),
                    nearest(fact[:60], facts),
                )


def _parts(scenario: Scenario) -> list[tuple[Part, Key]]:
    shared: list[tuple[Part, Key]] = [(part, ("part", at)) for at, part in enumerate(scenario.part)]
    return shared + [
        (part, ("message", at, "part", number))
        for at, message in enumerate(scenario.message)
        for number, part in enumerate(message.part)
    ]
