"""The talk on slides: they speak; three replies, voted; what the chosen one did; how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.export.rehearsal import ending_told, spoken_by, with_whom
from coach.interview.path import Path
from coach.language import _
from coach.present.said_there import said_pieces
from coach.present.slide import Notes, Piece, Slide
from coach.present.state import Presentation, most
from coach.present.talking import Turn, cast_for, played
from coach.rehearse.cast import Cast
from coach.rehearse.feedback import feedback, hint, made, tick_name
from coach.rehearse.state import CLEAREST, HOTTEST, TICKS, State, Utterance
from coach.scenario.model import Scenario
from coach.scenario.rehearsal import ReactionsFile, Rehearsal


def talk_slides(
    scenario: Scenario,
    there: Path,
    state: Presentation,
    shared: ReactionsFile,
    own: Rehearsal | None,
) -> Iterator[Slide]:
    """Return the slides of the talk; none where nobody may be rehearsed with."""
    cast = cast_for(scenario, there, state, shared, own)
    if cast is None:
        return
    turns = played(cast, state)
    if not turns:
        return
    yield _with_whom(cast)
    for one in turns:
        yield _they(one, state)
        yield _vote(one)
        yield did(one)
    yield _ending(turns[-1].after)


def _with_whom(cast: Cast) -> Slide:
    return Slide(
        "talk",
        "talk",
        _("The talk"),
        _("The talk begins"),
        (
            Piece(_("Now the talk"), "big"),
            Piece(with_whom(cast)),
            Piece(cast.mood.about),
            Piece(
                _("You vote on what to say. Nothing is lost: we can see the others too."), "quiet"
            ),
        ),
        notes=Notes(
            say=(
                _("Choose somebody to read the other side aloud, or read it yourself."),
                _("Heat goes from 0 to 5. Clear goes from 0 to 3: do they see what is wanted?"),
            ),
            ask=(_("What do you want to have when you leave this talk?"),),
        ),
    )


def _they(one: Turn, state: Presentation) -> Slide:
    id = f"they:{one.number}:{one.before.now}"
    serves = hint(one.before)
    return Slide(
        id,
        "they",
        _("Turn {n}: they speak").format(n=one.number),
        _("Turn {n}: they speak").format(n=one.number),
        (
            *_spoken(one.before, first=one.number == 1),
            Piece(_("What would you say?"), "quiet"),
            *said_pieces(state, id),
        ),
        hears=id,
        notes=Notes(
            say=(
                _("Read it as this person would say it. Then be quiet for a moment."),
                *([_("What would serve: {hint}").format(hint=serves)] if serves else []),
            ),
            ask=(_("What would you say?"), _("What might be behind these words?")),
        ),
    )


def _spoken(state: State, *, first: bool) -> Iterator[Piece]:
    """What waits for a reply; before the first also how they began, afterwards it was seen."""
    said = [one for one in state.spoken if first or one.reaction] or list(state.spoken)
    lines = _lines(state.cast, said)
    for at, line in enumerate(lines):
        yield Piece(line, "big" if at == len(lines) - 1 else "say")


def _lines(cast: Cast, said: Sequence[Utterance]) -> list[str]:
    """What was said, a line for each who speaks: a name is said once."""
    found: list[tuple[str, str]] = []
    for one in said:
        who = spoken_by(cast, one)
        if found and who and found[-1][0] == who:
            found[-1] = (who, f"{found[-1][1]} {one.text}")
        else:
            found.append((who, one.text))
    return [f"{who[:1].upper()}{who[1:]}: {text}" if who else text for who, text in found]


def _vote(one: Turn) -> Slide:
    leads = most(one.hands)
    by_name = {"good": _("helps most"), "middling": _("helps less"), "weak": _("tempts")}
    which = "; ".join(
        f"{at}: {by_name[option.pick]}" for at, option in enumerate(one.options, 1) if option.pick
    )
    return Slide(
        one.slide,
        "vote",
        _("Turn {n}: three replies").format(n=one.number),
        _("Turn {n}: which reply?").format(n=one.number),
        tuple(
            Piece(
                option.text,
                "option",
                mark=f"{'▸' if at == leads else ' '} {at + 1}  ",
                aside=str(one.hands[at]) if any(one.hands) else "",
            )
            for at, option in enumerate(one.options)
        ),
        votes=len(one.options),
        notes=Notes(
            say=(
                _("Read all three aloud, the same way. Then hands: 1, 2, 3 add one, - takes one."),
                _("The one with most hands is said. With no hands, the one that helps most."),
                _("Not for the room yet: {which}.").format(which=which),
            ),
            ask=(_("Which would you say? What do you expect to happen?"),),
        ),
    )


def did(one: Turn, *, instead: bool = False) -> Slide:
    """Return what a reply did, and what they said to it.

    Args:
        instead: it was not said: this is what it would have done.
    """
    exchange = one.after.past[-1]
    told = feedback(one.after, exchange)
    head = (
        _("Turn {n}: what another reply does").format(n=one.number)
        if instead
        else _("Turn {n}: what it did").format(n=one.number)
    )
    pieces = [
        Piece(exchange.entry.text, "old", mark=_("We say: ")),
        *_gauges(exchange.before, exchange.after),
    ]
    moved = told.did or (told.attempt or _("Nothing moved."),)
    pieces += [Piece(line, mark="· ", gap=not at) for at, line in enumerate(moved)]
    answered = [said for said in exchange.answered if not said.reaction]
    pieces += [Piece(line) for line in _lines(one.after.cast, answered)]
    ticks = ", ".join(tick_name(tick) for tick in TICKS if tick in exchange.ticks)
    return Slide(
        f"did:{one.number}:{one.before.now}",
        "did",
        head,
        _("Turn {n}: what it did").format(n=one.number),
        tuple(pieces),
        notes=Notes(
            say=tuple(filter(None, (told.attempt, ticks and _("Done here: {t}.").format(t=ticks)))),
            ask=(_("Why did it land so?"), _("What would the others have brought?")),
        ),
    )


def _gauges(before: tuple[int, int, str], after: tuple[int, int, str]) -> tuple[Piece, ...]:
    heat = _gauge(after[0], HOTTEST)
    clear = _gauge(after[1], CLEAREST)
    return (
        Piece(f"{heat}  {_change(before[0], after[0])}", "option", mark=f"{_('Heat'):<7}"),
        Piece(
            f"{clear}  {_change(before[1], after[1])}", "option", mark=f"{_('Clear'):<7}", gap=False
        ),
    )


def _gauge(at: int, most: int) -> str:
    return "●" * at + "○" * (most - at)


def _change(before: int, after: int) -> str:
    return str(after) if before == after else _("{a} to {b}").format(a=before, b=after)


def _ending(state: State) -> Slide:
    done = made(state)
    missed: Sequence[str] = [tick_name(tick) for tick in TICKS if tick not in done]
    told = ending_told(state.ending, state.day) if state.ending else _("We stop here.")
    ticks = [
        Piece(tick_name(tick), "option", mark=("✓ " if tick in done else "· "), gap=not at)
        for at, tick in enumerate(TICKS)
    ]
    return Slide(
        "ending",
        "ending",
        _("How it ended"),
        _("How the talk ended"),
        (Piece(told, "big"), *ticks),
        notes=Notes(
            say=(
                *([_("Not done yet: {what}.").format(what="; ".join(missed))] if missed else []),
                _("No ending is a verdict. Go back to a turn and try another reply."),
            ),
            ask=(_("Where did it turn?"),),
        ),
    )
