"""`coach data check`: goes over every file and says what is wrong; mends it when told to."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable

from coach.casebook.checkup import check_up
from coach.casebook.contents import pieces
from coach.casebook.finding import Finding
from coach.casebook.repair import Repaired, repair
from coach.commands.data import Say
from coach.commands.data.asking import files
from coach.commands.data.opening import opened
from coach.language import _, ngettext


def run(options: argparse.Namespace, say: Say) -> int:
    """Check, or repair and check again; 0 when nothing is wrong."""
    book = opened(or_not=True)
    done = repair(book) if options.repair else Repaired((), (), check_up(book))
    if options.format == "json":
        say(_as_json(done))
    else:
        for one in done.mended:
            say(_("Mended: {where}: {what}").format(where=one.where, what=one.what))
        for finding, error in done.failed:
            say(_("Not mended: {where}: {what}").format(where=finding.where, what=error))
        _say_findings(done.left, say)
        _say_sum(done.left, len(pieces(book.folder)), say)
    return 1 if _wrong(done.left) else 0


def _say_findings(findings: Iterable[Finding], say: Say) -> None:
    for one in findings:
        say(_("Good to know: {finding}").format(finding=one) if one.note else str(one))


def _say_sum(findings: tuple[Finding, ...], looked_at: int, say: Say) -> None:
    wrong = _wrong(findings)
    if not wrong:
        say(_("All is well. Looked at: {files}.").format(files=files(looked_at)))
        return
    say(
        ngettext("{n} thing is wrong.", "{n} things are wrong.", len(wrong)).format(n=len(wrong))
        + " "
        + _("Looked at: {files}.").format(files=files(looked_at))
    )
    if any(one.mend for one in wrong):
        say(_("To mend what can be mended: coach data check --repair"))


def _wrong(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if not one.note]


def _as_json(done: Repaired) -> str:
    return json.dumps(
        {
            "findings": [_row(one) for one in done.left],
            "mended": [_row(one) for one in done.mended],
            "failed": [
                {**_row(one), "reason": error.what, "advice": error.advice}
                for one, error in done.failed
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _row(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "where": finding.where,
        "what": finding.what,
        "advice": finding.advice,
        "note": finding.note,
        "mendable": finding.mend is not None,
    }
