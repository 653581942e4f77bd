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
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.in_turn import CannotRunError, measured, table
from benchmarks.measures import comparisons


def main() -> None:
    """Measure the selected commands, and print the figures."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--compare", metavar="COMMIT", help="another commit, in place of peers")
    parser.add_argument("--quick", action="store_true", help="one round: a first look")
    parser.add_argument("--json", action="store_true", help="print the figures of each round as JSON")
    modes = parser.add_mutually_exclusive_group()
    for name in ("suite", "tests", "tools", "load"):
        modes.add_argument(f"--{name}", dest="mode", action="store_const", const=name, default="client")
    parser.add_argument(
        "--contracts", type=Path, metavar="DIR", help="contracts for --tools; default: the repository's"
    )
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the folder of the run is removed, as on Ctrl-C
    try:
        if options.mode in ("tests", "tools") and not options.compare:
            raise CannotRunError("--tests and --tools need --compare COMMIT")
        with TemporaryDirectory(prefix="bench-") as folder:
            for rounds, commands, pairs in comparisons(options.mode, options.compare, options.contracts, Path(folder)):
                found = measured(commands, 1 if options.quick else rounds)
                load_now = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
                machine = f"{os.cpu_count()} cores{load_now}, {platform.system()}, Python {platform.python_version()}"
                if options.json:
                    rows = [{"measure": measure, "who": who, "rounds": each} for (measure, who), each in found.items()]
                    print(json.dumps({"machine": machine, "figures": rows}, indent=2), flush=True)
                else:
                    print(f"{machine}\n{table(found, pairs)}\n", flush=True)
    except (CannotRunError, RuntimeError) as error:  # RuntimeError: the reference server does not start
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
