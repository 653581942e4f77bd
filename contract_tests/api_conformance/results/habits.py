"""The habits of a server that ignores requests, as many mocks do: many findings follow from each."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from attrs import astuple, frozen

from api_conformance.finding import NotInContract
from api_conformance.requests.registration import readings
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from openapi_contract.json_data import canonical, same

LEAST = 3
"""Minimum number of different requests that show a habit."""
Place = tuple[str, int | None]
"""The id of an operation, and a status."""
Request = tuple[str, bytes, bytes]
"""The id of an operation, the target and the body of a request."""


@frozen
class Habits:
    """Sets of habits, by kind."""

    same_body: frozenset[Place] = frozenset()
    """Operations and success statuses whose responses all have the same body."""
    serves_all: frozenset[str] = frozenset()
    """Ids of operations that accepted all requests."""
    never_returned: frozenset[str] = frozenset()
    """Properties whose values in responses are absent or differ from those in requests, with at most one exception."""


@frozen
class Evidence:
    """The habits that a run shows, and those that it contradicts; neither, for an operation with too few requests."""

    shown: Habits = Habits()
    contradicted: Habits = Habits()

    def with_other(self, other: "Evidence") -> "Evidence":
        """Return the evidence of both, for instance of two shards of one run."""
        contradicted = _each(frozenset.union, self.contradicted, other.contradicted)
        shown = _each(frozenset.union, self.shown, other.shown)
        return Evidence(_each(frozenset.difference, shown, contradicted), contradicted)


def _each(combine: Callable[[frozenset[Any], frozenset[Any]], frozenset[Any]], one: Habits, other: Habits) -> Habits:
    return Habits(*map(combine, astuple(one, recurse=False), astuple(other, recurse=False)))


def evidence(run: Run) -> Evidence:
    """Return the evidence in the exchanges so far. Equal requests may get equal responses, so they count once."""
    bodies: dict[Place, set[bytes]] = defaultdict(set)
    statuses: dict[str, set[int]] = defaultdict(set)
    requests: dict[Place | str, set[Request]] = defaultdict(set)
    changed: dict[str, set[Request]] = defaultdict(set)
    returned: dict[str, set[str]] = defaultdict(set)
    success: dict[str, tuple[int, ...]] = {}
    names: dict[str, frozenset[str]] = {}
    with suppress(NotInContract):
        names = {each.operation.id: each.response_names for each in run.registrations}
    for exchange in run.traffic.exchanges:
        operation = run.operation_of(exchange)
        if operation is None or exchange.status is None or exchange.request.method != operation.method:
            continue
        request = operation.id, exchange.request.url.raw_path, exchange.request.content
        success[operation.id] = tuple(operation.served_with)
        statuses[operation.id].add(exchange.status)
        requests[operation.id].add(request)
        if exchange.response is None or exchange.status not in operation.served_with:
            continue
        if exchange.response.content:
            place = operation.id, exchange.status
            bodies[place].add(exchange.response.content)
            requests[place].add(request)
        for name, value, is_returned in _returned(exchange, names.get(operation.id, frozenset())):
            if is_returned:
                returned[name].add(canonical(value))
            else:
                changed[name].add(request)
    contradicted = Habits(
        frozenset(each for each, found in bodies.items() if len(found) > 1),
        frozenset(each for each, found in statuses.items() if not found <= {*success[each]}),
        frozenset(each for each, found in returned.items() if len(found) > 1),
    )
    same = {each for each, found in bodies.items() if len(found) == 1 and len(requests[each]) >= LEAST}
    # By the ids in one response only one thing can be read.
    read = {each.operation.id for of in run.operations if of.id in dict(same) for each in readings(run.offered, of)}
    shown = Habits(
        frozenset(same | {each for each, found in bodies.items() if len(found) == 1 and each[0] in read}),
        frozenset(each for each in statuses if len(requests[each]) >= LEAST),
        frozenset(each for each, found in changed.items() if len(found) >= LEAST),
    )
    return Evidence(_each(frozenset.difference, shown, contradicted), contradicted)


def _returned(exchange: Exchange, names: frozenset[str]) -> Iterator[tuple[str, Any, bool]]:
    """Yield the properties of a request that its response has, or may have (`names`), with their values.

    The third value is true if the response has this value.
    """
    try:
        sent = json.loads(exchange.request.content)
    except (ValueError, RecursionError):
        return
    got = exchange.call
    if isinstance(sent, dict) and got is not None:
        for name in sent.keys() & (got.keys() | names):
            yield name, sent[name], name in got and same(got[name], sent[name])
