"""What came out, in plain lines, and what can be done with it: edit, copy, save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from coach.compose.outcome import Outcome
from coach.errors import CoachError
from coach.export.clipboard import put, told
from coach.export.files import folder_named, save
from coach.export.pieces import FORMATS, Piece, files, listing
from coach.export.text import cards_text, letter_text, points_text
from coach.guide.guide import Guide
from coach.guide.leaving import leaving
from coach.language import _
from coach.plain.terminal import Terminal, is_command
from coach.safety.alarm import REPORT, Alarm
from coach.scenario.library import help_card
from coach.shown import Sheet


def show_results(terminal: Terminal, sheets: Sequence[Sheet], outcome: Outcome) -> None:
    """Write every letter, the talking points and the reply cards."""
    for sheet in sheets:
        show_letter(terminal, sheet)
    if outcome.points:
        terminal.write("\n" + points_text(outcome.points))
    if outcome.cards:
        terminal.write("\n" + cards_text(outcome.cards))
    terminal.write("\n")


def show_letter(terminal: Terminal, sheet: Sheet) -> None:
    """Write one letter as it will leave, and say where it no longer fits the answers."""
    terminal.write(f"\n{sheet.letter.title}\n\n")
    if sheet.stale:
        terminal.say(_("You changed an answer after editing this. :restore brings the new words."))
        terminal.write("\n")
    terminal.write(letter_text(sheet.subject, sheet.body))


def show_help_card(terminal: Terminal, alarm: Alarm | None = None) -> None:
    """Write the help card: who to call, complete numbers first.

    Args:
        alarm: what was typed has stopped the flow; then what to do first stands there too.
    """
    card = help_card()
    terminal.say()
    terminal.say(card.title)
    terminal.say((alarm.calm if alarm is not None else "") or card.calm)
    for line in card.helpline:
        terminal.say(f"{line.name}: {line.how}", mark="  ")
        for more in filter(None, (line.when, line.note)):
            terminal.say(more, mark="     ")
    for advice in alarm.advice(card) if alarm is not None else ():
        for says in advice.says:
            terminal.say(says, mark="  ")
    terminal.say(card.outside)
    terminal.say(card.nobody_told)


def stop(terminal: Terminal, guide: Guide) -> str:
    """Show the help card because of what was typed, and do what the person chooses.

    Returns:
        The scenario to go to now, or "" where they go on here.
    """
    alarm = guide.alarm
    if alarm is None:
        return ""
    show_help_card(terminal, alarm)
    while True:
        terminal.say()
        for at, (_id, label) in enumerate(alarm.choices, 1):
            terminal.say(label, mark=f"  {at}. ")
        at = _number(terminal.ask(_("Type a number. Nothing goes on before you choose: ")), 9)
        choice = alarm.choices[at - 1][0] if 0 < at <= len(alarm.choices) else ""
        if choice == "help":
            show_help_card(terminal, alarm)
        elif choice == "report":
            guide.set_aside()
            return REPORT
        elif choice == "safe":
            guide.not_meant()
            return ""
        elif choice == "forget":
            guide.forget()
            terminal.say(_("Deleted, here and on disk."))
            return ""


def edit_letter(terminal: Terminal, guide: Guide) -> None:
    """Let the person reword one line of a finished letter. Enter or a command keeps it."""
    sheet = _choose(terminal, guide)
    if sheet is None:
        return
    lines = sheet.body.split("\n")
    worded = [at for at, line in enumerate(lines) if line.strip()]
    for number, at in enumerate(worded, 1):
        terminal.say(lines[at], mark=f"  {number}. ")
    number = _number(terminal.ask(_("Which line? ")), len(worded))
    if not number:
        terminal.say(_("Nothing was changed."))
        return
    at = worded[number - 1]
    terminal.say(_("It says: {line}").format(line=lines[at]))
    terminal.say(_("Type the new words. Enter alone keeps it; “:delete” takes the line out."))
    words = terminal.ask().strip()
    if words == ":delete":
        del lines[at]
    elif not words or is_command(words):
        terminal.say(_("Nothing was changed."))
        return
    else:
        lines[at] = words.removeprefix(":") if words.startswith("::") else words
    guide.edit(sheet.letter.id, sheet.subject, _closed_up(lines))


def _closed_up(lines: Sequence[str]) -> str:
    """Join lines, with no more than one empty line where one was taken out."""
    kept = [line for at, line in enumerate(lines) if line.strip() or (at and lines[at - 1].strip())]
    return "\n".join(kept).strip("\n")


def restore_letter(terminal: Terminal, guide: Guide) -> None:
    """Take the person's own wording of a letter back out."""
    sheet = _choose(terminal, guide)
    if sheet is not None:
        guide.restore(sheet.letter.id)


def copy_letter(terminal: Terminal, guide: Guide) -> None:
    """Put a finished letter on the clipboard, or say where to find it instead."""
    sheet = _choose(terminal, guide)
    if sheet is None:
        return
    way = put(letter_text(sheet.subject, sheet.body), terminal.hand_over)
    terminal.say(told(way, _("“:save FOLDER” writes it to a file")))


def save_all(terminal: Terminal, guide: Guide, where: str) -> None:
    """Show what came of a sitting, in a format, then write it. `where` is as in `save_pieces`."""
    if where and not guide.path.finished:
        terminal.say(_("Your message is not finished yet. Your answers are kept as you go."))
        return
    stamp = guide.keeper.session.updated
    save_pieces(terminal, lambda: leaving(guide, date.today()), stamp, where)


def show_redacted(
    terminal: Terminal, pieces: Callable[[], Sequence[Piece]], stamp: datetime, where: str
) -> None:
    """Read out the same without names and dates, or write it to a folder.

    Args:
        pieces: what there is without them.
        where: as in `save_pieces`; "" reads it out.
    """
    terminal.say(
        _(
            "Read it before you pass it on: a name that is on no card and in no answer stays."
            " What is kept here is not changed."
        )
    )
    if where:
        save_pieces(terminal, pieces, stamp, where)
        return
    try:
        for one in pieces():
            terminal.write("\n" + one.text.strip() + "\n")
    except CoachError as error:
        terminal.say(str(error))
        return
    terminal.say(_("“:redact FOLDER” writes it to files."))


def save_pieces(
    terminal: Terminal, pieces: Callable[[], Sequence[Piece]], stamp: datetime, where: str
) -> None:
    """Show exactly what will be in the files, then write them.

    Args:
        pieces: what there is.
        stamp: when what they are made from was last changed.
        where: a folder, and after it a format if it is not to be text.
    """
    folder, _space, format = where.rpartition(" ")
    if not folder or format not in (one.id for one in FORMATS):
        folder, format = where, "txt"
    if not folder:
        terminal.say(_("Name a folder: :save FOLDER. For another format: :save FOLDER pdf"))
        terminal.say(_("Formats: {ids}.").format(ids=", ".join(one.id for one in FORMATS)))
        return
    try:
        every = pieces()
        made = files(every, format, stamp)
        terminal.say(_("This is all that is in it:"))
        terminal.write("\n" + listing(every, format, stamp) + "\n")
        for path in save(folder_named(folder.strip()), made):
            terminal.say(_("Written: {path}").format(path=path))
    except CoachError as error:
        terminal.say(str(error))


def _choose(terminal: Terminal, guide: Guide) -> Sheet | None:
    """Return the letter a command is about, asking where there are several."""
    if not guide.path.finished:
        terminal.say(_("Your message is not finished yet. :message shows it as it stands."))
        return None
    return choose_letter(terminal, guide.sheets())


def choose_letter(terminal: Terminal, sheets: Sequence[Sheet]) -> Sheet | None:
    """Return one of `sheets`, asking which where there are several; None where none was named."""
    if len(sheets) < 2:
        return sheets[0] if sheets else None
    for at, sheet in enumerate(sheets, 1):
        terminal.say(sheet.letter.title, mark=f"  {at}. ")
    at = _number(terminal.ask(_("Which one? ")), len(sheets))
    if not at:
        terminal.say(_("Nothing was changed."))
    return sheets[at - 1] if at else None


def _number(text: str, most: int) -> int:
    """Return the number from 1 to `most` that `text` says, or 0."""
    text = text.strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return number if number <= most else 0
