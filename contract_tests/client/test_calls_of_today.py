"""Tests of the three operations: v3 registers and returns the data to join, `get_call` reads, v2 still works."""

import asyncio
import inspect
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.conftest import answering, client_for, recorded
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call, create_web_call_v3, get_call
from retell_web_call_client.models import CreateWebCallRequest, IceServer, NodeTransition, Transport, WebCall

PAYLOADS = Path(__file__).parent / "payloads"
REQUEST = CreateWebCallRequest(agent_id="agent_1")


def payload(name: str) -> Any:
    """Return a real body."""
    return json.loads((PAYLOADS / name).read_text())


def test_v3_returns_the_data_to_join() -> None:
    body = payload("response-15.json")
    answer, seen = recorded(lambda _: httpx.Response(201, json=body))
    connection = create_web_call_v3.sync(client=client_for(answer), body=REQUEST)
    assert connection.to_dict() == body
    assert connection.transport is Transport.GATEWAY
    assert [type(each) for each in connection.ice_servers] == [IceServer, IceServer]
    assert connection.ice_servers[0].urls == "stun:stun.example.com:3478"
    assert connection.ice_servers[1].urls == ["turn:turn.example.com:443?transport=tcp"]
    assert (seen[0].method, seen[0].url.path) == ("POST", "/v3/create-web-call")


def test_coroutines_register_and_read_calls() -> None:
    async def run() -> tuple[str, str]:
        connection = await create_web_call_v3.asyncio(client=answering(payload("response-16.json"), 201), body=REQUEST)
        call = await get_call.asyncio(connection.call_id, client=answering(payload("response-17.json"), 200))
        return str(connection.transport), call.call_id

    assert asyncio.run(run()) == ("livekit", payload("response-17.json")["call_id"])


def test_get_call_quotes_the_id() -> None:
    answer, seen = recorded(lambda _: httpx.Response(200, json=payload("response-01.json")))
    get_call.sync("call_A/../b c?d", client=client_for(answer))
    assert (seen[0].method, seen[0].url.raw_path) == ("GET", b"/v2/get-call/call_A%2F..%2Fb%20c%3Fd")
    assert not seen[0].content


def test_get_call_reads_the_events_of_a_call() -> None:
    call = get_call.sync("call_1", client=answering(payload("response-17.json"), 200))
    assert isinstance(call.transcript_with_tool_calls, list)
    [transition] = [each for each in call.transcript_with_tool_calls if isinstance(each, NodeTransition)]
    assert transition.new_node_name == "table k"


@pytest.mark.parametrize("name", ["error-02.json", "error-03.json"])
@pytest.mark.parametrize(
    "call",
    [
        lambda client: create_web_call_v3.sync(client=client, body=REQUEST),
        lambda client: create_web_call.sync(client=client, body=REQUEST),
        lambda client: get_call.sync("call_1", client=client),
    ],
)
def test_an_unknown_call_is_not_found(call: Callable[[AuthenticatedClient], object], name: str) -> None:
    with pytest.raises(errors.NotFound) as caught:
        call(answering(payload(name), 404))
    assert caught.value.message == payload(name)["message"]
    assert isinstance(caught.value, errors.StatusError)


def test_the_reason_of_a_live_400_is_the_message() -> None:
    with pytest.raises(errors.BadRequest) as caught:
        create_web_call_v3.sync(client=answering(payload("error-01.json"), 400), body=REQUEST)
    assert caught.value.message == "request/body/retell_llm_dynamic_variables/empresa must be string"
    assert "empresa must be string" in str(caught.value)


def test_a_live_call_with_sixteen_documented_additions_logs_no_drift(caplog: pytest.LogCaptureFixture) -> None:
    body = payload("response-05.json")
    with caplog.at_level(logging.WARNING, "retell_web_call_client.drift"):
        call = get_call.sync("call_1", client=answering(body, 200))
    assert call.to_dict() == body
    assert caplog.messages == []


def test_undocumented_parts_are_logged_once_for_each_kind_and_place(caplog: pytest.LogCaptureFixture) -> None:
    body = payload("response-17.json")
    body["transcript_with_tool_calls"] += [{"role": "hold", "seconds": number} for number in range(16)]
    with caplog.at_level(logging.WARNING, "retell_web_call_client.drift"):
        call = get_call.sync("call_1", client=answering(body, 200))
    assert call.to_dict() == body
    [line] = caplog.messages
    assert "'/transcript_with_tool_calls/*/role'" in line
    assert "16" in line


def test_the_operation_of_v2_names_its_replacement() -> None:
    with pytest.warns(DeprecationWarning, match=r"/v2/create-web-call is deprecated: use create_web_call_v3 instead\."):
        call = create_web_call.sync(client=answering(payload("response-20.json"), 201), body=REQUEST)
    assert isinstance(call, WebCall)
    assert "use create_web_call_v3 instead." in (inspect.getdoc(create_web_call.sync) or "")
