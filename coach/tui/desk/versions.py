"""What a message said before: a list, and two of it beside each other, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.desk.compare import Change, Comparison, Piece
from coach.guide.versions import Kept, compared, describe, kept, none_yet, tone_lines
from coach.language import _
from coach.tui.commands import COMPARE, EVERYWHERE, LETTERS, RETURN, Command, bindings
from coach.tui.plain_text import Text, plain
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp


_SIGNS: Mapping[Change, tuple[str, str]] = {"gone": ("−", "strike"), "new": ("+", "bold underline")}
"""Brackets with a sign say it without colour; what went is struck out, what came underlined."""


class VersionsScreen(Fitted[None]):
    """The versions of one message, newest first, and what changed between two of them.

    Args:
        sitting: whose message it is.
    """

    SCOPED_CSS = False  # it asks how wide the screen is, which is said of the screen itself
    CSS = """
    #versions-panes { height: 1fr; }
    #compared { padding: 1 2; }
    #tone-moved, #older, #newer, #both-in-one { margin-bottom: 1; }
    #columns-of-words { height: 1fr; }
    #older, #newer { width: 1fr; padding: 0 2 0 0; }
    #compared #sides { height: auto; display: none; }
    #in-one { height: auto; }
    .-wide #compared #sides { display: block; }
    .-wide #in-one { display: none; }
    .-narrow #versions-panes { layout: vertical; }
    .-narrow #versions-panes #list { height: auto; max-height: 7; padding: 0; border-right: none; }
    .-narrow #compared { padding: 0 1; height: 1fr; }
    """
    AUTO_FOCUS = "#versions"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, COMPARE, LETTERS)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._every: Sequence[Kept] = kept(sitting.guide)
        self._letter = 0
        self._with = len(self._every[0].versions) - 1 if self._every else 0

    def compose(self) -> Iterable[Widget]:
        """The list; the older words, the newer ones; how the tone moved."""
        yield Bar(self._sitting.about)
        with Horizontal(id="versions-panes"):
            with VerticalScroll(id="list", can_focus=False):
                yield Text(id="which", classes="title")
                yield Picker(list(self._items()), id="versions")
            with Vertical(id="compared"):
                yield Text(id="tone-moved")
                with VerticalScroll(id="columns-of-words"):
                    yield Horizontal(Text(id="older"), Text(id="newer"), id="sides")
                    yield VerticalGroup(Text(id="both-in-one"), id="in-one")
                    yield Text(id="flags")
        yield Keys()

    def on_mount(self) -> None:
        """Compare the last two."""
        picker = self.query_one("#versions", Picker)
        last = len(self._kept.versions) - 1 if self._every else 0
        picker.point(str(max(0, last - 1)))
        self._show()

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    @property
    def _kept(self) -> Kept:
        return self._every[self._letter]

    def _items(self) -> Iterable[Item]:
        if not self._every:
            return
        today = date.today()
        for at in reversed(range(len(self._kept.versions))):
            name, about = describe(self._kept, at, today)
            yield Item(str(at), name, hint=about, sign="=" if at == self._with else " ")

    def _show(self) -> None:
        """Show what changed between the marked version and the one to compare with."""
        if not self._every:
            self.query_one("#tone-moved", Text).say(none_yet())
            return
        item = self.query_one("#versions", Picker).current
        at = int(item.id) if item is not None else self._with
        self.query_one("#which", Text).say(self._kept.title)
        found = compared(self._kept, at, self._with)
        old, new = sorted((at, self._with))
        flags = ""
        if at == self._with and len(self._kept.versions) == 1:
            said = none_yet()
        elif found.same:
            said = _("This is the one the others are compared with.")
        else:
            said, *about = tone_lines(found)
            flags = "\n".join(about)
        self.query_one("#tone-moved", Text).say(said)
        self.query_one("#flags", Text).say(flags)
        self.query_one("#older", Text).say(
            Content("") if found.same else _marked(found, "gone", _name(old))
        )
        self.query_one("#newer", Text).say(_marked(found, "new", _name(new)))
        self.query_one("#both-in-one", Text).say(_in_one(found, old, new))
        self.call_after_refresh(self._to_first_change, found)

    def _to_first_change(self, found: Comparison) -> None:
        """Bring the first words that changed into view."""
        page = self.query_one("#columns-of-words")
        shown = self.query_one("#newer" if self.has_class("-wide") else "#both-in-one", Text)
        before = found.pieces[0].text if found.pieces and not found.same else ""
        lines = plain(before).get_height({}, max(1, shown.content_size.width))
        page.scroll_to(y=max(0, lines - 2) if before.count("\n") > 2 else 0, animate=False)

    async def again(self) -> None:
        """Draw it anew: names are hidden now, or shown again."""
        await self._list()

    async def _list(self) -> None:
        picker = self.query_one("#versions", Picker)
        await picker.show(list(self._items()))
        picker.redraw()
        self._show()

    @on(Picker.Moved, "#versions")
    def _moved(self) -> None:
        self._show()

    @on(Picker.Opened, "#versions")
    async def _opened(self, event: Picker.Opened) -> None:
        """Compare the others with this one from now on."""
        self._with = int(event.item.id)
        await self._list()

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            RETURN,
            COMPARE,
            *([LETTERS] if len(self._every) > 1 else []),
            *EVERYWHERE,
        )

    def action_compare(self) -> None:
        """Compare the others with the marked one."""
        self.query_one("#versions", Picker).open()

    async def action_letters(self) -> None:
        """Show the versions of the next message."""
        if self._every:
            self._letter = (self._letter + 1) % len(self._every)
            self._with = len(self._kept.versions) - 1
            await self._list()

    def action_back(self) -> None:
        """Back to the message, or to the hour."""
        self._coach.leave_beside()


def _in_one(found: Comparison, old: int, new: int) -> Content:
    """Return both sides as one text, for where there is no room for two."""
    names = (
        _("Version {one}, and nothing yet to compare it with").format(one=new + 1)
        if old == new
        else _("From version {old} to version {new}").format(old=old + 1, new=new + 1)
    )
    parts: list[str | tuple[str, str] | Content] = [(names, "bold"), "\n\n"]
    for piece in found.pieces:
        parts += [piece.text] if piece.change == "same" else _between(piece)
    return plain(*parts)


def _between(piece: Piece) -> list[str | tuple[str, str] | Content]:
    """Return words that went or came, between their marks."""
    sign, style = _SIGNS[piece.change]
    before, words, after = _around(piece.text)
    return [before, f"[{sign}", (words, style), f"{sign}]", after]


def _name(at: int) -> str:
    return _("Version {n}").format(n=at + 1)


def _marked(found: Comparison, change: Change, name: str) -> Content:
    """Return one side: its words, and those that the other side does not have between marks."""
    parts: list[str | tuple[str, str] | Content] = [(name, "bold"), "\n\n"]
    for piece in found.pieces:
        if piece.change == "same":
            parts.append(piece.text)
        elif piece.change == change:
            parts += _between(piece)
    return plain(*parts)


def _around(text: str) -> tuple[str, str, str]:
    """Return the blanks before some words, the words, and the blanks after."""
    words = text.strip()
    if not words:
        return "", text.replace("\n", "¶\n"), ""
    start = text.index(words)
    return text[:start], words, text[start + len(words) :]
