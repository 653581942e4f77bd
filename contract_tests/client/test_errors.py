"""Tests of errors: what happened, where, how many requests were sent, and whether they may have taken effect."""

import ast
import asyncio
import gzip
import importlib
import json
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.bodies import MINIMAL
from client.conftest import (
    KEY,
    REQUEST,
    Caller,
    answering,
    answering_bytes,
    call_in_task,
    call_in_thread,
    client_for,
    recorded,
)
from client.keeping_server import keeping
from client.scripted_server import DROP, HANG, answer, serving
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call

LATER = b'{"status": "error", "message": "Later"}'
CALL = answer(201, json.dumps(MINIMAL).encode())


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


# ---- connections ----


def test_a_refused_connection_names_host_port_and_attempts(call: Caller, pauses: list[float]) -> None:
    port = unused_port()
    with pytest.raises(errors.ConnectionFailed, match=f"No connection to 127.0.0.1:{port} after 3 attempts") as caught:
        call(AuthenticatedClient(f"http://127.0.0.1:{port}", KEY))
    assert len(pauses) == 2
    assert not caught.value.sent


def test_a_full_pool_is_named(pauses: list[float]) -> None:
    limits = httpx.Limits(max_connections=1)
    with keeping(delay=0.5) as server:
        client = AuthenticatedClient(
            server.url, KEY, timeout=httpx.Timeout(5, pool=0.05), httpx_args={"limits": limits}
        )

        async def run() -> list[Any]:
            async with client:
                calls = (create_web_call.asyncio(client=client, body=REQUEST) for _ in range(2))
                return await asyncio.gather(*calls, return_exceptions=True)

        [error] = [one for one in asyncio.run(run()) if isinstance(one, Exception)]
    assert isinstance(error, errors.ConnectionFailed)
    assert "max_connections" in str(error)
    assert (error.attempts, error.sent) == (0, False)
    assert len(server.requests) == 1
    assert pauses == []


@pytest.mark.usefixtures("pauses")
def test_one_attempt_that_was_sent_is_enough(call: Caller) -> None:
    failures = iter([httpx.ReadError("gone"), httpx.ConnectError("refused")])

    def fail(_: httpx.Request) -> httpx.Response:
        raise next(failures)

    with pytest.raises(errors.ConnectionFailed) as caught:
        call(client_for(fail, max_retries=1))
    assert caught.value.sent


def test_after_a_redirect_the_server_may_have_acted(call: Caller) -> None:
    def redirect(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/elsewhere":
            raise httpx.ConnectError("refused", request=request)
        return httpx.Response(303, headers={"Location": "/elsewhere"})

    with pytest.raises(errors.ConnectionFailed) as caught:
        call(client_for(redirect))
    assert caught.value.sent


@pytest.mark.parametrize("client", [answering(MINIMAL, 500), answering({}, 201)], ids=["status", "malformed"])
def test_a_response_means_that_it_was_sent(client: AuthenticatedClient, call: Caller) -> None:
    with pytest.raises(errors.RetellError) as caught:
        call(client)
    assert caught.value.sent


def test_a_request_that_was_never_written_was_not_sent() -> None:
    with pytest.raises(errors.NotConfigured) as caught:
        AuthenticatedClient("nowhere", KEY)
    assert (caught.value.attempts, caught.value.sent) == (0, False)


# ---- statuses ----


def test_an_error_names_method_and_url_without_its_query(call: Caller) -> None:
    with pytest.raises(errors.StatusError) as caught:
        call(answering({}, 404, base_url="http://127.0.0.1:9/wrong"))
    assert str(caught.value).endswith("(POST http://127.0.0.1:9/wrong/v2/create-web-call)")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"message": "a", "error_message": "b"}, "a"),
        ({"error_message": "request/body/agent_id must be string"}, "request/body/agent_id must be string"),
        ({"message": None, "error_message": "b"}, "b"),
        ({"message": " ", "error_message": 7}, "Bad Request"),
    ],
)
def test_the_message_is_taken_from_either_key(body: dict[str, Any], expected: str) -> None:
    with pytest.raises(errors.BadRequest) as caught:
        call_in_thread(answering(body, 400))
    assert caught.value.message == expected


@pytest.mark.parametrize("kind", [errors.BadRequest, errors.UnexpectedStatus, errors.MalformedResponse])
def test_an_error_survives_having_its_arguments_stored_as_json(kind: type[errors.RetellError]) -> None:
    """Celery's results in JSON do that: module, class, and arguments."""
    status = 400 if kind is errors.BadRequest else 418
    client = answering({}, 201) if kind is errors.MalformedResponse else answering({"message": "No"}, status)
    with pytest.raises(kind) as caught:
        call_in_thread(client)
    module, name = type(caught.value).__module__, type(caught.value).__name__
    arguments = json.loads(json.dumps(caught.value.args))
    revived = getattr(importlib.import_module(module), name)(*arguments)
    assert type(revived) is kind
    assert revived.args == caught.value.args
    if isinstance(revived, errors.StatusError):
        assert revived.response.status_code == revived.status_code == status
        assert str(revived) in str(caught.value)


# ---- the request of an error ----


@pytest.mark.parametrize("status", [201, 400, 418])
def test_the_request_of_an_error_is_a_copy_without_the_key(status: int, call: Caller) -> None:
    respond, sent = recorded(lambda _: httpx.Response(status, json={}))
    with pytest.raises(errors.RetellError) as caught:
        call(client_for(respond))
    assert sent[0].headers["Authorization"] == f"Bearer {KEY}"
    held = caught.value.response  # type: ignore[attr-defined]
    assert "Authorization" not in held.request.headers
    assert held.request.url == sent[0].url


def test_the_request_of_a_failed_connection_has_no_key(call: Caller) -> None:
    sent: list[httpx.Request] = []

    def fail(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        raise httpx.ReadError("gone", request=request)

    with pytest.raises(errors.ConnectionFailed) as caught:
        call(client_for(fail))
    assert sent[0].headers["Authorization"] == f"Bearer {KEY}"
    cause = caught.value.__cause__
    assert isinstance(cause, httpx.ReadError)
    assert "Authorization" not in cause.request.headers


def test_a_compressed_error_can_be_read_from_the_error() -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    with pytest.raises(errors.BadRequest) as caught:
        call_in_thread(answering_bytes(gzip.compress(b'{"message": "No"}'), 400, headers))
    assert caught.value.response.json() == {"message": "No"}


# ---- exceptions of the user's hooks ----


def as_coroutine(hook: Callable[[Any], Any]) -> Callable[[Any], Any]:
    async def call(thing: Any) -> None:
        hook(thing)

    return call


@pytest.fixture(params=["sync", "asyncio", "lent", "lent asyncio"])
def call_with_hooks(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Call with event hooks, in each of the client's ways, with the user's httpx client and with the default one."""

    def call(respond: Callable[[httpx.Request], httpx.Response], **hooks: Any) -> None:
        caller = call_in_task if "asyncio" in request.param else call_in_thread
        wrap = as_coroutine if caller is call_in_task else lambda hook: hook
        args: dict[str, Any] = {"event_hooks": {event: [wrap(hook)] for event, hook in hooks.items()}}
        args["transport"] = httpx.MockTransport(respond)
        client = AuthenticatedClient(token=KEY, max_retries=2, httpx_args={} if "lent" in request.param else args)
        if request.param == "lent":
            client.set_httpx_client(httpx.Client(**args))
        elif "lent" in request.param:
            client.set_async_httpx_client(httpx.AsyncClient(**args))
        caller(client)

    return call


OWN_ERRORS = [KeyError("mine"), ValueError("mine"), RuntimeError("mine"), OSError("mine"), httpx.ReadTimeout("mine")]


@pytest.mark.parametrize("error", OWN_ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("event", ["request", "response"])
def test_an_exception_of_a_users_hook_passes_unchanged_and_at_once(
    event: str, error: Exception, call_with_hooks: Callable[..., None], pauses: list[float]
) -> None:
    def fail(_: Any) -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        call_with_hooks(lambda _: httpx.Response(201, json=MINIMAL), **{event: fail})
    assert caught.value is error
    assert (error.__cause__, pauses) == (None, [])


def test_a_hook_may_be_raise_for_status_itself(call_with_hooks: Callable[..., None]) -> None:
    with pytest.raises(httpx.HTTPStatusError) as caught:
        call_with_hooks(lambda _: httpx.Response(422, json={}), response=httpx.Response.raise_for_status)
    assert caught.value.response.status_code == 422


def test_a_hook_may_be_a_builtin_function(call_with_hooks: Callable[..., None]) -> None:
    with pytest.raises(KeyError):
        call_with_hooks(lambda _: httpx.Response(201, json=MINIMAL), request={}.__getitem__)


@pytest.mark.usefixtures("pauses")
def test_a_network_failure_is_reported_as_one_with_hooks_too(call_with_hooks: Callable[..., None]) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("gone")

    with pytest.raises(errors.ConnectionFailed) as caught:
        call_with_hooks(fail, request=lambda _: None, response=lambda _: None)
    assert caught.value.attempts == 3


# ---- the texts of errors ----


@pytest.mark.parametrize("message", ["\x1b[2Jcleared", "two\nlines", "\u202eleft", "\ud800", "bell\x07"])
def test_messages_of_the_api_have_no_control_characters(message: str, call: Caller) -> None:
    with pytest.raises(errors.BadRequest) as caught:
        call(answering({"status": "error", "message": message}, 400))
    assert caught.value.message == message
    assert str(caught.value).isprintable()
    assert str(caught.value).isascii()


def test_messages_of_the_api_in_other_languages_are_kept(call: Caller) -> None:
    with pytest.raises(errors.BadRequest, match="caf\u00e9 \u65e5\u672c"):
        call(answering({"status": "error", "message": "caf\u00e9 \u65e5\u672c"}, 400))


def test_an_error_shows_no_password_of_a_url() -> None:
    request = httpx.Request("POST", "http://user:secret@127.0.0.1:9/calls?token=secret#secret")
    error = errors.BadRequest(400, "No", response=httpx.Response(400, request=request))
    assert str(error).endswith("(POST http://127.0.0.1:9/calls)")


@pytest.mark.parametrize("module", sorted(Path(errors.__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_the_clients_own_texts_are_ascii(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in texts if not text.isascii() and text not in docstrings] == []


# ---- the key ----


@pytest.mark.parametrize("key", [f"Bearer {KEY}", f"bearer {KEY}", f" BEARER  {KEY} "])
def test_a_key_with_its_scheme_in_front_works(key: str) -> None:
    assert sent_with(AuthenticatedClient(token=key)) == f"Bearer {KEY}"


def test_a_key_may_be_called_api_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETELL_API_KEY", raising=False)
    assert sent_with(AuthenticatedClient(api_key=KEY)) == f"Bearer {KEY}"
    with pytest.raises(errors.NotConfigured, match="pass one of them") as caught:
        AuthenticatedClient(token=KEY, api_key=KEY)
    assert KEY not in str(caught.value)


def sent_with(client: AuthenticatedClient) -> str:
    """Return the header of a request that has the key."""
    respond, sent = recorded()
    call_in_thread(client.set_httpx_client(httpx.Client(transport=httpx.MockTransport(respond))))
    return str(sent[0].headers["Authorization"])


def test_a_very_short_key_is_not_masked_inside_words() -> None:
    with pytest.raises(errors.BadRequest) as caught:
        call_in_thread(answering({"message": "an agent is needed"}, 400, token="a"))
    assert caught.value.message == "an agent is needed"


# ---- the deadline ----


def test_a_deadline_ends_waiting_for_retry_after_at_once(call: Caller, pauses: list[float]) -> None:
    with (
        serving(answer(429, LATER, Retry_After="4")) as server,
        pytest.raises(errors.TooManyRequests) as caught,
    ):
        call(AuthenticatedClient(server.url, KEY, deadline=1))
    assert caught.value.retry_after == 4
    assert (caught.value.attempts, pauses) == (1, [])


def test_a_deadline_ends_an_attempt_that_hangs(call: Caller) -> None:
    with serving(HANG) as server, pytest.raises(errors.TimedOut, match=r"within the deadline|in time") as caught:
        call(AuthenticatedClient(server.url, KEY, deadline=1))
    assert (caught.value.attempts, caught.value.sent) == (1, True)


@pytest.mark.parametrize("caller", [call_in_thread, call_in_task], ids=["sync", "asyncio"])
def test_a_deadline_ends_a_body_that_arrives_slowly(caller: Caller) -> None:
    class Drip(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Any:
            for _ in range(100):
                yield b" "
                time.sleep(0.02)

        async def __aiter__(self) -> Any:
            for _ in range(100):
                yield b" "
                await asyncio.sleep(0.02)

    client = client_for(lambda _: httpx.Response(201, stream=Drip()), deadline=0.1)
    with pytest.raises(errors.TimedOut, match=r"within the deadline of 0\.1 seconds"):
        caller(client)


def test_a_deadline_that_is_not_reached_changes_nothing(call: Caller, pauses: list[float]) -> None:
    with serving(DROP, CALL) as server:
        assert call(AuthenticatedClient(server.url, KEY).with_deadline(30)).call_id == MINIMAL["call_id"]
    assert len(pauses) == 1


@pytest.mark.usefixtures("pauses")
def test_with_retries_changes_the_number_of_attempts(call: Caller) -> None:
    with pytest.raises(errors.InternalServerError) as caught:
        call(answering({}, 500).with_retries(1))
    assert caught.value.attempts == 2
    assert re.search(" after 2 attempts", str(caught.value))
