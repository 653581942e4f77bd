"""The checks of `httpx_args`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from ._certificates import add_own_certificate, certificates
from ._contract import KEY_HEADERS
from ._settings import cookies, count, headers, is_installed, kind_of, optional_seconds, switch, timeout, tried
from .errors import NotConfigured


def arguments(given: Any, *, has_key: bool) -> dict[str, Any]:
    """Return `httpx_args`, each argument checked."""
    found: dict[Any, Any] | None = tried(lambda: dict(given or {}))
    if found is None:
        raise NotConfigured(f"httpx_args must be a mapping: it is {kind_of(given)}")
    checked: dict[str, Any] = {}
    for argument, value in found.items():
        name = f"httpx_args[{argument!a:.40}]"
        if argument in _INSTEAD:
            raise NotConfigured(f"{name} cannot be set here: {_INSTEAD[argument]}")
        if argument not in _CHECKS:
            raise NotConfigured(f"{name}: httpx {httpx.__version__} has no such argument")
        checked[argument] = _CHECKS[argument](name, value)
    if has_key and "Authorization" in KEY_HEADERS and checked.get("auth") is not None:
        raise NotConfigured("httpx_args['auth'] would replace the API key: pass api_key= instead")
    if checked.get("http1") is False and not checked.get("http2"):
        raise NotConfigured("httpx_args turns http1 off without turning http2 on")
    return checked


def _limits(name: str, value: Any) -> httpx.Limits:
    if not hasattr(value, "max_connections"):
        raise NotConfigured(f"{name} must be httpx.Limits: it is {kind_of(value)}")
    if value.max_connections is not None:
        count(f"max_connections of {name}", value.max_connections, 1)
    if value.max_keepalive_connections is not None:
        count(f"max_keepalive_connections of {name}", value.max_keepalive_connections)
    optional_seconds(f"keepalive_expiry of {name}", value.keepalive_expiry, zero=True)
    return httpx.Limits(
        max_connections=value.max_connections,
        max_keepalive_connections=value.max_keepalive_connections,
        keepalive_expiry=value.keepalive_expiry,
    )


def _hooks(name: str, value: Any) -> Any:
    hooks: dict[Any, Any] | None = tried(lambda: {event: [*each] for event, each in dict(value or {}).items()})
    if hooks is None or not hooks.keys() <= {"request", "response"}:
        raise NotConfigured(f"{name} must have lists of functions as 'request' and 'response'")
    if not all(callable(hook) for each in hooks.values() for hook in each):
        raise NotConfigured(f"{name} has something that cannot be called")
    return hooks


def _transport(name: str, value: Any) -> Any:
    if value is not None and not (hasattr(value, "handle_request") or hasattr(value, "handle_async_request")):
        raise NotConfigured(f"{name} must be a transport of httpx: it is {kind_of(value)}")
    return value


def _mounts(name: str, value: Any) -> Any:
    mounts: dict[Any, Any] | None = tried(lambda: dict(value or {}))
    if mounts is None or not all(map(_is_pattern, mounts)):
        raise NotConfigured(f"{name} must be a mapping of URL patterns, such as https://*.example.com, to transports")
    for transport in mounts.values():
        _transport(f"a transport in {name}", transport)
    return mounts


def _is_pattern(value: Any) -> bool:
    return isinstance(value, str) and "://" in value and tried(lambda: httpx.URL(value)) is not None


def _params(name: str, value: Any) -> Any:
    if value is not None and tried(lambda: httpx.QueryParams(value)) is None:
        raise NotConfigured(f"{name} must be a mapping of strings, numbers and lists of them")
    return value


def _auth(name: str, value: Any) -> Any:
    parts: list[Any] = [*value] if value.__class__ is tuple else []
    is_pair = len(parts) == 2 and all(isinstance(part, str) for part in parts)
    if value is not None and not (is_pair or hasattr(value, "auth_flow") or callable(value)):
        raise NotConfigured(f"{name} must be a tuple of name and password, an httpx.Auth, or a function")
    return value


def _proxy(name: str, value: Any) -> Any:
    from ._proxies import checked_proxy  # imported late, since few programs need it

    return None if value is None else checked_proxy(name, value)


def _http2(name: str, value: Any) -> bool:
    if switch(name, value) and not is_installed("h2"):
        raise NotConfigured(f"{name} needs the package h2: pip install 'httpx[http2]'")
    return value is True


def _encoding(name: str, value: Any) -> Any:
    if not callable(value) and tried(lambda: "a".encode(value)) is None:
        raise NotConfigured(f"{name} must name an encoding, or be a function that finds one")
    return value


def _certificate(name: str, value: Any) -> Any:
    if value is not None:
        import ssl

        add_own_certificate(name, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), value)
    return value


def _verification(name: str, value: Any) -> Any:
    certificates(name, value, trust_env=False, is_needed=False)
    return value


_CHECKS: dict[Any, Callable[[str, Any], Any]] = {
    "auth": _auth,
    "cert": _certificate,
    "cookies": lambda _, value: cookies(value),
    "default_encoding": _encoding,
    "event_hooks": _hooks,
    "follow_redirects": switch,
    "headers": lambda _, value: headers(value),
    "http1": switch,
    "http2": _http2,
    "limits": _limits,
    "max_redirects": count,
    "mounts": _mounts,
    "params": _params,
    "proxy": _proxy,
    "timeout": timeout,
    "transport": _transport,
    "trust_env": switch,
    "verify": _verification,
}
"""The check of each argument of httpx.Client."""

_INSTEAD: dict[Any, str] = {
    "app": "pass transport=httpx.ASGITransport(app=...)",
    "base_url": "pass base_url= to the client",
    "local_address": "pass transport=httpx.HTTPTransport(local_address=...)",
    "proxies": "pass proxy= or mounts=",
    "retries": "pass max_retries= to the client",
    "socket_options": "pass transport=httpx.HTTPTransport(socket_options=...)",
    "uds": "pass transport=httpx.HTTPTransport(uds=...)",
}
"""Advice for arguments of older versions, of transports or of the client itself."""
