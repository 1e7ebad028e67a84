"""Guards as an author's tools see them: one test at a time, and in plain words.

`topic == "plan" and not told` is two tests. Each has a key, so that steps which hang on
the same one can be drawn as one branch, and a sentence made of titles and option labels,
so that nobody needs to know ids to read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.compose.wording import functions, pronoun_words
from coach.language import _
from coach.scenario.evaluate import Value, holds, render
from coach.scenario.model import FIELDS, Scenario, Step
from coach.scenario.template import TemplateError, parse, parse_guard
from coach.scenario.text import clean_line
from coach.scenario.tree import Both, Compare, Expr, Filter, Literal, Name, Not, names

LONGEST = 120
"""Characters of one title or label in a picture; a stranger's may have thousands."""

_OPPOSITE = {"==": "!=", "!=": "==", "in": "not in", "not in": "in"}
# Comparisons of size have none: things that can't be compared are neither less nor not less.


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a guard.

    Attributes:
        key: the same for tests that say the same.
        expr: what to evaluate.
    """

    key: str
    expr: Expr


@lru_cache(maxsize=4096)
def conditions(guard: str) -> tuple[Condition, ...]:
    """Return the conditions that must all hold for `guard`; none for an empty one."""
    if not guard:
        return ()
    found: dict[str, Condition] = {}
    for expr in _parts(plain_form(parse_guard(guard))):
        found.setdefault(_key(expr), Condition(_key(expr), expr))
    return tuple(found.values())


def plain_form(expr: Expr, negate: bool = False) -> Expr:
    """Return `expr` (or its opposite) with every `not` moved as far in as it goes."""
    match expr:
        case Not(inner):
            return plain_form(inner, not negate)
        case Both(left, right, either):
            return Both(plain_form(left, negate), plain_form(right, negate), either != negate)
        case Compare(op, left, right) if negate and op in _OPPOSITE:
            return Compare(_OPPOSITE[op], left, right)
        case _:
            return Not(expr) if negate else expr


def opposite(test: Condition) -> str:
    """Return the key of the test that holds exactly where `test` does not."""
    return _key(plain_form(test.expr, negate=True))


def _parts(expr: Expr) -> Iterable[Expr]:
    if isinstance(expr, Both) and not expr.either:
        yield from _parts(expr.left)
        yield from _parts(expr.right)
    else:
        yield expr


def _key(expr: Expr) -> str:
    match expr:
        case Name(key):
            return key
        case Literal(value):
            return repr(value)
        case Filter(inner, name):
            return f"{_key(inner)}|{name}"
        case Not(inner):
            return f"not({_key(inner)})"
        case Both(left, right, either):
            return f"({_key(left)} {'or' if either else 'and'} {_key(right)})"
        case Compare(op, left, right):
            return f"({_key(left)} {op} {_key(right)})"


# ------------------------------------------------------------------ which answers pass


class Reader:
    """What guards and templates of one scenario mean to a reader who has no answers yet.

    Args:
        scenario: one that `scenario.load` found sound.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._steps = {step.id: step for step in scenario.steps()}
        self._filling = {step.field: step for step in scenario.steps() if step.field}
        self._functions = functions(scenario)
        self._passing: dict[str, frozenset[str]] = {}
        self._asks: dict[str, Step | None] = {}
        self._stand_ins: dict[str, Value] = dict.fromkeys(FIELDS, "…")
        self._stand_ins |= {
            "child.name": _("the child"),
            "teacher.name": _("the teacher"),
            "school.name": _("the school"),
            **pronoun_words(_("the child"), "they"),
            "child.pronouns": "they",
        }

    def step(self, name: str) -> Step | None:
        """Return the step that a guard's name reads, by its id or by the field it fills."""
        return self._steps.get(name) or self._filling.get(name)

    def asks_about(self, test: Condition) -> Step | None:
        """Return the one choice that decides `test` by itself, or None."""
        if test.key not in self._asks:
            read = {name.key for name in names(test.expr)}
            step = self.step(next(iter(read))) if len(read) == 1 else None
            self._asks[test.key] = step if step is not None and step.kind == "choice" else None
        return self._asks[test.key]

    def passing(self, test: Condition, step: Step) -> frozenset[str]:
        """Return the option ids of `step` (and "" for no answer) for which `test` holds."""
        found = self._passing.get(test.key)
        if found is None:
            (name, *_same) = (name.key for name in names(test.expr))
            every = ("", *(option.id for option in step.options))
            found = frozenset(id for id in every if holds(test.expr, {name: id}))
            self._passing[test.key] = found
        return found

    # -------------------------------------------------------------- in words

    def plain(self, template: str) -> str:
        """Return an author's text as one plain line, with stand-ins where answers would be."""
        if "{" not in template:
            return short(template)
        try:
            body = parse(template)
        except TemplateError:
            return short(template)
        values = {name.key: "…" for name in names(body)} | self._stand_ins
        return short(render(body, values, self._functions).text)

    def title(self, step: Step) -> str:
        """Return what a step is called."""
        return self.plain(step.title) or self.plain(step.ask) or step.id

    def words(self, chosen: Iterable[Condition], after: str = "") -> str:
        """Return tests in plain words, such as “Topic: a plan, and “Told” has no answer”.

        Args:
            after: the id of the step right before, whose title need not be said again.
        """
        about: dict[str, list[Condition]] = {}
        for one in chosen:
            step = self.asks_about(one)
            about.setdefault(f"answer {step.id}" if step else one.key, []).append(one)
        said = [
            self._say(of[0].expr, after) if len(of) == 1 else self._both(of, after)
            for of in about.values()
        ]
        return _(", and ").join(said)

    def _both(self, of: Sequence[Condition], after: str) -> str:
        """Several conditions on one choice, as one: which options are left, or which are not."""
        step = self.asks_about(of[0])
        assert step is not None  # or they would not be about one choice
        left = frozenset.intersection(*(self.passing(one, step) for one in of))
        fit = tuple(option.id for option in step.options if option.id in left)
        unfit = tuple(
            option.id for option in step.options if option.id not in left and not option.goto
        )
        few = len(fit) <= len(unfit) and "" not in left
        op, asked = ("in", fit) if few else ("not in", unfit)
        return self._compared(Compare(op, Name(step.id, 0), Literal(asked, 0)), after)

    def _say(self, expr: Expr, after: str) -> str:
        match expr:
            case Both(_left, _right, True):
                return self._either(tuple(_alternatives(expr)), after)
            case Both(left, right, _either):
                return _("{one} and {other}").format(
                    one=self._say(left, after), other=self._say(right, after)
                )
            case Not(Name(key)):
                return _("no answer to {title}").format(title=self._quoted(key))
            case Not(Filter(Name(key), "open")):
                return _("{title} is no open question").format(title=self._quoted(key))
            case Not(inner):
                return _("not so: {words}").format(words=self._say(inner, after))
            case Name(key):
                return _("an answer to {title}").format(title=self._quoted(key))
            case Filter(Name(key), "open"):
                return _("{title} is an open question").format(title=self._quoted(key))
            case Filter(inner, _filter):
                return self._say(inner, after)
            case Compare():
                return self._compared(expr, after)
            case Literal(value):
                return _("always") if value else _("never")

    def _either(self, sides: tuple[Expr, ...], after: str) -> str:
        read = [side.key for side in sides if isinstance(side, Name)]
        if len(read) == len(sides):
            return _("an answer to {titles}").format(titles=_or([self._quoted(k) for k in read]))
        said = [self._say(side, after) for side in sides]
        # “a, or b and c” could be read in two ways.
        return _or(
            [
                f"({words})" if isinstance(side, Both) else words
                for side, words in zip(sides, said, strict=True)
            ]
        )

    def _compared(self, compare: Compare, after: str) -> str:
        op, left, right = compare.op, compare.left, compare.right
        if isinstance(left, Literal) and not isinstance(right, Literal):
            if op in ("in", "not in"):  # "email" in channels
                includes = _("{pick} in {title}") if op == "in" else _("no {pick} in {title}")
                return includes.format(
                    title=f"“{self._about(right)}”", pick=self._picks(right, (left.value,))
                )
            turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
            op, left, right = turned.get(op, op), right, left
        if not isinstance(right, Literal):
            return f"{self._about(left)} {op} {self._about(right)}"
        asked = right.value if isinstance(right.value, tuple) else (right.value,)
        if isinstance(right.value, int):
            said = _size(op, right.value)
        else:
            said = self._picks(left, asked)
            if op in ("!=", "not in"):
                said = _("not {picks}").format(picks=said)
        if after and isinstance(left, Name) and left.key == after:
            return said
        about = self._about(left)
        return f"{about} {said}" if about.endswith(("?", "!", ":")) else f"{about}: {said}"

    def _picks(self, left: Expr, asked: Iterable[object]) -> str:
        step = self.step(left.key) if isinstance(left, Name) else None
        labels = {option.id: option.label for option in step.options} if step else {}
        return _or([f"“{self.plain(labels.get(str(pick), str(pick)))}”" for pick in asked])

    def _about(self, expr: Expr) -> str:
        match expr:
            case Name(key):
                step = self.step(key)
                return self.title(step) if step else key
            case Filter(inner, "count"):
                return _("{title}, how many").format(title=self._about(inner))
            case Filter(inner, _filter):
                return self._about(inner)
            case Literal(value):
                return str(value)
            case _:
                return self._say(expr, "")

    def _quoted(self, key: str) -> str:
        return f"“{self._about(Name(key, 0))}”"


def _size(op: str, number: int) -> str:
    return {
        "==": _("{n}"),
        "!=": _("not {n}"),
        "<": _("less than {n}"),
        "<=": _("{n} or less"),
        ">": _("more than {n}"),
        ">=": _("{n} or more"),
    }.get(op, "{n}").format(n=number)


LONGEST_WORDS = 3 * LONGEST
"""Characters of the words on a line, made of several titles and labels."""


def _alternatives(expr: Expr) -> Iterable[Expr]:
    if isinstance(expr, Both) and expr.either:
        yield from _alternatives(expr.left)
        yield from _alternatives(expr.right)
    else:
        yield expr


def _or(said: list[str]) -> str:
    if len(said) < 2:
        return "".join(said)
    return _("{most} or {last}").format(most=", ".join(said[:-1]), last=said[-1])


def short(text: str, most: int = LONGEST) -> str:
    """Return `text` on one line, harmless, and cut where it is far too long."""
    line = clean_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
