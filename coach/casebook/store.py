"""The casebook's front door: what a store of sessions is, and the two there are."""

from __future__ import annotations

from coach.casebook.casebook import Casebook
from coach.casebook.lock import SessionInUse
from coach.casebook.opened import Damage, OpenSession, Store
from coach.casebook.summary import Summary
from coach.casebook.unsaved import Unsaved

__all__ = ["Casebook", "Damage", "OpenSession", "SessionInUse", "Store", "Summary", "Unsaved"]
