"""The certificates to trust, and the client's own."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

import httpx

from ._settings import tried
from .errors import NotConfigured

_CHECKED: set[tuple[str, int]] = set()
"""Valid files of certificates, with their modification times: loading one may take 80 ms."""


def verification_of(arguments: Mapping[str, Any], *, is_needed: bool) -> Any:
    """Return the `verify` of an httpx client with these arguments; True means the certificates of certifi.

    If it is not needed yet, and a file is known to be valid, return None, for a file that is still to be loaded.
    """
    reads_environment = arguments.get("trust_env", True) and arguments.get("transport") is None
    own = arguments.get("cert")
    found = certificates(
        "verify_ssl", arguments["verify"], trust_env=reads_environment, is_needed=is_needed or own is not None
    )
    if own is not None:
        found = httpx.create_ssl_context(verify=found, trust_env=False)
        add_own_certificate("httpx_args['cert']", found, own)
    return found


def certificates(name: str, value: Any, *, trust_env: bool, is_needed: bool) -> Any:
    """Return a `verify` argument, checked, as `verification_of` does."""
    if value is True and trust_env:
        for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
            if place := os.environ.get(variable):
                return _context(variable, place, is_folder=variable == "SSL_CERT_DIR", is_needed=is_needed)
    if isinstance(value, bool):
        return value
    if (path := _path(value)) is not None:
        return _context(name, path, is_folder=os.path.isdir(path), is_needed=is_needed)
    import ssl  # imported late, since few programs need it

    if not isinstance(value, ssl.SSLContext):
        raise NotConfigured(f"{name} must be a bool, a file or folder of certificates, or an ssl.SSLContext")
    return value


def _context(name: str, place: str, *, is_folder: bool, is_needed: bool) -> Any:
    import ssl

    def has_any(folder: str) -> bool:
        return any(re.fullmatch(r"[0-9a-f]{8}\.\d+", file) for file in tried(lambda: os.listdir(folder)) or ())

    if is_folder:
        # OpenSSL ignores a folder that is missing, or whose files are not named by hashes.
        if not any(map(has_any, place.split(os.pathsep))):
            raise NotConfigured(f"{name} names no folder of certificates that `openssl rehash` has prepared")
        return tried(lambda: ssl.create_default_context(capath=place))
    state = tried(lambda: (place, os.stat(place).st_mtime_ns))
    if not is_needed and state in _CHECKED:
        return None
    context = tried(lambda: ssl.create_default_context(cafile=place)) if place else None
    if context is None or state is None:
        raise NotConfigured(f"{name} names no file that can be read and holds certificates in PEM")
    _CHECKED.add(state)
    return context


def add_own_certificate(name: str, context: Any, value: Any) -> None:
    """Load the client's own certificate, with its key and perhaps a password, into a context."""
    parts: list[Any] = [*value] if value.__class__ is tuple else [value]
    if not (1 <= len(parts) <= 3 and _path(parts[0])):
        raise NotConfigured(f"{name} must be a file, or a tuple of a certificate, its key, and perhaps a password")
    file, key_file, password = [*parts, None, None][:3]
    # Without a password OpenSSL would ask for one on the terminal.
    if tried(lambda: context.load_cert_chain(file, key_file, password or "") or True) is None:
        raise NotConfigured(f"{name} names no certificate with its key that can be read (is a password needed?)")


def _path(value: Any) -> str | None:
    """Return a path as text; None if the value is not a path."""
    if isinstance(value, str):
        return value
    find: Any = getattr(value, "__fspath__", None)
    found = find and find()
    return found if isinstance(found, str) else None
