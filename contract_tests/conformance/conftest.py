"""What the pytest front of the rules is given: the run, against the server that was named or the embedded one."""

import copy
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from attrs import evolve

from contract_tests.conformance import run_settings
from contract_tests.conformance.run import Run
from contract_tests.conformance.run_settings import Settings
from contract_tests.conformance.starting import started
from contract_tests.reference_server.server_settings import Settings as ServerSettings
from scripts.contract import document
from scripts.contract.document import JsonObject

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_GENERATED = 1_500
CREDENTIALS = ("RETELL_API_KEY", "RETELL_AGENT_ID")
Conformance = Callable[..., "subprocess.CompletedProcess[str]"]

RUN = pytest.StashKey[Run]()
SETTINGS = pytest.StashKey[Settings]()


@pytest.fixture(scope="session")
def run(pytestconfig: pytest.Config) -> Iterator[Run]:
    """Yield the run: the one that `scripts/conformance` has begun, else a new one."""
    begun = pytestconfig.stash.get(RUN, None)
    if begun is not None:
        yield begun
        return
    settings = pytestconfig.stash.get(SETTINGS, None)
    with ExitStack() as stack:
        begun = stack.enter_context(started(settings or run_settings.read(lambda _: None, {})))
        if settings is None:  # in the project's own tests; `make conformance` sends them all
            begun.profile = evolve(begun.profile, generated=MOST_GENERATED)
        pytestconfig.stash[RUN] = begun
        yield begun


@pytest.fixture(scope="session")
def small_contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the contract without `agent_override`, whose hundreds of settings make most of the generated requests."""
    file = tmp_path_factory.mktemp("contract") / "small.json"
    file.write_text(json.dumps(without_overrides()))
    return file


def without_overrides() -> JsonObject:
    """Return the contract without `agent_override` and what stands in it alone."""
    root = copy.deepcopy(document.read(document.CONTRACT).root)
    del root["components"]["schemas"]["CreateWebCallRequest"]["properties"]["agent_override"]
    for item in root["paths"].values():
        body = item.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        examples = body.get("examples", {})
        for name in [name for name, each in examples.items() if "agent_override" in each["value"]]:
            del examples[name]
    return without_unused_schemas(root)


def without_unused_schemas(root: JsonObject) -> JsonObject:
    """Return a contract without the schemas that nothing refers to any more."""
    text, schemas = json.dumps(root), root["components"]["schemas"]
    used = {name: each for name, each in schemas.items() if f'"#/components/schemas/{name}"' in text}
    smaller = {**root, "components": {**root["components"], "schemas": used}}
    return smaller if len(used) == len(schemas) else without_unused_schemas(smaller)


@pytest.fixture
def conformance(tmp_path: Path, small_contract: Path) -> Conformance:
    """Return a function that runs the command in an empty folder, with the reference server's credentials.

    It checks against a small contract, unless told otherwise.
    """
    server = ServerSettings()
    settings = {option.variable for option in run_settings.OPTIONS}

    def run(*options: str, **environment: str | None) -> "subprocess.CompletedProcess[str]":
        credentials = {"RETELL_API_KEY": server.api_key, "RETELL_AGENT_ID": server.agent_id}
        given = {**credentials, "CONTRACT": str(small_contract), **environment}
        kept = {name: value for name, value in os.environ.items() if name not in (*settings, *CREDENTIALS)}
        return subprocess.run(
            [ROOT / "scripts" / "conformance", *options],
            cwd=tmp_path,
            env={**kept, **{name: value for name, value in given.items() if value is not None}},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run
