"""The httpx clients that send requests: one for threads, one for each event loop, none from before a fork."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import warnings
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any, TypeVar

import httpx

from ._attempts import raised_by_signal_handler
from .errors import NotConfigured

T = TypeVar("T")

FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.CookieConflict,
    ArithmeticError,
    EOFError,
    ImportError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
"""Exceptions that sending and reading can raise, whatever the server or a proxy sends."""

LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20)
"""The default limits, which are those of httpx."""

Loop = object
"""An event loop of asyncio, or the token of a run of trio; None outside of both."""


class Connections:
    """The httpx clients that a client and its copies share."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self.arguments = arguments
        """Arguments of httpx.Client and httpx.AsyncClient."""
        self.own: Lent | None = None
        """The user's own httpx.Client."""
        self.own_async: Lent | None = None
        from ._certificates import verification_of
        from ._proxies import route_of

        self.route = route_of(arguments)
        """The proxy, and the setting or variable that names it; None without a proxy."""
        self._lent: dict[str, Any] = {}
        self._verification = verification_of(arguments, is_needed=False)
        for name, value in arguments.items():
            if name == "transport" and value is not None:
                self._lent[name] = LentTransport(value)
            elif name == "mounts" and value:
                self._lent[name] = {key: each and LentTransport(each) for key, each in value.items()}
        self._start()

    def _start(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._async_clients: dict[Loop | None, _LoopClient] = {}

    def unconnected(self) -> Connections:
        """Return a copy without connections, with the user's own httpx clients."""
        twin = Connections(self.arguments)
        twin.own, twin.own_async, twin._lent = self.own, self.own_async, self._lent
        return twin

    # ---- the httpx client to send with ----

    def for_thread(self) -> httpx.Client:
        """Return the httpx.Client."""
        if self.own is not None:
            client: httpx.Client = self.own.usable("set_httpx_client")
            return client
        if self.own_async is not None:
            raise NotConfigured(
                "set_async_httpx_client is for coroutines: call set_httpx_client too for plain functions"
            )
        self._forget_what_ended()
        with self._lock:
            if self._client is None:
                self._client = self._made(httpx.Client, "handle_request")
            return self._client

    def for_loop(self) -> httpx.AsyncClient:
        """Return the httpx.AsyncClient of the running event loop."""
        loop = running_loop()
        if self.own_async is not None:
            client: httpx.AsyncClient = self.own_async.usable("set_async_httpx_client", loop)
            return client
        if self.own is not None:
            raise NotConfigured(
                "set_httpx_client is for plain functions: call set_async_httpx_client too for coroutines"
            )
        self._forget_what_ended()
        with self._lock:
            if loop not in self._async_clients:
                client = self._made(httpx.AsyncClient, "handle_async_request")
                self._async_clients[loop] = _LoopClient(client, self._async_clients, loop)
            return self._async_clients[loop].client

    def proxy(self) -> str:
        """Return the name of the proxy for error messages; empty without a known proxy."""
        if self.route is None or self.own or self.own_async or self.arguments.get("mounts"):
            return ""
        from ._proxies import place_of

        proxy, source = self.route
        return f"the proxy {place_of(proxy.url)} (from {source})"

    @property
    def has_http2(self) -> bool:
        """True if the connections for plain functions may speak HTTP/2."""
        return self.own is None and bool(self.arguments.get("http2"))

    def _made(self, kind: Callable[..., T], method: str) -> T:
        transports: list[LentTransport | None] = [self._lent.get("transport"), *self._lent.get("mounts", {}).values()]
        for lent in transports:
            if lent is not None and not hasattr(lent.thing, method):
                other = "coroutines" if method == "handle_request" else "plain functions"
                raise NotConfigured(f"httpx_args has a {type(lent.thing).__name__}, which serves {other} alone")
        proxy = self.route[0] if self.route else None
        settled = {"proxy": proxy, "trust_env": False, "cert": None}
        handled = sys.exception()
        try:
            client = kind(**{**self.arguments, **self._lent, **settled, "verify": self._verify()})
            self._give_pools(client)
        except (TypeError, *FAILURES) as failure:
            if raised_by_signal_handler(failure, handled):
                raise
            name = type(failure).__name__
        else:
            return client
        raise NotConfigured(f"httpx refuses the settings of the client ({name})")

    def _give_pools(self, client: Any) -> None:
        """Replace the pools of the transports that httpx created, one for each proxy, by ours."""
        limits = self.arguments.get("limits") or LIMITS
        http2 = bool(self.arguments.get("http2"))
        # httpx has no public way to set a pool. The modules are imported late, since httpcore is slow to import.
        for transport in (client._transport, *client._mounts.values()):
            own: Any = transport
            if isinstance(transport, httpx.HTTPTransport):
                from ._plain_pool import Pool

                own._pool = Pool(own._pool, limits, http2=http2)
            elif isinstance(transport, httpx.AsyncHTTPTransport):
                from ._async_pool import AsyncPool

                own._pool = AsyncPool(own._pool, limits, http2=http2)

    def _verify(self) -> Any:
        """Return the `verify` of httpx. Certificates take 20 ms to load, so all event loops share them."""
        if self._verification is None:
            from ._certificates import verification_of

            self._verification = verification_of(self.arguments, is_needed=True)
        if self._verification is True and "transport" not in self._lent:
            self._verification = httpx.create_ssl_context(trust_env=False)
        return self._verification

    def _forget_what_ended(self) -> None:
        if self._pid != os.getpid():
            # The parent uses the same sockets: this process must not send anything over them, not even to close them.
            self._start()
        for loop in [*self._async_clients]:
            is_closed = getattr(loop, "is_closed", bool)()
            if is_closed and (ended := self._async_clients.pop(loop, None)):
                ended.drop_sockets()

    # ---- closing ----

    def close(self) -> None:
        """Close the connections for plain functions."""
        self._forget_what_ended()
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()
        self._tell_of_other_loops("await aclose() there")

    async def aclose(self) -> None:
        """Close the connections for plain functions and those of the running event loop."""
        self._forget_what_ended()
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()
        for loop in (running_loop(), None):
            if found := self._async_clients.get(loop):
                await found.aclose()
        self._tell_of_other_loops("await aclose() there too")

    def _tell_of_other_loops(self, what_to_do: str) -> None:
        if others := len(self._async_clients):
            loops = "another event loop" if others == 1 else f"{others} other event loops"
            warnings.warn(f"Connections of {loops} stay open: {what_to_do}", ResourceWarning, stacklevel=3)


class Lent:
    """A client or transport of the user's own, which is used, but never closed or replaced."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        self._pid: int | None = None
        self._loop: Loop | None = None

    def usable(self, how: str, loop: Loop | None = None) -> Any:
        """Return it, or raise if it cannot be used in this process and event loop."""
        name = f"httpx.{type(self.thing).__name__}"
        if getattr(self.thing, "is_closed", False):
            raise NotConfigured(f"The {name} from {how} is closed: set a new one")
        if self._pid is None:
            self._pid, self._loop = os.getpid(), loop
        if self._pid != os.getpid():
            raise NotConfigured(
                f"The {name} from {how} was used before this process was forked: set one in each process"
            )
        transport = getattr(self.thing, "_transport", self.thing)
        if self._loop is not loop and isinstance(transport, httpx.AsyncHTTPTransport):
            raise NotConfigured(f"The {name} from {how} belongs to another event loop: set one in each loop")
        return self.thing


class LentTransport(Lent, httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport of the user's own, which our httpx clients use and do not close."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response: httpx.Response = self.usable("httpx_args").handle_request(request)
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response: httpx.Response = await self.usable("httpx_args", running_loop()).handle_async_request(request)
        return response


class _LoopClient:
    """An httpx.AsyncClient that is closed with its event loop."""

    def __init__(self, client: httpx.AsyncClient, clients: dict[Loop | None, _LoopClient], loop: Loop | None) -> None:
        self.client = client
        # asyncio.run and trio.run end all started asynchronous generators before they close the loop, so this one
        # closes the client.
        self._ending = _closing(client, clients, loop)
        with contextlib.suppress(StopIteration):
            self._ending.__anext__().send(None)

    async def aclose(self) -> None:
        """Close the client and its connections."""
        await self._ending.aclose()

    def drop_sockets(self) -> None:
        """Close the sockets of an event loop that was closed before its connections, which asyncio can no longer do."""
        client: Any = self.client
        for transport in (client._transport, *client._mounts.values()):
            if isinstance(transport, httpx.AsyncHTTPTransport):
                own: Any = transport
                own._pool.drop_sockets()


async def _closing(
    client: httpx.AsyncClient, clients: dict[Loop | None, _LoopClient], loop: Loop | None
) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        clients.pop(loop, None)
        await client.aclose()


def running_loop() -> Loop | None:
    """Return the running event loop of this thread, of asyncio or trio."""
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        pass
    trio = sys.modules.get("trio")
    try:
        return trio.lowlevel.current_trio_token() if trio else None
    except RuntimeError:
        return None
