"""The reloading of a contract that is being edited: the server is rebuilt after each change, and keeps its calls."""

import logging
from collections.abc import Callable
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from openapi_contract.raw_document import Unreadable
from retell_conformance.reference_server import documented

logger = logging.getLogger("reference_server")
Stamp = tuple[int, int] | None


def reloading(build: Callable[[], ASGIApp], contract: Path) -> ASGIApp:
    """Return an application that is rebuilt for the first request after the contract's file has changed.

    If the contract cannot be read, that is logged in one line, and the previous one stays.
    """
    app, seen = build(), _stamp(contract)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal app, seen
        if scope["type"] == "http" and (stamp := _stamp(contract)) != seen:
            seen = stamp
            try:
                documented.read_again()
                app = build()
                logger.info("The contract has changed and was reloaded")
            except Unreadable as error:
                logger.warning("The contract has changed and cannot be used; the previous one stays: %s", error)
        await app(scope, receive, send)

    return serve


def _stamp(file: Path) -> Stamp:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
