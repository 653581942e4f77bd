"""The ways to serve a mutant: uvicorn over HTTP, calls within this process, or HTTP with responses written by hand."""

import asyncio
import itertools
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from urllib.parse import unquote

import httpx
from attrs import field, frozen
from starlette.types import ASGIApp, Message

from retell_conformance.reference_server.running import running

Headers = Sequence[tuple[bytes, bytes]]
Request = tuple[str, bytes, Headers, bytes]
"""Method, target, headers and body."""


@frozen
class Reached:
    """The URL of a running server, and a transport that calls it within this process."""

    base_url: str
    transport: httpx.BaseTransport | None = None


Line = Callable[[ASGIApp], AbstractContextManager[Reached]]
"""A way to serve an application."""


@frozen
class Answer:
    """A response of the application that is not yet written."""

    method: str
    status: int
    headers: Headers
    body: bytes = field(repr=False)

    def head(self, *more: bytes, without: tuple[bytes, ...] = (), version: bytes = b"HTTP/1.1") -> bytes:
        """Return the status line and the headers, with more and without some."""
        kept = [b"%s: %s" % header for header in self.headers if header[0].lower() not in without]
        return b"\r\n".join([b"%s %d Answered" % (version, self.status), *kept, *more, b"", b""])

    def whole(self) -> bytes:
        """Return the correct response."""
        return self.head() + self.content()

    def content(self) -> bytes:
        """Return the body; empty for HEAD."""
        return b"" if self.method == "HEAD" else self.body

    def chunked(self, size: int = 100) -> bytes:
        """Return the body in chunks, without the last, empty one."""
        parts = (self.body[start : start + size] for start in range(0, len(self.body), size))
        return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


Write = Callable[[Answer, asyncio.StreamWriter], Awaitable[bool]]
"""Writes a response; returns whether the connection may be kept."""


async def write_whole(answer: Answer, writer: asyncio.StreamWriter) -> bool:
    """Write the correct response."""
    writer.write(answer.whole())
    await writer.drain()
    return True


# ---- the ways ----


@contextmanager
def over_http(app: ASGIApp) -> Iterator[Reached]:
    """Serve the application with uvicorn."""
    with running(app) as base_url:
        yield Reached(base_url)


@contextmanager
def with_its_own_date(app: ASGIApp) -> Iterator[Reached]:
    """Serve the application with uvicorn, without the `Date` of uvicorn."""
    with running(app, date_header=False) as base_url:
        yield Reached(base_url)


@contextmanager
def in_process(app: ASGIApp) -> Iterator[Reached]:
    """Call the application directly, which is quick; requests that need a socket are served over HTTP."""
    with _serving(app) as (base_url, loop):
        yield Reached(base_url, _Transport(app, loop))


def by_hand(write: Callable[[], Write]) -> Line:
    """Write the responses by a function, which `write` makes for each server."""

    @contextmanager
    def line(app: ASGIApp) -> Iterator[Reached]:
        with _serving(app, write()) as (base_url, _):
            yield Reached(base_url)

    return line


def writes(form: Callable[[Answer], bytes], *, keep: bool = False, every: int = 1) -> Line:
    """Write every n-th response in another form; `keep` leaves the connection open after it."""

    def counting() -> Write:
        numbers = itertools.count(1)

        async def write(answer: Answer, writer: asyncio.StreamWriter) -> bool:
            if next(numbers) % every:
                return await write_whole(answer, writer)
            writer.write(form(answer))
            await writer.drain()
            return keep

        return write

    return by_hand(counting)


# ---- calls within this process ----


@frozen
class _Transport(httpx.BaseTransport):
    """Passes requests to an application on an event loop, also several at once."""

    app: ASGIApp
    loop: asyncio.AbstractEventLoop

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        coming = respond(self.app, request.method, request.url.raw_path, request.headers.raw, request.read())
        future = asyncio.run_coroutine_threadsafe(coming, self.loop)
        try:
            answer = future.result(request.extensions["timeout"]["read"])
        except TimeoutError as error:
            future.cancel()
            raise httpx.ReadTimeout("no response in time", request=request) from error
        except Exception as error:
            # A server would log it and close the connection.
            raise httpx.RemoteProtocolError(f"the server failed: {type(error).__name__}", request=request) from error
        return httpx.Response(
            answer.status, headers=list(answer.headers), stream=httpx.ByteStream(answer.content()), request=request
        )


async def respond(app: ASGIApp, method: str, target: bytes, headers: Headers, content: bytes) -> Answer:
    """Return the response to a request, or raise the exception of the application."""
    path, _, query = target.partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in headers],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 80),
    }
    unread = [content]
    sent: list[Message] = []

    async def receive() -> Message:
        if not unread:
            await asyncio.Event().wait()  # the client stays connected until it has the response
        return {"type": "http.request", "body": unread.pop(), "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    if not sent:
        raise RuntimeError("the application sent no response")
    start, *rest = sent
    return Answer(method, start["status"], start.get("headers", ()), b"".join(part.get("body", b"") for part in rest))


# ---- a small HTTP server ----


@contextmanager
def _serving(app: ASGIApp, write: Write = write_whole) -> Iterator[tuple[str, asyncio.AbstractEventLoop]]:
    """Serve the application in a thread; yield its base URL, and its event loop."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        loop = asyncio.new_event_loop()
        stop = asyncio.Event()
        thread = threading.Thread(target=loop.run_until_complete, args=(_serve(app, write, listener, stop),))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", loop
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join()
            loop.close()


async def _serve(app: ASGIApp, write: Write, listener: socket.socket, stop: asyncio.Event) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # As with any server, every failure ends the connection.
        with suppress(Exception, asyncio.CancelledError):
            async for request in _requests(reader):
                answer = await respond(app, *request)
                if not await write(answer, writer) or (b"Connection", b"close") in request[2]:
                    break
        writer.close()

    server = await asyncio.start_server(connected, sock=listener)
    await stop.wait()
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()


async def _requests(reader: asyncio.StreamReader) -> AsyncIterator[Request]:
    while head := await _head(reader):
        request_line, *lines = head.split(b"\r\n")
        method, target, _ = request_line.split(b" ", 2)
        headers = [(name, value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
        yield method.decode("latin-1"), target, headers, await _content(reader, headers)


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return (await reader.readuntil(b"\r\n\r\n"))[:-4]
    except asyncio.IncompleteReadError:
        return b""


async def _content(reader: asyncio.StreamReader, headers: Headers) -> bytes:
    named = {name.lower(): value for name, value in headers}
    if named.get(b"transfer-encoding", b"").lower() != b"chunked":
        return await reader.readexactly(int(named.get(b"content-length", b"0")))
    content = b""
    while size := int(await reader.readline(), 16):
        content += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return content
