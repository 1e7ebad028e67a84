"""Presenting to a room on screen: the slides, and the notes in a second terminal.

Apps of their own: they open no casebook, and have no screen that could.
"""
