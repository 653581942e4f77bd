"""Calls an ASGI application with one request, and waits for the whole response."""

import asyncio
from collections.abc import Sequence
from urllib.parse import unquote

from attrs import field, frozen
from starlette.types import ASGIApp, Message

Headers = Sequence[tuple[bytes, bytes]]


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
        """Return the response as it should be."""
        return self.head() + self.content()

    def content(self) -> bytes:
        """Return the body; none for HEAD."""
        return b"" if self.method == "HEAD" else self.body

    def chunked(self, size: int = 100) -> bytes:
        """Return the body in chunks, without the last one, which is empty."""
        parts = (self.body[start : start + size] for start in range(0, len(self.body), size))
        return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


async def ask(app: ASGIApp, method: str, target: bytes, headers: Headers, content: bytes) -> Answer:
    """Return the response to a request. Raises what the application raises, and RuntimeError if it gives none."""
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
    answered: list[Message] = []

    async def receive() -> Message:
        if not unread:
            await asyncio.Event().wait()  # the client stays until it has the response
        return {"type": "http.request", "body": unread.pop(), "more_body": False}

    async def send(message: Message) -> None:
        answered.append(message)

    await app(scope, receive, send)
    if not answered:
        raise RuntimeError("the application did not answer")
    start, *rest = answered
    return Answer(method, start["status"], start.get("headers", ()), b"".join(part.get("body", b"") for part in rest))
