"""The reduction of a request to the smallest body that shows the same fault."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, evolve, field, frozen

from api_conformance.finding import Finding, NotChecked
from api_conformance.json_values import read_once
from api_conformance.requests.expectations import GeneratedRequest, Oracle
from api_conformance.transport.api_key import bearer
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.traffic import Headers, Traffic
from openapi_contract.json_data import same
from openapi_contract.raw_document import pointer
from openapi_contract.text import shortened

Wrong = tuple[GeneratedRequest, Finding]
Keys = tuple[str | int, ...]

MOST_REDUCED = 5
"""Maximum number of findings of a rule that are reduced."""
MOST_REQUESTS = 30
"""Maximum number of requests for reducing one finding."""
FINEST = 32
"""The smallest part of an object or array that is left out at a time, as a fraction."""
MOST_NAMED = 3
LONGEST_VALUE = 60


@frozen
class _Smallest:
    """The smallest body, with the exchange that shows it; None if the fault could not be repeated."""

    body: Any
    exchange: Exchange | None
    why: str


@define
class Shrinking:
    """Reduces failing requests to smaller ones, with a limited number of further requests."""

    traffic: Traffic
    expecting: Mapping[str, Oracle]
    """The oracles, by the operation's id."""
    left: int
    """Number of requests that may still be sent."""
    _left_for_one: int = field(default=0, init=False)

    def refused(self, wrong: list[Wrong]) -> Iterator[Finding]:
        """Yield findings about valid requests, each with the part of the body that causes the fault."""
        rest = sorted(wrong, key=_size)
        for _ in range(MOST_REDUCED):
            first = next((pair for pair in rest if self._can_reduce(pair)), None)
            if first is None:
                break
            smallest = self._smallest(*first)
            if smallest is None:
                break
            yield evolve(
                first[1], why=smallest.why, place=smallest.why, exchange=smallest.exchange or first[1].exchange
            )
            rest.remove(first)
            if smallest.exchange is None:
                continue
            leaves = dict(_leaves(smallest.body))
            # Another value in the same place is not reduced, so that the limit suffices for other places.
            others = []
            for pair in rest:
                theirs, finding = _body_leaves(pair), pair[1]
                if finding.got != first[1].got or not leaves.keys() <= theirs.keys():
                    others.append(pair)
                elif all(same(theirs[keys], value) for keys, value in leaves.items()):
                    yield evolve(finding, why=smallest.why, place=smallest.why)
                else:
                    yield finding
            rest = others
        yield from (finding for _, finding in rest)

    def accepted(self, wrong: list[Wrong]) -> Iterator[Finding]:
        """Yield findings about invalid requests, with smaller bodies for the first few broken constraints."""
        first_of: dict[str, Finding] = {}
        for _, finding in sorted(wrong, key=_size):
            first_of.setdefault(finding.why, finding)
        chosen = {id(finding) for finding in list(first_of.values())[:MOST_REDUCED]}
        for request, finding in wrong:
            able = id(finding) in chosen and self._can_reduce((request, finding))
            smallest = self._smallest(request, finding) if able else None
            if smallest is not None and smallest.exchange is not None:
                yield evolve(finding, exchange=smallest.exchange)
            yield finding  # also for the first request, so that other findings about its response are grouped with it

    def _can_reduce(self, pair: Wrong) -> bool:
        request, finding = pair
        answered = finding.exchange is not None and finding.exchange.response is not None
        return self.left > 0 and answered and bool(_body_leaves(pair)) and request.operation.id in self.expecting

    def _smallest(self, request: GeneratedRequest, finding: Finding) -> _Smallest | None:
        """Return the smallest body of the same kind with the same result; None if nothing more may be sent."""
        self._left_for_one = min(self.left, MOST_REQUESTS)
        body = json.loads(request.content or b"")
        exchange = self._ask(request)
        if exchange is None:
            return None
        if exchange.summary != finding.got:
            return _Smallest(body, None, f"not always: sent again, the same request got {exchange.summary}")
        found: tuple[Any, Exchange] | None = (body, exchange)
        while found is not None:
            body, exchange = found
            found = self._smaller(body, request, finding)
        return _Smallest(body, exchange, self._enough(body, request))

    def _smaller(self, body: Any, request: GeneratedRequest, finding: Finding) -> tuple[Any, Exchange] | None:
        """Return the first smaller body with the same result, and its exchange."""
        expecting = self.expecting[request.operation.id]
        kind = next((value for name, value in request.headers.items() if name.lower() == "content-type"), None)
        for smaller in _less(body):
            candidate = evolve(request, content=json.dumps(smaller).encode())
            expected = expecting.of(candidate.method, candidate.path, kind, candidate.content)
            if expected is not request.expectation or candidate.why != request.why:
                continue
            exchange = self._ask(candidate)
            if exchange is None:
                return None
            if exchange.summary == finding.got:
                return smaller, exchange
        return None

    def _ask(self, request: GeneratedRequest) -> Exchange | None:
        """Send a request; return None if the limit is reached."""
        if self._left_for_one <= 0:
            return None
        self.left -= 1
        self._left_for_one -= 1
        headers: Headers = {**request.headers, "Authorization": bearer(self.traffic.target.api_key)}
        try:
            return self.traffic.send(request.method, request.path, request.content, headers)
        except NotChecked:
            self.left = self._left_for_one = 0
            return None

    def _enough(self, body: Any, request: GeneratedRequest) -> str:
        """Describe the parts of a body that cause the fault, without those that every body must have."""
        schema = request.operation.request_schema
        required = [] if schema is None else schema.required
        leaves = [(keys, value) for keys, value in _leaves(body) if keys and keys[0] not in required]
        parts = [f"{pointer(keys)}: {_short(value)}" for keys, value in leaves]
        if not parts:
            return "the smallest valid body is enough"
        more = f" and {len(parts) - MOST_NAMED} more" if len(parts) > MOST_NAMED else ""
        return f"it is enough to send {', '.join(parts[:MOST_NAMED])}{more}"


def _size(pair: Wrong) -> int:
    return len(pair[0].content or b"")


def _body_leaves(pair: Wrong) -> dict[Keys, Any]:
    """Return the leaves of a request's JSON body; empty if it has none, or is ambiguous."""
    try:
        return dict(_leaves(read_once(pair[0].content or b"")))
    except (ValueError, RecursionError):
        return {}


def _leaves(node: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """Yield the leaves of a JSON value, with their places."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    if not inner or not node:
        yield keys, node
    for key, value in inner:
        yield from _leaves(value, (*keys, key))


def _less(body: Any) -> Iterator[Any]:
    """Yield the body with parts left out: outer before inner ones, large before small ones."""
    waiting: list[tuple[Keys, Any]] = [((), body)]
    while waiting:
        keys, node = waiting.pop(0)
        if isinstance(node, str | list | dict):
            yield from (_replaced(body, keys, less) for less in _shorter(node))
        if isinstance(node, dict | list):
            inner = node.items() if isinstance(node, dict) else enumerate(node)
            waiting += [((*keys, key), value) for key, value in inner]


def _shorter(node: Any) -> Iterator[Any]:
    """Yield a text, an array or an object without one of its parts."""
    size = len(node)
    finest = max(1, size // 2 if isinstance(node, str) else size // FINEST)
    part = size
    while part >= finest:
        for start in range(0, size, part):
            if isinstance(node, dict):
                items = list(node.items())
                yield dict(items[:start] + items[start + part :])
            else:
                yield node[:start] + node[start + part :]
        part //= 2


def _replaced(node: Any, keys: Keys, value: Any) -> Any:
    if not keys:
        return value
    copy: Any = dict(node) if isinstance(node, dict) else list(node)
    copy[keys[0]] = _replaced(node[keys[0]], keys[1:], value)
    return copy


def _short(value: Any) -> str:
    return shortened(json.dumps(value, ensure_ascii=False), LONGEST_VALUE)
