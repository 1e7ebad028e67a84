"""One question: what is asked, where it is answered, why, and how far along one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.containers import VerticalGroup, VerticalScroll
from textual.widget import Widget

from coach.guide.tone import at_cursor
from coach.language import _, ngettext
from coach.scenario.text import count_words
from coach.shown import Prompt
from coach.tui.plain_text import Styled, Text, plain
from coach.tui.widgets.field_for import field_for
from coach.tui.widgets.fields import Field, Words
from coach.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from coach.tone.flag import Flag
    from coach.tone.review import Review


class Question(VerticalScroll, can_focus=False):
    """The pane of the present question.

    Args:
        changed: called at each change of the answer.
        done: called when the person wants to go on.
    """

    def __init__(self, changed: Callable[[], None], done: Callable[[], None]) -> None:
        super().__init__(id="prompt")
        self.prompt: Prompt | None = None
        self.field: Field | None = None
        self._changed, self._done = changed, done
        self._examples = False

    def compose(self) -> Iterable[Widget]:
        """Lines that are empty take no room."""
        yield Text(id="where", classes="quiet")
        yield Text(id="ask", classes="title")
        yield Text(id="why-first", classes="quiet")
        yield VerticalGroup(id="answer")
        yield Text(id="meter", classes="quiet")
        yield Tone()
        yield Text(id="fault")
        yield Text(id="offers", classes="quiet")
        yield Text(id="may-skip", classes="quiet")
        yield Text(id="why", classes="quiet")
        yield Text(id="example")

    def _say(self, where: str, words: str) -> None:
        self.query_one(where, Text).say(words)

    def show(self, prompt: Prompt) -> None:
        """Show another question. Its field has the keys before this returns."""
        self.prompt = prompt
        where = _("{section} · {number} of {total}")
        self._say(
            "#where",
            where.format(section=prompt.section, number=prompt.number, total=prompt.total),
        )
        self._say("#ask", prompt.ask)
        self._change_field(prompt)
        # Above a list, where it is seen whatever the length of the list.
        listed = prompt.kind in ("choice", "many")
        why = _("Why we ask: {why}").format(why=prompt.why) if prompt.why else ""
        self._say("#why-first", why if listed else "")
        self._say("#why", "" if listed else why)
        self.refuse(prompt.doubt)
        self._say("#offers", on_the_card(prompt))
        self._say("#may-skip", _may_skip(prompt))
        self._show_example()
        self.measure()
        self.scroll_home(animate=False)

    def _change_field(self, prompt: Prompt) -> None:
        old, new = self.field, field_for(prompt)
        new.listen(self._changed, self._done)
        self.field = new
        self.query_one("#answer").mount(new)
        self.screen.set_focus(new, scroll_visible=False)
        if old is not None:
            old.taken = True
            old.display = False
            old.remove()

    def to_field(self) -> None:
        """Give the keys to where the answer is."""
        if self.field is not None:
            inside = [one for one in self.field.query("*") if one.focusable]
            self.screen.set_focus(inside[0] if inside else self.field)

    def refuse(self, fault: str) -> None:
        """Say why the answer can't be taken, until it changes; "" takes that away."""
        text = self.query_one("#fault", Text)
        text.say(f"! {fault}" if fault else "")
        if fault:
            self.call_after_refresh(text.scroll_visible, animate=False)

    def tell(self, review: Review | None) -> None:
        """Say how what is in the field will land, and mark the words it is about."""
        tone, field = self.query_one(Tone), self.field
        flags = review.flags if review else ()
        at = 0
        if isinstance(field, Words):
            at = field.offset_of_cursor
            field.mark((flag.start, flag.end) for flag in flags if flag.end)
        before = tone.flag
        tone.tell(review, at_cursor(flags, at))
        if tone.flag != before:
            self.screen.refresh_bindings()

    @property
    def flag(self) -> Flag | None:
        """What is spoken of just now."""
        return self.query_one(Tone).flag

    @property
    def examples(self) -> bool:
        """Whether examples are shown."""
        return self._examples

    def toggle_example(self) -> None:
        """Show examples, from here on, or put them away."""
        self._examples = not self._examples
        self._show_example()
        if self._examples:
            self.call_after_refresh(self.query_one("#example").scroll_visible, animate=False)

    def _show_example(self) -> None:
        prompt = self.prompt
        parts: list[str | Styled] = []
        if prompt is not None and self._examples:
            if prompt.weak:
                parts += [(_("Helps less"), "bold"), f"\n{prompt.weak.strip()}\n\n"]
            if prompt.example:
                parts += [(_("Helps more"), "bold"), f"\n{prompt.example.strip()}"]
            if not parts:
                parts = [_("There is no example for this one.")]
        self.query_one("#example", Text).say(plain(*parts))

    def measure(self) -> None:
        """Say how many words there are, where a number of them serves."""
        prompt, field = self.prompt, self.field
        if prompt is None or prompt.words is None or not isinstance(field, Words):
            self._say("#meter", "")
            return
        low, high = prompt.words
        count = count_words(field.text)
        words = ngettext("{n} word", "{n} words", count).format(n=count)
        usual = _("{words} · {low} to {high} will do").format(words=words, low=low, high=high)
        self._say("#meter", usual)


def on_the_card(prompt: Prompt) -> str:
    """Return who is known already, where somebody's name is asked for."""
    names = " · ".join(prompt.offers)
    return _("On the card: {names}").format(names=names) if names else ""


def _may_skip(prompt: Prompt) -> str:
    if not prompt.optional:
        return ""
    if prompt.kind in ("choice", "scale"):  # there, Enter picks
        return _("You may skip this one: F12.")
    return _("You may skip this one: Enter with nothing here.")
