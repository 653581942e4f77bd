"""Print what the client, the suite and the tests cost, beside their peers or beside another commit.

Whatever is compared takes turns, so that what slows the machine slows all of them. Printed are the medians of all
rounds, and the medians of the ratios of a round, with their quartiles in parentheses. Trust the ratios, not the
milliseconds, and the CPU time before the wall time, if the machine has other work. No figure makes the command fail.

  (nothing)                 the client beside httpx, the stock client of the same generator, and the vendor's SDK.
                            They are installed into .venv/bench, once, and this alone needs the network
  --compare COMMIT          the client beside that of a commit, in .venv itself
  --suite                   a run of the suite beside `schemathesis run --checks all` on one server; the suite on
                            contracts of 3, 12 and 60 operations; the diff of the largest of them
  --suite --compare COMMIT  runs of both commits, each in a clone: the first of all, cold, warm, and smoke
  --tests --compare COMMIT  `make test` of both commits, each in a clone
  --tools --compare COMMIT  diff, generate, lint and validate of both commits, each in a clone: on the contracts of
                            --contracts DIR (DIR/before has what they are compared with), and on recordings of 100 MB
  --load                    what judging costs in a load test, beside a bare FastHttpUser

Exit status: 0 whatever the figures are, 2 if they could not be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import clients, commits, load, peers, tools
from benchmarks.in_turn import CannotRunError, Command, cost, measured, table
from retell_conformance.reference_server.own_process import serving

ROUNDS, FEW_ROUNDS = 5, 1
HERE = "HEAD"


def main() -> None:
    """Measure what was asked for, and print it."""
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
        measure(options)
    except CannotRunError as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def measure(options: argparse.Namespace) -> None:
    """Measure what was asked for, and print it. Raises `CannotRunError`."""
    if options.load:
        load.main(quick=options.quick)
    elif (options.tests or options.tools) and not options.compare:
        raise CannotRunError("--tests and --tools need --compare COMMIT")
    elif options.tools:
        measure_tools(options)
    elif options.suite and not options.compare:
        measure_peers(options)
    elif options.suite or options.tests:
        measure_commits(options)
    else:
        with clients.commands(options.compare) as every:
            other = "other" if options.compare else "SDK"
            show(options, every, [("ours", "httpx"), ("ours", other)])


def measure_commits(options: argparse.Namespace) -> None:
    """Measure the suites or the tests of two commits."""
    names = [HERE, options.compare]
    with commits.clones(names) as clones:
        fresh = [commits.fresh(clones[name], name) for name in names]
        of_one = commits.suite if options.suite else commits.tests
        lists = [of_one(clones[name], name) for name in names]
        every = [command for turn in zip(*lists, strict=True) for command in turn]
        if options.tests:
            for command in fresh:  # installs what the tests need
                cost(command)
        show(options, [*(fresh if options.suite else []), *every], [(HERE, options.compare)])


def measure_tools(options: argparse.Namespace) -> None:
    """Measure the commands on a contract of two commits."""
    names = [HERE, options.compare]
    files = tools.contracts(options.contracts.resolve() if options.contracts else None)
    with commits.clones(names) as clones, TemporaryDirectory(prefix="bench-") as folder:
        for name in names:
            cost(commits.set_up(clones[name], name))
        recordings = tools.record(Path(folder))
        lists = [tools.commands(clones[name], name, files, recordings, Path(folder)) for name in names]
        every = [command for turn in zip(*lists, strict=True) for command in turn]
        measured(every[: 3 * len(names)], 1)  # compiles what Python imports
        show(options, every, [(HERE, options.compare)], rounds=3)


def measure_peers(options: argparse.Namespace) -> None:
    """Measure the suite beside schemathesis, on contracts of several sizes, and the diff."""
    with TemporaryDirectory(prefix="bench-") as folder:
        with serving() as url:
            show(options, peers.schemathesis(url, Path(folder)), [("ours", "schemathesis")])
        smallest, *larger = [f"{3 * size} operations" for size in peers.SIZES]
        show(options, list(peers.sizes(Path(folder))), [(each, smallest) for each in larger], rounds=1)
    for line in peers.diffs():
        print(line, flush=True)


def show(
    options: argparse.Namespace, commands: list[Command], pairs: list[tuple[str, str]], rounds: int = ROUNDS
) -> None:
    """Measure commands in turn, and print their figures."""
    found = measured(commands, FEW_ROUNDS if options.quick else rounds)
    load_now = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{os.cpu_count()} cores{load_now}, {platform.system()}, Python {platform.python_version()}"
    if options.json:
        rows = [{"measure": measure, "who": who, "rounds": each} for (measure, who), each in found.items()]
        print(json.dumps({"machine": machine, "figures": rows}, indent=2), flush=True)
    else:
        print(f"{machine}\n{table(found, pairs)}\n", flush=True)


if __name__ == "__main__":
    main()
