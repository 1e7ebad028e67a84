"""What a presentation says in words of its own, beside those of its scenario."""

from __future__ import annotations

from coach.language import _

GROUND_RULES = (
    _("Everyone here is made up. Nobody has to tell their own story."),
    _("You may pass, any time."),
    _("We look at words, not at parents. A weak line is a line, no more."),
    _("This is practice. It is not legal advice."),
)

RULES_SAID = (
    _("Read these aloud, and ask if anything is missing."),
    _("Say where help is: F9 shows numbers to call, on every slide."),
    _("If somebody tells of danger, stop here and talk with them alone. Practice can wait."),
)

DEBRIEF = (
    (
        "worked",
        _("What worked?"),
        _("Name one line that you would use as it is."),
        _("Let three people speak before you do. Write their words down as they say them."),
    ),
    (
        "else",
        _("What else could have been said?"),
        _("There is more than one good line. Find another."),
        _("Take one moment of the talk. Let pairs find another line for it, in one minute."),
    ),
    (
        "prepare",
        _("What will you prepare?"),
        _("One fact, one question, one thing to offer."),
        _("Let them write it down for their own child, and keep it to themselves."),
    ),
    (
        "next",
        _("What comes next?"),
        _("One small step, and the day you will take it."),
        _("A day makes it real. Ask who would like to say theirs aloud; nobody has to."),
    ),
)
"""Name, the question, a line under it, what the facilitator does."""

CLOSE = (
    _("Thank you."),
    _("Practice can help you feel ready. You know your child. Start small, and start kind."),
)
CLOSE_SAID = (
    _("Say where people can get Coach. Of today it keeps the votes and what was written down."),
    _("Stay a while: some questions are asked only when the others have gone."),
)
