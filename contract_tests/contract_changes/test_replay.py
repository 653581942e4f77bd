"""Tests of the replayed history of a contract: at each step the commands work, and clients read later responses."""

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from client.bodies import Bodies, put_in
from client.generated_clients import exclusive, shared_folder
from client.test_any_bytes import odd_contents
from client.type_checkers import mypy
from contract_changes import derived, replay
from contract_changes.derived import Derived
from contract_changes.replay import Revision
from contract_diff import versions
from contract_diff.changes import compare_contracts
from contract_diff.sources import from_file, load
from contract_lint.__main__ import judge
from openapi_contract.json_data import same
from openapi_contract.operations import JSON, Body, Operation
from retell_conformance.tests.conftest import without_unused_schemas

# Some revisions have deprecated operations, and the client says so at each call.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning"),
]
FIRST, *_, LAST = replay.revisions()
# The other revisions only add something, which the next of these includes; CI tries them all.
TOLD = [each for each in replay.revisions() if "our client" in each.breaks or each in (FIRST, LAST)]
EVERY = [
    pytest.param(each, marks=[] if each in TOLD else [pytest.mark.thorough], id=each.name)
    for each in replay.revisions()
]
few = settings(max_examples=5, derandomize=True, suppress_health_check=list(HealthCheck), database=None)


# ---- clients ----


class Clients:
    """The clients of the revisions, each generated once for all workers of pytest, on first use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[int, Derived] = {}

    def of(self, revision: Revision) -> Derived:
        """Return the client of a revision."""
        if revision.number not in self.made:
            project = self.folder / f"revision_{revision.number:02}"
            with exclusive(project.with_suffix(".lock")):
                self.made[revision.number] = derived.derive(revision.document, self.contract(revision), project)
        return self.made[revision.number]

    def contract(self, revision: Revision) -> Path:
        """Return the file with the contract of a revision."""
        return revision.write(self.folder / f"contract_{revision.number:02}")


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Clients]:
    """Return all clients, importable as `revision_NN.retell_web_call_client`."""
    folder = shared_folder(tmp_path_factory, worker_id, "replay")
    sys.path.insert(0, str(folder))
    yield Clients(folder)
    sys.path.remove(str(folder))


@pytest.fixture(scope="module", params=EVERY)
def revision(request: pytest.FixtureRequest) -> Revision:
    """Return each revision in turn."""
    found: Revision = request.param
    return found


@pytest.fixture(scope="module")
def made(revision: Revision, clients: Clients) -> Derived:
    """Return the client of the revision."""
    return clients.of(revision)


# ---- responses ----


def with_body(operation: Operation) -> Iterator[tuple[int, Body]]:
    """Return the documented statuses whose responses have a JSON body, with its media type object."""
    for status, body in operation.responses.items():
        if body.schema is not None:
            yield status, body


def bodies_of(body: Body) -> Bodies:
    """Return a strategy for the bodies that the contract describes."""
    assert body.schema is not None
    return Bodies(body.schema.schemas.document.root, body.schema.definition)


def answering(status: int, body: object) -> Callable[[httpx.Request], httpx.Response]:
    return partial(answer_with, status, json.dumps(body).encode())


def answer_with(status: int, content: bytes, _: httpx.Request) -> httpx.Response:
    return httpx.Response(status, content=content, headers={"Content-Type": JSON})


def for_a_few(values: st.SearchStrategy[Any], act: Callable[[Any], object]) -> None:
    """Call a function with a few values, the same ones in each run."""

    @few
    @given(values)
    def run(value: Any) -> None:
        act(value)

    run()


def assert_read(client: Derived, operation: Operation, status: int, body: Any) -> None:
    """Assert that the client returns the body, key for key."""
    found_status, found = client.call(operation, answering(status, body), "sync_detailed")
    assert found_status == status
    assert same(client.plain(found), body)
    if 200 <= status < 300:
        assert same(client.plain(client.call(operation, answering(status, body))), body)


# ---- the contract ----


def test_a_revision_is_valid_openapi_and_has_its_version(revision: Revision) -> None:
    validate(revision.document.root)
    assert revision.document.version == revision.version


def test_the_last_revision_and_with_it_all_patches_pass_the_lint(clients: Clients) -> None:
    assert judge(clients.contract(LAST)) == []


@pytest.mark.parametrize(("before", "after"), list(pairwise(replay.revisions())), ids=lambda each: each.name)
def test_the_diff_finds_the_changes_of_a_revision(before: Revision, after: Revision, tmp_path: Path) -> None:
    files = (each.write(tmp_path / each.name) for each in (before, after))
    comparison = compare_contracts(*(load(from_file(file)) for file in files))
    verdict = versions.judge(comparison)
    assert (str(comparison.bump), verdict.needed, verdict.problem) == (after.bump, after.version, None)
    assert {each.audience.value for each in comparison.breaking if each.audience} == after.breaks


# ---- the client ----


def test_every_module_and_every_model_can_be_imported(made: Derived) -> None:
    for name in derived.modules(made.client):
        importlib.import_module(name)
    models = importlib.import_module(f"{made.client.__name__}.models")
    assert all(getattr(models, name) for name in models.__all__)
    assert made.client.__version__ == made.document.version


def test_the_clients_and_a_program_that_calls_every_operation_are_typed(clients: Clients) -> None:
    projects = [clients.of(revision).project for revision in TOLD]
    report = mypy(*projects, cwd=clients.folder)
    assert report.complaints == ()
    assert report.files == sum(len([*project.rglob("*.py")]) for project in projects)


def test_every_operation_sends_the_documented_request(made: Derived) -> None:
    for operation in made.document.operations:
        seen: list[httpx.Request] = []

        def refuse(request: httpx.Request, seen: list[httpx.Request] = seen) -> httpx.Response:
            seen.append(request)
            return httpx.Response(599)

        for way in ("sync", "sync_detailed"):
            with pytest.raises(made.errors.UnexpectedStatus):
                made.call(operation, refuse, way)
        for request in seen:
            assert operation.takes(request.method, request.url.path)
            sent = {"query": request.url.params, "header": request.headers}
            for parameter in operation.parameters:
                assert parameter.place == "path" or parameter.name in sent[parameter.place]
            assert bool(request.content) == (operation.request_schema is not None)
            if operation.request_schema is not None:
                assert Bodies(made.document.root, operation.request_schema.definition).is_valid(
                    json.loads(request.content)
                )
        assert len(seen) == 2


def test_every_documented_response_is_kept(made: Derived) -> None:
    for operation in made.document.operations:
        for status, body in with_body(operation):
            for example in body.examples:
                assert_read(made, operation, status, example)
            if status < 300:
                bodies = bodies_of(body).valid()
                for_a_few(bodies, partial(assert_read, made, operation, status))


def test_responses_with_surprises_are_kept(made: Derived) -> None:
    """Unknown properties, enum values and kinds; optional fields of the wrong shape; several at once."""
    for operation in made.document.operations:
        for status, body in with_body(operation):
            if status >= 300:
                continue
            bodies, examples = bodies_of(body), body.examples
            for example in examples:
                one_of_each = {surprise.what: surprise for surprise in bodies.surprises(example)}
                for surprise in one_of_each.values():
                    assert_read(made, operation, status, put_in(example, surprise))
            for_a_few(bodies.surprising(*examples).map(itemgetter(0)), partial(assert_read, made, operation, status))


def test_responses_of_the_last_revision_allow_all_kinds_of_surprises() -> None:
    found = {
        surprise.what
        for operation in LAST.document.operations
        for _, body in with_body(operation)
        for example in body.examples
        for surprise in bodies_of(body).surprises(example)
    }
    assert {"unknown property", "unknown enum value", "unknown kind", "wrong type", "null"} <= found
    assert {"wrong type in an array", "wrong type in a map", "required property missing"} <= found


def test_a_response_without_a_body_is_none(made: Derived) -> None:
    for operation in made.document.operations:
        for status in operation.success_statuses - {status for status, _ in with_body(operation)}:
            assert made.call(operation, partial(answer_with, status, b"")) is None


def test_every_documented_error_has_its_class(made: Derived) -> None:
    for operation in made.document.operations:
        for status, response in operation.responses.items():
            if status < 400:
                continue
            for body in [*response.examples, None, "no", {"message": 1}]:
                with pytest.raises(made.errors.StatusError) as caught:
                    made.call(operation, answering(status, body))
                assert type(caught.value) is not made.errors.UnexpectedStatus
                assert caught.value.status_code == status


def test_any_bytes_are_a_response_or_an_error(made: Derived) -> None:
    for operation in made.document.operations:

        def call(drawn: tuple[int, bytes], operation: Operation = operation) -> None:
            for way in ("sync", "sync_detailed"):
                with suppress(made.errors.RetellError):
                    made.call(operation, partial(answer_with, *drawn), way)

        statuses = st.sampled_from([*operation.responses, 200, 204, 404, 503])
        for_a_few(st.tuples(statuses, odd_contents | st.binary(max_size=50)), call)


# ---- one client, later responses ----


def test_the_first_client_reads_all_later_responses(revision: Revision, clients: Clients) -> None:
    """Check that responses with the required fields are read without loss, whatever else changed.

    A body with the same description as in the revision before is tried with that one.
    """
    first, before = clients.of(FIRST), replay.revisions()[max(0, revision.number - 2)]
    known = set() if revision is FIRST else {description_of(body) for _, _, body in shared_answers(FIRST, before)}
    for operation, status, described in shared_answers(FIRST, revision):
        if description_of(described) not in known:
            bodies = st.one_of(bodies_of(described).valid(), *map(st.just, described.examples))
            for_a_few(bodies, partial(assert_read, first, operation, status))


def description_of(body: Body) -> str:
    """Return the description of a body, with the schemas that it refers to, without texts for people."""
    assert body.schema is not None
    root = body.schema.schemas.document.root
    alone = without_unused_schemas(
        {"components": {"schemas": root["components"]["schemas"]}, "body": body.schema.definition}
    )
    return json.dumps(for_programs(alone))


def for_programs(node: Any) -> Any:
    """Return a schema without its descriptions and examples."""
    if isinstance(node, dict):
        read = {"description": str, "examples": list}
        kept = {name: each for name, each in node.items() if not isinstance(each, read.get(name, ()))}
        return {name: for_programs(each) for name, each in kept.items()}
    return [for_programs(each) for each in node] if isinstance(node, list) else node


def test_the_previous_client_reads_the_responses_unless_the_revision_says_otherwise(
    revision: Revision, clients: Clients
) -> None:
    before = replay.revisions()[max(0, revision.number - 2)]
    client = clients.of(before)
    unread = set()
    for operation, status, described in shared_answers(before, revision):
        for body in described.examples:
            try:
                assert_read(client, operation, status, body)
            except client.errors.MalformedResponse as error:
                unread.add(error.pointer)
    assert unread == revision.unreadable
    assert "our client" in revision.breaks or not unread


def shared_answers(before: Revision, after: Revision) -> Iterator[tuple[Operation, int, Body]]:
    """Yield the successes of the later revision, for each operation that both have."""
    known = {(operation.method, operation.path): operation for operation in before.document.operations}
    for operation in after.document.operations:
        if (operation.method, operation.path) in known:
            for status, body in with_body(operation):
                if status in operation.success_statuses:
                    yield known[operation.method, operation.path], status, body
