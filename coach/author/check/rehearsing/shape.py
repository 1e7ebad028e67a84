"""Does what is rehearsed hold together? Ids, bounds, words that must be there, what is too many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from coach.author.check.rehearsing.words import BANDS, PICKS
from coach.language import _
from coach.scenario.findings import THE_KEY, Findings
from coach.scenario.nearest import nearest
from coach.scenario.places import Key
from coach.scenario.rehearsal import (
    ROLES,
    TEMPERS,
    Answer,
    Mood,
    Reaction,
    ReactionsFile,
    Rehearsal,
    Says,
)
from coach.scenario.rules import is_id

MOST = {"partner": 20, "person": 20, "mood": 20, "reaction": 150, "answer": 200, "then": 20}
MOST_WORDINGS = 20
"""Of one heat."""
MOST_NAMED = 40
"""Moves, moods, people, practices … in one list."""
NAMED = ("to", "about", "partners", "moods", "settings", "at", "after", "unless_told", "wants",
         "good_does", "middling_does", "weak_does", "practice")  # fmt: skip
BOUNDS = {"heat": (0, 5), "turns": (3, 8), "needs": (0, 3)}


def too_many(file: ReactionsFile | Rehearsal, findings: Findings) -> bool:
    """Find more of something than anybody needs; return whether there is."""
    counted: list[tuple[Sequence[object], Key, int]] = [
        (getattr(file, name), (name,), MOST[name]) for name in MOST if hasattr(file, name)
    ]
    for path, answer in answers(file):
        counted += [*_wordings(answer, path), *_named(answer, path)]
    for at, reaction in enumerate(file.reaction):
        counted.append((reaction.then, ("reaction", at, "then"), MOST["then"]))
        counted += [*_wordings(reaction, ("reaction", at)), *_named(reaction, ("reaction", at))]
    over = False
    for things, path, most in counted:
        if len(things) > most:
            over = True
            findings.add(
                "E313",
                _("there are {count} of “{name}”; there is room for {most}").format(
                    count=len(things), name=path[-1], most=most
                ),
                path,
                _("Keep those that a person needs."),
            )
    return over


def _wordings(says: Says, path: Key) -> Iterator[tuple[Sequence[object], Key, int]]:
    yield from ((getattr(says, band), (*path, band), MOST_WORDINGS) for band in BANDS)


def _named(says: Says, path: Key) -> Iterator[tuple[Sequence[object], Key, int]]:
    yield from ((getattr(says, name, ()), (*path, name), MOST_NAMED) for name in NAMED)


def answers(file: ReactionsFile | Rehearsal) -> Iterator[tuple[Key, Answer]]:
    """Yield every answer of a file with its key: those of one reaction, then those of all."""
    for at, reaction in enumerate(file.reaction):
        for number, answer in enumerate(reaction.then):
            yield ("reaction", at, "then", number), answer
    for at, answer in enumerate(file.answer):
        yield ("answer", at), answer


def check_shape(
    file: ReactionsFile | Rehearsal,
    findings: Findings,
    shared: Collection[str],
    practices: Collection[str] | None,
    on_cards: Collection[str] = (),
) -> None:
    """Find what lacks an id, a word or a partner, and what cites something that is not there.

    Args:
        on_cards: the ids of reactions whose good and weak replies stand on reply cards.
        shared: the ids of the reactions that every scenario shares.
        practices: every id there is; None leaves what cites them unchecked.
    """
    own = isinstance(file, Rehearsal)
    _ids(file, findings, shared if own else ())
    for at, reaction in enumerate(file.reaction):
        path: Key = ("reaction", at)
        if reaction.use:
            _use(reaction, path, findings, shared, own=own)
        else:
            _whole(reaction, path, findings, on_card=reaction.id in on_cards)
        _blank(reaction, path, findings)
        for number, id in enumerate(reaction.practice):
            if practices is not None and id not in practices and not findings.full:
                findings.add(
                    "E209",
                    _("there is no practice “{id}”").format(id=id),
                    (*path, "practice", number),
                    nearest(id[:60], frozenset(practices)),
                )
    for path, answer in answers(file):
        _answer(answer, path, findings)
    if isinstance(file, Rehearsal):
        if not file.partner:
            lacks(
                findings,
                (),
                _("there is nobody to rehearse with"),
                _('Add [[partner]] with role = "teacher".'),
            )
    else:
        _everybody(file, findings)


def lacks(findings: Findings, path: Key, message: str, advice: str) -> None:
    """Note that something is not there without which nobody can rehearse."""
    findings.add("E319", message, path, advice)


# ------------------------------------------------------------------ reactions


def _ids(file: ReactionsFile | Rehearsal, findings: Findings, shared: Collection[str]) -> None:
    seen: set[str] = set()
    for at, reaction in enumerate(file.reaction):
        path: Key = ("reaction", at, "id")
        if reaction.use and not reaction.id:
            continue
        if not is_id(reaction.id):
            findings.add(
                "E302",
                _("“{id}” can't be an id").format(id=reaction.id),
                path,
                _("Use a-z, 0-9 and single hyphens, as in two-minutes."),
            )
        elif reaction.id in seen:
            findings.add(
                "E301",
                _("the id “{id}” is taken already").format(id=reaction.id),
                path,
                _("Give each its own id."),
            )
        elif reaction.id in shared:
            findings.add(
                "E301",
                _("every scenario shares a reaction “{id}”").format(id=reaction.id),
                path,
                _('Give it an id of its own, or change that one here: use = "{id}".').format(
                    id=reaction.id
                ),
            )
        seen.add(reaction.id)


def _use(
    reaction: Reaction, path: Key, findings: Findings, shared: Collection[str], *, own: bool
) -> None:
    if not own:
        _means_nothing(findings, (*path, "use"), _("It belongs into rehearsal/ID.toml."))
        return
    if reaction.id:
        _means_nothing(findings, (*path, "id"), _("Beside “use” it keeps the shared id."))
    if reaction.use not in shared:
        no_such_reaction(findings, reaction.use, (*path, "use"), shared)


def no_such_reaction(findings: Findings, id: str, path: Key, known: Collection[str]) -> None:
    """Note a name of a reaction that there is none of."""
    findings.add(
        "E213",
        _("there is no reaction “{id}”").format(id=id),
        path,
        "" if findings.full else nearest(id[:60], frozenset(known)),
    )


def _whole(reaction: Reaction, path: Key, findings: Findings, *, on_card: bool) -> None:
    picks = ("middling",) if on_card else PICKS
    needed = ("title", *picks, "wants", "tip")
    missing = [key for key in needed if not _there(getattr(reaction, key))]
    if not any(getattr(reaction, band) for band in BANDS):
        missing.insert(0, "calm")
    if not reaction.at:
        missing.append("at")
    if missing:
        lacks(
            findings,
            path,
            _("this reaction has no {keys}").format(keys=", ".join(missing)),
            _("Somebody has to say it, answer it three ways, and be told what would serve."),
        )


def _there(value: str | tuple[str, ...]) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _blank(says: Says, path: Key, findings: Findings) -> None:
    for band in BANDS:
        for number, text in enumerate(getattr(says, band)):
            if not text.strip():
                findings.add(
                    "E314",
                    _("there is no text here"),
                    (*path, band, number),
                    _("Write what they say, or take it out."),
                )


# ------------------------------------------------------------------ answers


def _answer(answer: Answer, path: Key, findings: Findings) -> None:
    _blank(answer, path, findings)
    missing = [] if answer.to else ["to"]
    if not any(getattr(answer, band) for band in BANDS):
        missing.append("calm")
    if missing:
        lacks(
            findings,
            path,
            _("this answer has no {keys}").format(keys=", ".join(missing)),
            _('Say what it answers, as in to = ["reflect"], and what they say: calm = ["…"].'),
        )
    if answer.about and "open-question" not in answer.to:
        _means_nothing(findings, (*path, "about"), _("Only an open question is about something."))
    if "then" in path:
        for key in ("when", "partners", "moods", "settings"):
            if getattr(answer, key):
                _means_nothing(
                    findings,
                    (*path, key),
                    _("An answer to one reaction comes where that reaction does."),
                )


def _means_nothing(findings: Findings, path: Key, advice: str) -> None:
    findings.warn(
        "E306",
        _("“{key}” means nothing here").format(key=path[-1]),
        path,
        advice,
        offset=THE_KEY,
    )


# ------------------------------------------------------------------ who, and how they are


def _everybody(file: ReactionsFile, findings: Findings) -> None:
    people: tuple[tuple[str, tuple[str, ...], Sequence[str]], ...] = (
        ("person", ROLES, [person.id for person in file.person]),
        ("mood", TEMPERS, [mood.id for mood in file.mood]),
    )
    for name, needed, there in people:
        for at, id in enumerate(there):
            if id in there[:at]:
                findings.add(
                    "E301",
                    _("the id “{id}” is taken already").format(id=id),
                    (name, at, "id"),
                    _("Give each its own id."),
                )
        for id in needed:
            if id not in there:
                lacks(
                    findings,
                    (name,),
                    _("there is no {name} “{id}”").format(name=name, id=id),
                    _('Add [[{name}]] with id = "{id}".').format(name=name, id=id),
                )
    for at, mood in enumerate(file.mood):
        _bounds(mood, ("mood", at), findings)


def _bounds(mood: Mood, path: Key, findings: Findings) -> None:
    for key, (low, high) in BOUNDS.items():
        if not low <= getattr(mood, key) <= high:
            findings.add(
                "E305",
                _("“{key}” is too small or too large").format(key=key),
                (*path, key),
                _("Use a number from {low} to {high}.").format(low=low, high=high),
            )
