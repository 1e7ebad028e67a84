"""Every lint on one scenario."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from coach.author.check.lints.harm import check_harm
from coach.author.check.lints.prose import check_prose
from coach.author.check.lints.reach import Reach, check_reach
from coach.author.check.lints.use import check_off_ramps, check_use
from coach.scenario.findings import Findings
from coach.scenario.model import Practice, Scenario


def lint(
    scenario: Scenario,
    findings: Findings,
    practices: Mapping[str, Practice],
    scenarios: Collection[str],
) -> bool:
    """Find all that is doubtful in a scenario without errors.

    Args:
        practices: every practice that it may cite.
        scenarios: the ids of those it may lead to.

    Returns:
        Whether all of it was looked at: False where a search had to be given up.
    """
    reach = Reach(scenario)
    check_harm(scenario, findings, reach, practices)
    check_off_ramps(scenario, findings, scenarios)
    check_use(scenario, findings)
    check_reach(scenario, findings, reach)
    check_prose(scenario, findings)
    return not reach.unsure
