"""The receivers that events may be sent to: by default those on this machine."""

from ipaddress import ip_address
from typing import Literal

import httpx

Allowed = Literal["none", "loopback", "anywhere"]
"""The allowed receivers: none, those on this machine, or any."""


class NotAllowed(Exception):
    """An event must not be sent to a receiver; the text gives the reason in one line."""


def check(url: str, allowed: Allowed) -> None:
    """Raise `NotAllowed` unless events may be sent to this URL."""
    if allowed == "none":
        raise NotAllowed("this server sends no events")
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise NotAllowed("it is not a URL") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise NotAllowed("it is not an http or https URL")
    if allowed == "loopback" and not is_loopback(parsed.host):
        raise NotAllowed(f"{parsed.host} is not this machine")


def is_loopback(host: str) -> bool:
    """Return whether a host, a name or an address, is this machine. Names are not looked up."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
