"""Closes the connection of a request, for whoever wants to see what becomes of a client then."""

import asyncio
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

Ends = tuple[Any, ...]
"""The address of the client, and that of the server."""
_open: dict[Ends, asyncio.Transport] = {}


class DroppableConnection(H11Protocol):
    """A connection of uvicorn's that can be found by its two ends."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin."""
        super().connection_made(transport)
        _open[self._ends(transport)] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        _open.pop(self._ends(self.transport), None)
        super().connection_lost(exc)

    @staticmethod
    def _ends(transport: asyncio.BaseTransport) -> Ends:
        return tuple(_address(transport.get_extra_info(name)) for name in ("peername", "sockname"))


def _address(address: Any) -> Any:
    return tuple(address[:2]) if isinstance(address, tuple | list) else address


async def drop(scope: Scope, receive: Receive) -> None:
    """Close the connection of a request, and wait until it is closed.

    Raises ConnectionResetError if the request came on no connection of uvicorn's, for whoever called the application.
    """
    transport = _open.get((_address(scope.get("client")), _address(scope.get("server"))))
    if transport is None:
        raise ConnectionResetError("the connection was dropped, as requested")
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass


class DropConnection(Response):
    """In place of a response: the connection is closed."""

    async def __call__(self, scope: Scope, receive: Receive, _: Send) -> None:
        """Close it."""
        await drop(scope, receive)
