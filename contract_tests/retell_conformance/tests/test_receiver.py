"""Tests of `retell-conformance receiver`: the faults that it finds, and the reasons why a receiver cannot be judged."""

import json
import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api_conformance.cli import run_command
from openapi_contract import document
from openapi_contract.document import Document
from repository import CONTRACT
from retell_conformance.receiver import event_bodies
from retell_conformance.receiver.receiving import RECEIVER, webhooks_alone
from retell_conformance.reference_server import signature
from retell_conformance.reference_server.running import running

KEY = "key_0123456789abcdef0123456789"
Answer = Callable[[Request, bytes], Response]
Check = Callable[..., tuple[int, str, str]]


def is_signed(body: bytes, header: str | None) -> bool:
    """Return whether the header is the one that the reference server sends for this body."""
    stamp = (header or "").removeprefix("v=").partition(",")[0]
    recent = stamp.isdecimal() and len(stamp) < 16 and abs(int(stamp) / 1000 - time.time()) < 300
    return recent and header == signature.sign(body, KEY, int(stamp) / 1000)


def verified(request: Request, body: bytes) -> Response:
    """Respond as a correct receiver does."""
    return Response(status_code=204 if is_signed(body, request.headers.get("x-retell-signature")) else 401)


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Return a function that checks a receiver and returns exit status, output and complaints."""
    monkeypatch.setenv("RETELL_API_KEY", KEY)

    def run(answer: Answer | str, *options: str, path: str = "/hook") -> tuple[int, str, str]:
        async def take(request: Request) -> Response:
            assert not isinstance(answer, str)
            return answer(request, await request.body())

        given = ["--reports", str(tmp_path / "reports"), *options]
        if isinstance(answer, str):
            status = run_command(RECEIVER, ["--url", answer, *given])
        else:
            with running(Starlette(routes=[Route(path, take, methods=["POST"])])) as url:
                status = run_command(RECEIVER, ["--url", url + path, *given])
        said, complaints = capsys.readouterr()
        return status, said, complaints

    return run


@pytest.fixture(scope="module")
def contract() -> Document:
    return webhooks_alone(document.read(CONTRACT))


def test_a_correct_receiver_conforms(check: Check, tmp_path: Path) -> None:
    status, said, complaints = check(verified)
    assert (status, complaints) == (0, "")
    assert "19 passed, 0 failed, 0 not checked" in said
    assert said.endswith("The receiver conforms.\n")
    assert {"report.html", "junit.xml", "traffic.har"} <= {file.name for file in (tmp_path / "reports").iterdir()}


@pytest.mark.parametrize("path", ["/", "/hook/", "/a/b"])
def test_the_url_is_used_unchanged(check: Check, path: str) -> None:
    status, said, _ = check(verified, "-k", "every_event_is_received", path=path)
    assert status == 0, said
    assert "covered   0 of" not in said


def test_a_receiver_that_verifies_nothing_has_one_cause(check: Check) -> None:
    status, said, _ = check(lambda *_: Response(status_code=200))
    assert status == 1
    assert "\n1 cause\n" in said
    assert "1. expected events with a wrong signature to be rejected, got status 200 in response" in said
    assert said.endswith("The receiver does not conform: 6 of 19 rules are broken.\n")


def test_causes_name_the_faults_of_a_receiver(check: Check) -> None:
    def answer(request: Request, body: bytes) -> Response:
        if len(body) > 100_000:
            return Response(status_code=413)
        return verified(request, body.rstrip())

    status, said, _ = check(answer)
    assert status == 1
    assert "\n2 causes\n" in said
    assert "expected a 2xx for an event with a long transcript, got status 413 in response" in said
    assert "expected an event that was changed to be rejected, got status 204 in response" in said


def test_a_receiver_that_rejects_every_event_has_one_cause(check: Check) -> None:
    status, said, _ = check(lambda *_: Response(status_code=500))
    assert status == 1
    assert "1. expected a 2xx for a signed event, got status 500 in response" in said


def test_a_receiver_that_responds_late_has_one_cause(check: Check) -> None:
    def answer(request: Request, body: bytes) -> Response:
        if len(body) < 100_000:
            return verified(request, body)
        time.sleep(1.2)
        return Response(status_code=204)

    status, said, _ = check(answer, "--timeout", "1", "-k", "a_long_transcript_is_received")
    assert status == 1
    assert "1. expected a 2xx for an event with a long transcript, got no response within 1 s" in said


def test_a_deviation_accepts_a_finding(check: Check, tmp_path: Path) -> None:
    file = tmp_path / "deviations.yaml"
    file.write_text("- {rule: a_long_transcript_is_received, reason: the gateway, expires: 2999-01-01}\n")
    status, said, _ = check(
        lambda request, body: Response(status_code=413) if len(body) > 100_000 else verified(request, body),
        "--deviations",
        str(file),
    )
    assert status == 0
    assert "The receiver conforms, but for accepted deviations from 1." in said


def test_a_receiver_that_is_stricter_about_time_has_a_note(check: Check) -> None:
    def answer(request: Request, body: bytes) -> Response:
        stamp = request.headers.get("x-retell-signature", "")[2:15]
        is_fresh = stamp.isdecimal() and abs(int(stamp) / 1000 - time.time()) < 60
        return verified(request, body) if is_fresh else Response(status_code=401)

    status, said, _ = check(answer)
    assert status == 0
    assert "1 note, for information" in said


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (lambda *_: Response(status_code=401), "rejects a signed event (401): check that it verifies with the key"),
        (lambda *_: Response(status_code=404), "responds to a POST with 404: check --url"),
        (lambda *_: RedirectResponse("/other", 307), "redirects (307)"),
        (lambda *_: Response(status_code=502), "is down, according to a gateway in front of it (502)"),
        ("http://127.0.0.1:1/hook", "does not respond at 127.0.0.1:1"),
        ("127.0.0.1:1", "the URL must look like https://host[:port][/path]"),
    ],
    ids=["another-key", "not-found", "redirect", "gateway", "nothing-listens", "no-url"],
)
def test_a_receiver_that_cannot_be_judged_exits_2_with_one_line(
    check: Check, answer: Answer | str, complaint: str
) -> None:
    status, said, complaints = check(answer)
    assert (status, said) == (2, "")
    assert complaint in complaints
    assert complaints.count("\n") == 1


def test_a_contract_without_webhooks_exits_2_with_one_line(check: Check, tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    root = {**document.read(CONTRACT).root}
    del root["webhooks"]
    file.write_text(json.dumps(root))
    status, _, complaints = check("http://127.0.0.1:1/", "--contract", str(file))
    assert status == 2
    assert "has no webhook that is signed (x-signature)" in complaints


def test_no_report_has_the_key_or_a_digest(check: Check, tmp_path: Path) -> None:
    digests: set[str] = set()

    def answer(request: Request, body: bytes) -> Response:
        stamp = re.match(r"v=(\d{13})", request.headers.get("x-retell-signature", ""))
        digest = signature.sign(body, KEY, int(stamp[1]) / 1000)[-64:] if stamp else "none"
        digests.add(digest)
        return Response(f"expected {digest}, made with {KEY}", 200)

    status, said, _ = check(answer)
    assert status == 1
    assert "a response with the key" in said
    assert "a response with the digest that was expected" in said
    texts = [said, *(file.read_text() for file in (tmp_path / "reports").iterdir())]
    assert len(digests) > 50
    assert not [each for each in (*digests, KEY) for text in texts if each != "none" and each in text]


@pytest.fixture
def lines(check: Check, tmp_path: Path) -> list[str]:
    """Return the curl lines for a receiver that rejects everything, each of which repeats an event."""
    _, _, _ = check(lambda *_: Response(status_code=500))
    report = json.loads((tmp_path / "reports" / "report.json").read_text())
    return sorted({each for each in _texts(report) if each.startswith("curl ") and "openssl" in each})


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _texts(each)


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("openssl")), reason="curl or openssl is not installed")
def test_a_curl_line_sends_an_event_with_a_new_signature(lines: list[str]) -> None:
    taken: list[bool] = []

    async def take(request: Request) -> Response:
        taken.append(is_signed(await request.body(), request.headers.get("x-retell-signature")))
        return Response(status_code=204)

    assert lines
    with running(Starlette(routes=[Route("/hook", take, methods=["POST"])])) as url:
        for line in lines:
            address = next(each for each in shlex.split(line) if each.startswith("http://"))
            command = line.replace(address, f"{url}/hook")
            with_key = {**os.environ, "RETELL_API_KEY": KEY}
            subprocess.run(["sh", "-c", command], env=with_key, check=True, capture_output=True)
    assert [line for line, right in zip(lines, taken, strict=True) if not right] == []


@pytest.mark.parametrize("make", [event_bodies.minimal, event_bodies.full])
def test_events_fit_the_contract(contract: Document, make: Callable[[Document], dict[str, Any]]) -> None:
    schema = contract.operations[0].request_schema
    assert schema is not None
    bodies = make(contract)
    assert len(bodies) == len(schema.options) == 8
    assert all(schema.is_valid(body) for body in bodies.values())
    assert all(body["event"] == name for name, body in bodies.items())
    assert len({body["call"]["call_id"] for body in bodies.values()}) == 8


def test_a_full_event_has_every_property(contract: Document) -> None:
    options = event_bodies.kinds(contract)
    for name, body in event_bodies.full(contract).items():
        assert body.keys() == options[name].properties.keys()
        assert body["call"].keys() == options[name].properties["call"].properties.keys()


def test_the_event_of_a_long_call_fits_the_contract(contract: Document) -> None:
    schema = contract.operations[0].request_schema
    body = event_bodies.long_call(contract)
    assert schema is not None
    assert schema.is_valid(body)
    assert 350_000 < len(json.dumps(body)) < 600_000
