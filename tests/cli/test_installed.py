"""What a person gets from `pip install`: built as a packager would, used from anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach import __version__
from coach.scenario.library import sample_names
from tests.cli.conftest import Open

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Built:
    """What the project builds to, and where its wheel is installed."""

    wheel: Path
    source: Path
    python: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The source archive, the wheel built from it, and a fresh environment with that wheel."""
    folder = tmp_path_factory.mktemp("built")
    tool(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    (source,) = folder.glob("*.tar.gz")
    return Built(wheel, source, fresh_environment(folder / "fresh", wheel))


def fresh_environment(folder: Path, wheel: Path) -> Path:
    """Install `wheel` into a new environment that borrows only the libraries of this one."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    tool(
        *(sys.executable, "-m", "pip", "--python", str(python), "install"),
        *("--quiet", "--no-index", "--no-deps", str(wheel)),
    )
    # A path added by a .pth file has its own .pth files left alone: no editable Coach here.
    (packages,) = folder.glob("lib/python3*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def tool(*command: str) -> None:
    """Run a tool that has to succeed."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr


def coach(
    built: Built, *arguments: str, cwd: Path, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the installed command with no HOME and nothing else of ours to lean on."""
    return subprocess.run(
        [str(built.python.with_name("coach")), *arguments],
        cwd=cwd,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def names(built: Built) -> set[str]:
    """Return the names of the files in the wheel."""
    with zipfile.ZipFile(built.wheel) as wheel:
        return set(wheel.namelist())


def tracked(folder: str) -> set[str]:
    """Return the files of the project under `folder`, without what Python compiled."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {
        path.relative_to(ROOT / folder).as_posix()
        for path in found
        if "__pycache__" not in path.parts
    }


def test_the_wheel_holds_coach_and_its_content_and_nothing_else(built: Built) -> None:
    ours = {name for name in names(built) if not name.startswith(f"coach-{__version__}.dist-info/")}
    assert ours == {f"coach/{name}" for name in tracked("coach")} | {
        f"coach/content/{name}" for name in tracked("scenarios")
    }


def test_the_wheel_says_what_it_is(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        place = f"coach-{__version__}.dist-info"
        metadata = wheel.read(f"{place}/METADATA").decode()
        assert f"{place}/licenses/LICENSE" in wheel.namelist()
    assert "License-Expression: MIT" in metadata
    assert "Requires-Python: >=3.11" in metadata
    assert "From a worry to words" in metadata


def test_the_source_archive_can_build_it_again(built: Built) -> None:
    """The wheel was built from it; here that it carries no tests' leftovers and no secrets."""
    with tarfile.open(built.source) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"coach", "scenarios", "README.md", "LICENSE", "CHANGELOG.md"} <= tops
    assert not tops & {".venv", ".git", "out", "tests"}


def test_it_is_the_wheel_that_runs(built: Built, tmp_path: Path) -> None:
    where = subprocess.run(
        [str(built.python), "-c", "import coach; print(coach.__file__)"],
        cwd=tmp_path,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert Path(where.strip()).is_relative_to(built.python.parent.parent)


def test_the_scenarios_are_found_from_any_folder(built: Built, tmp_path: Path) -> None:
    done = coach(built, "list", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert rows[0]["id"] == "first-contact"
    assert tuple(rows[0]["samples"]) == sample_names("first-contact")


def test_a_sample_is_written_where_it_was_asked_for_and_nowhere_else(
    built: Built, tmp_path: Path
) -> None:
    here = tmp_path / "here"
    here.mkdir(mode=0o500)
    out = tmp_path / "out"
    done = coach(built, "run", "first-contact", "--sample", "leo", "--out", str(out), cwd=here)
    assert done.returncode == 0, done.stderr
    assert "Hello Ms. Okafor" in (out / "email.txt").read_text(encoding="utf-8")
    assert (out / "talking-points.txt").is_file()
    assert list(here.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"here", "out"}


def test_it_starts_a_scenario_of_ones_own(built: Built, tmp_path: Path) -> None:
    done = coach(built, "new", "lost-jacket", "--folder", "mine", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for command in (
        ("check", "./mine/lost-jacket.toml"),
        ("graph", "./mine/lost-jacket.toml", "--format", "svg"),
        ("watch", "./mine/lost-jacket.toml", "--once"),
    ):
        done = coach(built, *command, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_app_opens_with_its_colours_and_its_scenarios(built: Built, open_coach: Open) -> None:
    terminal = open_coach(program=built.python.with_name("coach"))
    terminal.see("What is going on?", "Say hello to a teacher", "F9")
    terminal.press("F10")
    assert terminal.ended() == 0


def test_without_a_place_to_keep_things_it_says_so(built: Built, tmp_path: Path) -> None:
    """No traceback where the home folder is missing or can't be written to."""
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder", encoding="utf-8")
    done = coach(built, "run", "first-contact", "--plain", cwd=tmp_path, COACH_HOME=str(blocked))
    assert done.returncode == 1
    assert "COACH_HOME" in done.stderr
    assert "Traceback" not in done.stderr
