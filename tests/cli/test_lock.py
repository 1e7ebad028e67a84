"""`coach lock`, and a locked casebook at every door, in a real terminal and through a pipe."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from msgspec.structs import replace
from pyrage import passphrase as age_passphrase

from coach.casebook.store import Casebook
from coach.casebook.toml import parse
from coach.cli import main
from tests import quick_passphrase
from tests.cli.conftest import Open

pytestmark = pytest.mark.slow

ONE, OTHER = "maple otter quartz", "velvet anvil pigeon"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def quick_coach(tmp_path: Path) -> Path:
    """Coach with a passphrase that takes no second each time."""
    program = tmp_path / "quick-coach"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from tests import quick_passphrase\nquick_passphrase.install()\n"
        "from coach.cli import main\nsys.exit(main())\n"
    )
    program.chmod(0o700)
    return program


@pytest.fixture
def casebook(variables: dict[str, str]) -> Path:
    """A casebook with one session about Leonora."""
    folder = Path(variables["COACH_HOME"])
    with Casebook(folder).create("first-contact") as open:
        answers = {"timing": "new-year", "role": "parent", "my_name": "Rosa Lind"}
        open.save(replace(open.session, title="Leonora", answers=answers))
        open.save(replace(open.session, drafts={"child_name": "Leonora"}))
    return folder


def told(folder: Path) -> bool:
    """Return whether any file says a word of the casebook."""
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return any(word in content for word in (b"Leonora", b"Rosa", b"Quillon"))


def test_a_lock_is_set_in_a_terminal_and_age_alone_can_read_it(
    open_coach: Open, casebook: Path
) -> None:
    """The real thing: age's own passphrase, then age -d -i key.age FILE step by step."""
    terminal = open_coach("lock", size=(80, 30))
    terminal.see("Forgotten means gone", "Type the word gone")
    terminal.type("gone\r")
    terminal.see("New passphrase:")
    terminal.type(f"{ONE}\r")
    terminal.see("The same again:")
    terminal.type(f"{ONE}\r")
    assert terminal.ended() == 0
    terminal.see("Locked. From now on Coach asks")
    assert ONE.encode() not in terminal.written
    assert not told(casebook)

    said = age_passphrase.decrypt((casebook / "key.age").read_bytes(), ONE).decode()
    identity = pyrage.x25519.Identity.from_str(said.splitlines()[-1])
    assert said == f"# public key: {identity.to_public()}\n{identity}\n"
    (file,) = (casebook / "sessions").glob("*.toml")
    assert parse(pyrage.decrypt(file.read_bytes(), [identity]))["title"] == "Leonora"


def test_locking_changing_and_taking_it_off_through_a_pipe(
    casebook: Path,
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(age_passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(age_passphrase, "decrypt", quick_passphrase.decrypt)
    monkeypatch.setenv("COACH_HOME", variables["COACH_HOME"])

    def coach(*arguments: str, say: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(say))
        code = main(arguments)
        said = capsys.readouterr()
        assert not any(secret in said.out + said.err for secret in (ONE, OTHER))
        return code, said.out + said.err

    def see(found: tuple[int, str], code: int, *words: str) -> None:
        assert found[0] == code, found[1]
        assert all(word in " ".join(found[1].split()) for word in words), found[1]

    see(coach("lock", "--status"), 0, "has no lock")
    see(coach("lock", "--off", say=ONE), 1, "has no lock")
    see(coach("lock", say="\n"), 1, "Nothing was changed")
    see(coach("lock", say=f"gone\n{ONE}\n{OTHER}\n"), 1, "not the same")
    see(coach("lock", say="gone\nseven77\n"), 1, "too short")
    see(coach("lock", say=f"gone\n{ONE}\n"), 1, "input ended")
    assert told(casebook)
    see(coach("lock", say=f"gone\n{ONE}\n{ONE}\n"), 0, "Locked.")
    assert not told(casebook)
    see(coach("lock"), 0, "locked already")
    see(coach("lock", "--status"), 0, "locked with a passphrase")

    see(coach("resume"), 1, "no passphrase was given", "--no-save")
    see(coach("resume", say="\n"), 0, "It stays locked")
    see(coach("resume", say=f"{OTHER}\n"), 1, "not the passphrase")
    see(coach("--plain", say=f":urgent\n{ONE}\n"), 0, "988", "Leonora")
    see(coach("--plain", say=f"{ONE}\n:lock\n{ONE}\n:lock\n\n"), 0, "It stays locked")
    see(coach("resume", say=f"{ONE}\nLeonora Quillon\n:quit\n"), 0, "Answers kept: 3")
    assert not told(casebook)
    see(coach("--no-save", "run", "first-contact", say="1\n:quit\n"), 0, "Nothing of this is kept")

    change = f"{OTHER}\n", f"{ONE}\n{OTHER}\n{OTHER}\n"
    see(coach("lock", "--change", say=change[0]), 1, "not the passphrase")
    see(coach("lock", "--change", say=change[1]), 0, "Changed.")
    see(coach("resume", say=f"{ONE}\n"), 1, "not the passphrase")
    see(coach("lock", "--off", say=f"{OTHER}\n"), 0, "The lock is off")
    see(coach("resume", say=":quit\n"), 0, "Answers kept: 4")
    assert told(casebook)


def test_the_screen_asks_first_and_a_killed_window_leaves_nothing_to_read(
    open_coach: Open, quick_coach: Path, casebook: Path, variables: dict[str, str]
) -> None:
    subprocess.run(
        [str(quick_coach), "lock"],
        input=f"gone\n{ONE}\n{ONE}\n",
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    terminal = open_coach("resume", program=quick_coach)
    terminal.see("This casebook is locked", "F9 Urgent help")
    terminal.press("F9")
    terminal.see("988")
    terminal.press("Esc")
    terminal.type(f"{ONE}\r")
    terminal.see("What is your child called at school?", "Leonora", "saved")
    terminal.type(" Quillon")
    terminal.see("Leonora Quillon")
    terminal.see("saved")
    files = casebook / "sessions"
    before = {path: path.read_bytes() for path in files.glob("*.toml")}
    terminal.until(
        lambda: {path: path.read_bytes() for path in files.glob("*.toml")} != before, "a save"
    )
    terminal.press("Ctrl+P")
    terminal.type("Lock now")
    terminal.see("ask for the passphrase")
    terminal.press("Enter")
    terminal.see("This casebook is locked")
    assert "Leonora" not in terminal.words
    terminal.type(f"{ONE}\r")
    terminal.see("Carry on", "Say hello to a teacher")
    terminal.press("Enter")
    terminal.see("What is your child called at school?", "Leonora Quillon")
    terminal.kill()
    assert not told(casebook)

    again = open_coach(program=quick_coach)
    again.see("This casebook is locked")
    again.type(f"{OTHER}\r")
    again.see("That is not the passphrase")
    again.press("Esc")
    assert again.ended() == 0

    plain = open_coach("resume", "--plain", program=quick_coach)
    plain.see("Passphrase:")
    plain.type(f"{ONE}\r")
    plain.see("What is your child called at school?", "Leonora Quillon")
    assert ONE.encode() not in plain.written + terminal.written
    assert not told(casebook)


def test_the_lists_are_kept_closed_when_a_command_ends(
    quick_coach: Path, casebook: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    """After another command has changed a record: what is read anew is kept as Coach ends."""

    def coach(*arguments: str, say: str) -> str:
        done = subprocess.run(
            [sys.executable, quick_coach, *arguments],
            input=say, env=variables, capture_output=True, text=True, check=False, cwd=tmp_path,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    assert "Locked." in coach("lock", say=f"gone\n{ONE}\n{ONE}\n")
    coach("run", "family", "--plain", say=f"{ONE}\nBean\nLeo\n:quit\n")
    coach("--plain", say=f"{ONE}\n\n")
    assert "Written:" in coach("bundle", "Bean", "--yes", "--out", "b.coach", say=f"{ONE}\n")
    assert "Bean" in coach("--plain", say=f"{ONE}\n\n")
    assert not told(casebook)
