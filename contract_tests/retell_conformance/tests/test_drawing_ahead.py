"""Tests of the drawing in the background: the requests of later checks are drawn while the first are made."""

import json
import time
from pathlib import Path

import pytest
from attrs import evolve
from starlette.responses import Response

from api_conformance.profiles import PROFILES
from api_conformance.requests import cache, cases
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.tests.conftest import Conformance
from retell_conformance.tests.test_servers_in_trouble import answering

APP = create_app(Settings())
FIRST_AND_GENERATED = ("-k", "metadata_is_returned_unchanged or a_request_without_json_is_refused")


@pytest.fixture(autouse=True)
def _nothing_cached_and_one_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(PROFILES, "ci", evolve(PROFILES["ci"], fuzzing=0))
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Draw requests by a function that a test writes into this file."""
    file = tmp_path / "collector.py"
    monkeypatch.setattr(cases, "COLLECTOR", file)
    return file


def drawing(body: str) -> str:
    """Return a collector that draws nothing, with this body of its function."""
    return (
        "import os, pathlib, time\n"
        f"def test_valid_coverage():\n    {body}\n"
        "def test_invalid_coverage(): pass\n"
        "def test_valid(): pass\n"
        "def test_invalid(): pass\n"
        "def test_write(): pathlib.Path(os.environ['CASES_TO']).write_text('[]')\n"
    )


def until(condition: Path) -> bool:
    """Return whether a file exists within ten seconds."""
    for _ in range(200):
        if condition.exists():
            return True
        time.sleep(0.05)
    return False


def test_requests_are_drawn_while_the_first_checks_are_made(
    conformance: Conformance, collector: Path, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    collector.write_text(drawing(f"pathlib.Path({str(begun)!r}).touch()"))
    seen = []

    # The fourth request is the first after those that show whether the server can be judged.
    run = conformance(
        *FIRST_AND_GENERATED, on=answering(APP, lambda _, number: seen.append(until(begun)) if number == 4 else None)
    )

    assert seen == [True]
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_run_that_ends_early_ends_the_drawing(conformance: Conformance, collector: Path, tmp_path: Path) -> None:
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    collector.write_text(
        drawing(f"pathlib.Path({str(begun)!r}).touch(); time.sleep(20); pathlib.Path({str(ended)!r}).touch()")
    )

    def broken(_: object, number: int) -> Response | None:
        return Response("broken", 500) if number > 3 and until(begun) else None

    before = time.monotonic()
    run = conformance("-x", *FIRST_AND_GENERATED, on=answering(APP, broken))

    assert run.returncode == 1, run.stdout + run.stderr
    assert time.monotonic() - before < 15
    assert begun.exists()
    assert not ended.exists()


def test_max_time_ends_the_drawing(conformance: Conformance, collector: Path) -> None:
    collector.write_text(drawing("time.sleep(20)"))

    before = time.monotonic()
    run = conformance("--max-time", "3", *FIRST_AND_GENERATED, on=APP)

    assert run.returncode == 2
    assert "the limit MAX_TIME=3 is reached" in run.stderr  # in an earlier check if the machine is slow
    assert time.monotonic() - before < 15


def test_drawing_that_fails_is_reported_by_the_checks_that_need_it(conformance: Conformance, collector: Path) -> None:
    collector.write_text(drawing("raise ValueError('drawing failed')").replace("write_text('[]')", "exists()"))

    run = conformance(*FIRST_AND_GENERATED, on=APP)

    assert run.returncode == 2
    assert "schemathesis cannot generate requests: ValueError: drawing failed" in run.stderr
    assert "1 passed" in run.stdout


def test_without_a_cache_the_requests_are_drawn_when_they_are_needed(
    conformance: Conformance, collector: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun"
    collector.write_text(drawing(f"pathlib.Path({str(begun)!r}).touch()"))
    monkeypatch.setattr(cache, "FOLDER", Path("/proc/nowhere"))

    run = conformance(*FIRST_AND_GENERATED, on=APP)

    assert run.returncode == 0, run.stdout + run.stderr
    assert begun.exists()


@pytest.mark.parametrize("most", ["2", "5"])
def test_max_requests_ends_the_drawing(conformance: Conformance, collector: Path, tmp_path: Path, most: str) -> None:
    ended = tmp_path / "ended"
    collector.write_text(drawing(f"time.sleep(10); pathlib.Path({str(ended)!r}).touch()"))

    run = conformance("--max-requests", most, *FIRST_AND_GENERATED, on=APP)

    assert run.returncode == 2
    assert "MAX_REQUESTS" in run.stderr
    assert not ended.exists()


def test_smoke_draws_nothing(conformance: Conformance, collector: Path, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    collector.write_text(drawing(f"pathlib.Path({str(begun)!r}).touch()"))

    run = conformance("--profile", "smoke", on=APP)

    assert run.returncode == 0, run.stdout + run.stderr
    assert not begun.exists()


def test_found_requests_are_sent_beside_those_that_are_drawn_in_the_background(
    conformance: Conformance, collector: Path, tmp_path: Path
) -> None:
    begun, found = tmp_path / "begun", tmp_path / "found.json"
    collector.write_text(drawing(f"pathlib.Path({str(begun)!r}).touch()"))
    body = json.dumps({"agent_id": "the-known-value-of-agent_id", "metadata": {"found": "earlier"}})
    request = {"check": "a", "operation": "createWebCallV3", "method": "POST", "path": "/v3/create-web-call"}
    json_body = {"headers": {"Content-Type": "application/json"}, "text": body}
    found.write_text(json.dumps({"version": 1, "requests": [{**request, **json_body}]}))

    run = conformance("-k", "a_valid_request_is_served", on=APP, REPLAY=str(found))

    assert run.returncode == 0, run.stdout + run.stderr
    assert begun.exists()
    assert '\\"found\\": \\"earlier\\"' in (tmp_path / "reports" / "traffic.har").read_text()
