"""Names become roles before anything leaves, and names again when it has come back.

“Leo” leaves as “[student]”. What is hidden: the names that are known, in any case, with or
without accents, whole or in parts, with “'s” or “s” behind them; e-mail addresses, phone
numbers and links, known or not. What can't be: a name or a nickname nobody told Coach of.
Where a name is an everyday word (“Will”), the word is hidden too: better a clumsy sentence
than a name. Only the smallest words (“an”, “you”) count as a name just with a capital or
a title.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from coach.redact.finding import EMAIL, LINK, PHONE, SMALL, ways
from coach.redact.folded import folded
from coach.redact.people import People

CONTACTS = ("[email]", "[phone]", "[link]")
"""What stands for an address or a number. They are not put back: no partner has to say one."""

_CONTACT = re.compile(f"{EMAIL}|{LINK}|{PHONE}")


class Names(People):
    """The names that are known; see `People`."""

    __slots__ = ()

    def hide(self, text: str) -> str:
        """Return `text` with a role for every name, and no address or number."""
        text = _replaced(text, _CONTACT, lambda found: f"[{found.lastgroup}]")
        finder, names = _finder(self)
        if finder is None:
            return text

        def stands_for(found: re.Match[str]) -> str | None:
            return None if found.lastgroup == "role" else names[int(str(found.lastgroup)[1:])]

        return _replaced(text, finder, stands_for, lower_stays=SMALL)

    def restore(self, text: str) -> str:
        """Return `text` with a name for every role. A role without a name stays as it is."""
        first = {one.role: one.names[0] for one in self.known()}

        def name(found: re.Match[str]) -> str:
            role = " ".join(found[1].lower().split())
            return first[role] + found[2] if role in first else found[0]

        return re.sub(r"\[\s*([A-Za-z][A-Za-z ]*?(?: \d+)?)((?:['’]s)?)\s*\]", name, text)


def _replaced(
    text: str,
    finder: re.Pattern[str],
    stands_for: Callable[[re.Match[str]], str | None],
    lower_stays: frozenset[str] = frozenset(),
) -> str:
    """Return `text` with what `finder` finds in its folded form replaced.

    Args:
        stands_for: what is put instead; None leaves it.
        lower_stays: words that are left where they are written small.
    """
    plain = folded(text)
    pieces: list[str] = []
    done = 0
    for found in finder.finditer(plain.text):
        start, end = plain.where(found)
        instead = stands_for(found)
        small = found[0] in lower_stays and text[start:end].islower()
        if instead is not None and not small and start >= done:
            pieces += text[done:start], instead
            done = end
    return "".join((*pieces, text[done:]))


@lru_cache(maxsize=4)
def _finder(names: Names) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """Return what finds the names, and what stands for each of its groups `n0`, `n1` …"""
    known = names.known()
    written = ways(known)
    if not written:
        return None, ()
    roles = "|".join(re.escape(one) for one in (*CONTACTS, *(f"[{one.role}]" for one in known)))
    groups = "|".join(f"(?P<n{place}>{pattern})" for place, pattern in enumerate(written))
    found = re.compile(f"(?P<role>{roles})|{groups}")
    return found, tuple(f"[{role}]" for role in written.values())
