"""Habits of servers that do not look at requests, as many mocks: many findings follow from one of them."""

from itertools import count

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from api_conformance.results.habits import Habits, habits
from mutants.kill import on_trial
from mutants.serve import in_process
from retell_conformance.reference_server.app import create_app

NUMBERS = count()


async def invent(_: Request) -> JSONResponse:
    """Return a call that has nothing of the request."""
    number = next(NUMBERS)
    invented = {"call_id": f"call_{number}", "agent_id": f"agent_{number}", "metadata": {"invented": number}}
    return JSONResponse(invented, status_code=201)


def found_of(app: ASGIApp) -> Habits:
    with on_trial(app, in_process, requests=60) as trial:
        trial.send(60)
        return habits(trial.run)


def test_a_mock_that_invents_calls_serves_all_and_returns_nothing_of_the_requests() -> None:
    paths = "/v2/create-web-call", "/v3/create-web-call"
    mock = Starlette(routes=[Route(path, invent, methods=["POST"]) for path in paths])

    found = found_of(mock)

    assert found.serves_all == {"createWebCall", "createWebCallV3"}
    assert found.never_returned == {"agent_id", "metadata"}
    assert found.same_body == frozenset()


def test_a_conforming_server_has_no_habit() -> None:
    assert found_of(create_app()) == Habits()
