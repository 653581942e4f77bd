"""The log, one line per request: method, path, status, time, but no query, header or body, which may have secrets."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("reference_server")
LONGEST_PATH = 100


def logging_requests(app: ASGIApp) -> ASGIApp:
    """Return the application, with its requests logged."""

    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        started = time.perf_counter()

        async def log_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                # The path as it was sent, in which a line break is still %0A.
                path = scope["raw_path"].decode("ascii", "replace")[:LONGEST_PATH]
                milliseconds = (time.perf_counter() - started) * 1000
                logger.info("%s %s → %d (%.1f ms)", scope["method"], path, message["status"], milliseconds)
            await send(message)

        await app(scope, receive, log_and_send)

    return logged
