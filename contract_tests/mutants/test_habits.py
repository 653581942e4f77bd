"""Tests of habits: servers that ignore requests, as many mocks do, cause many findings by one fault."""

from collections.abc import Awaitable, Callable
from itertools import count, cycle

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from api_conformance.results.habits import Evidence, Habits, evidence
from mutants.kill import kill, on_trial
from mutants.response import call
from mutants.serve import in_process
from retell_conformance.reference_server.app import create_app
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

NUMBERS = count()


async def invent(_: Request) -> JSONResponse:
    """Return a call with no value of the request."""
    number = next(NUMBERS)
    invented = {"call_id": f"call_{number}", "agent_id": f"agent_{number}", "metadata": {"invented": number}}
    return JSONResponse(invented, status_code=201)


def mock(respond: Callable[[Request], Awaitable[JSONResponse]]) -> Starlette:
    paths = "/v2/create-web-call", "/v3/create-web-call"
    return Starlette(routes=[Route(path, respond, methods=["POST"]) for path in paths])


def evidence_of(app: ASGIApp, *, requests: int = 60, created: int = 3) -> Evidence:
    with on_trial(app, in_process, chosen=requests) as trial:
        trial.send(requests)
        for number in range(created):
            trial.run.create(metadata={"number": number})
        return evidence(trial.run)


def found_of(app: ASGIApp) -> Habits:
    return evidence_of(app).shown


def test_a_mock_that_invents_calls_accepts_all_requests_and_returns_none_of_their_values() -> None:
    found = found_of(mock(invent))

    assert found.serves_all == {"createWebCall", "createWebCallV3"}
    assert found.never_returned == {"agent_id", "metadata"}
    assert found.same_body == frozenset()


async def forget(_: Request) -> JSONResponse:
    """Return a call with none of the values of the request, except the version 1."""
    return JSONResponse({"call_id": f"call_{next(NUMBERS)}", "agent_version": 1}, status_code=201)


def test_a_value_that_is_left_out_is_not_returned_and_true_is_not_1() -> None:
    assert {"metadata", "agent_id", "agent_version"} <= found_of(mock(forget)).never_returned


async def empty(_: Request) -> JSONResponse:
    """Return a call without metadata, which is also right for some requests."""
    return JSONResponse({"call_id": "call_1", "agent_id": "agent_1", "metadata": {}}, status_code=201)


def test_a_value_that_is_equal_by_chance_does_not_count_as_returned() -> None:
    assert found_of(mock(empty)).never_returned == {"agent_id", "metadata"}


async def repeat(request: Request) -> JSONResponse:
    """Return the same call, whatever the request is."""
    return JSONResponse(
        {"call_id": "call_1", "agent_id": "agent_1"}, status_code=201 if request.method == "POST" else 200
    )


def test_the_one_call_of_a_mock_that_is_read_again_and_again_is_the_same_response() -> None:
    server = mock(repeat)
    server.routes.append(Route("/v2/get-call/{call_id}", repeat))
    with on_trial(server, in_process, requests=0) as trial:
        trial.run.ask_by(next(each for each in trial.run.registrations if each.reading))
        for number in range(3):
            trial.run.create_and_get(metadata={"number": number})

        assert ("getCall", 200) in evidence(trial.run).shown.same_body


def test_a_setting_that_a_mock_invents_is_not_taken_for_that_of_another_call() -> None:
    values = cycle([False, False, False, True])
    server = call.update(opt_in_signed_url=lambda _: next(values))()

    with on_trial(server, in_process, requests=0) as trial:
        assert kill(RULES["an_override_is_for_one_call_alone"], trial).findings == ()


def test_a_conforming_server_has_no_habit() -> None:
    assert found_of(create_app()) == Habits()


def test_a_shard_with_too_few_requests_does_not_contradict_the_habits_that_another_shows() -> None:
    shown, few = evidence_of(mock(invent)), evidence_of(mock(invent), requests=0, created=1)

    assert few.shown == Habits()
    assert shown.with_other(few).shown == few.with_other(shown).shown == shown.shown


def test_a_habit_that_one_shard_contradicts_is_none_of_the_server() -> None:
    shown, others = evidence_of(mock(invent)), evidence_of(create_app())

    assert shown.with_other(others).shown.serves_all == frozenset()
    assert others.with_other(shown).with_other(shown).shown.serves_all == frozenset()
