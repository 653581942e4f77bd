"""Tests of habits: servers that ignore requests, as many mocks do, cause many findings by one fault."""

from collections.abc import Awaitable, Callable
from itertools import count

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from api_conformance.results.habits import Habits, habits
from mutants.kill import on_trial
from mutants.serve import in_process
from retell_conformance.reference_server.app import create_app

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


def found_of(app: ASGIApp) -> Habits:
    with on_trial(app, in_process, chosen=60) as trial:
        trial.send(60)
        for number in range(3):
            trial.run.create(metadata={"number": number})
        return habits(trial.run)


def test_a_mock_that_invents_calls_accepts_all_requests_and_returns_none_of_their_values() -> None:
    found = found_of(mock(invent))

    assert found.serves_all == {"createWebCall", "createWebCallV3"}
    assert found.never_returned == {"agent_id", "metadata"}
    assert found.same_body == frozenset()


async def empty(_: Request) -> JSONResponse:
    """Return a call without metadata, which is also right for some requests."""
    return JSONResponse({"call_id": "call_1", "agent_id": "agent_1", "metadata": {}}, status_code=201)


def test_a_value_that_is_equal_by_chance_does_not_count_as_returned() -> None:
    assert found_of(mock(empty)).never_returned == {"agent_id", "metadata"}


def test_a_conforming_server_has_no_habit() -> None:
    assert found_of(create_app()) == Habits()
