"""What an open question asks for."""

from __future__ import annotations

import re

_ABOUT: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "meaning",
        re.compile(
            r"\bmeans?\b|everyday words|plain (?:words|english|language)|"
            r"simple (?:words|terms)|stand for|\bdefin|in other words|"
            r"what (?:is|are|'s) (?:an?|the) [a-z]{2,5}$|layman|jargon"
        ),
    ),
    (
        "usual",
        re.compile(
            r"\busual\b|typical|\bnormal(?!ly he|ly she)|most (?:kids|children|students)|"
            r"other (?:kids|children|students)|(?:his|her|their|this) (?:age|grade)|average|"
            r"expected (?:of|at|for)|compared? (?:to|with)|rest of the class|where should"
        ),
    ),
    (
        "look-for",
        re.compile(
            r"\b(?:look|looking|watch|watching) (?:out )?for\b|\bon the lookout\b|"
            r"\bkeep(?:ing)? an eye on\b"
        ),
    ),
    (
        "why",
        re.compile(
            r"\bwhy\b|explain (?:both|the|this|that|it)|behind|reason|how come|"
            r"caus(?:e|es|ed|ing)|makes? (?:him|her|them|you)|made (?:him|her|them|you|it)|"
            r"account for|lead(?:s|ing)? to|contribut|underneath|trigger|"
            r"sets? (?:him|her|them|it) off"
        ),
    ),
    (
        "when",
        re.compile(
            r"\bwhen (?:could|can|would|will|should|do|does|is|are|might|shall|was|did)|"
            r"what (?:time|day|date)|which day|how soon|how long (?:until|till|before|will)|"
            r"by when"
        ),
    ),
    (
        "who",
        re.compile(
            r"^(?:\S+ ){0,6}who(?:m|se|'s)?\b|"
            r"where (?:is|'s|does) (?:it|that|this) (?:written|say)|policy|procedure|"
            r"process|steps? (?:to|for)|whom to|ask about this|in charge|decides?|"
            r"written down|appeal|form do"
        ),
    ),
    (
        "help",
        re.compile(
            r"\bhelp(?:s|ed|ful)?\b|\bwork(?:s|ed)? (?:best|well|for|with)|has worked|"
            r"\btr(?:y|ied|ying)\b|suggest|recommend|"
            r"(?:can|could|should|might|would) (?:we|i|you|be|the school) (?:\S+ )?(?:do|try|"
            r"change|put|offer|use|done)|"
            r"what else|support|strateg|solution|ideas|what would it take|the plan|"
            r"next step|going forward|make it (?:easier|better)|differently|what works|"
            r"how (?:can|could|do|should|might|would) (?:we|i)"
        ),
    ),
    (
        "happened",
        re.compile(
            r"happen(?:ed|ing)?\b|walk (?:me|us) through|went (?:on|down)|led up|\bstory\b|"
            r"how did (?:it|this|that) (?:start|begin|come|go)|"
            r"what did (?:he|she|they) (?:do|say)|that day|what was (?:going on|said)|"
            r"from the (?:start|beginning)|come about|incident|what went"
        ),
    ),
    (
        "seen",
        re.compile(
            r"notic|\bsee(?:n|ing)?\b|\bsaw\b|observ|look(?:s|ed)? like|"
            r"how (?:is|has|does|'s|was|are) (?:he|she|they|it|things|that|my|[a-z]+ (?:doing|"
            r"getting))|"
            r"what(?:'s| is| was) (?:he|she|it|they|school|class)|like in (?:class|your)|"
            r"seem|in class|how do you (?:find|feel about)|doing (?:in|with|at)|"
            r"your (?:side|view|sense|take|impression|perspective|thoughts)|"
            r"what do you (?:think|make)|tell me (?:more )?about|you hear"
        ),
    ),
)
"""The first that is found counts."""


def about(said: str) -> str:
    """Return what an open question asks for, in a word; "other" where nothing tells.

    Args:
        said: a clause in small letters.
    """
    for name, pattern in _ABOUT:
        if pattern.search(said):
            return name
    return "other"
