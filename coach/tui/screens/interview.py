"""The interview: one question at a time, with the message growing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalGroup, VerticalScroll
from textual.widget import Widget

from coach.compose.outcome import Letter, Outcome
from coach.language import _, ngettext
from coach.scenario.text import count_words
from coach.shown import Prompt
from coach.tui.commands import (
    BACK,
    EVERYWHERE,
    EXAMPLE,
    NEW_LINE,
    NEXT,
    PANE,
    QUESTION,
    REVIEW,
    SKIP,
    SOURCES,
    Command,
    bindings,
)
from coach.tui.plain_text import Styled, Text, plain
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.field_for import field_for
from coach.tui.widgets.fields import Field, Words
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.message import Message
from coach.tui.widgets.outline import Outline

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

PAUSE = 0.15
"""Seconds after the last key before the message is composed anew. Never in a key's own turn,
and seldom just before the next one: painting it would make that key wait."""

LONGEST = 1.0
"""Seconds after which someone who types without a pause sees their words in the message."""

KEEP = 0.5
"""Seconds between two looks at whether something typed has to go on disk."""

STILL = 0.45
"""Seconds after the last key for which someone is taken to be typing."""


class InterviewScreen(Fitted[None]):
    """Outline, question and message; as many of them at once as there is room for."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        BACK, NEXT, NEW_LINE, SKIP, EXAMPLE, REVIEW, PANE
    )

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._guide = sitting.guide
        self._prompt: Prompt | None = None
        self._field: Field | None = None
        self._examples = False
        self._typed_at = 0.0
        self._since = 0.0
        self._composing = False

    def compose(self) -> Iterable[Widget]:
        """Three panes; the style sheet says which are seen."""
        yield Bar(self._sitting.about)
        with Horizontal(id="panes"):
            yield Outline()
            with VerticalScroll(id="prompt", can_focus=False):
                yield Text(id="where", classes="quiet")
                yield Text(id="ask", classes="title")
                yield Text(id="why-first", classes="quiet")
                yield VerticalGroup(id="answer")
                yield Text(id="meter", classes="quiet")
                yield Text(id="fault")
                yield Text(id="may-skip", classes="quiet")
                yield Text(id="why", classes="quiet")
                yield Text(id="example")
            yield Message()
        yield Keys()

    def on_mount(self) -> None:
        """Show the present question, and begin to keep what is typed."""
        self._show()
        self.set_interval(KEEP, self.keep)

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    def _say(self, where: str, words: str) -> None:
        self.query_one(where, Text).say(words)

    # -------------------------------------------------------------- one question

    def _show(self) -> None:
        """Show the question the guide is at. The field has the keys before this returns."""
        prompt = self._guide.prompt()
        if prompt is None:
            self._coach.show_place()
            return
        self._prompt = prompt
        self.query_one(Bar).about = self._sitting.about
        self._say(
            "#where",
            _("{section} · {number} of {total}").format(
                section=prompt.section, number=prompt.number, total=prompt.total
            ),
        )
        self._say("#ask", prompt.ask)
        self._change_field(prompt)
        why = _("Why we ask: {why}").format(why=prompt.why) if prompt.why else ""
        listed = prompt.kind in ("choice", "many")
        self._say("#why-first", why if listed else "")
        self._say("#why", "" if listed else why)
        self._say("#fault", f"! {prompt.doubt}" if prompt.doubt else "")
        self._say(
            "#may-skip",
            (
                _("You may skip this one: F12.")
                if listed
                else _("You may skip this one: Enter with nothing here.")
            )
            if prompt.optional
            else "",
        )
        self._show_example()
        self._show_meter()
        self._preview()
        self.query_one("#prompt", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def _change_field(self, prompt: Prompt) -> None:
        old, new = self._field, field_for(prompt)
        new.listen(self._changed, self._done)
        self._field = new
        self.query_one("#answer").mount(new)
        self.set_focus(new, scroll_visible=False)
        if old is not None:
            old.taken = True
            old.display = False
            old.remove()

    def _show_example(self) -> None:
        prompt = self._prompt
        if prompt is None or not self._examples:
            self._say("#example", "")
        elif not prompt.example and not prompt.weak:
            self._say("#example", _("There is no example for this one."))
        else:
            parts: list[str | Styled] = []
            if prompt.weak:
                parts += [(_("Helps less"), "bold"), f"\n{prompt.weak.strip()}\n\n"]
            if prompt.example:
                parts += [(_("Helps more"), "bold"), f"\n{prompt.example.strip()}"]
            self.query_one("#example", Text).say(plain(*parts))

    def _show_meter(self) -> None:
        prompt, field = self._prompt, self._field
        if prompt is None or prompt.words is None or not isinstance(field, Words):
            self._say("#meter", "")
            return
        low, high = prompt.words
        count = count_words(field.text)
        words = ngettext("{n} word", "{n} words", count).format(n=count)
        self._say(
            "#meter", _("{words} · {low} to {high} will do").format(words=words, low=low, high=high)
        )

    # -------------------------------------------------------------- while typing

    def _changed(self) -> None:
        """Something was typed or picked: remember it now, show it in a moment."""
        if self._field is None:
            return
        self._guide.draft(self._field.value())
        self._say("#fault", "")
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
        self._show_meter()
        self._preview()

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
        if self._field is not None and not self._field.taken:
            self._guide.draft(self._field.value())
        self.keep()

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here; some of it depends on the question."""
        prompt = self._prompt
        away = isinstance(self.focused, Message | Outline)
        return (
            BACK,
            SOURCES if away else NEXT,
            *([SKIP] if prompt is not None and prompt.optional else []),
            *([EXAMPLE] if prompt is not None and (prompt.example or prompt.weak) else []),
            REVIEW,
            QUESTION if away else PANE,
            *([NEW_LINE] if isinstance(self._field, Words) else []),
            *EVERYWHERE,
        )

    def action_next(self) -> None:
        """Enter, where no field has the keys, or from the palette."""
        if isinstance(self.focused, Message | Outline):
            self.focused.open()
        elif self._field is not None:
            self._field.enter()

    def _done(self) -> None:
        """Give the answer, and go on if it is one."""
        field = self._field
        if field is None or field.taken:
            return
        fault = None
        with self._coach.keeping():
            fault = self._guide.answer(field.value())
        if fault is not None:
            self.query_one("#fault", Text).say(f"! {fault}")
            self.call_after_refresh(self.query_one("#fault").scroll_visible, animate=False)
            return
        field.taken = True
        self._move()

    def _move(self) -> None:
        if self._guide.at and not self._guide.left:
            self._show()
        else:
            self._coach.show_place()

    def action_back(self) -> None:
        """One step back; from the first question, to the first screen."""
        self._take_draft()
        if self._guide.back():
            self._show()
        else:
            self._coach.show_home()

    def action_skip(self) -> None:
        """Go past a question. What stands there waits, in case."""
        prompt, field = self._prompt, self._field
        if prompt is None or field is None or field.taken or not prompt.optional:
            return
        self._take_draft()
        with self._coach.keeping():
            self._guide.skip()
        field.taken = True
        self._move()

    def action_example(self) -> None:
        """Show examples, or put them away."""
        self._examples = not self._examples
        self._show_example()
        if self._examples:
            self.call_after_refresh(self.query_one("#example").scroll_visible, animate=False)

    def action_review(self) -> None:
        """See every answer."""
        self._take_draft()
        self._coach.show_review(self._guide.at)

    def action_new_line(self) -> None:
        """Start a new line, for those who come by the palette."""
        if isinstance(self._field, Words):
            self._field.insert("\n")

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
        if self._field is not None:
            inside = [one for one in self._field.query("*") if one.focusable]
            self.set_focus(inside[0] if inside else self._field)

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
