"""A family's file, from one casebook to another and back: packed, opened, merged by answer."""
