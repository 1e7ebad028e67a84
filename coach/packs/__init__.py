"""Packs of scenarios from strangers: read from a folder or a zip, kept, replaced, removed.

Nothing here trusts what it reads, and nothing here decides that a pack is sound: `coach check`
does, and the command (`coach.commands.pack`) asks it in between.
"""
