"""Who is known by name, and the role that stands for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category

from coach.redact.folded import folded

ROLES = frozenset(
    "student teacher parent school principal counselor counsellor aide nurse coach therapist "
    "psychologist secretary tutor librarian".split()
) | {"case manager", "assistant principal", "vice principal", "social worker", "bus driver"}
"""What somebody may be called outside. Any other role could hold a name, and is “person”."""


_FELLOWS = ("classmate", "schoolmate", "peer")


class Known(NamedTuple):
    """Somebody: the role that stands for them (“teacher 2”), and what they are called.

    Attributes:
        aliases: what only the whole of is a name.
    """

    role: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """The names that are known. The first of each is the one that is said aloud.

    Attributes:
        student, teacher, parent, school: what each is called: “Leo”, “Leo Lind”, “Leeloo”.
        others: everybody else on the child's card, as (role, name).
        aliases: what the student is called on a card: words of anyone's (“green bike”), and
            so looked for whole.
    """

    student: tuple[str, ...] = ()
    teacher: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()

    def known(self) -> tuple[Known, ...]:
        """Return who is known, each with the role that stands for them."""
        found = [
            one
            for one in (
                Known("student", _given(self.student), _given(self.aliases)),
                Known("teacher", _given(self.teacher)),
                Known("parent", _given(self.parent)),
                Known("school", _given(self.school)),
            )
            if one.names or one.aliases
        ]
        for role, name in self.others:
            if any(name.strip() in one.names for one in found) or not _given((name,)):
                continue
            called = " ".join(role.casefold().replace("-", " ").split())
            called = "student" if called in _FELLOWS else called
            found.append(Known(_free(called if called in ROLES else "person", found), (name,)))
        return tuple(found)


def _given(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if _says_something(name)))


def _says_something(name: str) -> bool:
    """Return whether there is more to it than signs: a letter, a digit, a picture."""
    return any(char.isalnum() or category(char) == "So" for char in folded(name).text)


def _free(role: str, taken: Sequence[Known]) -> str:
    """Return `role`, with a number where somebody has it already."""
    count = sum(1 for one in taken if one.role.rstrip(" 0123456789") == role)
    return f"{role} {count + 1}" if count else role
