"""A rehearsal as a page: what was done, where it turned, what was never said, word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coach.compose.written import Said
from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    Table,
)
from coach.language import _, ngettext
from coach.rehearse.cast import Cast
from coach.rehearse.debrief import Debrief, TurningPoint, debrief
from coach.rehearse.feedback import feedback, tick_name
from coach.rehearse.state import TICKS, Ending, State, Step, Utterance

MUCH = 65
"""Of a hundred words; from here on the sheet says so (guidance: listen as much as you talk)."""


def with_whom(cast: Cast) -> str:
    """Return who it was with, how they were, and where: one line."""
    setting = {
        "phone": _("on the phone"),
        "in-person": _("in person"),
        "three": _("three people in a room"),
    }[cast.terms.setting]
    title = cast.partner.title
    named = cast.partner.name.casefold() not in (title.casefold(), f"the {title}".casefold())
    who = f"{cast.partner.name} ({title})" if named else title
    return _("{who}: {mood}, {setting}").format(
        who=who, mood=cast.mood.title.lower(), setting=setting
    )


def ending_told(ending: Ending, day: str = "") -> str:
    """Return how a talk ended, and what that means: one or two sentences."""
    told = {
        "": _("It is not over yet."),
        "agreed": _("It ended with a day for the next step, and calm."),
        "tense": _("It ended with a day for the next step, though it was still tense."),
        "vague": _("It ended with something to be done, and no day for it."),
        "open": _("It ended with nothing agreed."),
        "broken": _("They broke it off: it had become too hot."),
    }[ending]
    return f"{told} {_('The day: {day}.').format(day=day)}" if day and ending else told


def why_so(found: Debrief) -> str:
    """Return what brought a talk to its end: what cooled or heated it, what was missing."""
    hurt = [point for point in found.turning if not point.better]
    match found.ending:
        case "agreed":
            helped = [point for point in found.turning if point.better]
            numbers = _numbers(helped)
            return _("What helped most: turn {numbers}.").format(numbers=numbers) if numbers else ""
        case "broken" | "tense" if hurt:
            return _("What heated it: turn {numbers}.").format(numbers=_numbers(hurt))
        case "open" if any("cave" in point.exchange.heard.moves for point in hurt):
            return _("The request was given up in turn {numbers}.").format(numbers=_numbers(hurt))
        case "vague" | "open" | "tense" if "dated" in found.missed:
            if found.heat[1] > 2:
                return _("It was too tense at the end for them to settle a day.")
            return _("Nobody named a day that both could keep.")
        case _:
            return ""


def _numbers(points: Sequence[TurningPoint]) -> str:
    return ", ".join(str(point.number) for point in points)


def step_name(step: Step) -> str:
    """Return what the next step is, in a word or two."""
    return {"none": _("none"), "vague": _("something, no day"), "dated": _("with a day")}[step]


def spoken_by(cast: Cast, said: Utterance) -> str:
    """Return whose words these are; "" for what only happens."""
    return {"partner": cast.partner.name, "third": cast.third.name, "scene": ""}[said.by]


# ------------------------------------------------------------------ the page


def sheet(
    state: State, points: Sequence[Said], takes: Sequence[State] = (), more: Sequence[str] = ()
) -> Document:
    """Return the debrief of a talk as a page.

    Args:
        points: the talking points that had been prepared.
        takes: every take of it, this one the last, to be seen side by side.
        more: what it suggests for the message, a line each.
    """
    found = debrief(state, points)
    blocks: list[Block] = [
        Heading(_("After the rehearsal"), 1),
        Paragraph(with_whom(state.cast), "quiet"),
        Paragraph(_ending(found), "strong"),
        *_six(found),
        *_share(found),
        *_turns(state, found.turning),
        *_unsaid(found, points),
        *_takes(takes, points),
    ]
    if more:
        blocks += [Heading(_("For your message")), Listing(tuple(more))]
    blocks += [Heading(_("What was said")), *_talk(state)]
    blocks.append(Notes(_("What I will say next time")))
    return Document(_("After the rehearsal"), tuple(blocks))


def _ending(found: Debrief) -> str:
    turns = ngettext("{count} turn.", "{count} turns.", found.turns).format(count=found.turns)
    told = [ending_told(found.ending, found.day), why_so(found), turns]
    return " ".join(part for part in told if part)


def _six(found: Debrief) -> Iterator[Block]:
    yield Heading(_("Six things that help"))
    done, yet = _("Done: {what}"), _("Not yet: {what}")
    yield Listing(
        tuple((done if tick in found.done else yet).format(what=tick_name(tick)) for tick in TICKS)
    )


def _share(found: Debrief) -> Iterator[Block]:
    told = _("Of every 100 words, {share} were yours.").format(share=found.share)
    if found.share >= MUCH:
        told += " " + _("A question, and then a pause, leaves them room.")
    yield Paragraph(told)


def _turns(state: State, points: Iterable[TurningPoint]) -> Iterator[Block]:
    points = tuple(points)
    if not points:
        return
    yield Heading(_("Where it turned"))
    for point in points:
        rows = [
            (_("Turn {number}:").format(number=point.number), point.they),
            (_("You said:"), point.you),
            (_("What it did:"), " ".join(feedback(state, point.exchange).did)),
        ]
        if point.instead:
            rows.append((_("Also possible:"), point.instead))
        yield Pairs(tuple(rows))


def _unsaid(found: Debrief, points: Sequence[Said]) -> Iterator[Block]:
    if found.unsaid:
        yield Heading(_("Talking points not said"))
        yield Listing(tuple(points[at].text for at in found.unsaid))


def _takes(takes: Sequence[State], points: Sequence[Said]) -> Iterator[Block]:
    if len(takes) < 2:
        return
    takes = takes[-4:]
    found = [debrief(take, points) for take in takes]
    head = ("", *(_("Take {number}").format(number=at) for at in range(1, len(found) + 1)))
    yes, no = _("yes"), _("no")
    rows = [
        (_("Turns"), *(str(one.turns) for one in found)),
        (_("Heat"), *(f"{one.heat[0]} → {one.heat[1]}" for one in found)),
        (_("Next step"), *(step_name(one.step) for one in found)),
        *((tick_name(tick), *(yes if tick in one.done else no for one in found)) for tick in TICKS),
        (_("Your words of 100"), *(str(one.share) for one in found)),
    ]
    yield Heading(_("Takes side by side"))
    yield Table(head, tuple(rows))


def _talk(state: State) -> Iterator[Block]:
    rows: list[tuple[str, str]] = []
    for exchange in state.past:
        rows += [(_named(state.cast, said), said.text) for said in exchange.partner]
        rows.append((_("You:"), exchange.entry.text))
    rows += [(_named(state.cast, said), said.text) for said in state.spoken]
    if rows:
        yield Pairs(tuple(rows))


def _named(cast: Cast, said: Utterance) -> str:
    name = spoken_by(cast, said)
    return f"{name[:1].upper()}{name[1:]}:" if name else ""
