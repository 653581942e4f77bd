"""The report of a run as a single HTML page, for use offline."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from itertools import groupby
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from api_conformance.reports import charts, terminal
from api_conformance.results.coverage import Row, Total, total
from api_conformance.results.summary import Summary
from openapi_contract.text import counted

COMPILED = Path(sys.prefix) / "report-templates"
"""The cache of compiled templates, since compiling one takes longer than rendering it."""


class _Compiled(FileSystemBytecodeCache):
    """A cache of compiled templates that tolerates a full or read-only disk."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template, unless its file is damaged."""
        try:
            super().load_bytecode(bucket)
        except (UnpicklingError, EOFError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a compiled template."""
        with suppress(OSError):
            COMPILED.mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def write(summary: Summary, path: Path) -> None:
    """Write the page."""
    latencies, compared = summary.figures.latencies, summary.comparison
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
        components=[_component(*each) for each in groupby(summary.coverage.rows(), key=lambda row: row.component)],
        documented=[
            (operation, list(rows))
            for operation, rows in groupby(summary.coverage.statuses(), lambda row: row.operation)
        ],
        counted=counted,
        compared=compared,
        latencies=[(each, charts.histogram(each)) for each in latencies],
        over_time=charts.over_time(summary.figures.slices),
        over_runs=charts.over_runs(compared.runs, summary.as_past_run) if compared and compared.runs else None,
        milliseconds=charts.milliseconds,
        kind_names=charts.KIND_NAMES,
        verdict_marks=charts.MARKS,
    )
    path.write_text(page, encoding="utf-8", errors="backslashreplace")


def _component(name: str, rows: Iterable[Row]) -> tuple[str, list[Row], list[tuple[str, Total]]]:
    """Return a component with its rows, and its totals of requests and responses."""
    every = list(rows)
    counts = {"sent": [each.sent for each in every], "seen": [each.seen for each in every]}
    shares = ((word, total(of_word)) for word, of_word in counts.items())
    return name, every, [(word, share) for word, share in shares if share.of]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_Compiled(str(COMPILED)),
    )
    return environment.get_template("report.html.jinja")
