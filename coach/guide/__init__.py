"""One sitting: what both faces drive."""

from __future__ import annotations

from coach.guide.guide import Guide
from coach.guide.keeper import Keeper

__all__ = ["Guide", "Keeper"]
