"""Tests of the package that users install: three dependencies, types, and a README whose code runs."""

import asyncio
import json
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.bodies import DOCUMENT
from client.conftest import KEY
from openapi_contract.document import read
from openapi_contract.example_values import body_example
from repository import CONTRACT, ROOT

pytestmark = pytest.mark.slow

CONNECTION = {
    "call_id": "call_1",
    "access_token": "token",
    "transport": "gateway",
    "ice_servers": [{"urls": ["stun:stun.example.com:3478"]}],
    "expires_at": 1790000000000,
}

GENERATED = ROOT / "generated"


def test_the_project_follows_the_contract_and_has_three_dependencies() -> None:
    project = tomllib.loads((GENERATED / "pyproject.toml").read_text())["project"]
    assert project["version"] == DOCUMENT["info"]["version"]
    names = [re.split(r"[<>=]", dependency)[0] for dependency in project["dependencies"]]
    assert names == ["httpx", "attrs", "anyio"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel as scripts/package builds it."""
    output = tmp_path_factory.mktemp("dist")
    subprocess.run([ROOT / "scripts" / "package", output], check=True, capture_output=True)
    assert len(list(output.glob("*.tar.gz"))) == 1
    [built] = output.glob("*.whl")
    return built


@pytest.mark.thorough
def test_the_wheel_has_types_and_the_readme(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        [metadata] = [name for name in names if name.endswith("METADATA")]
        text = archive.read(metadata).decode()
    assert "retell_web_call_client/py.typed" in names
    assert not [name for name in names if not name.startswith("retell_web_call_client")]
    assert text.count("Requires-Dist:") == 3
    assert text.endswith((GENERATED / "README.md").read_text())


@pytest.mark.thorough
def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", wheel], check=True)
    code = f"""
import httpx, json
from retell_web_call_client import AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call_v3
from retell_web_call_client.models import CreateWebCallRequest
transport = httpx.MockTransport(lambda request: httpx.Response(201, json={CONNECTION!r}))
with AuthenticatedClient(token="key", httpx_args={{"transport": transport}}) as client:
    call = create_web_call_v3.sync(client=client, body=CreateWebCallRequest(agent_id="a"))
print(json.dumps(call.to_dict()))
"""
    run = subprocess.run([python, "-W", "error", "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path)
    assert json.loads(run.stdout) == CONNECTION


def test_the_code_of_the_readme_runs_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETELL_API_KEY", KEY)

    def answer(_: object, request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        [operation] = [each for each in read(CONTRACT).operations if each.takes(request.method, request.url.path)]
        status = min(operation.success_statuses)
        sent.append(body_example(operation.responses[status]))
        return httpx.Response(status, json=sent[-1])

    async def answer_async(_: object, request: httpx.Request) -> httpx.Response:
        return answer(_, request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answer_async)
    readme = (GENERATED / "README.md").read_text().partition("## Examples")[0]
    blocks = re.findall(r"^( *)```python\n(.*?)^ *```", readme, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 6
    sent: list[Any] = []
    names: dict[str, Any] = {}
    for indent, block in blocks:
        code = re.sub(rf"^{indent}", "", block, flags=re.MULTILINE)
        if "await " in code:
            code = "async def in_a_task():\n" + re.sub("^", "    ", code, flags=re.MULTILINE)
            exec(code, names)
            asyncio.run(names["in_a_task"]())
        else:
            exec(code, names)
    assert names["response"].to_dict() == sent[-1]
    assert names["detailed"].parsed == names["response"]
    assert names["describe"](names["UnknownVariant"]({"a": 1})) == "new: {'a': 1}"
