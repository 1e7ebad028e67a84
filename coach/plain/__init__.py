"""Face one: line by line, for screen readers, pipes and small terminals.

Nothing moves the cursor and nothing has colour. A prompt is answered by a line; a line
that starts with “:” and a word is a command. What this face can do, the other can too.
"""
