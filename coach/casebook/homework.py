"""What a coach asks a family to do before they meet again, kept with the child's card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class Homework(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do.

    Attributes:
        id: tells it from the others of the same card, on every machine: never given again.
        text: what to do, in the coach's words.
        given: the day it was given, ISO.
        by: the day it should be done by, ISO, or empty.
        leads_to: where Enter goes: the id of a scenario, or "rehearse:ID", or empty.
        done: the day the family said so, ISO, or empty.
        back: what they wrote back, or empty.
        extra: keys from another version of Coach.
    """

    id: str
    text: str = ""
    given: str = ""
    by: str = ""
    leads_to: str = ""
    done: str = ""
    back: str = ""
    extra: Mapping[str, Any] = {}
