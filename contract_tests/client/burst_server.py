"""A server on loopback with random delays: as a server, a proxy, a tunnel, or over HTTP/2."""

import asyncio
import contextlib
import json
import random
import ssl
import subprocess
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field

from client.keeping_server import CONNECTION

CONTENT = json.dumps({**CONNECTION, "call_id": "call_1"}).encode()
HEAD = f"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {len(CONTENT)}\r\n\r\n".encode()


@define
class BurstServer:
    """A running server: its address, the delay of each step, the number of open connections."""

    port: int
    longest: float
    """Seconds. Each step takes a random part of it."""
    open: int = 0
    requests: int = 0
    certificates: ssl.SSLContext | None = None
    chance: random.Random = field(factory=lambda: random.Random(17))

    async def take_a_while(self) -> None:
        """Wait for a random time, at most as long as a step may take."""
        await asyncio.sleep(self.chance.uniform(0, self.longest))


@contextlib.contextmanager
def bursting(
    speak: Callable[[BurstServer, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
    longest: float,
    certificates: ssl.SSLContext | None = None,
    *,
    secure: bool = False,
) -> Iterator[BurstServer]:
    """Serve in a thread with a loop of its own, over TLS if it is to be secure."""
    ready, end = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    found = BurstServer(0, longest, certificates=certificates)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found.open += 1
        try:
            await speak(found, reader, writer)
        except (
            OSError,
            EOFError,
            ValueError,
            ExceptionGroup,
            asyncio.CancelledError,
        ):  # the client disconnected, or the test ends
            pass
        finally:
            found.open -= 1
            writer.transport.abort()

    async def run() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1024, ssl=certificates if secure else None)
        found.port = server.sockets[0].getsockname()[1]
        ready.set()
        await end.wait()
        server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    ready.wait(10)
    try:
        yield found
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join(10)
        loop.close()


async def speak_http(server: BurstServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Respond to requests, also as a proxy does, and after CONNECT with TLS."""
    while True:
        head = await reader.readuntil(b"\r\n\r\n")
        if head.startswith(b"CONNECT"):
            await server.take_a_while()
            writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            assert server.certificates
            await writer.start_tls(server.certificates)
            continue
        lengths = [line.split(b":")[1] for line in head.lower().splitlines() if line.startswith(b"content-length:")]
        await reader.readexactly(sum(map(int, lengths)))
        server.requests += 1
        await server.take_a_while()
        writer.write(HEAD)
        if server.chance.random() < 0.3:
            await server.take_a_while()
        writer.write(CONTENT)
        await writer.drain()


async def speak_socks(server: BurstServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Connect as a SOCKS 5 proxy, and respond as the server behind it."""
    _, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    await server.take_a_while()
    writer.write(b"\x05\x00")
    *_, kind = await reader.readexactly(4)
    await reader.readexactly((await reader.readexactly(1))[0] + 2 if kind == 3 else 6)
    await server.take_a_while()
    writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
    await speak_http(server, reader, writer)


async def speak_http2(server: BurstServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Respond over HTTP/2. To one request in ten there is no response."""
    import h2.config
    import h2.connection
    import h2.events
    import h2.exceptions

    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    connection.initiate_connection()

    def flush() -> None:
        writer.write(connection.data_to_send())

    async def respond(stream: int) -> None:
        await server.take_a_while()
        if server.longest and server.chance.random() < 0.1:
            return
        with contextlib.suppress(h2.exceptions.ProtocolError):  # the client has closed it
            connection.send_headers(stream, [(":status", "201"), ("content-type", "application/json")])
            flush()
            await server.take_a_while()
            connection.send_data(stream, CONTENT, end_stream=True)
        flush()

    flush()
    async with asyncio.TaskGroup() as tasks:
        while data := await reader.read(65536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.StreamEnded):
                    server.requests += 1
                    tasks.create_task(respond(stream_of(event)))
            flush()


def certificates(folder: Path) -> ssl.SSLContext:
    """Return a context with a certificate of its own. Skip the test if openssl is not installed."""
    files = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=api.test", "-days", "2"]
    try:
        subprocess.run([*command, "-keyout", files[0], "-out", files[1]], check=True, capture_output=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files[1], files[0])
    return context


def unverified() -> ssl.SSLContext:
    """Return a context that trusts every certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def stream_of(event: Any) -> int:
    """Return the number of the stream that an event is about."""
    stream: int = event.stream_id
    return stream
