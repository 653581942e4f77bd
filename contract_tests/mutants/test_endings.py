"""Tests of runs without a verdict: each gives the reason in words, however its process ended."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from mutants import __main__ as every_server
from mutants import worker
from mutants.catalogue import CONFORMING
from retell_conformance.reference_server.server_settings import Settings

pytestmark = pytest.mark.slow


def is_killed(*_: object) -> None:
    """End like a process that has used up the machine's memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def leaves(*_: object) -> None:
    """End with a status of another program."""
    os._exit(255)


def records_nothing(*_: object) -> None:
    """End as if the server conformed, without a record of the run."""


def fails(*_: object) -> int:
    """Fail as when the server cannot be started."""
    raise OSError("no port is free")


def problem(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str | None:
    """Return the problem with a conforming server, whose run is in a process that shares this one's code."""
    monkeypatch.setattr(every_server, "PROCESSES", multiprocessing.get_context("fork"))
    options = every_server._parser().parse_args([])
    return every_server._run(CONFORMING[0], every_server.Runs(), options, folder).problem


@pytest.mark.parametrize(
    ("end", "told"),
    [
        pytest.param(is_killed, "the process was ended by SIGKILL", id="killed"),
        pytest.param(leaves, "the process ended with exit status 255", id="another status"),
        pytest.param(records_nothing, "the process recorded nothing, with exit status 0", id="nothing recorded"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_the_end_of_a_process_is_described(
    end: Callable[..., None], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(worker, "run", end)
    assert problem(monkeypatch, tmp_path) == f"the run gave no verdict: {told}"


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_a_server_that_cannot_be_started_is_not_a_broken_check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(worker, "_verdict", fails)
    assert problem(monkeypatch, tmp_path) == "the run gave no verdict: OSError: no port is free"


def test_settings_of_the_shell_do_not_reach_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_REQUESTS", "1")
    monkeypatch.setenv("RETELL_API_KEY", "key_of_the_shell")

    settings = worker.settings_for(CONFORMING[0], "http://127.0.0.1:1", "smoke")

    assert settings.max_requests is None
    assert settings.target is not None
    assert settings.target.api_key == Settings().api_key
