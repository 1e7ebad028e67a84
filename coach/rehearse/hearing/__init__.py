"""What a spoken line did: heard in its grammar, its words, and what it answers.

`clause` parts a line, `questions`, `reflecting`, `telling`, `days` and `cues` find what grammar
and words tell of each part, `signs` puts all that down, `weighing` weighs it, and `line` hears
the whole. `rehearse.moves` is what others ask.
"""
