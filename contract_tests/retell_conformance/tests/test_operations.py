"""Tests of the operations of a run: those chosen by name, else those that the server offers."""

import json
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from werkzeug.exceptions import NotFound

from api_conformance import preflight as probe
from api_conformance.transport.exchange import Exchange, now
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.tests.conftest import Conformance, Ran


@pytest.fixture(scope="module")
def v3_alone() -> Iterator[str]:
    with running(create_app(Settings(versions=("v3",)))) as base_url:
        yield base_url


def checked(conformance: Conformance, *options: str) -> Ran:
    """Check one quick rule with these options."""
    return conformance("--profile", "smoke", "-k", "every_operation_wants_a_key", *options)


def test_an_operation_that_is_not_offered_is_reported_but_not_a_failure(
    conformance: Conformance, v3_alone: str
) -> None:
    run = checked(conformance, "--base-url", v3_alone)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "  checked   createWebCallV3, getCall; not offered: createWebCall\n" in run.stdout


def test_a_selected_operation_must_be_offered(conformance: Conformance, v3_alone: str) -> None:
    run = checked(conformance, "--base-url", v3_alone, "--operation", "createWebCall", "--operation", "getCall")
    assert run.returncode == 2
    assert "does not offer" in run.stderr or "to any path" in run.stderr
    assert run.stderr.count("\n") == 1


def test_only_selected_operations_are_checked(conformance: Conformance, v3_alone: str) -> None:
    run = checked(conformance, "--base-url", v3_alone, "--operation", "createWebCallV3")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "  checked   createWebCallV3\n" in run.stdout


def test_an_unknown_operation_is_reported_in_one_line(conformance: Conformance) -> None:
    run = checked(conformance, "--operation", "getcall")
    assert run.returncode == 2
    expected = (
        "conformance: OPERATION must be one of createWebCall, createWebCallV3, getCall, or several, not 'getcall'"
    )
    assert run.stderr.strip() == expected


# The responses of frameworks to an unknown path: Express 5.3.0, Fastify 5.12.8 and werkzeug as observed,
# the others as documented.
UNKNOWN_PATHS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "Express": lambda method, path: (
        "text/html; charset=utf-8",
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n'
        f"<pre>Cannot {method} {path}</pre>\n</body>\n</html>\n",
    ),
    "Fastify": lambda method, path: (
        "application/json",
        json.dumps({"message": f"Route {method}:{path} not found", "error": "Not Found", "statusCode": 404}),
    ),
    "NestJS": lambda method, path: (
        "application/json",
        json.dumps({"message": f"Cannot {method} {path}", "error": "Not Found", "statusCode": 404}),
    ),
    "Spring": lambda _, path: (
        "application/json",
        json.dumps({"timestamp": datetime.now(UTC).isoformat(), "status": 404, "error": "Not Found", "path": path}),
    ),
    "Rails": lambda method, path: (
        "application/json",
        json.dumps({"status": 404, "error": f'No route matches [{method}] "{path}"', "id": secrets.token_hex(8)}),
    ),
    "Flask": lambda *_: ("text/html; charset=utf-8", NotFound().get_body()),
}


def answered(path: str, kind: str, body: str) -> Exchange:
    """Return a request for a path, with a response of 404."""
    response = httpx.Response(404, content=body.encode(), headers={"Content-Type": kind})
    return Exchange(httpx.Request("GET", f"http://127.0.0.1{path}"), response, None, now(), 0.1)


@pytest.mark.parametrize("framework", UNKNOWN_PATHS)
def test_a_frameworks_responses_to_unknown_paths_are_recognised_as_the_same(framework: str) -> None:
    one, other = (answered(path, *UNKNOWN_PATHS[framework]("GET", path)) for path in ("/v2/get-call/a%20b", "/no-12"))
    assert probe.alike(one, other)
    assert not probe.alike(one, answered("/v2/get-call/a", "application/json", '{"message": "No such call"}'))


def test_a_404_that_names_the_path_means_that_an_operation_is_not_offered(conformance: Conformance) -> None:
    async def unknown(request: Request) -> Response:
        kind, body = UNKNOWN_PATHS["Spring"](request.method, request.url.path)
        return Response(body, 404, media_type=kind)

    app = create_app(Settings(versions=("v2",)))
    v2 = next(route for route in app.routes if isinstance(route, Route) and route.path == "/v2/create-web-call")
    methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]
    with running(Starlette(routes=[v2, Route("/{path:path}", unknown, methods=methods)])) as base_url:
        run = checked(conformance, "--base-url", base_url)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "  checked   createWebCall; not offered: createWebCallV3, getCall\n" in run.stdout


def test_a_server_without_any_operation_has_no_verdict(conformance: Conformance) -> None:
    with running(create_app(Settings(versions=()))) as base_url:
        run = checked(conformance, "--base-url", base_url)
    assert run.returncode == 2
    assert "also to /v2/create-web-call and /v3/create-web-call" in run.stderr
