"""Libraries that are not everyone's: PDF, Word and calendar files need them, nothing else does."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from coach.errors import CoachError
from coach.language import _

INSTALL = 'pip install "coach[documents]"'
"""What installs them."""


def extra(module: str, what: str) -> Any:
    """Return the library `module`, imported now: the first frame has a budget.

    Args:
        what: what it is needed for, such as “PDF”.

    Raises:
        CoachError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise missing(what) from None


def missing(what: str) -> CoachError:
    """Return what to say where the libraries for `what` are not installed."""
    return CoachError(
        _("{what} needs a part of Coach that is not installed.").format(what=what),
        advice=_(
            "Install it with: {install}\nIn the folder of Coach's source: make documents\n"
            "Or choose text, Markdown, a web page to print or an email draft: "
            "they need nothing more."
        ).format(install=INSTALL),
    )
