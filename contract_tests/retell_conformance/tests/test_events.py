"""Tests of the events of calls: signed, in order, repeated if they are not accepted, and sent only to this machine."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from attrs import define, field
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server.running import running
from retell_conformance.stand_in import PlayedCall, RetellServer
from retell_conformance.tests.test_kept_calls import is_of

USUAL = ["call_started", "call_ended", "call_analyzed"]
EVERY = [
    *("call_started", "transcript_updated", "transfer_started", "transfer_cancelled", "transfer_bridged"),
    *("transfer_ended", "call_ended", "call_analyzed"),
]


@define
class Receiver:
    """A receiver that stores its events, and responds to each with the next status, else with 204."""

    statuses: list[int] = field(factory=list)
    seconds: float = 0
    requests: list[tuple[str, bytes]] = field(factory=list)
    taking: int = 0
    most_at_once: int = 0

    @property
    def app(self) -> Starlette:
        return Starlette(routes=[Route("/hook", self.take, methods=["POST"])])

    async def take(self, request: Request) -> Response:
        self.requests.append((request.headers["x-retell-signature"], await request.body()))
        self.taking += 1
        self.most_at_once = max(self.most_at_once, self.taking)
        await asyncio.sleep(self.seconds)
        self.taking -= 1
        return Response(status_code=self.statuses.pop(0) if self.statuses else 204)

    @property
    def bodies(self) -> list[JsonObject]:
        return [json.loads(body) for _, body in self.requests]

    @property
    def names(self) -> list[str]:
        return [body["event"] for body in self.bodies]


@pytest.fixture
def server(retell_server: RetellServer) -> RetellServer:
    retell_server.reset()
    return retell_server


@pytest.fixture
def receiver(server: RetellServer) -> Iterator[Receiver]:
    receiver = Receiver()
    with server.events_to(receiver.app, "/hook"):
        yield receiver


def registered(server: RetellServer, **override: Any) -> PlayedCall:
    body = {"agent_id": server.agent_id, "metadata": {"order": 1}, "agent_override": {"agent": override}}
    headers = {"Authorization": f"Bearer {server.key}"}
    response = httpx.post(f"{server.url}/v3/create-web-call", json=body, headers=headers)
    assert response.status_code == 201, response.text
    return server.call(response.json()["call_id"])


def played(server: RetellServer, **override: Any) -> PlayedCall:
    call = registered(server, **override)
    server.join(call.call_id).say("user", "hi")
    call.end()
    return call


def read(server: RetellServer, call: PlayedCall) -> JsonObject:
    headers = {"Authorization": f"Bearer {server.key}"}
    found: JsonObject = httpx.get(f"{server.url}/v2/get-call/{call.call_id}", headers=headers).json()
    del found["access_token"]  # of which no event is known to have it
    return found


def test_a_call_sends_the_usual_events_in_order(server: RetellServer, receiver: Receiver) -> None:
    played(server)
    assert receiver.names == [each.event for each in server.events] == USUAL
    assert {each.outcome for each in server.events} == {"delivered"}


def test_an_event_has_the_call_that_get_call_returns(server: RetellServer, receiver: Receiver) -> None:
    call = registered(server)
    server.join(call.call_id)
    assert receiver.bodies[-1]["call"] == read(server, call)
    call.say("user", "hi")
    call.end(analyse=False)
    assert receiver.bodies[-1]["call"] == read(server, call)
    assert "call_analysis" not in receiver.bodies[-1]["call"]
    call.analyse()
    assert receiver.bodies[-1]["call"] == read(server, call)
    assert "call_analysis" in receiver.bodies[-1]["call"]


def test_every_event_fits_the_contract(server: RetellServer, receiver: Receiver) -> None:
    call = registered(server, webhook_events=EVERY)
    server.join(call.call_id).say("user", "hi")
    call.transfer("+12137771234", comes_about=False)
    call.transfer("+12137771234")
    call.end("call_transfer")
    assert {*receiver.names} == {*EVERY}
    assert all(is_of("CallEvent", body) for body in receiver.bodies)
    assert receiver.bodies[2]["transfer_destination"] == {"number": "+12137771234"}
    assert read(server, call)["transfer_destination"] == "+12137771234"


def test_an_event_is_signed_over_its_bytes_and_the_time(server: RetellServer, receiver: Receiver) -> None:
    server.advance(3600)
    played(server)
    for signature, body in receiver.requests:
        stamp, digest = signature.removeprefix("v=").split(",d=")
        assert hmac.new(server.key.encode(), body + stamp.encode(), hashlib.sha256).hexdigest() == digest
        assert abs(int(stamp) / 1000 - time.time()) < 60


def test_a_rejected_event_is_sent_up_to_three_more_times(server: RetellServer, receiver: Receiver) -> None:
    receiver.statuses = [500, 302, 404]
    server.join(registered(server).call_id)
    [event] = server.events
    assert ([each.status for each in event.attempts], event.outcome) == ([500, 302, 404, 204], "delivered")
    assert len({body for _, body in receiver.requests}) == 1
    receiver.statuses = [500] * 5
    server.join(registered(server).call_id)
    event = server.events[-1]
    assert ([each.status for each in event.attempts], event.outcome) == ([500] * 4, "failed")


def test_no_event_waits_for_a_rejected_one(server: RetellServer, receiver: Receiver) -> None:
    call = registered(server)
    server.join(call.call_id)
    receiver.statuses = [500]
    call.end()
    assert receiver.names == ["call_started", "call_ended", "call_analyzed", "call_ended"]


def test_an_event_is_sent_after_the_response_to_the_one_before(server: RetellServer, receiver: Receiver) -> None:
    receiver.seconds = 0.2
    played(server)
    assert (receiver.names, receiver.most_at_once) == (USUAL, 1)


def test_a_slow_receiver_times_out(server: RetellServer, receiver: Receiver) -> None:
    receiver.seconds = 5
    server.join(registered(server, webhook_timeout_ms=50).call_id)
    [event] = server.events
    assert [each.failure for each in event.attempts] == ["no response within 0.05 s"] * 4


def test_an_unreachable_receiver_is_reported(server: RetellServer) -> None:
    with running(Receiver().app) as url:
        pass
    played(server, webhook_url=f"{url}/hook")
    assert [each.outcome for each in server.events] == ["failed"] * 3
    assert "ConnectError" in server.events[0].attempts[0].failure


def test_a_call_that_nobody_joins_sends_no_start(server: RetellServer, receiver: Receiver) -> None:
    registered(server)
    server.advance(31)
    assert receiver.names == USUAL[1:]
    assert {body["call"]["disconnection_reason"] for body in receiver.bodies} == {"registered_call_timeout"}


def test_a_call_that_nobody_joins_ends_by_itself(server: RetellServer, receiver: Receiver) -> None:
    registered(server)
    server.control("advance", {"seconds": 29.9})
    deadline = time.monotonic() + 10
    while not receiver.names and time.monotonic() < deadline:
        time.sleep(0.05)
    assert receiver.names[:1] == ["call_ended"]


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ({}, USUAL),
        ({"webhook_events": None}, USUAL),
        ({"webhook_events": []}, []),
        ({"webhook_events": ["call_analyzed"]}, ["call_analyzed"]),
        (
            {"webhook_events": ["transcript_updated", "call_ended"]},
            ["transcript_updated", "transcript_updated", "call_ended"],
        ),
    ],
)
def test_an_agent_chooses_its_events(
    server: RetellServer, receiver: Receiver, override: JsonObject, expected: list[str]
) -> None:
    played(server, **override)
    assert receiver.names == expected


def test_an_update_of_the_transcript_has_all_words_so_far(server: RetellServer, receiver: Receiver) -> None:
    call = registered(server, webhook_events=["transcript_updated"])
    server.join(call.call_id).say("agent", "Hello")
    call.invoke_tool("look_up", result="found")
    roles = [[each["role"] for each in body["call"]["transcript_with_tool_calls"]] for body in receiver.bodies]
    assert roles == [["agent"], ["agent", "tool_call_invocation", "tool_call_result"]]


def test_the_receiver_of_a_call_takes_precedence_over_that_of_the_account(
    server: RetellServer, receiver: Receiver
) -> None:
    own = Receiver()
    with running(own.app) as url:
        played(server, webhook_url=f"{url}/hook")
    assert (own.names, receiver.names) == (USUAL, [])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://example.com/hook", "example.com is not this machine"),
        ("http://127.0.0.1.example.com/", "127.0.0.1.example.com is not this machine"),
        ("http://192.0.2.1/", "192.0.2.1 is not this machine"),
        ("ftp://127.0.0.1/", "it is not an http or https URL"),
        ("hook", "it is not an http or https URL"),
    ],
)
def test_no_event_leaves_this_machine(server: RetellServer, url: str, reason: str) -> None:
    played(server, webhook_url=url)
    assert [(each.outcome, each.attempts) for each in server.events] == [(f"not sent: {reason}", ())] * 3


def test_a_wsgi_application_receives_events_too(server: RetellServer) -> None:
    taken = []

    def app(environ: JsonObject, start: Any) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        taken.append((environ["PATH_INFO"], json.loads(body)["event"]))
        start("204 No Content", [])
        return []

    with server.events_to(app, "/hook"):
        played(server)
    assert taken == [("/hook", event) for event in USUAL]


def test_without_a_receiver_nothing_is_sent(server: RetellServer) -> None:
    played(server)
    assert server.events == []
