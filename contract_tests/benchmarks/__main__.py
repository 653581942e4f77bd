"""Print what the client costs, beside httpx, the stock client and the vendor's SDK.

How to read it. Trust the ratios, not the milliseconds: those change with the machine and with what else it does. The
contenders take turns, so that whatever slows the machine slows all of them, and a ratio compares figures of one round;
printed are the medians of all rounds and, in brackets, the quartiles. If a bound lies within the brackets, repeat the
command on a quieter machine. Bounds are shown, not enforced; no timing makes the command fail.

What is measured:
  import                    CPU time of the imports that a first call needs, in a fresh interpreter
  import and first call     the same up to the first response: our client and the SDK load models when they are used
  memory                    peak of that fresh interpreter, itself included
  call                      CPU time to write a request, send it to a transport in memory, and read the response
  call, one of 100 tasks    on one client, to a server on this machine: CPU time of the client alone, and wall time.
                            1.053 times httpx' wall time is 0.95 of its calls a second

Contenders: `ours` is generated/, `httpx` is httpx and json, `stock` is what the same generator makes of the contract
without our templates, `SDK` is the vendor's. They are installed into .venv/bench, once, and this alone needs the
network. With --compare, `other` is the client of a commit, and all run in .venv itself.

Exit status: 0 whatever the figures are, 2 if they could not be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from statistics import fmean, median, quantiles

from attrs import frozen

from benchmarks import load, suite
from benchmarks.contenders import CannotRunError, Worker, place, run, serving

UNITS = {"ms": 1e-3, "µs": 1e-6, "MiB": 2**20}
STARTS = 3
BLOCKS = {"minimal": 5, "example": 5, "long": 5, "tasks": 2}
"""How often each contender does in a round what a worker can be asked for."""

Round = dict[str, float]
"""One figure for each contender, measured in turn."""


@frozen
class Measure:
    """A row of the table. Bounds are how many times the cost of httpx, and of the SDK, ours may have."""

    name: str
    unit: str
    of_httpx: float | None
    of_sdk: float | None
    block: str
    """What a worker is asked for, empty for its start."""
    place: int
    """Which figure of a worker's response it is."""


MEASURES = (
    Measure("import", "ms", 1.3, 0.2, "", 0),
    Measure("import and first call", "ms", None, None, "", 2),
    Measure("call, minimal", "µs", 1.05, 0.5, "minimal", 0),
    Measure("call, the page's example", "µs", 1.3, 0.5, "example", 0),
    Measure("call, 500 utterances", "µs", 2, 0.5, "long", 0),
    Measure("call, one of 100 tasks", "µs", 1.053, None, "tasks", 0),
    Measure("the same, wall time", "µs", 1.053, None, "tasks", 1),
    Measure("memory after import", "MiB", 1.15, None, "", 1),
    Measure("memory after first call", "MiB", None, None, "", 3),
)


def main() -> None:
    """Install, measure, print."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="few rounds: a first look in a quarter of the time")
    parser.add_argument("--json", action="store_true", help="print the rounds as JSON, in seconds and bytes")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--compare", metavar="COMMIT", help="compare with the client of a commit, in .venv itself")
    what.add_argument("--suite", action="store_true", help="what the suite costs beside schemathesis, and the diff")
    what.add_argument(
        "--load", action="store_true", help="what judging costs in a load test, beside a bare FastHttpUser"
    )
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the folder of the run is removed, as on Ctrl-C
    try:
        if options.suite:
            suite.main(quick=options.quick)
            return
        if options.load:
            load.main(quick=options.quick)
            return
        with place(options.compare) as (python, folder, names), serving(folder / "minimal.json") as url:
            workers = [Worker(name, python, folder, url) for name in names]
            print("==> Measuring", file=sys.stderr)
            measure_round(workers, quick=True)  # reads and compiles the files, so that the disk has no part in it
            orders = turns(workers)[: 2 if options.quick else None]
            rounds = [measure_round(each, quick=options.quick) for each in orders]
            head = about(python)
    except CannotRunError as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    print(json.dumps({**head, "rounds": rounds}, indent=2) if options.json else as_text(head, rounds, names))


# ---- measuring ----


def turns(workers: list[Worker]) -> list[list[Worker]]:
    """Return the workers once a round, each time in another order, since one may warm the machine for the next."""
    rotated = [workers[first:] + workers[:first] for first in range(len(workers))]
    return [*rotated, *(each[::-1] for each in rotated)]


def measure_round(workers: list[Worker], *, quick: bool) -> dict[str, Round]:
    """Start the workers in turn, three times, then let the last of each make its blocks of calls, one at a time.

    The least of the starts counts, because what else the machine does can only add to it; of blocks the mean counts,
    because some have collections of garbage in them.
    """
    figures: dict[tuple[str, str], list[list[float]]] = {}
    with ExitStack() as running:
        for start in range(STARTS):
            for worker in workers:
                with ExitStack() as until_started:
                    last = start == STARTS - 1
                    (running if last else until_started).enter_context(worker.started())
                    figures.setdefault(("", worker.name), []).append([*worker.hear(), *worker.hear()])
        for block, times in BLOCKS.items():
            for worker in workers * (1 if quick else times):
                figures.setdefault((block, worker.name), []).append(worker.ask(block))
    return {
        measure.name: {
            worker.name: (fmean if measure.block else min)(
                each[measure.place] for each in figures[measure.block, worker.name]
            )
            for worker in workers
        }
        for measure in MEASURES
    }


# ---- showing ----


def as_text(head: dict[str, str], rounds: list[dict[str, Round]], names: list[str]) -> str:
    """Return the head and the table: medians, then ratios with their quartiles and bounds."""
    peer, third = ("other", "other") if "other" in names else ("SDK", "stock")
    pairs = [("ours", "httpx"), ("ours", peer), (third, "httpx")]
    table = [["what", *names, *chain(*((f"{one}/{other}", "quartiles", "bound") for one, other in pairs))]]
    for measure in MEASURES:
        medians = [median(each[measure.name][name] for each in rounds) / UNITS[measure.unit] for name in names]
        row = [f"{measure.name}, {measure.unit}", *(f"{figure:.{int(figure < 1000)}f}" for figure in medians)]
        bounds = {("ours", "httpx"): measure.of_httpx, ("ours", "SDK"): measure.of_sdk}
        for one, other in pairs:
            figures = [each[measure.name][one] / each[measure.name][other] for each in rounds]
            low, middle, high = quantiles(figures, n=4, method="inclusive")
            bound = bounds.get((one, other))
            kept = "" if bound is None else f"≤ {bound:<5g} {'ok  ' if middle <= bound else 'over'}"
            row += [f"{middle:.2f}", f"({low:.2f}-{high:.2f})", kept]
        table.append(row)
    columns = [column for column in zip(*table, strict=True) if any(column[1:])]
    widths = [max(map(len, column)) for column in columns]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in zip(*columns, strict=True)
    ]
    return "\n".join([*(f"{key + ':':10}{value}" for key, value in head.items()), "", *lines])


def about(python: Path) -> dict[str, str]:
    """Return the machine, what it was busy with, and the versions."""
    ask = "import importlib.metadata as m; print(*sorted({f'{d.name} {d.version}' for d in m.distributions()}))"
    installed = run([python, "-c", ask], "could not tell the versions").split()
    named = dict(zip(installed[::2], installed[1::2], strict=True))
    versions = [f"{name} {named[name]}" for name in ("httpx", "attrs", "anyio", "retell-sdk") if name in named]
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    processors = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return {
        "machine": f"{(*processors, platform.machine())[0]}, {os.cpu_count()} cores{load}, {platform.system()}",
        "versions": f"{platform.python_implementation()} {platform.python_version()}, {', '.join(versions)}",
    }


if __name__ == "__main__":
    main()
