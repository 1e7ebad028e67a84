"""What a message said before: every version that a person has seen whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One message as it stood once.

    Attributes:
        letter: the id of the message (`compose.outcome.Letter`).
        at: when it first said this; aware.
        by: whose hour it was: "coach", or empty for the family's own.
        subject, body: what it said, edits in place.
        extra: keys from another version of Coach.
    """

    letter: str
    at: datetime
    by: str = ""
    subject: str = ""
    body: str = ""
    extra: Mapping[str, Any] = {}
