"""What rehearsals came to, said to a person. All that comes from a scenario is text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shlex import quote
from typing import get_args

from coach.author.cover.faults import in_words
from coach.author.cover.talks.placed import File, Site
from coach.author.cover.talks.report import Rehearsed, Unheard
from coach.author.cover.talks.tally import Found, What
from coach.author.cover.words import answers_toml, short
from coach.errors import Place
from coach.language import _
from coach.rehearse.script import write_script
from coach.rehearse.state import Ending
from coach.scenario.places import Places
from coach.scenario.source import Source, read_text

Say = Callable[[str], None]

SCRIPT, FAMILY = "talk.txt", "family.toml"
"""What the files are called in a command that plays a talk again."""
ENDINGS: tuple[Ending, ...] = tuple(ending for ending in get_args(Ending) if ending)


class Files:
    """Where things stand in the files that a talk is made of, read when somebody asks.

    Args:
        paths: of each file, and what to call it.
        samples: families are samples that Coach knows by name; else they are files.
    """

    def __init__(self, paths: Mapping[File, tuple[Path, str]], samples: bool) -> None:
        self.paths = paths
        self.samples = samples
        self._places: dict[File, Places] = {}

    def place(self, site: Site) -> Place:
        """Return where something stands."""
        if site.file not in self._places:
            path, shown = self.paths[site.file]
            self._places[site.file] = Places(Source(read_text(path), shown))
        return self._places[site.file].value(site.key)


# ------------------------------------------------------------------ counted


def counted(rehearsed: Rehearsed) -> Iterator[tuple[str, str, int, int]]:
    """Yield what is counted: a word for programs, one for people, how many were heard, of all."""
    heads = {
        "reaction": _("reactions"),
        "answer": _("answers"),
        "wording": _("wordings"),
    }
    for kind, name in heads.items():
        every = [goal for goal in rehearsed.goals if goal.kind == kind]
        if every:
            yield kind, name, sum(map(rehearsed.reached, every)), len(every)


def head_of(rehearsed: Rehearsed) -> str:
    """Return how many talks there were, and with whom."""
    made_up = sum(not family.name for family in rehearsed.families)
    said = _("{talks} talks, {aimed} of them aimed; {setups} setups with {families} families.")
    if made_up:
        said = _(
            "{talks} talks, {aimed} of them aimed; {setups} setups with {families} families, "
            "{made_up} of them made up for what no sample leads to."
        )
    return said.format(
        talks=rehearsed.tally.talks,
        aimed=rehearsed.aimed,
        setups=len(rehearsed.setups),
        families=len(rehearsed.families),
        made_up=made_up,
    )


def endings(rehearsed: Rehearsed) -> list[tuple[str, ...]]:
    """Return the rows of a table: how the talks of each kind of parent ended."""
    names = {
        "agreed": _("agreed"),
        "tense": _("tense"),
        "vague": _("vague"),
        "open": _("open"),
        "broken": _("broken off"),
    }
    parents = {"good": _("always good"), "weak": _("always weak"), "": _("random")}
    rows = [(_("replies"), _("talks"), *names.values())]
    counted = rehearsed.tally.endings
    for aim, name in parents.items():
        times = [counted[aim, ending] for ending in names]  # type: ignore[index]  # an aim and an ending
        every = sum(count for (of, _ending), count in counted.items() if of == aim)
        if every:
            rows.append((name, str(every), *map(str, times)))
    return rows


# ------------------------------------------------------------------ never heard


def unheard_in_words(one: Unheard) -> str:
    """Return what never came up, and why, in two sentences."""
    goal = one.goal
    name = short(goal.name)
    if goal.kind == "reaction":
        what = _("The reaction “{name}” never comes by itself.").format(name=name)
    elif goal.kind == "answer":
        what = _("This answer to “{name}” is never given.").format(name=name)
    elif one.whole:
        band = goal.site.key[-2]
        what = _("It is never {heat} when this is said (“{name}”).").format(heat=band, name=name)
    else:
        what = _("This wording is never said (“{name}”).").format(name=name)
    return f"{what} {why(one)}"


def why(one: Unheard) -> str:
    """Return why something never came up, as far as it is known."""
    if one.sayable:
        return _("Talks were aimed at it, and none got there.")
    return _("No answers, partner, mood and setting together bring it.")


# ------------------------------------------------------------------ faults


def fault_in_words(what: What) -> str:
    """Return what is wrong in a talk."""
    kind, _site, about = what
    words = {
        "crash": _("Coach itself stops here: please report it"),
        "unanswered": _("nobody answers “{about}”"),
        "run-dry": _("nothing is left to bring up ({about})"),
        "silent": _("a reaction that comes to no words"),
        "empty": _("nothing is said"),
        "no-reply": _("there is no {about} reply"),
        "endless": _("a talk that does not end"),
        "length": _("a talk of fewer turns than three, or of more than eight"),
        "good-ends-badly": _("good replies do not end with a day, and calm ({about})"),
        "weak-ends-well": _("weak replies end well ({about})"),
    }
    return words[kind].format(about=about) if kind in words else in_words(kind)


def again(rehearsed: Rehearsed, found: Found, id: str, samples: bool) -> list[str]:
    """Return a command that plays a talk again, and the files it needs, line by line.

    Args:
        id: how the scenario was named on the command line.
        samples: families are samples that Coach knows by name; else they are files.
    """
    family = rehearsed.families[found.setup.family]
    whose = f"--sample {quote(family.name)}" if samples else f"--answers {quote(family.name)}"
    if not family.name:
        whose = f"--answers {FAMILY}"
    _number, role, mood, setting = found.setup
    lines = [
        f"coach rehearse {quote(id)} {whose} --partner {role} --mood {mood} "
        f"--setting {setting} --seed {found.seed} --script {SCRIPT}",
        "",
        _("{file}:").format(file=SCRIPT),
        *(f"    {line}" for line in write_script(found.entries, "").splitlines()),
    ]
    if not family.name:
        written = answers_toml(rehearsed.stage.scenario, family.answers)
        lines += [
            "",
            _("{file}:").format(file=FAMILY),
            *(f"    {line}".rstrip() for line in written.splitlines()),
        ]
    return lines
