"""Measure the client, the suite and the tests, beside their peers or beside another commit.

The compared commands run in turn, so that other work on the machine affects all of them. The output has the medians
of all rounds, and the medians of the ratios within a round, with quartiles in parentheses. On a busy machine, prefer
ratios to milliseconds, and CPU time to wall time. No figure makes the command fail.

  (nothing)                 the client beside httpx, the stock client of the same generator, and the vendor's SDK.
                            They are installed into .venv/bench, once; only this needs the network
  --compare COMMIT          the client beside that of a commit, in .venv itself
  --suite                   a run of the suite beside `schemathesis run --checks all` on one server; the suite and the
                            diff on contracts of 3, 12 and 60 operations
  --suite --compare COMMIT  runs of both commits, each in a clone: the first of all, cold, warm, and smoke
  --tests --compare COMMIT  `make test` of both commits, each in a clone
  --tools --compare COMMIT  diff, generate, lint and validate of both commits, each in a clone: on the contracts of
                            --contracts DIR (DIR/before has the contracts to compare with), and on recordings of 100 MB
  --load                    the cost of judging in a load test: beside a bare FastHttpUser (aim: at most 1.6), with two
                            workers beside one (at most 1.1), and in memory (at most 40 bytes per call)

Exit status: 0 whatever the figures are, 2 if they could not be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import measures
from benchmarks.in_turn import CannotRunError, Command, measured, table
from retell_conformance.reference_server.own_process import serving

HERE = "HEAD"
Comparison = tuple[int, Iterable[Command], Sequence[tuple[str, str]]]
"""Number of rounds, the commands, and the contenders whose ratios are printed."""


def main() -> None:
    """Measure the selected commands, and print the figures."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--compare", metavar="COMMIT", help="another commit, in place of peers")
    parser.add_argument("--quick", action="store_true", help="one round: a first look")
    parser.add_argument("--json", action="store_true", help="print the figures of each round as JSON")
    what = parser.add_mutually_exclusive_group()
    for name in ("suite", "tests", "tools", "load"):
        what.add_argument(f"--{name}", action="store_true")
    parser.add_argument(
        "--contracts", type=Path, metavar="DIR", help="contracts for --tools; default: the repository's"
    )
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the folder of the run is removed, as on Ctrl-C
    try:
        if (options.tests or options.tools) and not options.compare:
            raise CannotRunError("--tests and --tools need --compare COMMIT")
        with TemporaryDirectory(prefix="bench-") as folder:
            for comparison in comparisons(options, Path(folder)):
                show(options, *comparison)
    except (CannotRunError, RuntimeError) as error:  # RuntimeError: the reference server does not start
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def comparisons(options: argparse.Namespace, folder: Path) -> Iterable[Comparison]:
    """Yield the comparisons. Raises `CannotRunError`."""
    if options.compare and (options.suite or options.tests or options.tools):
        rows = measures.SUITE if options.suite else measures.TESTS
        if options.tools:
            rows = list(measures.tools(options.contracts, folder))
        trees = {name: measures.clone(name, folder, set_up=True) for name in (HERE, options.compare)}
        yield 3 if options.tools else 5, measures.of_trees(rows, trees), [(HERE, options.compare)]
        return
    with serving() as url:
        if options.load:
            yield 3, measures.load(url), [("judged", "bare FastHttpUser"), ("two workers", "one worker")]
        elif options.suite:
            yield 5, measures.schemathesis(url, folder), [("ours", "schemathesis")]
            smallest, *larger = measures.SIZES
            yield 1, measures.growth(folder), [(each, smallest) for each in larger]
        else:
            other = "other" if options.compare else "SDK"
            yield 5, measures.clients(url, folder, options.compare), [("ours", "httpx"), ("ours", other)]


def show(
    options: argparse.Namespace, rounds: int, commands: Iterable[Command], pairs: Sequence[tuple[str, str]]
) -> None:
    """Measure commands in turn, and print their figures."""
    found = measured(list(commands), 1 if options.quick else rounds)
    load_now = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{os.cpu_count()} cores{load_now}, {platform.system()}, Python {platform.python_version()}"
    if options.json:
        rows = [{"measure": measure, "who": who, "rounds": each} for (measure, who), each in found.items()]
        print(json.dumps({"machine": machine, "figures": rows}, indent=2), flush=True)
    else:
        print(f"{machine}\n{table(found, pairs)}\n", flush=True)


if __name__ == "__main__":
    main()
