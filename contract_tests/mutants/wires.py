"""A small HTTP server that writes responses as it is told, right or wrong."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

from starlette.types import ASGIApp

from mutants.asgi import Answer, Headers, ask

Write = Callable[[Answer, asyncio.StreamWriter], Awaitable[bool]]
"""Writes a response; returns whether the connection may be kept."""
Request = tuple[str, bytes, Headers, bytes]
"""Method, target, headers and body, as `ask` takes them."""


async def write_whole(answer: Answer, writer: asyncio.StreamWriter) -> bool:
    """Write the response as it should be."""
    writer.write(answer.whole())
    await writer.drain()
    return True


@contextmanager
def serving(app: ASGIApp, write: Write = write_whole) -> Iterator[tuple[str, asyncio.AbstractEventLoop]]:
    """Serve the application in a thread; yield its base URL, and the event loop that it is called on."""
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
        # Whatever fails ends this connection, as with any server.
        with suppress(Exception, asyncio.CancelledError):
            async for request in _requests(reader):
                if not await write(await ask(app, *request), writer) or (b"Connection", b"close") in request[2]:
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
    said = {name.lower(): value for name, value in headers}
    if said.get(b"transfer-encoding", b"").lower() != b"chunked":
        return await reader.readexactly(int(said.get(b"content-length", b"0")))
    content = b""
    while size := int(await reader.readline(), 16):
        content += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return content
