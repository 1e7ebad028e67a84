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


SLOW_ROOMS = ("tui", "cli", "house")
"""Rooms whose tests drive a screen or start the program: seconds each, so not in `make fast`."""

TOGETHER = (
    "tests/content/",
    "tests/cli/test_installed.py",
    "tests/casebook/test_casebook_search.py",
)
"""Where the tests of a file share what took seconds to make: one worker runs all of a file."""

QUICK = ("test_home_screen.py",)
"""One file of theirs stays, so that a broken screen is seen at once."""


class Together(LoadScopeScheduling):
    """Gives tests to workers one by one, but some of them file by file."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith(TOGETHER) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Keep together what belongs together (xdist's own groups do nothing under pytest 9.2)."""
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by its room."""
    for item in items:
        if item.path.parent.name in SLOW_ROOMS and item.path.name not in QUICK:
            item.add_marker(pytest.mark.slow)
