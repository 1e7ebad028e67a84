"""What people of a workshop saved, without their names: “Response A, B, C”, in a mixed order.

Where words may mean that someone is in danger, a response is held back: it is nothing to
talk about before a room, and somebody to talk with alone. A facilitator who has read it may
let it be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from coach.workshop.nameless import Nameless
from coach.workshop.saved import Saved

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Response:
    """One message, as the room sees it. Nothing here says whose it is.

    Attributes:
        label: “A”, “B” … “Z”, “AA”.
        times: how many files say it in the very same words.
        ours: it is the message of a made-up family, untouched.
    """

    label: str
    times: int
    ours: bool
    saved: Saved
    nameless: Nameless

    @cached_property
    def text(self) -> str:
        """What is read, without names: the subject, where there is one, then the body."""
        return self.nameless.text(self.saved)

    def __repr__(self) -> str:
        """Say the label and nothing else: whatever prints this must not print a name."""
        return f"Response({self.label!r})"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not shown, by name, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """A message that may tell of danger, for the facilitator alone.

    Attributes:
        name: the file: who saved it can be found by it.
        red: danger now or great harm, rather than harm that a school has to act on.
        shown: the facilitator has read it, and lets the room see it.
    """

    name: str
    red: bool
    saved: Saved
    shown: bool = False


@dataclass(frozen=True, slots=True)
class One:
    """A message before it has a label.

    Attributes:
        times, ours: as in `Response`.
        held: where it is in `Collected.held`; -1 where nothing holds it back.
    """

    saved: Saved
    times: int = 1
    ours: bool = False
    held: int = -1


@dataclass(frozen=True, slots=True)
class Collected:
    """All that was found in a folder.

    Attributes:
        seed: the number that brings the same order again.
        files: how many files were looked at.
        ones: every message, in the mixed order.
        held: what is held back, in the order of its files' names.
        left: what can't be shown, likewise.
        beside: how many files are pages that Coach saves with a message: talking points, a card.
    """

    seed: int
    files: int
    beside: int
    ones: tuple[One, ...]
    held: tuple[Held, ...]
    left: tuple[LeftOut, ...]
    nameless: Nameless

    def responses(self) -> tuple[Response, ...]:
        """Return what the room may see, labelled in the mixed order."""
        shown = [one for one in self.ones if one.held < 0 or self.held[one.held].shown]
        return tuple(
            Response(label(at), one.times, one.ours, one.saved, self.nameless)
            for at, one in enumerate(shown)
        )

    def let(self, at: int, shown: bool = True) -> Collected:
        """Return this with what is held back at `at` let through, or held back again."""
        held = (*self.held[:at], replace(self.held[at], shown=shown), *self.held[at + 1 :])
        return replace(self, held=held)


def label(at: int) -> str:
    """Return “A” for 0, “Z” for 25, “AA” for 26."""
    text = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, len(LETTERS))
        text = LETTERS[letter] + text
    return text


def collected(
    saved: Sequence[tuple[str, Saved]],
    left: Sequence[LeftOut],
    *,
    ours: frozenset[str],
    danger: Sequence[bool | None],
    nameless: Nameless,
    seed: int,
    beside: int = 0,
) -> Collected:
    """Return messages in a mixed order, the same words once.

    Args:
        saved: each file's name and what it says, in the order of the names.
        left: files that can't be shown.
        ours: the words (`Saved.words`) of the made-up families' own messages.
        danger: for each of `saved`, None where nothing in it may mean danger, else whether it
            is of the red kind.
        seed: what the order is drawn from.
        beside: as in `Collected`.
    """
    ones: dict[str, One] = {}
    held: list[Held] = []
    for (name, one), red in zip(saved, danger, strict=True):
        if red is not None:
            held.append(Held(name, red, one))
            # Each is somebody to talk with: the same words twice are two people.
            ones[f"\0{len(held)}"] = One(one, held=len(held) - 1)
            continue
        before = ones.get(one.words)
        ones[one.words] = (
            replace(before, times=before.times + 1)
            if before is not None
            else One(one, ours=one.words in ours)
        )
    # In an order that says nothing of the files before it is mixed.
    order = [ones[key] for key in sorted(ones, key=lambda key: (ones[key].saved.words, key))]
    Random(seed).shuffle(order)
    return Collected(
        seed=seed,
        files=len(saved) + len(left) + beside,
        beside=beside,
        ones=tuple(order),
        held=tuple(held),
        left=tuple(left),
        nameless=nameless,
    )
