"""The free-talking partner, an extra: scripted lines in freer words, from a server.

The one room that may reach a network, and only where the settings name a server. It decides
nothing: what is said, and what it does, are the state machine's.
"""
