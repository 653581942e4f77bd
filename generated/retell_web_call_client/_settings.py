"""Checks of the settings. An error gives the name of the setting, never its value."""

from __future__ import annotations

import binascii
import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

import httpx

from ._contract import KEY_PREFIX, KEY_VARIABLE
from .errors import NotConfigured, RetellError

T = TypeVar("T")

MOST_SECONDS = 1_000_000
"""Maximum timeout or deadline, 11 days: systems cannot wait much longer in one step."""

_UNREADABLE = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, OSError, ImportError, RuntimeError)
"""Exceptions that reading a value of any type can raise."""


# ---- numbers and switches ----


def seconds(name: str, value: Any, *, zero: bool = False) -> float:
    """Return a number of seconds."""
    number = None if isinstance(value, bool | str | bytes | bytearray) else tried(lambda: float(value))
    if number is None:
        raise NotConfigured(f"{name} must be a number of seconds, or None for no limit: it is {kind_of(value)}")
    if not 0 <= number <= MOST_SECONDS or (number == 0 and not zero):
        limits = f"{'at least' if zero else 'more than'} 0 and at most {MOST_SECONDS}"
        raise NotConfigured(f"{name} must be {limits} seconds, or None for no limit")
    return value if isinstance(value, int | float) else number


def optional_seconds(name: str, value: Any, *, zero: bool = False) -> float | None:
    """Return a number of seconds, or None."""
    return None if value is None else seconds(name, value, zero=zero)


_STEPS = ("connect", "read", "write", "pool")


def timeout(name: str, value: Any) -> httpx.Timeout | float | None:
    """Return a timeout: for each step, or for the steps one by one."""
    parts: list[Any] = [*value] if value.__class__ is tuple else []
    steps: dict[str, Any] | None = dict(zip(_STEPS, parts, strict=False)) or tried(lambda: value.as_dict())
    if steps is None or len(parts) not in (0, 2, 3, 4):
        return optional_seconds(name, value)
    # Only waiting for a free connection may have a timeout of 0.
    checked = {
        step: optional_seconds(f"{step} of {name}", number, zero=step == "pool") for step, number in steps.items()
    }
    return httpx.Timeout(None, **checked)


def count(name: str, value: Any, least: int = 0) -> int:
    """Return an integer, such as a maximum number of retries."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise NotConfigured(f"{name} must be an integer: it is {kind_of(value)}")
    if int(value) < least:
        raise NotConfigured(f"{name} must be at least {least}")
    return int(value)


def switch(name: str, value: Any) -> bool:
    """Return a boolean."""
    if not isinstance(value, bool):
        raise NotConfigured(f"{name} must be True or False: it is {kind_of(value)}")
    return value


# ---- the address and the key ----


def address(value: Any) -> str:
    """Return the base URL."""
    if not isinstance(value, str) and hasattr(value, "scheme") and hasattr(value, "host"):
        value = str(value)  # the URL of httpx, pydantic, yarl or another library
    if not isinstance(value, str):
        raise NotConfigured(f"base_url must be a string or a URL: it is {kind_of(value)}")
    text = value.strip()
    if not text:
        raise NotConfigured("base_url is needed: the contract names no server")
    url = tried(lambda: httpx.URL(text))
    if url is None:
        raise NotConfigured("base_url is not a URL, such as https://api.example.com:8443/path")
    if url.scheme not in ("https", "http") or not url.host:
        raise NotConfigured("base_url must begin with https:// or http:// and name a host")
    if url.userinfo:
        raise NotConfigured("base_url has a user name or password, which would replace the API key: leave it out")
    if "?" in text or "#" in text:
        raise NotConfigured(
            "base_url has a query or a fragment, which cannot go before the paths of the API: leave it out"
        )
    if fault := fault_of_place(url):
        raise NotConfigured(f"base_url has {fault}")
    return text.rstrip("/")


def fault_of_place(url: httpx.URL) -> str:
    """Return the fault in the host or port of a URL; empty if there is none."""
    if url.port is not None and not 0 < url.port < 65536:
        return "a port that is not 1 to 65535"
    host = url.raw_host.decode("ascii", "replace")
    if ":" in host or (len(host) <= 253 and re.fullmatch(r"([\w-]{1,63}\.)*[\w-]{1,63}\.?", host, re.ASCII)):
        return ""
    return "a host that is neither a name nor an IP address"


def key(given: Any) -> str:
    """Return the API key: the argument, else that of the environment."""
    if hasattr(given, "get_secret_value"):
        given = given.get_secret_value()
    if given is None:
        given = os.environ.get(KEY_VARIABLE, "")
    if not isinstance(given, str):
        raise NotConfigured(
            f"The API key must be a string, or have get_secret_value() that returns one: it is {kind_of(given)}"
        )
    token = given.strip()
    if KEY_PREFIX and token.lower().startswith(KEY_PREFIX.lower()):
        token = token[len(KEY_PREFIX) :].strip()
    if not token:
        raise NotConfigured(f"There is no API key: set {KEY_VARIABLE}, or pass api_key=")
    if not (credentials(KEY_PREFIX, token).isascii() and token.isprintable()):
        raise NotConfigured(f"The API key, from api_key= or {KEY_VARIABLE}, has characters that no key can have")
    if KEY_PREFIX == "Basic " and ":" not in token and not _is_encoded(token):
        raise NotConfigured(f"The API key, from api_key= or {KEY_VARIABLE}, must be user:password")
    return token


def credentials(prefix: str, token: str) -> str:
    """Return the credentials that follow the prefix in a header; `Basic` needs `user:password` encoded (RFC 7617)."""
    if prefix != "Basic " or ":" not in token:  # without a colon it is encoded already
        return token
    return binascii.b2a_base64(token.encode("utf-8", "surrogatepass"), newline=False).decode()


def _is_encoded(token: str) -> bool:
    decoded = tried(lambda: binascii.a2b_base64(token))
    return decoded is not None and b":" in decoded


# ---- headers and cookies ----

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"([!-~]([\t -~]*[!-~])?)?")
_COOKIE = re.compile(r"([!-:<-~]([ -:<-~]*[!-:<-~])?)?")


def headers(given: Any, kind: type[RetellError] = NotConfigured) -> dict[str, str]:
    """Return headers that can be sent. Raises `kind`."""
    return _texts("header", given, _VALUE, kind)


def cookies(given: Any, kind: type[RetellError] = NotConfigured) -> dict[str, str]:
    """Return cookies that can be sent. Raises `kind`."""
    return _texts("cookie", given, _COOKIE, kind)


def _texts(what: str, given: Any, pattern: re.Pattern[str], kind: type[RetellError]) -> dict[str, str]:
    found: dict[Any, Any] | None = tried(lambda: dict(given or {}))
    if found is None:
        raise kind(f"The {what}s must be a mapping of strings: they are {kind_of(given)}")
    for name, value in found.items():
        if not isinstance(name, str) or not _TOKEN.fullmatch(name):
            raise kind(f"The name of a {what} is not a string, or has characters that no name can have")
        if not isinstance(value, str):
            raise kind(f"The {what} {name} must be a string: it is {kind_of(value)}")
        if not pattern.fullmatch(value):
            raise kind(
                f"The {what} {name} has characters that cannot be sent: line breaks, control characters, "
                f"characters outside ASCII, {'semicolons, ' if what == 'cookie' else ''}or blanks at either end"
            )
    return found


# ---- shared by the checks ----


def is_installed(package: str) -> bool:
    """Return whether a package can be imported."""
    import importlib.util

    return importlib.util.find_spec(package) is not None


def kind_of(value: Any) -> str:
    """Return the type of a wrong value, in words that do not show it."""
    return "None" if value is None else f"of type {type(value).__name__}"


def tried(make: Callable[[], T]) -> T | None:
    """Return the result of a function; None if it fails. Its error is dropped, since it may quote a setting."""
    try:
        return make()
    except (*_UNREADABLE, httpx.InvalidURL, httpx.CookieConflict):
        return None
