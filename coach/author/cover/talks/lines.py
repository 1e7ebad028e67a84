"""What made-up parents say: for each thing a line can do, a few that do it.

Plain lines that are heard the same whatever was said before them, as far as that is possible.
A test holds each to its move.
"""

from __future__ import annotations

from collections.abc import Mapping

from coach.scenario.rehearsal import About, Move

LINES: Mapping[Move, tuple[str, ...]] = {
    "reflect": (
        "So you feel that there is a lot on your plate.",
        "It sounds like this has been hard for you.",
        "What I hear is that you want it to be fair for everyone.",
    ),
    "thank": (
        "Thank you for taking the time.",
        "I'm grateful that you told me.",
    ),
    "agree": (
        "I agree with you.",
        "You're right about that.",
    ),
    "own-part": (
        "I'm sorry, that was too harsh of me.",
        "I should have told you earlier, that's on me.",
    ),
    "reset": (
        "Can I start again? That came out wrong.",
        "Let me say that again, more calmly.",
    ),
    "pause": (
        "I need a moment.",
        "Give me a second to think.",
    ),
    "closed-question": (
        "Is it loud at lunch?",
        "Did anybody call home?",
    ),
    "fact": (
        "On Monday it took twenty minutes to get through the door.",
        "Last Tuesday there were tears three times before breakfast.",
    ),
    "tell": (
        "I lie awake over this.",
        "We worry about this a lot.",
    ),
    "ask": (
        "Could you write down what you see in one lesson?",
        "Would you please check in at the door?",
    ),
    "demand": (
        "You need to fix this now.",
        "I want this changed at once.",
    ),
    "offer": (
        "We can practice at home in the evening.",
        "I could drive them on Mondays.",
    ),
    "next-step": (
        "Could we talk again on Thursday?",
        "Let's meet on Friday after school.",
        "Could we talk again sometime next week?",
    ),
    "greet": (
        "Hello, good morning.",
        "Hi.",
    ),
    "acknowledge": (
        "Okay.",
        "I see.",
    ),
    "blame": (
        "This is your fault.",
        "You ignored us, and you let it happen.",
    ),
    "threat": (
        "If you don't fix this I will go to the school board.",
        "You'll hear from my lawyer.",
    ),
    "motive": (
        "You just don't want to do the work.",
        "You only want to get rid of us.",
    ),
    "absolute": (
        "Nobody ever plays with him.",
        "He never has anyone to play with.",
    ),
    "cave": (
        "Never mind. Forget it.",
        "Whatever you think is best, I'll leave it.",
    ),
    "wander": (
        "By the way, the parking lot is a mess.",
        "Speaking of which, my car still isn't fixed.",
    ),
}
"""By what they do; open questions stand below."""

QUESTIONS: Mapping[About, tuple[str, ...]] = {
    "seen": ("What have you noticed in class?",),
    "happened": ("What happened before that?",),
    "why": ("What might explain it?",),
    "help": ("What helps on a good day?",),
    "who": ("Who decides about this?",),
    "meaning": ("What does that word mean?",),
    "when": ("When could that begin?",),
    "usual": ("What is typical at this age?",),
    "look-for": ("What will you look for?",),
    "other": ("What matters most to you here?",),
}
"""Open questions by what they ask for."""

NOTHING = ("…", "Uh.")
"""Lines in which nothing can be told."""
LONG = (
    "We are worried, and tired, and we would like to tell you the whole of it from the start. "
    "The evenings are long, the mornings are short, the house is small, the bus is late, the "
    "bag is heavy, the supper is cold, the little one cries, the big one sulks, the phone rings, "
    "the cat is ill, the door sticks, and in the middle of it all there is a page to be read."
)
"""A speech: too long for somebody who has to go."""
