"""How what was written will land, in plain lines: told once, taken or kept by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.guide.guide import Guide
from coach.guide.tone import all_in_all, of_answer, of_sheet, praised, said_so, told, value_of
from coach.language import _
from coach.plain.terminal import Terminal
from coach.scenario.evaluate import Value
from coach.tone.flag import Flag

if TYPE_CHECKING:
    from coach.tone.review import Review

MOST = 3
"""Things told after one answer; “:tone” tells the rest."""


class ToneLines:
    """The tone coach beside a sitting.

    Attributes:
        said: what was told last, in the order of its numbers: the step or the letter it is
            about, and the flag.
    """

    def __init__(self, terminal: Terminal, guide: Guide) -> None:
        self.terminal, self.guide = terminal, guide
        self.said: list[tuple[str, Flag]] = []

    def after(self, step_id: str) -> None:
        """Tell what may close a door in the answer that was just given."""
        step = self.guide.scenario.step(step_id)
        review = of_answer(self.guide, step) if step is not None else None
        if review is None:
            return
        if review.warnings:
            self._tell([(step_id, flag) for flag in review.warnings[:MOST]])
            self._how()

    def all(self) -> None:
        """Tell how the present answer reads; at the end, how the finished message does."""
        guide = self.guide
        if not guide.at and guide.path.finished:
            self._finished()
            return
        id = guide.at if value_of_at(guide) else self._last()
        step = guide.scenario.step(id)
        review = of_answer(guide, step) if step is not None else None
        if review is None:
            self.terminal.say(_("There is nothing written here to read yet."))
            return
        self._tell([(id, flag) for flag in review.flags])
        for says in praised(review):
            self.terminal.say(says, mark="  + ")
        if review.flags:
            self._how()
        elif not review.praise:
            self.terminal.say(_("Nothing in it stands in the way."))

    def _last(self) -> str:
        """The last step that was answered."""
        answered = [step.id for step in self.guide.path.steps if step.id in self.guide.answers]
        return answered[-1] if answered else ""

    def _finished(self) -> None:
        found = [
            (sheet.letter.id, sheet.letter.title, of_sheet(self.guide, sheet))
            for sheet in self.guide.sheets()
        ]
        self.said = []
        for id, title, review in found:
            if review is None:
                continue
            self.terminal.say()
            for line in (title, *all_in_all(review)):
                self.terminal.say(line)
            self._tell([(id, flag) for flag in review.flags], more=True)
            for says in praised(review):
                self.terminal.say(says, mark="  + ")
        if self.said:
            self._how()

    def _tell(self, found: list[tuple[str, Flag]], *, more: bool = False) -> None:
        if not more:
            self.said = []
        for pair in found:
            self.said.append(pair)
            self.terminal.say(told(pair[1]), mark=f"  {len(self.said)}. ")

    def _how(self) -> None:
        ways = any(flag.replacements for _id, flag in self.said)
        take = _("“:take 1” puts it the other way, ") if ways else ""
        self.terminal.say(take + _("“:keep 1” keeps your words for good. Or just go on."))

    def take(self, rest: str) -> None:
        """Put the other way of a number that was told; a second number picks among several."""
        numbers = rest.split()
        chosen = self._chosen(numbers[0] if numbers else "1")
        if chosen is None:
            return
        id, flag = chosen
        which = int(numbers[1]) - 1 if len(numbers) > 1 and numbers[1] in "123456789" else 0
        if not 0 <= which < len(flag.replacements):
            self.terminal.say(flag.better or _("There is no other way to put it here."))
            return
        if self._put(id, flag, which):
            self.terminal.say(
                _("It says now: {words}").format(words=" ".join(flag.replacements[which].split()))
            )
            self.said = []
        else:
            self.terminal.say(_("These words have changed since. :tone reads them again."))

    def _put(self, id: str, flag: Flag, which: int) -> bool:
        step = self.guide.scenario.step(id)
        if step is not None:
            value = value_of(self.guide, step)
            if not _still(of_answer(self.guide, step), flag):
                return False
            said: Value = said_so(value, flag, which)
            self.guide.reword(id, said)
            return True
        sheet = next((one for one in self.guide.sheets() if one.letter.id == id), None)
        if sheet is None or not _still(of_sheet(self.guide, sheet), flag):
            return False
        self.guide.edit(id, sheet.subject, flag.applied(sheet.body, which))
        return True

    def keep(self, rest: str) -> None:
        """Keep the words of a number that was told, for good."""
        chosen = self._chosen(rest.strip() or "1")
        if chosen is not None:
            self.guide.keep_mine(chosen[1])
            self.terminal.say(_("Kept as it is. It won't be spoken of again."))

    def _chosen(self, number: str) -> tuple[str, Flag] | None:
        if not self.said:
            self.terminal.say(_("There is nothing to take or keep. :tone reads what you wrote."))
            return None
        at = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
        if not 0 < at <= len(self.said):
            self.terminal.say(_("Type a number from 1 to {count}.").format(count=len(self.said)))
            return None
        return self.said[at - 1]


def value_of_at(guide: Guide) -> bool:
    """Return whether anything is written at the question that is asked just now."""
    return bool(guide.at) and of_answer(guide) is not None


def _still(review: Review | None, flag: Flag) -> bool:
    return review is not None and flag in review.flags
