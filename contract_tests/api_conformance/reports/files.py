"""The files in the reports folder of a run, each with its own consumer."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from api_conformance.events import Consumer, RunEnded, at_the_end
from api_conformance.reports import har, html, junit, report_json, sarif
from api_conformance.requests import found_requests
from api_conformance.results.summary import Summary

Writer = Callable[[RunEnded, Path], None]
OF_SUMMARY: Mapping[str, Callable[[Summary, Path], None]] = {
    "report.html": html.write,
    "junit.xml": junit.write,
    "report.json": report_json.write,
    "report.sarif": sarif.write,
    "found-requests.json": lambda summary, path: found_requests.write(summary.found, path),
}
"""The writer of each file that does not need the traffic."""


def _of_summary(write: Callable[[Summary, Path], None]) -> Writer:
    return lambda ended, path: write(ended.summary, path)


WRITERS: Mapping[str, Writer] = {
    **{name: _of_summary(write) for name, write in OF_SUMMARY.items()},
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
    return {name: at_the_end(partial(_write, write, folder / name)) for name, write in WRITERS.items()}


def _write(write: Writer, path: Path, ended: RunEnded) -> None:
    try:
        write(ended, path)
    except Exception:
        with suppress(OSError):  # half a file is worse than none
            path.unlink(missing_ok=True)
        raise
