"""All the practices of the guidance are taught, each in the scenarios that it names."""

from __future__ import annotations

from coach.author.coverage import as_table, coverage, legend, sentences
from coach.scenario.library import RECORDS, find, ids, practices

COVERAGE = coverage([find(id) for id in ids() if id not in RECORDS], practices().values())


def test_there_are_54_practices() -> None:
    assert len(COVERAGE.rows) == 54


def test_every_practice_is_taught_where_it_belongs() -> None:
    assert COVERAGE.whole, "\n".join(sentences(COVERAGE))


def test_the_table_fits_a_terminal() -> None:
    for line in f"{as_table(COVERAGE)}\n{legend(COVERAGE)}".splitlines():
        assert len(line) <= 80
