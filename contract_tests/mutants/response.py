"""Operators on responses: the body of a call, a connection or an error, its status, its bytes and its headers."""

import copy
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen
from starlette.responses import Response
from starlette.types import Scope

from mutants.json_changes import changed_at, without
from mutants.serve import Answer, writes
from mutants.steps import Steps, after, changing_starts, fresh, inside, steps
from mutants.tables import Build, Server
from openapi_contract.json_data import JsonObject
from retell_conformance.contract import read
from retell_conformance.reference_server import calls, responses
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.responses import Rejection

JSON = "application/json"
PAGE, HTML = "<html><body><h1>Bad Request</h1></body></html>", "text/html; charset=utf-8"
LENGTH = (b"content-length",)
REQUIRED = ("call_type", "access_token", "call_id", "agent_id", "agent_version", "call_status")
ITEMS: list[Any] = [
    {"role": "user", "content": "hello", "words": []},
    {"role": "transfer_target", "content": "hello", "words": [{"word": "hello"}]},
    {"role": "tool_call_invocation", "tool_call_id": "tool_1", "name": "book", "arguments": '{"day":"Monday"}'},
    {"role": "tool_call_result", "tool_call_id": "tool_1", "content": "done"},
    {"role": "dtmf", "digit": "1"},
]
"""An item of a transcript of each kind that the documentation's example lacks."""


def full_call(call: JsonObject) -> JsonObject:
    """Return a registered call with every documented property, and transcript items of every kind."""
    full: JsonObject = copy.deepcopy(max(read().operations[0].responses[201].examples, key=len))
    for name in ("transcript_with_tool_calls", "scrubbed_transcript_with_tool_calls"):
        full[name] += copy.deepcopy(ITEMS)
    return {**full, "metadata": {}, "retell_llm_dynamic_variables": {}, **call}


def what_is_required(call: JsonObject) -> JsonObject:
    """Return the required properties of a call, and those of the request."""
    return {name: value for name, value in call.items() if name in (*REQUIRED, *calls.ECHOED)}


@frozen
class Success:
    """A successful response, with the operators that change it."""

    step: str
    """The step of the reference server that makes the response."""
    status: int
    start: Callable[[JsonObject], JsonObject] = copy.deepcopy
    """Makes the body that operators change from the server's own."""

    def drop(self, *names: str) -> Build:
        """Leave properties out."""
        return self.change(without(*names))

    def set(self, place: str, value: Any) -> Build:
        """Set the value at a place, such as `latency/tts/values/0`; ABSENT removes it."""
        return self.change(lambda body: changed_at(body, place, value))

    def update(self, **properties: Any) -> Build:
        """Set properties, each to a value or to `value(body)`."""
        return self.change(lambda body: body | _made(properties, body))

    def change(self, change: Callable[[JsonObject], Any]) -> Build:
        """Change the body, to any JSON value."""
        return self.respond(lambda body: responses.json_response(self.status, change(self.start(body))))

    def write(self, change: Callable[[bytes], bytes]) -> Build:
        """Change the bytes of the body."""
        return self.respond(lambda body: plain(self.status, change(_written(body))))

    def send(self, status: int | None = None, content_type: str | None = JSON) -> Build:
        """Send the body with another status, or another content type."""
        return self.respond(lambda body: plain(status or self.status, _written(body), content_type))

    def headers(self, headers: Callable[[JsonObject], Mapping[str, str]]) -> Build:
        """Send more headers, made from the body."""
        return self.respond(lambda body: responses.json_response(self.status, body, headers(body)))

    def respond(self, respond: Callable[[JsonObject], Response]) -> Build:
        """Make another response from the body."""
        return steps(**{self.step: respond})

    def counted(self, change: Callable[[JsonObject, int], JsonObject]) -> Build:
        """Change the body by a function that also gets the number of responses with this call, with this one."""

        def counting() -> Steps:
            numbers: Counter[str] = Counter()

            def respond(body: JsonObject) -> Response:
                numbers[body["call_id"]] += 1
                return responses.json_response(self.status, change(body, numbers[body["call_id"]]))

            return {self.step: respond}

        return fresh(counting)


call = Success("answer", 201)
"""Registers a call of v2."""
full = Success("answer", 201, full_call)
"""Registers a call of v2 that has every documented property."""
connection = Success("answer_connection", 201)
"""Registers a call of v3."""
read_call = Success("show", 200)
"""Returns a call by its id."""


def echoes(name: str, change: Callable[[Any], Any]) -> Build:
    """Change a property of the request, `metadata` or the variables, in the response. ABSENT leaves it out."""
    return registers(
        lambda body, call: changed_at(call, name, change(copy.deepcopy(body[name]))) if name in body else call
    )


def registers(change: Callable[[JsonObject, JsonObject], JsonObject]) -> Build:
    """Change the registered call: `change` is given the body of the request and the call."""
    return after("register", lambda call, body, *_: change(body, call))


def registers_if(is_meant: Callable[[JsonObject], object], **properties: Any) -> Build:
    """Set properties of the calls of some requests, each to a value or to `value(body)`."""
    return registers(lambda body, call: call | _made(properties, body) if is_meant(body) else call)


@frozen
class Error:
    """The rejections with one status, with the operators that change them."""

    status: int

    def send(self, status: int) -> Build:
        """Send the error with another status."""
        return self.respond(lambda rejection: responses.reject(Rejection(status, rejection.message)))

    def body(self, change: Callable[[str], Any], status: int | None = None) -> Build:
        """Send another JSON body, made from the message."""
        return self.respond(
            lambda rejection: responses.json_response(
                status or self.status, change(rejection.message), rejection.headers
            )
        )

    def message(self, message: Any) -> Build:
        """Send another message."""
        return self.body(lambda _: {"status": "error", "message": message})

    def content(self, content: Any, content_type: str | None) -> Build:
        """Send another body with another content type; None is the usual body."""
        return self.respond(
            lambda rejection: plain(
                self.status,
                {"status": "error", "message": rejection.message} if content is None else content,
                content_type,
            )
        )

    def respond(self, respond: Callable[[Rejection], Response]) -> Build:
        """Make another response from the rejection."""
        return steps(
            reject=lambda rejection: (respond if rejection.status == self.status else responses.reject)(rejection)
        )


def plain(status: int, content: Any, content_type: str | None = JSON) -> Response:
    """Return a response whose only header is the content type; content other than text and bytes becomes JSON."""
    if not isinstance(content, bytes):
        content = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    return Response(content, status, None if content_type is None else {"Content-Type": content_type})


def changes_headers(change: Callable[[dict[bytes, bytes]], object], *statuses: int) -> Build:
    """Change the headers of all responses, or of those with these statuses."""

    def changed(_: Scope, status: int, headers: dict[bytes, bytes]) -> None:
        if not statuses or status in statuses:
            change(headers)

    return inside(lambda app: changing_starts(app, changed))


def sends(form: Callable[[Answer], bytes], *, keep: bool = False, every: int = 1) -> Server:
    """Write every n-th response in another form; `keep` leaves the connection open after it."""
    return Server(create_app, writes(form, keep=keep, every=every))


def _made(properties: Mapping[str, Any], body: JsonObject) -> JsonObject:
    """Return properties, with the result for this body in place of each function."""
    return {name: new(body) if callable(new) else new for name, new in properties.items()}


def _written(body: JsonObject) -> bytes:
    return bytes(responses.answer(body).body)
