"""Tests of a load test's judging: each response like a recorded one, and each call as the property of one caller."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from api_conformance.load.process_run import DOCUMENTED, Expected, ProcessRun, Request, Response
from api_conformance.transport.target import Target
from retell_conformance.contract import read
from retell_conformance.load import call_checks
from retell_conformance.load.call_checks import MARK, RegisteredCall, of_reading

KEY, AGENT = "key_5f2d7c0b9e41a6d38c5e7f1029b4", "oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2VjcmV0"
CONNECTION = {"call_id": "call_1", "access_token": TOKEN, "transport": "gateway", "ice_servers": [], "expires_at": 1}
CALL = {
    "call_type": "web_call",
    "access_token": TOKEN,
    "call_id": "call_1",
    "agent_id": AGENT,
    "agent_version": 1,
    "call_status": "registered",
    "metadata": {MARK: "mine"},
}
REGISTERED = RegisteredCall({"agent_id": AGENT, "metadata": {MARK: "mine"}}, CONNECTION, at=0)


@pytest.fixture
def run() -> ProcessRun:
    return ProcessRun(read(), Target("http://server", KEY, "RETELL_API_KEY", {"agent_id": AGENT}))


def judged(run: ProcessRun, status: int, body: Any, **headers: str) -> list[str]:
    operation = next(each for each in run.document.operations if each.id == "createWebCallV3")
    authorized = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    request = Request(operation, operation.path, authorized, b"{}", Expected("served", frozenset({201})))
    kind = {"content-type": "application/json", **headers}
    _, violations = run.judge(request, Response(status, kind, json.dumps(body).encode(), 0), lambda *_: ())
    return violations


def test_a_documented_response_is_accepted(run: ProcessRun) -> None:
    assert judged(run, 201, CONNECTION) == []
    assert run.tally.checked == {DOCUMENTED: 1, "served": 1}


@pytest.mark.parametrize(
    ("status", "body", "title"),
    [
        (500, {"status": "error", "message": "m"}, "expected status 201, got status 500"),
        (418, {}, "expected status 201, 400, 401, 402, 404, 422, 429 or 500, got status 418"),
        (201, {**CONNECTION, "expires_at": "soon"}, "expected an integer, got a string at /expires_at"),
    ],
)
def test_an_undocumented_response_is_a_violation(run: ProcessRun, status: int, body: Any, title: str) -> None:
    assert judged(run, status, body) == [title]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_not_at_fault(run: ProcessRun, status: int) -> None:
    assert judged(run, status, {"status": "error", "message": "later"}) == []
    assert run.tally.lost == 1


def test_announced_additions_are_unknown(run: ProcessRun) -> None:
    assert judged(run, 201, {**CONNECTION, "new": 1}) == []
    assert run.tally.unknown == {"property /new": 1}


def test_an_example_has_no_secret_and_can_be_sent_again(run: ProcessRun) -> None:
    judged(run, 201, {**CONNECTION, "access_token": "an-opaque-secret", "expires_at": TOKEN})
    [(_, cause)] = run.tally.in_order()
    shown = repr(cause.example)
    assert TOKEN not in shown
    assert "an-opaque-secret" not in shown
    assert KEY not in shown
    assert '-H "Authorization: Bearer ${RETELL_API_KEY}"' in cause.example.curl


def found(read: Mapping[str, Any], at: float = 1) -> list[str]:
    return [each.check for each in of_reading("getCall", REGISTERED, read, at)]


def test_the_callers_own_call_is_accepted() -> None:
    assert found(CALL) == []
    assert found({**CALL, "call_status": "ended"}, at=60) == []
    assert found({name: value for name, value in CALL.items() if name != "access_token"}) == []


@pytest.mark.parametrize(
    ("changed", "check"),
    [
        ({"call_id": "call_2"}, call_checks.OWN),
        ({"metadata": {MARK: "yours"}}, call_checks.UNCROSSED),
        ({"metadata": {}}, call_checks.OWN),
        ({"agent_id": "another"}, call_checks.OWN),
        ({"call_status": "ended"}, call_checks.OWN),
        ({"access_token": "another"}, call_checks.NO_FRESHER),
        ({"start_timestamp": 5}, call_checks.TIMES),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else "",
)
def test_another_call_is_found(changed: dict[str, Any], check: str) -> None:
    assert found({**CALL, **changed}) == [check]
