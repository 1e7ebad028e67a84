r"""The small language in which rules say what they look for. It becomes a regular expression.

An author of rules writes words, not expressions:

| written | finds |
|---|---|
| `you failed` | these words, in any case, with white space or a comma between them |
| `i (would\|'d)` | “I would” and “I'd”: `'d`, `'ll`, `'ve`, `'re`, `'m` stand as words |
| `fail*` | a word that begins so |
| `(failed\|forgot to)` | either; the words of each may be several |
| `really?` `(so much)?` | it may be missing |
| `<not>` | any word of the list of that name |
| `_` | any one word |
| `..` `..5` | up to three, or five, words, commas and all |
| `^` `$` | the sentence begins, or ends, here; `(now\|$)`: or that word stands here |
| `{…}` | what is found here is `{1}`, `{2}` … in a rewrite |
| `, ; : ? ! "` | that sign; `"` is any double quotation mark |

Every gap is bounded and nothing repeats without bound, so looking takes time in
proportion to the text. `anchors` are words of which one must be there: a sentence without
any of them need not be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from coach.errors import CoachError
from coach.language import _

LONGEST, WIDEST, GAPS, ALL_GAPS, DEPTH = 600, 8, 4, 16, 6
"""Characters in a phrase; words in a gap, gaps in a phrase, words in all of them together;
groups within groups. What there is to try grows with the product of the gaps."""
_DEEPEST = 60
"""Letters of a line of a list that is still told letter by letter."""
WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
"""A word, as anchors know it; of a text in small letters (see `pieces.flat`)."""

_TOKEN = re.compile(
    r"\s+|\.\.(?P<gap>\d?)|<(?P<list>[a-z-]+)>|(?P<word>'?[^\W_][^\W_'-]*(?:['-][^\W_]+)*)(?P<star>\*)?"
    r"|(?P<sign>[(){}|?^$_,;:!\"])"
)
_SPACE, _ENDING = r"\.?[,\s]{1,3}", r"(?:'(?:d|ll|ve|re|m)\b)"
_BETWEEN = rf"(?:{_SPACE}|(?='))"
"""Between two words: nothing before the `'d` of “I'd”, a dot too after “Ms”."""
_START, _STOP = r"\A[\s\"“(*•-]{0,4}", r"(?=[\s.!?…)\"”]{0,9}\Z)"
_BEFORE, _JOINED = r"(?<![\w'-])", r"(?<=\w)"
_AFTER = r"(?![\w-]|'(?!(?:d|ll|ve|re|m)\b)\w)"
_COMMON = frozenset(
    "a an and are as at be but by can did do for from had has have he her him his i if in is it "
    "its me my no not of on or our she so that the their them they this to us was we were will "
    "with would you your what how why when who there about all been more any just".split()
)
"""Words that most sentences have: poor anchors."""


class Phrase(NamedTuple):
    """What is looked for.

    Attributes:
        source: a regular expression over `pieces.flat` text.
        anchors: one of these words stands in every sentence that it finds something in;
            None where no such words can be told.
        captures: how many `{…}` there are.
        more: likewise, one word of each of these too.
        firsts: what is found begins with one of these words; None where that can't be told.
    """

    source: str
    anchors: frozenset[str] | None
    captures: int
    more: tuple[frozenset[str], ...] = ()
    firsts: frozenset[str] | None = None

    def may_be_in(self, words: Set[str], anchored: bool = False) -> bool:
        """Return whether a sentence with these words may have it; False is certain.

        Args:
            words: a set; of anything else each is looked at.
            anchored: True where it is known to have one of the anchors.
        """
        if not anchored and self.anchors is not None and self.anchors.isdisjoint(words):
            return False
        for one in self.more:  # noqa: SIM110  # half the time of any()
            if one.isdisjoint(words):
                return False
        return True


class _Part(NamedTuple):
    source: str
    anchors: frozenset[str] | None
    optional: bool = False
    glued: bool = False
    """A sign or an edge: no white space is needed before it."""
    wide: bool = False
    """A gap: it brings its own white space."""
    opens: bool = False
    """Nothing is needed between this and what follows."""
    more: tuple[frozenset[str], ...] = ()
    edge: str = ""
    """Where the sentence begins or ends, this need not be there."""
    firsts: frozenset[str] | None = None
    """It begins with one of these words."""

    @property
    def plain(self) -> bool:
        """Words that have to be there, and nothing else about them: a row of its own as it is."""
        return not (self.optional or self.glued or self.wide or self.opens or self.edge)


def phrase(text: str, lists: Mapping[str, Sequence[str]] | None = None) -> Phrase:
    """Return what `text` looks for.

    Args:
        text: in the language above.
        lists: the words behind each `<name>`; an entry may be several words.

    Raises:
        CoachError: `text` is not in the language.
    """
    if len(text) > LONGEST:
        raise CoachError(
            _("A phrase has {count} characters; {most} is the most.").format(
                count=len(text), most=LONGEST
            ),
            advice=_("Make two phrases of it, or put its words into a list."),
        )
    reader = _Reader(text, lists or {})
    whole = reader.choice(0)
    if reader.at < len(reader.tokens):
        raise reader.fault(_("“{sign}” closes nothing.").format(sign=reader.tokens[reader.at][0]))
    if whole.optional:
        raise reader.fault(_("It would find nothing at all, everywhere."))
    more = {one for one in (*whole.more, whole.firsts) if one} - {whole.anchors}
    # Those that the fewest sentences have come first: most phrases are ruled out by one.
    rare = sorted(more, key=lambda one: (len(one & _COMMON), len(one), min(one)))
    return Phrase(whole.source, whole.anchors, reader.captures, tuple(rare), whole.firsts)


class _Reader:
    def __init__(self, text: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.text, self.lists = text, lists
        self.at = self.gaps = self.room = self.captures = 0
        self.tokens: list[tuple[str, re.Match[str]]] = []
        at = 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                raise self.fault(_("“{sign}” means nothing here.").format(sign=text[at]))
            if token.group().strip():
                self.tokens.append((token.group(), token))
            at = token.end()

    def fault(self, what: str) -> CoachError:
        return CoachError(
            _("In the phrase “{text}”: {what}").format(text=self.text[:120], what=what),
            advice=_("docs/tone.md has all that a phrase may say."),
        )

    def choice(self, depth: int) -> _Part:
        if depth > DEPTH:
            raise self.fault(_("Its brackets stand too deep in one another."))
        ways = [self.row(depth)]
        while self.at < len(self.tokens) and self.tokens[self.at][0] == "|":
            self.at += 1
            ways.append(self.row(depth))
        if len(ways) == 1:
            return ways[0]
        if any(not one.source for one in ways):
            raise self.fault(_("There is nothing on one side of “|”."))
        edges = {one.source for one in ways} & {_START, _STOP}
        words = [one for one in ways if one.source not in edges]
        known = [one.anchors for one in words]
        return _Part(
            f"(?:{'|'.join(_shared([one.source for one in words]))})",
            None if None in known else frozenset().union(*(one for one in known if one)),
            optional=any(one.optional for one in words) or not words,
            edge=min(edges, default=""),
            firsts=None if edges else _any(one.firsts for one in words),
        )

    def row(self, depth: int) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.tokens) and self.tokens[self.at][0] not in ("|", ")", "}"):
            parts.append(self.item(depth))
        if len(parts) == 1 and parts[0].plain:
            return parts[0]
        nothing = all(
            one.optional or one.wide or one.edge or one.source in (_START, _STOP) for one in parts
        )
        best = _best(parts)
        needed = [one for one in parts if not one.optional]
        every = [one.anchors for one in needed if one.anchors]
        more = [one for one in every if one is not best]
        more += [one for part in needed for one in part.more]
        return _Part(
            _joined(parts), best, optional=nothing, more=tuple(more), firsts=_firsts(parts)
        )

    def item(self, depth: int) -> _Part:
        sign, token = self.tokens[self.at]
        self.at += 1
        part = self.one(sign, token, depth)
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "?" and not part.glued:
            before = self.tokens[self.at][1].start()
            if before and not self.text[before - 1].isspace():  # “word ?” is the sign itself
                self.at += 1
                return part._replace(optional=True)
        return part

    def one(self, sign: str, token: re.Match[str], depth: int) -> _Part:
        if sign in ("(", "{"):
            return self.group(sign, depth)
        if token["gap"] is not None:
            self.gaps += 1
            width = int(token["gap"] or 3)
            self.room += width
            if width > WIDEST or self.gaps > GAPS or self.room > ALL_GAPS:
                raise self.fault(_("Its gaps are too wide, or too many."))
            return _Part(
                rf"{_ENDING}?(?:{_SPACE}[^\s,;:.!?]{{1,40}}){{0,{width}}}", None, wide=True
            )
        if token["list"]:
            return self.list(token["list"])
        if token["word"]:
            word = token["word"].lower()
            if token["star"]:
                return _Part(rf"{_BEFORE}{re.escape(word)}[\w'-]{{0,30}}", None)
            return _word(word)
        match sign:
            case "_":
                return _Part(r"[^\s,;:.!?]{1,40}", None)
            case "^":
                return _Part(_START, None, glued=True, opens=True)
            case "$":
                return _Part(_STOP, None, glued=True)
            case "," | ";" | ":" | "!" | "?":
                return _Part(rf"\s?{re.escape(sign)}", None, glued=True)
            case '"':
                return _Part(r"\s?[\"“”„«»]", None, glued=True)
        raise self.fault(_("“{sign}” means nothing here.").format(sign=sign))

    def group(self, sign: str, depth: int) -> _Part:
        closes = ")" if sign == "(" else "}"
        if sign == "{":
            self.captures += 1
        inside = self.choice(depth + 1)
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != closes:
            raise self.fault(_("“{sign}” is not closed.").format(sign=sign))
        self.at += 1
        if inside.optional:
            raise self.fault(_("There is nothing in its brackets, or there may be."))
        opens = "(?:" if sign == "(" else "("
        source = f"{opens}{inside.source})"
        if inside.edge:
            return _Part(source, None, edge=inside.edge)
        return _Part(source, inside.anchors, more=inside.more, firsts=inside.firsts)

    def list(self, name: str) -> _Part:
        words = self.lists.get(name)
        if not words:
            raise self.fault(
                _("There is no list “{name}”. Known here: {names}.").format(
                    name=name, names=", ".join(sorted(self.lists)) or "–"
                )
            )
        read = _LISTS.get(key := tuple(words))
        if read is None:
            # The longest first: an expression takes the first that fits.
            ordered = sorted({one.lower() for one in words}, key=lambda one: (-len(one), one))
            known = [_entry_anchors(one) for one in ordered]
            read = _Part(
                f"{_BEFORE}{_entries(ordered)}{_AFTER}",
                None if None in known else frozenset().union(*(one for one in known if one)),
                firsts=_any(_entry_first(one) for one in ordered),
            )
            _LISTS[key] = read
        return read


_LISTS: dict[tuple[str, ...], _Part] = {}
"""Lists that were read already: most stand in many phrases."""


def _letters(words: str) -> list[str]:
    """Return what one line of a list finds, letter by letter; a word may end in `*`."""
    found = []
    for n, word in enumerate(words.split()):
        found += [_BETWEEN] if n else []
        found += map(re.escape, word.removesuffix("*"))
        found += [r"[\w'-]{0,30}"] if word.endswith("*") else []
    return found


def _entries(ordered: Sequence[str]) -> str:
    """Return an expression for any line of a list, the longest first."""
    letters = [_letters(one) for one in ordered]
    if max(map(len, letters)) > _DEEPEST:
        return f"(?:{'|'.join(map(''.join, letters))})"
    return _tree(letters)


def _tree(entries: Sequence[Sequence[str]]) -> str:
    """Return an expression for any of `entries`, the longest first.

    What begins alike stands once, so that a list of a hundred words is told in a few steps.
    """
    ways: dict[str, list[Sequence[str]]] = {}
    for one in entries:
        if one:
            ways.setdefault(one[0], []).append(one[1:])
    if not ways:
        return ""
    written = [first + _tree(rest) for first, rest in ways.items()]
    ends = any(not one for one in entries)
    if len(written) == 1 and not ends:
        return written[0]
    return f"(?:{'|'.join(written)}){'?' if ends else ''}"


def _entry_anchors(words: str) -> frozenset[str] | None:
    return _best([_word(word) for word in words.split() if not word.endswith("*")])


def _entry_first(words: str) -> frozenset[str] | None:
    first = words.split(" ")[0]
    return frozenset((first,)) if WORD.fullmatch(first) else None


@lru_cache(None)
def _word(word: str) -> _Part:
    if word.startswith("'"):  # the end of another word, as anchors know it
        return _Part(f"{_JOINED}{re.escape(word)}{_AFTER}", None)
    here = frozenset((word,))
    return _Part(f"{_BEFORE}{re.escape(word)}{_AFTER}", here, firsts=here)


def _shared(ways: Sequence[str]) -> Iterator[str]:
    """Give alternatives with what neighbours begin and end with told once.

    `BxA|ByA` is `B(?:x|y)A`: the same finds, in half the time that it takes to compile.
    """
    for (begins, ends), ones in groupby(ways, _edges):
        before, after = _BEFORE if begins else "", _AFTER if ends else ""
        inside = [one.removeprefix(before).removesuffix(after) for one in ones]
        if len(inside) == 1 or not (begins or ends):
            yield from (f"{before}{one}{after}" for one in inside)
        else:
            yield f"{before}(?:{'|'.join(inside)}){after}"


def _edges(way: str) -> tuple[bool, bool]:
    return way.startswith(_BEFORE), way.endswith(_AFTER)


def _joined(parts: Sequence[_Part]) -> str:
    source = ""
    needs = ""  # what stands between the part before and the next
    for part in parts:
        if part.wide:
            source += part.source
            needs = _BETWEEN if source else ""
        elif part.edge == _START:
            source += f"(?:{_START}|{part.source}{_BETWEEN})"
        elif part.edge:
            source += f"(?:{needs}{part.source}|{_STOP})"
        elif part.glued:
            source += part.source
            needs = "" if part.opens else r"\s{0,3}" if part.source.startswith(r"\s?") else ""
        elif part.optional:
            if needs:
                source += f"(?:{needs}{part.source})?"
            else:
                source += rf"(?:{part.source}{_BETWEEN})?"
                continue
        else:
            source += needs + part.source
        if not (part.wide or part.glued):
            needs = "" if part.edge == _START else _BETWEEN
    return source


def _best(parts: Sequence[_Part]) -> frozenset[str] | None:
    """Return the anchors that the fewest sentences have."""
    needed = [part.anchors for part in parts if part.anchors and not part.optional]
    if not needed:
        return None
    return min(needed, key=lambda one: (len(one & _COMMON), len(one)))


def _any(known: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """Return the words of all, or None where those of one can't be told."""
    found = list(known)
    return None if None in found else frozenset().union(*(one for one in found if one))


def _firsts(parts: Sequence[_Part]) -> frozenset[str] | None:
    """Return the words with which these parts may begin."""
    begins: list[frozenset[str] | None] = []
    for part in parts:
        begins.append(part.firsts)
        if not part.optional:
            break
    return _any(begins)
