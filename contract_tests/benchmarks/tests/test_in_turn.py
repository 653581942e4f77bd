"""Measurements that cannot be made end in one line; a stopped command gets the time to stop its servers."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import in_turn
from benchmarks.in_turn import Command, cost
from repository import SCRIPTS

STOPS_WHAT_IT_STARTED = """
import pathlib, signal, sys
def stop(*_):
    pathlib.Path("stopped").touch()
    sys.exit()
signal.signal(signal.SIGTERM, stop)
pathlib.Path("started").touch()
signal.pause()
"""


def test_a_stopped_command_stops_its_servers(tmp_path: Path) -> None:
    def interrupt(*_: object) -> None:
        if (tmp_path / "started").exists():
            signal.setitimer(signal.ITIMER_REAL, 0)
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            cost(Command("", [sys.executable, "-c", STOPS_WHAT_IT_STARTED], folder=tmp_path))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert (tmp_path / "stopped").exists()


def test_a_command_that_takes_too_long_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_turn, "MOST_SECONDS", 0.5)
    with pytest.raises(in_turn.CannotRunError, match=r"took longer than 0\.5 s"):
        cost(Command("", [sys.executable, "-c", STOPS_WHAT_IT_STARTED], folder=tmp_path))
    assert (tmp_path / "stopped").exists()


def test_a_folder_without_contracts_is_reported_in_one_line(tmp_path: Path) -> None:
    command: list[str | Path] = [SCRIPTS / "bench", "--tools", "--compare", "HEAD", "--contracts", tmp_path / "missing"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 2
    assert ran.stderr == f"bench: {tmp_path}/missing has no contract, a file that ends in .yaml, .yml, .json\n"
