"""A rehearsal line by line: they speak, you say it your way, and you hear what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from coach.compose.wording import in_quotes
from coach.errors import CoachError
from coach.export.document import Document
from coach.export.pieces import Piece
from coach.export.rehearsal import ending_told, sheet, spoken_by, with_whom
from coach.export.text import cards_text, write
from coach.guide.rehearsing import Rehearsing, moods, partners, setting_name, terms_from
from coach.guide.suggesting import Suggestion, apply, suggestions
from coach.language import _
from coach.plain.results import save_pieces, show_help_card
from coach.plain.terminal import COMMAND, Leave, Terminal
from coach.rehearse.covering import sayable
from coach.rehearse.state import Entry, Exchange, Utterance
from coach.scenario.rehearsal import SETTINGS

Mode = Literal["alone", "coach", "room"]
"""Alone; with a coach, who picks what the other side brings up; with a room, which votes."""


class Talk:
    """The loop of one rehearsal. It ends with `Leave`, or when the person goes back.

    Args:
        mode: who takes part.
        file: the script is written here as it grows, where nothing else keeps it.
    """

    def __init__(
        self,
        terminal: Terminal,
        rehearsing: Rehearsing,
        mode: Mode = "alone",
        keep: Callable[[Rehearsing], None] | None = None,
    ) -> None:
        self.terminal = terminal
        self.say = terminal.say
        self.rehearsing = rehearsing
        self.mode = mode
        self.keep = keep
        self.done = False
        self.offered: Sequence[Suggestion] = ()
        self.told: tuple[int, int] = (-1, -1)
        self.commands: dict[str, tuple[Callable[[str], None], str]] = {
            "hint": (self.hint, _("what would serve now")),
            "undo": (self.undo, _("take your last line back, and try it again")),
            "compare": (self.compare, _("your last try beside the one you took back")),
            "breathe": (self.breathe, _("pause for a breath; it costs no turn")),
            "again": (self.again, _("say: Can I start again? That came out wrong.")),
            "points": (self.points, _("your talking points, and which you have said")),
            "end": (self.end, _("end here and look back")),
            "take": (self.take, _("the same talk from the start, as another take")),
            "with": (self.other, _("“:with principal rushed phone” begins another talk")),
            "change": (self.change, _("“:change 1” makes a change to your message")),
            "card": (self.card, _("add the reply cards that were missing")),
            "save": (self.save, _("“:save FOLDER” writes this as a sheet; “:save FOLDER pdf”")),
            "urgent": (
                lambda _: show_help_card(terminal),
                _("numbers to call when someone is in danger"),
            ),
            "help": (self.help, _("this list")),
            "back": (self.leave, _("back to where you came from; it is kept as it goes")),
            "quit": (self.quit, _("stop here")),
        }

    # -------------------------------------------------------------- the loop

    def run(self) -> None:
        """Talk until the person goes back."""
        self.greet()
        while not self.done:
            if self.rehearsing.state.ended:
                self.look_back()
                self.ask_after()
            else:
                self.one_turn()

    def play(self, entries: Sequence[Entry]) -> None:
        """Say the lines of a script, as if a person had, and look back."""
        for entry in entries:
            if self.rehearsing.state.ended:
                break
            self.show_spoken()
            self.rehearsing.enter(entry)
            if self.rehearsing.alarm is not None:
                alarm = self.rehearsing.alarm
                self.rehearsing.forget()
                show_help_card(self.terminal, alarm)
                raise CoachError(
                    _("A line of the script may mean that someone is in danger: it stops here."),
                    advice=_("Rehearse with other words, or turn to one of these numbers."),
                )
            said = self.rehearsing.entries[-1].text
            self.say(_("You: {text}").format(text=said) if said else _("(You take a breath.)"))
            self.after()
        if not self.rehearsing.state.ended:
            self.show_spoken()
        self.look_back()

    def greet(self) -> None:
        """Say who is there, and what can be done."""
        cast = self.rehearsing.cast
        self.say(_("You practice a talk. Nothing of it leaves this machine."))
        self.say(with_whom(cast))
        self.say(cast.mood.about)
        self.say(_("Say it your way, or type a number. :hint helps, :help lists the rest."))
        if self.rehearsing.state.past:
            self.say(_("You were in the middle of this talk."))

    def one_turn(self) -> None:
        """They have spoken; take a line, do what it asks, say what it did."""
        self.show_spoken()
        voted = self.vote() if self.mode == "room" else ""
        line = voted or self.terminal.ask(_("You: "))
        if self.command(line):
            return
        line = line[1:] if line.startswith("::") else line
        if not line.strip():
            self.say(_("Say something, or type :hint."))
            return
        number = line.strip()
        options = self.rehearsing.options
        pick = options[int(number) - 1] if number in ("1", "2", "3")[: len(options)] else None
        if pick is not None:
            self.say(_("You: {text}").format(text=pick.text))
        then = self.chosen() if self.mode == "coach" else ""
        try:
            if pick is not None:
                self.rehearsing.pick(pick.pick, then)
            elif self.rehearsing.say(line, then) is not None:
                self.heed()
        except CoachError as error:
            self.say(str(error))
        self.after()

    def after(self) -> None:
        """Say what the last line did, and keep it."""
        if self.keep is not None:
            self.keep(self.rehearsing)
        free = self.rehearsing.free
        if free is not None:
            notice = free.say(self.rehearsing)
            if notice:
                self.say(notice)
        feedback = self.rehearsing.feedback
        if feedback is None:
            return
        for did in feedback.did:
            self.say(did, mark="  - ")
        if feedback.attempt:
            self.say(feedback.attempt, mark="  - ")

    def show_spoken(self) -> None:
        """Read out what the other side said, once, and the replies to pick from."""
        state = self.rehearsing.state
        now = (len(self.rehearsing.takes()), state.turn + 100 * state.breaths)
        if now == self.told:
            return
        self.told = now
        self.say()
        for said in state.spoken:
            self.spoken(said)
        for number, option in enumerate(self.rehearsing.options, 1):
            self.say(option.text, mark=f"  {number}. ")

    def spoken(self, said: Utterance) -> None:
        """Read out one thing that was said, or that happened."""
        who = spoken_by(self.rehearsing.cast, said)
        self.say(f"{who[:1].upper()}{who[1:]}: {said.text}" if who else said.text)

    # -------------------------------------------------------------- with others

    def chosen(self) -> str:
        """Let a coach choose what the other side brings up next."""
        there = self.rehearsing.could_come()
        self.say(_("Coach: what do they bring up next?"))
        for number, reaction in enumerate(there, 1):
            self.say(reaction.title or reaction.id, mark=f"  {number}. ")
        at = _number(self.terminal.ask(_("Type a number; Enter leaves it to chance: ")), len(there))
        return there[at - 1].id if at else ""

    def vote(self) -> str:
        """Count a room's hands for each reply, and play the one with most."""
        options = self.rehearsing.options
        if not options:
            return ""
        hands: list[int] = []
        for number in range(1, len(options) + 1):
            line = self.terminal.ask(_("Hands for {number}: ").format(number=number))
            if COMMAND.match(line.strip()):
                return line
            hands.append(_number(line, 9_999))
        counted = ", ".join(f"{number}: {count}" for number, count in enumerate(hands, 1))
        self.say(_("Hands: {counted}").format(counted=counted))
        most = hands.index(max(hands)) + 1
        asked = _("Enter plays number {number}; or type another, or what the room says: ")
        return self.terminal.ask(asked.format(number=most)).strip() or str(most)

    # -------------------------------------------------------------- stopped

    def heed(self) -> None:
        """The words may mean danger: show the help card, and do what the person chooses."""
        alarm = self.rehearsing.alarm
        if alarm is None:
            return
        show_help_card(self.terminal, alarm)
        choices = [choice for choice in alarm.choices if choice[0] != "report"]
        while self.rehearsing.alarm is not None:
            self.say()
            for at, (_id, label) in enumerate(choices, 1):
                self.say(label, mark=f"  {at}. ")
            asked = _("Type a number. Nothing goes on before you choose: ")
            at = _number(self.terminal.ask(asked), len(choices))
            choice = choices[at - 1][0] if at else ""
            if choice == "help":
                show_help_card(self.terminal, alarm)
            elif choice == "safe":
                self.rehearsing.not_meant()
            elif choice == "forget":
                self.rehearsing.forget()
                self.say(_("Deleted. It was kept nowhere."))

    # -------------------------------------------------------------- commands

    def command(self, line: str) -> bool:
        """Do what `line` asks, if it is a command."""
        match = COMMAND.match(line.strip())
        if match is None:
            return False
        found = self.commands.get(match[1])
        if found is None:
            self.say(_("There is no command :{name}. :help lists them.").format(name=match[1]))
        else:
            try:
                found[0]((match[2] or "").strip())
            except CoachError as error:
                self.say(str(error))
        return True

    def hint(self, _rest: str) -> None:
        """Say what would serve now."""
        self.say(self.rehearsing.hint or _("There is no hint here."))

    def undo(self, _rest: str) -> None:
        """Take the last line back."""
        if self.rehearsing.undo():
            self.told = (-1, -1)
            self.say(_("Taken back. Try it again; :compare shows both after that."))
        else:
            self.say(_("There is nothing to take back."))

    def compare(self, _rest: str) -> None:
        """Show the last try beside the one that was taken back."""
        both = self.rehearsing.compared()
        if both is None:
            self.say(_("Take a line back with :undo and say it another way; then there are two."))
            return
        for name, exchange in zip((_("Before"), _("Now")), both, strict=True):
            self.say(_("{which}: {text}").format(which=name, text=exchange.entry.text))
            self.say(_heats(exchange), mark="  - ")
            for said in exchange.answered:
                self.spoken(said)

    def breathe(self, _rest: str) -> None:
        """Pause for a breath."""
        self.rehearsing.breathe()
        if self.keep is not None:
            self.keep(self.rehearsing)
        self.say(
            _("Breathe in slowly. Hold it for a moment. Let it go, longer than you took it in.")
        )
        self.say(_("Enter goes on."))
        self.terminal.ask("")

    def again(self, _rest: str) -> None:
        """Say that it came out wrong, as one may in life."""
        if not self.rehearsing.state.ended:
            self.rehearsing.begin_again()
            self.after()

    def points(self, _rest: str) -> None:
        """Tell which talking points were said."""
        said = self.rehearsing.said_points()
        there = [
            (at, point)
            for at, point in enumerate(self.rehearsing.guide.outcome().points)
            if sayable(point)
        ]
        if not there:
            self.say(_("There are no talking points."))
        for at, point in there:
            self.say(point.text, mark=_("  said: ") if at in said else _("  not yet: "))

    def end(self, _rest: str) -> None:
        """End here and look back."""
        if not self.rehearsing.state.past:
            self.done = True
            return
        self.look_back()
        self.ask_after(ended=False)

    def take(self, _rest: str) -> None:
        """The same talk from the start."""
        self.rehearsing.another_take()
        self.told = (-1, -1)

    def other(self, rest: str) -> None:
        """Begin a talk with somebody else, or in another mood."""
        known: dict[str, str] = {one.role: "partner" for one in partners(self.rehearsing.guide)}
        known |= {mood.id: "mood" for mood in moods()}
        known |= dict.fromkeys(SETTINGS, "setting")
        given = {"partner": "", "mood": "", "setting": ""}
        for word in rest.split():
            kind = known.get(word)
            if kind is None:
                self.say(
                    _("There is no “{word}” here. Known: {words}.").format(
                        word=word, words=", ".join(known)
                    )
                )
                return
            given[kind] = word
        terms = self.rehearsing.terms
        self.rehearsing.another_take(
            terms_from(
                self.rehearsing.guide,
                terms.seed,
                given["partner"] or terms.role,
                given["mood"] or terms.mood,
                given["setting"] or terms.setting,
            )
        )
        self.told = (-1, -1)
        self.greet()

    def leave(self, _rest: str) -> None:
        """Go back to where the person came from."""
        self.done = True

    def quit(self, _rest: str) -> None:
        """Stop here."""
        raise Leave

    def help(self, _rest: str) -> None:
        """List the commands."""
        self.say(_("Say a line and Enter, or type the number of a reply. Or type:"))
        for name, (_do, says) in self.commands.items():
            self.say(says, mark=f"  :{name:<8} ")
        there = ", ".join(one.role for one in partners(self.rehearsing.guide))
        self.say(_("With: {there}.").format(there=there))
        self.say(_("Moods: {moods}.").format(moods=", ".join(one.id for one in moods())))
        settings = ", ".join(f"{one} ({setting_name(one).lower()})" for one in SETTINGS)
        self.say(_("Where: {settings}.").format(settings=settings))

    # -------------------------------------------------------------- looking back

    def look_back(self) -> None:
        """Tell how it went, and what it leaves behind."""
        rehearsing = self.rehearsing
        for said in rehearsing.state.spoken if rehearsing.state.ended else ():
            self.spoken(said)
        self.say()
        self.say(ending_told(rehearsing.state.ending, rehearsing.state.day))
        self.offered = suggestions(rehearsing.guide, rehearsing.state, date.today())
        self.terminal.write("\n" + write(self.page()))
        for number, one in enumerate(self.offered, 1):
            self.say(f"{one.says} {in_quotes(one.words)}", mark=f"  {number}. ")
        if self.offered:
            self.say(_("“:change 1” makes that change to your message."))
        missing = rehearsing.missing_cards()
        if missing:
            self.terminal.write("\n" + cards_text(missing))
            self.say(_("You have no card for that yet. :card adds it to your reply cards."))

    def page(self) -> Document:
        """The debrief as a page."""
        rehearsing = self.rehearsing
        return sheet(
            rehearsing.state,
            rehearsing.guide.outcome().points,
            rehearsing.takes(),
            tuple(f"{one.says} {in_quotes(one.words)}" for one in self.offered),
        )

    def ask_after(self, *, ended: bool = True) -> None:
        """Take commands until one begins another talk or leads away."""
        self.say(_(":take again, :with somebody else, :save FOLDER, or Enter to go back."))
        takes, at = len(self.rehearsing.takes()), self.rehearsing.state
        while not self.done:
            line = self.terminal.ask()
            if not line.strip():
                self.done = True
            elif not self.command(line):
                self.say(_("Type :help to see what you can do here."))
            if self.rehearsing.state is not at and (
                not self.rehearsing.state.ended or len(self.rehearsing.takes()) != takes
            ):
                return

    def change(self, rest: str) -> None:
        """Make one of the changes that were suggested."""
        at = _number(rest or "1", len(self.offered))
        if not at:
            self.say(_("There is no such change here."))
            return
        one = self.offered[at - 1]
        apply(self.rehearsing.guide, one)
        self.offered = [other for other in self.offered if other is not one]
        self.say(_("Done. Your message has it now."))

    def card(self, _rest: str) -> None:
        """Add the reply cards that were missing."""
        missing = self.rehearsing.missing_cards()
        self.rehearsing.add_cards(missing)
        self.say(_("Added to your reply cards.") if missing else _("No card is missing."))

    def save(self, where: str) -> None:
        """Write the debrief as a sheet."""
        page = self.page()
        stamp = self.rehearsing.guide.keeper.session.updated
        save_pieces(self.terminal, lambda: [Piece("rehearsal", page, write(page))], stamp, where)


def _heats(exchange: Exchange) -> str:
    return _("Heat {before} to {after}, clear {clear}").format(
        before=exchange.before[0], after=exchange.after[0], clear=exchange.after[1]
    )


def _number(text: str, most: int) -> int:
    """Return the number from 1 to `most` that `text` says, or 0."""
    text = text.strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return number if number <= most else 0
