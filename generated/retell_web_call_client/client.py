"""The client: where the API is, the key to it, and how requests are sent."""

from __future__ import annotations

import json
import math
import os
import re
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPMethod
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar
from weakref import WeakKeyDictionary

import httpx

from .errors import (
    ConnectionFailed,
    InvalidRequest,
    MalformedResponse,
    NotConfigured,
    RetellError,
    StatusError,
    TimedOut,
)
from .types import Drift, read_body, tag_of

if TYPE_CHECKING:
    import ssl

    from httpx_retries import Retry, RetryTransport

    from .types import Reader

T = TypeVar("T")

BASE_URL = "https://api.retellai.com"
TIMEOUT = httpx.Timeout(60, connect=5)
MAX_RETRIES = 2
KEY_VARIABLE = "RETELL_API_KEY"
KEY_HEADER = "Authorization"
USER_AGENT = "retell-web-call-client/1.0.0"

RETRIED_STATUSES = (408, 409, 429, *range(500, 600))
LONGEST_WAIT = 60
"""The most seconds to wait before a retry, whatever `Retry-After` says."""
LONGEST_BACKOFF = 8
"""The most seconds to wait before a retry where no `Retry-After` says how long."""

# All that sending and reading can fail with, whatever comes over the wire.
_FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.CookieConflict,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)


class Client:
    """A client for what needs no API key.

    One client serves any number of threads and tasks. It keeps connections open: make one, and use it for all requests.
    Use it in a `with` or `async with` block, or call `close` or `aclose`, to close them.

    Args:
        base_url: Where the API is.
        timeout: How long to wait; by default 5 seconds to connect, and 60 seconds for each other step.
        max_retries: How often to send a request again: where no answer came, on the statuses 408, 409, 429 and 5xx.
            0 turns retries off.
        strict: Raise MalformedResponse for all that the contract does not promise, instead of logging it.
        headers: Sent with every request.
        cookies: Sent with every request.
        verify_ssl: False, or a context of your own, to check certificates in another way.
        follow_redirects: Whether to follow redirects. The API key never goes along to another host.
        httpx_args: More arguments for `httpx.Client` and `httpx.AsyncClient`, such as `proxy`, `limits`, `transport`.
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        timeout: httpx.Timeout | float | None = TIMEOUT,
        max_retries: int = MAX_RETRIES,
        strict: bool = False,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        verify_ssl: ssl.SSLContext | str | bool = True,
        follow_redirects: bool = True,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        if not self.base_url.startswith(("https://", "http://")):
            raise NotConfigured("base_url must begin with https:// or http://")
        self.max_retries = max_retries
        self.strict = strict
        self._settings: dict[str, Any] = {
            "base_url": base_url,
            "timeout": timeout,
            "max_retries": max_retries,
            "strict": strict,
            "headers": dict(headers or {}),
            "cookies": dict(cookies or {}),
            "verify_ssl": verify_ssl,
            "follow_redirects": follow_redirects,
            "httpx_args": dict(httpx_args or {}),
        }
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._async_client: httpx.AsyncClient | None = None
        # An httpx.AsyncClient belongs to the event loop that it was first used in.
        self._async_clients: WeakKeyDictionary[object, httpx.AsyncClient] = WeakKeyDictionary()
        self._known_drift: dict[str, set[str]] = {}
        self._retry: Retry | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={_without_password(self.base_url)!r})"

    # ---- settings ----

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """A new client like this one that sends more headers."""
        return self._with(headers={**self._settings["headers"], **headers})

    def with_cookies(self, cookies: Mapping[str, str]) -> Self:
        """A new client like this one that sends more cookies."""
        return self._with(cookies={**self._settings["cookies"], **cookies})

    def with_timeout(self, timeout: httpx.Timeout | float | None) -> Self:
        """A new client like this one with another timeout."""
        return self._with(timeout=timeout)

    def _with(self, **changes: Any) -> Self:
        return type(self)(**{**self._settings, **changes})

    def _httpx_arguments(self) -> dict[str, Any]:
        settings = self._settings
        return {
            "base_url": self.base_url,
            "headers": {"User-Agent": USER_AGENT, **settings["headers"]},
            "cookies": settings["cookies"],
            "timeout": settings["timeout"],
            "verify": settings["verify_ssl"],
            "follow_redirects": settings["follow_redirects"],
            **settings["httpx_args"],
        }

    # ---- connections ----

    def get_httpx_client(self) -> httpx.Client:
        """The httpx.Client that sends the requests, made when it is first needed."""
        with self._lock:
            if self._client is None:
                self._client = _made(httpx.Client, self._httpx_arguments())
            return self._client

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Sends with an httpx.Client of your own. It decides on all but the base URL, the API key and retries."""
        self._client = client
        return self

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """The httpx.AsyncClient that sends the requests of the running event loop, made when it is first needed."""
        if self._async_client is not None:
            return self._async_client
        loop = _running_loop() or self
        with self._lock:
            client = self._async_clients.get(loop)
            if client is None:
                client = self._async_clients[loop] = _made(httpx.AsyncClient, self._httpx_arguments())
            return client

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Sends with an httpx.AsyncClient of your own. It decides on all but the base URL, the API key and retries."""
        self._async_client = async_client
        return self

    def close(self) -> None:
        """Closes the connections. The next request opens new ones."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    async def aclose(self) -> None:
        """Closes the connections of the running event loop. The next request opens new ones."""
        with self._lock:
            client, self._async_client = self._async_client, None
            client = self._async_clients.pop(_running_loop() or self, client)
        if client is not None:
            await client.aclose()

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
        """Sends a request, again where that may help, and returns the answer whatever its status.

        Args:
            arguments: Those of httpx.Client.build_request; its URL is a path below base_url.
        """
        client = self.get_httpx_client()
        request = self._build_request(client, arguments)
        sender = _Sender(client)
        try:
            transport = self._with_retries(sender) if self.max_retries > 0 else sender
            response = transport.handle_request(request)
        except _FAILURES as failure:
            self._fail(request, failure, sender.attempts)
        response.extensions["attempts"] = sender.attempts
        try:
            response.read()
        except BaseException as failure:
            response.close()
            return self._without_body(response, failure)
        return response

    async def send_async(self, arguments: Mapping[str, Any]) -> httpx.Response:
        """Like send, for tasks."""
        client = self.get_async_httpx_client()
        request = self._build_request(client, arguments)
        sender = _AsyncSender(client)
        try:
            transport = self._with_retries(sender) if self.max_retries > 0 else sender
            response = await transport.handle_async_request(request)
        except _FAILURES as failure:
            self._fail(request, failure, sender.attempts)
        response.extensions["attempts"] = sender.attempts
        try:
            await response.aread()
        except BaseException as failure:
            await response.aclose()
            return self._without_body(response, failure)
        return response

    def _build_request(self, client: httpx.Client | httpx.AsyncClient, arguments: Mapping[str, Any]) -> httpx.Request:
        try:
            request = client.build_request(**{**arguments, "url": self.base_url + arguments["url"]})
        except (TypeError, *_FAILURES) as failure:
            raise InvalidRequest(f"The request cannot be written: {self._redact(str(failure))}") from failure
        self._authorize(request)
        return request

    def _authorize(self, request: httpx.Request) -> None:
        """Adds the API key, where there is one."""

    def _with_retries(self, sender: _Sender | _AsyncSender) -> RetryTransport:
        from httpx_retries import RetryTransport  # imported late: who only imports the client need not wait for it

        if self._retry is None:
            self._retry = _make_retry(self.max_retries)
        return RetryTransport(sender, self._retry)

    # ---- answers ----

    def read(self, response: httpx.Response, read: Reader[T]) -> T:
        """Reads the body of a success."""
        drift = Drift(strict=self.strict)
        try:
            found = read_body(read, response.content, drift)
        except MalformedResponse as error:
            error.response = self._without_key(response)
            error.attempts = response.extensions["attempts"]
            raise
        drift.log(self._known_drift)
        return found

    def read_error(self, response: httpx.Response, read: Reader[T]) -> T | None:
        """Reads the body of an error; one that cannot be read is None."""
        drift = Drift()
        try:
            found = read_body(read, response.content, drift)
        except MalformedResponse:
            return None
        drift.log(self._known_drift)
        return found

    def failure(self, response: httpx.Response) -> StatusError:
        """The error that stands for an answer that is no success."""
        status = response.status_code
        error = StatusError.for_status(status)(
            status,
            self._redact(_message_of(response)),
            response=response,
            retry_after=_seconds_until(response.headers.get("Retry-After", "")),
        )
        self._without_key(response)
        error.attempts = response.extensions["attempts"]
        return error

    def _without_body(self, response: httpx.Response, failure: BaseException) -> httpx.Response:
        """An answer whose body broke off: where its status is no success that counts, without the body."""
        if not isinstance(failure, _FAILURES):
            raise failure
        if response.is_success:
            self._fail(response.request, failure, response.extensions["attempts"])
        headers = {
            name: value for name, value in response.headers.items() if not name.startswith(("content-", "transfer-"))
        }
        return httpx.Response(
            response.status_code, headers=headers, request=response.request, extensions=response.extensions
        )

    def _fail(self, request: httpx.Request, failure: Exception, attempts: int) -> NoReturn:
        host = request.url.host
        error: RetellError
        if isinstance(failure, httpx.TimeoutException):
            error = TimedOut(f"{host} did not answer in time ({type(failure).__name__}).")
        elif isinstance(failure, httpx.DecodingError):
            error = MalformedResponse("Body that cannot be decoded")
        else:
            reason = self._redact(str(failure)) or type(failure).__name__
            error = ConnectionFailed(f"No whole answer from {host}: {reason.rstrip('.')}.")
        error.attempts = attempts
        request.headers.pop(KEY_HEADER, None)
        raise error from failure

    def _without_key(self, response: httpx.Response) -> httpx.Response:
        for answer in (response, *response.history):
            answer.request.headers.pop(KEY_HEADER, None)
        return response

    def _redact(self, text: str) -> str:
        return re.sub(r"eyJ[\w-]+\.[\w-]+(\.[\w-]*)?", "***", text)


class AuthenticatedClient(Client):
    """A client with an API key.

    One client serves any number of threads and tasks. It keeps connections open: make one, and use it for all requests.
    Use it in a `with` or `async with` block, or call `close` or `aclose`, to close them.

    Args:
        base_url: Where the API is.
        token: The API key; by default the one in the environment variable RETELL_API_KEY.
        timeout: How long to wait; by default 5 seconds to connect, and 60 seconds for each other step.
        max_retries: How often to send a request again: where no answer came, on the statuses 408, 409, 429 and 5xx.
            0 turns retries off.
        strict: Raise MalformedResponse for all that the contract does not promise, instead of logging it.
        headers: Sent with every request.
        cookies: Sent with every request.
        verify_ssl: False, or a context of your own, to check certificates in another way.
        follow_redirects: Whether to follow redirects. The API key never goes along to another host.
        httpx_args: More arguments for `httpx.Client` and `httpx.AsyncClient`, such as `proxy`, `limits`, `transport`.
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        token: str | None = None,
        *,
        timeout: httpx.Timeout | float | None = TIMEOUT,
        max_retries: int = MAX_RETRIES,
        strict: bool = False,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        verify_ssl: ssl.SSLContext | str | bool = True,
        follow_redirects: bool = True,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(
            base_url,
            timeout=timeout,
            max_retries=max_retries,
            strict=strict,
            headers=headers,
            cookies=cookies,
            verify_ssl=verify_ssl,
            follow_redirects=follow_redirects,
            httpx_args=httpx_args,
        )
        token = (token if token is not None else os.environ.get(KEY_VARIABLE, "")).strip()
        if not token:
            raise NotConfigured(f"There is no API key: set {KEY_VARIABLE}, or pass token=")
        if not (token.isascii() and token.isprintable()):
            raise NotConfigured(f"The API key, from token= or {KEY_VARIABLE}, has characters that no key has")
        self._settings["token"] = self._token = token

    def _authorize(self, request: httpx.Request) -> None:
        request.headers[KEY_HEADER] = f"Bearer {self._token}"

    def _redact(self, text: str) -> str:
        return super()._redact(text.replace(self._token, "***"))


class _Sender(httpx.BaseTransport):
    """Sends with an httpx.Client and counts.

    It stands below the retries as if it were a transport, so that all that httpx does, such as proxies, is done as ever.
    """

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.attempts = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.attempts += 1
        return self.client.send(request, stream=True)


class _AsyncSender(httpx.AsyncBaseTransport):
    """Like _Sender, for tasks."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.attempts = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.attempts += 1
        return await self.client.send(request, stream=True)


def _made(kind: Callable[..., T], settings: dict[str, Any]) -> T:
    try:
        return kind(**settings)
    except (TypeError, *_FAILURES) as failure:
        raise NotConfigured(f"httpx refuses the settings of the client: {failure}") from failure


def _make_retry(times: int) -> Retry:
    from httpx_retries import Retry

    class Patience(Retry):
        """As long as the vendor's SDK is patient."""

        def parse_retry_after(self, retry_after: str) -> float:
            seconds = _seconds_until(retry_after)
            if seconds is None:
                raise ValueError("Retry-After is neither seconds nor a date")
            return seconds

        def backoff_strategy(self) -> float:
            return min(super().backoff_strategy(), LONGEST_BACKOFF)

    return Patience(
        total=times,
        allowed_methods=list(HTTPMethod),
        status_forcelist=RETRIED_STATUSES,
        # 0.5 seconds, then 1, 2 and so on, each less up to a quarter of it by chance.
        backoff_factor=0.25,
        backoff_jitter=0.25,
        max_backoff_wait=LONGEST_WAIT,
    )


def _message_of(response: httpx.Response) -> str:
    try:
        message = tag_of(json.loads(response.content), "message")
    except (ValueError, RecursionError):
        message = None
    if isinstance(message, str) and message.strip():
        return message.strip()
    return httpx.codes.get_reason_phrase(response.status_code) or "Unknown status"


def _seconds_until(retry_after: str) -> float | None:
    """What a `Retry-After` says, in seconds; None where it says nothing that can be understood."""
    try:
        if re.fullmatch(r"\s*[0-9]+(\.[0-9]+)?\s*", retry_after):
            seconds = float(retry_after)
        else:
            date = parsedate_to_datetime(retry_after)
            seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp()
    except (TypeError, ValueError, ArithmeticError, LookupError):
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _running_loop() -> object | None:
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _without_password(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//", url)
