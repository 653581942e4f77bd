"""The report of a run as one HTML page that opens offline."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from contract_tests.provider import terminal, verdicts

if TYPE_CHECKING:
    from contract_tests.provider.reporting import Run


def write(run: Run, path: Path) -> None:
    """Writes the page."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    groups = [
        (group, [(rule, list(cases)) for rule, cases in groupby(in_group, key=lambda verdict: verdict.rule)])
        for group, in_group in groupby(run.verdicts, key=lambda verdict: verdict.group)
    ]
    page = environment.get_template("report.html.jinja").render(
        run=run,
        groups=groups,
        verdict=terminal.verdict_line(run),
        statuses=terminal.statuses_seen(run),
        outcome=verdicts.outcome,
        sentence=verdicts.sentence,
        title=verdicts.title,
        marks=terminal.MARKS,
        totals=run.coverage.totals(),
        components=[(name, list(rows)) for name, rows in groupby(run.coverage.rows(), key=lambda row: row.component)],
        documented=run.coverage.statuses(),
        requests=lambda cases: _requests(sum(case.requests for case in cases)),
    )
    path.write_text(page, encoding="utf-8", errors="backslashreplace")


def _requests(count: int) -> str:
    return "1 request" if count == 1 else f"{count:,} requests"
