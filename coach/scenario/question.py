"""Is a question open? An open one can't be answered with yes, no or a defence.

After the Right Question Institute's question formulation (Rothstein and Santana, Make Just
One Change, 2011): the asker turns a closed question into an open one. “Why did you” is
open in form but asks for a defence, so it counts as closed here.
"""

from __future__ import annotations

import re

_OPENERS = re.compile(
    r"(?:and |so |but |then )?"
    r"(?:(?:can|could|would|will) you (?:please )?(?:tell|show|walk|help|explain|describe|share)\b"
    r"|(?:please )?(?:tell|show|walk|help) me\b"
    r"|(?:i(?:'d| would) like to (?:know|understand|hear)|i wonder|i'm wondering) "
    r"(?:more |about |what|how|which|when|where|who)"
    r"|(?:at|in|on|for|with|from|to|about) (?:what|which|whom)\b"
    r"|what\b|how\b|which\b|when\b|where\b|who\b|whose\b)",
)
_POINTED = re.compile(
    r"(?:and |so |but |then )?(?:how (?:come|could you|can you|dare)|"
    r"what (?:is|'s) (?:wrong|your problem)|what were you thinking|who do you think)"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def is_open(text: str) -> bool:
    """Return whether the last question in `text` is an open one; False where there is none."""
    parts = [part for part in _SENTENCE.split(" ".join(text.split())) if part]
    asked = [part for part in parts if part.rstrip("\"'”’)").endswith("?")] or parts[-1:]
    if not asked:
        return False
    last = asked[-1].casefold().replace("’", "'").lstrip("\"'“‘(¿ ")
    # “When you see him, what does he do?” and “On Mondays, did he eat?” hang on what follows.
    tail = last.rsplit(", ", 1)[-1]
    return any(
        _OPENERS.match(start) is not None and _POINTED.match(start) is None
        for start in ((tail,) if _asks(tail) else (last,))
    )


def _asks(words: str) -> bool:
    return (
        re.match(
            r"(?:what|how|which|when|where|who|why|can|could|would|will|did|do|does|is|are|was|were"
            r"|has|have|had|should)\b",
            words,
        )
        is not None
    )
