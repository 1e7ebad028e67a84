"""The interview: one question at a time, with the message growing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from coach.compose.outcome import Letter, Outcome
from coach.guide.tone import of_answer, said_so, warm_up
from coach.language import _
from coach.scenario.evaluate import Value
from coach.tui.commands import (
    BACK,
    EVERYWHERE,
    EXAMPLE,
    HOME_KEPT,
    KEEP_MINE,
    NEW_LINE,
    NEXT,
    PANE,
    QUESTION,
    REVIEW,
    ROW_OUT,
    SKIP,
    SOURCES,
    TAKE,
    Command,
    bindings,
)
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.fields import Words
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.message import Message
from coach.tui.widgets.outline import Outline
from coach.tui.widgets.question import Question
from coach.tui.widgets.table import Rows
from coach.tui.widgets.tone import Taken, tone_commands

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

PAUSE = 0.15
"""Seconds after the last key before the message is composed anew. Never in a key's own turn,
and seldom just before the next one: painting it would make that key wait."""

LONGEST = 1.0
"""Seconds after which someone who types without a pause sees their words in the message."""

KEEP = 0.5
"""Seconds between two looks at whether something typed has to go on disk."""

AT_EASE = 0.3
"""Seconds after which the first frame is long painted."""

STILL = 0.45
"""Seconds after the last key for which someone is taken to be typing."""


class InterviewScreen(Fitted[None]):
    """Outline, question and message; as many of them at once as there is room for."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        BACK, NEXT, NEW_LINE, ROW_OUT, SKIP, EXAMPLE, TAKE, KEEP_MINE, REVIEW, PANE, HOME_KEPT
    )

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._guide = sitting.guide
        self._typed_at = 0.0
        self._since = 0.0
        self._composing = False
        self._refused: Value = None
        self._taken = Taken()

    def compose(self) -> Iterable[Widget]:
        """Three panes; the style sheet says which are seen."""
        yield Bar(self._sitting.about)
        with Horizontal(id="panes"):
            yield Outline()
            yield Question(self._changed, self._done)
            yield Message()
        yield Keys()

    def on_mount(self) -> None:
        """Show the present question, and begin to keep what is typed."""
        self._show()
        self.set_interval(KEEP, self.keep)
        self.set_timer(AT_EASE, self._warm_up)

    def _warm_up(self) -> None:
        """Beside the keys, and after the first frame."""
        self.run_worker(warm_up, thread=True, exit_on_error=False)

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    @property
    def _question(self) -> Question:
        return self.query_one(Question)

    def _show(self) -> None:
        """Show the question the guide is at."""
        prompt = self._guide.prompt()
        if prompt is None:
            self._coach.show_place()
            return
        self.query_one(Bar).about = self._sitting.about
        self._question.show(prompt)
        self._taken = Taken()
        self._preview()
        self._tell()
        self.refresh_bindings()

    # -------------------------------------------------------------- while typing

    def _changed(self) -> None:
        """Something was typed or picked: remember it now, show it in a moment."""
        field = self._question.field
        if field is None:
            return
        value = field.value()
        self._guide.draft(value)
        if value != self._refused:  # what was typed before Enter may be told after it
            self._question.refuse("")
        self._typed_at = monotonic()
        if not self._composing:
            self._composing = True
            self._since = self._typed_at
            self.set_timer(PAUSE, self._compose_soon)

    def _compose_soon(self) -> None:
        """Compose once the keys have paused; else wait for the rest of the pause."""
        now = monotonic()
        left = min(self._typed_at + PAUSE, self._since + LONGEST) - now
        if left > 0.005:
            self.set_timer(left, self._compose_soon)
            return
        self._composing = False
        self.set_timer(0.03, self._say_saving)
        self._question.measure()
        self._preview()
        self.set_timer(0.06, self._tell_at_rest)

    def _tell_at_rest(self) -> None:
        """In a frame of its own too, and only where the keys rest: nobody reads it in between."""
        if monotonic() - self._typed_at >= PAUSE and self.is_mounted:
            self._tell()

    def _tell(self) -> None:
        """Say how what is being written will land."""
        self._question.tell(of_answer(self._guide))

    def _say_saving(self) -> None:
        """In a frame of its own: with the message, all between the two would be painted too."""
        if self.typing:
            self._coach.saving()

    def _preview(self) -> None:
        at = self._guide.at
        self.query_one(Message).show(_letter(self._guide.preview(), at), at)
        self.query_one(Outline).show(self._guide.outline())

    def keep(self) -> None:
        """Put what was typed on disk."""
        with self._coach.keeping():
            self._guide.keep_drafts()
            if self._coach.status == _("saving…"):
                self._coach.saved("")

    @property
    def typing(self) -> bool:
        """Whether someone is at it right now."""
        return monotonic() - self._typed_at < STILL

    def _take_draft(self) -> None:
        """Remember the very last of what was typed, before going anywhere."""
        field = self._question.field
        if field is not None and not field.taken:
            self._guide.draft(field.value())
        self.keep()

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here; some of it depends on the question."""
        prompt, field = self._question.prompt, self._question.field
        away = isinstance(self.focused, Message | Outline)
        return (
            BACK,
            SOURCES if away else NEXT,
            *([SKIP] if prompt is not None and prompt.optional else []),
            *([EXAMPLE] if prompt is not None and (prompt.example or prompt.weak) else []),
            *self._tone_commands(),
            REVIEW,
            QUESTION if away else PANE,
            *([NEW_LINE] if isinstance(field, Words) else []),
            *([ROW_OUT] if isinstance(field, Rows) and not away else []),
            HOME_KEPT,
            *EVERYWHERE,
        )

    def _tone_commands(self) -> Sequence[Command]:
        field = self._question.field
        again = isinstance(field, Words) and self._taken.again(field)
        return tone_commands(self._question.flag, again)

    def action_next(self) -> None:
        """Enter, where no field has the keys, or from the palette."""
        if isinstance(self.focused, Message | Outline):
            self.focused.open()
        elif self._question.field is not None:
            self._question.field.enter()

    def _done(self) -> None:
        """Give the answer, and go on if it is one."""
        field = self._question.field
        if field is None or field.taken:
            return
        value, fault = field.value(), None
        with self._coach.keeping():
            fault = self._guide.answer(value)
        if fault is not None:
            self._refused = value
            self._question.refuse(str(fault))
            return
        field.taken = True
        if self._guide.stopped:
            self._coach.stop(self._guide, self._chosen)
            return
        self._move()

    def _chosen(self, choice: str) -> None:
        """Go on after a stop. Nothing that stands in the field is taken twice."""
        self._coach.act_on(choice, self._move)

    def _move(self) -> None:
        if self._guide.at and not self._guide.left:
            self._show()
        else:
            self._coach.show_place()

    def action_back(self) -> None:
        """One step back; from the first question, to the first screen. First, what is
        open on top is put away."""
        if self._question.examples:
            self.action_example()
            return
        self._take_draft()
        if self._guide.back():
            self._show()
        else:
            self._coach.go_home()

    def action_skip(self) -> None:
        """Go past a question. What stands there waits, in case."""
        prompt, field = self._question.prompt, self._question.field
        if prompt is None or field is None or field.taken or not prompt.optional:
            return
        self._take_draft()
        with self._coach.keeping():
            self._guide.skip()
        field.taken = True
        self._move()

    def action_example(self) -> None:
        """Show examples, or put them away."""
        self._question.toggle_example()

    def action_take(self) -> None:
        """Put what was suggested in the place of the marked words."""
        flag, field = self._question.flag, self._question.field
        if field is None:
            return
        if isinstance(field, Words):
            self._taken.put(field, flag)
        elif flag is not None and flag.replacements:
            field.reword(said_so(field.value(), flag))
        self._guide.draft(field.value())
        self._tell()

    def action_keep_mine(self) -> None:
        """Keep the marked words as they are."""
        flag = self._question.flag
        if flag is not None:
            self._take_draft()
            with self._coach.keeping():
                self._guide.keep_mine(flag)
            self._tell()

    def action_review(self) -> None:
        """See every answer."""
        self._take_draft()
        self._coach.show_review(self._guide.at)

    def action_new_line(self) -> None:
        """Start a new line, for those who come by the palette."""
        field = self._question.field
        if isinstance(field, Words):
            field.insert("\n")

    def action_row_out(self) -> None:
        """Take a row out of a list or a table, or bring it back."""
        field = self._question.field
        if isinstance(field, Rows):
            field.row_out()

    def action_home(self) -> None:
        """Leave this session for now; it is kept."""
        self._take_draft()
        self._coach.go_home()

    def action_pane(self) -> None:
        """Go from the question to the message, the outline if it is there, and back."""
        outline, message = self.query_one(Outline), self.query_one(Message)
        if message.has_focus and outline.display:
            self.set_focus(outline)
        elif message.has_focus or outline.has_focus:
            self._to_field()
        else:
            self.add_class("-message")
            self.set_focus(message)

    def _to_field(self) -> None:
        self.remove_class("-message")
        self._question.to_field()

    @on(events.DescendantFocus)
    def _show_pane(self, event: events.DescendantFocus) -> None:
        """On a narrow screen, show the pane that has the keys."""
        if not isinstance(event.widget, Outline):
            self.set_class(isinstance(event.widget, Message), "-message")

    @on(Outline.Wanted)
    def _to_step(self, event: Outline.Wanted) -> None:
        self._go(event.step)

    @on(Message.Wanted)
    def _to_source(self, event: Message.Wanted) -> None:
        step = self._guide.sources(event.paragraph)
        if step:
            self._go(step)

    def _go(self, step: str) -> None:
        if step == self._guide.at:
            self._to_field()
            return
        self._take_draft()
        if self._guide.go(step):
            self.remove_class("-message")
            self._show()


def _letter(outcome: Outcome, step: str) -> Letter | None:
    """The letter to show: the first that `step` says something in, else the first."""
    fed = (
        letter
        for letter in outcome.letters
        if any(step in paragraph.steps for paragraph in letter.paragraphs)
    )
    return next(fed, outcome.letters[0] if outcome.letters else None)
