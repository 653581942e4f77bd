"""Tests of adding an endpoint as CONTRIBUTING.md says: only its path and its schemas are written."""

import copy
import importlib.util
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from openapi_contract.document import read
from openapi_contract.json_data import JsonObject
from repository import CONTRACT, ROOT
from retell_conformance.tests.conftest import Conformance

pytestmark = pytest.mark.slow

GENERATE, LINT = ROOT / "scripts" / "generate", ROOT / "scripts" / "python"


def added(root: JsonObject) -> JsonObject:
    """Return the contract with three more operations on registered calls, which pass the lint."""
    changed = copy.deepcopy(root)
    schema = root["paths"]["/v2/create-web-call"]["post"]["responses"]["201"]["content"]["application/json"]["schema"]
    errors = {
        status: response
        for status, response in root["paths"]["/v2/create-web-call"]["post"]["responses"].items()
        if status in ("400", "401", "422", "429", "500")
    }
    example = {"registered": {"summary": "A call", "value": max(_examples(root), key=len)}}
    call = {"description": "The call.", "content": {"application/json": {"schema": schema, "examples": example}}}
    call_id = {
        "name": "call_id",
        "in": "path",
        "required": True,
        "description": "The call.",
        "schema": {"type": "string", "minLength": 1},
        "example": "call_8bb08eadfd4e725cf7b5390364f4748c",
    }
    request = {
        "required": True,
        "description": "What changes.",
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/CallChange"},
                "examples": {"note": {"value": {"note": "by the door"}}},
            }
        },
    }
    changed["components"]["schemas"]["CallChange"] = {
        "type": "object",
        "description": "What changes of a call.",
        "required": ["note"],
        "properties": {"note": {"type": "string", "description": "A note.", "examples": ["by the door"]}},
    }
    common = {"tags": ["calls"]}
    changed["paths"]["/v2/fetch-call/{call_id}"] = {
        "parameters": [call_id],
        "get": {**common, "operationId": "fetchCall", "summary": "Fetch a call", "description": "Return it.",
                "responses": {"200": call, **errors}},
        "patch": {**common, "operationId": "changeCall", "summary": "Change a call", "description": "Note it.",
                  "requestBody": request, "responses": {"200": call, **errors}},
        "delete": {**common, "operationId": "deleteCall", "summary": "Delete a call", "description": "Forget it.",
                   "responses": {"204": {"description": "It is gone."}, **errors}},
    }  # fmt: skip
    return changed


def _examples(root: JsonObject) -> list[Any]:
    media_type = root["paths"]["/v2/create-web-call"]["post"]["responses"]["201"]["content"]["application/json"]
    return [each["value"] for each in media_type["examples"].values()]


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the contract with the three operations into a file."""
    file = tmp_path_factory.mktemp("added") / "create-web-call.yaml"
    file.write_text(yaml.safe_dump(added(read(CONTRACT).root), sort_keys=False, allow_unicode=True))
    return file


def test_the_contract_passes_the_lint(contract: Path) -> None:
    ran = subprocess.run([LINT, "-m", "contract_lint", contract], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_client_has_the_operations(contract: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [GENERATE, "--contract", contract, "--output", tmp_path / "generated"], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    folder = tmp_path / "generated" / "retell_web_call_client" / "api" / "calls"
    assert {"fetch_call.py", "change_call.py", "delete_call.py"} <= {file.name for file in folder.iterdir()}
    assert importlib.util.spec_from_file_location("fetch_call", folder / "fetch_call.py") is not None


def test_the_suite_checks_them_and_smoke_stays_small(
    conformance: Conformance, small_contract: Path, tmp_path: Path
) -> None:
    contract = tmp_path / "added.json"
    contract.write_text(json.dumps(added(json.loads(small_contract.read_text()))))
    run = conformance("--contract", str(contract), "--profile", "smoke", RETELL_API_KEY=None, RETELL_AGENT_ID=None)

    assert run.returncode == 0, run.stdout + run.stderr
    assert int(run.stdout.partition("  requests  ")[2].split()[0]) <= 72  # of six operations
    assert "each checked with one case" in run.stdout
