"""What a record keeps of being handed back and forth between two casebooks (`handover`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """What a record was when both sides last had the same.

    Attributes:
        bundle: the id of the bundle that it came in.
        turn: how many bundles led to it: of two such states the one with more is later.
        parts: the name of each part -> a digest of what it said.
    """

    bundle: str
    turn: int = 0
    parts: Mapping[str, str] = {}


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What else was said at one place of a record: nothing that came or went is lost.

    Attributes:
        at: the name of the part (`answers.seen`).
        says: what it said, under `value`; empty where nothing stood there.
        on: the day on which the two met, ISO.
        here: it had stood here; what is there now came in.
        settled: a person has chosen, or there was nothing to choose: one side alone had
            changed it.
        extra: keys from another version of Coach.
    """

    at: str
    says: Mapping[str, Any] = {}
    on: str = ""
    here: bool = False
    settled: bool = False
    extra: Mapping[str, Any] = {}
