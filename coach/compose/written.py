"""What a set of answers comes to, written out: letters, talking points, reply cards."""

from __future__ import annotations

from dataclasses import dataclass

from coach.scenario.model import Channel, Group, Register


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One part of a message, written out.

    Attributes:
        steps: ids of the steps it was made from, the most telling first.
        at: where its part stands in `message.part`; -1 for what Coach adds itself.
    """

    id: str
    heading: str
    text: str
    steps: tuple[str, ...]
    at: int = -1


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, written out.

    Attributes:
        words: how many words its body has (headings aside).
        range: fewest and most that serve, or None.
        waiting: how many of its parts still wait for an answer.
        at: where its message stands in `scenario.message`.
        cut: it came to more than a letter has room for. Its last paragraph says so.
    """

    id: str
    title: str
    channel: Channel
    register: Register
    subject: str
    tip: str
    paragraphs: tuple[Paragraph, ...]
    words: int
    range: tuple[int, int] | None
    waiting: int = 0
    at: int = -1
    cut: bool = False

    @property
    def body(self) -> str:
        """The text as it is sent: paragraphs with a blank line between them."""
        return "\n\n".join(
            f"{paragraph.heading}\n{paragraph.text}" if paragraph.heading else paragraph.text
            for paragraph in self.paragraphs
        )


@dataclass(frozen=True, slots=True)
class Said:
    """One talking point, written out. `at` is where it stands in `scenario.point`."""

    group: Group
    text: str
    steps: tuple[str, ...]
    at: int = -1


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply card, written out. `at` is where it stands in `scenario.card`."""

    they_say: str
    you_say: str
    avoid: str
    at: int = -1


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a set of answers comes to. The first letter is the one to send."""

    letters: tuple[Letter, ...]
    points: tuple[Said, ...]
    cards: tuple[Reply, ...]

    def letter(self, id: str) -> Letter | None:
        """Return the letter with this id, or None."""
        return next((letter for letter in self.letters if letter.id == id), None)
