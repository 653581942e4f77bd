"""Small changes to the reference server, which the tables of defects and variants put together."""

import copy
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import attrs
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api_conformance.finding import NotInContract
from mutants.entries import Build
from mutants.full_call import full_call
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from retell_conformance.contract import read
from retell_conformance.reference_server import authentication, calls, reading, replies, validation
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Agent, Settings

ABSENT: Any = object()
"""In place of a value: the field is not there."""
REQUIRED = ("call_type", "access_token", "call_id", "agent_id", "agent_version", "call_status")


# ---- the server ---------------------------------------------------------------------------------------------------


def steps(**changes: Callable[..., Any]) -> Build:
    """The reference server with these steps of its `Behaviour` exchanged."""
    return partial(create_app, None, attrs.evolve(Behaviour(), **changes))


def step(name: str) -> Callable[[Callable[..., Any]], Build]:
    """Make a server of a function that takes the place of one step, see `entries.defect`."""
    return lambda function: steps(**{name: function})


def set_to(**settings: Any) -> Build:
    """The reference server with other `Settings`."""
    return partial(create_app, Settings(**settings))


def with_memory(change: Callable[[], Mapping[str, Callable[..., Any]]]) -> Build:
    """The same for steps that remember something: they are made anew for each server."""
    return lambda: steps(**change())()


def when(is_due: Callable[[int], bool], name: str, otherwise: Callable[..., Any]) -> Build:
    """The server with a step that is taken otherwise when it is due, by how often it was taken."""

    def counted() -> dict[str, Callable[..., Any]]:
        numbers, usual = itertools.count(1), getattr(Behaviour(), name)
        return {name: lambda *given: (otherwise if is_due(next(numbers)) else usual)(*given)}

    return with_memory(counted)


def every(number: int, name: str, otherwise: Callable[..., Any]) -> Build:
    """The server with a step that is taken otherwise every so manieth time."""
    return when(lambda count: count % number == 0, name, otherwise)


def refuses(refusal: Refusal) -> Callable[..., Any]:
    """A step that refuses a request with the right key."""

    def refuse(*given: Any) -> None:
        if isinstance(given[0], Request):
            authentication.authenticate(*given)
        raise refusal

    return refuse


def inside(wrap: Callable[[ASGIApp], ASGIApp], build: Build = create_app) -> Build:
    """The server behind something that handles HTTP: a proxy, a framework, a middleware."""
    return lambda: wrap(build())


# ---- who may ask --------------------------------------------------------------------------------------------------


def asks_for(is_right: Callable[[Request, str], bool]) -> Build:
    """A server with its own idea of which requests have the key."""

    def authenticate(request: Request, settings: Settings) -> None:
        if not is_right(request, settings.api_key):
            raise Refusal(401, "The API key is not valid", authentication.CHALLENGE)

    return steps(authenticate=authenticate)


def also_accepts(is_right: Callable[[Request, str], bool]) -> Build:
    """A server that takes the key as documented, and in another way besides."""

    def authenticate(request: Request, settings: Settings) -> None:
        if not is_right(request, settings.api_key):
            authentication.authenticate(request, settings)

    return steps(authenticate=authenticate)


# ---- which bodies are valid ---------------------------------------------------------------------------------------


def schema_without(*places: str) -> Build:
    """A server that does not know these parts of the request's schemas: `AgentSettings/properties/volume/maximum`."""

    def change(schemas: JsonObject) -> None:
        for place in places:
            *way, last = place.split("/")
            del _at(schemas, way)[last]

    return with_schemas(change)


def schema_with(place: str, **keywords: Any) -> Build:
    """A server that has these keywords at this place of the request's schemas."""
    return with_schemas(lambda schemas: _at(schemas, place.split("/")).update(keywords))


def enum_without(schema: str, value: str) -> Build:
    """A server that does not know one value of an enum."""
    return with_schemas(lambda schemas: schemas[schema]["enum"].remove(value))


def also_refuses(is_wrong: Callable[[JsonObject], bool]) -> Build:
    """A server that refuses some bodies which the contract allows."""

    def validate(body: Any) -> None:
        validation.validate(body)
        if is_wrong(body):
            raise Refusal(400, "The body is not valid")

    return steps(validate=validate)


def reads_body_as(change: Callable[[Any], Any], **changes: Callable[..., Any]) -> Build:
    """A server that changes what it has read before it looks whether that is valid."""
    return steps(read_json=lambda content: change(reading.read_json(content)), **changes)


def with_schemas(change: Callable[[JsonObject], None]) -> Build:
    """A server that judges bodies by schemas which were changed so.

    Building it raises `NotInContract` where the contract no longer has what is to be changed.
    """

    def build() -> ASGIApp:
        document = copy.deepcopy(read().root)
        try:
            change(document["components"]["schemas"])
        except (LookupError, ValueError) as error:
            raise NotInContract(f"the contract has no {error} here") from error
        changed = Document("changed", document)
        validator = changed.schema({"$ref": "#/components/schemas/CreateWebCallRequest"})

        def validate(body: Any) -> None:
            if not validator.is_valid(body):
                raise Refusal(400, "The body is not valid")

        return steps(validate=validate)()

    return build


# ---- what fails ---------------------------------------------------------------------------------------------------


def fails_to_read(is_trouble: Callable[[bytes], bool]) -> Build:
    """A server that has a bug in how it reads some bodies."""

    def read_json(content: bytes) -> Any:
        _fail_if(is_trouble(content))
        return reading.read_json(content)

    return steps(read_json=read_json)


def fails_to_register(is_trouble: Callable[[JsonObject], bool]) -> Build:
    """A server that has a bug in how it handles some valid bodies."""

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        _fail_if(is_trouble(body))
        return calls.register(body, agent, call_id, access_token)

    return steps(register=register)


def fails_to_judge(is_trouble: Callable[[Any], bool]) -> Build:
    """A server that has a bug in how it tells valid bodies from others."""

    def validate(body: Any) -> None:
        _fail_if(is_trouble(body))
        validation.validate(body)

    return steps(validate=validate)


def fails_on(is_trouble: Callable[[Request], bool]) -> Build:
    """A server that has a bug in how it reads the head of some requests."""

    def authenticate(request: Request, settings: Settings) -> None:
        _fail_if(is_trouble(request))
        authentication.authenticate(request, settings)

    return steps(authenticate=authenticate)


def _fail_if(trouble: bool) -> None:
    # The reference server answers Starlette's own way, 500 with the error body, and logs what it does not expect.
    if trouble:
        raise Refusal(500, "Something went wrong on our side")


def texts(value: Any) -> Iterator[str]:
    """Each string in a JSON value, names too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def values(value: Any) -> Iterator[Any]:
    """Each value in a JSON value, at every depth, and the value itself."""
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from values(inner)


def mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """The JSON value with each value in it changed, from the innermost on."""
    if isinstance(value, dict):
        value = {name: mapped(inner, change) for name, inner in value.items()}
    elif isinstance(value, list):
        value = [mapped(inner, change) for inner in value]
    return change(value)


def setting(body: JsonObject, place: str) -> Any:
    """What a body says at this place of `agent_override`, ABSENT where it says nothing: `agent/volume`."""
    node: Any = body.get("agent_override", {})
    for name in place.split("/"):
        node = node.get(name, ABSENT) if isinstance(node, dict) else ABSENT
    return node


# ---- the call in the answer ---------------------------------------------------------------------------------------


def calls_with(place: str, value: Any) -> Build:
    """A server whose calls have this value at this place, such as `agent_version`."""
    return _calls(lambda call: call, place, value)


def full_calls_with(place: str, value: Any) -> Build:
    """A server whose calls have every documented field, and this value at this place: `transcript_object/0/role`."""
    return _calls(full_call, place, value)


def calls_without(*names: str) -> Build:
    """A server whose calls lack these fields."""
    return calls_changed(lambda call: {name: value for name, value in call.items() if name not in names})


def calls_changed(change: Callable[[JsonObject], Any]) -> Build:
    """A server whose calls are changed before they are sent. What comes out need not be an object."""
    return steps(answer=lambda call: replies.json_response(201, change(call)))


def what_is_required(call: JsonObject) -> JsonObject:
    """The properties that a call always has, and the request's own."""
    return {name: value for name, value in call.items() if name in (*REQUIRED, *calls.ECHOED)}


def echoes(name: str, change: Callable[[Any], Any]) -> Build:
    """A server that returns a field of the request, `metadata` or the variables, changed. ABSENT leaves it out."""

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        call = calls.register(body, agent, call_id, access_token)
        if name in body:
            put(call, name, change(body[name]))
        return call

    return steps(register=register)


def _calls(start: Callable[[JsonObject], JsonObject], place: str, value: Any) -> Build:
    def change(call: JsonObject) -> JsonObject:
        call = copy.deepcopy(start(call))
        put(call, place, value)
        return call

    return calls_changed(change)


def put(node: Any, place: str, value: Any) -> None:
    """Sets the value at the place, or removes what is there where the value is ABSENT."""
    *way, last = place.split("/")
    target = _at(node, way)
    key: Any = int(last) if isinstance(target, list) else last
    if value is ABSENT:
        target.pop(key, None) if isinstance(target, dict) else target.pop(key)
    else:
        target[key] = value


def _at(node: Any, way: list[str]) -> Any:
    for name in way:
        node = node[int(name)] if isinstance(node, list) else node[name]
    return node


# ---- the answer as bytes ------------------------------------------------------------------------------------------


def call_bytes(change: Callable[[bytes], bytes]) -> Build:
    """A server that writes its calls as other bytes than JSON would be."""

    def answer(call: JsonObject) -> Response:
        return Response(change(bytes(replies.answer(call).body)), 201, media_type="application/json")

    return steps(answer=answer)


def call_response(status: int = 201, content_type: str | None = "application/json") -> Build:
    """A server whose calls come with another status or content type."""
    return steps(answer=lambda call: response(status, replies.answer(call).body, content_type))


def errors(status: int, answer: Callable[[Refusal], Response]) -> Build:
    """A server that answers errors of one status in its own way."""
    return steps(refuse=lambda refusal: (answer if refusal.status == status else replies.refuse)(refusal))


def error_bodies(status: int, change: Callable[[str], Any]) -> Build:
    """A server whose errors of one status have another JSON body, made from the message."""
    return errors(status, lambda refusal: replies.json_response(status, change(refusal.message), refusal.headers))


def error_status(status: int, instead: int) -> Build:
    """A server that answers with another status where this one is right."""
    return errors(status, lambda refusal: replies.refuse(Refusal(instead, refusal.message)))


def response(status: int, content: Any, content_type: str | None) -> Response:
    """An answer with just these headers."""
    if not isinstance(content, bytes):
        content = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    return Response(content, status, None if content_type is None else {"Content-Type": content_type})


def other_methods(answer: Callable[[str], Response | None]) -> Build:
    """A server with its own answer to some methods other than POST."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            other = scope["type"] == "http" and scope["method"] != "POST" and scope["path"].endswith("create-web-call")
            own = answer(scope["method"]) if other else None
            await (app if own is None else own)(scope, receive, send)

        return answering

    return inside(wrap)
