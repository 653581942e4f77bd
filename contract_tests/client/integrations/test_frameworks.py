"""Tests in FastAPI, Flask, Django, Celery and gunicorn, partly by the examples of the client's README."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any

import httpx
import pytest

from client.integrations.conftest import GENERATED, example
from client.keeping_server import KeepingServer
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest

AGENT = '"..."'


def of_server(code: str, server: KeepingServer) -> str:
    """Return an example, changed to call the server instead of the real API."""
    assert "AuthenticatedClient()" in code
    return code.replace("AuthenticatedClient()", f"AuthenticatedClient({server.url!r})")


def write(folder: Path, name: str, code: str) -> dict[str, str]:
    """Write a module, and return the environment that it runs in."""
    (folder / f"{name}.py").write_text(code)
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(GENERATED)))}


# ---- FastAPI ----


@pytest.mark.filterwarnings("ignore:Using `httpx` with")  # Starlette has a successor of httpx in view
def test_fastapi_shares_one_client_returns_models_and_converts_errors(
    server: KeepingServer,
) -> None:
    pytest.importorskip("fastapi", reason="fastapi is not installed: `make test-integrations` has it")
    from fastapi.testclient import TestClient

    names: dict[str, Any] = {"__name__": "app"}
    exec(of_server(example("FastAPI"), server), names)
    with TestClient(names["app"]) as browser:
        responses = [browser.post("/calls") for _ in range(3)]
        assert [response.status_code for response in responses] == [200] * 3
        assert responses[0].json()["call_id"] == "..."
        assert server.connections == 1
        schema = browser.get("/openapi.json").json()
        content = schema["paths"]["/calls"]["post"]["responses"]["200"]["content"]
        assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/WebCallConnection"}
        described = schema["components"]["schemas"]
        assert described["WebCallConnection"]["properties"]["expires_at"]["type"] == "integer"
        assert described["WebCallConnection"]["required"][:2] == ["call_id", "access_token"]
        assert {"$ref": "#/components/schemas/IceServer"} in described["WebCallConnection"]["properties"][
            "ice_servers"
        ].values()

        names["app"].state.client = names["AuthenticatedClient"]("http://127.0.0.1:9", max_retries=0)
        refused = browser.post("/calls")
        assert (refused.status_code, refused.json()) == (502, {"detail": "ConnectionFailed"})


@pytest.mark.filterwarnings("ignore:Using `httpx` with")  # Starlette has a successor of httpx in view
def test_fastapi_reads_models_from_requests_and_rejects_invalid_ones() -> None:
    fastapi = pytest.importorskip("fastapi", reason="fastapi is not installed: `make test-integrations` has it")
    from fastapi.testclient import TestClient

    from retell_web_call_client.models import CreateWebCallRequest

    app = fastapi.FastAPI()

    @app.post("/bodies")  # type: ignore[untyped-decorator, unused-ignore]
    def echo(body: Annotated[CreateWebCallRequest, fastapi.Body()]) -> CreateWebCallRequest:
        return body

    browser = TestClient(app)
    described = browser.get("/openapi.json").json()["components"]["schemas"]
    assert described["AgentSettings"]["properties"]["voice_speed"]["maximum"] == 2
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert references <= described.keys()
    body = {"agent_id": "a", "metadata": {"order": 1}, "unknown": [1]}
    assert browser.post("/bodies", json=body).json() == body
    refused = browser.post("/bodies", json={"agent_id": 7})
    assert refused.status_code == 422
    assert "/agent_id" in refused.text


# ---- Flask and Django ----


def test_flask_has_one_client_for_all_its_threads_and_a_handler_for_its_errors(server: KeepingServer) -> None:
    flask = pytest.importorskip("flask", reason="flask is not installed: `make test-integrations` has it")
    app = flask.Flask("calls")
    client = AuthenticatedClient(server.url)

    @app.post("/calls/<agent>")  # type: ignore[untyped-decorator, unused-ignore]
    def call(agent: str) -> Any:
        return create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id=agent)).to_dict()

    @app.errorhandler(errors.RetellError)  # type: ignore[untyped-decorator, unused-ignore]
    def failed(error: errors.RetellError) -> Any:
        return {"detail": type(error).__name__}, 502

    with client, ThreadPoolExecutor(4) as pool:
        agents = [f"agent_{number}" for number in range(20)]
        got = list(pool.map(lambda agent: app.test_client().post(f"/calls/{agent}").json["agent_id"], agents))
    assert got == agents
    assert server.connections <= 4
    client = AuthenticatedClient("http://127.0.0.1:9", max_retries=0)
    refused = app.test_client().post("/calls/a")
    assert (refused.status_code, refused.json) == (502, {"detail": "ConnectionFailed"})


@pytest.mark.usefixtures("django")
def test_django_serves_views_of_both_kinds_with_one_client(server: KeepingServer) -> None:
    from asgiref.sync import async_to_sync
    from django.http import JsonResponse
    from django.test import AsyncClient, Client, override_settings
    from django.urls import path

    client = AuthenticatedClient(server.url)

    def call(_: Any, agent: str) -> JsonResponse:
        return JsonResponse(create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id=agent)).to_dict())

    async def call_later(_: Any, agent: str) -> JsonResponse:
        body = CreateWebCallRequest(agent_id=agent)
        return JsonResponse((await create_web_call.asyncio(client=client, body=body)).to_dict())

    routes = (path("calls/<agent>", call), path("later/<agent>", call_later))
    with client, override_settings(ROOT_URLCONF=routes):
        got = [Client().post("/calls/now").json()["agent_id"]]
        got += [async_to_sync(AsyncClient().post)(f"/later/{number}").json()["agent_id"] for number in range(3)]
    assert got == ["now", "0", "1", "2"]
    assert len(server.requests) == 4


# ---- Celery ----

CELERY = """
from celery.contrib.testing.worker import start_worker
from retell_web_call_client import models

@app.task
def failing():
    raise errors.BadRequest(400, "No")

app.conf.update(result_backend="file://RESULTS", worker_hijack_root_logger=False)
call()  # a connection that the workers inherit
with start_worker(app, pool="prefork", concurrency=2, perform_ping_check=False, shutdown_timeout=20):
    results = [call.delay() for _ in range(6)]
    print(sorted(result.get(timeout=30)["call_id"] for result in results))
    print(repr(failing.delay().get(timeout=30, propagate=False)))
"""


def test_forked_workers_of_celery_have_their_own_connections_and_errors_keep_their_class(
    server: KeepingServer, tmp_path: Path
) -> None:
    pytest.importorskip("celery", reason="celery is not installed: `make test-integrations` has it")
    (tmp_path / "results").mkdir()
    code = of_server(example("A Celery task"), server) + CELERY.replace("RESULTS", str(tmp_path / "results"))
    environment = write(tmp_path, "calls", code)
    ran = subprocess.run(
        [sys.executable, tmp_path / "calls.py"], env=environment, capture_output=True, text=True, timeout=120
    )
    assert ran.stdout.splitlines() == [str(["..."] * 6), "BadRequest(400, 'No')"], ran.stderr
    assert 2 <= server.connections <= 3
    assert len(server.requests) == 7


# ---- gunicorn ----

GUNICORN = """
from retell_web_call_client import AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest

client = AuthenticatedClient(URL)
create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id="preloaded"))

def app(environ, start_response):
    agent = environ["PATH_INFO"].strip("/")
    call = create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id=agent))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [call.agent_id.encode()]
"""


def test_preloaded_workers_of_gunicorn_never_get_another_workers_call(server: KeepingServer, tmp_path: Path) -> None:
    pytest.importorskip("gunicorn", reason="gunicorn is not installed: `make test-integrations` has it")
    environment = write(tmp_path, "preloaded", GUNICORN.replace("URL", repr(server.url)))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--preload", "--workers", "3", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        [*command, "preloaded:app"], env=environment, cwd=tmp_path, stderr=subprocess.PIPE
    ) as process:
        try:
            wait_for(port)
            with ThreadPoolExecutor(12) as pool:
                agents = [f"agent_{number}" for number in range(60)]
                got = list(
                    pool.map(lambda agent: httpx.get(f"http://127.0.0.1:{port}/{agent}", timeout=30).text, agents)
                )
        finally:
            process.terminate()
            process.communicate(timeout=30)
    assert got == agents
    assert 2 <= server.connections <= 4


def wait_for(port: int) -> None:
    """Wait until a program listens on the port."""
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("gunicorn did not start")


def test_every_example_of_the_readme_is_tried() -> None:
    tried = {"FastAPI", "A Celery task", "Testing your own code", "A web call from end to end"}
    tried |= {"Settings for one call"}
    tried |= {"Process each event once", "A webhook in FastAPI", "A webhook in Flask", "A webhook in Django"}
    readme = (GENERATED / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### (.+)$", readme, re.MULTILINE)) <= tried
