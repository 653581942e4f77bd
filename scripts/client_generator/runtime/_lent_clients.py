"""Adapters for the user's own clients, of httpx or httpx2, whose classes differ."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from ._contract import KEY_HEADERS
from ._origins import is_of_user
from .errors import NotConfigured


def lent_client(how: str, client: Any, *, has_key: bool) -> httpx.Client:
    """Return an httpx.Client that sends with the user's client. Raise NotConfigured if it is not one."""
    if not isinstance(client, httpx.Client):
        foreign: Any = sys.modules.get("httpx2")
        if foreign is None or not isinstance(client, foreign.Client):
            raise NotConfigured(f"{how} takes an httpx.Client, and got something of type {type(client).__name__}")
        _check_auth(how, client, has_key=has_key)
        return httpx.Client(transport=_Sender(client), **_settings_of(client))
    _check_auth(how, client, has_key=has_key)
    return client


def lent_async_client(how: str, client: Any, *, has_key: bool) -> httpx.AsyncClient:
    """Return an httpx.AsyncClient that sends with the user's client. Raise NotConfigured if it is not one."""
    if not isinstance(client, httpx.AsyncClient):
        foreign: Any = sys.modules.get("httpx2")
        if foreign is None or not isinstance(client, foreign.AsyncClient):
            raise NotConfigured(f"{how} takes an httpx.AsyncClient, and got something of type {type(client).__name__}")
        _check_auth(how, client, has_key=has_key)
        return httpx.AsyncClient(transport=_AsyncSender(client), **_settings_of(client))
    _check_auth(how, client, has_key=has_key)
    return client


def _check_auth(how: str, client: Any, *, has_key: bool) -> None:
    auth = type(client.auth).__name__
    # A user-defined `auth` is allowed: it may leave the key in place.
    if has_key and "Authorization" in KEY_HEADERS and auth in ("BasicAuth", "DigestAuth", "NetRCAuth"):
        raise NotConfigured(f"The client from {how} has an auth ({auth}) that would replace the API key")


# ---- httpx2 ----


def _settings_of(client: Any) -> dict[str, Any]:
    return {
        "headers": client.headers.multi_items(),
        "timeout": httpx.Timeout(**client.timeout.as_dict()),
        "follow_redirects": client.follow_redirects,
        "max_redirects": client.max_redirects,
        "trust_env": False,
    }


class _Sender(httpx.BaseTransport):
    """A transport that sends with a client of httpx2, with its hooks, cookies and transports, and never closes it."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        foreign = _foreign_request(self._client, request, request.read())
        with _translated(request):
            return _response(self._client.send(foreign, stream=True, follow_redirects=False), request)


class _AsyncSender(httpx.AsyncBaseTransport):
    """A transport that sends with an asynchronous client of httpx2."""

    def __init__(self, client: Any) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        foreign = _foreign_request(self._client, request, await request.aread())
        with _translated(request):
            return _response(await self._client.send(foreign, stream=True, follow_redirects=False), request)


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a response of httpx2."""

    def __init__(self, response: Any, request: httpx.Request) -> None:
        self._response = response
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        with _translated(self._request):
            yield from self._response.iter_raw()

    def close(self) -> None:
        self._response.close()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _translated(self._request):
            async for chunk in self._response.aiter_raw():
                yield chunk

    async def aclose(self) -> None:
        await self._response.aclose()


def _foreign_request(client: Any, request: httpx.Request, content: bytes) -> Any:
    if client.is_closed:
        raise NotConfigured("The client of httpx2 is closed: set a new one")
    framing = (b"content-length", b"transfer-encoding")  # they follow from the content, which is complete here
    headers = [(name, value) for name, value in request.headers.raw if name.lower() not in framing]
    extensions = {"timeout": request.extensions["timeout"]} if "timeout" in request.extensions else {}
    return client.build_request(
        request.method, str(request.url), headers=headers, content=content, extensions=extensions
    )


def _response(foreign: Any, request: httpx.Request) -> httpx.Response:
    extensions = {name: value for name, value in foreign.extensions.items() if name != "network_stream"}
    if foreign.is_stream_consumed:  # by an event hook, or since there was none
        headers = [(name, value) for name, value in foreign.headers.raw if name.lower() != b"content-encoding"]
        return httpx.Response(
            foreign.status_code, headers=headers, stream=httpx.ByteStream(foreign.content), extensions=extensions
        )
    return httpx.Response(
        foreign.status_code, headers=foreign.headers.raw, stream=_Body(foreign, request), extensions=extensions
    )


@contextmanager
def _translated(request: httpx.Request) -> Generator[None]:
    """Raise errors of httpx2 as the errors of httpx with the same names."""
    try:
        yield
    except Exception as error:
        kind: Any = getattr(httpx, type(error).__name__, None)
        if type(error).__module__.partition(".")[0] != "httpx2" or kind is None or is_of_user(error):
            raise
        if issubclass(kind, httpx.RequestError):
            raise kind(str(error), request=request) from error
        if issubclass(kind, httpx.InvalidURL | httpx.CookieConflict):
            raise kind(str(error)) from error
        raise
