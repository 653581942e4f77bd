"""The coverage of the contract by a run: which properties and enum values were sent, and seen in responses."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import define, field, frozen

from openapi_contract.document import Document
from openapi_contract.json_data import value_key
from openapi_contract.operations import Operation
from openapi_contract.schema import Schema
from openapi_contract.walk import Inside, walk

# A component and a property of it, which is empty for a whole body;
Owner = tuple[str, str]
# and a value of that property, or None for the property itself.
Key = tuple[str, str, str | None]


@frozen
class Row:
    """A property, or a value of it, with the numbers of requests and responses; None where it is not possible."""

    component: str
    property: str
    """Empty for a body that is itself one of several values."""
    value: str | None
    sent: int | None
    seen: int | None


@frozen
class StatusRow:
    """A documented status of an operation, and the number of its responses."""

    operation: str
    status: int
    seen: int


@frozen
class Total:
    """The number covered at least once, and the total."""

    exercised: int
    of: int


@frozen
class Totals:
    """The coverage totals of a run."""

    properties_sent: Total
    values_sent: Total
    properties_seen: Total
    values_seen: Total
    statuses_seen: Total


@define(eq=False)
class Coverage:
    """The counts of the properties and values in the bodies of a run."""

    document: Document = field(repr=False)
    _sent: Counter[Key] = field(factory=Counter, init=False)
    _seen: Counter[Key] = field(factory=Counter, init=False)
    _statuses: Counter[tuple[str, int]] = field(factory=Counter, init=False)
    _requests: dict[str, Schema] = field(factory=dict, init=False, repr=False)
    _responses: dict[tuple[str, int], Schema | None] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for operation in self.document.operations:
            if operation.request_schema is not None:
                self._requests[operation.id] = operation.request_schema
            for status, response in operation.responses.items():
                self._responses[operation.id, status] = response.schema

    def saw_request(self, operation: Operation, body: Any) -> None:
        """Count the parsed body of a request."""
        if operation.id in self._requests:
            self._sent.update(_places_in(self._requests[operation.id], body, f"{operation.id} request"))

    def saw_response(self, operation: Operation, status: int, body: Any) -> None:
        """Count a response with its parsed body, if its status is documented."""
        key = operation.id, status
        if key in self._responses:
            self._statuses[key] += 1
            schema = self._responses[key]
            if schema is not None:
                self._seen.update(_places_in(schema, body, f"{operation.id} {status}"))

    def written(self) -> dict[str, list[Any]]:
        """Return the counts as JSON."""
        return {name: [[*key, count] for key, count in getattr(self, name).items()] for name in COUNTERS}

    def merge(self, written: Mapping[str, list[Any]]) -> None:
        """Add the counts of another run."""
        for name in COUNTERS:
            getattr(self, name).update({tuple(key): count for *key, count in written[name]})

    def rows(self) -> list[Row]:
        """Return the properties and values that requests or responses can have, in the order of the contract."""
        sendable, seeable = _reachable(self.document)
        components = list(self.document.root.get("components", {}).get("schemas", {}))
        order = {component: position for position, component in enumerate(components)}
        places = sorted({**sendable, **seeable}, key=lambda place: order.get(place[0], len(order)))
        return [
            Row(
                *place,
                sent=self._sent[place] if place in sendable else None,
                seen=self._seen[place] if place in seeable else None,
            )
            for place in places
        ]

    def statuses(self) -> list[StatusRow]:
        """Return the documented statuses of the operations, in the order of the contract."""
        return [StatusRow(*key, seen=self._statuses[key]) for key in self._responses]

    def totals(self) -> Totals:
        """Return the coverage totals of the run."""
        rows = self.rows()
        return Totals(
            properties_sent=total(row.sent for row in rows if row.value is None),
            values_sent=total(row.sent for row in rows if row.value is not None),
            properties_seen=total(row.seen for row in rows if row.value is None),
            values_seen=total(row.seen for row in rows if row.value is not None),
            statuses_seen=total(row.seen for row in self.statuses()),
        )


COUNTERS = ("_sent", "_seen", "_statuses")
"""The counts of a coverage."""


@lru_cache(maxsize=16)
def _reachable(document: Document) -> tuple[dict[Key, None], dict[Key, None]]:
    """Return the places of requests, and those of responses."""
    sendable: dict[Key, None] = {}
    seeable: dict[Key, None] = {}
    for operation in document.operations:
        if operation.request_schema is not None:
            places = _places_of(operation.request_schema, (f"{operation.id} request", ""))
            sendable.update(dict.fromkeys(places))
        for status, response in operation.responses.items():
            if response.schema is not None:
                seeable.update(dict.fromkeys(_places_of(response.schema, (f"{operation.id} {status}", ""))))
    return sendable, seeable


def _places_in(schema: Schema, body: Any, whole: str) -> set[Key]:
    """Return the places of the contract that the body has, each once.

    It does not use `walk_value`, which would take nearly twice as long for all bodies of a run.
    """
    found: set[Key] = set()
    pending: list[tuple[Schema, Any, Owner]] = [(schema, body, (whole, ""))]
    while pending:
        schema, value, owner = pending.pop()
        for each in schema.applying(value):
            if isinstance(value, dict):
                component, properties, others = _component(each, owner), each.properties, each.others
                for name, part in value.items():
                    inner = properties.get(name)
                    if inner is not None:
                        found.add((component, name, None))
                        if not inner.ends:
                            pending.append((inner, part, (component, name)))
                    elif others is not None and not others.ends:
                        pending.append((others, part, owner))
            elif isinstance(value, list):
                if each.items is not None and not each.items.ends:
                    pending += [(each.items, item, owner) for item in value]
            elif each.values:
                text = each.values.get(value_key(value))
                if text is not None:
                    found.add((*owner, text))
    return found


def _places_of(schema: Schema, whole: Owner) -> Iterator[Key]:
    """Yield the places that a body of the schema can have: each property, with its values and the places inside it."""
    done = {(schema, whole)}

    def into(around: Schema, inner: Inside, owner: Owner) -> Owner | None:
        own = (_component(around, owner), inner.name) if inner.kind == "property" else owner
        if (inner.schema, own) in done:
            return None
        done.add((inner.schema, own))
        return own

    for each, owner in walk(schema, whole, into):
        if owner != whole:
            yield *owner, None
        for text in each.values.values():
            yield *owner, text


def _component(schema: Schema, owner: Owner) -> str:
    """Return the name of a component, or the place of an inline object."""
    return schema.name or ".".join(filter(None, owner))


def total(counts: Iterable[int | None]) -> Total:
    """Return the number of counts above 0, and of those that are possible."""
    possible = [count for count in counts if count is not None]
    return Total(sum(count > 0 for count in possible), len(possible))
