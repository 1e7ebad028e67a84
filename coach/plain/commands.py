"""What can be asked for in plain lines, beside answering: “:back”, “:example”, “:sent”."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.store import Store, Unsaved
from coach.errors import CoachError
from coach.export.text import cards_text, letter_text, points_text
from coach.guide.cover import child_names
from coach.guide.guide import Guide
from coach.guide.redacting import redacted
from coach.guide.written_down import contact_answers, sent_sheets, write_down
from coach.interview.answers import Fault, is_empty
from coach.interview.typed import read_typed
from coach.language import _
from coach.plain.questions import show_review
from coach.plain.results import (
    choose_letter,
    copy_letter,
    edit_letter,
    restore_letter,
    save_all,
    show_help_card,
    show_letter,
    show_redacted,
    stop,
)
from coach.plain.rows import add, drop, reword, show_rows
from coach.plain.terminal import COMMAND, Leave, Terminal
from coach.plain.tone import ToneLines
from coach.plain.versions import show_beside, show_versions
from coach.scenario.evaluate import Value
from coach.shown import Prompt, Sheet


class InputEnded(CoachError):
    """The input ended before the last question."""


class ToHome(Exception):
    """The person goes to the first list; what was open is kept and closed on the way."""


class Elsewhere(Exception):
    """The person goes on to another scenario."""

    def __init__(self, scenario: str, said: Mapping[str, Value] | None = None) -> None:
        super().__init__(scenario)
        self.scenario, self.said = scenario, said


class Commands:
    """A sitting as far as it does what is asked for; `sitting.Sitting` asks."""

    def __init__(
        self, guide: Guide, terminal: Terminal, out: Path | None, store: Store | None = None
    ) -> None:
        self.guide = guide
        self.store = store
        self.terminal = terminal
        self.out = out
        self.say = terminal.say
        self.section = ""
        self.tone = ToneLines(terminal, guide)
        self.asked: Prompt | None = None
        self.shown: tuple[Sheet, ...] = ()
        self.without_it = False
        self.commands: dict[str, tuple[Callable[[str], None], str]] = {
            "back": (self.back, _("the question before this one")),
            "skip": (self.skip, _("go past a question that may be skipped")),
            "why": (self.why, _("why we ask")),
            "example": (self.example, _("an answer that helps, and one that helps less")),
            "review": (self.review, _("every answer, with a number to change it by")),
            "go": (self.go, _("“:go 3” goes to number 3 of the review")),
            "drop": (partial(self.rows, drop), _("“:drop 2” takes a row out of a list or table")),
            "row": (partial(self.rows, reword), _("“:row 2 words” rewords a row")),
            "add": (partial(self.rows, add), _("“:add words” adds a row")),
            "more": (self.more, _("an answer of several lines; a line with only “.” ends it")),
            "points": (self.points, _("what to say: your talking points")),
            "cards": (self.cards, _("reply cards: if they say this, you could say that")),
            "message": (self.message, _("your message as it stands")),
            "edit": (self.edit, _("reword the finished message")),
            "restore": (lambda _: restore_letter(terminal, guide), _("undo your rewording")),
            "tone": (lambda _: self.tone.all(), _("how what you wrote will land")),
            "take": (
                self.take_way,
                _("“:take 2” puts number 2 the other way; “:take 2 2”, the second other way"),
            ),
            "keep": (
                lambda number: self.tone.keep(number),
                _("“:keep 2” keeps your words: they are not spoken of again"),
            ),
            "copy": (lambda _: copy_letter(terminal, guide), _("put it on the clipboard")),
            "save": (
                lambda folder: save_all(terminal, guide, folder),
                _("“:save FOLDER” writes everything as files; “:save FOLDER pdf” as PDF"),
            ),
            "versions": (
                lambda rest: show_versions(terminal, guide, rest),
                _("what the message said before; “:versions 1 2” says what changed"),
            ),
            "words": (
                lambda _: show_beside(terminal, guide),
                _("the answers behind each paragraph of the message"),
            ),
            "redact": (
                self.redact,
                _("the same without names and dates; “:redact FOLDER” writes it to files"),
            ),
            "rehearse": (self.rehearse, _("practice the talk before it counts")),
            "sent": (self.sent, _("write down that it was sent or said")),
            "home": (self.home, _("the first list; this is kept")),
            "hide": (self.hide, _("show “Child” for the child's name, or the name again")),
            "urgent": (
                lambda _: show_help_card(terminal),
                _("numbers to call when someone is in danger"),
            ),
            "help": (self.help, _("this list")),
            "quit": (self.quit, _("stop here; everything is kept")),
        }

    def redact(self, where: str) -> None:
        """Show or save every answer and what came of it, without names and dates."""
        guide = self.guide
        stamp = guide.keeper.session.updated
        show_redacted(self.terminal, lambda: redacted(guide, date.today()), stamp, where)

    def keep(self) -> None:
        """Save what there is; where that fails, say so and go on: it is tried again."""
        try:
            self.guide.keep_drafts()
        except CoachError as error:
            self.say(str(error))

    def take(self, prompt: Prompt, lines: Sequence[str]) -> None:
        """Give the answer, or say why it can't be one."""
        step = self.guide.scenario.step(prompt.id)
        if step is None:
            return
        wrong: Fault | None
        if any(line.strip() for line in lines):
            value = read_typed(step, lines, [option.label for option in prompt.options])
            wrong = value if isinstance(value, Fault) else self.give(value)
        elif is_empty(prompt.start):
            wrong = self.give(())
        else:
            wrong = self.give(prompt.start)
        if wrong is not None:
            self.say(str(wrong))

    def give(self, value: Value) -> Fault | None:
        """Give an answer. One that can't be saved now is kept in mind, and tried again."""
        wrong: Fault | None = None
        at = self.guide.at
        try:
            wrong = self.guide.answer(value)
        except CoachError as error:
            self.say(str(error))
        self.cover()
        self.heed()
        if wrong is None:
            self.tone.after(at)
        return wrong

    def take_way(self, rest: str) -> None:
        """Put words the other way that was told."""
        self.tone.take(rest)
        self.heed()

    def cover(self) -> None:
        """While names are hidden, hide the one that was just given like the others."""
        if self.terminal.hiding:
            self.terminal.hidden = child_names(self.store or Unsaved(), self.guide.path)

    def heed(self) -> None:
        """Where what was typed may mean danger, show the help card and wait for a choice."""
        while self.guide.stopped:
            self.asked = None
            try:
                to = stop(self.terminal, self.guide)
            except CoachError as error:
                self.say(str(error))
                continue
            if to:
                raise Elsewhere(to)

    def command(self, line: str) -> bool:
        """Do what `line` asks, if it is a command."""
        match = COMMAND.match(line.strip())
        if match is None:
            return False
        found = self.commands.get(match[1])
        if found is None:
            self.say(_("There is no command :{name}. :help lists them.").format(name=match[1]))
        else:
            found[0]((match[2] or "").strip())
        return True

    def can_be_sent(self) -> bool:
        """Whether there is a message here that a log could tell of."""
        own = self.guide.scenario.id in (FAMILY, CONTACT)
        return self.store is not None and not own and bool(sent_sheets(self.guide))

    def back(self, _rest: str) -> None:
        """Go to the question before this one."""
        if not self.guide.back():
            self.say(_("This is the first question."))

    def skip(self, _rest: str) -> None:
        """Go past this question."""
        wrong = self.guide.skip()
        if wrong is not None:
            self.say(str(wrong))

    def why(self, _rest: str) -> None:
        """Say why this is asked."""
        prompt = self.guide.prompt()
        self.say((prompt.why if prompt else "") or _("There is nothing to add here."))

    def example(self, _rest: str) -> None:
        """Show an answer that helps more, and one that helps less."""
        prompt = self.guide.prompt()
        if prompt is None or not prompt.example:
            self.say(_("There is no example here."))
            return
        self.say(_("Helps more: {example}").format(example=prompt.example))
        if prompt.weak:
            self.say(_("Helps less: {weak}").format(weak=prompt.weak))

    def review(self, _rest: str) -> None:
        """Show every answer."""
        show_review(self.terminal, self.guide)

    def go(self, rest: str) -> None:
        """Go to an answer by its number in the review."""
        steps = [line.step for line in self.guide.outline() if line.step]
        if rest.isascii() and rest.isdigit() and len(rest) < 4 and 0 < int(rest) <= len(steps):
            self.guide.go(steps[int(rest) - 1])
        else:
            self.say(_("Type :go and a number from 1 to {count}.").format(count=len(steps)))

    def rows(self, change: Callable[[Guide, str], str], rest: str) -> None:
        """Change one row of what stands here, and read the rows out again."""
        wrong = change(self.guide, rest)
        if wrong:
            self.say(wrong)
            return
        self.keep()
        prompt, step = self.guide.prompt(), self.guide.scenario.step(self.guide.at)
        if prompt is not None and step is not None:
            show_rows(self.terminal, step, prompt.start)
        self.asked = prompt  # it was read out; only what was typed into it is new

    def more(self, _rest: str) -> None:
        """Take an answer of several lines."""
        prompt = self.guide.prompt()
        if prompt is None or prompt.kind != "text":
            self.say(_("This question takes one line."))
            return
        self.say(_("Type as many lines as you like. A line with only “.” ends it."))
        lines: list[str] = []
        while (line := self.terminal.ask("| ")) != ".":
            lines.append(line)
            self.guide.draft("\n".join(lines))
            self.keep()
        self.take(prompt, lines)

    def message(self, _rest: str) -> None:
        """Show the message as it stands; once finished, as it will leave."""
        if self.guide.path.finished:
            for sheet in self.guide.sheets():
                show_letter(self.terminal, sheet)
            return
        letters = self.guide.preview().letters
        if not letters:
            self.say(_("Nothing to show yet: it grows with your answers."))
        for letter in letters[:1]:
            self.terminal.write("\n" + letter_text(letter.subject, letter.body))

    def points(self, _rest: str) -> None:
        """Show the talking points as they stand."""
        self.terminal.write("\n" + points_text(self.guide.preview().points))

    def cards(self, _rest: str) -> None:
        """Show the reply cards as they stand."""
        self.terminal.write("\n" + cards_text(self.guide.preview().cards))

    def help(self, _rest: str) -> None:
        """List the commands."""
        self.say(_("Answer with a line and Enter. Or type:"))
        for name, (_do, says) in self.commands.items():
            self.say(says, mark=f"  :{name:<8} ")
        self.say(_("An answer that starts with “:” is typed with two: “::”."))

    def edit(self, _rest: str) -> None:
        """Reword a line of the finished message."""
        edit_letter(self.terminal, self.guide)
        self.heed()
        self.guide.keep_versions()

    def rehearse(self, _rest: str) -> None:
        """Practise the talk; coming back, what has changed in the message is read out."""
        from coach.plain.practice import practice

        if not self.guide.path.finished and not self.guide.left:
            self.say(_("Answer the last question first: then they know what you know."))
            return
        practice(self.guide, self.terminal)
        self.asked = None

    def sent(self, _rest: str) -> None:
        """Write down that a message was sent, today or with more to say about it."""
        store, guide = self.store, self.guide
        if store is None or not guide.path.finished or not self.can_be_sent():
            self.say(_("There is no finished message to write down yet."))
            return
        sheet = choose_letter(self.terminal, sent_sheets(guide))
        if sheet is None:
            return
        self.say(_("“{title}” goes into the log, as it stands.").format(title=sheet.letter.title))
        self.say(_("Yes, sent today"), mark="  1. ")
        self.say(_("On another day, or there is more to write down"), mark="  2. ")
        match self.terminal.ask(_("Type a number; Enter writes nothing: ")).strip():
            case "1":
                write_down(store, guide, sheet, date.today())
                self.say(_("It is in the log, as sent today."))
            case "2":
                raise Elsewhere(CONTACT, contact_answers(guide, sheet, date.today()))

    def home(self, _rest: str) -> None:
        """Go to the first list."""
        if self.store is None:
            self.say(_("There is no list to go to here. :quit stops."))
        elif self.may_leave():
            raise ToHome

    def may_leave(self) -> bool:
        """Keep everything; where that can't be, ask whether to leave without it."""
        self.keep()
        while self.guide.unsaved:
            self.say(_("What you gave last is not saved yet."))
            self.say(_("Try again, and leave"), mark="  1. ")
            self.say(_("Leave without it"), mark="  2. ")
            match self.terminal.ask(_("Type a number; Enter stays here: ")).strip():
                case "1":
                    self.keep()
                case "2":
                    self.without_it = True
                    return True
                case _:
                    return False
        return True

    def hide(self, _rest: str) -> None:
        """Hide the child's name, or show it again."""
        terminal = self.terminal
        terminal.hiding, terminal.hidden = not terminal.hiding, ()
        self.cover()
        self.say(_("Names are hidden.") if terminal.hiding else _("Names are shown."))

    def quit(self, _rest: str) -> None:
        """Stop here."""
        if not self.may_leave():
            return
        if self.without_it:
            self.say(_("Stopped. What was saved before stands."))
        elif self.guide.kept:
            self.say(_("Kept. Carry on with: coach resume --plain"))
        elif self.guide.begun:
            self.say(_("Stopped. Nothing of this is kept on this machine."))
        else:
            self.say(_("Stopped. Nothing was begun."))
        raise Leave
