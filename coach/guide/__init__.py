"""One sitting, what is known before it and what is kept after it: what both faces drive."""
