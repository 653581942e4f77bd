"""Tests of a load test on two workers: one verdict, limits over both, and a dead worker."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from load.__main__ import LOCUSTFILE, on_this_machine
from load.faulty_servers import FAULTY
from load.tests.conftest import LOCUST, LoadTest, Start, environment_of
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings

pytestmark = pytest.mark.field
Run = Callable[..., LoadTest]
SECONDS = 60


class Counted:
    """The reference server, with the times of requests."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.app = create_app()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.times.append(time.monotonic())
        await self.app(scope, receive, send)


def served(app: ASGIApp) -> Iterator[str]:
    with running(app) as base_url:
        yield base_url


@pytest.fixture
def server() -> Counted:
    return Counted()


@pytest.fixture
def base_url(server: Counted) -> Iterator[str]:
    yield from served(server)


def begun(start: Start, base_url: str, *more: str) -> "subprocess.Popen[str]":
    """Start a test on two workers; return it once they send requests."""
    usual = ["--headless", "--host", base_url, "--users", "10", "--spawn-rate", "100", "--run-time", "30s"]
    return start(*usual, "--processes", "2", "--pacing", "0.05", *more)


def kill(process: "subprocess.Popen[str]") -> None:
    """End the processes of a test."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def wait_for(requests: int, server: Counted) -> None:
    until = time.monotonic() + SECONDS
    while len(server.times) < requests and time.monotonic() < until:
        time.sleep(0.05)
    assert len(server.times) >= requests


def test_two_workers_have_one_verdict(base_url: str, load_test: Run) -> None:
    ran = load_test(base_url, "--processes", "2", requests=300)

    assert ran.status == 0, ran.output
    assert re.search(r"load +20 users on 2 workers", ran.output)
    suite = ElementTree.fromstring(ran.junit)[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("11", "0", "0")
    assert Settings().api_key not in ran.output + ran.junit
    assert "eyJ" not in ran.output + ran.junit


def test_a_worker_of_another_machine_gets_the_masters_settings(base_url: str, server: Counted, start: Start) -> None:
    ports = on_this_machine()
    limits = ["--max-requests", "150", "--rate-limit", "50/s", "--pacing", "0.02"]
    usual = ["--headless", "--expect-workers", "2", "--users", "10", "--spawn-rate", "100", "--run-time", "30s"]
    master = start("--master", *ports, *usual, *limits, "--host", base_url)
    workers = [start("--worker", *ports, RETELL_AGENT_ID="") for _ in range(2)]
    try:
        output, _ = master.communicate(timeout=SECONDS)
    finally:
        for each in (master, *workers):
            kill(each)

    assert master.returncode == 0, output
    assert "10 users on 2 workers" in output
    assert len(server.times) <= 150
    assert len(server.times) <= 50 * (server.times[-1] - server.times[0]) + 4


def test_ids_that_two_workers_got_are_compared(load_test: Run) -> None:
    repeats = next(each for each in FAULTY if each.id == "ids-repeat")
    with running(repeats.build()) as base_url:
        ran = load_test(base_url, "--processes", "2")

    assert ran.status == 1, ran.output
    assert "expected a call_id of its own for each call, got a call_id of another call" in ran.output
    assert "all workers" in ran.junit


def test_max_requests_limits_all_workers_together(base_url: str, server: Counted, load_test: Run) -> None:
    ran = load_test(base_url, "--processes", "2", requests=201)

    assert ran.status == 0, ran.output
    assert 150 < len(server.times) <= 201


def test_rate_limit_holds_for_all_workers_together(base_url: str, server: Counted, load_test: Run) -> None:
    ran = load_test(base_url, "--processes", "2", "--rate-limit", "20/s", requests=90)

    assert ran.status == 0, ran.output
    seconds = server.times[-1] - server.times[0]
    assert len(server.times) <= 20 * seconds + 4


def test_a_dead_worker_is_reported(base_url: str, server: Counted, start: Start) -> None:
    process = begun(start, base_url)
    try:
        wait_for(100, server)
        first, _ = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(first), signal.SIGKILL)
        wait_for(len(server.times) + 50, server)
        os.kill(process.pid, signal.SIGTERM)
        output, _ = process.communicate(timeout=SECONDS)
    finally:
        kill(process)

    assert process.returncode == 2, output
    assert re.search(r"worker \S+ died: about [\d,]+ of its requests were not reported, and are lost", output)


def test_ctrl_c_ends_all_workers_and_the_report_is_made(
    base_url: str, server: Counted, start: Start, tmp_path: Path
) -> None:
    process = begun(start, base_url)
    try:
        wait_for(100, server)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=SECONDS)
        sent = len(server.times)
        time.sleep(1)
    finally:
        kill(process)

    assert process.returncode == 2, output
    assert "There is no verdict: the test was interrupted." in output
    assert len(server.times) == sent
    summary = re.search(r"requests  ([\d,]+): ", output)
    assert summary is not None
    assert abs(int(summary[1].replace(",", "")) - sent) <= 10  # those that were on their way
    assert (tmp_path / "load-junit.xml").exists()


def test_nothing_is_judged_with_a_wrong_key(base_url: str, load_test: Run) -> None:
    ran = load_test(base_url, RETELL_API_KEY="key_of_somebody_else")

    assert ran.status == 2, ran.output
    assert f"There is no verdict: {base_url} does not register a call (401): check RETELL_API_KEY." in ran.output
    assert "key_of_somebody_else" not in ran.output + ran.junit


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"RETELL_API_KEY": ""}, "RETELL_API_KEY must be set"),
        ({"RETELL_AGENT_ID": ""}, "RETELL_AGENT_ID is not set"),
        ({"RATE_LIMIT": "many"}, "RATE_LIMIT must look like"),
        ({"HEADER": "odd"}, "HEADER must look like"),
        ({"CA_BUNDLE": "/no/such/file"}, "CA_BUNDLE names /no/such/file"),
        ({"HTTP_PROXY": "socks5://127.0.0.1:1", "NO_PROXY": ""}, "a proxy must be"),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else "",
)
def test_an_unusable_setting_is_reported_in_one_line(load_test: Run, variables: dict[str, str], said: str) -> None:
    ran = load_test("http://127.0.0.1:9", **variables)

    assert ran.status == 2
    [line] = [line for line in ran.output.splitlines() if line.startswith("load: ")]
    assert line.startswith(f"load: {said}")
    assert "Traceback" not in ran.output


@pytest.mark.skipif(not LOCUST.exists(), reason="Locust is not installed: scripts/load --set-up")
def test_truststore_is_not_loaded_under_gevent() -> None:
    program = "import locust, runpy, sys; runpy.run_path(sys.argv[1]); print('truststore' in sys.modules)"
    ran = subprocess.run(
        [LOCUST, "-P", "-c", program, LOCUSTFILE], env=environment_of({}), capture_output=True, text=True
    )
    assert ran.stdout.split() == ["False"], ran.stderr
