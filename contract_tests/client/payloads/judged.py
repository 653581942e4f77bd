"""Verdicts of the contract, the reference server, the client and `scripts/validate` on a real body."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from attrs import frozen

from api_conformance.recorded.judging import judge_recording
from api_conformance.recorded.recording import Recording
from client.conftest import forget_drift
from openapi_contract.document import read
from openapi_contract.raw_document import pointer
from openapi_contract.violations import shape
from repository import CONTRACT
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.observed import OBSERVED
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings, versions_of
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call_v3, get_call
from retell_web_call_client.models import CreateWebCallRequest

FOLDER = Path(__file__).parent
AGENT = "agent_0f1e2d3c4b5a69788796a5b4c3"
SERVERS = {"documented": Behaviour(), "observed": OBSERVED}


@frozen
class Request:
    """Verdicts on a request."""

    contract: str
    """Verdict of the contract."""
    documented: int
    """Status of the reference server that behaves as documented."""
    observed: int
    """Status of the reference server that behaves as the live API was observed to."""
    client: str
    """Verdict of the client: sent unchanged, or not."""


@frozen
class Response:
    """Verdicts on a response."""

    fits: str
    """The operation whose contract it breaks at the fewest places."""
    violations: tuple[str, ...]
    """The places at which it breaks the contract."""
    unknown: tuple[str, ...]
    """The places of additions that the contract announces."""
    client: str
    """Result of the client: the class that it returns, with the lines of drift, or the error that it raises."""


@frozen
class Error:
    """Verdicts on the body of an error."""

    status: int
    violations: tuple[str, ...]
    """The places at which it breaks the contract."""
    client: str
    """The class that the client raises."""
    message: str
    """The message of that error."""


@contextmanager
def servers() -> Iterator[dict[str, httpx.Client]]:
    """Run a server for each form of errors, which knows the agent of the payloads."""
    settings = Settings(agents=versions_of(AGENT, latest=3))
    headers = {"Authorization": f"Bearer {settings.api_key}", "Content-Type": "application/json"}
    with (
        running(create_app(settings, SERVERS["documented"])) as documented,
        running(create_app(settings, SERVERS["observed"])) as observed,
        httpx.Client(base_url=documented, headers=headers) as first,
        httpx.Client(base_url=observed, headers=headers) as second,
    ):
        yield {"documented": first, "observed": second}


def judge_request(body: Any, clients: dict[str, httpx.Client]) -> Request:
    """Return the verdicts on a request. Both versions of the API must treat it alike."""
    schema = read(CONTRACT).schema({"$ref": "#/components/schemas/CreateWebCallRequest"})
    statuses = {
        name: {client.post(f"/{version}/create-web-call", json=body).status_code for version in ("v2", "v3")}
        for name, client in clients.items()
    }
    [documented], [observed] = statuses["documented"], statuses["observed"]
    return Request("valid" if schema.is_valid(body) else "invalid", documented, observed, _sent(body))


def _sent(body: Any) -> str:
    seen: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(500)

    with AuthenticatedClient(
        token="key", max_retries=0, httpx_args={"transport": httpx.MockTransport(answer)}
    ) as client:
        try:
            create_web_call_v3.sync(client=client, body=CreateWebCallRequest.from_dict(body))
        except errors.InternalServerError:
            return "sent" if seen == [body] else "changed"
    return "not sent"


def judge_response(body: Any) -> Response:
    """Return the verdicts on a response."""
    judged = judge_recording(Recording(0, None, None, json.dumps(body)), read(CONTRACT).operations)
    places = dict.fromkeys(pointer(each.path) or "the body" for each in judged.verdict.mismatches)
    unknown = dict.fromkeys(pointer(shape(each.path)) for each in judged.unknown)
    return Response(judged.operation.id, tuple(places), tuple(sorted(unknown)), _read(body, judged.operation.id))


def judge_error(body: Any, status: int) -> Error:
    """Return the verdicts on the body of an error."""
    judged = judge_recording(Recording(0, None, status, json.dumps(body)), read(CONTRACT).operations)
    places = tuple(pointer(each.path) or "the body" for each in judged.verdict.mismatches)
    transport = httpx.MockTransport(lambda _: httpx.Response(status, json=body))
    with AuthenticatedClient(token="key", max_retries=0, httpx_args={"transport": transport}) as client:
        try:
            create_web_call_v3.sync(client=client, body=CreateWebCallRequest(agent_id=AGENT))
        except errors.StatusError as error:
            return Error(status, places, type(error).__name__, error.message)
    raise AssertionError(f"the client takes {status} for a success")


def _read(body: Any, operation: str) -> str:
    forget_drift()
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("retell_web_call_client.drift")
    logger.addHandler(handler)
    transport = httpx.MockTransport(lambda request: httpx.Response(200 if request.method == "GET" else 201, json=body))
    try:
        with AuthenticatedClient(token="key", httpx_args={"transport": transport}) as client:
            if operation == "createWebCallV3":
                read: Any = create_web_call_v3.sync(client=client, body=CreateWebCallRequest(agent_id=AGENT))
            else:
                read = get_call.sync("call", client=client)
            kept = read.to_dict() == body
    except errors.MalformedResponse as error:
        return f"MalformedResponse at {error.pointer or 'the body'}"
    finally:
        logger.removeHandler(handler)
    return f"{type(read).__name__}, {len(lines)} lines of drift" + ("" if kept else ", changed")
