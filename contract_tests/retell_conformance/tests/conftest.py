"""Fixtures: a small contract, and the command, run in this process."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen
from starlette.types import ASGIApp

from api_conformance.cli import run_command
from api_conformance.recorded.cli import main
from api_conformance.settings import options_of
from openapi_contract import document
from openapi_contract.json_data import JsonObject
from repository import CONTRACT
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings as ServerSettings


@pytest.fixture(scope="session")
def small_contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the contract without `agent_override`, whose hundreds of settings make most of the generated requests."""
    file = tmp_path_factory.mktemp("contract") / "small.json"
    file.write_text(json.dumps(without_overrides()))
    return file


def without_overrides() -> JsonObject:
    """Return the contract without `agent_override` and the schemas that only it uses."""
    root = copy.deepcopy(document.read(CONTRACT).root)
    del root["components"]["schemas"]["CreateWebCallRequest"]["properties"]["agent_override"]
    for item in root["paths"].values():
        body = item.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        examples = body.get("examples", {})
        for name in [name for name, each in examples.items() if "agent_override" in each["value"]]:
            del examples[name]
    return without_unused_schemas(root)


def without_unused_schemas(root: JsonObject) -> JsonObject:
    """Return a contract without unused schemas."""
    text, schemas = json.dumps(root), root["components"]["schemas"]
    used = {name: each for name, each in schemas.items() if f'"#/components/schemas/{name}"' in text}
    smaller = {**root, "components": {**root["components"], "schemas": used}}
    return smaller if len(used) == len(schemas) else without_unused_schemas(smaller)


@frozen
class Ran:
    """Result of a run of the command."""

    returncode: int
    stdout: str
    stderr: str


Conformance = Callable[..., Ran]


@pytest.fixture
def conformance(tmp_path: Path, small_contract: Path, monkeypatch: pytest.MonkeyPatch) -> Conformance:
    """Return a function that runs the command in an empty folder, with the reference server's credentials.

    It checks the server that it is given as `on`, against a small contract unless the options name another.
    """
    server = ServerSettings()
    settings = {option.variable for option in options_of(RETELL)}

    def run(*options: str, on: ASGIApp | None = None, **environment: str | None) -> Ran:
        if on is not None:
            with running(on) as base_url:
                return run("--base-url", base_url, *options, on=None, **environment)
        credentials = {"RETELL_API_KEY": server.api_key, "RETELL_AGENT_ID": server.agent_id}
        given = {**credentials, "CONTRACT": str(small_contract), **environment}
        with monkeypatch.context() as patch, StringIO() as stdout, StringIO() as stderr:
            for name in settings:
                patch.delenv(name, raising=False)
            for name, value in given.items():
                patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
            patch.chdir(tmp_path)
            with redirect_stdout(stdout), redirect_stderr(stderr):
                status = run_command(RETELL, list(options))
            return Ran(status, stdout.getvalue(), stderr.getvalue())

    return run


@pytest.fixture
def validate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Return a function that judges contents, each in its own file, and returns the exit status and the report."""

    def run(*contents: Any, options: tuple[str, ...] = (), name: str = "{}.json") -> tuple[int, str]:
        names = []
        for number, content in enumerate(contents):
            file = tmp_path / name.format(number)
            text = content if isinstance(content, str | bytes) else json.dumps(content)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
            names.append(str(file))
        status = main([*options, *names], CONTRACT, "RETELL_API_KEY")
        return status, capsys.readouterr().out

    return run


@pytest.fixture(scope="module")
def reference_server() -> Iterator[str]:
    """Yield the base URL of a reference server."""
    with running(create_app(ServerSettings())) as base_url:
        yield base_url


def reference(**steps: Callable[..., Any]) -> ASGIApp:
    """Return a reference server with some steps of its `Behaviour` replaced."""
    return create_app(ServerSettings(), evolve(Behaviour(), **steps))


def only_line(run: Any) -> str:
    """Return the one line of a run without a verdict."""
    assert run.returncode == 2, run.stdout + run.stderr
    lines = (run.stdout + run.stderr).strip().splitlines()
    assert len(lines) == 1, lines
    return str(lines[0])
