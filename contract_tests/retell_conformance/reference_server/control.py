"""The control interface, by which tests make things happen in the reference server, over HTTP. It is off by default.

It needs no key, so it is only for this machine, and not for pages in a browser: each request must have this machine as
its host, and a JSON body, which a page of another origin cannot send without permission.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import documented, reading, receivers
from retell_conformance.reference_server.control_fields import Given, Malformed
from retell_conformance.reference_server.faults import Fault
from retell_conformance.reference_server.kept_call import Impossible
from retell_conformance.reference_server.receivers import NotAllowed
from retell_conformance.reference_server.responses import Rejection, json_response
from retell_conformance.reference_server.server_state import ServerState
from retell_conformance.reference_server.stored_calls import UnknownCall

PREFIX = "/control"
MOST_TIMES = 1_000
HOST = re.compile(r"(?P<name>\[[^\]]*\]|[^:]*)(?::\d+)?")
PLAIN = re.compile(r"[\x20-\x7e]+")


Step = Callable[[ServerState, str, Given], None]
"""A step of a test. It gets the state of the server, the id of a call, empty if it is not about one, and fields."""


def join(state: ServerState, call_id: str, _: Given) -> None:
    """Let the browser join a call."""
    state.kept.join(call_id, state.clock())


def say(state: ServerState, call_id: str, given: Given) -> None:
    """Add an utterance to a call."""
    kept = state.kept.get(call_id)
    kept.say(given.text("role"), given.text("content"), state.clock())
    state.kept.happened("transcript_updated", kept, state.clock())


def invoke_tool(state: ServerState, call_id: str, given: Given) -> None:
    """Let the agent of a call use a tool."""
    kept, successful = state.kept.get(call_id), given.flag("successful", default=True)
    name, arguments, result = given.text("name"), given.object("arguments"), given.anything("result")
    kept.invoke_tool(name, arguments, result, state.clock(), successful=successful)
    state.kept.happened("transcript_updated", kept, state.clock())


def press(state: ServerState, call_id: str, given: Given) -> None:
    """Let the user of a call press a key."""
    kept = state.kept.get(call_id)
    kept.press(given.text("digit"), state.clock())
    state.kept.happened("transcript_updated", kept, state.clock())


def transfer(state: ServerState, call_id: str, given: Given) -> None:
    """Let the agent transfer a call, or try to."""
    number, kind = given.text("number"), given.text("type", "cold_transfer")
    state.kept.transfer(call_id, number, kind, state.clock(), comes_about=given.flag("comes_about", default=True))


def end(state: ServerState, call_id: str, given: Given) -> None:
    """End a call, and by default analyse it."""
    reason, found, at_once = given.text("reason", "user_hangup"), _analysis(given), given.flag("analyse", default=True)
    if not documented.allows("disconnection_reason", reason):
        raise Malformed(f"the contract has no disconnection_reason {reason}")
    state.kept.end(call_id, reason, state.clock())
    if at_once:
        state.kept.analyse(call_id, found, state.clock())


def analyse(state: ServerState, call_id: str, given: Given) -> None:
    """Analyse a call that has ended."""
    state.kept.analyse(call_id, _analysis(given), state.clock())


def _analysis(given: Given) -> JsonObject:
    """Return the properties of the analysis."""
    found = given.object("analysis")
    if not documented.allows("call_analysis", found):
        raise Malformed("the contract allows no such call_analysis")
    return found


def fail_next(state: ServerState, _: str, given: Given) -> None:
    """Let the next requests fail."""
    retry_after = given.anything("retry_after")
    if retry_after is not None and not (isinstance(retry_after, int | str) and PLAIN.fullmatch(str(retry_after))):
        raise Malformed("retry_after must be a number of seconds or an HTTP date")
    fault = Fault(given.whole("status", 400, 599), None if retry_after is None else str(retry_after))
    state.faults.add(fault, given.whole("times", 1, MOST_TIMES, 1))


def delay_next(state: ServerState, _: str, given: Given) -> None:
    """Delay the responses to the next requests."""
    state.faults.add(Fault(seconds=given.number("seconds")), given.whole("times", 1, MOST_TIMES, 1))


def drop_next(state: ServerState, _: str, given: Given) -> None:
    """Close the connections of the next requests."""
    state.faults.add(Fault(drops=True), given.whole("times", 1, MOST_TIMES, 1))


def advance(state: ServerState, _: str, given: Given) -> None:
    """Advance the clock."""
    state.clock.ahead += given.number("seconds")
    state.settle()


def receive(state: ServerState, _: str, given: Given) -> None:
    """Set the receiver of calls whose agent has none, or remove it."""
    url = given.anything("url")
    if url is not None:
        receivers.check(given.text("url"), state.events.deliveries.allowed)
    state.events.webhook_url = url


OF_A_CALL: Mapping[str, Step] = {
    "join": join,
    "say": say,
    "invoke-tool": invoke_tool,
    "press": press,
    "transfer": transfer,
    "end": end,
    "analyse": analyse,
}
OF_THE_SERVER: Mapping[str, Step] = {
    "fail-next": fail_next,
    "delay-next": delay_next,
    "drop-next": drop_next,
    "advance": advance,
    "receiver": receive,
}


def routes(state: ServerState) -> list[BaseRoute]:
    """Return the paths of the control interface."""

    async def reset(_: Request) -> JsonObject:
        await state.reset()
        return {}

    async def events(_: Request) -> JsonObject:
        await state.events.deliveries.settled()
        return {"events": state.events.deliveries.listed()}

    return [
        *(_posted(f"{PREFIX}/calls/{{call_id:path}}/{name}", _taking(step, state)) for name, step in OF_A_CALL.items()),
        *(_posted(f"{PREFIX}/{name}", _taking(step, state)) for name, step in OF_THE_SERVER.items()),
        _posted(f"{PREFIX}/reset", reset),
        Route(f"{PREFIX}/events", _guarded(events)),
    ]


def _taking(step: Step, state: ServerState) -> Callable[[Request], Awaitable[JsonObject]]:
    async def take(request: Request) -> JsonObject:
        state.settle()
        step(state, request.path_params.get("call_id", ""), Given(await _body(request)))
        # A test continues when the receivers have got their events.
        await state.events.deliveries.settled()
        return {}

    return take


async def _body(request: Request) -> Mapping[str, Any]:
    try:
        body = reading.read_json(await request.body())
    except Rejection as rejection:
        raise Malformed(rejection.message) from rejection
    if not isinstance(body, dict):
        raise Malformed("the body must be an object")
    return body


def _posted(path: str, answer: Callable[[Request], Awaitable[JsonObject]]) -> Route:
    return Route(path, _guarded(answer), methods=["POST"])


def _guarded(answer: Callable[[Request], Awaitable[JsonObject]]) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        if not _names_this_machine(request):
            return _refused(403, "the control interface is only for this machine")
        if request.method == "POST" and request.headers.get("content-type") != "application/json":
            return _refused(415, "the Content-Type must be application/json")
        try:
            return json_response(200, await answer(request))
        except UnknownCall as reason:
            return _refused(404, str(reason))
        except Impossible as reason:
            return _refused(409, str(reason))
        except (Malformed, NotAllowed) as reason:
            return _refused(400, str(reason))

    return serve


def _names_this_machine(request: Request) -> bool:
    # Not `request.url`, in which Starlette replaces invalid host names by the server's own address.
    found = HOST.fullmatch(request.headers.get("host", ""))
    return found is not None and receivers.is_loopback(found["name"])


def _refused(status: int, reason: str) -> Response:
    return json_response(status, {"reason": reason})
