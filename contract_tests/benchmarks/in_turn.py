"""Commands that run in turn, and the cost of each: wall time, CPU time and memory of all its processes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles

from attrs import field, frozen

from repository import ROOT

MOST_SECONDS = 1_800
"""Timeout of a command in seconds, after which there are no figures."""
SECONDS_TO_STOP = 10
"""Seconds for a command to stop the servers that it started."""
SECONDS_OF_A_LOOK = 0.01
"""Seconds between two looks whether a command has ended."""
REQUESTS = re.compile(r"requests  ([\d,]+)|([\d,]+) generated")
"""The number of requests in the output of our commands and of schemathesis."""
SETTINGS = re.compile("PYTHON.|RETELL_")
Figures = dict[str, float]
"""The figures by name, with the unit."""


class CannotRunError(Exception):
    """There are no figures; the text gives the reason in one line."""


@frozen
class Command:
    """A measured command."""

    measure: str
    """The task, a row of the table."""
    arguments: Sequence[object]
    who: str = ""
    """The contender, a column of the table."""
    folder: Path = ROOT
    environment: Mapping[str, str] = field(factory=dict)
    without: str = ""
    """A path in the folder that is removed before each turn."""
    counts_requests: bool = False
    """True if its output has the number of requests; figures are then also given for one request."""
    prints_figures: bool = False
    """True if it prints its figures as JSON; they are used instead of the cost of the process."""
    most_status: int = 0
    """The highest accepted exit status; if not 0, the exit status is one of the figures."""


def cost(command: Command) -> Figures:
    """Run a command, and return its cost. Raises `CannotRunError`.

    It gets no settings of Python or the suite from the environment, except those that it names.
    """
    if command.without:
        shutil.rmtree(command.folder / command.without, ignore_errors=True)
    kept = {name: value for name, value in os.environ.items() if not SETTINGS.match(name)}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        began = time.monotonic()
        process = subprocess.Popen(
            list(map(str, command.arguments)),
            cwd=command.folder,
            env={**kept, **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
                if time.monotonic() - began > MOST_SECONDS:
                    raise CannotRunError(f"{command.arguments[0]} took longer than {MOST_SECONDS:,} s")
                time.sleep(SECONDS_OF_A_LOOK)
        except BaseException:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            raise
        seconds = time.monotonic() - began
        output.seek(0)
        text = output.read()
    _, status, usage = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    count = REQUESTS.search(text) if command.counts_requests else None
    if not 0 <= process.returncode <= command.most_status or (command.counts_requests and count is None):
        end = " ".join(text.split())[-500:]
        raise CannotRunError(f"{command.arguments[0]} ended with {process.returncode}: {end}")
    if command.prints_figures:
        return {name: float(figure) for name, figure in json.loads(text.splitlines()[-1]).items()}
    cpu = usage.ru_utime + usage.ru_stime
    memory = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    figures = {"wall, s": seconds, "CPU, s": cpu, "memory, MiB": memory}
    if command.most_status:
        figures["exit status"] = process.returncode
    if count is not None:
        requests = float((count[1] or count[2]).replace(",", ""))
        figures |= {"requests": requests, "wall of a request, ms": seconds / requests * 1000}
        figures["CPU of a request, ms"] = cpu / requests * 1000
    return figures


def measured(commands: Sequence[Command], rounds: int) -> dict[tuple[str, str], list[Figures]]:
    """Run all commands in order, several times, every second time in reverse."""
    found: dict[tuple[str, str], list[Figures]] = {}
    for number in range(rounds):
        for command in commands[:: -1 if number % 2 else 1]:
            print(f"==> {number + 1} of {rounds}: {command.measure}, {command.who}", file=sys.stderr, flush=True)
            found.setdefault((command.measure, command.who), []).append(cost(command))
    return found


def table(found: Mapping[tuple[str, str], Sequence[Figures]], pairs: Sequence[tuple[str, str]]) -> str:
    """Return medians, and for pairs of contenders the medians of the ratios of a round, with their quartiles."""
    columns = list(dict.fromkeys(who for _, who in found))
    rows = [["", *columns, *(f"{one}/{other}" for one, other in pairs)]]
    for measure in dict.fromkeys(measure for measure, _ in found):
        names = dict.fromkeys(name for who in columns for each in found.get((measure, who), ()) for name in each)
        for name in names:
            values = {who: [each[name] for each in found.get((measure, who), ())] for who in columns}
            medians = [_number(median(each)) if each else "" for each in values.values()]
            ratios = [_ratio(values.get(one, []), values.get(other, [])) for one, other in pairs]
            rows.append([f"{measure} {name}".strip(), *medians, *ratios])
    first, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    return "\n".join("  ".join([row[0].ljust(first), *map(str.rjust, row[1:], others)]).rstrip() for row in rows)


def _ratio(ones: Sequence[float], others: Sequence[float]) -> str:
    ratios = [one / other for one, other in zip(ones, others, strict=False) if other]
    if not ratios:
        return ""
    low, middle, high = quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    return f"{middle:.2f} ({low:.2f}-{high:.2f})"


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}"
