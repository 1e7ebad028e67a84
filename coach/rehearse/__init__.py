"""Practice: what a parent's spoken line did, and the talk in which it was said."""
