"""A server on a real socket that follows a script, one step for each request."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus

from attrs import define, field

DROP = "drop"
HANG = "hang"
RESET = "reset"
TRUNCATE = "truncate"


@define
class ScriptedServer:
    """A running server: its address, and the requests that it received."""

    url: str
    requests: list[bytes] = field(factory=list)


def answer(status: int, body: bytes, **headers: str) -> bytes:
    """Return a response's bytes."""
    lines = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@contextmanager
def serving(*steps: bytes | str) -> Iterator[ScriptedServer]:
    """Serve one request for each step: the bytes of a response, or DROP, HANG, RESET or TRUNCATE."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        server = ScriptedServer(f"http://127.0.0.1:{listener.getsockname()[1]}")
        thread = threading.Thread(target=_serve, args=(listener, steps, server, over))
        thread.start()
        try:
            yield server
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve(
    listener: socket.socket, steps: tuple[bytes | str, ...], server: ScriptedServer, over: threading.Event
) -> None:
    with ExitStack() as hanging:
        for step in steps:
            try:
                connection, _ = listener.accept()
            except OSError:  # the test is over, or sends fewer requests than the script has steps
                break
            if step == HANG:
                hanging.enter_context(connection)
            with ExitStack() if step == HANG else connection:
                server.requests.append(_read_request(connection))
                if step == RESET:
                    connection.sendall(b"HTTP/1.1 200 Established\r\n\r\n")
                    connection.recv(1, socket.MSG_PEEK)  # what is not read when it closes resets the connection
                if step == TRUNCATE:
                    connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n{")
                elif isinstance(step, bytes):
                    connection.sendall(step)
        over.wait(10)


def _read_request(connection: socket.socket) -> bytes:
    """Return a request, or the part of it that arrived before the client disconnected."""
    connection.settimeout(10)
    received = b""
    while not _is_whole(received):
        try:
            some = connection.recv(65536)
        except OSError:
            break
        if not some:
            break
        received += some
    return received


def _is_whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(end) and len(body) >= int((lengths or [b"0"])[0])
