"""The one door by which words reach a widget: as they are, never as markup.

`Static("Dear [Name]")` drops the name and `Static("[/x]")` ends the program. Everything
that a parent or an author wrote passes through here; our own sentences do too, since
they carry names.
"""

from __future__ import annotations

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static

from coach.scenario.cover import Names, covered, dotted
from coach.scenario.text import clean

Styled = tuple[str, str]
"""A text and the style it is shown in (`bold`, `QUIET`)."""

QUIET = "$foreground-muted"
"""The style of what may be passed over. `$text-muted` is for style sheets alone: it has no
background to be worked out from here, and comes out bright."""


class _Cover:
    """The names that the screen does not show just now; none is all are shown.

    One setting for the whole face, here where every word passes: a screen that forgot to
    ask for it would be the one that shows the name.
    """

    names: Names = ()


def hide_names(names: Names) -> None:
    """From now on show “Child” in the place of each of `names`; () shows them again."""
    _Cover.names = names


def names_hidden() -> bool:
    """Return whether names are hidden just now."""
    return bool(_Cover.names)


def with_dots(text: str) -> str:
    """Return `text` with dots in the place of hidden names, as long as it was."""
    return dotted(text, _Cover.names)


def shows_name(text: str) -> bool:
    """Return whether `text` holds a name that is hidden just now."""
    return with_dots(text) != text


def plain(*parts: str | Styled | Content) -> Content:
    """Return the parts as one text: cleaned, unparsed, each in its style if it has one."""
    return Content.assemble(*(_part(part) for part in parts))


def _part(part: str | Styled | Content) -> Content | Styled:
    match part:
        case str():
            return Content(covered(clean(part), _Cover.names))
        case (text, style):
            return (covered(clean(text), _Cover.names), style)
        case _:
            return part


class Text(Static):
    """Words on the screen. The only Static of this face."""

    def __init__(self, words: str | Content = "", *, id: str | None = None, classes: str = ""):
        super().__init__(_content(words), markup=False, id=id, classes=classes)

    def say(self, words: str | Content, *, hide: bool = True) -> None:
        """Show `words` instead; nothing to say takes no room, unless `hide` is False."""
        content = _content(words)
        shown = bool(content.plain) or not hide
        if shown == self.display and self.words == content.plain:
            return
        width, height = self.content_size
        # A new layout of the screen costs more than all else here: only where it is needed.
        same = shown == self.display and width and content.get_height({}, width) == height
        self.display = shown
        self.update(content, layout=not same)

    @property
    def words(self) -> str:
        """What it says, without its looks."""
        visual: VisualType = self.content
        return visual.plain if isinstance(visual, Content) else str(visual)


def _content(words: str | Content) -> Content:
    return words if isinstance(words, Content) else plain(words)
