"""One family's hour in plain lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from coach.casebook.opened import now
from coach.casebook.store import Store
from coach.desk.timer import counted
from coach.guide.begin import begin
from coach.guide.desk import Kind, Line, hour, spent
from coach.guide.homework import Lead, found, give, take_away
from coach.guide.listing import local_day, say_when
from coach.guide.meeting import Meeting
from coach.guide.written_down import mark_done
from coach.interview.near_day import near_day
from coach.language import _
from coach.plain.homework import ask_about, ask_for
from coach.plain.listed import Listed, number_in
from coach.plain.opening import opened
from coach.plain.results import show_help_card
from coach.plain.terminal import Terminal
from coach.plain.versions import show_beside, show_versions


class Hour(Listed):
    """One family's hour."""

    prompt = _("Type a number, :next, :note and your words, :help; or Enter for the caseload.")

    def __init__(self, store: Store, terminal: Terminal, family: str, minutes: int) -> None:
        super().__init__(store, terminal)
        self.meeting = Meeting(store, family, minutes, now)
        self.lines: list[Line] = []
        self.clock_shown = True
        self.commands = {
            "next": (self.next, _("tick this part off, and go to the next one")),
            "note": (self.note, _("“:note words” keeps a private note; “:note” alone, a long one")),
            "notes": (self.notes, _("your private notes, newest first")),
            "change": (self.change, _("“:change 2 words” gives note 2 other words")),
            "delete": (self.delete, _("“:delete 2” deletes note 2, after asking")),
            "homework": (self.homework, _("give the family something to do")),
            "takeback": (self.take_back, _("“:takeback 5” takes the homework of line 5 away")),
            "words": (partial(self.beside, show_beside), _("their words beside the draft")),
            "versions": (
                partial(self.beside, show_versions),
                _("what the message said before; “:versions 1 2” says what changed"),
            ),
            "rehearse": (self.rehearse, _("they talk, you pick what comes up")),
            "bundle": (self.hand_over, _("“:bundle FOLDER” writes the file for the family")),
            "list": (self.list, _("everything of this hour once more")),
            "pause": (self.pause, _("the clock stands still, or goes again")),
            "clock": (self.clock, _("put the clock out of sight, or show it")),
            "close": (self.close, _("end the hour, and name the next")),
            **self.common(),
        }
        if self.meeting.timer is not None:
            self.say(_("This hour was not closed. Its clock is paused; :pause lets it go on."))

    def go(self) -> int | None:
        """As ever; when one leaves, an hour that goes on waits, its clock paused."""
        try:
            return super().go()
        finally:
            timer = self.meeting.timer
            if timer is not None and not timer.paused:
                self.meeting.pause()

    def show(self) -> None:
        """Write the hour: its clock, then everything in it, numbered through."""
        meeting = self.meeting
        meeting.look()
        name = meeting.card.title or _("A card without a name")
        self.say("\n" + name)
        self.tell_time()
        self.lines = []
        for block in hour(meeting):
            if block.title:
                self.say(f"{block.title}:")
            for line in block.lines:
                self.lines.append(line)
                self.say(_line(line), mark=f"  {len(self.lines)}. ")

    def number(self, at: int) -> bool:
        """Open a line."""
        if not 0 < at <= len(self.lines):
            return False
        line = self.lines[at - 1]
        openers: dict[Kind, Callable[[], object]] = {
            "start": self.meeting.begin,
            "part": lambda: self.part(int(line.id)),
            "promise": lambda: self.promise(int(line.id)),
            "kept": lambda: self.carry_on(self.meeting.kept[int(line.id)].entry),
            "homework": lambda: self.about(line.id),
            "give": lambda: self.homework(""),
            "notes": lambda: self.notes(""),
            "words": lambda: self.beside(show_beside, ""),
            "versions": lambda: self.beside(show_versions, ""),
            "page": self.page,
            "bundle": lambda: self.hand_over(""),
        }
        openers[line.kind]()
        return True

    def about(self, id: str) -> None:
        """Ask what became of homework."""
        one = found(self.store, self.meeting.id, id)
        self.follow(ask_about(self.store, self.terminal, self.meeting.id, one, at_desk=True))

    def hand_over(self, folder: str) -> None:
        """Write the family's file into a folder they name."""
        from coach.plain.handing import write_bundle

        ask = _("Into which folder? Enter alone writes nothing: ")
        folder = folder or self.terminal.ask(ask).strip()
        if folder:
            write_bundle(self.store, self.terminal, self.meeting.id, folder)

    def part(self, at: int) -> None:
        """Bring the clock to a part, and open what it is about."""
        meeting = self.meeting
        part = meeting.parts[at]
        if meeting.timer is not None and meeting.timer.hour.at != at:
            meeting.go(at)
        match part.kind:
            case "safety":
                show_help_card(self.terminal)
            case "today":
                now_ = meeting.for_today
                if now_.session:
                    self.carry_on(now_.session)
                else:
                    self.sit(self.store.create(now_.scenario, family=meeting.id), "coach")
            case "rehearsal":
                self.rehearse("")
            case "homework":
                self.homework("")
            case "close" if meeting.timer is not None:
                self.close("")

    def carry_on(self, id: str) -> None:
        """Go on with a session."""
        open = opened(self.store, self.terminal, id)
        if open is not None:
            self.sit(open, "coach")

    def page(self) -> None:
        """List the family's page, with all that happened."""
        from coach.plain.home import family_page

        family_page(self.store, self.terminal, self.meeting.id)

    def follow(self, lead: Lead | None) -> None:
        """Go where homework leads."""
        match lead:
            case None:
                return
            case Lead("session", id):
                self.carry_on(id)
            case Lead("scenario", id):
                self.sit(self.store.create(id, family=self.meeting.id), "coach")
            case _:
                self.rehearse("")

    def promise(self, at: int) -> None:
        """Ask what became of a promise."""
        promise = self.meeting.promises[at]
        self.say(f"{promise.who}: {promise.what}" if promise.who else promise.what)
        self.say(_("It is done"), mark="  1. ")
        self.say(_("Not yet. Open the entry, with what to ask now"), mark="  2. ")
        match number_in(self.terminal.ask(_("Type a number; Enter leaves it as it is: "))):
            case 1:
                mark_done(self.store, promise, date.today())
                self.say(_("Done, and written into the entry."))
            case 2:
                self.carry_on(promise.entry)

    # -------------------------------------------------------------- the hour

    def next(self, _rest: str) -> None:
        """Tick the present part off."""
        if self.meeting.timer is None:
            self.say(_("The hour has not begun. Its first line begins it."))
            return
        self.meeting.next()
        self.again = False
        parts = [line for block in hour(self.meeting) for line in block.lines]
        self.say(next(_line(line) for line in parts if line.kind == "part" and line.sign == "→"))
        self.tell_time()

    def pause(self, _rest: str) -> None:
        """Let the clock stand still, or go again."""
        self.meeting.pause()
        self.again = False
        self.tell_time()

    def tell_time(self) -> None:
        """Say what the clock says, where it is to be heard."""
        if self.meeting.clock and self.clock_shown:
            self.say(self.meeting.clock)

    def list(self, _rest: str) -> None:
        """Write the list again."""

    def clock(self, _rest: str) -> None:
        """Put the clock out of sight, or show it."""
        self.clock_shown = not self.clock_shown
        self.again = False
        self.tell_time()

    def close(self, _rest: str) -> None:
        """End the hour."""
        timer = self.meeting.timer
        if timer is None:
            self.say(_("No hour goes on."))
            return
        for name, took in spent(counted(timer, self.meeting.now())):
            self.say(f"{name}: {took}", mark="  ")
        today = self.meeting.today
        while True:
            ask = _("When do you meet again? A day such as Dec 9; Enter for none: ")
            said = self.terminal.ask(ask).strip()
            day = near_day(said, today) if said else None
            if not said or (day is not None and day >= today):
                break
            self.say(_("Name a day to come, such as Dec 9."))
        self.meeting.close(day)
        self.say(_("The hour is closed. The caseload knows."))

    # -------------------------------------------------------------- notes

    def note(self, words: str) -> None:
        """Keep a note; without words, one of several lines, kept as it is typed."""
        self.again = False
        if not words:
            draft = self.meeting.notebook.draft
            if draft:
                self.say(_("A note was begun: “{text}”. It goes on here.").format(text=draft))
            self.say(_("Type as many lines as you like. A line with only “.” ends the note."))
            lines = draft.split("\n") if draft else []
            while (line := self.terminal.ask("| ")) != ".":
                lines.append(line)
                self.meeting.draft("\n".join(lines), self.meeting.notebook.draft_of)
            words = "\n".join(lines)
            self.meeting.note(words, self.meeting.notebook.draft_of)
        else:
            draft, of = self.meeting.notebook.draft, self.meeting.notebook.draft_of
            self.meeting.note(words)
            if draft:
                self.meeting.draft(draft, of)
        self.say(_("Kept, for your eyes alone.") if words.strip() else _("Nothing was kept."))

    def notes(self, _rest: str) -> None:
        """Read the notes out."""
        self.again = False
        kept = self.meeting.notebook.newest_first
        self.say(_("For your eyes alone. They are in no export and no hand-over."))
        if not kept:
            self.say(_("No note yet. “:note” and your words writes one."))
        for at, one in enumerate(kept, 1):
            when = say_when(local_day(one.at), self.meeting.today)
            self.say(f"{when}: {one.text}", mark=f"  {at}. ")

    def change(self, rest: str) -> None:
        """Give a note other words."""
        number, _space, words = rest.partition(" ")
        kept, at = self.meeting.notebook.newest_first, number_in(number)
        if not 0 < at <= len(kept) or not words.strip():
            self.say(_("Type the number of a note and its new words: “:change 2 words”."))
            return
        self.meeting.note(words, kept[at - 1].id)
        self.say(_("Changed."))

    def delete(self, rest: str) -> None:
        """Delete a note, after asking."""
        kept, at = self.meeting.notebook.newest_first, number_in(rest)
        if not 0 < at <= len(kept):
            self.say(_("Name a note by its number; :notes lists them."))
            return
        self.say(kept[at - 1].text, mark="  ")
        self.say(_("This deletes it for good. Type yes to delete it."))
        if self.terminal.ask().strip().casefold() == _("yes"):
            self.meeting.delete_note(kept[at - 1].id)
            self.say(_("Deleted."))

    # -------------------------------------------------------------- homework, words, rehearsal

    def homework(self, _rest: str) -> None:
        """Give the family something to do."""
        today = self.meeting.today
        given = ask_for(self.terminal, self.meeting.suggestions(), today)
        if given is None:
            self.say(_("Nothing was given."))
            return
        text, by, leads_to = given
        give(self.store, self.meeting.id, text, today, by, leads_to)
        self.say(_("Given. The family sees it first when it opens Coach."))

    def take_back(self, rest: str) -> None:
        """Take homework away again."""
        at = number_in(rest)
        line = self.lines[at - 1] if 0 < at <= len(self.lines) else None
        if line is None or line.kind != "homework":
            self.say(_("Name the homework by the number of its line: “:takeback 5”."))
            return
        take_away(self.store, self.meeting.id, line.id)
        self.say(_("Taken away: {text}").format(text=line.label))

    def beside(self, show: Callable[..., None], rest: str) -> None:
        """Show what lies beside today's message."""
        self.again = False
        id = self.meeting.for_today.session
        open = opened(self.store, self.terminal, id) if id else None
        if open is None:
            self.say(_("There is no message yet: today's part begins one."))
            return
        with open:
            guide = begin(self.store, open, date.today())
            guide.hour = "coach"
            show(self.terminal, guide, rest)

    def rehearse(self, _rest: str) -> None:
        """Rehearse the newest finished message; the coach picks what comes up."""
        from coach.plain.practice import practice

        id = self.meeting.to_rehearse
        if not id or self.meeting.urgent:
            self.say(_("There is no finished message to rehearse yet."))
            return
        open = opened(self.store, self.terminal, id)
        if open is not None:
            with open:
                guide = begin(self.store, open, date.today())
                guide.hour = "coach"
                practice(guide, self.terminal, "coach")


def _line(line: Line) -> str:
    done = _("done: ") if line.sign == "✓" else _("now: ") if line.sign == "→" else ""
    aside = f" ({line.aside})" if line.aside else ""
    return f"{done}{line.label}{aside}" + (f". {line.hint}" if line.hint else "")
