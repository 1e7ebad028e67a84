"""How the words being written will land: one thing at a time, said once, never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.guide.tone import praised
from coach.language import _
from coach.tone.flag import Flag
from coach.tui.commands import KEEP_MINE, TAKE, Command
from coach.tui.plain_text import QUIET, Styled, Text, plain
from coach.tui.widgets.covered import Covered, Span

if TYPE_CHECKING:
    from coach.tone.review import Review


class Tone(Text):
    """A line or two under what is being written."""

    def __init__(self) -> None:
        super().__init__(id="tone")
        self.flag: Flag | None = None

    def tell(self, review: Review | None, flag: Flag | None) -> None:
        """Speak of `flag`; without one, of what works; without that, say nothing.

        Args:
            review: of the whole text.
            flag: the one of its flags that comes first just now.
        """
        self.flag = flag
        if flag is not None:
            self.say(plain(*_about(flag)))
            return
        works = next(iter(praised(review)), "") if review else ""
        self.say(plain(("+ ", "bold"), (works, QUIET)) if works else "")


def _about(flag: Flag) -> list[str | Styled]:
    says = flag.says if flag.replacements or not flag.better else f"{flag.says} {flag.better}"
    sign = "! " if flag.severity == "warning" else "· "
    parts: list[str | Styled] = [(sign, "bold"), says, "\n"]
    if flag.replacements:
        ways = " / ".join(f"“{' '.join(one.split())}”" for one in flag.replacements[:2])
        parts += ["  ", ("F4", "bold"), " ", ways, "   "]
    else:
        parts.append("  ")
    parts += [("Ctrl+T", "bold"), " ", _("keeps yours")]
    return parts


def tone_commands(flag: Flag | None, again: bool) -> Sequence[Command]:
    """Return what can be done about `flag`, in the order of the footer.

    Args:
        again: whether another way can follow one that was just put.
    """
    put = [TAKE] if again or (flag is not None and flag.replacements) else []
    return [*put, *([KEEP_MINE] if flag is not None else [])]


class Taken:
    """The way that was put last, so that the same key can put the next one.

    The ways go round: the first, the second, the person's own words again.
    """

    def __init__(self) -> None:
        self._text = ""
        self._span: Span = (0, 0)
        self._ways: tuple[str, ...] = ()

    def put(self, area: Covered, flag: Flag | None) -> bool:
        """Put the first way of `flag` into `area`, or the next one of what was put last.

        Returns:
            False where there is nothing to put.
        """
        if self._ways and area.text == self._text:
            return self._put(area)
        if flag is None or not flag.replacements or not flag.end:
            return False
        self._span = (flag.start, flag.end)
        self._ways = (*flag.replacements, area.text[flag.start : flag.end])
        return self._put(area)

    def again(self, area: Covered) -> bool:
        """Whether the next press would put another way of what was put last."""
        return bool(self._ways) and area.text == self._text

    def _put(self, area: Covered) -> bool:
        way, *rest = self._ways
        self._ways = (*rest, way)
        area.put(self._span, way)
        self._span = (self._span[0], self._span[0] + len(way))
        self._text = area.text
        return True
