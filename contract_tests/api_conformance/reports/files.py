"""The files in the reports folder of a run, each with its own consumer."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from api_conformance.events import Consumer, Event, RunEnded
from api_conformance.reports import har, html, junit, report_json, sarif
from api_conformance.requests import found_requests

Writer = Callable[[RunEnded, Path], None]
WRITERS: Mapping[str, Writer] = {
    "report.html": lambda ended, path: html.write(ended.summary, path),
    "junit.xml": lambda ended, path: junit.write(ended.summary, path),
    "report.json": lambda ended, path: report_json.write(ended.summary, path),
    "report.sarif": lambda ended, path: sarif.write(ended.summary, path),
    "found-requests.json": lambda ended, path: found_requests.write(ended.summary.found, path),
    "traffic.har": lambda ended, path: har.write(ended.traffic, path),
}
"""The writer of each file."""


def prepare(folder: Path, names: Iterable[str] = WRITERS) -> None:
    """Create the folder, and remove the files of an earlier run. Raises `OSError` if it is not writable."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).unlink(missing_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"\0" * 65_536)


def consumers(folder: Path) -> Mapping[str, Consumer]:
    """Return the consumers that write the files when the run has ended, by file name."""
    return {name: _at_the_end(write, folder / name) for name, write in WRITERS.items()}


def _at_the_end(write: Writer, path: Path) -> Consumer:
    def consume(event: Event) -> None:
        if isinstance(event, RunEnded):
            try:
                write(event, path)
            except Exception:
                with suppress(OSError):  # half a file is worse than none
                    path.unlink(missing_ok=True)
                raise

    return consume
