"""The rehearsal: they speak, you say it your way or pick a reply, and you see what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalGroup
from textual.timer import Timer
from textual.widget import Widget

from coach.export.rehearsal import ending_told, with_whom
from coach.guide.rehearsing import Rehearsing
from coach.language import _
from coach.tui.answering import Answering, Mode
from coach.tui.commands import (
    ANOTHER_TAKE,
    BOTH,
    BREATHE,
    COUNT,
    EVERYWHERE,
    HINT,
    HOME,
    LOOK_BACK,
    RETURN,
    SAY,
    STANDING,
    START_AGAIN,
    TAKE_BACK,
    TALK,
    Command,
    bindings,
)
from coach.tui.plain_text import Text
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker
from coach.tui.widgets.saying import LETTERS, Replies, Saying
from coach.tui.widgets.standing import Standing, in_one_line, what_it_did
from coach.tui.widgets.talk import Talk, spoken_in

if TYPE_CHECKING:
    from coach.rehearse.replies import Option
    from coach.rehearse.state import State

AT_EASE = 0.3
"""Seconds after which the first frame is long painted."""
PAUSE = 0.1
"""Seconds after the last key: what is typed so far is heard then, before anybody presses Enter."""
KEEP = 1.0
"""Seconds between two tries to put on disk what could not be put there."""


class RehearseScreen(Answering):
    """The talk, how it stands, and where one says the next line."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        RETURN,
        SAY,
        HINT,
        TAKE_BACK,
        BOTH,
        STANDING,
        LOOK_BACK,
        BREATHE,
        START_AGAIN,
        ANOTHER_TAKE,
        HOME,
    )

    def __init__(self, sitting: Sitting, rehearsing: Rehearsing, mode: Mode) -> None:
        super().__init__(sitting, rehearsing, mode)
        self._told = ""
        """What there is to say beside what the last line did."""
        self._pause: Timer | None = None

    def compose(self) -> Iterable[Widget]:
        """The talk with what is said to it below; beside it, how it stands."""
        yield Bar(self._sitting.about)
        with Horizontal(id="panes"):
            with Vertical(id="talking"):
                yield Text(with_whom(self._rehearsing.cast), id="whom", classes="quiet")
                yield Talk()
                with VerticalGroup(id="brief"):
                    yield Text(id="scales")
                    yield Text(id="did")
                yield Text(id="aside")
                yield Saying()
                yield Text(self._or_pick(), id="or", classes="quiet")
                yield Replies(room=self._mode == "room")
            yield Standing(self._rehearsing.outcome().points)
        yield Keys()

    async def on_mount(self) -> None:
        """Show where the talk is, and make ready to hear the first line."""
        self._saying.text = self._sitting.half_said
        self._saying.move_cursor(self._saying.document.end)
        await self.show()
        self._to_words()
        self.set_timer(AT_EASE, self._coach.get_ready)
        self.set_interval(KEEP, self.keep)

    @property
    def _saying(self) -> Saying:
        return self.query_one(Saying)

    @property
    def _replies(self) -> Replies:
        return self.query_one(Replies)

    def _or_pick(self) -> str:
        if self._mode == "room":
            return _("The room votes: 1, 2 or 3 counts a hand, - takes one away, Enter counts.")
        return _("Or Tab, and pick one of these:")

    # -------------------------------------------------------------- showing

    async def show(self) -> None:
        """Show what has changed, and nothing else."""
        self._show_talk()
        await self._show_rest()

    def _show_talk(self) -> None:
        """What was said: first of all, for that is what one waits for."""
        self.query_one(Talk).put(spoken_in(self._rehearsing.state, waiting=self.waiting))

    async def _show_later(self) -> None:
        """The rest, where one has not left within the frame."""
        if self.is_attached and self.is_mounted:
            await self._show_rest()

    async def _show_rest(self) -> None:
        """What the line did, and what there is to say now."""
        rehearsing, waiting = self._rehearsing, self.waiting
        state, ended = rehearsing.state, rehearsing.state.ended and not waiting
        feedback = rehearsing.feedback
        self._saying.fit()
        self.query_one("#scales", Text).say(in_one_line(state))
        self.query_one("#did", Text).say(what_it_did(feedback))
        self.query_one("#aside", Text).say(self._told)
        self.query_one(Standing).show(state, feedback)
        self._saying.display = not ended
        if ended:
            await self._close()
        else:
            options = () if waiting else rehearsing.options
            if not options and self._replies.has_focus:
                self.set_focus(self._saying)
            self._replies.display = bool(options)
            self.query_one("#or", Text).say(self._or_pick() if options else "")
            await self._replies.offer(options)
        self.refresh_bindings()
        self.call_after_refresh(self._tick)

    async def _close(self) -> None:
        """The talk is over: say how it ended, and what can be done now."""
        state = self._rehearsing.state
        self.query_one("#or", Text).say(ending_told(state.ending, state.day))
        self._replies.display = True
        await self._replies.close(
            [
                Item("look", _("Look back: see how it went, and what it brings for your message")),
                Item("back", _("Take the last line back, and try it another way")),
                Item("take", _("The same talk from the start")),
            ]
        )
        self.set_focus(self._replies)

    def _tick(self) -> None:
        """In a frame of its own: nobody looks at the talking points first."""
        if self.is_mounted:
            self.query_one(Standing).tick(self._rehearsing.said_points())
            if self._rehearsing.state.past:  # before the first line there is more to make ready
                self._beside_keys(self._rehearsing.picks_ahead())

    async def again(self) -> None:
        """Draw it all anew: names are hidden now, or shown again."""
        self.query_one(Talk).draw_again()
        self._saying.refresh()
        self.query_one(Standing).draw_again()
        await self.show()

    def _to_words(self) -> None:
        """Put the keys where the next line comes from."""
        self.remove_class("-standing")
        voting = self._mode == "room" and self._replies.display
        self.set_focus(self._replies if voting or not self._saying.display else self._saying)

    # -------------------------------------------------------------- saying a line

    @on(Saying.Changed)
    def _typing(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._hear_ahead)

    def _hear_ahead(self) -> None:
        """Work out what would come of what is typed, beside the keys: the answer then is there."""
        text = self._saying.text
        if text.strip() and not self._rehearsing.state.ended and not self.waiting:
            self._beside_keys(partial(self._see_ahead, self._rehearsing.ahead(text)))

    def _see_ahead(self, ahead: Callable[[], State]) -> None:
        self.call_later(self._draw_ahead, ahead())

    def _draw_ahead(self, state: State) -> None:
        """Draw what would be said then, where nobody sees it."""
        if self.is_mounted and self._saying.text:
            self.query_one(Talk).expect(spoken_in(state))

    def _beside_keys(self, work: Callable[[], object]) -> None:
        self.run_worker(work, thread=True, exclusive=True, group="ahead", exit_on_error=False)

    @on(Saying.Said)
    async def _typed(self) -> None:
        await self.say(self._saying.text)

    @on(Picker.Opened, "#replies")
    async def _picked(self, event: Picker.Opened) -> None:
        if self._rehearsing.state.ended:
            match event.item.id:
                case "look":
                    self.action_look_back()
                case "back":
                    await self.action_take_back()
                case _:
                    await self.action_another_take()
            return
        found = next((one for one in self._rehearsing.options if one.pick == event.item.id), None)
        if found is not None:
            await self.pick(found)

    @on(Replies.Counted)
    def _counted(self, event: Replies.Counted) -> None:
        if any(event.hands):
            counted = ", ".join(
                f"{letter} {n}" for letter, n in zip(LETTERS, event.hands, strict=False)
            )
            told = _("Hands: {counted}. Enter plays the marked one; arrows mark another.").format(
                counted=counted
            )
        else:
            told = _("No hand is up. Enter plays the marked one all the same.")
        self.query_one("#aside", Text).say(told)

    async def said(self, played: Option | None) -> None:
        """A line was said, and is kept: show what came of it."""
        voted = self._mode == "room" and played is not None
        self._told = _which_was_which(self._replies.items) if voted else ""
        self._show_talk()
        self.paint(self.query_one(Talk))
        if played is None:
            self.forget_typed()
        self.call_later(self._show_later)

    def forget_typed(self) -> None:
        """Empty the line that is typed."""
        self._saying.text = self._sitting.half_said = ""
        self.query_one(Talk).expect(())

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here; some of it only now."""
        state = self._rehearsing.state
        standing = self.focused is not None and self.focused.id == "standing"
        go_on = () if state.ended else (HINT, BREATHE, START_AGAIN)
        return (
            RETURN,
            COUNT if self._mode == "room" else SAY,
            *go_on[:1],
            *([TAKE_BACK] if state.turn else []),
            *([BOTH] if self._rehearsing.compared() is not None else []),
            TALK if standing else STANDING,
            *([LOOK_BACK] if state.turn else []),
            *go_on[1:],
            ANOTHER_TAKE,
            HOME,
            *EVERYWHERE,
        )

    async def action_say_it(self) -> None:
        """Enter, where nothing that is typed or marked has the keys; or from the palette."""
        if self._replies.has_focus or not self._saying.display:
            self._replies.open()
        elif self._saying.has_focus:
            await self.say(self._saying.text)
        else:
            self._to_words()

    def action_hint(self) -> None:
        """Say what would serve now."""
        if not self._rehearsing.state.ended:
            hint = self._rehearsing.hint or _("There is no hint here.")
            self.query_one("#aside", Text).say(_("Hint: {hint}").format(hint=hint))

    async def action_take_back(self) -> None:
        """Take the last line back."""
        self.stop_waiting()
        done = False
        with self._coach.keeping():
            done = self._rehearsing.undo()
        self._told = (
            _("Taken back. Say it another way; Ctrl+L then shows both.")
            if done
            else _("There is nothing to take back.")
        )
        await self.show()
        self._to_words()

    def action_both(self) -> None:
        """Show the last try beside the one that was taken back."""
        from coach.tui.screens.both import Both

        both = self._rehearsing.compared()
        if both is None:
            self._coach.say(_("Take a line back, say it another way; then there are two."))
            return
        self._coach.ask(Both(self._rehearsing.state, *both), lambda _answer: None)

    async def action_breathe(self) -> None:
        """Pause for a breath; the talk waits."""
        from coach.tui.screens.breath import Breath

        if self._rehearsing.state.ended or self.waiting:
            return
        with self._coach.keeping():
            self._rehearsing.breathe()
        await self.show()
        self._coach.ask(Breath(), lambda _answer: None)

    async def action_start_again(self) -> None:
        """Say that it came out wrong, as one may in life."""
        if self._rehearsing.state.ended or self.waiting:
            return
        with self._coach.keeping():
            self._rehearsing.begin_again()
        self._told = ""
        await self.go_on()

    async def action_another_take(self) -> None:
        """The same talk from the start."""
        self.stop_waiting()
        if self._rehearsing.state.turn:
            self._rehearsing.another_take()
            self._told = _("From the start. The take before is kept, to be seen beside this one.")
        await self.show()
        self._to_words()

    def action_look_back(self) -> None:
        """End here and see how it went."""
        if self._rehearsing.state.turn:
            self._remember()
            self._coach.show_debrief(self._rehearsing, self._mode)

    # -------------------------------------------------------------- going elsewhere

    def action_pane(self) -> None:
        """Go between the talk and how it stands."""
        standing = self.query_one(Standing)
        if standing.has_focus:
            self._to_words()
        else:
            self.add_class("-standing")
            self.set_focus(standing)

    @on(events.DescendantFocus)
    def _show_pane(self, event: events.DescendantFocus) -> None:
        self.set_class(event.widget.id == "standing", "-standing")

    @on(Saying.Scrolled)
    def _read(self, event: Saying.Scrolled) -> None:
        talk = self.query_one(Talk)
        if event.up:
            talk.scroll_page_up(animate=False)
        else:
            talk.scroll_page_down(animate=False)

    def _remember(self) -> None:
        """What is typed and not said waits, in case one comes back."""
        self._sitting.half_said = self._saying.text

    def keep(self) -> None:
        """Put on disk what could not be put there before."""
        if self._coach.trouble:
            with self._coach.keeping():
                self._rehearsing.keep()

    def action_back(self) -> None:
        """Back to where one came from; the talk is kept."""
        self._remember()
        self._coach.leave_rehearsal()

    def action_home(self) -> None:
        """Leave this session for now; it is kept."""
        self._coach.go_home()


def _which_was_which(replies: Sequence[Item]) -> str:
    """What a room may know once one of the three was played."""
    names = {
        "good": _("{letter} helps most"),
        "middling": _("{letter} helps less"),
        "weak": _("{letter} tempts, and does not help"),
    }
    told = [names[one.id].format(letter=at) for at, one in zip(LETTERS, replies, strict=False)]
    return "; ".join(told) + "."
