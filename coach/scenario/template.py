"""The language of templates and guards: a small, closed part of Jinja2's.

    {{ name }}  {{ child.name }}  {{ name|filter }}  {# comment #}
    {% if … %} {% elif … %} {% else %} {% endif %}
    and  or  not  in  ==  !=  <  <=  >  >=  "text"  12  true  false  ["a", "b"]  ( … )

There are no loops, calls, macros, arithmetic or attribute walks, so a template can't run
code, read a file, or take longer than its own length: what is not in the grammar can't
be asked for. We read it ourselves because Jinja2's parser knows only lines where an
author needs columns, and its import alone takes longer than `coach list` may. A test
renders every template of the bundled scenarios in Jinja2's sandbox too, and compares.

A verb that stands right after `{{ child.they }}` or `{{ child.They }}` is written for
she and agrees by itself: "{{ child.They }} is" says "They are" for a child who is they.
For a verb further on, write `{{ "sings"|verb }}`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from coach.scenario.agree import split_verb
from coach.scenario.nearest import nearest
from coach.scenario.tree import (
    Body,
    Both,
    Compare,
    Data,
    Expr,
    Filter,
    If,
    Literal,
    Name,
    Not,
    Output,
    Verb,
)

LONGEST = 8_000
"""Characters in one template. The longest of ours has under 600."""
DEEPEST = 24
"""Levels of brackets, `not` or `if` in one another."""
MOST_TERMS = 64
"""Uses of `and`, `or` and `|` in one tag or guard."""

FILTERS = frozenset(
    "sentence clause quote items bullets says label possessive verb capital "
    "day date whole count open asked".split()
)
GUARD_FILTERS = frozenset({"count", "open"})


class TemplateError(Exception):
    """A template or guard that can't be read. `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.advice = advice


class UnknownFilter(TemplateError):
    """A template or guard that asks for a filter there is none of."""


# ------------------------------------------------------------------ reading


@lru_cache(maxsize=8192)
def parse(source: str) -> Body:
    """Read a template.

    Raises:
        TemplateError: with the offset of what can't be read.
    """
    return _Reader(source).template()


@lru_cache(maxsize=4096)
def parse_guard(source: str) -> Expr:
    """Read a guard: one expression, without braces.

    Raises:
        TemplateError: with the offset of what can't be read.
    """
    return _Reader(source).guard()


_OPEN = re.compile(r"\{\{|\{%|\{#")
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>"[^"\\\n]*"|'[^'\\\n]*')
      | (?P<number>\d{1,9}(?![\w.]))
      | (?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)
      | (?P<op>==|!=|<=|>=|<|>|\||\(|\)|\[|\]|,)
      | (?P<end>\}\}|%\})
    )""",
    re.VERBOSE | re.ASCII,
)
WORDS = frozenset("and or not in if elif else endif true false".split())
_COMPARE = frozenset("== != < <= > >=".split())


class _Reader:
    """One pass over a source, left to right, by recursive descent."""

    def __init__(self, source: str) -> None:
        if len(source) > LONGEST:
            raise TemplateError(
                f"this text has {len(source):,} characters; the most is {LONGEST:,}", 0
            )
        self.source = source
        self.position = 0
        self.depth = 0
        self.terms = 0
        self.token = ""
        self.kind = ""
        self.start = 0

    # -- templates

    def template(self) -> Body:
        body, closing = self._body((), 0)
        assert not closing  # _body stops only at the end or at a tag it was given
        return body

    def _body(self, until: tuple[str, ...], opened: int) -> tuple[Body, str]:
        """Read up to a tag in `until`; return what was read and that tag's word.

        Args:
            opened: where the `{% if %}` stands that this body belongs to.
        """
        nodes: list[Data | Verb | Output | If] = []
        while True:
            found = _OPEN.search(self.source, self.position)
            if found is None:
                self._data(nodes, self.source[self.position :])
                if until:
                    raise TemplateError("this {% if %} is never closed", opened, "Add {% endif %}.")
                return tuple(nodes), ""
            self._data(nodes, self.source[self.position : found.start()])
            self.position = found.end()
            self.terms = 0
            if found.group() == "{#":
                end = self.source.find("#}", self.position)
                if end < 0:
                    raise TemplateError("this comment is never closed", found.start(), "Add #}.")
                self.position = end + 2
            elif found.group() == "{{":
                self._next()
                nodes.append(Output(self._expression()))
                self._close("}}", found.start())
            else:
                self._next()
                word, at = self.token, self.start
                if word == "if":
                    nodes.append(self._if(found.start()))
                elif word in until:
                    return tuple(nodes), word
                elif word in ("elif", "else", "endif"):
                    raise TemplateError(f"{{% {word} %}} has no {{% if %}} before it", at)
                else:
                    raise TemplateError(
                        f"{{% {word} %}} is not part of the template language",
                        at,
                        "Templates know if, elif, else and endif. Use a filter such as "
                        "items or bullets where you wanted a loop.",
                    )

    def _if(self, opened: int) -> If:
        self._deeper()
        branches: list[tuple[Expr, Body]] = []
        orelse: Body = ()
        word = "if"
        while word in ("if", "elif"):
            self._next()
            test = self._expression()
            self._close("%}", opened)
            body, word = self._body(("elif", "else", "endif"), opened)
            branches.append((test, body))
        if word == "else":
            self._next()
            self._close("%}", opened)
            orelse, word = self._body(("endif",), opened)
        self._next()
        self._close("%}", opened)
        self.depth -= 1
        return If(tuple(branches), orelse)

    @staticmethod
    def _data(nodes: list[Data | Verb | Output | If], text: str) -> None:
        if not text:
            return
        before = nodes[-1] if nodes else None
        if (
            isinstance(before, Output)
            and isinstance(before.expr, Name)
            and before.expr.key in ("child.they", "child.They")
        ):
            lead, one, they, rest = split_verb(text)
            if lead:
                nodes.append(Data(lead))
            if one:
                nodes.append(Verb(one, they))
            text = rest
        if text:
            nodes.append(Data(text))

    def _close(self, mark: str, opened: int) -> None:
        if self.token != mark:
            if self.kind == "":
                raise TemplateError(f"{mark} is missing", opened, f"Close it with {mark}.")
            raise TemplateError(
                f"“{self.token}” can't stand here",
                self.start,
                "Templates have no sums, calls or lookups: values, filters, comparisons, "
                "and, or, not, in.",
            )

    # -- expressions

    def guard(self) -> Expr:
        self._next()
        expr = self._expression()
        if self.kind:
            raise TemplateError(
                f"“{self.token}” can't stand here",
                self.start,
                "A guard is one comparison, or several joined by and, or, not.",
            )
        return expr

    def _expression(self) -> Expr:
        self._deeper()
        left = self._and()
        while self.token == "or" and self.kind == "name":
            self._longer()
            self._next()
            left = Both(left, self._and(), either=True)
        self.depth -= 1
        return left

    def _and(self) -> Expr:
        left = self._not()
        while self.token == "and" and self.kind == "name":
            self._longer()
            self._next()
            left = Both(left, self._not(), either=False)
        return left

    def _not(self) -> Expr:
        if self.token == "not" and self.kind == "name":
            self._deeper()
            self._next()
            expr = Not(self._not())
            self.depth -= 1
            return expr
        return self._comparison()

    def _comparison(self) -> Expr:
        left = self._filtered()
        op = self.token if self.kind in ("op", "name") else ""
        if op == "not":
            self._next()
            if self.token != "in":
                raise TemplateError("“not” here needs “in” after it", self.start)
            op = "not in"
        elif op not in _COMPARE and op != "in":
            return left
        self._next()
        return Compare(op, left, self._filtered())

    def _filtered(self) -> Expr:
        expr = self._primary()
        while self.token == "|":
            self._next()
            if self.kind != "name":
                raise TemplateError("a filter's name is missing here", self.start)
            if self.token not in FILTERS:
                raise UnknownFilter(
                    f"there is no filter “{self.token}”",
                    self.start,
                    nearest(self.token, FILTERS),
                )
            self._longer()
            expr = Filter(expr, self.token, self.start)
            self._next()
        return expr

    def _primary(self) -> Expr:
        token, kind, at = self.token, self.kind, self.start
        if kind == "string":
            self._next()
            return Literal(token[1:-1], at)
        if kind == "number":
            self._next()
            return Literal(int(token), at)
        if token in ("true", "false"):
            self._next()
            return Literal(token == "true", at)
        if token == "(":
            self._next()
            expr = self._expression()
            self._expect(")")
            return expr
        if token == "[":
            return self._list()
        if kind == "name" and token not in WORDS:
            self._next()
            return Name(token, at)
        if not kind:
            raise TemplateError("a name or a value is missing here", at)
        raise TemplateError(f"“{token}” can't stand here", at)

    def _list(self) -> Expr:
        items: list[str] = []
        at = self.start
        self._next()
        while self.token != "]" or self.kind == "string":
            if self.kind != "string":
                raise TemplateError("a list holds texts in quotes", self.start)
            items.append(self.token[1:-1])
            self._next()
            if self.token == ",":
                self._next()
            elif self.token != "]":
                raise TemplateError("a comma or ] is missing here", self.start)
        self._next()
        return Literal(tuple(items), at)

    # -- tokens

    def _next(self) -> None:
        match = _TOKEN.match(self.source, self.position)
        if match is None or match.lastgroup is None:
            rest = self.source[self.position :]
            self.start = self.position + len(rest) - len(rest.lstrip())
            if self.start < len(self.source):
                self._refuse(self.source[self.start])
            self.token, self.kind = "", ""
            return
        self.kind = match.lastgroup
        self.token = match.group(self.kind)
        self.start = match.start(self.kind)
        self.position = match.end()

    def _refuse(self, char: str) -> None:
        advice = {
            "+": "Templates do no sums.",
            "-": "Templates do no sums; “{%-” is not known; and a step's id has _ where "
            "you may have written -.",
            "=": "To compare, write ==.",
            ".": "Only child, teacher, me and school have fields, one level deep.",
        }.get(char, "Templates know values, filters, comparisons, and, or, not, in.")
        raise TemplateError(f"“{char}” can't stand in a template", self.start, advice)

    def _expect(self, token: str) -> None:
        if self.token != token:
            raise TemplateError(f"{token} is missing here", self.start)
        self._next()

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TemplateError(
                f"this nests more than {DEEPEST} levels deep", self.start, "Say it more simply."
            )

    def _longer(self) -> None:
        # Chains nest to the left, so whoever walks them goes as deep as they are long.
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise TemplateError(
                f"this joins more than {MOST_TERMS} things", self.start, "Say it more simply."
            )
