"""What the first screen needs of a casebook, read and printed: one start, as a person has it."""

from datetime import date

from coach.casebook import place
from coach.casebook.store import Casebook

book = Casebook(place.home())
begun = book.recent(20, finished=False)
ended = book.recent(12, finished=True)
cards = book.families()
promises = book.due(date(2026, 11, 24))
print(len(begun), len(ended), len(cards), len(promises), book.count(), len(book.damaged))  # noqa: T201  # uses them all
