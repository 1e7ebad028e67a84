"""What all tests share: the bundled scenario, and a casebook that is nobody's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from coach.scenario.library import find
from coach.scenario.model import Scenario

# Tests run beside each other, a program of ours in each: numpy, which would take every core
# for each of them, takes one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

settings.register_profile(
    "coach", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.load_profile("coach")


@pytest.fixture(scope="session")
def first_contact() -> Scenario:
    """The bundled first-contact scenario."""
    return find("first-contact")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a casebook folder of its own, and never the developer's."""
    home = tmp_path_factory.mktemp("coach-home")
    monkeypatch.setenv("COACH_HOME", str(home))
    return home


SLOW = (
    "tests/tui/",
    "tests/cli/",
    "tests/house/",
    "tests/content/",
    "tests/freely/",
    "tests/author/test_cover",
    "tests/author/test_graph.py",
    "tests/author/test_possible.py",
    "tests/casebook/test_casebook_crash",
    "tests/casebook/test_casebook_hard_disks.py",
    "tests/casebook/test_casebook_index",
    "tests/casebook/test_casebook_search.py",
    "tests/casebook/test_casebook_session.py",
    "tests/casebook/test_casebook_vault.py",
    "tests/casebook/test_notes.py",
    "tests/handouts/",
    "tests/interview/test_path.py",
    "tests/packs/test_faces.py",
    "tests/present/test_deck.py",
    "tests/rehearse/test_moves.py",
    "tests/rehearse/test_partner.py",
    "tests/tone/test_book.py",
    "tests/tone/test_learnt.py",
    "tests/tone/test_measures.py",
    "tests/tone/test_pieces.py",
    "tests/workshop/",
)
"""What drives a screen, starts the program, goes down hundreds of paths or waits for the disk:
seconds each, so not in `make fast`."""

TOGETHER = (
    "tests/content/",
    "tests/cli/test_installed.py",
    "tests/casebook/test_casebook_search.py",
)
"""Where the tests of a file share what took seconds to make: one worker runs all of a file."""

QUICK = ("tests/tui/test_home_screen.py",)
"""What stays of it, so that a broken screen is seen at once."""


class Together(LoadScopeScheduling):
    """Gives tests to workers one by one, but some of them file by file."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith(TOGETHER) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Keep together what belongs together (xdist's own groups do nothing under pytest 9.2)."""
    return Together(config, log)


def _is_slow(path: str) -> bool:
    return path.startswith(SLOW) and not path.startswith(QUICK)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read what is slow where it is left out."""
    inside = collection_path.relative_to(config.rootpath).as_posix()
    left_out = config.option.markexpr == "not slow" and inside.endswith(".py")
    return True if left_out and _is_slow(inside) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow."""
    for item in items:
        if _is_slow(item.nodeid):
            item.add_marker(pytest.mark.slow)
