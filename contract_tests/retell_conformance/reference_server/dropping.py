"""The closing of the connection of a request, to test what a client does then."""

import asyncio
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

Ends = tuple[Any, ...]
"""The addresses of the client and the server."""
_open: dict[Ends, asyncio.Transport] = {}


class DroppableConnection(H11Protocol):
    """A connection of uvicorn that can be found by its two addresses."""

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

    Raise ConnectionResetError if the application was called directly, not by uvicorn.
    """
    transport = _open.get((_address(scope.get("client")), _address(scope.get("server"))))
    if transport is None:
        raise ConnectionResetError("the connection was dropped, as requested")
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass


class DropConnection(Response):
    """A response that closes the connection instead of sending anything."""

    async def __call__(self, scope: Scope, receive: Receive, _: Send) -> None:
        """Close it."""
        await drop(scope, receive)
