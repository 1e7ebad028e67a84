"""Giving homework, and what became of it: both sides of the table use these dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from coach.casebook.homework import Homework
from coach.desk.suggesting import REHEARSE, Suggestion
from coach.interview.near_day import near_day
from coach.language import _
from coach.scenario.evaluate import say_day
from coach.scenario.library import has_rehearsal
from coach.tui.commands import EVERYWHERE, RETURN, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.ask import Ask
from coach.tui.screens.fitted import Dialog
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

_NOWHERE = "nowhere"


class Given(NamedTuple):
    """Homework as it is given: what to do, by when, where it leads."""

    text: str
    by: date | None
    leads_to: str


class GiveHomework(Dialog[Given]):
    """Suggestions, a line to say it in, and a day. Esc gives nothing.

    Args:
        suggestions: what could be given; Enter on one puts it into the line.
        titles: id of each scenario -> its title.
    """

    AUTO_FOCUS = "#suggested"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(
        self, suggestions: Sequence[Suggestion], today: date, titles: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._suggestions, self._today, self._titles = tuple(suggestions), today, titles
        self._leads_to = ""
        self._own = True

    def compose(self) -> Iterable[Widget]:
        """The suggestions above, the two lines under them."""
        text = Input(id="text", select_on_focus=False, compact=True, max_length=500)
        by = Input(id="by", select_on_focus=False, compact=True)
        for line in (text, by):
            line.cursor_blink = False
        items = [Item(str(at), one.text) for at, one in enumerate(self._suggestions)]
        yield VerticalScroll(
            Text(_("One small thing to do until you meet again"), classes="title"),
            Picker([*items, Item("own", _("In my own words"))], id="suggested"),
            Text(_("What to do:"), classes="more"),
            text,
            Text(_("By which day (Dec 9; empty is fine):"), classes="more"),
            by,
            Text(id="fault"),
            Text(_("Enter goes on · Esc gives nothing"), classes="quiet"),
            id="box",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Begin at the top, where the screen is too small for all of it."""
        self.call_after_refresh(self.query_one("#box").scroll_home, animate=False)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, *EVERYWHERE)

    def action_back(self) -> None:
        """Give nothing."""
        self.dismiss(None)

    @on(Picker.Opened, "#suggested")
    def _taken(self, event: Picker.Opened) -> None:
        text, by = self.query_one("#text", Input), self.query_one("#by", Input)
        if event.item.id != "own":
            one = self._suggestions[int(event.item.id)]
            text.value, self._leads_to, self._own = one.text, one.leads_to, False
            by.value = say_day(self._today + timedelta(days=one.days))
        text.focus()
        text.cursor_position = len(text.value)

    @on(Input.Submitted, "#text")
    def _said(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.query_one("#by").focus()
        else:
            self.query_one("#fault", Text).say(_("Say what to do, in a few words."))

    @on(Input.Submitted, "#by")
    def _give(self, event: Input.Submitted) -> None:
        event.stop()
        text, said = self.query_one("#text", Input).value.strip(), event.value.strip()
        day = near_day(said, self._today) if said else None
        if said and (day is None or day < self._today):
            self.query_one("#fault", Text).say(_("Name a day to come, such as Dec 9."))
        elif not text:
            self.query_one("#text").focus()
        elif self._own:
            self._ask_where(Given(text, day, ""))
        else:
            self.dismiss(Given(text, day, self._leads_to))

    def _ask_where(self, given: Given) -> None:
        """Ask what Enter should open for the family."""
        from typing import cast

        def chosen(answer: str | None) -> None:
            if answer:
                leads_to = "" if answer == _NOWHERE else answer
                self.dismiss(given._replace(leads_to=leads_to))

        places = dict(self._titles)
        for id, title in self._titles.items():
            if has_rehearsal(id):
                places[f"{REHEARSE}{id}"] = _("Rehearsal: {title}").format(title=title)
        app = cast("CoachApp", self.app)
        app.ask(
            Ask(_("Does it lead to something in Coach?"), **{_NOWHERE: _("No")}, **places), chosen
        )


def ask_about(
    app: CoachApp,
    family: str,
    one: Homework,
    about: str,
    then: Callable[[], None],
    *,
    done: bool = False,
) -> None:
    """Ask what became of homework: go there, it is done, or it is open again.

    Args:
        family: whose it is.
        about: by when it should be done, in words.
        then: what to do once something has changed.
        done: the person said already that it is: that is what is marked.
    """
    from coach.guide.homework import lead, tell_back

    def chosen(answer: str | None) -> None:
        if answer == "go":
            with app.asking():
                to = lead(app.sessions, family, one.leads_to)
                if to is not None:
                    app.follow(to, family)
        elif answer == "done":
            app.ask(TellBack(one, at_desk=app.at_desk), told)
        elif answer == "open":
            with app.asking():
                tell_back(app.sessions, family, one.id, None)
            then()

    def told(back: str | None) -> None:
        if back is not None:
            with app.asking():
                tell_back(app.sessions, family, one.id, date.today(), back)
                if app.at_desk:
                    app.say(_("Done, and written on the card."))
                else:
                    app.say(_("Done. Your coach sees it when you hand over next."))
            then()

    with app.asking():
        leads = lead(app.sessions, family, one.leads_to) is not None
        answers = {
            **({"go": _("Go there now")} if leads and one.is_open else {}),
            **({"done": _("It is done")} if one.is_open else {"open": _("It is open again")}),
        }
        more = "\n".join(
            part
            for part in (about, _("Written back: “{b}”").format(b=one.back) if one.back else "")
            if part
        )
        app.ask(Ask(one.text, more, at="done" if done else "", **answers), chosen)


class TellBack(Dialog[str]):
    """A line to write back with homework that is done. Enter keeps it; Esc leaves it open.

    Args:
        one: the homework.
        at_desk: a coach writes it down, in an hour with the family.
    """

    AUTO_FOCUS = "#back"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(self, one: Homework, *, at_desk: bool = False) -> None:
        super().__init__()
        self._one, self._at_desk = one, at_desk

    def compose(self) -> Iterable[Widget]:
        """What was done, and the line."""
        back = Input(self._one.back, id="back", select_on_focus=False, compact=True, max_length=500)
        back.cursor_blink = False
        yield VerticalScroll(
            Text(_("Done"), classes="title"),
            Text(self._one.text, classes="more"),
            Text(
                _("How did it go? A line in the family's words; empty is fine.")
                if self._at_desk
                else _("How did it go? A line for your coach; empty is fine."),
                classes="more",
            ),
            back,
            Text(_("Enter keeps it · Esc leaves it open"), classes="quiet"),
            id="box",
            can_focus=False,
        )

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, *EVERYWHERE)

    def action_back(self) -> None:
        """Leave it open."""
        self.dismiss(None)

    @on(Input.Submitted)
    def _told(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)
