"""The generated requests of a run, all made before the first is sent: chosen values, and those of schemathesis."""

import base64
import copy
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import islice, zip_longest
from pathlib import Path
from threading import Event

from attrs import asdict

from api_conformance import json_values
from api_conformance.requests import body_values, parameters
from api_conformance.requests.cache import cached
from api_conformance.requests.expectations import Expectation, GeneratedRequest, Known, Oracle, restrict_to_known
from openapi_contract import document as document_module
from openapi_contract.document import Document
from openapi_contract.example_values import minimal_example
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import JSON, Operation
from openapi_contract.schema import Schema

COLLECTOR = Path(__file__).with_name("schemathesis_cases.py")
# The modules that make the requests; cached requests of other versions are not used.
FOLDERS = (Path(__file__).parent, Path(document_module.__file__).parent)
SOURCES = (Path(json_values.__file__), *(file for folder in FOLDERS for file in folder.glob("*.py")))
RANDOM = "fuzzing"
"""Prefix of the scenarios of random requests."""
WRITTEN = ("method", "path", "headers", "scenario", "about")
OF_OURS = ("PYTHONPATH", "PYTEST_ADDOPTS")
SECRET = re.compile(r"key|token|secret|passw|credential", re.IGNORECASE)
"""Environment variables that the process that draws requests does not get."""
VERSIONS = ("schemathesis", "hypothesis", "hypothesis-jsonschema", "requests")


HARMLESS_METHOD = "TRACE"
"""A method that changes nothing on any server."""
SMOKE_VALUES = 10
"""Number of chosen values of an operation, among which there is an invalid one: the second of a body."""

# The share of requests that is kept of those unlikely to show more than others.
MOST_OPEN = 60
MOST_OF_A_KNOWN_BODY = 150


class GenerationFailed(Exception):
    """schemathesis could not generate requests from the contract; the text says why in one line."""


def for_run(document: Document, known: Known, *, fuzzing: int, seed: int) -> list[GeneratedRequest]:
    """Return the generated requests of a run, from the cache if possible."""
    return list(_for_run(document, known, fuzzing, seed))


@lru_cache(maxsize=8)
def _for_run(document: Document, known: Known, fuzzing: int, seed: int) -> tuple[GeneratedRequest, ...]:
    given = json.dumps([document.root, asdict(known), fuzzing, seed], default=dict)
    by_place = {(each.path, each.method): each for each in document.operations}

    def made() -> list[JsonObject]:
        return [_written(each) for each in generate(document, known, fuzzing=fuzzing, seed=seed)]

    return tuple(_read(each, by_place) for each in cached([given, *versions()], SOURCES, made))


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


def generate(document: Document, known: Known, *, fuzzing: int, seed: int) -> list[GeneratedRequest]:
    """Return chosen values for each field, each example, schemathesis' coverage phase, and random requests.

    The same arguments give the same requests. Of those that are unlikely to tell more than others few are kept: to a
    second operation with the same body, with a component that was tried in another place, and those that may be served
    or refused.

    Args:
        fuzzing: Number of random requests of each mode, valid and invalid, for each operation.
    """
    narrowed = restrict_to_known(document, known)
    repeated = _with_a_known_body(document)
    drawn: dict[tuple[str, str], list[JsonObject]] = defaultdict(list)
    for case in cases(narrowed.without(repeated).root, fuzzing=fuzzing, seed=seed):
        drawn[tuple(case["operation"])].append(case)
    requests: list[GeneratedRequest] = []
    for expecting in _expecting(document, narrowed, known):
        operation = expecting.operation
        chosen = _chosen(expecting.narrowed, operation, expecting, known)
        generated = [_request(operation, case, expecting) for case in drawn[operation.path, operation.method]]
        of_one = list(_telling([*chosen, *generated], expecting))
        requests += _spread(of_one)[:MOST_OF_A_KNOWN_BODY] if operation in repeated else of_one
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

    These are most of the unspecified ones, and those that break a constraint of the contract that an earlier request
    breaks by a value of the same type.
    """
    open_ones = 0
    seen: set[Hashable] = set()
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


# ---- what schemathesis generates ----


def cases(root: JsonObject, *, fuzzing: int, seed: int) -> list[JsonObject]:
    """Return the requests that schemathesis generates from a contract. Raises `GenerationFailed`.

    Requests that do not depend on the seed are made and cached apart from the random ones.
    """
    without_key = without_security(root)
    chosen = json.dumps({"document": without_key, "fuzzing": 0, "seed": 0}), ("test_chosen",)
    random = json.dumps({"document": without_key, "fuzzing": fuzzing, "seed": seed}), ("test_valid", "test_invalid")
    drawing: list[subprocess.Popen[str]] = []
    stopped = Event()

    def collected(part: tuple[str, tuple[str, ...]]) -> list[JsonObject]:
        given, tests = part
        return cached([given, *tests, *versions()], [COLLECTOR], lambda: _collected(given, tests, drawing, stopped))

    with ThreadPoolExecutor() as pool:
        try:
            return [case for part in pool.map(collected, [chosen, random] if fuzzing else [chosen]) for case in part]
        except BaseException:
            stopped.set()
            for process in drawing:
                process.kill()  # an interrupted run does not wait for it
            raise


def _collected(
    given: str, tests: Sequence[str], drawing: list[subprocess.Popen[str]], stopped: Event
) -> list[JsonObject]:
    with tempfile.TemporaryDirectory() as folder:
        contract, to = Path(folder) / "contract.json", Path(folder) / "cases.json"
        contract.write_text(given, encoding="utf-8")
        # In an empty folder, so that neither a conftest nor another module of this tree is loaded.
        collector = shutil.copy(COLLECTOR, folder)
        command = [sys.executable, "-P", "-m", "pytest", "--quiet"]
        command += [f"{collector}::{name}" for name in (*tests, "test_write")]
        options = ["-p", "no:cacheprovider", f"--rootdir={folder}", "-c", os.devnull]
        # Only these plugins: others may load modules, from whose constants Hypothesis draws.
        options += ["-p", "schemathesis.pytest.plugin", "-p", "_hypothesis_pytestplugin"]
        environment = {**apart(), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "CASES_OF": str(contract), "CASES_TO": str(to)}
        process = subprocess.Popen(
            command + options,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        drawing.append(process)
        if stopped.is_set():  # while it was starting
            process.kill()
        output, errors = process.communicate()
        try:
            found: list[JsonObject] = json.loads(to.read_text(encoding="utf-8"))
        except OSError:
            said = [line for line in output.splitlines() if line.startswith(("E  ", "ERROR"))] or [errors]
            reason = " ".join(said[-1].removeprefix("E  ").split()) or f"pytest ended with {process.returncode}"
            raise GenerationFailed(f"schemathesis cannot generate requests: {reason}") from None
    return found


def apart() -> dict[str, str]:
    """Return the environment of the drawing process, which is always the same, and has no key."""
    # Hypothesis takes seconds for its tables of characters, which it caches in this folder.
    tables = {"HYPOTHESIS_STORAGE_DIRECTORY": str(Path(sys.prefix) / "hypothesis")}
    given = {name: one for name, one in os.environ.items() if name not in OF_OURS and not SECRET.search(name)}
    return {**tables, **given, "PYTHONHASHSEED": "0"}


def without_security(root: JsonObject) -> JsonObject:
    """Return the contract without security, since each request is sent with the key, which other rules test."""
    open_root = copy.deepcopy(root)
    open_root.pop("security", None)
    open_root.get("components", {}).pop("securitySchemes", None)
    paths = open_root.get("paths")
    for item in paths.values() if isinstance(paths, dict) else ():
        for operation in item.values():
            if isinstance(operation, dict):
                operation.pop("security", None)
    return open_root


def versions() -> list[str]:
    """Return the versions of all packages that draw requests."""
    return [_version(package) for package in VERSIONS]


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "absent"
