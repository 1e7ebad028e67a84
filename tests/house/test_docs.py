"""The documentation is true: its commands run and show what it says they show.

After sqlite-utils, which has long tested its documentation. In a ```console block, a
line after `$ ` runs in bash, in an empty folder that the page's blocks share. What
follows is what it prints; `…` stands for anything.

A page that tells a person to write a file does it here, too. Remarks that no reader sees say
what a block of TOML is for, and what a person does between two commands:

    <!-- write lost-jacket.toml -->                            the block is that file
    <!-- add to lost-jacket.toml -->                           it goes to the file's end
    <!-- put into lost-jacket.toml above [[message]] -->       above the first such line
    <!-- put into lost-jacket.toml in the place of text = -->  for the line that begins so
    <!-- ends with 1 -->                                       the next block's commands do
    <!-- $ cp one.toml two.toml -->                            done, and not shown
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
WITH_COMMANDS = [name for name in NAMES if "```console" in (ROOT / name).read_text("utf-8")]


def blocks(page: str, language: str) -> list[str]:
    """Return the fenced blocks of a page that are in `language`."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


class Command(NamedTuple):
    """One command of a page, what it should print (None: whatever), and its exit code."""

    line: str
    prints: str | None
    code: int = 0


class Edit(NamedTuple):
    """What a person does to a file: which, what the remark says, and the block under it."""

    file: str
    how: str
    block: str


_PIECES = re.compile(
    r"^<!-- \$ (?P<hidden>.*?) -->$"
    r"|^<!-- ends with (?P<code>\d) -->$"
    r"|^<!-- (?P<how>write|add to|put into) (?P<file>\S+)(?P<where>.*?) -->\n"
    r"```toml\n(?P<toml>.*?)^```$"
    r"|^```console\n(?P<console>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def doings(page: str) -> Iterator[Command | Edit]:
    """Give what a page does, in its order."""
    text, code = (ROOT / page).read_text(encoding="utf-8"), 0
    for found in _PIECES.finditer(text):
        if found["hidden"]:
            yield Command(found["hidden"], None)
        elif found["code"]:
            code = int(found["code"])
        elif found["how"]:
            yield Edit(found["file"], f"{found['how']}{found['where']}", found["toml"])
        else:
            for line in re.split(r"^\$ ", found["console"], flags=re.MULTILINE)[1:]:
                command, _end, prints = line.partition("\n")
                yield Command(command, prints, code)
            code = 0


def edited(text: str, edit: Edit) -> str:
    """Return a file's text after what a page tells a person to do to it."""
    lines = text.splitlines(keepends=True)
    match re.fullmatch(r"(write|add to|put into (above|in the place of) (.*))", edit.how):
        case None:
            raise AssertionError(f"no such remark: {edit.how}")
        case found if found[1] == "write":
            return edit.block
        case found if found[1] == "add to":
            return f"{text}\n{edit.block}"
        case found if found[2] == "above":
            at = lines.index(f"{found[3]}\n")
            return "".join([*lines[:at], edit.block, "\n", *lines[at:]])
        case found:
            (at,) = [n for n, line in enumerate(lines) if line.startswith(found[3])]
            return "".join([*lines[:at], edit.block, *lines[at + 1 :]])


def matches(expected: str, printed: str) -> bool:
    """Return whether `printed` is what a page says. A line with only … is any lines, or none."""
    pattern = "".join(
        "(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


def lay_out(page: str, folder: Path) -> None:
    """Write the files that a page gives in full: those whose first line is `# name.toml`."""
    for block in blocks(page, "toml"):
        named = re.match(r"# (\S+\.toml)\n", block)
        if named:
            (folder / named[1]).write_text(block, encoding="utf-8")


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which `coach` is the installed one."""
    binaries = str(Path(sys.executable).parent)
    return {
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "COACH_HOME": str(folder / "casebook"),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
    }


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_every_command_shows_what_the_page_says(page: str, tmp_path: Path) -> None:
    lay_out(page, tmp_path)
    variables = environment(tmp_path)
    for doing in doings(page):
        if isinstance(doing, Edit):
            file = tmp_path / doing.file
            file.parent.mkdir(parents=True, exist_ok=True)
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            file.write_text(edited(before, doing), encoding="utf-8")
            continue
        export = re.fullmatch(r'export (\w+)="\$PWD/([\w-]+)"', doing.line)
        if export:
            variables[export[1]] = str(tmp_path / export[2])
            continue
        done = subprocess.run(
            ["bash", "-c", f"{doing.line}\n"],
            cwd=tmp_path,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=240,
        )
        assert done.returncode == doing.code, f"$ {doing.line}\n{done.stdout}"
        if doing.prints is not None:
            told = f"$ {doing.line}\n{done.stdout}\n--- expected\n{doing.prints}"
            assert matches(doing.prints, done.stdout), told
        assert "Traceback" not in done.stdout


def test_a_page_that_is_not_true_is_found() -> None:
    assert matches("one\n…\nlast …\n", "one\ntwo\nthree\nlast word\n")
    assert matches("…\none\n", "one\n")
    assert not matches("one\n", "one\ntwo\n")
    assert not matches("one\n…\n", "two\n")


def test_what_a_page_tells_a_person_to_do_to_a_file_is_done() -> None:
    text = "a = 1\n\n[[b]]\nc = 2\n"
    for how, after in (
        ("write", "x = 3\n"),
        ("add to", "a = 1\n\n[[b]]\nc = 2\n\nx = 3\n"),
        ("put into above [[b]]", "a = 1\n\nx = 3\n\n[[b]]\nc = 2\n"),
        ("put into in the place of c =", "a = 1\n\n[[b]]\nx = 3\n"),
    ):
        assert edited(text, Edit("f.toml", how, "x = 3\n")) == after
    with pytest.raises(AssertionError):
        edited(text, Edit("f.toml", "put into below c", ""))


def test_no_remark_of_a_page_is_passed_over() -> None:
    """One that is misspelt would leave a page untested where it looks tested."""
    for page in NAMES:
        text = (ROOT / page).read_text(encoding="utf-8")
        known = [found for found in _PIECES.finditer(text) if found[0].startswith("<!--")]
        assert len(known) == len(re.findall(r"^<!--", text, re.MULTILINE)), page


@pytest.mark.parametrize("page", NAMES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            path = (ROOT / page).parent / target.split("#")[0]
            assert path.exists(), f"{page} links to {target}"


@pytest.mark.parametrize("page", NAMES)
def test_every_make_target_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = set(re.findall(r"(?:`|^ *)make ([a-z]+)\b", text, re.MULTILINE))
    assert told <= known


def test_the_page_of_rules_says_what_the_rules_say() -> None:
    """`make rules` writes it."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from rules import PAGE, page
    finally:
        sys.path.pop(0)
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def test_every_dependency_is_accounted_for() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    groups = PROJECT["dependency-groups"]
    declared = [*PROJECT["project"]["dependencies"], *groups["build"], *groups["dev"]]
    names = {re.split(r"[<>=]", one)[0] for one in declared if isinstance(one, str)}
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", text)} == set()


@pytest.mark.parametrize(
    ("lock", "declared"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-build.txt", PROJECT["dependency-groups"]["build"]),
        ("requirements-dev.txt", PROJECT["dependency-groups"]["dev"]),
        ("requirements-talk.txt", PROJECT["project"]["optional-dependencies"]["talk"]),
    ],
)
def test_every_dependency_is_pinned_with_its_hash(lock: str, declared: list[object]) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^([\w-]+)==\S+.* \\\n    --hash=sha256:", text, re.MULTILINE)
    assert {re.split(r"[<>=]", one)[0] for one in declared if isinstance(one, str)} <= set(pins)
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert len(lines) == len(pins)


def test_the_locks_agree() -> None:
    """What is tested is what runs."""
    pins = [
        dict(re.findall(r"^([\w-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        for lock in (
            "requirements.txt",
            "requirements-build.txt",
            "requirements-dev.txt",
            "requirements-talk.txt",
        )
    ]
    for name, version in [*pins[0].items(), *pins[1].items(), *pins[3].items()]:
        assert pins[2].get(name, version) == version
    assert pins[0].keys() <= pins[2].keys()
    assert pins[3].keys() <= pins[2].keys()


def test_the_build_system_is_the_one_that_is_pinned() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(PROJECT["dependency-groups"]["build"])


def test_the_readme_starts_with_how_to_start() -> None:
    """What it is, `make run` and `make test` stand on the first screen."""
    first = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:12]
    assert any(line.startswith("make run") for line in first)
    assert any(line.startswith("make test") for line in first)


def test_no_page_and_no_file_knows_whose_machine_it_was_written_on() -> None:
    ours = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    places = re.compile(r"/(?:home|Users|work|root)/\w")
    for name in ours:
        path = ROOT / name
        if path.is_file() and path.suffix in {".md", ".py", ".toml", ".txt", ".svg", ""}:
            text = path.read_text(encoding="utf-8", errors="replace")
            found = places.search(text)
            assert found is None, f"{name}: {found}"
