"""One question in plain lines: what is asked, how to answer, what Enter alone would do."""

from __future__ import annotations

from coach.guide.guide import Guide
from coach.interview.answers import is_empty
from coach.interview.show import in_words
from coach.interview.typed import takes_rows
from coach.language import _
from coach.plain.rows import say_how, show_rows
from coach.plain.terminal import Terminal
from coach.shown import Prompt


def show_prompt(terminal: Terminal, guide: Guide, prompt: Prompt) -> None:
    """Write a question with its choices and how to answer it."""
    terminal.say()
    terminal.say(
        _("Question {number} of {total}. {title}").format(
            number=prompt.number, total=prompt.total, title=prompt.title
        )
    )
    terminal.say(prompt.ask)
    for at, option in enumerate(prompt.options, 1):
        terminal.say(option.label, mark=f"  {at}. ")
        if option.hint:
            terminal.say(option.hint, mark="     ")
    if prompt.offers:
        terminal.say(_("On the card: {names}").format(names="; ".join(prompt.offers)))
    for line in (*how(prompt), *standing(guide, prompt)):
        terminal.say(line)
    step = guide.scenario.step(prompt.id)
    if step is not None and takes_rows(step) and not is_empty(prompt.start):
        show_rows(terminal, step, prompt.start)
        say_how(terminal)


def how(prompt: Prompt) -> list[str]:
    """Return what to type, in one or two lines; none where it is plain."""
    match prompt.kind:
        case "many":
            return [_("Type the numbers, with spaces between.")]
        case "lines":
            return [
                _("One a line, {most} at most. An empty line ends it.").format(most=prompt.most)
            ]
        case "table":
            columns = " | ".join(column.label for column in prompt.columns)
            return [
                _("One row a line, like this: {columns}").format(columns=columns),
                _("{most} rows at most. An empty line ends it.").format(most=prompt.most),
            ]
        case "scale":
            low, high = prompt.range
            return [
                _("From {low} ({least}) to {high} ({most}).").format(
                    low=low, least=prompt.low, high=high, most=prompt.high
                )
            ]
        case "date":
            return [_("Day, month and year, such as 3 September 2026 or 2026-09-03.")]
        case "note":
            return [_("Press Enter to go on.")]
        case _:
            return []


def standing(guide: Guide, prompt: Prompt) -> list[str]:
    """Return what was typed or answered here before, and what Enter alone would do."""
    step = guide.scenario.step(prompt.id)
    if step is None or prompt.kind == "note":
        return []
    lines = []
    rows = takes_rows(step)
    if prompt.doubt:
        lines.append(_("Your answer needs another look. {doubt}").format(doubt=prompt.doubt))
    if prompt.draft is not None and not is_empty(prompt.draft):
        if rows:
            return [*lines, _("You had begun:")]
        draft = in_words(step, prompt.draft)
        return [*lines, _("You had begun: {draft}").format(draft=draft), _("Enter uses that.")]
    if not is_empty(prompt.value):
        if rows:
            return [*lines, _("Your answer now:")]
        now = guide.in_words(step)
        return [*lines, _("Your answer now: {answer}").format(answer=now), _("Enter keeps it.")]
    if prompt.optional:
        lines.append(_("You may skip this: press Enter."))
    return lines


def show_review(terminal: Terminal, guide: Guide) -> None:
    """Write every answer under its section, each with the number to change it by."""
    number = 0
    for line in guide.outline():
        if not line.step:
            terminal.say()
            terminal.say(line.title)
            continue
        number += 1
        said = line.words or (_("skipped") if line.state == "skipped" else _("no answer yet"))
        if line.state == "doubtful":
            said = _("needs another look: {answer}").format(answer=said)
        if line.typing:
            said = _("{answer} (other words you typed here are kept)").format(answer=said)
        terminal.say(f"{line.title}: {said}", mark=f"{number:>3}. ")
    terminal.say()
    terminal.say(_("To change one, type :go and its number."))
