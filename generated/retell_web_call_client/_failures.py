"""The errors for failures and responses, without secrets."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from traceback import walk_tb

import httpx

from ._attempts import Attempts
from ._contract import KEY_HEADERS
from ._proxies import place_of
from ._redaction import forget, printable, without_userinfo
from ._redirects import REFUSED
from .errors import ConnectionFailed, MalformedResponse, RetellError, TimedOut
from .types import tag_of


def error_of(
    failure: Exception, attempts: Attempts, *, proxy: str, deadline: float | None, redact: Callable[[str], str]
) -> RetellError:
    """Return the error for a failure, without secrets.

    Args:
        failure: The exception of sending or reading. Secrets are removed from its locals and messages.
        attempts: The attempts, the last of which failed.
        proxy: The name of the proxy; empty if there is none.
        deadline: The deadline in seconds, named in the error if it has passed.
        redact: Masks the secrets in a text.
    """
    request = attempts.request
    if isinstance(failure, httpx.RequestError):
        request = getattr(failure, "_request", None) or request
    place = place_of(request.url)
    way = f" through {proxy}" if proxy else ""
    times = f" after {attempts.count} attempts" if attempts.count > 1 else ""
    reason = printable(without_userinfo(redact(str(failure)))).rstrip(".") or type(failure).__name__
    error: RetellError
    match failure:
        case httpx.TimeoutException() if attempts.is_late:
            error = TimedOut(f"{place} did not respond{way} within the deadline of {deadline or 0:g} seconds{times}.")
        case httpx.PoolTimeout():
            error = ConnectionFailed(
                "All connections are in use and none became free in time: nothing was sent. Send fewer requests at "
                "a time, or allow more connections with httpx_args={'limits': httpx.Limits(max_connections=...)}."
            )
        case httpx.ConnectTimeout():
            error = TimedOut(f"No connection to {place}{way} in time{times}.")
        case httpx.TimeoutException():
            error = TimedOut(f"{place} did not respond in time{times} ({type(failure).__name__}).")
        case httpx.DecodingError():
            error = MalformedResponse("Body that cannot be decoded")
        case httpx.ProxyError() if proxy:
            error = ConnectionFailed(f"No connection to {place}{times}, since {proxy} refused: {reason}.")
        case httpx.ConnectError() if proxy and not _is_of_tls(failure):
            error = ConnectionFailed(f"No connection to {proxy}{times}: {reason}.")
        case httpx.ConnectError() | httpx.ProxyError():
            error = ConnectionFailed(f"No connection to {place}{way}{times}: {reason}.")
        case _:
            error = ConnectionFailed(f"No complete response from {place}{times}: {reason}.")
    error.attempts, error.sent = attempts.count, attempts.sent
    if isinstance(failure, httpx.RequestError):
        failure.request = request_without_key(request)
    forget(failure, redact)
    return error


def _is_of_tls(failure: BaseException | None) -> bool:
    """Return whether TLS with the server failed, which a proxy only forwards, be it that the connection was closed."""
    while failure is not None:
        functions = {frame.f_code.co_name for frame, _ in walk_tb(failure.__traceback__)}
        # A proxy that speaks TLS itself is connected to by `_connect`.
        in_tunnel = "start_tls" in functions and "_connect" not in functions
        if in_tunnel or any(kind.__name__ == "SSLError" for kind in type(failure).__mro__):
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def message_of(response: httpx.Response) -> str:
    """Return the message of an error response, else the meaning of its status."""
    if REFUSED in response.extensions:
        return f"A redirect to {response.extensions[REFUSED]}, another origin, is not followed. Check base_url"
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        body = None
    for key in ("message", "error_message"):
        message = tag_of(body, key)
        if isinstance(message, str) and message.strip():
            return message.strip()
    return httpx.codes.get_reason_phrase(response.status_code) or "Unknown status"


def without_key(response: httpx.Response) -> httpx.Response:
    """Return a copy of a response whose requests lack the API key, for an error to hold."""
    twin = copy.copy(response)
    twin.extensions = {name: value for name, value in response.extensions.items() if name != "network_stream"}
    twin.request = request_without_key(response.request)
    twin.history = [without_key(each) for each in response.history]
    return twin


def request_without_key(request: httpx.Request) -> httpx.Request:
    """Return a copy of a request without the API key."""
    headers = request.headers.copy()
    for name in KEY_HEADERS:
        headers.pop(name, None)
    return httpx.Request(
        request.method, request.url, headers=headers, stream=request.stream, extensions=dict(request.extensions)
    )
