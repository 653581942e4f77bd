"""Tests of shards: machines share the random requests, reports are merged, and found requests are sent first."""

import asyncio
import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api_conformance.profiles import PROFILES
from api_conformance.settings import options_of
from api_conformance.shard import BadShard, Shard, parse
from repository import ROOT
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server import validation
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.tests.conftest import Conformance, reference

pytestmark = pytest.mark.slow

SERVER = Settings()
SECONDS = 120
A_FEW = "every_status_is_documented or a_wrong_key_is_refused"
ODD = "Łukasz"


@define
class Watched:
    """A server that counts its requests by machine, and responds slowly."""

    app: ASGIApp
    requests: Counter[str] = field(factory=Counter)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.requests[dict(scope["headers"]).get(b"x-machine", b"").decode()] += 1
            await asyncio.sleep(0.02)
        await self.app(scope, receive, send)


def odd_names_are_too_much(body: Any) -> None:
    """Fail if the body has a text with a rare letter."""
    if "\\u" in json.dumps(body):
        raise Rejection(500, "Something went wrong on our side")
    validation.validate(body)


@pytest.fixture(scope="module")
def faulty() -> Iterator[str]:
    with running(reference(validate=odd_names_are_too_much)) as url:
        yield url


def report(folder: Path) -> Any:
    return json.loads((folder / "report.json").read_text())


def sent(folder: Path) -> list[tuple[str, str]]:
    entries = json.loads((folder / "traffic.har").read_text())["log"]["entries"]
    return [(each["request"]["url"], each["request"].get("postData", {}).get("text", "")) for each in entries]


def test_each_machine_sends_different_random_requests(
    conformance: Conformance, reference_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PROFILES, "ci", evolve(PROFILES["ci"], fuzzing=20))
    for number in (1, 2, 3):
        ran = conformance(
            "--base-url", reference_server, "-k", A_FEW, SHARD=f"{number}/3", REPORTS=str(tmp_path / str(number))
        )
        assert ran.returncode == 0, ran.stderr
    first, second, third = ({body for _, body in sent(tmp_path / each)} for each in "123")

    assert len(first) > len(second)
    assert len(second - first) > 10
    assert len(third - first - second) > 10
    checks = [{each["id"] for each in report(tmp_path / each)["checks"]} for each in "123"]
    assert checks == [{"every_status_is_documented", "a_wrong_key_is_refused"}, *[{"every_status_is_documented"}] * 2]


@contextmanager
def machine(number: int, folder: Path, base_url: str, contract: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run the suite as one of three machines."""
    ours = {option.variable for option in options_of(RETELL)}
    settings = {
        "BASE_URL": base_url,
        "RETELL_API_KEY": SERVER.api_key,
        "RETELL_AGENT_ID": SERVER.agent_id,
        "CONTRACT": str(contract),
        "SHARD": f"{number}/3",
        "REPORTS": str(folder / f"machine-{number}"),
        "HEADER": f"X-Machine: {number}",
    }
    process = subprocess.Popen(
        [ROOT / "scripts" / "conformance", "-k", A_FEW],
        env={**{name: value for name, value in os.environ.items() if name not in ours}, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_a_missing_shard_is_reported_until_it_has_run(
    conformance: Conformance, small_contract: Path, tmp_path: Path
) -> None:
    server = Watched(create_app(SERVER))
    with running(server) as base_url:
        machines = [machine(number, tmp_path, base_url, small_contract) for number in (1, 2, 3)]
        with machines[0] as one, machines[1] as two, machines[2] as three:
            until = time.monotonic() + SECONDS
            while server.requests["3"] < 30 and time.monotonic() < until:
                time.sleep(0.02)
            three.send_signal(signal.SIGKILL)
            for each in (one, two):
                output, _ = each.communicate(timeout=SECONDS)
                assert each.returncode == 0, output
        folders = [str(tmp_path / f"machine-{number}") for number in (1, 2, 3)]
        merged = conformance("merge", *folders, REPORTS=str(tmp_path / "merged"))

        assert merged.returncode == 2
        assert "shard 3 of 3 is missing" in merged.stderr
        assert "shard 3 of 3 is missing" in (tmp_path / "merged" / "junit.xml").read_text()

        with machine(3, tmp_path, base_url, small_contract) as again:
            output, _ = again.communicate(timeout=SECONDS)
            assert again.returncode == 0, output
        merged = conformance("merge", *folders, REPORTS=str(tmp_path / "merged"))

    assert merged.returncode == 0, merged.stderr
    parts = [report(Path(each))["requests"]["total"] for each in folders]
    assert report(tmp_path / "merged")["requests"]["total"] == sum(parts)
    assert report(tmp_path / "merged")["verdict"]["kind"] == "conforms"
    assert SERVER.api_key not in "".join(each.read_text() for each in tmp_path.rglob("*.json"))


def test_requests_found_by_one_machine_are_sent_first_by_another(
    conformance: Conformance, faulty: str, tmp_path: Path
) -> None:
    ran = conformance("--base-url", faulty, "-k", "a_valid_request_is_served", REPORTS=str(tmp_path / "one"))
    assert ran.returncode == 1, ran.stderr
    found = json.loads((tmp_path / "one" / "found-requests.json").read_text())["requests"]
    assert found
    assert SERVER.agent_id not in json.dumps(found)

    options = "--base-url", faulty, "-k", "a_valid_request_is_served", "--profile", "smoke"
    again = conformance(*options, REPLAY=str(tmp_path / "one" / "found-requests.json"), REPORTS=str(tmp_path / "two"))
    assert again.returncode == 1
    bodies = [body for _, body in sent(tmp_path / "two")]
    assert any("\\u" in body for body in bodies[:30])


def test_a_fault_found_by_one_machine_is_in_the_merged_report(
    conformance: Conformance, faulty: str, tmp_path: Path
) -> None:
    options = "-k", "a_valid_request_is_served", "--profile", "smoke"
    found = tmp_path / "found.json"
    odd = {"check": "a", "operation": "createWebCallV3", "method": "POST", "path": "/v3/create-web-call"}
    body = json.dumps({"agent_id": "the-known-value-of-agent_id", "metadata": {"name": ODD}})
    request = {**odd, "headers": {"Content-Type": "application/json"}, "text": body}
    found.write_text(json.dumps({"version": 1, "requests": [request, request]}))
    for number in (1, 2):
        conformance(
            "--base-url", faulty, *options, SHARD=f"{number}/2", REPLAY=str(found), REPORTS=str(tmp_path / str(number))
        )
    merged = conformance("merge", str(tmp_path / "1"), REPORTS=str(tmp_path / "merged"))

    assert merged.returncode == 1, merged.stdout
    assert "shard 2 of 2 is missing" in merged.stdout
    both = conformance("merge", str(tmp_path / "1"), str(tmp_path / "2"), REPORTS=str(tmp_path / "merged"))
    assert both.returncode == 1
    assert "1 cause" in both.stdout
    assert json.loads((tmp_path / "merged" / "found-requests.json").read_text())["requests"]


def mocked(app: ASGIApp) -> ASGIApp:
    """Return the server, which registers a call of v3 for any request, as a mock does."""
    body = json.dumps({"agent_id": SERVER.agent_id}).encode()
    headers = [(b"authorization", f"Bearer {SERVER.api_key}".encode()), (b"content-type", b"application/json")]

    async def valid() -> Message:
        return {"type": "http.request", "body": body}

    async def mock(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (scope["method"], scope["path"]) == ("POST", "/v3/create-web-call"):
            scope, receive = {**scope, "headers": headers}, valid
        await app(scope, receive, send)

    return mock


def test_a_fault_found_by_each_machine_is_one_cause(conformance: Conformance, tmp_path: Path) -> None:
    rules = "missing_key or an_invalid_request or an_unknown_agent or no_json_object"
    with running(mocked(create_app(SERVER))) as url:
        for number in (1, 2):
            folder = str(tmp_path / str(number))
            conformance("--base-url", url, "-k", rules, SHARD=f"{number}/2", REPORTS=folder, MAX_REQUESTS="400")

    merged = conformance("merge", str(tmp_path / "1"), str(tmp_path / "2"), REPORTS=str(tmp_path / "all"))

    assert merged.returncode == 1, merged.stderr
    assert [each["got"] for each in report(tmp_path / "all")["causes"]] == ["a success for each request"]


def test_each_reason_of_shards_without_a_verdict_is_in_the_line(
    conformance: Conformance, reference_server: str, tmp_path: Path
) -> None:
    for number, most in ((1, "3"), (2, "4"), (3, "3")):
        folder = str(tmp_path / str(number))
        options = "--base-url", reference_server, "-k", "every_status", "--max-requests", most
        conformance(*options, SHARD=f"{number}/3", REPORTS=folder)
    merged = conformance("merge", *(str(tmp_path / each) for each in "123"), REPORTS=str(tmp_path / "merged"))

    assert merged.returncode == 2
    assert (
        "shards 1, 3: the limit MAX_REQUESTS=3 is reached; shard 2: the limit MAX_REQUESTS=4 is reached"
        in merged.stderr
    )


def test_shards_that_check_embedded_servers_have_no_url_in_common(conformance: Conformance, tmp_path: Path) -> None:
    conformance("-k", "a_valid_request_is_served", "--profile", "smoke", SHARD="1/2", REPORTS=str(tmp_path / "1"))
    merged = conformance("merge", str(tmp_path / "1"), REPORTS=str(tmp_path / "merged"))

    assert "\n  server    the embedded reference server\n" in merged.stdout


def test_shards_of_two_campaigns_are_not_merged(
    conformance: Conformance, reference_server: str, tmp_path: Path
) -> None:
    for number, seed in (("1", "1"), ("2", "2")):
        conformance(
            *("--base-url", reference_server, "-k", "every_status", "--profile", "smoke"),
            SHARD=f"{number}/2",
            SEED=seed,
            REPORTS=str(tmp_path / number),
        )
    merged = conformance("merge", str(tmp_path / "1"), str(tmp_path / "2"))
    assert merged.returncode == 2
    assert merged.stderr == "conformance: shards 1 and 2 are of two campaigns: another seed\n"


def test_a_machine_for_which_nothing_is_left_says_why(conformance: Conformance) -> None:
    run = conformance("--shard", "2/2", "-k", "metadata_is_returned", on=create_app(SERVER))
    assert run.returncode == 2
    assert "no rule was checked: all that are selected are the same on every machine" in run.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SHARD": "4/3"}, "SHARD must look like 3/8"),
        ({"SHARD": "first"}, "SHARD must look like 3/8"),
        ({"REPLAY": "/no/such/file"}, "REPLAY names /no/such/file, which cannot be read"),
        ({"REPLAY": str(ROOT / "README.md")}, "REPLAY must be a found-requests.json"),
    ],
)
def test_an_invalid_setting_is_reported(conformance: Conformance, settings: dict[str, str], said: str) -> None:
    ran = conformance(**settings)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_the_first_shard_uses_the_seed_itself() -> None:
    assert parse("1/8").seed_of(5) == 5
    assert len({Shard(number, 8).seed_of(5) for number in range(1, 9)}) == 8
    with pytest.raises(BadShard):
        parse("0/3")
