"""What a message said before, and the answers behind it, in plain lines."""

from __future__ import annotations

from datetime import date

from coach.guide.beside import beside, none_behind
from coach.guide.guide import Guide
from coach.guide.versions import Kept, compared, describe, kept, none_yet, tone_lines
from coach.language import _
from coach.plain.terminal import Terminal


def show_versions(terminal: Terminal, guide: Guide, rest: str = "") -> None:
    """List the versions of a finished message, or say what changed between two.

    Args:
        rest: two numbers of versions; one is compared with what it says now; none lists them.
            Where there are several messages, the number of the message comes first: “2: 1 3”.
    """
    guide.keep_versions()
    every = kept(guide)
    if not every:
        terminal.say(_("Your message is not finished yet. Its versions are kept from then on."))
        return
    which, numbers = _asked(rest)
    if not 0 <= which < len(every):
        terminal.say(_("There is no message of this number."))
        return
    if not numbers:
        for at, one in enumerate(every, 1):
            _list(terminal, one, at if len(every) > 1 else 0)
        terminal.say(_("“:versions 1 2” says what changed from the first to the second."))
        return
    one = every[which]
    last = len(one.versions)
    old, new = (numbers[0], numbers[1] if len(numbers) > 1 else last)
    if not (0 < old <= last and 0 < new <= last):
        terminal.say(_("Name versions by their numbers, from 1 to {n}.").format(n=last))
        return
    _compare(terminal, one, min(old, new) - 1, max(old, new) - 1)


def _asked(rest: str) -> tuple[int, list[int]]:
    """Return which message is meant, from 0, and the numbers of versions."""
    before, colon, after = rest.partition(":")
    which = (_number(before) or 0) - 1 if colon else 0
    words = (after if colon else rest).replace(",", " ").split()
    return which, [_number(word) or 0 for word in words[:2]]


def _list(terminal: Terminal, one: Kept, number: int) -> None:
    terminal.say(f"{number}: {one.title}" if number else one.title)
    for at in range(len(one.versions)):
        name, about = describe(one, at, date.today())
        terminal.say(f"{name}. {about}", mark=f"  {at + 1}. ")
    if len(one.versions) == 1:
        terminal.say(none_yet())


def _compare(terminal: Terminal, one: Kept, old: int, new: int) -> None:
    found = compared(one, old, new)
    terminal.say(
        _("{title}: from version {old} to version {new}.").format(
            title=one.title, old=old + 1, new=new + 1
        )
    )
    if found.same:
        terminal.say(_("Nothing changed."))
        return
    terminal.say(_("What went is between [− and −], what came between [+ and +]."))
    said = []
    for piece in found.pieces:
        words = piece.text.strip()
        if piece.change == "same" or not words:
            said.append(piece.text if piece.change != "gone" else "")
            continue
        sign = "−" if piece.change == "gone" else "+"
        start = piece.text.index(words)
        before, after = piece.text[:start], piece.text[start + len(words) :]
        said.append(f"{before}[{sign}{words}{sign}]{after}")
    terminal.write("\n" + "".join(said).strip("\n") + "\n\n")
    for line in tone_lines(found):
        terminal.say(line)


def show_beside(terminal: Terminal, guide: Guide, _rest: str = "") -> None:
    """Read out each paragraph of the draft after the answers that made it."""
    found = beside(guide)
    if not found:
        terminal.say(_("Nothing to show yet: the draft grows with the answers."))
    for at, one in enumerate(found, 1):
        terminal.say(_("Paragraph {n}").format(n=at))
        for answer in one.answers:
            said = _("They said ({title}): {words}").format(title=answer.title, words=answer.words)
            terminal.say(said, mark="  ")
        if not one.answers:
            terminal.say(none_behind(), mark="  ")
        terminal.say(_("The draft says: {text}").format(text=one.text), mark="  ")
        if one.by_hand:
            terminal.say(_("(reworded by hand)"), mark="  ")


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
