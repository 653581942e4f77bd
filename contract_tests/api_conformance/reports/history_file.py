"""The file of `--history`: a line of JSON for each run, read before a run and written to after it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api_conformance.events import Consumer, at_the_end
from api_conformance.no_verdict import NoVerdict
from api_conformance.results.history import KnownFinding, PastRun, RunLatency
from openapi_contract.json_data import JsonObject
from openapi_contract.text import shortened

VERSION = 1
"""The version of the format of a line. New properties do not change it."""
LONGEST_TEXT = 300


class BadHistory(NoVerdict):
    """The file is invalid; the text gives the reason in one line."""


def read(path: Path) -> tuple[PastRun, ...]:
    """Return the runs of a file; none if it does not exist. Raises `BadHistory` and `OSError`.

    An incomplete line, for instance after a full disk, is ignored. A file that begins differently is rejected, since
    the run would be appended to it.
    """
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return tuple(_runs(path, file))
    except FileNotFoundError:
        return ()


def _runs(path: Path, lines: Iterator[str]) -> Iterator[PastRun]:
    for number, line in enumerate(lines, 1):
        try:
            yield _read(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            if number == 1:
                raise BadHistory(f"HISTORY must be a file that an earlier run wrote, and {path} is not one") from None


def _read(written: JsonObject) -> PastRun:
    """Return a run from its line. Raises an error if the line is not one."""
    if written["version"] != VERSION or written["verdict"] not in ("conforms", "does_not_conform", "no_verdict"):
        raise ValueError
    return PastRun(
        str(written["started_at"]),
        str(written["server"]),
        str(written["contract"]["title"]),
        str(written["contract"]["version"]),
        str(written["profile"]),
        written["verdict"],
        float(written["seconds"]),
        int(written["requests"]),
        int(written["broken"]),
        tuple(
            RunLatency(str(each["operation"]), *(float(each[name]) for name in ("p50_ms", "p90_ms", "p99_ms")))
            for each in written["latency"]
        ),
        frozenset(map(str, written["checked"])),
        tuple(
            KnownFinding(*(str(each[name]) for name in ("id", "check", "expected", "got")))
            for each in written["findings"]
        ),
    )


def written(run: PastRun) -> JsonObject:
    """Return the JSON of a run."""
    return {
        "version": VERSION,
        "started_at": run.started_at,
        "server": run.server,
        "contract": {"title": run.contract, "version": run.contract_version},
        "profile": run.profile,
        "verdict": run.verdict,
        "seconds": run.seconds,
        "requests": run.requests,
        "broken": run.broken,
        "latency": [
            {"operation": each.operation, "p50_ms": each.p50, "p90_ms": each.p90, "p99_ms": each.p99}
            for each in run.latency
        ],
        "checked": sorted(run.checked),
        "findings": [
            {
                "id": each.id,
                "check": each.check,
                "expected": shortened(each.expected, LONGEST_TEXT),
                "got": shortened(each.got, LONGEST_TEXT),
            }
            for each in run.findings
        ],
    }


def prepare(path: Path) -> None:
    """Raise `OSError` unless the file can be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.open("ab").close()


def consumer(path: Path) -> Consumer:
    """Return the consumer that adds the run to the file when it has ended."""
    return at_the_end(lambda ended: add(written(ended.summary.as_past_run), path))


def add(run: Any, path: Path) -> None:
    """Add a line in one write, since several runs may do so at once."""
    with path.open("a+b") as file:
        cut_short = b""
        if file.tell():
            file.seek(-1, 2)
            cut_short = b"" if file.read(1) == b"\n" else b"\n"
        file.write(cut_short + json.dumps(run, separators=(",", ":")).encode() + b"\n")
