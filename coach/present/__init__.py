"""Presenting to a room: one idea at a time, a pure function of a scenario and what the room said.

`deck` makes the slides, `pages` lays one out, `doing` says what a key does, `kept` has the
small file that a second terminal follows, and `speaking` what that terminal shows.
"""
