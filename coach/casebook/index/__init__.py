"""The index: what the files of a casebook say, kept so that no list has to read them."""

from __future__ import annotations

from coach.casebook.index import questions
from coach.casebook.index.file import Unusable, remove
from coach.casebook.index.index import Index

__all__ = ["Index", "Unusable", "questions", "remove"]
