"""What can be wrong with what is rehearsed: `reactions.toml` and `rehearsal/ID.toml`.

Names and shapes first (`names`, `shape`), then what only a scenario tells (`harm`, `enough`),
then the replies as the talk itself would hear them (`judged`). `shared` and `own` put it together.
"""
