"""Prints what the client costs, beside httpx, the stock client and the vendor's SDK.

How to read it. Trust the ratios, not the milliseconds: those change with the machine and with what else it does. The
contenders take turns, so that whatever slows the machine slows all of them, and a ratio compares figures of one round;
printed are the median of all rounds and, in brackets, the middle half of them. A bound that lies within the brackets
is a draw: run it again, on a quieter machine. Bounds are shown, not enforced; no timing makes a command fail.

What is measured:
  import           CPU time of the imports that a first call needs, in a fresh interpreter, without its own start
  CPU per call     CPU time to write a request, send it to a transport in memory, and read the answer: without network,
                   after a warm-up, the mean of many calls with all collections of garbage, as a user's process has
                   them: a client that loads much is slow at each. httpx stands for httpx and json.loads
  import and first call     our client and the SDK load their models when they are first used: here that counts too
  memory           the most memory that a fresh interpreter had, itself included, after the imports or the first call

Contenders: `ours` is generated/, `stock` is what the same generator makes of the contract without our templates, `SDK`
is the vendor's. They are installed in .venv/bench, once, and this is all that needs the network.

With `--compare COMMIT` the contenders are `ours`, the client of that commit and httpx, which all run in .venv itself:
what did a change cost? One more measure is made then: a call that is one of a hundred tasks on one client, to a server
on this machine. It counts the CPU time of the client alone, so that 1 / 0.95 times httpx is 0.95 of its calls a second.
Exit status: 0 whatever the figures are, 2 where it could not be run.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from statistics import fmean, median, quantiles
from typing import Any

from attrs import asdict, field, frozen
from ruamel.yaml import YAML

from repository import CONTRACT, ROOT

EXAMPLE = ROOT / "openapi" / "examples" / "web-call.json"
PARTS = ROOT / "scripts" / "benchmarks"
HOME = ROOT / ".venv" / "bench"
PYTHON = HOME / "bin" / "python"

# The names of functions in contract_tests/benchmarks/contenders.py, and what each imports for a first call.
IMPORTS = {
    "ours": (
        "from retell_web_call_client import AuthenticatedClient\n"
        "from retell_web_call_client.api.calls import create_web_call\n"
        "from retell_web_call_client.models import CreateWebCallRequest\n"
    ),
    "httpx_alone": "import httpx",
    "stock": (
        "from stock_client import AuthenticatedClient\n"
        "from stock_client.api.calls import create_web_call\n"
        "from stock_client.models import CreateWebCallRequest\n"
    ),
    "sdk": "from retell import Retell",
}
IMPORTS["other"] = IMPORTS["ours"]

# What is measured: title, unit, and how much of httpx and of the peer it may cost; None is no bound.
FIRST_CALL = "import and first call"
MEMORY_FIRST_CALL = "memory after first call"
MEASURES: dict[str, tuple[str, float | None, float | None]] = {
    "import": ("ms", 1.3, 0.2),
    "call, minimal": ("µs", 1.25, 0.5),
    "call, the page's example": ("µs", 1.5, 0.5),
    "call, 500 utterances": ("µs", 5, 0.5),
    "memory after import": ("MiB", 1.15, None),
    FIRST_CALL: ("ms", None, None),
    MEMORY_FIRST_CALL: ("MiB", None, None),
}
TASKS = "call, one of 100 tasks"
OF_TWO_COMMITS: dict[str, tuple[str, float | None, float | None]] = {
    "import": ("ms", 1.3, None),
    "call, minimal": ("µs", 1.05, None),
    "call, the page's example": ("µs", 1.3, None),
    "call, 500 utterances": ("µs", 2, None),
    TASKS: ("µs", 1.053, None),
    "memory after import": ("MiB", None, None),
    FIRST_CALL: ("ms", None, None),
    MEMORY_FIRST_CALL: ("MiB", None, None),
}
UNITS = {"ms": 1e-3, "µs": 1e-6, "MiB": 2**20}

Round = dict[str, float]
"""One figure for each contender, measured in turns."""


class CannotRunError(Exception):
    """Why there are no figures, in one line."""


@frozen
class Plan:
    """Who is measured, where, and in what."""

    python: Path
    contenders: tuple[str, ...]
    peer: str
    """What ours is compared with, beside httpx."""
    third: str
    """What is compared with httpx, beside ours."""
    measures: dict[str, tuple[str, float | None, float | None]]


PEERS = Plan(PYTHON, ("ours", "httpx_alone", "stock", "sdk"), "sdk", "stock", MEASURES)
COMMITS = Plan(Path(sys.executable), ("ours", "httpx_alone", "other"), "other", "other", OF_TWO_COMMITS)


@frozen
class Ratio:
    """How many times what another costs, over all rounds."""

    median: float
    low: float
    high: float
    bound: float | None = None
    within: bool | None = field(init=False)

    @within.default
    def _judge(self) -> bool | None:
        return None if self.bound is None else self.median <= self.bound


def main() -> None:
    """Installs, measures, prints."""
    options = parse()
    plan = COMMITS if options.compare else PEERS
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the folder of the run goes, as on Ctrl-C
    try:
        if plan is PEERS:
            install()
        with workshop(plan) as folder:
            place_clients(folder, plan, options.compare)
            rounds = measure(folder, plan, quick=options.quick)
    except CannotRunError as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    print(as_json(rounds, plan) if options.json else as_text(rounds, plan))
    if plan is PEERS and not options.json:
        print(flush=True)
        say("Checking a server, which takes some minutes")
        suite = [
            sys.executable,
            "-m",
            "benchmarks.measure_conformance",
            *(["--quick"] if options.quick else []),
        ]
        sys.exit(subprocess.run(suite, cwd=ROOT).returncode and 2)


def parse() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few rounds: a first look in a quarter of the time")
    parser.add_argument("--compare", metavar="COMMIT", help="compare with the client of a commit, in .venv itself")
    parser.add_argument("--json", action="store_true", help="print all rounds and ratios as JSON")
    return parser.parse_args()


# ---- setting up ----


def install() -> None:
    """Installs the peers into .venv/bench, unless they are there. A stamp marks an installation as complete."""
    requirements = PARTS / "requirements.txt"
    wanted = f"{sys.version}\n{requirements.read_text(encoding='utf-8')}"
    stamp = HOME / ".complete"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say("Setting up .venv/bench")
    run([sys.executable, "-m", "venv", "--clear", HOME], "could not make .venv/bench")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "--requirement", requirements], "could not install the peers")
    stamp.write_text(wanted, encoding="utf-8")


@contextmanager
def workshop(plan: Plan) -> Iterator[Path]:
    """Make a folder for this run alone."""
    with tempfile.TemporaryDirectory(dir=HOME if plan is PEERS else None, prefix="run-") as folder:
        yield Path(folder)


def place_clients(folder: Path, plan: Plan, commit: str | None) -> None:
    """Put the clients there, each in a folder of its own and compiled, so that work on generated/ changes no run."""
    ours = ROOT / "generated" / "retell_web_call_client"
    if not ours.is_dir():
        raise CannotRunError("there is no client in generated/: run `make generate`")
    for name in plan.contenders:
        (folder / name).mkdir()
    shutil.copytree(ours, folder / "ours" / ours.name, ignore=shutil.ignore_patterns("__pycache__"))
    if commit:
        place_commit(commit, folder / "other")
    else:
        place_stock(folder)
    run([plan.python, "-m", "compileall", "-q", folder], "could not compile the clients")


def place_stock(folder: Path) -> None:
    """Put the client there that the generator makes with its own templates."""
    config = folder / "stock.yaml"
    config.write_text("package_name_override: stock_client\n", encoding="utf-8")
    (folder / "ruff.toml").touch()  # the generator runs ruff, which would else take this repository's settings
    generate = ["openapi-python-client", "generate", "--meta", "none", "--config", config, "--path", CONTRACT]
    run([*generate, "--output-path", folder / "stock" / "stock_client"], "could not generate the stock client")


def place_commit(commit: str, folder: Path) -> None:
    """Put the client of a commit there."""
    archive = ["git", "-C", str(ROOT), "archive", "--format=tar", commit, "generated/retell_web_call_client"]
    done = subprocess.run(archive, capture_output=True)
    if done.returncode != 0:
        raise CannotRunError(f"there is no client in {commit!r}: {done.stderr.decode(errors='replace').strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as files:
        files.extractall(folder, filter="data")
    (folder / "generated" / "retell_web_call_client").rename(folder / "retell_web_call_client")


def write_bodies(folder: Path) -> list[Path]:
    """Write the responses: the least that the contract allows, the documented example, and a long call."""
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    required = YAML(typ="safe").load(CONTRACT)["components"]["schemas"]["WebCall"]["required"]
    minimal = {name: example[name] for name in required}
    words = ["well", "I", "would", "like", "to", "book", "a", "table", "for", "two"]
    utterances = [
        {
            "role": ("agent", "user")[number % 2],
            "content": " ".join(words),
            "words": [
                {"word": word, "start": round(begin + place * 0.4, 2), "end": round(begin + place * 0.4 + 0.3, 2)}
                for place, word in enumerate(words)
            ],
        }
        for number, begin in enumerate(range(0, 2000, 4))
    ]
    bodies = {"minimal": minimal, "example": example, "long": {**minimal, "transcript_object": utterances}}
    for name, body in bodies.items():
        (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
    return [folder / f"{name}.json" for name in bodies]


# ---- measuring ----


def measure(folder: Path, plan: Plan, *, quick: bool) -> dict[str, list[Round]]:
    """All rounds of all measures."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RETELL"))}
    environments = {name: {**plain, "PYTHONPATH": str(folder / name)} for name in plan.contenders}
    rounds: dict[str, list[Round]] = {name: [] for name in plan.measures}
    say("Importing")
    measure_imports(environments, plan, plan.contenders)  # reads the files, so that the disk has no part in it
    for order in turns(plan.contenders, 2 if quick else 8):
        cpu, memory = measure_imports(environments, plan, order)
        rounds["import"].append(cpu)
        rounds["memory after import"].append(memory)
    say("Calling")
    answers = [str(file) for file in write_bodies(folder)]
    if TASKS in plan.measures:
        answers.append(serve_in_background(Path(answers[0]).read_bytes()))
    for order in turns(plan.contenders, 2 if quick else 8):
        for name, figures in measure_calls(environments, plan, answers, order, blocks=4 if quick else 7).items():
            rounds[name].append(figures)
    return rounds


def turns(contenders: Sequence[str], count: int) -> list[Sequence[str]]:
    """Return the contenders so many times, each time in another order, since one may warm the machine for the next."""
    orders: list[Sequence[str]] = []
    for number in range(count):
        first = number % len(contenders)
        orders.append((*contenders[first:], *contenders[:first])[:: -1 if number // len(contenders) % 2 else 1])
    return orders


def measure_imports(environments: dict[str, dict[str, str]], plan: Plan, order: Sequence[str]) -> tuple[Round, Round]:
    """Measure a round: the least CPU seconds, and the bytes, of three fresh interpreters for each contender, in turn.

    Three, because what else the machine does can only add to what an import takes.
    """
    cpu: dict[str, list[float]] = {name: [] for name in order}
    memory: dict[str, list[float]] = {name: [] for name in order}
    for name in (*order, *order, *order):
        command = [plan.python, "-B", "-P", PARTS / "measure_import.py", IMPORTS[name]]
        seconds, peak = run(command, f"could not import {name}", environments[name]).split()
        cpu[name].append(float(seconds))
        memory[name].append(float(peak))
    return {name: min(cpu[name]) for name in order}, {name: median(memory[name]) for name in order}


def measure_calls(
    environments: dict[str, dict[str, str]], plan: Plan, answers: list[str], order: Sequence[str], *, blocks: int
) -> dict[str, Round]:
    """Measure a round: a fresh process for each contender, which make their blocks of calls in turn, one at a time."""
    rounds: dict[str, Round] = {FIRST_CALL: {}, MEMORY_FIRST_CALL: {}}
    with ExitStack() as stack:
        workers = {}
        for name in order:
            workers[name] = stack.enter_context(Worker(name, plan.python, answers, environments[name]))
            rounds[FIRST_CALL][name], rounds[MEMORY_FIRST_CALL][name] = workers[name].hear()
            workers[name].ask(0)
            workers[name].hear()
        for index, measure in enumerate(name for name in plan.measures if name.startswith("call")):
            figures: dict[str, list[float]] = {name: [] for name in order}
            for _ in range(blocks):
                for name, worker in workers.items():
                    worker.ask(index)
                    figures[name] += worker.hear()
            rounds[measure] = {name: fmean(seconds) for name, seconds in figures.items()}
    return rounds


def serve_in_background(body: bytes) -> str:
    """Serve a body as the answer to every request; return the URL. It ends with this process."""
    head = f"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    answer = head.encode() + body
    urls: list[str] = []
    ready = threading.Event()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                lengths = [line for line in request.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                await reader.readexactly(sum(int(line.partition(b":")[2]) for line in lengths))
                writer.write(answer)
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(converse, "127.0.0.1", 0, backlog=256)
        urls.append(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        ready.set()
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    ready.wait()
    return urls[0]


class Worker:
    """A process of contract_tests/benchmarks/make_calls.py, which works when it is asked to and else waits."""

    def __init__(self, name: str, python: Path, answers: list[str], environment: dict[str, str]) -> None:
        self.name = name
        self.process = subprocess.Popen(
            [python, "-B", "-m", "benchmarks.make_calls", name, *answers],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def ask(self, index: int) -> None:
        """Asks for a block of calls that are answered with a body."""
        assert self.process.stdin
        self.process.stdin.write(f"{index}\n")
        self.process.stdin.flush()

    def hear(self) -> list[float]:
        """Read the figures of a line."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise CannotRunError(f"{self.name} could not make its calls, see above")
        return [float(figure) for figure in line.split()]


# ---- showing ----


def ratio(rounds: list[Round], one: str, other: str, bound: float | None = None) -> Ratio:
    """How many times what the other costs one costs."""
    ratios = [figures[one] / figures[other] for figures in rounds]
    low, _, high = quantiles(ratios, n=4, method="inclusive")
    return Ratio(median(ratios), low, high, bound)


def ratios_of(name: str, rounds: list[Round], plan: Plan) -> dict[str, Ratio]:
    """Return the ratios of a measure that are shown."""
    _, of_httpx, of_peer = plan.measures[name]
    return {
        "ours_to_httpx": ratio(rounds, "ours", "httpx_alone", of_httpx),
        f"ours_to_{plan.peer}": ratio(rounds, "ours", plan.peer, of_peer),
        f"{plan.third}_to_httpx": ratio(rounds, plan.third, "httpx_alone"),
    }


def as_text(rounds: dict[str, list[Round]], plan: Plan) -> str:
    """Return the head and the table."""
    titles = [name.replace("_alone", "").replace("sdk", "SDK") for name in plan.contenders]
    peer = plan.peer.replace("sdk", "SDK")
    table = [["what", *titles, "ours/httpx", "bound", f"ours/{peer}", "bound", f"{plan.third}/httpx"]]
    for name, (unit, _, _) in plan.measures.items():
        medians = [median(figures[each] for figures in rounds[name]) / UNITS[unit] for each in plan.contenders]
        httpx, sdk, stock = ratios_of(name, rounds[name], plan).values()
        table.append(
            [
                f"{name}, {unit}",
                *(f"{figure:.1f}" if figure < 1000 else f"{figure:.0f}" for figure in medians),
                *(f"{httpx.median:.2f} ({httpx.low:.2f}-{httpx.high:.2f})", verdict(httpx)),
                *(f"{sdk.median:.2f} ({sdk.low:.2f}-{sdk.high:.2f})", verdict(sdk)),
                f"{stock.median:.2f}",
            ]
        )
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    aligned = [[row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])] for row in table]
    lines = ["  ".join(row) for row in aligned]
    return "\n".join([*(f"{key + ':':10}{value}" for key, value in about(plan).items()), "", *lines])


def verdict(found: Ratio) -> str:
    """Return the bound, and whether it is kept."""
    return "" if found.bound is None else f"≤ {found.bound:<4g} {'ok  ' if found.within else 'over'}"


def as_json(rounds: dict[str, list[Round]], plan: Plan) -> str:
    """All that is known, in seconds and bytes."""
    measures = [
        {
            "what": name,
            "unit": "bytes" if unit == "MiB" else "seconds",
            "ratios": {key: asdict(value) for key, value in ratios_of(name, rounds[name], plan).items()},
            "rounds": rounds[name],
        }
        for name, (unit, _, _) in plan.measures.items()
    ]
    return json.dumps({**about(plan), "measures": measures}, indent=2, ensure_ascii=False)


def about(plan: Plan) -> dict[str, str]:
    """Return the machine, what it was busy with, and the versions."""
    packages = ("httpx", "attrs", "anyio", *(["retell-sdk"] if plan is PEERS else []))
    ask = "import sys, importlib.metadata as m; print(*(f'{n} {m.version(n)}' for n in sys.argv[1:]), sep=', ')"
    versions = run([plan.python, "-c", ask, *packages], "could not tell the versions").strip()
    generator = run(["openapi-python-client", "--version"], "could not tell the generator's version").split()[-1]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return {
        "machine": f"{processor()}, {os.cpu_count()} cores{load}, {platform.system()} {platform.machine()}",
        "versions": f"{platform.python_implementation()} {platform.python_version()}, {versions}, "
        f"openapi-python-client {generator}",
    }


def processor() -> str:
    """Its name, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


# ---- running ----


def run(command: Sequence[Any], failure: str, environment: dict[str, str] | None = None) -> str:
    """Return what a command prints. If it fails, its own words come first."""
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
    except OSError as error:
        raise CannotRunError(f"{failure}: {error}") from error
    if done.returncode != 0:
        print(done.stdout, done.stderr, sep="", file=sys.stderr)
        raise CannotRunError(f"{failure}, see above")
    return done.stdout


def say(what: str) -> None:
    """Say what goes on, beside the figures."""
    print(f"==> {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
