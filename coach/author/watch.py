"""`coach watch`: what is wrong with a scenario and what comes of it, each time it is saved.

Here are the values, and the face that works line by line; `tui.watching` is the other. We
ask the file for its time, size and number twice a second, and use no library that is told
of changes by the system: editors save by renaming another file into place, which such
libraries follow badly, network folders tell nothing, and it would be one more dependency
for something that costs nothing.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from coach.author.preview import Page, as_lines, changes, pages_of, questions_of
from coach.author.watched import cited_beside, rehearsal_beside
from coach.compose.outcome import compose
from coach.errors import CoachError, Place, Problem, ScenarioError
from coach.export.files import folder_named
from coach.interview.answer_file import answers_in
from coach.interview.answers import carry
from coach.interview.path import path as path_of
from coach.language import _, ngettext
from coach.scenario import library
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario
from coach.scenario.source import read_text
from coach.scenario.text import clean_line

Say = Callable[[str], None]
Check = Callable[[str, str], tuple[Scenario | None, tuple[Problem, ...]]]
"""A file's text and name -> the scenario, None where it can't be used; and the problems."""
Stamp = tuple[int, int, int]

PAUSE = 0.5
"""Seconds between two looks at the file."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One look.

    Attributes:
        problems: what is wrong, in the order of the file.
        pages: what comes of it; those of the last sound version where there is none now.
        note: what to know about the pages, such as that they are older; or "".
        sample: the name of the family whose message it is; "" where there is none.
        channel: the channel that stands in for the sample's own, or "".
    """

    title: str
    problems: tuple[Problem, ...]
    pages: tuple[Page, ...]
    note: str = ""
    sample: str = ""
    channel: str = ""

    @property
    def sound(self) -> bool:
        """True where nothing keeps the scenario from being used."""
        return all(problem.severity != "error" for problem in self.problems)

    @property
    def status(self) -> str:
        """How it is, in two words."""
        if not self.problems:
            return _("no problems")
        count = len(self.problems)
        return ngettext("{n} problem", "{n} problems", count).format(n=count)


class Watch:
    """Looks at one file, and remembers the last version that was sound.

    Args:
        file: the scenario.
        sample: the name of a sample or the path of a file of answers; "" is the first sample.
        check: finds the problems.

    Raises:
        CoachError: there is no such file or sample.
    """

    def __init__(self, file: Path, sample: str = "", check: Check | None = None) -> None:
        self.file = file
        self._check = check or _checked
        self._sample = sample
        self._channel = ""
        self._asked_for = sample
        self._scenario: Scenario | None = None
        self._pages: tuple[Page, ...] = ()
        self._stamps: dict[Path, Stamp] = {file: _stamp(file)}
        self._heard: tuple[dict[Path, Stamp], tuple[Problem, ...]] = ({}, ())
        self._news = False
        with suppress(ScenarioError):  # that is for the first look to tell
            read_text(file)

    # -------------------------------------------------------------- what there is

    def changed(self) -> bool:
        """Return whether there is something new to look at.

        That is what was saved since the last look (the scenario, its samples, the practices
        and facts beside it), or what `listen` has found.
        """
        return self._news or any(_stamp(path) != stamp for path, stamp in self._stamps.items())

    def waits(self) -> bool:
        """Return whether there is a rehearsal that nobody has listened to as it is now."""
        rehearsal = rehearsal_beside(self.file)
        return rehearsal in self._stamps and self._heard[0] != self._stamps

    def samples(self) -> tuple[str, ...]:
        """Return the names of the families there are: beside the file, else those of ours."""
        if self._scenario is None:
            return ()
        names = tuple(sorted(path.stem for path in self._beside(self._scenario).glob("*.toml")))
        return names or library.sample_names(self._scenario.id)

    def _beside(self, scenario: Scenario) -> Path:
        return self.file.parent / "samples" / scenario.id

    def _sample_file(self, scenario: Scenario) -> Path | None:
        asked, self._asked_for = self._asked_for, ""
        if self._sample.endswith(".toml"):
            file = folder_named(self._sample)
            if asked:
                read_text(file)
            return file
        names = self.samples()
        if self._sample not in names:
            if asked:
                raise _no_sample(asked, names)
            self._sample = next(iter(names), "")
        if not self._sample:
            return None
        beside = self._beside(scenario) / f"{self._sample}.toml"
        return beside if beside.exists() else library.sample_file(scenario.id, self._sample)

    def channels(self) -> tuple[str, ...]:
        """Return the options of the step `channel`; none where a scenario has no such choice."""
        step = self._scenario.step("channel") if self._scenario else None
        return tuple(option.id for option in step.options if not option.goto) if step else ()

    # -------------------------------------------------------------- choosing

    def next_sample(self) -> None:
        """Show another family from the next look on."""
        names = self.samples()
        if names:
            at = names.index(self._sample) if self._sample in names else -1
            self._sample = names[(at + 1) % len(names)]

    def next_channel(self) -> None:
        """Show another channel from the next look on; after the last, the sample's own."""
        ways = ("", *self.channels())
        at = ways.index(self._channel) if self._channel in ways else 0
        self._channel = ways[(at + 1) % len(ways)]

    # -------------------------------------------------------------- looking

    def look(self) -> Seen:
        """Read, check and compose, and return what there is to show.

        Raises:
            CoachError: the sample that was asked for is not there.
        """
        self._news = False
        self._stamps = {path: _stamp(path) for path in self._stamps}  # no save goes unseen
        try:
            scenario, problems = self._check(read_text(self.file), str(self.file))
        except ScenarioError as error:
            return self._older(error.problems, _("What comes of it is older than the file."))
        except CoachError as error:
            # An editor has moved it away and will put a new one there in a moment.
            return self._older((_gone(self.file, error),), _("Waiting for it."))
        if scenario is None:
            return self._older(problems, _("What comes of it is older than the file."))
        self._scenario = scenario
        if self._channel not in self.channels():
            self._channel = ""
        return self._composed(scenario, problems)

    def _around(self, scenario: Scenario, sample: Path | None) -> dict[Path, Stamp]:
        """Return the stamps of what lies beside the scenario and has a part in what is shown."""
        beside, rehearsal = self._beside(scenario), rehearsal_beside(self.file)
        there = (
            beside.parent,
            beside,
            *([sample] if sample else []),
            rehearsal.parent,
            *([rehearsal] if rehearsal.is_file() else []),
            *cited_beside(self.file),
        )
        return {path: _stamp(path) for path in there}

    def listen(self) -> None:
        """Find what is wrong with the rehearsal; the next look tells it.

        What its replies are heard with takes a while to make ready, so this is apart from
        looking, and may be done beside it.
        """
        stamps = dict(self._stamps)
        self._heard = (stamps, _rehearsal_problems(rehearsal_beside(self.file)))
        self._news = True

    def _older(self, problems: tuple[Problem, ...], note: str) -> Seen:
        title = self._scenario.title if self._scenario else self.file.name
        note = note if self._pages else _("Nothing to show yet.")
        return Seen(clean_line(title), problems, self._pages, note, self._sample, self._channel)

    def _composed(self, scenario: Scenario, problems: tuple[Problem, ...]) -> Seen:
        seen = Seen(clean_line(scenario.title), problems, ())
        file = self._sample_file(scenario)
        self._stamps = {self.file: self._stamps[self.file]} | self._around(scenario, file)
        if rehearsal_beside(self.file) in self._stamps:
            seen = replace(seen, problems=(*problems, *self._heard[1]))
        else:
            seen = replace(seen, problems=problems)
        if file is None:
            self._pages = (questions_of(scenario),)
            return replace(
                seen,
                pages=self._pages,
                note=_(
                    "There is no sample, so here are its questions. "
                    "A sample's place is samples/{id}/NAME.toml."
                ).format(id=scenario.id),
            )
        answers, wrong = _answers(file, scenario)
        if self._channel:
            answers["channel"] = self._channel
        found = path_of(scenario, answers)
        self._pages = pages_of(compose(scenario, found))
        note = ""
        if found.exit is not None:
            note = _("This family leaves the scenario on the way.")
        elif found.present is not None:
            step = found.present.id
            note = _("The sample stops at “{step}”: it has no answer to it.").format(step=step)
        return replace(
            seen,
            problems=(*seen.problems, *wrong),
            pages=self._pages,
            note=note,
            sample=self._sample if not self._sample.endswith(".toml") else file.stem,
            channel=self._channel,
        )


def _no_sample(name: str, names: tuple[str, ...]) -> CoachError:
    return CoachError(
        _("There is no sample “{name}”.").format(name=clean_line(name)[:60]),
        advice=_("There are: {names}.").format(names=", ".join(names))
        if names
        else _("There is none yet. Its place is samples/ID/NAME.toml, beside the scenario."),
    )


def _gone(file: Path, error: CoachError) -> Problem:
    return Problem("E601", error.what.rstrip("."), Place(str(file)), error.advice)


def _stamp(path: Path) -> Stamp:
    try:
        about = path.stat()
    except (OSError, ValueError):
        return (0, 0, 0)
    return (about.st_mtime_ns, about.st_size, about.st_ino)


def _checked(text: str, file: str) -> tuple[Scenario | None, tuple[Problem, ...]]:
    from coach.author.check import check_text

    return check_text(text, file)


def _rehearsal_problems(file: Path) -> tuple[Problem, ...]:
    from datetime import date

    from coach.author.check import look
    from coach.author.check.checked import Checked

    checked = Checked(date.today())
    look(file, checked)
    return tuple(checked.problems)


def _answers(file: Path, scenario: Scenario) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """Return a sample's answers as far as they fit, and what is wrong with the others."""
    try:
        text = read_text(file)
        return answers_in(text, str(file), scenario), ()
    except ScenarioError as error:
        wrong = error.problems
    except CoachError:
        return {}, ()
    try:
        raw = tomllib.loads(text).get("answers", {})
        return carry(scenario, raw if isinstance(raw, Mapping) else {})[0], wrong
    except (ValueError, RecursionError):
        return {}, wrong


# ------------------------------------------------------------------ line by line


def follow(
    watch: Watch,
    say: Say,
    *,
    once: bool = False,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """Print what there is, and at each save what is wrong and what has changed.

    Args:
        once: print one look and end.
        pause: waits so many seconds.

    Returns:
        With `once`, 0, or 1 where the scenario can't be used. Without, it ends by Ctrl+C.

    Raises:
        CoachError: the sample that was asked for is not there.
        KeyboardInterrupt: someone has seen enough.
    """
    seen = watch.look()
    if once and watch.waits():
        watch.listen()
        seen = watch.look()
    _say_problems(seen, say)
    for line in as_lines(seen.pages):
        say(line)
    if once:
        return 0 if seen.sound else 1
    say(_("Watching {file}. Ctrl+C ends it.").format(file=watch.file))
    while True:
        pause(PAUSE)
        if watch.waits() and not watch.changed():
            watch.listen()
        if not watch.changed():
            continue
        before, seen = seen, watch.look()
        if seen != before:
            say("")
            _say_problems(seen, say)
            for line in changes(before.pages, seen.pages):
                say(line)


def _say_problems(seen: Seen, say: Say) -> None:
    family = _(" · {sample}").format(sample=seen.sample) if seen.sample else ""
    say(f"{seen.title}{family}: {seen.status}")
    for problem in seen.problems:
        say(str(problem))
    if seen.note:
        say(seen.note)
    say("")
