"""The language Coach itself speaks: `_("…")` marks every sentence a person reads.

gettext is imported at the first sentence, not before: `coach --help` has a budget
of a few milliseconds.
"""

from __future__ import annotations

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    import gettext


@cache
def _catalogue() -> gettext.NullTranslations:
    import gettext
    import os

    # os.path is loaded anyway; pathlib would be a tenth of what `coach --help` may take.
    folder = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120  # see above
    return gettext.translation("coach", folder, fallback=True)


def _(sentence: str) -> str:
    """Return `sentence` in the reader's language, or as it is where there is no translation."""
    return _catalogue().gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """Return `one` or `many`, whichever the reader's language wants for `count`."""
    return _catalogue().ngettext(one, many, count)
