"""Tests of the reports on servers with one mistake that affects hundreds of responses, with varying numbers."""

import itertools
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from attrs import evolve
from starlette.types import ASGIApp, Receive, Scope, Send

from api_conformance.requests.expectations import GeneratedRequest
from api_conformance.requests.sending import send
from api_conformance.results.causes import Cause, causes
from api_conformance.results.check_result import result
from api_conformance.run_check import check
from mutants.kill import Trial, everything, in_order, on_trial
from mutants.reported import faults_of_reports
from mutants.request import reads_as
from mutants.response import changes_headers
from mutants.serve import Answer, in_process, respond
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

FIREWALL = Answer("", 403, ((b"content-type", b"text/html"),), b"<html><h1>403 Forbidden</h1></html>")
ATTACKS = (b"<b>", b"OR '1'='1", b"__proto__")
CREDENTIAL = "turn/Secret+of=1"


def answering(change: Callable[[int, bytes, Answer], Answer]) -> ASGIApp:
    """Return the reference server with its responses changed, given their number and the request's body."""
    app, numbers = create_app(), itertools.count(1)

    async def changed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        content = b""
        while True:
            message = await receive()
            content += message.get("body", b"")
            if not message.get("more_body"):
                break
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        answer = await respond(app, scope["method"], scope["raw_path"] + query, scope["headers"], content)
        answer = change(next(numbers), content, answer)
        length = str(len(answer.body)).encode()
        headers = [(name, value) for name, value in answer.headers if name.lower() != b"content-length"]
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": [*headers, (b"content-length", length)]}
        )
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})

    return changed


def with_call(change: Callable[[int, dict[str, Any]], dict[str, Any]]) -> ASGIApp:
    """Return the reference server with other values for properties of its calls, if a call has them."""

    def changed(number: int, _: bytes, answer: Answer) -> Answer:
        call = json.loads(answer.body) if answer.status in (200, 201) and answer.body else {}
        more = {name: value for name, value in change(number, call).items() if name in call}
        return evolve(answer, body=json.dumps({**call, **more}).encode()) if more else answer

    return answering(changed)


SERVERS: dict[str, tuple[Callable[[], ASGIApp], int]] = {
    "an expiry in seconds": (lambda: with_call(lambda _, call: {"expires_at": call.get("expires_at", 0) // 1000}), 1),
    "an expiry that is a moment": (
        lambda: with_call(lambda number, _: {"expires_at": int(time.time() * 1000) + 1000 * (number % 7)}),
        2,
    ),
    "metadata of its own": (lambda: with_call(lambda number, _: {"metadata": {"request": number}}), 1),
    "a page to log in": (
        lambda: answering(
            lambda number, _, answer: (
                Answer("", 302, ((b"location", b"/login?n=%d" % number),), b"") if answer.status == 401 else answer
            )
        ),
        1,
    ),
    "a number of 400 digits": (lambda: with_call(lambda *_: {"expires_at": 10**400, "agent_version": 10**400}), 9),
    "an infinite number": (lambda: with_call(lambda *_: {"expires_at": float("1e999"), "agent_version": 1e308}), 9),
    "half a character": (
        lambda: with_call(lambda number, _: {"call_id": f"\ud800{number}", "agent_id": "\ud800", "metadata": "\udfff"}),
        12,
    ),
    "an empty id": (lambda: with_call(lambda *_: {"call_id": ""}), 1),
    "an empty token": (lambda: with_call(lambda *_: {"access_token": ""}), 1),
    "an id of a digit": (lambda: with_call(lambda *_: {"call_id": "0"}), 2),
    "other types": (
        lambda: with_call(lambda *_: {"call_id": ["a"], "agent_id": {}, "access_token": [1], "ice_servers": {"a": []}}),
        12,
    ),
}


# An odd value that a server returns, such as a version of 400 digits, is part of what schemathesis generates from.
CHOSEN = [100, pytest.param(None, marks=pytest.mark.thorough)]


@pytest.mark.parametrize("chosen", CHOSEN, ids=["chosen", "generated"])
@pytest.mark.parametrize(("build", "most"), SERVERS.values(), ids=SERVERS.keys())
def test_one_mistake_is_few_causes_and_in_every_report(
    build: Callable[[], ASGIApp], most: int, chosen: int | None
) -> None:
    with on_trial(build(), in_process, requests=100, chosen=chosen) as trial:
        outcomes = everything(trial)
        results = [result(outcome, trial.run, ()) for outcome in outcomes]

        assert 1 <= len(causes(results)) <= most
        assert faults_of_reports(trial.run, outcomes) == []


ODD_VALUES = ["", " ", "x", "a/b?c#%", 0, -1, True, None, [], [None], {}]
READ_VALUES = ["access_token", "agent_id", "call_id", "call_status", "expires_at", "ice_servers", "metadata"]


@pytest.mark.thorough
@pytest.mark.parametrize("name", READ_VALUES)
@pytest.mark.parametrize("value", ODD_VALUES, ids=repr)
def test_no_value_of_a_server_makes_a_check_or_a_report_fail(name: str, value: object) -> None:
    with on_trial(with_call(lambda *_: {name: value}), in_process, requests=10, chosen=10, cases=2) as trial:
        assert faults_of_reports(trial.run, everything(trial)) == []


def causes_of(rules: Sequence[str], trial: Trial, is_sent: Callable[[GeneratedRequest], bool]) -> list[Cause]:
    """Send some of the generated requests; return the causes of what these rules find."""
    run = trial.run
    every = in_order(run.offered, run.known, run.profile.fuzzing, run.seed)
    run.sent = send([each for each in every if is_sent(each)], run.traffic)
    return causes(result(check(RULES[rule], run), run, ()) for rule in rules)


def test_null_in_place_of_a_body_is_one_cause_over_both_rules_that_send_it() -> None:
    body = {"agent_id": Settings().agent_id}
    rules = "an_invalid_request_is_refused", "a_body_that_is_no_json_object_is_refused"
    with on_trial(reads_as(lambda sent: body if sent is None else sent)(), in_process) as trial:
        [cause] = causes_of(rules, trial, lambda each: each.content == b"null")

    assert {each.rule for each in cause.rules} == {*rules}
    assert cause.whys == ("the body: expected an object, got null",)


def test_a_cause_of_requests_with_another_method_names_the_path() -> None:
    without_allow = changes_headers(lambda headers: headers.pop(b"allow"), 405)
    with on_trial(without_allow(), in_process) as trial:
        [cause] = causes_of(["another_method_is_refused"], trial, lambda each: each.method == "PUT")

    assert cause.title.startswith("/v2/get-call/{call_id} and /v3/create-web-call: expected an Allow header with ")


def test_a_firewall_in_front_of_a_correct_server_is_noted_and_not_a_cause() -> None:
    firewall = answering(lambda _, sent, answer: FIREWALL if any(each in sent for each in ATTACKS) else answer)
    with on_trial(firewall, in_process, requests=100) as trial:
        outcomes = everything(trial)

        assert causes(result(outcome, trial.run, ()) for outcome in outcomes) == []
        assert any(finding.note for outcome in outcomes for finding in outcome.notes)
        assert faults_of_reports(trial.run, outcomes) == []


def test_a_token_in_a_content_type_is_in_no_report() -> None:
    def repeated(_: int, __: bytes, answer: Answer) -> Answer:
        token = json.loads(answer.body).get("access_token") if answer.status == 201 else None
        kind = f"application/json; session={token}".encode()
        return evolve(answer, headers=((b"content-type", kind),)) if token else answer

    with on_trial(answering(repeated), in_process, requests=10, chosen=10) as trial:
        assert faults_of_reports(trial.run, everything(trial)) == []


@pytest.mark.parametrize("credential", [CREDENTIAL, "turn1"])
def test_the_credential_of_an_ice_server_is_in_no_report(credential: str) -> None:
    """Reports show responses of a broken server, with the credential masked."""
    server = {"urls": "turn:turn.example.com", "username": "user-1", "credential": credential}
    with on_trial(with_call(lambda *_: {"ice_servers": [server], "expires_at": 1}), in_process, requests=10) as trial:
        outcomes = everything(trial)
        shown = [result(each, trial.run, ()) for each in outcomes]
        faults = faults_of_reports(trial.run, outcomes)

    responses = [symptom.example.response for each in shown for symptom in each.symptoms]
    assert any('"username": "user-1", "credential": "***"' in text for text in responses)
    assert not any(credential in text for text in responses)
    assert faults == []
