"""`scripts/test-mutants`: the whole suite, over HTTP, against every mutant and every conforming server."""

import argparse
import fnmatch
import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from attrs import field, frozen

from mutants import worker
from mutants.catalogue import CONFORMING, MUTANTS
from mutants.request_schema_mutants import lax, strict
from mutants.response_schema_mutants import RESPONSES, survivors
from mutants.tables import ConformingServer, Entry, Mutant

EVERY = "*"
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["mutants.preload"])
MOST_OF_TROUBLE = 300
"""Number of characters of the reason why there is no verdict, from its end."""
MOST_SECONDS = 300
"""Seconds after which a run is ended, and a mutant counts as survived."""
EPILOG = """\
exit status: 0 every mutant was killed by its check and no check failed on a conforming server, 1 otherwise,
2 no id matches --only
"""


@frozen
class Outcome:
    """Result of the run against one server."""

    row: Entry
    status: int
    """The exit status of the run."""
    killed_by: dict[str, int] = field(factory=dict)
    """The checks that are broken, each with the number of the request that showed it."""
    requests: int = 0
    seconds: float = 0
    trouble: str = ""
    """The reason why there is no verdict; empty if there is one."""

    @property
    def problem(self) -> str | None:
        """The reason why the run is a failure; None if it is not."""
        if self.status not in (worker.CONFORMS, worker.DOES_NOT_CONFORM):
            return f"the run gave no verdict: {self.trouble}"
        if isinstance(self.row, ConformingServer):
            return None if self.status == worker.CONFORMS else "a conforming server was accused"
        if self.status == worker.CONFORMS:
            return "survived"
        return None if own_check(self.row) in self.killed_by else "killed, but not by its check"

    @property
    def shown_at(self) -> str:
        """The number of requests until the mutant was killed; empty if it survived."""
        return f"{min(self.killed_by.values()):,}" if self.killed_by else ""


def own_check(row: Entry) -> str:
    """Return the check that must kill a server; empty for a conforming one."""
    return row.check if isinstance(row, Mutant) else ""


def ending(status: int) -> str:
    """Return how a process ended that has none of the suite's exit statuses, in words; else an empty text."""
    if status < 0:
        return f"the process was ended by {signal.Signals(-status).name}"
    return "" if status in worker.STATUSES else f"the process ended with exit status {status}"


class Runs:
    """The current runs, which can be ended together."""

    def __init__(self) -> None:
        self._running: set[BaseProcess] = set()
        self._lock = threading.Lock()
        self.ended = False

    def run(self, name: str, options: argparse.Namespace, folder: Path) -> tuple[int, str]:
        """Run the suite; return the exit status, and how the process ended if it gave none of its own."""
        process = PROCESSES.Process(target=worker.run, args=(name, options.profile, options.requests or None, folder))
        with self._lock:
            if self.ended:
                return -signal.SIGINT, "interrupted"
            process.start()
            self._running.add(process)
        process.join(MOST_SECONDS)
        late = process.is_alive()
        if late:
            process.kill()
            process.join()
        with self._lock:
            self._running.discard(process)
        status = process.exitcode or 0
        return status, f"ended after {MOST_SECONDS} seconds" if late else ending(status)

    def end(self) -> None:
        """End the current runs, and start no more."""
        with self._lock:
            self.ended = True
            for process in self._running:
                process.kill()


def main(arguments: Sequence[str]) -> int:
    """Run the suite against every server, print a table, and return the exit status."""
    options = _parser().parse_args(arguments)
    rows: list[Entry] = [*MUTANTS, *CONFORMING]
    rows = [row for row in rows if fnmatch.fnmatch(row.id, f"*{options.only}*")]
    if not rows:
        print(f"test-mutants: no mutant and no conforming server has an id like {options.only!r}", file=sys.stderr)
        return 2
    started = time.monotonic()
    width = max(len(row.id) for row in rows)
    most = f"{options.requests:,} generated requests" if options.requests else "all generated requests"
    print(f"==> Servers: {len(rows)}, {options.parallel} at a time, each with {most} of the profile {options.profile}")
    print(f"  {'server':{width}}  {'shown at':>8} {'of':>6}  {'time':>7}  killed by (its own check first)")
    outcomes: list[Outcome] = []
    for outcome in _outcomes(rows, options):
        outcomes.append(outcome)
        print(_line(outcome, width), flush=True)
    print()
    for line in _summary(outcomes, time.monotonic() - started):
        print(line)
    survived = [] if options.only != EVERY else _surviving_schema_mutants()
    return int(bool(survived) or any(outcome.problem for outcome in outcomes))


def _surviving_schema_mutants() -> list[str]:
    """Try all mutants generated from the contract's schemas; return the sentences of the survivors."""
    from mutants.preload import surviving_requests

    requests, processes = [*strict(), *lax()], os.cpu_count() or 1
    with ProcessPoolExecutor(processes, mp_context=PROCESSES) as pool:
        parts = pool.map(surviving_requests, [requests[start::processes] for start in range(processes)])
        of_responses = [*pool.map(survivors, RESPONSES)]
        survived = [name for part in parts for name in part] + [name for _, names in of_responses for name in names]
    every = len(requests) + sum(number for number, _ in of_responses)
    print(f"  schemas     {every - len(survived):,} of {every:,} generated mutants killed")
    for name in survived:
        print(f"× {name}: survived")
    return survived


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="test-mutants",
        description="Run the whole conformance suite against every mutant and every conforming server.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--only", default=EVERY, metavar="PATTERN", help="only those whose id contains this; * matches anything"
    )
    parser.add_argument("--parallel", type=int, default=2, metavar="N", help="runs at a time; default: %(default)s")
    parser.add_argument(
        "--requests",
        type=int,
        default=500,
        metavar="N",
        help="generated requests for each, those about its sentence first; 0 for all; default: %(default)s",
    )
    parser.add_argument("--profile", default="ci", metavar="NAME", help="the profile of the runs; default: %(default)s")
    return parser


def _outcomes(rows: Sequence[Entry], options: argparse.Namespace) -> Iterator[Outcome]:
    """Yield the outcome of each server as soon as it is known. End all runs if the caller stops."""
    runs = Runs()
    with ThreadPoolExecutor(options.parallel) as pool, tempfile.TemporaryDirectory(prefix="test-mutants-") as folder:
        futures: list[Future[Outcome]] = [pool.submit(_try, row, runs, options, Path(folder)) for row in rows]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            for future in futures:
                future.cancel()
            runs.end()
            pool.shutdown()  # before their folder is removed


def _try(row: Entry, runs: Runs, options: argparse.Namespace, folder: Path) -> Outcome:
    own = folder / row.id
    own.mkdir()
    try:
        return _run(row, runs, options, own)
    finally:
        shutil.rmtree(own)  # a run's reports are megabytes, and there are many runs


def _run(row: Entry, runs: Runs, options: argparse.Namespace, folder: Path) -> Outcome:
    started = time.monotonic()
    status, trouble = runs.run(row.id, options, folder)
    seconds = time.monotonic() - started
    witnessed, reason, output = (folder / name for name in ("witnessed.json", "trouble.json", "output"))
    if reason.exists():
        trouble = json.loads(reason.read_text())
    elif output.exists():
        trouble = f"{output.read_text(errors='replace')} {trouble}"
    seen: dict[str, Any] = {"broken": {}, "requests": 0}
    if witnessed.exists():
        seen = json.loads(witnessed.read_text())
    elif status in (worker.CONFORMS, worker.DOES_NOT_CONFORM):
        trouble, status = f"{trouble} the process recorded nothing, with exit status {status}", worker.NO_VERDICT
    trouble = " ".join(trouble.split())[-MOST_OF_TROUBLE:]
    return Outcome(row, status, seen["broken"], seen["requests"], seconds, trouble)


def _line(outcome: Outcome, width: int) -> str:
    mark = "×" if outcome.problem else "✓"
    own = own_check(outcome.row)
    rules = sorted(outcome.killed_by, key=lambda rule: (rule != own, outcome.killed_by[rule]))
    found = rules[0] + (f" and {len(rules) - 1} more" if len(rules) > 1 else "") if rules else "—"
    problem = f"  ← {outcome.problem}" if outcome.problem else ""
    if problem and own:
        problem += f" ({own} should)"
    numbers = f"{outcome.shown_at:>8} {outcome.requests:>6,}  {outcome.seconds:>5.1f} s"
    return f"{mark} {outcome.row.id:{width}}  {numbers}  {found}{problem}"


def _summary(outcomes: Sequence[Outcome], seconds: float) -> Iterator[str]:
    mutants = [outcome for outcome in outcomes if isinstance(outcome.row, Mutant)]
    conforming = [outcome for outcome in outcomes if isinstance(outcome.row, ConformingServer)]
    killed = sum(outcome.problem is None for outcome in mutants)
    passed = sum(outcome.problem is None for outcome in conforming)
    yield f"  mutants     {killed} of {len(mutants)} killed by the check that must kill them"
    yield f"  conforming  {passed} of {len(conforming)} passed"
    yield f"  requests    {sum(outcome.requests for outcome in outcomes):,} in {seconds / 60:.1f} minutes"
    wrong = [outcome for outcome in outcomes if outcome.problem]
    if wrong:
        yield ""
        yield from (f"× {outcome.row.id}: {outcome.problem}" for outcome in wrong)


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """Handle SIGTERM like Ctrl-C, so that no process is left behind."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


if __name__ == "__main__":
    try:
        with _terminated_as_interrupted():
            sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("test-mutants: interrupted", file=sys.stderr)
        sys.exit(128 + signal.SIGINT)
