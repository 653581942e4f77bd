"""Correct servers of other APIs conform, with credentials if the contract has security schemes."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from attrs import evolve
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api_conformance.cli import run_command
from api_conformance.endpoint import ANY_API
from api_conformance.profiles import PROFILES
from api_conformance.settings import BadSetting
from api_conformance.tests.other_apis import right_servers as right
from api_conformance.tests.programs import free_port
from api_conformance.tests.whole_runs import whole_run

HERE = Path(__file__).parent
MUSEUM = {"CREDENTIAL_MUSEUMPASSWORD": f"{right.USER}:{right.PASSWORD}"}
TASKS = {"CREDENTIAL_APPID": right.APP, "CREDENTIAL_APIKEY": right.KEY}
GAPS = {
    "a gap of the contract: the operation has `security`, and documents no 401",
    "a gap of the contract: the operation documents neither 400 nor 422",
}
APIS: Mapping[str, tuple[str, Callable[[], Starlette], Mapping[str, str], set[str]]] = {
    "basic, and none": ("museum.yaml", right.museum, MUSEUM, set()),
    "a header and the query string": ("todos.yaml", right.tasks, TASKS, set()),
    "a cookie": ("todos.yaml", right.tasks, {"CREDENTIAL_SESSION": right.SESSION}, set()),
    "none at all, and formats": ("people.yaml", right.people, {}, set()),
    "OAuth, in a contract with gaps": ("trains.yaml", right.trains, {"CREDENTIAL_OAUTH2": right.TOKEN}, GAPS),
}


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve an application on loopback."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


LESS_OFTEN = ("basic, and none", "a header and the query string", "a cookie")
OF_CI = [
    pytest.param(*api, id=name, marks=pytest.mark.thorough if name in LESS_OFTEN else []) for name, api in APIS.items()
]


@pytest.mark.slow
@pytest.mark.parametrize(("contract", "app", "credentials", "gaps"), OF_CI)
def test_a_correct_server_conforms_and_gaps_of_its_contract_are_reported_as_such(
    contract: str,
    app: Callable[[], Starlette],
    credentials: Mapping[str, str],
    gaps: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(PROFILES, "ci", evolve(PROFILES["ci"], fuzzing=10))
    with served(app()) as url:
        summary = whole_run(ANY_API, credentials, base_url=url, contract=str(HERE / contract))

    assert [each.title for each in summary.causes()] == []
    assert not summary.no_verdict
    assert summary.statuses["201"] > 10
    assert {note.source for each in summary.results for note in each.notes if "gap" in note.source} == gaps


def letting_in(app: Starlette) -> ASGIApp:
    """Return a server that accepts any credentials as the right ones."""
    password = base64.b64encode(MUSEUM["CREDENTIAL_MUSEUMPASSWORD"].encode())

    async def opened(scope: Scope, receive: Receive, send: Send) -> None:
        others = [header for header in scope["headers"] if header[0] != b"authorization"]
        await app({**scope, "headers": [*others, (b"authorization", b"Basic " + password)]}, receive, send)

    return opened


@pytest.mark.slow
def test_a_server_that_accepts_any_credentials_is_found_for_each_scheme() -> None:
    with served(letting_in(right.museum())) as url:
        summary = whole_run(ANY_API, MUSEUM, base_url=url, contract=str(HERE / "museum.yaml"), profile="smoke")

    broken = {each.rule for each in summary.results if each.kind == "failed"}
    assert broken == {"a_missing_key_is_refused", "every_operation_wants_a_key"}


def test_credentials_that_are_not_set_are_named_by_their_scheme() -> None:
    with pytest.raises(BadSetting, match="CREDENTIAL_MUSEUMPASSWORD is not set"):
        whole_run(ANY_API, {}, base_url="http://127.0.0.1:9", contract=str(HERE / "museum.yaml"))


def test_an_operation_is_not_checked_without_its_credential(tmp_path: Path) -> None:
    contract = tmp_path / "contract.yaml"
    done = {"200": {"description": "Done."}}
    schemes = {name: {"type": "http", "scheme": "basic"} for name in ("one", "two")}
    root = {
        "openapi": "3.1.0",
        "info": {"title": "Two schemes", "version": "1.0.0"},
        "paths": {f"/{name}": {"get": {"security": [{name: []}], "responses": done}} for name in schemes},
        "components": {"securitySchemes": schemes},
    }
    contract.write_text(json.dumps(root))

    with pytest.raises(BadSetting, match="CREDENTIAL_TWO is not set, and GET /two requires it"):
        whole_run(ANY_API, {"CREDENTIAL_ONE": "user:password"}, base_url="http://127.0.0.1:9", contract=str(contract))


@pytest.mark.parametrize(
    ("success", "broken"),
    [("2XX", set()), ("default", set()), ("403", {"every_status_is_documented"})],
    ids=["a range", "default", "nothing"],
)
def test_a_success_is_what_a_range_or_default_describes(success: str, broken: set[str], tmp_path: Path) -> None:
    contract = tmp_path / "people.yaml"
    contract.write_text((HERE / "people.yaml").read_text().replace("'201'", f"'{success}'"))

    with served(right.people()) as url:
        summary = whole_run(ANY_API, {}, base_url=url, contract=str(contract), profile="smoke")

    assert {each.rule for each in summary.results if each.kind == "failed"} == broken


def test_a_server_may_reject_a_request_without_its_body_before_it_looks_at_the_key(tmp_path: Path) -> None:
    contract = tmp_path / "museum.yaml"
    written = (HERE / "museum.yaml").read_text()
    contract.write_text(
        written.replace("required: true, content: {application/json", "required: true, content: {multipart/form-data")
    )

    def without_a_body(_: Request) -> Response:
        return JSONResponse({"type": "about:blank", "title": "no body"}, 422, media_type="application/problem+json")

    app = right.museum()
    app.routes.insert(0, Route("/special-events", without_a_body, methods=["POST"]))
    with served(app) as url:
        summary = whole_run(ANY_API, MUSEUM, base_url=url, contract=str(contract), profile="smoke")

    assert "every_operation_wants_a_key" in {each.rule for each in summary.results if each.kind == "passed"}


def test_a_reference_that_leads_nowhere_is_the_contracts_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    body = {"required": True, "content": {"application/json": {"schema": {"properties": {"a": {"$ref": "#/x"}}}}}}
    create = {"post": {"operationId": "create", "requestBody": body, "responses": {"201": {"description": "It."}}}}
    root = {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": create}}
    contract = tmp_path / "contract.json"
    contract.write_text(json.dumps(root), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with served(right.museum()) as url:
        status = run_command(ANY_API, ["--contract", str(contract), "--base-url", url])

    said = capsys.readouterr().err
    assert status == 2
    assert said == f"conformance: the contract cannot be used: {contract} refers to #/x, which leads nowhere\n"
