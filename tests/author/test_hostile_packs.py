"""A pack from a stranger: refused or looked at, whatever it is, and never followed outside."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.author import check
from coach.author.check import pack
from coach.author.check.pack import MOST_BYTES, MOST_SAMPLES
from coach.author.check.rehearsing import judged
from coach.rehearse.moves import Heard
from coach.scenario import library

SOUND = (Path(__file__).parent / "sound.toml").read_text(encoding="utf-8")
SAMPLE = 'scenario = "broken"\n[answers]\nseen = "Tears."\ntopic = "fear"\ndays = 2\n'


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound pack, in the current folder."""
    folder = tmp_path / "outside" / "shelf"
    write(folder / "pack.toml", 'id = "shelf"\ntitle = "Shelf"\nauthor = "A"\nlicense = "MIT"\n')
    write(folder / "broken.toml", SOUND)
    write(folder / "samples" / "broken" / "leo.toml", SAMPLE)
    monkeypatch.chdir(folder)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def found(path: str = ".") -> list[tuple[str, str]]:
    """Each problem's file and code."""
    said: list[str] = []
    check.run(argparse.Namespace(paths=[path], format="text"), said.append)
    return re.findall(r"^(\S.*?):\d+:\d+: (E\d{3}) ", "\n".join(said), re.MULTILINE)


def test_the_pack_these_tests_spoil_is_sound(shelf: Path) -> None:
    assert found() == []


# ------------------------------------------------------------------ links and odd files


def test_a_link_that_leads_out_is_not_followed(shelf: Path) -> None:
    write(shelf.parent / "secret.toml", "not toml at all")
    (shelf / "two.toml").symlink_to("../secret.toml")
    (shelf / "samples" / "broken" / "mia.toml").symlink_to(shelf.parent / "secret.toml")
    assert found() == [("two.toml", "E602"), ("samples/broken/mia.toml", "E602")]


def test_a_folder_of_samples_that_is_elsewhere_is_not_followed(shelf: Path) -> None:
    write(shelf.parent / "others" / "mia.toml", "not toml at all")
    (shelf / "samples" / "two").symlink_to("../../others")
    assert found() == [("samples/two", "E602")]


def test_links_in_a_circle_are_no_trap(shelf: Path) -> None:
    (shelf / "two.toml").symlink_to("three.toml")
    (shelf / "three.toml").symlink_to("two.toml")
    (shelf / "samples" / "broken" / "again").symlink_to(shelf)
    (shelf / "samples" / "loop").symlink_to("loop")
    assert {code for _file, code in found()} == {"E602"}


def test_a_pack_may_be_reached_by_a_link_and_hold_links_of_its_own(shelf: Path) -> None:
    (shelf / "samples" / "broken" / "mia.toml").symlink_to("leo.toml")
    (shelf.parent / "door").symlink_to("shelf")
    assert found(str(shelf.parent / "door")) == []


def test_a_pipe_is_not_waited_for(shelf: Path) -> None:
    os.mkfifo(shelf / "two.toml")
    os.mkfifo(shelf / "samples" / "broken" / "mia.toml")
    assert found() == [("two.toml", "E601"), ("samples/broken/mia.toml", "E601")]
    assert found("two.toml") == [("two.toml", "E601")]


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "nowhere", "a\x00b", "x" * 5000])
def test_what_is_no_file_is_said_to_be_none(path: str, shelf: Path) -> None:
    assert [code for _file, code in found(path)] == ["E601"]


def test_a_file_that_may_not_be_read_is_said_so(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_mode: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert {code for _file, code in found("broken.toml")} == {"E601"}


def test_a_folder_that_may_not_be_read_is_said_so(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(pack.os, "scandir", refuse)
    assert (".", "E601") in found()


# ------------------------------------------------------------------ too much


def test_more_samples_than_anyone_reads_are_not_read(shelf: Path) -> None:
    for number in range(MOST_SAMPLES):
        write(shelf / "samples" / "broken" / f"s{number}.toml", "not toml at all")
    assert found() == [("samples/broken", "E603")]


def test_more_names_than_a_pack_has_are_not_looked_at(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack, "_MOST_ENTRIES", 20)
    for number in range(30):
        write(shelf / f"note-{number}.txt", "")
    assert (".", "E603") in found()


def test_more_than_a_pack_may_hold_is_not_read(shelf: Path) -> None:
    for number in range(5):
        write(shelf / f"s{number}.toml", "#" * (MOST_BYTES // 5 + 1))
    assert found()[0] == (".", "E603")
    assert "E107" not in {code for _file, code in found()}


def test_a_report_has_an_end(shelf: Path) -> None:
    many = "".join(f"key_{n} = {n}\n" for n in range(200))
    for number in range(30):
        write(shelf / f"s{number}.toml", many)
    assert 1000 <= len(found()) <= 1200


# ------------------------------------------------------------------ names that reach elsewhere


ESCAPES = ("../../elsewhere", "/etc/passwd", "..", "a/b", "~", "$HOME", "x" * 4000, "")


@pytest.mark.parametrize("name", ESCAPES)
@pytest.mark.parametrize(
    "put",
    [
        lambda name: ("broken.toml", SOUND.replace('id = "broken"', f'id = "{name}"')),
        lambda name: ("broken.toml", SOUND.replace('use = "hello"', f'use = "{name}"')),
        lambda name: (
            "broken.toml",
            SOUND.replace('label = "Friends"', f'goto = "{name}", label = "Friends"'),
        ),
        lambda name: ("samples/broken/leo.toml", SAMPLE.replace('"broken"', f'"{name}"')),
        lambda name: ("pack.toml", f'id = "{name}"\ntitle = "Shelf"\n'),
    ],
    ids=["id", "use", "goto", "sample", "pack"],
)
def test_a_name_is_a_name_and_never_a_path(
    put: Callable[[str], tuple[str, str]], name: str, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, text = put(name)
    write(shelf / file, text)
    write(shelf.parent.parent / "elsewhere.toml", "not toml at all")
    opened: list[Path] = []
    real = Path.open

    def watched(path: Path, *mode: str) -> object:
        opened.append(path)
        return real(path, *mode)

    monkeypatch.setattr(Path, "open", watched)
    found()
    ours = (shelf, Path(check.__file__).parents[2], library.folder().resolve())
    assert opened
    for path in opened:
        assert any(path.resolve().is_relative_to(place) for place in ours), path


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{% include '/etc/passwd' %}",
        "{{ cycler.__init__.__globals__ }}",
        "{% for x in range(10**9) %}{% endfor %}",
        "{{ seen" + "|clause" * 500 + " }}",
        "{% if " * 100,
        "{{" * 2000,
        "(" * 5000,
        "{# " * 2000,
    ],
)
def test_a_template_can_ask_for_nothing_that_is_not_its_own(text: str, shelf: Path) -> None:
    write(shelf / "broken.toml", SOUND.replace("What have you noticed in class?", text))
    assert {code for _file, code in found()} <= {"E201", "E202", "E206"}
    assert found() or text.startswith(("(", "{{{{"))


def test_guards_made_to_be_hard_end_in_silence_and_not_in_hours(shelf: Path) -> None:
    """Twenty questions whose answers all have to agree: no search may go on for long."""
    steps = "".join(
        f'[[section.step]]\nid = "q{n}"\nkind = "scale"\nask = "How much?"\nrange = [0, 100]\n'
        for n in range(20)
    )
    joined = " and ".join(f"(q{n} != q{n + 1} or q{n} == q{(n * 7) % 20})" for n in range(19))
    text = SOUND.replace("[[part]]", f"{steps}[[part]]", 1)
    write(shelf / "broken.toml", f'{text}\n[[point]]\ngroup = "ask"\ntext = "a"\nwhen = "{joined}"')
    write(
        shelf / "samples" / "broken" / "leo.toml",
        SAMPLE + "".join(f"q{n} = 1\n" for n in range(20)),
    )
    assert found() == []


def test_a_name_with_a_line_end_or_an_escape_in_it_stays_one_line(shelf: Path) -> None:
    write(shelf / "a\n::error::b\x1b[31m.toml", "format = 2\n")
    said: list[str] = []
    check.run(argparse.Namespace(paths=["."], format="github"), said.append)
    lines = "\n".join(said).split("\n")
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    check.run(argparse.Namespace(paths=["."], format="text"), said.append)
    assert "\x1b" not in said[-1]


# ------------------------------------------------------------------ rehearsals

REHEARSAL = (Path(__file__).parent / "rehearsal.toml").read_text(encoding="utf-8")
REACTION = """
[[reaction]]
id = "r{n}"
title = "A thing"
calm = ["Well, {n}."]
good = "So you see {{{{ seen|clause }}}} on day {n}. What have you noticed?"
middling = "I see."
weak = "You never look."
wants = ["reflect"]
tip = "Ask."
"""


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("".join(REACTION.format(n=n) for n in range(150)), "E313"),
        ('[[answer]]\nto = ["thank"]\ncalm = ["Good."]\n' * 201, "E313"),
        (REACTION.format(n=1) + "practice = [" + '"respect-time", ' * 41 + "]\n", "E313"),
        ("[[answer]]\nto = [" + '"thank", ' * 41 + ']\ncalm = ["Good."]\n', "E313"),
        ('[[answer]]\nto = ["thank"]\ncalm = [' + '"Good.", ' * 21 + "]\n", "E313"),
        (
            REACTION.format(n=1)
            + "then = ["
            + '{ to = ["thank"], calm = ["Good."] }, ' * 21
            + "]\n",
            "E313",
        ),
        (REACTION.format(n=1).replace("Well", "Well " * 20_000), "E201"),
        (REACTION.format(n=1) + 'when = "' + "(" * 900 + "seen" + ")" * 900 + '"\n', "E201"),
    ],
)
def test_a_rehearsal_with_too_much_in_it_is_refused(more: str, code: str, shelf: Path) -> None:
    write(shelf / "rehearsal" / "broken.toml", REHEARSAL + "\n" + more)
    assert ("rehearsal/broken.toml", code) in found()


def test_no_more_is_listened_to_than_there_is_time_for(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        text = SAMPLE.replace("Tears.", f"Tears, {number} times.").replace("fear", "friends")
        write(shelf / "samples" / "broken" / f"s{number}.toml", text)
    reactions = "".join(REACTION.format(n=n) for n in range(100))
    write(shelf / "rehearsal" / "broken.toml", REHEARSAL + reactions)
    heard: list[str] = []

    def listen(line: str, said: str) -> Heard:
        heard.append(line)
        return Heard((), "", (), "", {})

    monkeypatch.setattr(judged, "hear_written", listen)
    monkeypatch.setattr(judged.Judge, "_good", lambda *_: None)  # so that it is not full before
    monkeypatch.setattr(judged.Judge, "_weak", lambda *_: None)
    found("rehearsal/broken.toml")
    assert 900 < len(heard) <= judged.MOST_HEARD
