"""A small school to rehearse in: one scenario, four reactions, one wording for nearly all."""

from __future__ import annotations

from coach.interview.path import Path, path
from coach.rehearse.cast import Cast, Terms, cast
from coach.rehearse.state import Entry
from coach.scenario.load import read, read_as
from coach.scenario.model import Scenario
from coach.scenario.rehearsal import ReactionsFile, Rehearsal

SCENARIO = """
format = 1
id = "lost-jacket"
title = "A lost jacket"
summary = "Ask where it went."

[[section]]
id = "all"
title = "All of it"

[[section.step]]
id = "safe"
kind = "choice"
ask = "Is anyone in danger?"
options = [
  { id = "no", label = "No" },
  { id = "yes", label = "Yes", goto = "urgent", points_to = ["safety"] },
  { id = "unsure", label = "Not sure", points_to = ["safety"] },
]

[[section.step]]
id = "child"
kind = "text"
ask = "Name?"
field = "child.name"

[[section.step]]
id = "seen"
kind = "text"
ask = "What did you see?"

[[message]]
id = "note"
title = "Note"
channels = ["email"]

[[message.part]]
text = "{{ seen|sentence }}"

[[point]]
group = "facts"
text = "The jacket was gone on Monday."

[[point]]
group = "close"
text = "(Write it in your log.)"

[[card]]
they_say = "It must be at home."
you_say = "It may be. On Monday it hung in the hall. What do you see there after lunch?"
avoid = "You never look."
reaction = "at-home"
"""

SHARED = """
format = 1

[[person]]
id = "teacher"
title = "The teacher"
called = "the teacher"

[[person]]
id = "counselor"
title = "The counselor"
called = "the counselor"

[[person]]
id = "case-manager"
title = "The case manager"
called = "the case manager"

[[person]]
id = "principal"
title = "The principal"
called = "the principal"

[[mood]]
id = "warm"
title = "Warm"
about = "Glad you came."
heat = 0
turns = 5
needs = 1

[[mood]]
id = "rushed"
title = "Rushed"
about = "The bell is about to ring."
heat = 1
turns = 4
needs = 1

[[mood]]
id = "defensive"
title = "Defensive"
about = "Was blamed for something this week."
heat = 3
turns = 6
needs = 2
sore = ["blame"]

[[reaction]]
id = "what-is-it"
title = "What is it about?"
at = ["open"]
calm = ["What did you want to talk about?"]
good = "On Monday the jacket was gone after lunch. What have you seen?"
middling = "It is about the jacket."
weak = "You people lose everything."
wants = ["fact", "open-question"]
tip = "Say one thing you saw."

[[reaction]]
id = "at-home"
title = "It is at home"
calm = ["It is surely at home.", "Have you looked at home?"]
hot = ["Look at home first, before you come to me."]
good = "I have looked at home. What have you seen in the hall?"
middling = "I don't think it is."
weak = "You never look."
wants = ["open-question", "reflect"]
tip = "Ask what they have seen."
unless_told = ["seen"]
then = [
  { to = ["open-question"], about = ["seen"], calm = ["A jacket lay under the bench on Monday."] },
]

[[reaction]]
id = "so-many"
title = "So many jackets"
calm = ["There are thirty jackets in that hall."]
good = "That sounds like a lot. Could you look under the bench with {{ child.name }} today?"
middling = "I see."
weak = "Somebody must have put them there."
weak_does = ["blame"]
wants = ["reflect", "ask"]
tip = "Say back what you heard."

[[reaction]]
id = "we-will-see"
title = "We will see"
at = ["close"]
calm = ["I'll keep my eyes open."]
good = "Thank you. Could you look tomorrow, and could we talk again on Friday?"
middling = "Thank you."
weak = "Never mind, we'll buy a new one."
wants = ["next-step"]
tip = "Name a day."

[[reaction]]
id = "enough"
title = "Not in this tone"
at = ["hot"]
calm = ["I'd like to help. I can't while I am shouted at."]
good = "I'm sorry. Can I start again? It is about the jacket."
middling = "I was not shouting."
weak = "Then I'll go to the principal."
wants = ["own-part", "reset"]
tip = "Begin again."

"""
_ANSWERS = {
    "hello": "Hello.",
    "reflect": "Yes, that's it.",
    "thank": "You're welcome.",
    "agree": "Good.",
    "own-part": "Thank you for saying that.",
    "reset": "Of course. Start again.",
    "pause": "Take your time.",
    "open-question": "I'd have to ask the others.",
    "closed-question": "Not that I know of.",
    "fact": "I didn't know that.",
    "tell": "All right.",
    "ask": "I can do that.",
    "demand": "I'll see what I can do.",
    "offer": "That would help.",
    "next-step": "{{ said.day|capital }}, then.",
    "greet": "Hello to you, too.",
    "acknowledge": "Mm.",
    "blame": "I don't think that's fair.",
    "threat": "Then this talk is over sooner than I'd like.",
    "motive": "That's not what I feel.",
    "absolute": "It isn't “{{ said.words }}”.",
    "cave": "Good.",
    "wander": "Let's stay with the jacket.",
    "not-now": "Not in this tone.",
    "no-day-yet": "I won't promise a day just now.",
    "what-for": "I'd first like to know what for.",
    "unclear": "I don't quite follow.",
    "end-agreed": "Then that's settled.",
    "end-tense": "{{ said.day|capital }}. I have to go.",
    "end-vague": "I have to go. We'll see.",
    "end-open": "I have to go.",
    "end-broken": "Let's stop here.",
}
SHARED += "\n".join(
    f'[[answer]]\nto = ["{cue}"]\ncalm = ["{text}"]\n' for cue, text in _ANSWERS.items()
)

OWN = """
format = 1
scenario = "lost-jacket"
about = "a jacket that is gone"
partner = [
  { role = "teacher", name = "Ms. Reed", when = 'safe == "no"' },
  { role = "counselor" },
]
reaction = [ { use = "what-is-it" }, { use = "so-many" }, { use = "we-will-see" } ]
answer = [
  { to = ["open-question"], about = ["help"], calm = ["A name in it would help."] },
]
"""

ANSWERS = {"safe": "no", "child": "Leo", "seen": "On Monday it was gone."}


def scenario() -> Scenario:
    return read(SCENARIO, "lost-jacket.toml")


def the_path(**answers: str) -> Path:
    return path(scenario(), {**ANSWERS, **answers})


def shared() -> ReactionsFile:
    return read_as(SHARED, "reactions.toml", ReactionsFile)


def own() -> Rehearsal:
    return read_as(OWN, "rehearsal/lost-jacket.toml", Rehearsal)


def the_cast(
    role: str = "teacher", mood: str = "warm", setting: str = "in-person", seed: int = 1
) -> Cast:
    terms = Terms(role, mood, setting, seed)
    return cast(scenario(), the_path(), terms, shared(), own())


def says(*lines: str) -> list[Entry]:
    return [Entry(text=line) for line in lines]
