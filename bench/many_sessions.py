"""A casebook of thousands of sessions, as years of a busy school office would leave it.

The files are written as they are, without the casebook: that would take minutes.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

FIRST = datetime(2024, 8, 26, 8, 0, tzinfo=UTC)
LAST = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""The day that it is."""

NAMES = (
    "Leo Maya Jun Oona Hodan Robin Isak Caleb Deshawn Bee Amara Tomás Nguyễn Zoë Łucja İpek"
    " Aarav Noor Finn Sade"
).split()
_TEACHERS = "Okafor Lindqvist Müller Tran Garcia O'Brien Haddad Kowalczyk Petrov Sato".split()
_SCENARIOS = ("concern", "first-contact", "difficult-relationship", "escalation", "urgent-report")
_SENTENCES = (
    "On Monday at pick-up {child} was in tears and would not say why.",
    "{child} told me that the group work in science is too loud to think in.",
    "The homework took two hours on three evenings last week, with a break for dinner.",
    "At home {child} reads for fun and explains the pictures to a younger cousin.",
    "I would like to know what you have noticed in class, and when it goes well.",
    "{teacher} wrote on the fourth that a seat near the window had been tried.",
    "We agreed in October that a quiet place would be offered before the test.",
    "A short note on Fridays, two lines, would help us to talk about the week.",
    "What happened at the bus stop on Thursday has been on {child}'s mind since.",
    "The plan says extra time; on the last two papers there was none.",
    "Could we find twenty minutes after school, or by telephone at noon?",
    "{child} likes drawing maps, and remembers what was drawn better than what was read.",
)
_RARE = "zeppelin", "marzipan", "trampoline", "xylophone", "caterpillar", "lighthouse", "accordion"


def many_sessions(home: Path, sessions: int, families: int, entries: int, seed: int = 4) -> None:
    """Write a casebook into `home`: sessions of some 200 words, one in ten not finished."""
    dice = random.Random(seed)
    cards = [f"2024-08-26-family-{at:05d}" for at in range(families)]
    children = [f"{NAMES[at % len(NAMES)]} {chr(65 + at // len(NAMES))}" for at in range(families)]
    for name in ("sessions", "families", "log"):
        (home / name).mkdir(parents=True, mode=0o700)
    for at, card in enumerate(cards):
        _write(home / "families" / card, _card(dice, children[at], _day(dice)))
    for at in range(sessions):
        whose = dice.randrange(families)
        scenario = dice.choice(_SCENARIOS)
        text = _session(dice, scenario, children[whose], cards[whose], _day(dice))
        _write(home / "sessions" / f"2025-01-01-{scenario}-{at:05d}", text, before=at % 2 == 0)
    for at in range(entries):
        whose = dice.randrange(families)
        text = _entry(dice, children[whose], cards[whose], _day(dice))
        _write(home / "log" / f"2025-01-01-contact-{at:05d}", text)


def _write(place: Path, text: str, *, before: bool = False) -> None:
    content = text.encode()
    place.with_suffix(".toml").write_bytes(content)
    if before:
        place.with_suffix(".toml.bak").write_bytes(content)
    place.with_name(f".{place.name}.lock").touch()


def _day(dice: random.Random) -> datetime:
    return FIRST + (LAST - FIRST) * dice.random()


def _said(dice: random.Random, sentences: int, child: str) -> str:
    said = [dice.choice(_SENTENCES) for _sentence in range(sentences)]
    if dice.random() < 0.05:
        said.append(f"It was about the {dice.choice(_RARE)}.")
    return " ".join(said).format(child=child, teacher=f"Ms {dice.choice(_TEACHERS)}")


def _head(scenario: str, title: str, time: datetime, finished: bool) -> str:
    return (
        f'format = 1\nscenario = "{scenario}"\ntitle = "{title}"\n'
        f"created = {time.isoformat()}\nupdated = {(time + timedelta(hours=1)).isoformat()}\n"
        f'finished = {str(finished).lower()}\nat = ""\n'
    )


def _session(dice: random.Random, scenario: str, child: str, card: str, time: datetime) -> str:
    steps = [f"step-{at}" for at in range(12)]
    answers = "".join(f'"{step}" = """\n{_said(dice, 2, child)}"""\n' for step in steps[4:])
    return (
        f"{_head(scenario, child, time, dice.random() > 0.1)}"
        f'family = "{card}"\nsteps = {steps}\n\n[answers]\nurgent = "no"\n'
        f'child_name = "{child}"\nteacher = "Ms {dice.choice(_TEACHERS)}"\ngrade = "4"\n{answers}'
    )


def _card(dice: random.Random, child: str, time: datetime) -> str:
    people = [[f"Ms {dice.choice(_TEACHERS)}", "teacher", "email", "room 12"] for _one in range(4)]
    return (
        f"{_head('family', child, time, True)}\n[answers]\n"
        f'alias = "{child}"\nchild_name = "{child.split()[0]}"\npronouns = "they"\ngrade = "4"\n'
        'strengths = ["draws maps", "kind to others", "remembers stories"]\n'
        'challenges = ["loud rooms", "long texts"]\nstrategies = ["a seat at the side"]\n'
        f'plan = "504"\nmy_name = "A parent"\nschool = "Hill School"\npeople = {people}\n'
    )


def _entry(dice: random.Random, child: str, card: str, time: datetime) -> str:
    by, done = (time + timedelta(days=14)).date(), "" if dice.random() < 0.02 else "done"
    return (
        f"{_head('contact', child, time, True)}"
        f'family = "{card}"\n\n[answers]\nday = {time.date()}\nchild_name = "{child}"\n'
        f'with_name = "Ms {dice.choice(_TEACHERS)}"\nway = "email"\nwith_role = "teacher"\n'
        f'about = "{_said(dice, 1, child)}"\nheard = "{_said(dice, 2, child)}"\n'
        f'said = "{_said(dice, 6, child)}"\n'
        f'agreed = [["{child}", "a quiet place", "{by}", "{done}"]]\n'
    )
