"""Print what judging costs in a load test: CPU beside a bare `FastHttpUser`, two workers beside one, and memory."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from statistics import median, quantiles

from benchmarks.in_turn import CannotRunError
from load.__main__ import on_this_machine
from repository import ROOT
from retell_conformance.reference_server.own_process import serving
from retell_conformance.reference_server.server_settings import Settings

PYTHON = ROOT / ".venv-load" / "bin" / "python"
FILES = Path(__file__).parent
BLOCKS, ROUNDS = 20, 3
USERS, REQUESTS = "20", "3000"
CALLS = 200_000
SECONDS = 300
TIMES_BARE, TIMES_ONE_WORKER, MOST_BYTES = 1.6, 1.1, 40


def main(*, quick: bool) -> None:
    """Print the figures, each with the most that it is to be. Raises `CannotRunError`."""
    if not PYTHON.exists():
        raise CannotRunError("Locust is not installed: scripts/load --set-up")
    with serving() as url, tempfile.TemporaryDirectory() as folder:
        pairs = json.loads(output_of("load_pairs.py", url, str(BLOCKS // (4 if quick else 1)), COST=folder))
        workers = [[cpu_of(number, url) for number in (1, 2)] for _ in range(1 if quick else ROUNDS)]
    show("judged", "bare FastHttpUser", pairs, TIMES_BARE)
    show("two workers", "one worker", workers, TIMES_ONE_WORKER)
    grown = float(output_of("load_memory.py", str(CALLS // (10 if quick else 1))))
    print(f"memory: {grown:.1f} bytes a call, ≤ {MOST_BYTES} {'ok' if grown <= MOST_BYTES else 'over'}")


def show(one: str, other: str, pairs: list[list[float]], most: float) -> None:
    """Print the CPU of two contenders, and the median and the quartiles of their ratio."""
    for name, place in ((other, 0), (one, 1)):
        print(f"{name + ':':20}{median(pair[place] for pair in pairs) * 1e6:6.0f} µs of CPU a request")
    ratios = [pair[1] / pair[0] for pair in pairs]
    low, middle, high = quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    kept = "ok" if middle <= most else "over"
    print(f"{one}/{other}: {middle:.2f} ({low:.2f}-{high:.2f}) ≤ {most} {kept}\n", flush=True)


def cpu_of(workers: int, url: str) -> float:
    """Return the CPU seconds a request of a load test, its master included."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--headless", "--only-summary", "--host", url, "--users", USERS, "--spawn-rate", "100"]
        options += ["--run-time", "120s", "--max-requests", REQUESTS, "--pacing", "0", "--reports", folder]
        locustfile = str(FILES / "load_workers.py")
        output_of(
            "-m", "locust", "-f", locustfile, *options, "--processes", str(workers), *on_this_machine(), COST=folder
        )
        found = [json.loads(each.read_text()) for each in Path(folder).glob("*.json")]
    requests = sum(each["requests"] for each in found if each["runner"] == "WorkerRunner")
    return float(sum(each["cpu"] for each in found) / requests)


def output_of(*arguments: str, **variables: str) -> str:
    """Run a program in .venv-load, and return what it printed. Raises `CannotRunError`."""
    server = Settings()
    paths = os.pathsep.join([str(ROOT / "contract_tests"), str(ROOT / "scripts")])
    known = {"RETELL_API_KEY": server.api_key, "RETELL_AGENT_ID": server.agent_id, "PYTHONPATH": paths}
    program = [str(FILES / arguments[0]) if arguments[0].endswith(".py") else arguments[0], *arguments[1:]]
    command = [str(PYTHON), "-P", *program]
    ran = subprocess.run(
        command, env={**os.environ, **known, **variables}, capture_output=True, text=True, timeout=SECONDS
    )
    if ran.returncode != 0:
        raise CannotRunError(f"{arguments[0]} failed: {' '.join((ran.stdout + ran.stderr).split())[-500:]}")
    return ran.stdout
