"""The part of a client that sends requests and reads responses."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

import httpx

from ._attempts import CALL, Attempts, BoundedStream, DeadlinePassed, retry_after
from ._connections import FAILURES, Connections
from ._drift import Drift, Reader, Unset, note, surprise
from ._headers import unsendable_header
from ._origins import failure_of, failures
from ._redirects import redirected
from .errors import InvalidRequest, MalformedResponse, NotConfigured, StatusError
from .types import read_body

T = TypeVar("T")


@lru_cache(maxsize=16)
def _parsed_url(url: str) -> httpx.URL:
    """Return a URL, parsed once: parsing takes an eighth of a call, and most calls go to the same few URLs."""
    return httpx.URL(url)


class Sender:
    """The base class of the clients: sends requests and reads responses."""

    base_url: str
    max_retries: int
    deadline: float | None
    strict: bool
    _headers: dict[str, str]
    _cookies: dict[str, str]
    _timeout: httpx.Timeout | float | Unset | None
    _connections: Connections

    # ---- requests ----

    def get_httpx_client(self) -> httpx.Client:
        """Return the httpx.Client that sends the requests, made when it is first needed."""
        return self._connections.for_thread()

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """Return the httpx.AsyncClient that sends the requests of the running event loop, made when first needed."""
        return self._connections.for_loop()

    def send(self, arguments: Mapping[str, Any]) -> httpx.Response:
        """Send a request, with retries, and return the response whatever its status.

        Args:
            arguments: The arguments of httpx.Client.build_request; its URL is a path below base_url.
        """
        if self.deadline is not None and self._connections.has_http2:
            raise NotConfigured(
                "A deadline cannot be kept over HTTP/2 in plain functions, where calls wait for each other: "
                "leave out deadline or http2, or use the asyncio functions"
            )
        attempts = Attempts(self.max_retries, self.deadline)
        client = self.get_httpx_client()
        attempts.request = self._build_request(client, arguments)
        attempts.arguments = arguments
        del arguments  # the body may hold secrets, and tools show the locals of frames
        token = CALL.set(attempts)
        try:
            return self._send_attempts(client, attempts)
        finally:
            CALL.reset(token)

    def _send_attempts(self, client: httpx.Client, attempts: Attempts) -> httpx.Response:
        while True:
            try:
                attempts.begin()
                response = self._send_attempt(client, attempts)
            except failures() as failure:
                pause = self._pause_after_failure(failure, attempts)
            else:
                wait = attempts.pause_after_response(response)
                if wait is None:
                    break
                response.close()
                pause = wait
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

    def _send_attempt(self, client: httpx.Client, attempts: Attempts) -> httpx.Response:
        request = attempts.request
        history: list[httpx.Response] = []
        while True:
            response = client.send(request, stream=True, follow_redirects=False)
            if history:
                response.history = history + response.history
            if response.next_request is None:
                return response
            try:
                following = redirected(client, response, self._cookies_for(attempts.arguments))
                if following is None:
                    return response
                attempts.sent = True
                response.read()
            except BaseException:
                response.close()
                raise
            history = [*response.history, response]
            attempts.bound(following)
            request = following

    async def send_async(self, arguments: Mapping[str, Any]) -> httpx.Response:
        """Send a request like `send`, in a coroutine."""
        import anyio  # imported late, so that importing the client stays quick

        from ._tasks import run_apart

        attempts = Attempts(self.max_retries, self.deadline)
        client = self.get_async_httpx_client()
        attempts.request = self._build_request(client, arguments)
        attempts.arguments = arguments
        del arguments  # the body may hold secrets, and tools show the locals of frames
        remaining = attempts.remaining
        scope = anyio.CancelScope(deadline=math.inf if remaining is None else anyio.current_time() + remaining)

        async def send() -> httpx.Response | None:
            token = CALL.set(attempts)
            try:
                with scope:
                    return await self._send_attempts_async(client, attempts)
            finally:
                CALL.reset(token)
            return None

        response = await run_apart(send(), scope)
        if response is None:
            attempts.sent = attempts.sent or attempts.under_way
            self._fail(DeadlinePassed("deadline", request=attempts.request), attempts)
        return response

    async def _send_attempts_async(self, client: httpx.AsyncClient, attempts: Attempts) -> httpx.Response:
        import anyio

        while True:
            try:
                attempts.begin()
                response = await self._send_attempt_async(client, attempts)
            except failures() as failure:
                pause = self._pause_after_failure(failure, attempts)
            else:
                wait = attempts.pause_after_response(response)
                if wait is None:
                    break
                await response.aclose()
                pause = wait
            await anyio.sleep(pause)
        response.extensions["attempts"] = attempts.count
        try:
            await response.aread()
        except BaseException as failure:
            await response.aclose()
            return self._without_body(response, failure, attempts)
        return response

    async def _send_attempt_async(self, client: httpx.AsyncClient, attempts: Attempts) -> httpx.Response:
        request = attempts.request
        history: list[httpx.Response] = []
        while True:
            response = await client.send(request, stream=True, follow_redirects=False)
            if history:
                response.history = history + response.history
            if response.next_request is None:
                return response
            try:
                following = redirected(client, response, self._cookies_for(attempts.arguments))
                if following is None:
                    return response
                attempts.sent = True
                await response.aread()
            except BaseException:
                await response.aclose()
                raise
            history = [*response.history, response]
            attempts.bound(following)
            request = following

    def _pause_after_failure(self, failure: Exception, attempts: Attempts) -> float:
        """Return the seconds to wait before the next attempt, or raise the error that ends the call."""
        own = attempts.raised_by_signal_handler(failure)
        if own is not None:
            raise own from own.__cause__
        failure = failure_of(failure)
        pause = attempts.pause_after_failure(failure)
        if pause is None:
            self._fail(failure, attempts)
        return pause

    def _cookies_for(self, arguments: Mapping[str, Any]) -> dict[str, str]:
        return {**self._cookies, **arguments.get("cookies", {})}

    def _build_request(self, client: httpx.Client | httpx.AsyncClient, arguments: Mapping[str, Any]) -> httpx.Request:
        options = {**arguments}
        connections = self._connections
        lent = connections.own or connections.own_async
        if lent or self._headers is not connections.arguments.get("headers"):
            options["headers"] = {**self._headers, **arguments.get("headers", {})}
        if lent or self._cookies is not connections.arguments["cookies"]:
            options["cookies"] = {**self._cookies, **arguments.get("cookies", {})}
        if not isinstance(self._timeout, Unset):
            options["timeout"] = self._timeout
        try:
            options["url"] = _parsed_url(self.base_url + arguments["url"])
            request = client.build_request(**options)
        except (TypeError, *FAILURES) as failure:
            fault = f"its headers, cookies or parameters are wrong ({type(failure).__name__})"
        else:
            if not (name := unsendable_header(request)):
                self._authorize(request)
                return request
            fault = f"the header {name} has characters that cannot be sent"
        del arguments, options
        raise InvalidRequest(f"The request cannot be written: {fault}")

    def _authorize(self, request: httpx.Request) -> None:
        """Add the API key, if there is one."""

    # ---- responses ----

    def read(self, response: httpx.Response, read: Reader[T]) -> T:
        """Read the body of a successful response."""
        drift = Drift(strict=self.strict)
        found = read_body(read, response.content, drift)
        if isinstance(found, MalformedResponse):
            from ._failures import without_key  # imported late, since it is seldom needed

            found.response = without_key(response)
            found.attempts, found.sent = response.extensions["attempts"], True
            raise found
        drift.log(read)
        return found

    def read_undocumented(self, response: httpx.Response, read: Reader[T]) -> T:
        """Read the body of a success with an undocumented status. It is returned if a documented reader accepts it."""
        drift = Drift()
        found = read_body(read, response.content, drift)
        if isinstance(found, MalformedResponse):
            raise self.failure(response, f"whose body is not a documented success ({found.described})")
        if self.strict:
            raise self.failure(response)
        note(surprise(f"Undocumented status {response.status_code}", drift), drift)
        drift.log(read)
        return found

    def read_error(self, response: httpx.Response, read: Reader[T]) -> T | None:
        """Read the body of an error, with secrets masked; None if it cannot be read."""
        drift = Drift()
        content = response.content
        text = content.decode("utf-8", "surrogateescape")
        if (redacted := self._redact(text)) != text:
            content = redacted.encode("utf-8", "surrogateescape")
        found = read_body(read, content, drift)
        if isinstance(found, MalformedResponse):
            return None
        drift.log(read)
        return found

    def failure(self, response: httpx.Response, more: str = "") -> StatusError:
        """Return the error for an unsuccessful response, with more words about it."""
        from ._failures import message_of, without_key

        status = response.status_code
        message = self._redact(message_of(response))
        error = StatusError.for_status(status)(
            status,
            f"{message}, {more}" if more else message,
            response=without_key(response),
            retry_after=retry_after(response.headers),
        )
        error.attempts, error.sent = response.extensions["attempts"], True
        return error

    def _without_body(self, response: httpx.Response, failure: BaseException, attempts: Attempts) -> httpx.Response:
        """Return a response whose body is incomplete without its body. If it is a success, raise the failure."""
        from ._redaction import forget

        forget(failure, self._redact)
        if not isinstance(failure, FAILURES):
            raise failure
        own = attempts.raised_by_signal_handler(failure)
        if own is not None:
            raise own from own.__cause__
        if response.is_success:
            self._fail(failure, attempts)
        headers = {
            name: value for name, value in response.headers.items() if not name.startswith(("content-", "transfer-"))
        }
        return httpx.Response(
            response.status_code, headers=headers, request=response.request, extensions=response.extensions
        )

    def _fail(self, failure: Exception, attempts: Attempts) -> NoReturn:
        from ._failures import error_of

        proxy = self._connections.proxy()
        raise error_of(failure, attempts, proxy=proxy, deadline=self.deadline, redact=self._redact) from failure

    def _redact(self, text: str) -> str:
        from ._redaction import redact

        return redact(text)
