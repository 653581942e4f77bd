"""Web application firewalls, which block requests that look like an attack, with a page of their own."""

import re

from api_conformance.transport.exchange import Exchange

BLOCKED = frozenset({400, 403, 406, 501})
"""The statuses that firewalls block with."""
PAYLOAD = re.compile(
    rb"drop\s+table|union\s+select|'\s*or\s*'|or\s+'1'|__proto__|</?\w+>|\{\{.*?\}\}|\$\{.*?\}|<%.*?%>|\.\./|/etc/passwd|"
    rb"%27|%22|%3c|%3e|%00|\\u0000|--",
    re.IGNORECASE,
)
"""Patterns of attacks in a body, a path or a header."""


def may_be_blocked(exchange: Exchange) -> bool:
    """Return whether a response may be the page of a firewall."""
    response = exchange.response
    return response is not None and exchange.status in BLOCKED and "html" in response.headers.get("Content-Type", "")


def without_payload(text: bytes) -> bytes:
    """Return a text with harmless text in place of everything that looks like an attack."""
    return PAYLOAD.sub(b"x", text)
