"""An agenda for a room: what happens when, what is said, asked, shown, typed and given out.

    plan(setting, scenario, families, practices, book) -> Plan

Pure: the same scenario and the same wishes make the same plan.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.errors import CoachError
from coach.interview.path import path
from coach.language import _, ngettext
from coach.scenario.model import Practice, Scenario
from coach.scenario.text import clean_line
from coach.scenario.workshop import Block, Each, Handout, Need, WorkshopFile, filled, gaps
from coach.workshop.families import Family, Reason, Shown, fullest, seen, shortest
from coach.workshop.ideas import Idea, illustrated, weightiest
from coach.workshop.timing import Span, shared_out

MOST_IDEAS = 6
"""However long the workshop: nobody takes more than that home."""
FOR_AN_IDEA = 25
"""Minutes of a workshop for each idea: most of them are for doing it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a facilitator wishes for.

    Attributes:
        called: the scenario as it is typed: its id, or a file.
        minutes: how long the workshop is.
        people: how many come; 0 where nobody knows yet.
        sample: the family they have chosen to show, or "".
        rehearsal: whether the scenario can be rehearsed.
    """

    called: str
    minutes: int = 60
    people: int = 0
    sample: str = ""
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the agenda, in words.

    Attributes:
        start: minutes after the beginning.
        minutes: how long it takes.
        idea: what it teaches, where it is about one idea.
        type: commands to type, whole.
        give: what is given out, by title.
        block: the id of the block it is made from.
    """

    block: str
    title: str
    start: int
    minutes: int
    goal: str
    say: tuple[str, ...]
    ask: tuple[str, ...]
    do: tuple[str, ...]
    idea: Idea | None
    type: tuple[str, ...]
    give: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """What to print of one handout.

    Attributes:
        id: as in `coach handout`.
        per: for whom there is one.
        count: how many; 0 where nobody knows how many people come.
    """

    id: str
    title: str
    per: Each
    count: int


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up family to show.

    Attributes:
        why: why this one, in a sentence.
    """

    name: str
    title: str
    about: str
    words: int
    reason: Reason
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A workshop, ready to be read.

    Attributes:
        groups: how many groups of three there are; 0 where nobody knows.
        taught: how many ideas the scenario has in all.
        print: the commands that make the handouts.
    """

    title: str
    about: str
    scenario: str
    called: str
    minutes: int
    people: int
    groups: int
    taught: int
    examples: tuple[Example, ...]
    pieces: tuple[Piece, ...]
    copies: tuple[Copies, ...]
    print: tuple[str, ...]
    before: tuple[str, ...]
    room: tuple[str, ...]
    safety: tuple[str, ...]
    after: tuple[str, ...]


def plan(
    setting: Setting,
    scenario: Scenario,
    families: Sequence[Family],
    practices: Mapping[str, Practice],
    book: WorkshopFile,
) -> Plan:
    """Return a plan whose minutes add up exactly.

    Args:
        families: the scenario's made-up ones; there may be none.
        practices: every practice that the scenario may cite.
        book: the words.

    Raises:
        CoachError: it is too short or too long for this scenario, or there is no such family.
    """
    shown = seen(scenario, families)
    main = _main(setting, shown, practices)
    led = main.path if main is not None else path(scenario, {})
    taught = weightiest(scenario, practices, led)
    there = _there(setting, scenario, main, taught)
    blocks = [block for block in book.block if there.issuperset(block.needs)]
    chosen = _chosen(blocks, setting.minutes, len(taught))
    ideas = illustrated(scenario, taught[: sum(1 for one in chosen if one.each)], led)
    handouts = [one for one in book.handout if there.issuperset(one.needs)]
    values = _values(setting, scenario, main)
    commands = _commands(setting, main)
    pieces = _pieces(chosen, setting.minutes, ideas, handouts, values, commands, book.caution)
    given = {title for piece in pieces for title in piece.give}
    copies = tuple(_copies(one, setting.people) for one in handouts if one.title in given)
    examples = _examples(main, shown, book)

    def fill(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_filled(texts, values))

    return Plan(
        title=filled(book.title, values),
        about=filled(book.about, values),
        scenario=values["scenario"],
        called=setting.called,
        minutes=setting.minutes,
        people=setting.people,
        groups=threes(setting.people),
        taught=len(taught),
        examples=examples,
        pieces=pieces,
        copies=copies,
        print=_print(setting, copies, main),
        before=fill(book.before),
        room=fill(book.room),
        safety=fill(book.safety),
        after=fill(book.after),
    )


def threes(people: int) -> int:
    """Return how many groups of three there are; who is left over joins one of them."""
    return max(1, people // 3) if people else 0


# ------------------------------------------------------------------ what there is


def _main(
    setting: Setting, shown: Sequence[Shown], practices: Mapping[str, Practice]
) -> Shown | None:
    if not setting.sample:
        return fullest(shown, practices)
    for one in shown:
        if one.family.name == setting.sample:
            return Shown(one.family, one.path, one.letter, "asked")
    names = ", ".join(one.family.name for one in shown)
    raise CoachError(
        _("The family “{name}” can't be shown here.").format(name=clean_line(setting.sample)[:60]),
        advice=_("These can: {names}.").format(names=names) if names else "",
    )


def _there(
    setting: Setting, scenario: Scenario, main: Shown | None, taught: Sequence[Practice]
) -> frozenset[Need]:
    sent = any(set(message.channels) - {"handout"} for message in scenario.message)
    needs: dict[Need, bool] = {
        "practice": bool(taught),
        "sample": main is not None,
        "message": sent,
        "sheet": not sent,
        "cards": bool(scenario.card),
        "rehearsal": setting.rehearsal,
    }
    return frozenset(need for need, met in needs.items() if met)


# ------------------------------------------------------------------ time


def _chosen(blocks: Sequence[Block], minutes: int, ideas: int) -> list[Block]:
    """Return the blocks there is time for, one that is for an idea as often as it comes.

    Raises:
        CoachError: there is too little time for the least of it, or too much for all of it.
    """
    wanted = [block for block in blocks if block.since <= minutes]
    most_ideas = min(ideas, MOST_IDEAS)
    count = min(1, most_ideas)
    while _least(_repeated(wanted, count)) > minutes and any(one.since for one in wanted):
        wanted.remove(max(wanted, key=lambda one: one.since))
    while count < most_ideas and (
        (count + 1 <= minutes // FOR_AN_IDEA and _easy(_repeated(wanted, count + 1)) <= minutes)
        or _most(_repeated(wanted, count)) < minutes
    ):
        count += 1
    chosen = _repeated(wanted, count)
    if _least(chosen) > minutes:
        raise _wrong_length(_("The shortest workshop of this takes {n} minutes."), _least(chosen))
    if _most(chosen) < minutes:
        raise _wrong_length(_("The longest workshop of this takes {n} minutes."), _most(chosen))
    return chosen


def _repeated(blocks: Sequence[Block], ideas: int) -> list[Block]:
    return [block for block in blocks for _time in range(ideas if block.each else 1)]


def _least(blocks: Sequence[Block]) -> int:
    return sum(block.least for block in blocks)


def _easy(blocks: Sequence[Block]) -> int:
    """Return the minutes in which there is no hurry, if no leisure."""
    return sum(block.least + block.usual for block in blocks) // 2


def _most(blocks: Sequence[Block]) -> int:
    return sum(block.most for block in blocks)


def _wrong_length(what: str, minutes: int) -> CoachError:
    return CoachError(
        what.format(n=minutes), advice=_("Ask for one with --minutes {n}.").format(n=minutes)
    )


# ------------------------------------------------------------------ words


def _values(setting: Setting, scenario: Scenario, main: Shown | None) -> dict[str, str]:
    family = main.family if main is not None else None
    return {
        "scenario": clean_line(scenario.title),
        "summary": clean_line(scenario.summary),
        "minutes": str(setting.minutes),
        "family": _ended(family.title or family.name) if family else "",
        "about": clean_line(family.about) if family else "",
    }


def _ended(text: str) -> str:
    """Return a title as a sentence."""
    text = clean_line(text)
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _pieces(
    chosen: Sequence[Block],
    minutes: int,
    ideas: Sequence[Idea],
    handouts: Sequence[Handout],
    values: Mapping[str, str],
    commands: Mapping[str, str],
    caution: str,
) -> tuple[Piece, ...]:
    taken = shared_out([Span(one.least, one.usual, one.most) for one in chosen], minutes)
    waiting = iter(ideas)
    titles = {one.id: one.title for one in handouts}  # of what is still to be given out
    pieces = []
    start = 0
    for block, length in zip(chosen, taken, strict=True):
        idea = next(waiting, None) if block.each else None
        said = {**values, **_in_block(block, length, idea)}
        say = block.say
        if idea is not None and idea.practice.not_when and caution:
            say = (*say, caution)
        pieces.append(
            Piece(
                block=block.id,
                title=filled(block.title, said),
                start=start,
                minutes=length,
                goal=filled(block.goal, said),
                say=tuple(_filled(say, said)),
                ask=tuple(_filled(block.ask, said)),
                do=tuple(_filled(block.do, said)),
                idea=idea,
                type=tuple(commands[one] for one in block.type),
                give=tuple(titles.pop(id) for id in block.give if id in titles),
            )
        )
        start += length
    return tuple(pieces)


def _filled(texts: Iterable[str], values: Mapping[str, str]) -> Iterator[str]:
    """Fill each text; one with a gap that nothing is known for is not said."""
    return (filled(text, values) for text in texts if all(map(values.get, gaps(text))))


def _in_block(block: Block, minutes: int, idea: Idea | None) -> dict[str, str]:
    """Return what only this block knows. A turn is a whole minute at least; the rest is talk."""
    turn = max(1, (minutes - min(3, minutes // 4)) // block.rounds) if block.rounds else 0
    return {
        "rounds": str(block.rounds),
        "turn": ngettext("{n} minute", "{n} minutes", turn).format(n=turn),
        "idea": clean_line(idea.practice.name) if idea else "",
        "says": clean_line(idea.practice.says) if idea else "",
        "weak": clean_line(idea.weak) if idea else "",
        "better": clean_line(idea.better) if idea else "",
    }


# ------------------------------------------------------------------ commands and copies


def _commands(setting: Setting, main: Shown | None) -> dict[str, str]:
    called = _typed(setting.called)
    return {
        "present": f"coach present {called}{_sample(main)} --minutes {setting.minutes}",
        "notes": "coach present --notes",
        "run": f"coach --no-save run {called}",
        "tone": "coach tone FILE",
        "collect": "coach workshop collect FOLDER",
    }


def _sample(main: Shown | None) -> str:
    return f" --sample {_typed(main.family.name)}" if main is not None else ""


def _typed(called: str) -> str:
    """Return a name as a shell takes it for one word."""
    return shlex.quote(clean_line(called))


def _print(setting: Setting, copies: Sequence[Copies], main: Shown | None) -> tuple[str, ...]:
    if not copies:
        return ()
    found = []
    for per in ("person", "three"):
        ids = [one.id for one in copies if one.per == per]
        if ids:
            # All that the scenario teaches would be pages for each person, for one hour.
            taught = f" --minutes {setting.minutes}" if "practices" in ids else ""
            of = f"--for {_typed(setting.called)}{_sample(main)}{taught}"
            found.append(f"coach handout {' '.join(ids)} {of} --out handouts/")
    return tuple(found)


def _copies(handout: Handout, people: int) -> Copies:
    count = {"person": people, "three": threes(people), "room": 1}[handout.per]
    return Copies(handout.id, handout.title, handout.per, count)


def _examples(
    main: Shown | None, shown: Sequence[Shown], book: WorkshopFile
) -> tuple[Example, ...]:
    if main is None:
        return ()
    found = [main]
    brief = shortest(shown)
    if brief is not None and brief.family.name != main.family.name:
        found.append(Shown(brief.family, brief.path, brief.letter, "brief"))
    return tuple(
        Example(
            name=one.family.name,
            title=clean_line(one.family.title),
            about=clean_line(one.family.about),
            words=one.letter.words if one.letter else 0,
            reason=one.reason,
            why=getattr(book.chosen, one.reason),
        )
        for one in found
    )
