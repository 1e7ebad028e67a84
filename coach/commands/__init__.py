"""Commands that need no face: what they take, and what they do.

Each module has `NAMES`, `add(commands)`, which must import nothing heavy, and
`run(options, say)`, which returns the exit code.
"""
