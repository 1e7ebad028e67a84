"""The commands: what each takes, and what it does.

`table` has them all. Each module has `add(commands)`, which must import nothing heavy, and
`run(options, say)`, which returns the exit code.
"""
