"""What people of a workshop wrote, before the room: one at a time, or two side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.language import _
from coach.tone.review import Review
from coach.tui.commands import HELP, PALETTE, URGENT, Command, bindings
from coach.tui.plain_text import Text, plain
from coach.tui.screens.ask import Ask
from coach.tui.screens.collected import LEAVE
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.notes import readings
from coach.tui.widgets.rows import Row
from coach.workshop.responses import Response
from coach.workshop.sheet import note_of, reading, title_of
from coach.workshop.showing import Showing

if TYPE_CHECKING:
    from coach.tui.collecting import CollectApp

ONWARD = Command(
    "onward", "enter,space", "Enter", _("Go on"), _("How it reads; then the next response"), rank=2
)
NEXT_ONE = Command("step(1)", "right", "→", _("Next"), _("The next response"), rank=3)
ONE_BACK = Command("step(-1)", "left", "←", _("Back"), _("The response before this one"), rank=4)
READING = Command(
    "turn", "f2", "F2", _("How it reads"), _("Show how it reads, or hide it so that all can guess")
)
GO_TO = Command("go", "f3", "F3", _("Go to"), _("Go to any response, by its letter"), rank=5)
BESIDE = Command(
    "beside",
    "f4",
    "F4",
    _("Two"),
    _("Put the next response beside this one, or take it away; the arrows change it"),
    rank=6,
)
OTHER = Command(
    "other",
    "f8",
    "F8",
    _("Other side"),
    _("Go to the other part of the screen, to scroll it"),
    rank=7,
)
ALONE = Command(
    "alone",
    "ctrl+o",
    "Ctrl+O",
    _("For you alone"),
    _("Back to the page with the names of files. It asks first"),
    rank=9,
)
_FIRST_WORDS = 50
"""Characters of a response in the list to go to."""


class Scrolls(VerticalScroll, inherit_bindings=False, can_focus=True):
    """It scrolls up and down; left and right are for the next response and the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]


class Page(Scrolls):
    """The words of one response; of two, how each reads is under them."""


class Reading(Scrolls):
    """How the one that is shown reads: beside its words, or under them."""


class ResponsesScreen(Fitted[None]):
    """First the words alone; Enter shows how they read, and goes on.

    Args:
        showing: what the room sees first.
    """

    AUTO_FOCUS = "Page"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        ONWARD, NEXT_ONE, ONE_BACK, READING, GO_TO, BESIDE, OTHER, ALONE, LEAVE
    )

    def __init__(self, showing: Showing) -> None:
        super().__init__()
        self.showing = showing
        self._reviews: dict[str, Review] = {}

    def compose(self) -> Iterable[Widget]:
        """Where one is, one response or two, and the keys."""
        yield Bar()
        yield Horizontal(id="responses")
        yield Keys()

    async def on_mount(self) -> None:
        """Show the first."""
        await self._draw()

    async def _show(self, showing: Showing | None) -> None:
        if showing is not None and showing != self.showing:
            self.showing = showing
            await self._draw()

    async def _draw(self) -> None:
        shown = self.showing.shown
        place = f"{self.showing.at + 1} / {len(self.showing.responses)}"
        names = " · ".join(title_of(one) for one in shown)
        self.query_one(Bar).about = f"{names} · {place}"
        around = self.query_one("#responses", Horizontal)
        two, read = len(shown) > 1, self.showing.read
        around.set_class(two, "-two")
        around.set_class(read and not two, "-read")
        panes: list[Scrolls] = [Page(*self._rows(one, read=read, under=two)) for one in shown]
        if read and not two:
            panes.append(Reading(*self._reading(shown[0])))
        async with self.batch():
            await around.remove_children()
            await around.mount_all(panes)
        self.set_focus(panes[-1])
        self.refresh_bindings()
        if read and two:
            self.call_after_refresh(self._to_readings)

    def _to_readings(self) -> None:
        """Bring how they read into view: the words were just read."""
        for page in self.query(Page):
            for title in page.query(".group").results(Text):
                page.scroll_to_widget(title, top=True, animate=False)

    def _rows(self, response: Response, *, read: bool, under: bool) -> Iterable[Text | Row]:
        yield Text(title_of(response), classes="title")
        if note_of(response):
            yield Text(note_of(response), classes="quiet")
        yield Text(_marked(response.text, self._review(response) if read else None), classes="more")
        if not read:
            yield Text(_("What do you hear? Enter shows how it reads."), classes="quiet more")
        elif under:
            yield from self._reading(response)

    def _reading(self, response: Response) -> Iterable[Text | Row]:
        return readings([(_("How it reads"), self._review(response))])

    def _review(self, response: Response) -> Review:
        if response.label not in self._reviews:
            self._reviews[response.label] = reading(response)
        return self._reviews[response.label]

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        several = len(self.showing.shown) > 1 or self.showing.read
        return (
            ONWARD,
            ONE_BACK,
            NEXT_ONE,
            READING,
            GO_TO,
            BESIDE,
            *([OTHER] if several else []),
            ALONE,
            HELP,
            PALETTE,
            LEAVE,
            URGENT,
        )

    async def action_onward(self) -> None:
        """Show how it reads; where that is shown, the next one."""
        showing = self.showing
        await self._show(showing.step(1) if showing.read else showing.turned())

    async def action_step(self, by: int) -> None:
        """Go on or back."""
        await self._show(self.showing.step(by))

    async def action_turn(self) -> None:
        """Show how it reads, or hide it."""
        await self._show(self.showing.turned())

    async def action_beside(self) -> None:
        """Put another one beside this one, or take it away."""
        await self._show(self.showing.paired())

    def action_other(self) -> None:
        """Go to the other part of the screen, to scroll it."""
        panes = list(self.query(Scrolls))
        if len(panes) > 1:
            self.set_focus(panes[0] if panes[-1].has_focus else panes[-1])

    def action_go(self) -> None:
        """Ask for a letter."""
        labels = {one.label: _in_a_line(one) for one in self.showing.responses}

        def chosen(label: str | None) -> None:
            if label:
                self.call_later(self._show, self.showing.go(label))

        at = self.showing.shown[0].label
        cast("CollectApp", self.app).ask(Ask(_("Go to"), at=at, **labels), chosen)

    def action_alone(self) -> None:
        """Back to the page for the facilitator, once the room does not see it."""

        def chosen(answer: str | None) -> None:
            if answer == "go":
                self.dismiss()

        cast("CollectApp", self.app).ask(
            Ask(
                _("Can anyone else see this screen?"),
                _("The page for you alone has the names of files. Turn off the projector first."),
                stay=_("Stay here"),
                go=_("Only I can see it: go there"),
            ),
            chosen,
        )


def _in_a_line(response: Response) -> str:
    words = " ".join(response.text.split())
    return f"{response.label}  {words[:_FIRST_WORDS]}…"


def _marked(text: str, found: Review | None) -> Content:
    """Return the words, with what may land badly underlined: to be seen without colour too."""
    content = plain(text.strip("\n"))
    for flag in found.flags if found is not None else ():
        if flag.end and content.plain[flag.start : flag.end] == flag.match:
            content = content.stylize("bold underline", flag.start, flag.end)
    return content
