"""One sitting, line by line: ask, take a line, go on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coach.casebook.store import Store, Unsaved
from coach.errors import CoachError
from coach.export.files import contents, save
from coach.guide.begin import begin
from coach.guide.guide import Guide
from coach.guide.known import card_in
from coach.guide.news import news
from coach.guide.remember import remember
from coach.interview.answers import Fault
from coach.interview.typed import read_typed, takes_rows
from coach.language import _
from coach.plain.commands import Commands, Elsewhere, InputEnded
from coach.plain.questions import show_prompt
from coach.plain.results import (
    show_help_card,
    show_letter,
)
from coach.plain.terminal import EndOfInput, Leave, Terminal
from coach.scenario.library import headers
from coach.shown import Prompt


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
        guide.leave()
        return _sit_elsewhere(guide, to, out, terminal, store)
    except Leave:
        return 0
    except EndOfInput:
        present = guide.path.present
        if present is None:
            return 0
        raise InputEnded(
            _("The input ended before the last question."),
            where=present.id,
            advice=_("What you answered is kept. Carry on with: coach resume --plain")
            if guide.kept
            else "",
        ) from None
    finally:
        if not sitting.without_it:
            guide.leave()
    return 0


def _sit_elsewhere(
    guide: Guide, to: Elsewhere, out: Path | None, terminal: Terminal, store: Store | None
) -> int:
    """Begin the scenario `to`, with what `guide` and the casebook know."""
    store = store or Unsaved()
    here = guide.keeper.session
    origin = here.id if to.said is not None else ""
    with store.create(to.scenario, family=here.family, origin=origin) as keeper:
        there = begin(store, keeper, date.today(), here=guide.path, said=to.said)
        terminal.say()
        return sit(there, out, terminal, store)


class Sitting(Commands):
    """The loop: ask, take a line, go on."""

    def run(self) -> None:
        """Ask until there is nothing left to ask, then show what came of it."""
        self.cover()
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
        kept = len(self.guide.path.values.keys() & self.guide.answers.keys())
        if self.guide.keeper.session.answers:
            self.say(_("Welcome back. Answers kept: {count}.").format(count=kept))
        elif kept:
            self.say(_("What is known already stands in its place: Enter keeps it."))
        changed = news(self.guide)
        if changed:
            self.say(_("These questions have changed since you were here."))
        for line in changed:
            self.say(line)

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
                moved = self.guide.at != prompt.id or self.asked is not prompt
                if moved or prompt.id in self.guide.path.values:
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
        self.learn()
        self.say(_("Type :points for what to say, :cards for what they may answer."))
        if self.can_be_sent():
            self.say(_("When it is sent or said, :sent writes it into your log."))
        self.say(_("Type :rehearse to practice the talk before it counts."))
        self.say(_("You can :review, :edit, :copy, :save FOLDER or :quit. :help says more."))
        self.shown = sheets
        while not guide.at and guide.sheets() == sheets:
            line = self.terminal.ask()
            if not line.strip():
                raise Leave
            if not self.command(line):
                self.say(_("Type :help to see what you can do here, :quit to stop."))

    def learn(self) -> None:
        """Keep on the child's card what is new."""
        if self.store is None:
            return
        try:
            family = remember(self.store, self.guide)
            self.guide.keep_versions()
        except CoachError as error:
            self.say(str(error))
            return
        self.guide.card = card_in(self.store, family) or self.guide.card

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
