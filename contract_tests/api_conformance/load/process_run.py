"""The state of one process of a load test: the judge, and the results since its last report."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import httpx
from attrs import define, field, frozen

from api_conformance.allowances import RequestFacts
from api_conformance.digests import digest
from api_conformance.judge import RecordedResponse, ResponseVerdict, judge
from api_conformance.load.limits import Share
from api_conformance.load.tally import Example, Tally, Violation
from api_conformance.results.check_result import response_text
from api_conformance.results.curl import curl
from api_conformance.secrets import Secrets
from api_conformance.transport.api_key import bearer
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.recovery import APPLICATION_IS_AWAY
from api_conformance.transport.target import Target
from api_conformance.unknown_parts import unknown_properties
from openapi_contract.document import Document
from openapi_contract.operations import Operation
from openapi_contract.raw_document import pointer
from openapi_contract.secrets import marked_names
from openapi_contract.violations import shape

DOCUMENTED = "Every response is one that the contract documents"
TOO_BUSY = APPLICATION_IS_AWAY | {408, 429}
"""The statuses with which a server, or a proxy in front of it, rejects a request that it may serve later."""

MOST_UNKNOWN = 100
"""Maximum number of different unknown parts that are kept."""
FIRST, ONE_OF = 50, 20
"""Undocumented properties are searched in the first 50 responses of a process, and in one of 20 later ones."""


@frozen
class Expected:
    """The expected statuses of a request, and the check that expects them."""

    check: str
    statuses: frozenset[int]

    @property
    def in_words(self) -> str:
        """The statuses in words."""
        return f"status {' or '.join(map(str, sorted(self.statuses)))}"


@frozen
class Request:
    """A request of a load test."""

    operation: Operation
    target: str
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None
    expected: Expected


@frozen
class Response:
    """A response of a load test."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    at: float
    """The time of arrival, in seconds since the epoch."""

    @property
    def content_type(self) -> str:
        """The content type; empty if there is none."""
        return self.headers.get("content-type") or ""


FurtherChecks = Callable[[Any, Response], Iterable[Violation]]
"""Yields further violations in an expected response, from its parsed body."""


@define(eq=False)
class ProcessRun:
    """One process of a load test."""

    document: Document = field(repr=False)
    target: Target
    own_headers: Mapping[str, str] = field(factory=dict, repr=False)
    """The headers that a setting adds to each request."""
    share: Share = field(factory=Share)
    tally: Tally = field(factory=Tally)
    so_far: int = 0
    """Number of requests answered or failed since the test began."""
    _pending: defaultdict[str, bytearray] = field(factory=lambda: defaultdict(bytearray), repr=False)
    """Digests of values that must be unique, by name."""
    _marked: frozenset[str] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._marked = marked_names(self.document)

    def judge(self, request: Request, response: Response, further: FurtherChecks) -> tuple[Any, list[str]]:
        """Judge a response; return its body if it is the expected one, and each violation in one line."""
        self._count(request, str(response.status))
        verdict = self._judged(request, response)
        self._count_unknown(verdict)
        found = list(self._violations(request, response, verdict))
        body, expected = verdict.value, response.status in request.expected.statuses
        if expected and not found and isinstance(body, dict):
            found += further(body, response)
        if response.status in TOO_BUSY and not expected:
            self.tally.turned_away[str(response.status)] += 1
        titles = [self.tally.add(each, partial(self._example, each, request, response)).title for each in found]
        return (body if expected else None), titles

    def count_unanswered(self, request: Request, reason: str) -> None:
        """Count a request without a response."""
        self._count(request, "no response")
        self.tally.unanswered[reason] += 1

    def must_be_unique(self, name: str, text: str) -> None:
        """Require a text to differ from all others of this name in the whole test."""
        self._pending[name] += digest(text)

    def count_check(self, check: str) -> None:
        """Count a check."""
        self.tally.checked[check] += 1

    def taken(self) -> dict[str, Any]:
        """Return the results since the last call, for a report to the master."""
        tally, self.tally = self.tally, Tally()
        pending, self._pending = self._pending, defaultdict(bytearray)
        unique = {name: bytes(each) for name, each in pending.items()}
        return {**tally.written(), "unique": unique, "so_far": self.so_far}

    def begin(self) -> None:
        """Remove the results of an earlier test."""
        self.taken()
        self.so_far = 0

    def _count(self, request: Request, status: str) -> None:
        self.so_far += 1
        self.tally.requests += 1
        self.tally.statuses[f"{request.operation.id} {status}"] += 1

    def _judged(self, request: Request, response: Response) -> ResponseVerdict:
        headers, content = request.headers, request.content
        facts = RequestFacts(
            request.operation.method,
            headers.get("Content-Type", ""),
            len(content or b""),
            authorization=headers.get("Authorization"),
        )
        self.count_check(DOCUMENTED)
        return judge(
            request.operation, RecordedResponse(response.status, response.content_type, response.content, facts)
        )

    def _count_unknown(self, verdict: ResponseVerdict) -> None:
        """Count unknown parts; undocumented properties, which take long to find, only in some of the bodies."""
        unknown, described = [*verdict.unknown], verdict.described
        some = self.so_far <= FIRST or self.so_far % ONE_OF == 0
        if some and described is not None and described.schema is not None and verdict.value is not None:
            unknown += unknown_properties(described.schema, verdict.value)
        for each in unknown:
            if len(self.tally.unknown) < MOST_UNKNOWN:
                place = pointer(shape(each.path))
                self.tally.unknown[f"{each.kind} {place}"] += 1

    def _violations(self, request: Request, response: Response, verdict: ResponseVerdict) -> Iterator[Violation]:
        for each in verdict.mismatches:
            place = pointer(shape(each.path))
            got = f"{each.got} at {place}" if place else each.got
            yield Violation(DOCUMENTED, request.operation.id, each.expected, got, place)
        self.count_check(request.expected.check)
        status = response.status
        if status not in request.expected.statuses and status not in TOO_BUSY and not verdict.mismatches:
            yield Violation(request.expected.check, request.operation.id, request.expected.in_words, f"status {status}")

    def _example(self, violation: Violation, request: Request, response: Response) -> Example:
        """Return a violation without secrets, with the request that shows it."""
        secrets = Secrets()
        for value in self.target.values.values():
            secrets.spare(value)
        secrets.add_key(self.target.api_key)
        for value in self.own_headers.values():
            secrets.add(value)
        described = request.operation.response(response.status)
        secrets.learn(response.content, None if described is None else described.schema, self._marked)
        exchange = self._exchange(request, response)
        got, shown = secrets.mask(violation.got), secrets.mask(response_text(exchange))
        return Example(secrets.mask(violation.expected), got, secrets.mask(curl(exchange, self.own_headers)), shown)

    def _exchange(self, request: Request, response: Response) -> Exchange:
        url = self.target.base_url + request.target
        kind = {"Content-Type": response.content_type} if response.content_type else {}
        keyed = {}
        right = bearer(self.target.api_key).with_variable(self.target.key_variable)
        if request.headers.get("Authorization") == right.value:
            keyed["authorization"] = right
        return Exchange(
            httpx.Request(request.operation.method, url, headers=dict(request.headers), content=request.content),
            httpx.Response(response.status, headers=kind, content=response.content),
            None,
            datetime.fromtimestamp(response.at, UTC),
            0,
            keyed,
        )
