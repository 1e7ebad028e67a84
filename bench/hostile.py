"""What packs made to do harm cost `coach check`: time and memory, the worst of each."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figure import Figure
from bench.long_scenario import long_scenario
from bench.place import coach, environment

SLOWEST_IN_SECONDS = 1.0
LARGEST_IN_MB = 200.0
LONGEST_LISTENED = 3.0
"""Seconds for replies that differ from family to family: each is heard as a talk would hear it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one check took."""

    name: str
    seconds: float
    megabytes: float


def hostile(folder: Path, _rounds: int) -> list[Figure]:
    """Measure `coach check` of each hostile pack, and tell of the worst."""
    variables = environment(folder)
    costs = [cost(name, path, variables) for name, path in packs(folder / "hostile")]
    slowest = max(costs, key=lambda one: one.seconds)
    largest = max(costs, key=lambda one: one.megabytes)
    several = f"the worst of {len(costs)} hostile packs: "
    promise = "coach check of any pack, however made"
    listened = cost("replies", _replies(folder / "replies"), variables)
    return [
        Figure(promise, slowest.seconds, SLOWEST_IN_SECONDS, "s", several + slowest.name),
        Figure(promise, largest.megabytes, LARGEST_IN_MB, "MB", several + largest.name),
        Figure(
            "coach check of a rehearsal with as many replies as there is room for",
            listened.seconds,
            LONGEST_LISTENED,
            "s",
            "150 reactions, each heard with the answers of 40 families",
        ),
    ]


def _replies(place: Path) -> Path:
    place.mkdir(parents=True)
    _rehearsal(place, 150, "So you see {{ s0 }}, %. What have you noticed? " * 12, families=40)
    return place


def cost(name: str, path: Path, variables: dict[str, str]) -> Cost:
    """Return what checking `path` takes, the quicker of two."""
    taken: list[float] = []
    megabytes = 0.0
    for _round in range(2):
        start = time.perf_counter()
        process = subprocess.Popen(
            coach("check", str(path)), env=variables, stdout=subprocess.DEVNULL
        )
        _pid, status, used = os.wait4(process.pid, 0)
        taken.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        megabytes = max(megabytes, used.ru_maxrss / 1024)  # Linux counts in kB
        if process.returncode not in (0, 1):
            raise AssertionError(f"{name}: exit code {process.returncode}")
    return Cost(name, min(taken), megabytes)


def packs(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write each hostile pack, and yield its name and its folder."""
    for name, text in TEXTS.items():
        place = folder / name
        place.mkdir(parents=True)
        (place / "x.toml").write_text(text(), encoding="utf-8", errors="surrogatepass")
        yield name.replace("-", " "), place
    for name, make in PLACES.items():
        place = folder / name
        place.mkdir(parents=True)
        make(place)
        yield name.replace("-", " "), place


_TOP = 'format = 1\nid = "x"\ntitle = "X"\nsummary = "X"\n[[section]]\nid = "a"\ntitle = "A"\n'
_STEP = '[[section.step]]\nid = "s{n}"\nkind = "text"\nask = "What?"\n'
_END = (
    '[[message]]\nid = "n"\ntitle = "N"\nchannels = ["letter"]\n[[message.part]]\ntext = "{text}"\n'
)


def _steps(count: int, text: str = "Hi.", more: str = "") -> str:
    return _TOP + "".join(_STEP.format(n=n) + more for n in range(count)) + _END.format(text=text)


def _knot() -> str:
    scales = "".join(
        f'[[section.step]]\nid = "q{n}"\nkind = "scale"\nask = "How much?"\nrange = [0, 100]\n'
        for n in range(30)
    )
    guards = "".join(
        '[[point]]\ngroup = "ask"\ntext = "a"\nwhen = "'
        + " and ".join(f"(q{n} != q{(n + k) % 30} or q{n} == q{(n * 7) % 30})" for n in range(15))
        + '"\n'
        for k in range(1, 150)
    )
    return _TOP + scales + _END.format(text="Hi.") + guards


TEXTS: dict[str, Callable[[], str]] = {
    "90,000-keys": lambda: "".join(f"k{n} = 1\n" for n in range(90_000)),
    "a-million-small-tables": lambda: "[[a]]\n" * 1_000_000,
    "80,000-sections": lambda: "[[section]]\n" * 80_000,
    "lists-in-lists": lambda: "a = " + "[" * 400_000,
    "tables-in-tables": lambda: "a = " + "{a=" * 300_000,
    "half-a-million-numbers": lambda: "a = [" + "1," * 490_000 + "]",
    "89,000-dates": lambda: "a = [" + "2026-01-01," * 89_000 + "]",
    "one-text-of-a-megabyte": lambda: _steps(1, "x" * 990_000),
    "one-text-of-escapes": lambda: 'a = """' + "\\n" * 490_000 + '"""',
    "long-keys": lambda: ".".join(["a"] * 400_000) + " = 1",
    "many-dotted-keys": lambda: "".join(f"a.b.c.d.e.f.g.k{n} = 1\n" for n in range(40_000)),
    "10,000-steps": lambda: _steps(10_000),
    "2,500-steps-with-guards": lambda: long_scenario(2_500),
    "2,400-unused-steps": lambda: _steps(2_400),
    "a-chain-of-guards": lambda: (
        _TOP
        + "".join(
            f'[[section.step]]\nid = "s{n}"\nkind = "choice"\nask = "?"\n'
            'options = [{id="a",label="A"},{id="b",label="B"}]\n'
            + (f'when = \'s{n - 1} == "a" and s{n // 2} != "b"\'\n' if n else "")
            for n in range(2_000)
        )
        + _END.format(text="Hi.")
    ),
    "guards-in-a-knot": _knot,
    "templates-in-templates": lambda: _steps(1, "{% if s0 %}" * 20 + "a" + "{% endif %}" * 20),
    "400-long-templates": lambda: (
        _steps(1)
        + "".join(
            '[[point]]\ngroup = "ask"\ntext = "'
            + "{% if s0 %}a{% elif not s0 %}b{% endif %}" * 190
            + '"\n'
            for _n in range(100)
        )
    ),
    "many-comments": lambda: "# coach: allow E504: x\n" * 40_000,
    "allowed-everywhere": lambda: _steps(2_000, more="# coach: allow E504: so it is\n"),
    "capitals": lambda: _steps(1) + f'[[point]]\ngroup = "ask"\ntext = "{"ABC DEF " * 900}"\n' * 90,
    "unseen-characters": lambda: "a = '" + "\u202e" * 300_000 + "'",
    "line-ends": lambda: "\n" * 990_000,
}
"""One file each."""


def _samples(place: Path) -> None:
    (place / "x.toml").write_text(_steps(1, "{{ s0 }}"), encoding="utf-8")
    (place / "samples" / "x").mkdir(parents=True)
    for number in range(100_000):
        (place / "samples" / "x" / f"s{number}.toml").touch()


def _large_files(place: Path) -> None:
    for number in range(90):
        (place / f"s{number}.toml").write_text(_steps(3_000), encoding="utf-8")


def _wrong_files(place: Path) -> None:
    for number in range(100):
        text = "".join(f"k{n} = 1\n" for n in range(2_000))
        (place / f"s{number}.toml").write_text(text, encoding="utf-8")


def _wrong_samples(place: Path) -> None:
    (place / "x.toml").write_text(_steps(1, "{{ s0 }}"), encoding="utf-8")
    (place / "samples" / "x").mkdir(parents=True)
    text = "[answers]\n" + "".join(f"k{n} = 1\n" for n in range(1_000))
    for number in range(200):
        (place / "samples" / "x" / f"s{number}.toml").write_text(text, encoding="utf-8")


def _links(place: Path) -> None:
    for number in range(20_000):
        (place / f"s{number}.toml").symlink_to("/etc/passwd" if number % 2 else f"s{number}.toml")


def _pipes(place: Path) -> None:
    for number in range(1_000):
        os.mkfifo(place / f"s{number}.toml")


_REACTION = (
    '[[reaction]]\nid = "r{n}"\ntitle = "T"\ncalm = ["{calm}"]\ngood = "{good}"\n'
    'middling = "I see."\nweak = "You never look."\nwants = ["reflect"]\ntip = "Ask."\n'
)


def _rehearsal(place: Path, count: int, good: str, more: str = "", families: int = 1) -> None:
    """A scenario of two steps with `count` reactions, and families that answer them."""
    (place / "x.toml").write_text(_steps(2), encoding="utf-8")
    (place / "rehearsal").mkdir()
    text = 'format = 1\nscenario = "x"\npartner = [{ role = "teacher" }]\n' + "".join(
        _REACTION.format(n=n, calm=f"Well, {n}.", good=good.replace("%", str(n))) + more
        for n in range(count)
    )
    (place / "rehearsal" / "x.toml").write_text(text, encoding="utf-8")
    (place / "samples" / "x").mkdir(parents=True)
    for number in range(families):
        answers = f'scenario = "x"\n[answers]\ns0 = "{number} boys"\ns1 = "b"\n'
        (place / "samples" / "x" / f"s{number}.toml").write_text(answers, encoding="utf-8")


def _too_many_reactions(place: Path) -> None:
    _rehearsal(place, 1_500, "So you see %.")


def _too_much_in_a_list(place: Path) -> None:
    _rehearsal(place, 1, "So.", "practice = [" + '"respect-time",' * 90_000 + "]\n")


def _a_long_reply(place: Path) -> None:
    _rehearsal(place, 1, "so you feel that I " * 50_000)


def _a_deep_guard(place: Path) -> None:
    _rehearsal(place, 1, "So.", 'when = "' + "(" * 400_000 + '"\n')


PLACES: dict[str, Callable[[Path], None]] = {
    "100,000-samples": _samples,
    "90-large-files": _large_files,
    "100-files-of-mistakes": _wrong_files,
    "200-samples-of-mistakes": _wrong_samples,
    "20,000-links": _links,
    "1,000-pipes": _pipes,
    "1,500-reactions": _too_many_reactions,
    "90,000-names-in-a-list": _too_much_in_a_list,
    "a-reply-of-a-megabyte": _a_long_reply,
    "a-guard-of-400,000-brackets": _a_deep_guard,
}
"""Several files each."""
