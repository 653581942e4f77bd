"""The client: settings, sending and reading. templates/client.py.jinja gives it to users."""

from __future__ import annotations

import copy
import json
import os
import pickle
import re
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeAlias, TypeVar

import httpx

from ._attempts import Attempts, BoundedStream, DeadlinePassed, seconds_until
from ._connections import FAILURES, Connections, Lent
from ._contract import BASE_URL, KEY_HEADER, KEY_PREFIX, USER_AGENT
from .errors import (
    ConnectionFailed,
    InvalidRequest,
    MalformedResponse,
    NotConfigured,
    RetellError,
    StatusError,
    TimedOut,
)
from .types import UNSET, Drift, Reader, Unset, read_body, tag_of

if TYPE_CHECKING:
    import ssl

    Verification: TypeAlias = ssl.SSLContext | str | bool
else:
    Verification: TypeAlias = Any  # so that annotations can be evaluated without loading ssl

T = TypeVar("T")

TIMEOUT = httpx.Timeout(60, connect=5)
MAX_RETRIES = 2
KEY_VARIABLE = "RETELL_API_KEY"
# httpx takes no other header that holds a key away on the way to another host.
FOLLOW_REDIRECTS = KEY_HEADER == "Authorization"


class Client:
    """A client for what needs no API key. Its arguments are those of AuthenticatedClient, without the key."""

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        timeout: httpx.Timeout | float | None = TIMEOUT,
        max_retries: int = MAX_RETRIES,
        deadline: float | None = None,
        strict: bool = False,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        verify_ssl: Verification = True,
        follow_redirects: bool = FOLLOW_REDIRECTS,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        self.base_url = _checked(base_url)
        self.max_retries = max_retries
        self.deadline = deadline
        self.strict = strict
        more = dict(httpx_args or {})
        self._headers = {**dict(more.pop("headers", None) or {}), **(headers or {})}
        self._cookies = {**dict(more.pop("cookies", None) or {}), **(cookies or {})}
        self._timeout: httpx.Timeout | float | Unset | None = UNSET
        self._known_drift: set[tuple[str, str]] = set()
        self._connections = Connections(
            {
                "base_url": self.base_url,
                "headers": {"User-Agent": USER_AGENT, **self._headers},
                "cookies": self._cookies,
                "timeout": timeout,
                "verify": verify_ssl,
                "follow_redirects": follow_redirects,
                **more,
            }
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r})"

    # ---- settings ----

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """Return a copy that sends more headers, on the same connections. It costs microseconds."""
        return self._with(_headers={**self._headers, **headers})

    def with_cookies(self, cookies: Mapping[str, str]) -> Self:
        """Return a copy that sends more cookies, on the same connections. It costs microseconds."""
        return self._with(_cookies={**self._cookies, **cookies})

    def with_timeout(self, timeout: httpx.Timeout | float | None) -> Self:
        """Return a copy with another timeout, on the same connections. It costs microseconds."""
        return self._with(_timeout=timeout)

    def with_retries(self, max_retries: int) -> Self:
        """Return a copy that sends a request again this often, on the same connections. It costs microseconds."""
        return self._with(max_retries=max_retries)

    def with_deadline(self, deadline: float | None) -> Self:
        """Return a copy whose calls take at most this many seconds, on the same connections. It costs microseconds."""
        return self._with(deadline=deadline)

    def _with(self, **changes: Any) -> Self:
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__, **changes)
        return twin

    # ---- copies ----

    def __copy__(self) -> Self:
        return self.__deepcopy__({})

    def __deepcopy__(self, _: dict[int, Any]) -> Self:
        return self._with(_connections=self._connections.unconnected(), _known_drift=set(self._known_drift))

    def __getstate__(self) -> dict[str, Any]:
        if self._connections.own or self._connections.own_async:
            raise NotConfigured("A client with an httpx client of your own cannot be pickled: make it where it is used")
        state = {**self.__dict__, "_connections": dict(self._connections.arguments)}
        try:
            pickle.dumps(state)
        except (TypeError, AttributeError, pickle.PicklingError) as error:
            raise NotConfigured(f"A client with these settings cannot be pickled: {error}") from error
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _connections=Connections(state["_connections"]))

    # ---- connections ----

    def get_httpx_client(self) -> httpx.Client:
        """Return the httpx.Client that sends the requests, made when it is first needed."""
        return self._connections.for_thread()

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Send with an httpx.Client of your own, from this client and its copies.

        It decides on all but the base URL, the API key, retries and what `with_` methods set. It stays yours: it is
        never closed nor replaced, and after a fork each process needs its own.
        """
        self._connections.own = Lent(client)
        return self

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """Return the httpx.AsyncClient that sends the requests of the running event loop, made when first needed."""
        return self._connections.for_loop()

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Send with an httpx.AsyncClient of your own, from this client and its copies. It stays yours, as above."""
        self._connections.own_async = Lent(async_client)
        return self

    def close(self) -> None:
        """Close the connections for plain functions. The next request opens new ones."""
        self._connections.close()

    async def aclose(self) -> None:
        """Close the connections for plain functions and of the running event loop. The next request opens new ones."""
        await self._connections.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    # ---- requests ----

    def send(self, arguments: Mapping[str, Any]) -> httpx.Response:
        """Send a request, again if that may help, and return the response whatever its status.

        Args:
            arguments: Those of httpx.Client.build_request; its URL is a path below base_url.
        """
        client = self.get_httpx_client()
        request = self._build_request(client, arguments)
        attempts = Attempts(request, self.max_retries, self.deadline)
        while True:
            try:
                attempts.begin()
                response = client.send(request, stream=True)
            except FAILURES as failure:
                pause = attempts.pause_after_failure(failure)
                if pause is None:
                    self._fail(failure, attempts)
            else:
                pause = attempts.pause_after_response(response)
                if pause is None:
                    break
                response.close()
            time.sleep(pause)
        if self.deadline is not None and isinstance(response.stream, httpx.SyncByteStream):
            response.stream = BoundedStream(response.stream, attempts)
        response.extensions["attempts"] = attempts.count
        try:
            response.read()
        except BaseException as failure:
            response.close()
            return self._without_body(response, failure, attempts)
        return response

    async def send_async(self, arguments: Mapping[str, Any]) -> httpx.Response:
        """Send like `send`, for tasks."""
        import anyio  # imported late: who only imports the client need not wait for it

        client = self.get_async_httpx_client()
        request = self._build_request(client, arguments)
        attempts = Attempts(request, self.max_retries, self.deadline)
        try:
            with anyio.fail_after(self.deadline):
                return await self._send_attempts(client, attempts)
        except TimeoutError:
            attempts.sent = attempts.sent or attempts.under_way
            self._fail(DeadlinePassed("deadline", request=request), attempts)

    async def _send_attempts(self, client: httpx.AsyncClient, attempts: Attempts) -> httpx.Response:
        import anyio

        while True:
            try:
                attempts.begin()
                response = await client.send(attempts.request, stream=True)
                self._connections.remember(response)
            except FAILURES as failure:
                pause = attempts.pause_after_failure(failure)
                if pause is None:
                    self._fail(failure, attempts)
            else:
                pause = attempts.pause_after_response(response)
                if pause is None:
                    break
                await response.aclose()
            await anyio.sleep(pause)
        response.extensions["attempts"] = attempts.count
        try:
            await response.aread()
        except BaseException as failure:
            await response.aclose()
            return self._without_body(response, failure, attempts)
        return response

    def _build_request(self, client: httpx.Client | httpx.AsyncClient, arguments: Mapping[str, Any]) -> httpx.Request:
        options = {**arguments, "url": self.base_url + arguments["url"]}
        connections = self._connections
        lent = connections.own or connections.own_async
        if lent or self._headers is not connections.arguments.get("headers"):
            options["headers"] = {**self._headers, **arguments.get("headers", {})}
        if lent or self._cookies is not connections.arguments["cookies"]:
            options["cookies"] = {**self._cookies, **arguments.get("cookies", {})}
        if not isinstance(self._timeout, Unset):
            options["timeout"] = self._timeout
        try:
            request = client.build_request(**options)
        except (TypeError, *FAILURES) as failure:
            raise InvalidRequest(f"The request cannot be written: {self._redact(str(failure))}") from failure
        self._authorize(request)
        return request

    def _authorize(self, request: httpx.Request) -> None:
        """Add the API key, if there is one."""

    # ---- responses ----

    def read(self, response: httpx.Response, read: Reader[T]) -> T:
        """Read the body of a success."""
        drift = Drift(strict=self.strict)
        try:
            found = read_body(read, response.content, drift)
        except MalformedResponse as error:
            error.response = _without_key(response)
            error.attempts, error.sent = response.extensions["attempts"], True
            raise
        drift.log(self._known_drift)
        return found

    def read_error(self, response: httpx.Response, read: Reader[T]) -> T | None:
        """Read the body of an error; one that cannot be read is None."""
        drift = Drift()
        try:
            found = read_body(read, response.content, drift)
        except MalformedResponse:
            return None
        drift.log(self._known_drift)
        return found

    def failure(self, response: httpx.Response) -> StatusError:
        """Return the error that stands for a response that is no success."""
        status = response.status_code
        error = StatusError.for_status(status)(
            status,
            self._redact(_message_of(response)),
            response=_without_key(response),
            retry_after=seconds_until(response.headers.get("Retry-After", "")),
        )
        error.attempts, error.sent = response.extensions["attempts"], True
        return error

    def _without_body(self, response: httpx.Response, failure: BaseException, attempts: Attempts) -> httpx.Response:
        """Return a response whose body broke off without its body, unless its status is a success that counts."""
        if not isinstance(failure, FAILURES):
            raise failure
        if response.is_success:
            self._fail(failure, attempts)
        headers = {
            name: value for name, value in response.headers.items() if not name.startswith(("content-", "transfer-"))
        }
        return httpx.Response(
            response.status_code, headers=headers, request=response.request, extensions=response.extensions
        )

    def _fail(self, failure: Exception, attempts: Attempts) -> NoReturn:
        request = attempts.request
        if isinstance(failure, httpx.RequestError):
            request = getattr(failure, "_request", None) or request
        place = f"{request.url.host}:{request.url.port or {'https': 443, 'http': 80}.get(request.url.scheme, '')}"
        times = f" after {attempts.count} attempts" if attempts.count > 1 else ""
        reason = (self._redact(str(failure)) or type(failure).__name__).rstrip(".")
        error: RetellError
        match failure:
            case DeadlinePassed():
                error = TimedOut(f"{place} did not respond within the deadline of {self.deadline:g} seconds{times}.")
            case httpx.PoolTimeout():
                error = ConnectionFailed(
                    "All connections are in use and none became free in time: nothing was sent. Send fewer requests at "
                    "a time, or allow more connections with httpx_args={'limits': httpx.Limits(max_connections=...)}."
                )
            case httpx.ConnectTimeout():
                error = TimedOut(f"No connection to {place} in time{times}.")
            case httpx.TimeoutException():
                error = TimedOut(f"{place} did not respond in time{times} ({type(failure).__name__}).")
            case httpx.DecodingError():
                error = MalformedResponse("Body that cannot be decoded")
            case httpx.ConnectError() | httpx.ProxyError():
                error = ConnectionFailed(f"No connection to {place}{times}: {reason}.")
            case _:
                error = ConnectionFailed(f"No complete response from {place}{times}: {reason}.")
        error.attempts, error.sent = attempts.count, attempts.sent
        if isinstance(failure, httpx.RequestError):
            failure.request = _request_without_key(request)
        raise error from failure

    def _redact(self, text: str) -> str:
        return re.sub(r"eyJ[\w-]+\.[\w-]+(\.[\w-]*)?", "***", text)


class AuthenticatedClient(Client):
    """A client for what needs an API key.

    One client serves any number of threads, tasks, event loops one after another, and processes that are forked. It
    keeps connections open: make one, and use it for all requests. The connections of an event loop close with it, and
    none from before a fork is used after it. `with client:`, `async with client:`, `close()` and `aclose()` close what
    they can: `aclose` those for plain functions and of the running event loop, `close` the former. A ResourceWarning
    tells of connections that stay open in other event loops.

    A pickled or deeply copied client has the same settings and no connections. The key travels in a pickle only if it
    was passed as an argument; one from the environment is read there again.

    Args:
        base_url: Where the API is.
        token: The API key; by default the one in the environment variable RETELL_API_KEY.
        api_key: Another name for `token`.
        timeout: How long to wait; by default 5 seconds to connect, and 60 seconds for each other step.
        max_retries: How often to send a request again: if no response arrived, and on the statuses 408, 409, 429 and
            5xx. 0 turns retries off.
        deadline: The most seconds that a call may take with all its attempts and waits; None for no such bound.
        strict: Raise MalformedResponse for all that the contract does not promise, instead of logging it.
        headers: Sent with every request.
        cookies: Sent with every request.
        verify_ssl: False, a file or folder of certificates to trust, or a context of your own.
        follow_redirects: Whether to follow redirects. By default yes, if the API key goes in `Authorization`, which
            never goes along to another host.
        httpx_args: More arguments for `httpx.Client` and `httpx.AsyncClient`, such as `proxy`, `limits`, `transport`.
            A transport of your own is used by every copy of the client, and never closed.
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        token: str | None = None,
        *,
        api_key: str | None = None,
        timeout: httpx.Timeout | float | None = TIMEOUT,
        max_retries: int = MAX_RETRIES,
        deadline: float | None = None,
        strict: bool = False,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        verify_ssl: Verification = True,
        follow_redirects: bool = FOLLOW_REDIRECTS,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(
            base_url,
            timeout=timeout,
            max_retries=max_retries,
            deadline=deadline,
            strict=strict,
            headers=headers,
            cookies=cookies,
            verify_ssl=verify_ssl,
            follow_redirects=follow_redirects,
            httpx_args=httpx_args,
        )
        if token is not None and api_key is not None:
            raise NotConfigured("token= and api_key= are the same: pass one of them")
        given = token if token is not None else api_key
        self._token_from_environment = given is None
        self._token = _checked_key(given)

    def __getstate__(self) -> dict[str, Any]:
        state = super().__getstate__()
        return {**state, "_token": None} if self._token_from_environment else state

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__(state)
        self._token = _checked_key(state["_token"])

    def _authorize(self, request: httpx.Request) -> None:
        request.headers[KEY_HEADER] = f"{KEY_PREFIX}{self._token}"

    def _redact(self, text: str) -> str:
        # A key of a few letters is part of words that say nothing of it.
        return super()._redact(text.replace(self._token, "***") if len(self._token) >= 8 else text)


def _checked(base_url: str) -> str:
    if not base_url:
        raise NotConfigured("base_url is needed: the contract names no server")
    try:
        url = httpx.URL(base_url)
    except (TypeError, ValueError, httpx.InvalidURL) as error:
        raise NotConfigured(f"base_url is not a URL: {error}") from None
    if url.scheme not in ("https", "http") or not url.host:
        raise NotConfigured("base_url must begin with https:// or http:// and name a host")
    if url.userinfo:
        raise NotConfigured("base_url has a user name or password, which would replace the API key: leave it out")
    if "?" in base_url or "#" in base_url:
        raise NotConfigured(
            "base_url has a query or a fragment, which cannot go before the paths of the API: leave it out"
        )
    return base_url.rstrip("/")


def _checked_key(given: str | None) -> str:
    token = (given if given is not None else os.environ.get(KEY_VARIABLE, "")).strip()
    if KEY_PREFIX and token.lower().startswith(KEY_PREFIX.lower()):
        token = token[len(KEY_PREFIX) :].strip()
    if not token:
        raise NotConfigured(f"There is no API key: set {KEY_VARIABLE}, or pass token=")
    if not (token.isascii() and token.isprintable()):
        raise NotConfigured(f"The API key, from token= or {KEY_VARIABLE}, has characters that no key has")
    return token


def _message_of(response: httpx.Response) -> str:
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        body = None
    for key in ("message", "error_message"):
        message = tag_of(body, key)
        if isinstance(message, str) and message.strip():
            return message.strip()
    return httpx.codes.get_reason_phrase(response.status_code) or "Unknown status"


def _without_key(response: httpx.Response) -> httpx.Response:
    """Return a copy for an error to hold. What was sent stays as it is, for those who look at it."""
    twin = copy.copy(response)
    twin.extensions = {name: value for name, value in response.extensions.items() if name != "network_stream"}
    twin.request = _request_without_key(response.request)
    twin.history = [_without_key(each) for each in response.history]
    return twin


def _request_without_key(request: httpx.Request) -> httpx.Request:
    headers = request.headers.copy()
    headers.pop(KEY_HEADER, None)
    return httpx.Request(
        request.method, request.url, headers=headers, stream=request.stream, extensions=dict(request.extensions)
    )
