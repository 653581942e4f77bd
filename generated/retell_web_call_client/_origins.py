"""The origins of exceptions that httpx raises, found by the frames of their tracebacks."""

from __future__ import annotations

import sys
from typing import Any

import httpx

from ._connections import FAILURES

CLIENTS = ("httpx._client", "httpx2._client")
LOOPS = ("_send_handling_auth", "_send_handling_redirects")
"""Functions of httpx that call the user's event hooks and `auth`."""


def failures() -> tuple[type[Exception], ...]:
    """Return the exceptions that sending can raise, with those of socksio, which httpx does not translate."""
    socks: Any = sys.modules.get("socksio.exceptions")
    return (*FAILURES, socks.SOCKSError) if socks else FAILURES


def failure_of(raised: Exception) -> Exception:
    """Return the failure of sending. An exception of the user's own code is raised again, unchanged."""
    if is_of_user(raised):
        raise raised
    if not is_of_socks(raised):
        return raised
    # The SOCKS handshake precedes the request, so nothing of the request was sent.
    if isinstance(raised, httpx.TimeoutException):
        failure: httpx.RequestError = httpx.ConnectTimeout(str(raised))
    else:
        failure = httpx.ProxyError(f"it does not speak SOCKS as it should ({str(raised) or type(raised).__name__})")
    failure.__cause__ = raised
    return failure


def is_of_user(raised: BaseException) -> bool:
    """Return whether an event hook or an `auth` raised an exception."""
    trace = raised.__traceback__
    while trace is not None:
        frame, trace = trace.tb_frame, trace.tb_next
        if frame.f_code.co_name not in LOOPS or frame.f_globals.get("__name__") not in CLIENTS:
            continue
        if trace is None:  # the function itself raised it, or code without frames
            return type(raised).__name__ != "TooManyRedirects"
        module, name = str(trace.tb_frame.f_globals.get("__name__")), trace.tb_frame.f_code.co_name
        is_sending = module in CLIENTS or name in ("read", "aread")
        is_auth = module.endswith("._auth") and module.startswith("httpx")
        if not is_sending and not is_auth:
            return True
    return False


def is_of_socks(raised: BaseException) -> bool:
    """Return whether the SOCKS handshake failed."""
    trace = raised.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_name == "_init_socks5_connection":
            return not isinstance(raised, httpx.ProxyError)
        trace = trace.tb_next
    return raised.__cause__ is not None and is_of_socks(raised.__cause__)
