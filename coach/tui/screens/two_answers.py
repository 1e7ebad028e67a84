"""Two answers to one question, side by side: one key says which is to stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalGroup, VerticalScroll
from textual.widget import Widget

from coach.language import _
from coach.tui.commands import EVERYWHERE, KEEP_HERE, LATER, RETURN, TAKE_OTHER, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Dialog
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.guide.handing import Choice
    from coach.tui.app import CoachApp


def choose(app: CoachApp, family: str, then: Callable[[], None], *, settled: bool = False) -> None:
    """Go through the places where two answers wait, and then do `then`.

    Args:
        settled: through those that gave way instead; Esc ends it.
    """
    from coach.guide.handing import choices, settle

    def ask(at: int, waiting: Sequence[Choice]) -> None:
        if at >= len(waiting):
            then()
            return

        def chosen(answer: str | None) -> None:
            if answer in ("here", "other"):
                with app.asking():
                    settle(app.sessions, waiting[at], take=answer == "other")
            ask(at + 1 if answer else len(waiting), waiting)

        app.ask(TwoAnswers(waiting[at], at + 1, len(waiting)), chosen)

    with app.asking():
        ask(0, choices(app.sessions, family, settled=settled))


class TwoAnswers(Dialog[str]):
    """What is here and what came, beside each other; on a narrow screen one under the other.

    Answers `here`, `other` or `later`; with `later` both are kept, and asked about again. ""
    leaves the rest, too, for later.

    Args:
        at, of: the number of this one, and how many there are.
    """

    AUTO_FOCUS = "Picker"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEEP_HERE, TAKE_OTHER, LATER, RETURN)

    def __init__(self, choice: Choice, at: int, of: int) -> None:
        super().__init__()
        self._choice, self._at, self._of = choice, at, of

    def compose(self) -> Iterable[Widget]:
        """The question, both answers, and what to do."""
        one = self._choice
        head, later = _("Both of you wrote here ({at} of {of})"), _("Decide later; both are kept")
        if one.two.settled:
            head, later = _("This gave way, and is kept ({at} of {of})"), _("Look at the next")
        yield VerticalGroup(
            Text(head.format(at=self._at, of=self._of), classes="title"),
            Text(f"{one.title}\n{one.question}", classes="quiet"),
            VerticalScroll(
                Horizontal(
                    self._column(_("1  What is here"), one.now),
                    self._column(f"2  {one.whose}", one.other),
                    id="columns",
                ),
                id="both",
            ),
            Picker(
                [
                    Item("here", _("1  What is here stays")),
                    Item("other", _("2  The other comes here")),
                    Item("later", f"3  {later}"),
                ]
            ),
            Text(
                _("1, 2 or 3 chooses · Tab, then Page Down, reads on · Esc leaves the rest"),
                classes="quiet",
            ),
            id="box",
        )

    def _column(self, name: str, words: str) -> Widget:
        return VerticalGroup(Text(name, classes="title"), Text(words))

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (KEEP_HERE, TAKE_OTHER, LATER, RETURN, *EVERYWHERE)

    def on_key(self, event: events.Key) -> None:
        """1, 2 and 3 are written before what can be chosen, so they choose it."""
        if answer := {"1": "here", "2": "other", "3": "later"}.get(event.key):
            event.stop()
            self.dismiss(answer)

    @on(Picker.Opened)
    def chosen(self, event: Picker.Opened) -> None:
        """Answer."""
        self.dismiss(event.item.id)

    def action_back(self) -> None:
        """Leave this one and the rest as they are; the child's page asks again."""
        self.dismiss("")

    def action_keep_here(self) -> None:
        """What is here stays."""
        self.dismiss("here")

    def action_take_other(self) -> None:
        """What came in comes here."""
        self.dismiss("other")

    def action_later(self) -> None:
        """Both are kept."""
        self.dismiss("later")
