"""Coach: from a worry to words, from words to practice."""

__version__ = "0.1.0"
