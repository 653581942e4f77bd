"""The generated requests of a run: schemathesis' examples, coverage and fuzzing, valid and invalid, and for each
what the contract lets a server answer. Everything is decided before the first request is sent."""

import copy
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import Enum
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any
from unittest import SkipTest
from unittest.mock import patch

import hypothesis
import schemathesis
from attrs import field, frozen
from hypothesis import HealthCheck, Phase
from hypothesis.errors import Unsatisfiable
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from requests import PreparedRequest
from schemathesis.config import SanitizationConfig
from schemathesis.generation import GenerationMode
from schemathesis.generation.case import Case
from schemathesis.generation.drivers import CoverageGenerator
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.generation.hypothesis.examples import generate_one
from schemathesis.generation.overrides import Override
from schemathesis.schemas import APIOperation
from schemathesis.transport.prepare import prepare_request

from contract_tests import contract
from contract_tests.allowances import JSON, media_type
from contract_tests.contract import JsonObject, Operation
from contract_tests.provider import fields, parameters, registration
from contract_tests.provider.json_values import is_kept_everywhere
from contract_tests.provider.parameters import Validity
from contract_tests.samples import smallest

# Properties that name another asset of the account. Whether the asset exists is beyond the contract, so a server may
# refuse a valid body that has one.
ASSETS = frozenset({"voice_id", "fallback_voice_ids", "llm_id", "conversation_flow_id", "knowledge_base_ids"})
# The statuses that refuse a body for what it says.
REFUSALS = frozenset({400, 422})
# Those that refuse it for who asks, or how often.
OTHER_REFUSALS = frozenset({401, 402, 403, 429})


class Expectation(Enum):
    """What the contract lets a server do with a request."""

    SERVE = "must be served"
    REFUSE = "must be refused"
    EITHER = "may be served or refused"
    OTHER_METHOD = "has a method that the path does not have"
    NO_JSON = "has no body that is declared as JSON"


@frozen
class GeneratedRequest:
    """A request that is ready to be sent, with what may come back. The key is not in it."""

    operation: Operation
    expectation: Expectation
    method: str
    path: str
    headers: dict[str, str]
    content: bytes | None
    scenario: str
    """The kind of request, which a short run takes few of."""
    about: str
    """What is special about it."""


@frozen
class Known:
    """What a valid request may name: the agent, and a version of it where one is known."""

    agent_id: str
    agent_version: int | None
    call: Mapping[str, Any] = field(factory=dict, hash=False)
    """A registered call, which parameters named like its properties can name."""
    doomed_call: Mapping[str, Any] = field(factory=dict, hash=False)
    """Another, for a DELETE."""

    def call_for(self, operation: Operation) -> Mapping[str, Any]:
        """The call that requests to this operation may name."""
        return self.doomed_call if operation.method == "DELETE" else self.call


class Judge:
    """Says of a request what the contract lets a server answer, from the bytes that are sent and nothing else."""

    def __init__(self, document: JsonObject, operation: Operation, known: Known) -> None:
        self.document = document
        self.operation = operation
        self.known = known
        self.promised = self.servable = None
        if operation.request_schema is not None:
            self.promised = contract.validator(document, operation.request_schema)
            self.servable = contract.validator(_narrow(document, known), operation.request_schema)

    def expectation(self, method: str, target: str, content_type: str | None, content: bytes | None) -> Expectation:
        """What the contract lets a server do with a request of this method, target, content type and content."""
        if method != self.operation.method:
            path = target.partition("?")[0]
            known = any(each.takes(method, path) for each in contract.operations(self.document))
            return Expectation.EITHER if known else Expectation.OTHER_METHOD
        validity = parameters.validity(self.document, self.operation, target, self.known.call_for(self.operation))
        if validity is Validity.INVALID:
            return Expectation.REFUSE
        body = self._of_body(content_type, content)
        if body is not Expectation.SERVE:
            return body
        # What has been registered can be read; what else can be done with it is the server's business.
        sure = validity is Validity.VALID and (method == "GET" or "{" not in self.operation.path)
        return Expectation.SERVE if sure else Expectation.EITHER

    def _of_body(self, content_type: str | None, content: bytes | None) -> Expectation:
        """The same for the body alone."""
        if self.promised is None or self.servable is None:
            return Expectation.EITHER if content or self.operation.body_required else Expectation.SERVE
        if not content and not self.operation.body_required:
            return Expectation.EITHER
        if not content or media_type(content_type or "") != JSON:
            return Expectation.NO_JSON
        try:
            body = json.loads(content)
        except ValueError:
            return Expectation.REFUSE
        try:
            valid = self.promised.is_valid(body)
        except UnicodeEncodeError:
            # The validator cannot read lone surrogates, and servers differ on them.
            return Expectation.EITHER
        if not valid:
            return Expectation.REFUSE
        if isinstance(body, dict) and body.get("agent_id", self.known.agent_id) != self.known.agent_id:
            documented = "agent_id" in registration.properties(self.document, self.operation.request_schema or {})
            return Expectation.REFUSE if documented else Expectation.EITHER
        if not is_kept_everywhere(body) or not self.servable.is_valid(body) or any(_beyond_the_contract(body)):
            return Expectation.EITHER
        return Expectation.SERVE

    def violation(self, content: bytes | None) -> frozenset[tuple[object, ...]] | None:
        """Where and how a JSON body breaks the schema; None where it does not, or a union makes it hard to say."""
        if self.promised is None:
            return None
        try:
            errors = list(self.promised.iter_errors(json.loads(content or b"")))
        except ValueError:
            return None
        if any("oneOf" in error.schema_path for error in errors):
            return None
        found = ((tuple(error.instance_path), error.schema_path[-1], type(error.instance).__name__) for error in errors)
        return frozenset(found) or None


def for_run(known: Known, *, fuzzing: int, seed: int) -> list[GeneratedRequest]:
    """The generated requests of a run. They take seconds to make, so a process makes the same ones once."""
    return _for_run(contract.path(), known, fuzzing, seed)


@cache
def _for_run(path: Path, known: Known, fuzzing: int, seed: int) -> list[GeneratedRequest]:
    return generate(contract.read(path), known, fuzzing=fuzzing, seed=seed)


def generate(document: JsonObject, known: Known, *, fuzzing: int, seed: int) -> list[GeneratedRequest]:
    """Chosen values for each field, each example, schemathesis' coverage phase, and `fuzzing` random ones of each mode.

    The same arguments give the same requests.
    """
    narrow = _narrow(document, known)
    schema = schemathesis.openapi.from_dict(narrow)
    schema.config.generation.update(allow_x00=False)
    requests: list[GeneratedRequest] = []
    for operation in contract.operations(document):
        judge = Judge(document, operation, known)
        chosen = list(_chosen(narrow, operation, judge, known))
        with _no_constants_of_modules():
            generated = [
                _prepare(operation, case, scenario, judge)
                for scenario, case in _cases(schema[operation.path][operation.method], fuzzing=fuzzing, seed=seed)
            ]
        requests += [*chosen, *_beyond(chosen, generated, judge)]
    return list({_identity(request): request for request in requests}.values())


def simplest(document: JsonObject, operation: Operation, known: Known) -> GeneratedRequest:
    """The smallest valid request to an operation."""
    narrow = _narrow(document, known)
    return next(_chosen(narrow, operation, Judge(document, operation, known), known))


def _chosen(document: JsonObject, operation: Operation, judge: Judge, known: Known) -> Iterator[GeneratedRequest]:
    """The values that are chosen for each parameter (parameters.py) and for each field of the body (fields.py)."""
    call = known.call_for(operation)
    schema = operation.request_schema
    content = None if schema is None else json.dumps(smallest(document, schema)).encode()

    def request(values: parameters.Values, content: bytes | None, scenario: str) -> GeneratedRequest:
        written = parameters.write(operation, values)
        headers = written.headers if content is None else {**written.headers, "Content-Type": JSON}
        expectation = judge.expectation(operation.method, written.target, headers.get("Content-Type"), content)
        return GeneratedRequest(
            operation, expectation, operation.method, written.target, headers, content, scenario, scenario
        )

    for about, values in parameters.chosen_values(document, operation, call):
        yield request(values, content, f"parameter: {about}")
    if schema is not None:
        values = parameters.smallest_values(document, operation, call)
        for body in fields.bodies(document, schema):
            yield request(values, json.dumps(body.value).encode(), body.scenario)


def _beyond(
    chosen: list[GeneratedRequest], generated: list[GeneratedRequest], judge: Judge
) -> Iterator[GeneratedRequest]:
    """The generated requests without those of the coverage phase that break the schema just as a chosen one does."""
    seen = {judge.violation(request.content) for request in chosen if request.expectation is Expectation.REFUSE}
    for request in generated:
        covered = request.scenario.startswith("coverage") and request.expectation is Expectation.REFUSE
        violation = judge.violation(request.content) if covered else None
        if violation is None or violation not in seen:
            yield request


def spread(requests: list[GeneratedRequest], most: int | None = None) -> list[GeneratedRequest]:
    """At most so many of the requests to each operation, the operations taking turns, so that few requests see much."""
    by_operation: dict[str, list[GeneratedRequest]] = defaultdict(list)
    for request in requests:
        by_operation[request.operation.id].append(request)
    in_turn = zip_longest(*(_spread(of_one)[:most] for of_one in by_operation.values()))
    return [request for turn in in_turn for request in turn if request is not None]


def _spread(requests: list[GeneratedRequest]) -> list[GeneratedRequest]:
    """The requests taken in turn from each kind: first one of each expectation, then one of each scenario."""
    judged = [request for request in requests if request.expectation is not Expectation.EITHER]
    first = {request.expectation: request for request in reversed(judged)}
    kinds: dict[tuple[str, Expectation], list[GeneratedRequest]] = defaultdict(list)
    for request in requests:
        kinds[request.scenario, request.expectation].append(request)
    in_turn = [request for turn in zip_longest(*kinds.values()) for request in turn if request is not None]
    return list({_identity(request): request for request in (*first.values(), *in_turn)}.values())


def _narrow(document: JsonObject, known: Known) -> JsonObject:
    """The contract with less room: only the known agent and version, and only properties that are documented.

    A made-up agent can only ever earn a 422, and what a server does with undocumented properties is undocumented.
    """
    narrow = copy.deepcopy(document)
    # The key is sent with each request; the rules about it are tests of their own.
    narrow.pop("security", None)
    components = narrow.get("components", {})
    components.pop("securitySchemes", None)
    for schema in components.get("schemas", {}).values():
        if schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
    for operation in contract.operations(narrow):
        properties = contract.resolve(narrow, operation.request_schema or {}).get("properties", {})
        if "agent_id" in properties:
            properties["agent_id"] = {"type": "string", "enum": [known.agent_id]}
            if known.agent_version is None:
                properties.pop("agent_version", None)
            elif "agent_version" in properties:
                properties["agent_version"] = {"type": "integer", "enum": [known.agent_version]}
        for described in _request_media_types(narrow, operation):
            for example in described.get("examples", {}).values():
                if isinstance(example.get("value"), dict) and "agent_id" in example["value"]:
                    example["value"]["agent_id"] = known.agent_id
    return narrow


def _request_media_types(document: JsonObject, operation: Operation) -> Iterable[JsonObject]:
    definition = document["paths"][operation.path][operation.method.lower()]
    media_types: JsonObject = contract.resolve(document, definition.get("requestBody", {})).get("content", {})
    return media_types.values()


def _cases(operation: APIOperation[Any, Any, Any, Any], *, fuzzing: int, seed: int) -> Iterator[tuple[str, Case[Any]]]:
    for strategy in operation.get_strategies_from_examples():
        yield "example", generate_one(strategy)
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    coverage = CoverageGenerator(
        operation=operation,
        generation_modes=modes,
        generation_config=operation.schema.config.generation_for(operation=operation, phase="coverage"),
        auth_storage=None,
        override=Override(),
        feedback=NO_FEEDBACK,
    )
    for case in coverage:
        scenario = getattr(case.meta.phase.data, "scenario", None) if case.meta is not None else None
        yield f"coverage: {scenario}", case
    for mode in modes:
        for case in _draw(operation.as_strategy(generation_mode=mode), fuzzing, seed):
            yield f"fuzzing: {mode.value}", case


@contextmanager
def _no_constants_of_modules() -> Iterator[None]:
    """Keeps Hypothesis from drawing constants that it finds in the source of whatever modules are loaded.

    A seed would otherwise give other requests after an edit of any module, or with another plugin.
    """
    nothing = Constants()
    with patch.multiple(providers, _get_local_constants=lambda: nothing, CONSTANTS_CACHE={}):
        yield


def _draw(strategy: hypothesis.strategies.SearchStrategy[Case[Any]], count: int, seed: int) -> list[Case[Any]]:
    drawn: list[Case[Any]] = []
    if count == 0:
        return drawn

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=strategy)
    def collect(case: Case[Any]) -> None:
        drawn.append(case)

    # Where nothing can be wrong, as with a path that takes any text, there is no invalid request to draw.
    with suppress(Unsatisfiable, SkipTest):
        collect()
    return drawn


def _prepare(operation: Operation, case: Case[Any], scenario: str, judge: Judge) -> GeneratedRequest:
    prepared: PreparedRequest = prepare_request(
        case, None, config=SanitizationConfig(enabled=False), base_url="http://target.invalid"
    )
    body = prepared.body
    content = body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else None
    headers = {
        name: str(value) for name, value in prepared.headers.items() if name in ("Content-Type", *(case.headers or ()))
    }
    return GeneratedRequest(
        operation=operation,
        expectation=judge.expectation(case.method, prepared.path_url, headers.get("Content-Type"), content),
        method=case.method,
        path=prepared.path_url,
        headers=headers,
        content=content,
        scenario=scenario,
        about=str(getattr(case.meta.phase.data, "description", None) or scenario) if case.meta else scenario,
    )


def _identity(request: GeneratedRequest) -> tuple[object, ...]:
    return request.method, request.path, tuple(sorted(request.headers.items())), request.content


def _beyond_the_contract(node: Any) -> Iterator[bool]:
    """Whether the contract leaves it open if this part of a valid body can be served."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key in ASSETS and value not in (None, [])  # which name none
            yield from _beyond_the_contract(value)
    elif isinstance(node, list):
        for item in node:
            yield from _beyond_the_contract(item)
    elif isinstance(node, float):
        # 1.0 is an integer to JSON Schema, and not to every server.
        yield node.is_integer()
