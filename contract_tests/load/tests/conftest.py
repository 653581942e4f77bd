"""Runs of Locust, in .venv-load, on servers of this process."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from attrs import frozen

from api_conformance.load.report import JUNIT
from api_conformance.settings import options_of
from load.__main__ import LOCUSTFILE, on_this_machine
from repository import ROOT
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.server_settings import Settings

LOCUST = ROOT / ".venv-load" / "bin" / "python"
SECONDS = 90


@frozen
class LoadTest:
    """Result of a load test."""

    status: int
    output: str
    junit: str


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Return a function that starts Locust with our locustfile and these arguments; the end of the test ends it."""
    if not LOCUST.exists():
        pytest.skip("Locust is not installed: scripts/load --set-up")

    def starting(*arguments: str, **variables: str) -> "subprocess.Popen[str]":
        command = [LOCUST, "-P", "-m", "locust", "-f", LOCUSTFILE, "--only-summary", "--reports", tmp_path]
        return subprocess.Popen(
            [*map(str, command), *on_this_machine(), *arguments],
            env=environment_of(variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            cwd=tmp_path,
        )

    return starting


@pytest.fixture
def load_test(start: Start, tmp_path: Path) -> Callable[..., LoadTest]:
    """Return a function that runs a load test on a server, and returns its output."""

    def run(base_url: str, *arguments: str, users: int = 20, requests: int = 600, **variables: str) -> LoadTest:
        usual = ["--headless", "--host", base_url, "--users", str(users), "--spawn-rate", "100", "--run-time", "20s"]
        usual += ["--pacing", "0.02", "--max-requests", str(requests)]
        process = start(*usual, *arguments, **variables)
        try:
            output, _ = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
        junit = tmp_path / JUNIT
        return LoadTest(process.returncode, output, junit.read_text() if junit.exists() else "")

    return run


def environment_of(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of Locust: the server's key and agent, and no other settings of this process."""
    server = Settings()
    ours = {each.variable for each in options_of(RETELL)} | {"PACING"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    paths = os.pathsep.join([str(ROOT / "contract_tests"), str(ROOT / "scripts")])
    known = {"RETELL_API_KEY": server.api_key, "RETELL_AGENT_ID": server.agent_id, "PYTHONPATH": paths}
    return {**kept, **known, **variables}
