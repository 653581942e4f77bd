"""The generated requests of a run, all made before the first is sent: chosen values, and those of schemathesis."""

import base64
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, zip_longest
from pathlib import Path

from attrs import asdict

from api_conformance import json_values
from api_conformance.requests import body_values, parameters
from api_conformance.requests import coverage_contracts as coverage
from api_conformance.requests.cache import cached, is_cached
from api_conformance.requests.cases import Contracts, Part, cases, parts
from api_conformance.requests.drawing import Drawing, versions
from api_conformance.requests.expectations import Expectation, GeneratedRequest, Known, Oracle, restrict_to_known
from openapi_contract import document as document_module
from openapi_contract.document import Document
from openapi_contract.example_values import minimal_example
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import JSON, Operation
from openapi_contract.schema import Schema

# The modules that make the requests; cached requests of other versions are not used.
FOLDERS = (Path(__file__).parent, Path(document_module.__file__).parent)
SOURCES = (Path(json_values.__file__), *(file for folder in FOLDERS for file in folder.glob("*.py")))
RANDOM = "fuzzing"
"""Prefix of the scenarios of random requests."""
WRITTEN = ("method", "path", "headers", "scenario", "about")

HARMLESS_METHOD = "TRACE"
"""A method that changes nothing on any server."""
SMOKE_VALUES = 10
"""Number of chosen values of an operation, among which there is an invalid one: the second of a body."""

# The share of requests that is kept of those unlikely to show more than others.
MOST_OPEN = 60
MOST_OF_A_KNOWN_BODY = 150


def for_run(
    document: Document, known: Known, *, fuzzing: int, seed: int, drawing: Drawing | None = None
) -> list[GeneratedRequest]:
    """Return the generated requests of a run, from the cache if possible. Raises `GenerationFailed`.

    Args:
        fuzzing: Number of random requests of each mode, valid and invalid, for each operation.
        drawing: The processes of the run that draw requests.
    """
    by_place = {(each.path, each.method): each for each in document.operations}

    def made() -> list[JsonObject]:
        return [_written(each) for each in generate(document, known, drawing or Drawing(), fuzzing=fuzzing, seed=seed)]

    found = cached(_key(document, known, fuzzing, seed), SOURCES, made)
    return [_read(each, by_place) for each in found]


def to_draw(document: Document, known: Known, *, fuzzing: int, seed: int) -> list[Part]:
    """Return the parts of the requests of a run that schemathesis draws; none if the requests are cached."""
    if is_cached(_key(document, known, fuzzing, seed), SOURCES):
        return []
    return parts(_for_schemathesis(document, known), fuzzing=fuzzing, seed=seed)


def _key(document: Document, known: Known, fuzzing: int, seed: int) -> list[str]:
    return [json.dumps([document.root, asdict(known), fuzzing, seed], default=dict), *versions()]


def _for_schemathesis(document: Document, known: Known) -> Contracts:
    """Return the contracts from which schemathesis generates."""
    drawn = restrict_to_known(document, known).without(_with_a_known_body(document))
    return Contracts(drawn.root, coverage.of_valid(drawn, known.unspecified), coverage.of_invalid(drawn))


def few(document: Document, known: Known, most: int) -> list[GeneratedRequest]:
    """Return a few requests that suffice for every check of generated requests, without schemathesis.

    They have chosen values; for each operation there is one without a body, and one with an undocumented method.
    """
    narrowed = restrict_to_known(document, known)
    requests: list[GeneratedRequest] = []
    for expecting in _expecting(document, narrowed, known):
        operation, own = expecting.operation, expecting.narrowed
        requests += islice(_chosen(own, operation, expecting, known), most + SMOKE_VALUES)
        written = parameters.write(own, parameters.minimal_values(own, known.call_for(operation)))
        for method, about in ((operation.method, "no body"), (HARMLESS_METHOD, "another method")):
            expectation = expecting.of(method, written.target, None, None)
            requests.append(
                GeneratedRequest(operation, expectation, method, written.target, written.headers, None, about, about)
            )
    return spread(requests)[:most]


def _written(request: GeneratedRequest) -> JsonObject:
    """Return a request as JSON."""
    content = None if request.content is None else request.content.decode("latin-1")
    return {
        **{name: getattr(request, name) for name in WRITTEN},
        "operation": [request.operation.path, request.operation.method],
        "expectation": request.expectation.name,
        "content": content,
    }


def _read(written: JsonObject, by_place: Mapping[tuple[str, str], Operation]) -> GeneratedRequest:
    """Return a request from its JSON."""
    content = None if written["content"] is None else written["content"].encode("latin-1")
    path, method = written["operation"]
    own = {"operation": by_place[path, method], "expectation": Expectation[written["expectation"]], "content": content}
    return GeneratedRequest(**{**written, **own})


def generate(document: Document, known: Known, drawing: Drawing, *, fuzzing: int, seed: int) -> list[GeneratedRequest]:
    """Return chosen values for each field, each example, schemathesis' coverage phase, and random requests.

    The same arguments give the same requests. Of those that are unlikely to tell more than others few are kept: to a
    second operation with the same body, with a component that was tried in another place, and those that may be served
    or refused. See `for_run`.
    """
    oracles = list(_expecting(document, restrict_to_known(document, known), known))
    # These first, since schemathesis may be drawing meanwhile.
    chosen = {each.operation: list(_chosen(each.narrowed, each.operation, each, known)) for each in oracles}
    drawn: dict[tuple[str, str], list[JsonObject]] = defaultdict(list)
    for case in cases(_for_schemathesis(document, known), drawing, fuzzing=fuzzing, seed=seed):
        drawn[tuple(case["operation"])].append(case)
    repeated = _with_a_known_body(document)
    requests: list[GeneratedRequest] = []
    for expecting in oracles:
        operation = expecting.operation
        if operation in repeated:
            requests += _spread(chosen[operation])[:MOST_OF_A_KNOWN_BODY]
            continue
        generated = [_request(operation, case, expecting) for case in drawn[operation.path, operation.method]]
        requests += _telling([*chosen[operation], *generated], expecting)
    return distinct(requests)


def expecting(document: Document, known: Known) -> dict[str, Oracle]:
    """Return the oracle of each operation, by its id."""
    return {each.operation.id: each for each in _expecting(document, restrict_to_known(document, known), known)}


def _expecting(document: Document, narrowed: Document, known: Known) -> Iterator[Oracle]:
    for operation, own in zip(document.operations, narrowed.operations, strict=True):
        yield Oracle(operation, known, own, document.operations)


@lru_cache(maxsize=64)
def simplest(document: Document, operation: Operation, known: Known) -> GeneratedRequest:
    """Return the smallest valid request to an operation."""
    narrowed = restrict_to_known(document, known)
    own = next(each for each in narrowed.operations if (each.path, each.method) == (operation.path, operation.method))
    return next(_chosen(own, operation, Oracle(operation, known, own, document.operations), known))


def spread(requests: Iterable[GeneratedRequest]) -> list[GeneratedRequest]:
    """Return the requests in an order whose beginning is varied: operations and kinds alternate."""
    by_operation: dict[str, list[GeneratedRequest]] = defaultdict(list)
    for request in requests:
        by_operation[request.operation.id].append(request)
    in_turn = zip_longest(*(_spread(of_one) for of_one in by_operation.values()))
    every = [request for turn in in_turn for request in turn if request is not None]
    # First one of each expectation, an accepted one before all, so that a few requests suffice for every rule.
    first = {request.expectation: request for request in reversed(every)}
    foremost = [first[each] for each in Expectation if each in first and each is not Expectation.UNSPECIFIED]
    return distinct([*foremost, *every])


def _spread(requests: list[GeneratedRequest]) -> list[GeneratedRequest]:
    """Return the requests taken in turn from each kind: first one of each expectation, then one of each scenario."""
    judged = [request for request in requests if request.expectation is not Expectation.UNSPECIFIED]
    first = {request.expectation: request for request in reversed(judged)}
    kinds: dict[tuple[str, Expectation], list[GeneratedRequest]] = defaultdict(list)
    for request in requests:
        kinds[request.scenario, request.expectation].append(request)
    in_turn = [request for turn in zip_longest(*kinds.values()) for request in turn if request is not None]
    # An accepted request first, since only it shows the response of a success.
    foremost = sorted(first.values(), key=lambda request: request.expectation is not Expectation.ACCEPT)
    return distinct([*foremost, *in_turn])


def _chosen(narrowed: Operation, operation: Operation, expecting: Oracle, known: Known) -> Iterator[GeneratedRequest]:
    """Yield requests with the chosen values for each parameter and for each field of the body."""
    call = known.call_for(operation)
    schema = narrowed.request_schema
    content = None if schema is None else json.dumps(minimal_example(schema)).encode()

    def request(values: parameters.Values, content: bytes | None, scenario: str) -> GeneratedRequest:
        written = parameters.write(narrowed, values)
        headers = written.headers if content is None else {**written.headers, "Content-Type": JSON}
        expectation = expecting.of(operation.method, written.target, headers.get("Content-Type"), content)
        return GeneratedRequest(
            operation, expectation, operation.method, written.target, headers, content, scenario, scenario
        )

    for about, values in parameters.chosen_values(narrowed, call):
        yield request(values, content, f"parameter: {about}")
    if schema is not None:
        values = parameters.minimal_values(narrowed, call)
        for body in body_values.bodies(schema, known.unspecified):
            yield request(values, json.dumps(body.value).encode(), body.scenario)


def _with_a_known_body(document: Document) -> set[Operation]:
    """Return the operations whose request schema another, non-deprecated operation shares."""
    tried: set[Schema] = set()
    found = set()
    for operation in sorted(document.operations, key=lambda each: each.deprecated):
        if operation.request_schema in tried:
            found.add(operation)
        elif operation.request_schema is not None:
            tried.add(operation.request_schema)
    return found


def _telling(requests: list[GeneratedRequest], expecting: Oracle) -> Iterator[GeneratedRequest]:
    """Yield the requests, without coverage requests that are unlikely to find anything.

    These are most of the unspecified ones, those that break a constraint of the contract that an earlier request breaks
    by a value of the same type, and valid ones of whose values each was in an earlier request.
    """
    open_ones = 0
    seen: set[Hashable] = set()
    served: set[Hashable] = set()
    for request in requests:
        covered, expectation = request.scenario.startswith("coverage"), request.expectation
        needless = False
        if covered and expectation is Expectation.UNSPECIFIED:
            open_ones += 1
            needless = open_ones > MOST_OPEN
        elif expectation is Expectation.REJECT:
            alike = expecting.alike(request.content)
            needless = covered and alike in seen
            seen.update({alike} if alike else ())
        elif expectation is Expectation.ACCEPT:
            values = expecting.values(request.content)
            needless = covered and bool(values) and values <= served
            served |= values
        if not needless:
            yield request


def _request(operation: Operation, case: JsonObject, expecting: Oracle) -> GeneratedRequest:
    content = None if case["content"] is None else base64.b64decode(case["content"])
    headers = case["headers"]
    content_type = next((value for name, value in headers.items() if name.lower() == "content-type"), None)
    return GeneratedRequest(
        operation=operation,
        expectation=expecting.of(case["method"], case["target"], content_type, content),
        method=case["method"],
        path=case["target"],
        headers=headers,
        content=content,
        scenario=case["scenario"],
        about=case["about"] or case["scenario"],
    )


def distinct(requests: Iterable[GeneratedRequest]) -> list[GeneratedRequest]:
    """Return the requests without duplicates."""
    return list(
        {
            (request.method, request.path, tuple(sorted(request.headers.items())), request.content): request
            for request in requests
        }.values()
    )
