"""The expectation of a request, from its bytes and the contract: accept, reject or unspecified."""

import copy
import json
from collections.abc import Hashable, Mapping
from enum import Enum
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from api_conformance.endpoint import NOTHING_UNSPECIFIED, Unspecified
from api_conformance.json_values import is_kept_everywhere
from api_conformance.requests import parameters
from api_conformance.requests.parameters import Validity
from api_conformance.requests.unspecified import is_unspecified
from openapi_contract.document import Document
from openapi_contract.json_data import same, value_key
from openapi_contract.operations import JSON, Operation, media_type_of
from openapi_contract.schema import Schema
from openapi_contract.violations import KINDS, MISSING, Violation, violations
from openapi_contract.walk import described, property_names

INVALID_JSON = "the body is invalid JSON"
"""The constraint of a body that no schema applies to."""


class Expectation(Enum):
    """The responses that the contract allows for a request."""

    ACCEPT = "must be served"
    REJECT = "must be rejected"
    UNSPECIFIED = "may be served or rejected"
    OTHER_METHOD = "has a method that the path does not have"
    NO_JSON = "has no body that is declared as JSON"


@frozen
class GeneratedRequest:
    """A request, complete except for the key, and its expectation."""

    operation: Operation
    expectation: Expectation
    method: str
    path: str
    headers: dict[str, str]
    content: bytes | None
    scenario: str
    """The kind of request; a short run sends few of each kind."""
    about: str
    """A description of its special feature."""

    @property
    def why(self) -> str:
        """The violations of an invalid body; empty if it is valid, or not JSON."""
        schema = self.operation.request_schema
        if self.expectation is not Expectation.REJECT or schema is None or not self.content:
            return ""
        return constraint(schema, self.content)


@frozen
class Known:
    """The known values for valid requests, and the parts that a server may reject although they are valid."""

    values: Mapping[str, tuple[Any, ...]] = field(factory=dict, hash=False)
    """The existing values, by the property of a body; a property without values is omitted."""
    required: tuple[str, ...] = ()
    """Properties of which the server must reject all but the known values."""
    unspecified: Unspecified = NOTHING_UNSPECIFIED
    call: Mapping[str, Any] = field(factory=dict, hash=False)
    """A registered object, whose properties are values for parameters of the same name."""
    doomed_call: Mapping[str, Any] = field(factory=dict, hash=False)
    """Another, for a DELETE."""

    def call_for(self, operation: Operation) -> Mapping[str, Any]:
        """Return the registered object for requests to this operation."""
        return self.doomed_call if operation.method == "DELETE" else self.call


@frozen
class Oracle:
    """The oracle of an operation, which knows the expectation of each of its requests."""

    operation: Operation
    known: Known
    narrowed: Operation
    """The operation in the contract restricted to known values, see `restrict_to_known`."""
    operations: tuple[Operation, ...]
    """All operations of the contract."""

    def of(self, method: str, target: str, content_type: str | None, content: bytes | None) -> Expectation:
        """Return the expectation of a request with this method, target, content type and content."""
        if method != self.operation.method:
            path = target.partition("?")[0]
            known = any(each.takes(method, path) for each in self.operations)
            return Expectation.UNSPECIFIED if known else Expectation.OTHER_METHOD
        validity = parameters.validity(self.operation, target, self.known.call_for(self.operation))
        if validity is Validity.INVALID:
            return Expectation.REJECT
        body = self._of_body(content_type, content)
        if body is not Expectation.ACCEPT:
            return body
        if not self.operation.served_with:
            return Expectation.UNSPECIFIED  # the contract does not say how a request is served
        # A registered object can be read; the contract does not say which other operations are possible on it.
        sure = validity is Validity.VALID and (method == "GET" or "{" not in self.operation.path)
        return Expectation.ACCEPT if sure else Expectation.UNSPECIFIED

    def _of_body(self, content_type: str | None, content: bytes | None) -> Expectation:
        promised, servable = self.operation.request_schema, self.narrowed.request_schema
        if promised is None or servable is None:
            return Expectation.UNSPECIFIED if content or self.operation.body_required else Expectation.ACCEPT
        if not content and not self.operation.body_required:
            return Expectation.UNSPECIFIED
        if not content or media_type_of(content_type or "") != JSON:
            return Expectation.NO_JSON
        try:
            body = json.loads(content)
        except ValueError:
            return Expectation.REJECT
        try:
            valid = promised.is_valid(body)
        except UnicodeEncodeError:
            # The validator cannot read lone surrogates, and servers differ on them.
            return Expectation.UNSPECIFIED
        if not valid:
            return Expectation.REJECT
        for name in self.known.required if isinstance(body, dict) else ():
            if name in body and not any(same(body[name], each) for each in self.known.values[name]):
                return Expectation.REJECT if name in property_names(promised) else Expectation.UNSPECIFIED
        if not is_kept_everywhere(body) or not servable.is_valid(body):
            return Expectation.UNSPECIFIED
        return Expectation.UNSPECIFIED if is_unspecified(promised, body, self.known.unspecified) else Expectation.ACCEPT

    def alike(self, content: bytes | None) -> frozenset[tuple[object, ...]]:
        """Return the broken constraints of a JSON body and the faulty values, without places."""
        schema = self.operation.request_schema
        if schema is None:
            return frozenset()
        try:
            body = json.loads(content or b"")
            found = violations(schema, body)
        except (ValueError, RecursionError):
            return frozenset()
        return frozenset(_broken(schema, body, each) for each in found)

    def values(self, content: bytes | None) -> frozenset[tuple[object, ...]]:
        """Return the values of a valid JSON body, each with its schema."""
        if self.operation.request_schema is None or not content:
            return frozenset()
        return frozenset(
            (schema, _own(value)) for schema, value in described(self.operation.request_schema, json.loads(content))
        )


def _own(value: Any) -> Hashable:
    """Return what a value says itself, without those inside it: the names of an object, the length of an array."""
    if isinstance(value, dict):
        return tuple(sorted(value))
    return len(value) if isinstance(value, list) else value_key(value)


def _broken(schema: Schema, body: Any, violation: Violation) -> tuple[object, ...]:
    """Return a broken constraint, and its cause: the type of the value, or the object that lacks a property."""
    names = list(violation.path)
    while names:
        inner = next(filter(None, (each.inside(names[0]) for each in schema.applying(body))), None)
        if inner is None:
            break
        schema, body = inner, body[names.pop(0)]
    by = violation.got if violation.got in KINDS else ""
    if violation.got == MISSING and isinstance(body, dict):
        # If an object lacks the property that names its kind, only that is reported.
        by = " ".join([violation.expected, *sorted(body)])
    return schema, "/".join(each for each in names if isinstance(each, str)), violation.keyword, by


def constraint(schema: Any, content: bytes) -> str:
    """Return the place and the kind of a violation of a schema, in one line; empty if there is none."""
    try:
        found = violations(schema, json.loads(content))
    except (ValueError, RecursionError):
        return INVALID_JSON
    if not found:
        return ""
    first = found[0]
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{first.pointer or 'the body'}: {first.message}{more}"


@lru_cache(maxsize=8)
def restrict_to_known(document: Document, known: Known) -> Document:
    """Return a contract that allows only known values and documented properties.

    Unknown values can only be rejected, and the treatment of undocumented properties is not documented.
    """
    copies: dict[int, Any] = {}
    """The copies of parts, by identity."""
    root = copy.deepcopy(document.root, copies)
    for schema in root.get("components", {}).get("schemas", {}).values():
        if isinstance(schema, dict) and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
    for operation in document.operations:
        if operation.request is None or operation.request_schema is None:
            continue
        # Two operations may have the same body, which is restricted for each, each time from the original.
        promised = operation.request_schema.definition.get("properties", {})
        properties = copies.get(id(promised), {})
        for name, values in known.values.items():
            if name in promised and values:
                properties[name] = _only(promised[name], values)
            else:
                properties.pop(name, None)
        for media_type in operation.request.content.values():
            for example in media_type["examples"].values():
                value = copies[id(example)].get("value")
                if isinstance(value, dict):
                    _name_only(known, value)
    return Document(document.name, root)


def _name_only(known: Known, body: dict[str, Any]) -> None:
    """Insert known values into an example, and omit properties without one."""
    for name in known.values.keys() & body.keys():
        if known.values[name]:
            body[name] = known.values[name][0]
        else:
            del body[name]


def _only(schema: Mapping[str, Any], values: tuple[Any, ...]) -> dict[str, Any]:
    """Return the schema of these values, without those of types that are not allowed."""
    types = schema.get("type", [])
    allowed = [value for value in values if not isinstance(value, str) or not types or "string" in types]
    return {**({"type": "string"} if types == "string" else {}), "enum": allowed}
