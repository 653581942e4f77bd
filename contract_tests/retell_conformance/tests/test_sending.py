"""Tests of generated requests that could not be sent: their rules give the reason, and do not pass."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import httpx
import pytest

from api_conformance.finding import Finding
from api_conformance.profiles import PROFILES
from api_conformance.requests.expectations import Expectation
from api_conformance.requests.sending import Sent
from api_conformance.results.causes import causes
from api_conformance.results.check_result import result
from api_conformance.rule import Group, Rule
from api_conformance.run import Run
from api_conformance.run_check import Outcome, check
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Traffic
from openapi_contract import document
from retell_conformance.endpoint import RETELL
from retell_conformance.rules import RULES

CALL = {"call_id": "call_1", "access_token": "a.b.c", "agent_id": "agent_1", "agent_version": 1}


class Hanging(httpx.BaseTransport):
    """A server that registers a few calls, and then no longer responds."""

    def __init__(self, responses: int) -> None:
        self.left = responses

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.left -= 1
        if self.left < 0:
            raise httpx.ReadTimeout("no response in time", request=request)
        return httpx.Response(201, json=CALL)


def about(expectation: Expectation) -> Rule:
    def finds_nothing(run: Run) -> Iterator[Finding]:
        run.expecting(expectation)
        yield from ()

    return Rule("finds_nothing", "", "", "", Group("", ""), finds_nothing, needs_generated=True, last=False)


def after(responses: int, expectation: Expectation, contract: Path) -> Outcome:
    traffic = Traffic(
        Target("http://target.invalid", "key", values={"agent_id": "agent_1"}),
        transport=Hanging(responses),
        seconds_to_return=0.2,
    )
    run = Run(document.read(contract), traffic, attrs.evolve(PROFILES["smoke"], generated=200), 0, RETELL)
    return check(about(expectation), run)


@pytest.mark.parametrize("expectation", [Expectation.ACCEPT, Expectation.OTHER_METHOD])
@pytest.mark.parametrize("responses", [3, 20])
def test_a_hang_is_given_as_the_reason(responses: int, expectation: Expectation, small_contract: Path) -> None:
    outcome = after(responses, expectation, small_contract)
    assert (outcome.kind, outcome.prevented) == ("not checked", True)
    assert "the server stopped responding, and did not return within 0.2 s" in outcome.reason


class HangingOnNobody(httpx.BaseTransport):
    """A server that never responds to a request with an unknown agent."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if b"nobody" not in request.content:
            return httpx.Response(201, json=CALL)
        time.sleep(0.02)
        raise httpx.ReadTimeout("no response in time", request=request)


def test_requests_that_hang_are_reported_once(small_contract: Path) -> None:
    traffic = Traffic(
        Target("http://target.invalid", "key", values={"agent_id": "agent_1"}),
        transport=HangingOnNobody(),
        seconds_to_answer=0.01,
    )
    run = Run(document.read(small_contract), traffic, PROFILES["smoke"], 0, RETELL, Sent(()))
    run.create()
    body, headers = b'{"agent_id": "nobody"}', {"Content-Type": "application/json"}
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: traffic.send("POST", "/v2/create-web-call", body, headers), range(10)))

    rules = "every_request_is_answered_without_a_server_error", "every_answer_comes_in_time"
    results = [result(check(RULES[rule], run), run, ()) for rule in rules]

    assert [len(each.mentions) for each in results] == [10, 10]
    assert len(causes(results)) == 1
