"""One sitting, line by line: ask, take a line, go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from coach.casebook.store import Store, Unsaved
from coach.errors import CoachError
from coach.export.files import contents, save
from coach.export.text import cards_text, letter_text, points_text
from coach.guide import Guide
from coach.interview.answers import Fault, is_empty
from coach.interview.carried import carried
from coach.interview.typed import read_typed, takes_rows
from coach.language import _
from coach.plain.questions import show_prompt, show_review
from coach.plain.results import (
    copy_letter,
    edit_letter,
    restore_letter,
    save_all,
    show_help_card,
    show_letter,
    stop,
)
from coach.plain.terminal import COMMAND, EndOfInput, Leave, Terminal
from coach.scenario.evaluate import Value
from coach.scenario.library import find, headers
from coach.shown import Prompt, Sheet


def sit(
    guide: Guide,
    out: Path | None = None,
    terminal: Terminal | None = None,
    store: Store | None = None,
) -> int:
    """Go through `guide` on stdin and stdout.

    Args:
        out: a folder to write the results into.
        store: where another scenario is begun, if the person goes on to one.

    Returns:
        0 when the person left or the end was reached.

    Raises:
        CoachError: where the input ended before the interview did; all is kept.
    """
    terminal = terminal or Terminal(sys.stdin, sys.stdout)
    sitting = Sitting(guide, terminal, out, store)
    try:
        sitting.run()
    except Elsewhere as to:
        guide.keep_drafts()
        return _sit_elsewhere(guide, to.scenario, out, terminal, store)
    except Leave:
        return 0
    except EndOfInput:
        present = guide.path.present
        if present is None:
            return 0
        raise CoachError(
            _("The input ended before the last question."),
            where=present.id,
            advice=_("What you answered is kept. Carry on with: coach resume --plain")
            if guide.kept
            else "",
        ) from None
    finally:
        guide.keep_drafts()
    return 0


class Elsewhere(Exception):
    """The person goes on to another scenario."""

    def __init__(self, scenario: str) -> None:
        super().__init__(scenario)
        self.scenario = scenario


def _sit_elsewhere(
    guide: Guide, to: str, out: Path | None, terminal: Terminal, store: Store | None
) -> int:
    """Begin the scenario `to`, with the names that `guide` knows."""
    scenario = find(to)
    with (store or Unsaved()).create(to) as keeper:
        there = Guide(scenario, keeper)
        there.begin_with(carried(guide.path, scenario))
        terminal.say()
        return sit(there, out, terminal, store)


class Sitting:
    """The loop and the commands."""

    def __init__(
        self, guide: Guide, terminal: Terminal, out: Path | None, store: Store | None = None
    ) -> None:
        self.guide = guide
        self.store = store
        self.terminal = terminal
        self.out = out
        self.say = terminal.say
        self.section = ""
        self.asked: Prompt | None = None
        self.shown: tuple[Sheet, ...] = ()
        self.commands: dict[str, tuple[Callable[[str], None], str]] = {
            "back": (self.back, _("the question before this one")),
            "skip": (self.skip, _("go past a question that may be skipped")),
            "why": (self.why, _("why we ask")),
            "example": (self.example, _("an answer that helps, and one that helps less")),
            "review": (self.review, _("every answer, with a number to change it by")),
            "go": (self.go, _("“:go 3” goes to number 3 of the review")),
            "more": (self.more, _("an answer of several lines; a line with only “.” ends it")),
            "points": (self.points, _("what to say: your talking points")),
            "cards": (self.cards, _("reply cards: if they say this, you could say that")),
            "message": (self.message, _("your message as it stands")),
            "edit": (self.edit, _("reword the finished message")),
            "restore": (lambda _: restore_letter(terminal, guide), _("undo your rewording")),
            "copy": (lambda _: copy_letter(terminal, guide), _("put it on the clipboard")),
            "save": (
                lambda folder: save_all(terminal, guide, folder),
                _("“:save FOLDER” writes everything as files"),
            ),
            "urgent": (
                lambda _: show_help_card(terminal),
                _("numbers to call when someone is in danger"),
            ),
            "help": (self.help, _("this list")),
            "quit": (self.quit, _("stop here; everything is kept")),
        }

    def run(self) -> None:
        """Ask until there is nothing left to ask, then show what came of it."""
        self.greet()
        while True:
            notice = self.guide.keeper.take_notice()
            if notice:
                self.say(notice)
            prompt = self.guide.prompt()
            if prompt is not None:
                if prompt.section != self.section:
                    self.section = prompt.section
                    self.say("\n" + _("Part: {title}").format(title=prompt.section))
                # After a slip the question is not read out again, only what was wrong.
                if prompt != self.asked:
                    show_prompt(self.terminal, self.guide, prompt)
                self.asked = prompt
                lines = self.lines(prompt)
                if lines is not None:
                    self.take(prompt, lines)
            elif self.guide.left:
                self.leave_by_ramp(self.guide.left)
            elif self.guide.path.present is not None:
                self.guide.go(self.guide.path.present.id)
            else:
                self.results()

    def greet(self) -> None:
        """Say what this is, and what a change of the scenario means for the answers."""
        self.say(self.guide.scenario.title)
        self.say(self.guide.scenario.summary)
        self.say(_("Type :help for what you can do, :urgent if someone is in danger."))
        if self.guide.answers:
            kept = len(self.guide.path.values.keys() & self.guide.answers.keys())
            self.say(_("Welcome back. Answers kept: {count}.").format(count=kept))
        changes = self.guide.changes
        if changes.none or not self.guide.answers:
            return
        self.say(_("This scenario has changed since you were here."))
        for count, what in (
            (len(changes.kept), _("Answers kept: {count}.")),
            (len(changes.doubtful), _("Needing another look: {count}.")),
            (len(changes.new), _("New questions: {count}.")),
            (len(changes.parked), _("Set aside, in case they are needed: {count}.")),
        ):
            if count:
                self.say(what.format(count=count))

    def lines(self, prompt: Prompt) -> list[str] | None:
        """Return what was typed as an answer; None where a command led elsewhere.

        A command that only tells something does not end the answer, nor read the
        question out again.
        """
        step = self.guide.scenario.step(prompt.id)
        rows = step is not None and takes_rows(step)
        entered: list[str] = []
        while True:
            line = self.terminal.ask()
            if self.command(line):
                if self.guide.at != prompt.id or prompt.id in self.guide.path.values:
                    return None
                continue
            line = line[1:] if line.startswith("::") else line
            if not rows:
                return [line]
            if not line.strip():
                return entered
            entered.append(line)
            self.keep_rows(prompt, entered)
            if len(entered) == prompt.most:
                return entered

    def keep_rows(self, prompt: Prompt, lines: Sequence[str]) -> None:
        """Put the rows typed so far on disk: the window may close before the last."""
        step = self.guide.scenario.step(prompt.id)
        value = read_typed(step, lines, ()) if step else None
        if not isinstance(value, Fault):
            self.guide.draft(value)
            self.keep()

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
        try:
            wrong = self.guide.answer(value)
        except CoachError as error:
            self.say(str(error))
        self.heed()
        return wrong

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

    def results(self) -> None:
        """Show what came of it, write it where asked, then take commands until one moves on.

        Coming back here, only what has changed is read out.
        """
        guide = self.guide
        sheets, outcome = guide.sheets(), guide.outcome()
        self.asked = None
        for sheet in sheets:
            if sheet not in self.shown:
                show_letter(self.terminal, sheet)
        if self.out is not None and sheets != self.shown:
            for path in save(self.out, contents(sheets, outcome), replace=True):
                self.say(_("Written: {path}").format(path=path))
        self.say()
        if sheets == self.shown:
            self.say(_("Your message is as it was."))
        self.say(_("Nothing has been sent. Read it aloud once; sending it is up to you."))
        self.say(_("Type :points for what to say, :cards for what they may answer."))
        self.say(_("You can :review, :edit, :copy, :save FOLDER or :quit. :help says more."))
        self.shown = sheets
        while not guide.at and guide.sheets() == sheets:
            line = self.terminal.ask()
            if not line.strip():
                raise Leave
            if not self.command(line):
                self.say(_("Type :help to see what you can do here, :quit to stop."))

    def leave_by_ramp(self, where: str) -> None:
        """The answers lead elsewhere: show the help card, or name the other scenario."""
        self.asked = None
        if where == "urgent":
            show_help_card(self.terminal)
            go = ""
        else:
            title = next((top.title for top in headers() if top.id == where), where)
            self.say(_("“{title}” may fit better.").format(title=title))
            go = _("Type yes to go there now.") + " "
        while self.guide.left == where and not self.guide.at:
            self.say(
                go + _("Your answers are kept. :back returns to the question, :quit stops here.")
            )
            line = self.terminal.ask()
            if go and line.strip().casefold() in (_("yes"), "y"):
                raise Elsewhere(where)
            self.command(line)

    # -------------------------------------------------------------- commands

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

    def quit(self, _rest: str) -> None:
        """Stop here."""
        self.keep()
        if self.guide.kept:
            self.say(_("Kept. Carry on with: coach resume --plain"))
        elif self.guide.begun:
            self.say(_("Stopped. Nothing of this is kept on this machine."))
        else:
            self.say(_("Stopped. Nothing was begun."))
        raise Leave
