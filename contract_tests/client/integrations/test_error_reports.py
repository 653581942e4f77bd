"""Tests with tools that show the local variables of frames: Sentry, structlog, rich, Django. None shows a secret."""

import asyncio
import io
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from client.scripted_server import answer, serving
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest

pytestmark = pytest.mark.slow

PREFIX = "key_integration"
PASSWORD = "pa55w0rd"
TENANT = "tenant-of-mine"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ2aWRlbyI6eyJyb29tSm9pbiI6dHJ1ZX19.c2lnbmF0dXJl"
HEAD = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"


def key() -> str:
    """Return the key, which is in no file whose lines a report may quote."""
    return f"{PREFIX}_{'0123456789abcdef'}"


def secrets() -> list[str]:
    """Return the texts that no report may contain."""
    return [key(), PASSWORD, f"{TENANT}-secret", TOKEN, TOKEN[-12:]]


def call_now(client: AuthenticatedClient) -> None:
    """Call as a plain function."""
    create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id="a"))


def call_later(client: AuthenticatedClient) -> None:
    """Call as a coroutine."""
    asyncio.run(create_web_call.asyncio(client=client, body=CreateWebCallRequest(agent_id="a")))


BROKEN_OFF = HEAD + b"Content-Length: 1000\r\n\r\n" + json.dumps({"access_token": TOKEN}).encode()
NOT_GZIP = HEAD + b"Content-Encoding: gzip\r\nContent-Length: 76\r\n\r\n" + TOKEN.encode().ljust(76)

# Each makes its client in one line, so that no variable of the test contains a secret.
FAILING: dict[str, Callable[[str, Any], None]] = {
    "a response": lambda url, call: call(AuthenticatedClient(url, key(), max_retries=0, timeout=5)),
    "a proxy that is down": lambda url, call: call(
        AuthenticatedClient(
            url, key(), max_retries=0, httpx_args={"proxy": f"http://user:{PASSWORD}@{urlsplit(url).netloc}"}
        )
    ),
    "a wrong proxy": lambda url, call: call(
        AuthenticatedClient(url, key(), httpx_args={"proxy": f"http://user:{PASSWORD}#@127.0.0.1:9"})
    ),
    "a wrong header": lambda url, call: call(
        AuthenticatedClient(url, key()).with_headers({"X-Tenant": f"{TENANT}-secret\n"})
    ),
    "a wrong cookie": lambda url, call: call(AuthenticatedClient(url, key(), cookies={"tenant": f"{TENANT}-secret\n"})),
    "a wrong key": lambda url, call: call(AuthenticatedClient(url, f"{key()}\n{PASSWORD}")),
}
CALL: dict[str, Any] = {
    "call_type": "web_call",
    "access_token": TOKEN,
    "call_id": "a",
    "agent_id": "a",
    "agent_version": 1,
    "call_status": "registered",
}
SAYING: dict[str, bytes] = {
    "no id": answer(201, json.dumps({"access_token": TOKEN}).encode()),
    "a token of the wrong type": answer(201, json.dumps({**CALL, "access_token": [TOKEN]}).encode()),
    "invalid JSON": answer(201, json.dumps(CALL).encode()[:-1]),
    "a body that breaks off": BROKEN_OFF,
    "an unreadable encoding": NOT_GZIP,
    "the key in an error's message": answer(401, json.dumps({"status": "error", "message": f"No {key()}"}).encode()),
    "no response": b"",
}


@pytest.fixture(params=[call_now, call_later], ids=["sync", "asyncio"])
def call(request: pytest.FixtureRequest) -> Any:
    """Return each way to call in turn."""
    return request.param


@pytest.fixture(params=[*SAYING, *list(FAILING)[1:]])
def fail(request: pytest.FixtureRequest, call: Any) -> Iterator[Callable[[], None]]:
    """Return a function that raises an error of the family."""
    failing = FAILING.get(request.param, FAILING["a response"])
    with serving(SAYING.get(request.param, b"")) as server:
        url = server.url
        yield lambda: failing(url, call)


def assert_clean(report: str) -> None:
    """Assert that a report contains the error and no secret."""
    assert "RetellError" in report or any(name in report for name in errors.__all__)
    assert [secret for secret in secrets() if secret in report] == []


def test_sentry_sends_no_secret(fail: Callable[[], None]) -> None:
    sentry = pytest.importorskip("sentry_sdk", reason="sentry-sdk is not installed: `make test-integrations` has it")
    sent: list[Any] = []

    class Kept(sentry.Transport):  # type: ignore[misc, name-defined, unused-ignore]
        def capture_envelope(self, envelope: Any) -> None:
            sent.append([item.payload.json for item in envelope.items])

    sentry.init("http://public@127.0.0.1:9/1", transport=Kept, event_scrubber=None, attach_stacktrace=True)
    try:
        try:
            fail()
        except errors.RetellError:
            sentry.capture_exception()
        sentry.flush()
    finally:
        sentry.init()
    report = json.dumps(sent)
    assert '"vars"' in report
    assert_clean(report)


def test_structlog_logs_no_secret(fail: Callable[[], None]) -> None:
    structlog = pytest.importorskip("structlog", reason="structlog is not installed: `make test-integrations` has it")
    out = io.StringIO()
    dictionaries = structlog.processors.ExceptionRenderer(
        structlog.tracebacks.ExceptionDictTransformer(show_locals=True)
    )
    logger = structlog.wrap_logger(
        structlog.PrintLogger(out), processors=[dictionaries, structlog.processors.JSONRenderer(default=repr)]
    )
    try:
        fail()
    except errors.RetellError:
        logger.exception("failed")
    assert '"locals"' in out.getvalue()
    assert_clean(out.getvalue())


@pytest.mark.thorough
def test_rich_prints_no_secret(fail: Callable[[], None]) -> None:
    rich = pytest.importorskip("rich.traceback", reason="rich is not installed: `make test-integrations` has it")
    from rich.console import Console

    out = io.StringIO()
    try:
        fail()
    except errors.RetellError:
        Console(file=out, width=400).print(rich.Traceback(show_locals=True, locals_max_string=None))
    assert "locals" in out.getvalue()
    assert_clean(out.getvalue())


@pytest.mark.usefixtures("django")
def test_django_s_page_of_an_error_shows_no_secret(fail: Callable[[], None]) -> None:
    from django.views.debug import ExceptionReporter

    try:
        fail()
    except errors.RetellError:
        page = ExceptionReporter(None, *sys.exc_info()).get_traceback_html()
    assert "Local vars" in page
    assert_clean(page)
