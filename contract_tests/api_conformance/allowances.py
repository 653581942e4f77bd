"""Undocumented responses that a correct server, or a gateway in front of it, may send.

All rules, and the checks of recorded traffic, use this one table.
"""

import re
from collections.abc import Callable

from attrs import frozen

from openapi_contract.operations import JSON, media_type_of

LARGE_BODY = 100_000
LARGE_HEADER = 4_000
LONG_TARGET = 100


@frozen
class RequestFacts:
    """The parts of a request that an allowance may depend on."""

    method: str
    content_type: str
    size: int
    """Size of the body in bytes."""
    accept: str = "*/*"
    chunked: bool = False
    odd_headers: bool = False
    """True if a header is very long, or has bytes beyond ASCII."""
    authorization: str | None = None
    """The header; None if it is absent or not known."""
    target_size: int = 0
    """Size of the path and the query string in bytes."""

    @property
    def is_json(self) -> bool:
        """True if there is a body whose content type is JSON."""
        return media_type_of(self.content_type) == JSON and self.size > 0

    @property
    def accepts_json(self) -> bool:
        """True if the client accepts JSON. A missing `Accept` header accepts everything, an empty one nothing."""
        ranges = [part.partition(";")[0].strip().lower() for part in self.accept.split(",")]
        return any(each in ("*/*", "application/*", JSON) for each in ranges)

    @property
    def charset(self) -> str:
        """The charset of the content type, in lower case; empty if there is none."""
        for part in self.content_type.split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip('"').lower()
        return ""


@frozen
class Allowance:
    """Statuses that are allowed for certain requests, with any body."""

    statuses: frozenset[int]
    applies: Callable[[RequestFacts], bool]
    source: str
    is_note: bool = False
    """True if reports list the response as a note: it is allowed, but most servers respond better."""


BEARER = re.compile(r"bearer +[A-Za-z0-9._~+/-]+=* *", re.IGNORECASE)
"""An `Authorization` header with a bearer token: `credentials` in RFC 6750, section 2.1."""


def is_malformed(authorization: str | None) -> bool:
    """Return whether an `Authorization` header does not have the form of a bearer token."""
    return authorization is not None and BEARER.fullmatch(authorization) is None


def _lacks_a_boundary(request: RequestFacts) -> bool:
    given = request.content_type.lower()
    return given.startswith("multipart/") and "boundary=" not in given


def _strange_charset(request: RequestFacts) -> bool:
    return "charset" in request.content_type.lower() and request.charset not in ("utf-8", "utf8")


ALLOWANCES = (
    Allowance(frozenset({413}), lambda r: r.size > LARGE_BODY, "RFC 9110, section 15.5.14: a large body"),
    Allowance(frozenset({411}), lambda r: r.chunked or not r.is_json, "RFC 9110, section 15.5.12"),
    Allowance(frozenset({415}), lambda r: not r.is_json, "RFC 9110, section 15.5.16: a body that is not JSON"),
    Allowance(frozenset({415}), _strange_charset, "RFC 9110, section 15.5.16: a charset that is not UTF-8"),
    Allowance(frozenset({400}), _lacks_a_boundary, "RFC 2046, section 5.1.1: a multipart body without a boundary"),
    Allowance(frozenset({406}), lambda r: not r.accepts_json, "RFC 9110, section 15.5.7: JSON is not accepted"),
    Allowance(frozenset({400}), lambda r: "/" not in r.accept, "RFC 9110, section 12.5.1: a malformed Accept"),
    Allowance(frozenset({400, 431}), lambda r: r.odd_headers, "RFC 9110, section 5.5, and RFC 6585, section 5"),
    Allowance(frozenset({400}), lambda r: is_malformed(r.authorization), "RFC 6750, section 3.1: malformed"),
    Allowance(
        frozenset({414}),
        lambda r: r.target_size > LONG_TARGET,
        "RFC 9110, section 15.5.15; RFC 9112, section 3, recommends to take 8,000 octets",
        is_note=True,
    ),
    Allowance(frozenset({429}), lambda _: True, "RFC 6585, section 4: a rate limit"),
    Allowance(frozenset({405, 501}), lambda r: r.method == "TRACE", "RFC 9110, section 9.3.8: TRACE is unsafe"),
)

# Responses with these statuses are often sent by a proxy, a gateway or a load balancer in front of the application.
FROM_A_GATEWAY = frozenset({408, 413, 414, 429, 431, 494, 502, 503, 504})
# Methods that gateways reject themselves, whatever the path allows.
REFUSED_BY_GATEWAYS = frozenset({"TRACE", "CONNECT"})


def allowance(status: int, request: RequestFacts) -> Allowance | None:
    """Return the allowance for a status that the contract does not document; None if there is none."""
    return next((each for each in ALLOWANCES if status in each.statuses and each.applies(request)), None)
