"""Lines to a server: from the test in the same process, over HTTP by uvicorn, or over HTTP written by hand."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import httpx
from attrs import frozen
from starlette.types import ASGIApp, Message

from contract_tests.reference_server.running import running


@frozen
class Reached:
    """A server that is up: where it listens, and a shorter way to it for whoever is in this process."""

    base_url: str
    transport: httpx.BaseTransport | None = None


Line = Callable[[ASGIApp], AbstractContextManager[Reached]]


@contextmanager
def over_http(app: ASGIApp) -> Iterator[Reached]:
    """Serves the application with uvicorn, and nothing else."""
    with running(app) as base_url:
        yield Reached(base_url)


@contextmanager
def in_process(app: ASGIApp) -> Iterator[Reached]:
    """Serves the application with uvicorn, and offers to call it directly, which takes a quarter of the time."""
    with running(app) as base_url, _event_loop() as loop:
        yield Reached(base_url, _Transport(app, loop))


@contextmanager
def _event_loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="faulty server", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_cancel_all(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _cancel_all() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()


@frozen
class _Transport(httpx.BaseTransport):
    """Hands requests to an application on an event loop; as on a network, several may be under way at once."""

    app: ASGIApp
    loop: asyncio.AbstractEventLoop

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        content = request.read()
        seconds = request.extensions.get("timeout", {}).get("read")
        answering = asyncio.run_coroutine_threadsafe(_ask(self.app, request, content), self.loop)
        try:
            return answering.result(seconds)
        except TimeoutError as error:
            answering.cancel()
            raise httpx.ReadTimeout("no answer in time", request=request) from error


async def _ask(app: ASGIApp, request: httpx.Request, content: bytes) -> httpx.Response:
    path, _, query = request.url.raw_path.partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 50000),
        "server": (request.url.host, request.url.port),
    }
    unread = [content]
    answered: list[Message] = []

    async def receive() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        await asyncio.Event().wait()  # the client stays until it has its answer
        raise AssertionError

    async def send(message: Message) -> None:
        answered.append(message)

    try:
        await app(scope, receive, send)
    except Exception as error:
        # uvicorn would log it and close the connection.
        raise httpx.RemoteProtocolError(f"the server failed: {type(error).__name__}", request=request) from error
    return _response(answered, request)


def _response(answered: list[Message], request: httpx.Request) -> httpx.Response:
    if not answered:
        raise httpx.RemoteProtocolError("the server did not answer", request=request)
    start, *rest = answered
    body = b"" if request.method == "HEAD" else b"".join(message.get("body", b"") for message in rest)
    headers: Any = start.get("headers", [])
    return httpx.Response(start["status"], headers=headers, stream=httpx.ByteStream(body), request=request)
