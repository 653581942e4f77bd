"""The check of all headers of a request, wherever they come from."""

from __future__ import annotations

import httpx

_SENDABLE = bytes((9, *range(0x20, 0x7F), *range(0x80, 0x100)))
_BLANK_AT_AN_END = (b" \n", b"\n ", b"\t\n", b"\n\t")


def unsendable_header(request: httpx.Request) -> str:
    """Return the name of a header whose value cannot be sent; empty if there is none."""
    headers = request.headers.raw
    if _is_sendable([value for _, value in headers]):  # all at once, since it is done for each call
        return ""
    return next(ascii(name.decode("latin-1"))[1:-1] for name, value in headers if not _is_sendable([value]))


def _is_sendable(values: list[bytes]) -> bool:
    lines = b"\n%b\n" % b"\n".join(values)
    others = lines.translate(None, _SENDABLE)
    return others == b"\n" * (len(values) + 1) and not any(blank in lines for blank in _BLANK_AT_AN_END)
