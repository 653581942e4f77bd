"""A small HTTP server that writes answers as it is told, where uvicorn would only write what is right."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

from attrs import field, frozen
from starlette.types import ASGIApp, Message, Scope

from contract_tests.faulty_servers.lines import Line, Reached

MOST_AT_ONCE = 65_536


@frozen
class Answer:
    """What the application answered, not yet written."""

    method: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = field(repr=False)
    number: int
    """Which answer of the server it is, from 1 on."""

    def head(self, *more: bytes, without: tuple[bytes, ...] = (), version: bytes = b"HTTP/1.1") -> bytes:
        """The status line and the headers, with more and without some."""
        kept = [b"%s: %s" % header for header in self.headers if header[0].lower() not in without]
        return b"\r\n".join([b"%s %d Answered" % (version, self.status), *kept, *more, b"", b""])

    def whole(self) -> bytes:
        """The answer as it should be."""
        return self.head() + self.content()

    def content(self) -> bytes:
        """The body; none for HEAD."""
        return b"" if self.method == "HEAD" else self.body

    def chunked(self, size: int = 100) -> bytes:
        """The body in chunks, without the last one, which is empty."""
        parts = (self.body[start : start + size] for start in range(0, len(self.body), size))
        return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


Write = Callable[[Answer, asyncio.StreamWriter], Awaitable[bool]]
"""Writes an answer; returns whether the connection may be kept."""


def by_hand(write: Write) -> Line:
    """A line to a server that writes its answers in this way."""

    @contextmanager
    def line(app: ASGIApp) -> Iterator[Reached]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            loop = asyncio.new_event_loop()
            stop = asyncio.Event()
            thread = threading.Thread(target=loop.run_until_complete, args=(_serve(app, write, listener, stop),))
            thread.start()
            try:
                yield Reached(f"http://127.0.0.1:{listener.getsockname()[1]}")
            finally:
                loop.call_soon_threadsafe(stop.set)
                thread.join()
                loop.close()

    return line


async def _serve(app: ASGIApp, write: Write, listener: socket.socket, stop: asyncio.Event) -> None:
    connections: set[asyncio.Task[None]] = set()
    numbers = iter(range(1, 1_000_000))

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                async for scope, content in _requests(reader):
                    if not await write(await _answer(app, scope, content, next(numbers)), writer):
                        break
                    if (b"connection", b"close") in scope["headers"]:
                        break
        finally:
            connections.discard(task)
            writer.close()

    server = await asyncio.start_server(connected, sock=listener, limit=MOST_AT_ONCE)
    await stop.wait()
    server.close()
    for task in connections:
        task.cancel()
    await asyncio.gather(*connections, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()


async def _requests(reader: asyncio.StreamReader) -> AsyncIterator[tuple[Scope, bytes]]:
    while head := await _head(reader):
        request_line, *lines = head.split(b"\r\n")
        method, target, _ = request_line.decode("latin-1").split(" ", 2)
        headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode("latin-1"),
            "query_string": query.encode("latin-1"),
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 80),
        }
        yield scope, await _content(reader, dict(headers))


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return (await reader.readuntil(b"\r\n\r\n"))[:-4]
    except asyncio.IncompleteReadError:
        return b""


async def _content(reader: asyncio.StreamReader, headers: dict[bytes, bytes]) -> bytes:
    if headers.get(b"transfer-encoding", b"").lower() != b"chunked":
        return await reader.readexactly(int(headers.get(b"content-length", b"0")))
    content = b""
    while size := int(await reader.readline(), 16):
        content += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return content


async def _answer(app: ASGIApp, scope: Scope, content: bytes, number: int) -> Answer:
    unread = [content]
    answered: list[Message] = []

    async def receive() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answered.append(message)

    await app(scope, receive, send)
    start, *rest = answered
    body = b"".join(message.get("body", b"") for message in rest)
    return Answer(scope["method"], start["status"], tuple(start["headers"]), body, number)


def writes(form: Callable[[Answer], bytes], keep: bool = False) -> Line:
    """A line to a server that writes its answers in this form, all at once."""

    async def write(answer: Answer, writer: asyncio.StreamWriter) -> bool:
        writer.write(form(answer))
        await writer.drain()
        return keep

    return by_hand(write)
