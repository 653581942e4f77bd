"""The report of a run as one HTML page that opens offline."""

from functools import cache
from itertools import groupby
from pathlib import Path

import jinja2

from api_conformance.reports import terminal
from api_conformance.results.summary import Summary


def write(summary: Summary, path: Path) -> None:
    """Write the page."""
    worst_first = sorted(summary.results, key=lambda each: each.kind not in ("failed", "error"))
    page = _template().render(
        run=summary,
        causes=summary.causes(),
        broken=[each for each in worst_first if each.kind in ("failed", "error")],
        groups=[(group, list(rules)) for group, rules in groupby(summary.results, key=lambda each: each.group)],
        statuses=dict(summary.statuses.most_common()),
        endpoints=[f"{each.method} {each.path}" for each in summary.settings.document.operations],
        marks=terminal.MARKS,
        totals=summary.coverage.totals(),
        components=[
            (name, list(rows)) for name, rows in groupby(summary.coverage.rows(), key=lambda row: row.component)
        ],
        documented=summary.coverage.statuses(),
        counted=_counted,
    )
    path.write_text(page, encoding="utf-8", errors="backslashreplace")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("report.html.jinja")


def _counted(count: int, one: str, several: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {several}"
