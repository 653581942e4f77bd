"""An ASGI application served over real HTTP during a test."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from retell_conformance.reference_server.dropping import DroppableConnection

SECONDS_TO_START = 10
SECONDS_TO_FINISH = 1
"""Seconds that current requests may still take when the server stops."""


@contextmanager
def running(app: Any, **options: Any) -> Iterator[str]:
    """Serve the application in a thread on a free loopback port; yield its base URL, and stop at the end.

    Args:
        options: More arguments of `uvicorn.Config`.

    Raises RuntimeError if it does not start, or does not stop since the application blocks its thread.
    """
    # Bound before the server starts, so that no other process can take the port.
    # asyncio turns Nagle's algorithm off only if the protocol is given; else each response would take 40 ms.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(configuration(app, timeout_graceful_shutdown=SECONDS_TO_FINISH, **options))
    failures: list[BaseException] = []

    def serve() -> None:
        try:
            server.run(sockets=[listener])
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=serve, name="reference server", daemon=True)
    thread.start()
    try:
        _wait_until_started(server, thread, failures)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(SECONDS_TO_FINISH + 5)
        listener.close()
    if thread.is_alive():
        raise RuntimeError("the server did not stop: the application blocks its thread")


def configuration(app: Any, **options: Any) -> uvicorn.Config:
    """Return the configuration of uvicorn, without logging."""
    return uvicorn.Config(
        app,
        http=DroppableConnection,
        loop="asyncio",
        ws="none",
        server_header=False,
        proxy_headers=False,
        access_log=False,
        log_config=None,
        **options,
    )


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread, failures: list[BaseException]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start") from (failures[0] if failures else None)
        if time.monotonic() > deadline:
            raise RuntimeError(f"the server did not start within {SECONDS_TO_START} seconds")
        time.sleep(0.005)
