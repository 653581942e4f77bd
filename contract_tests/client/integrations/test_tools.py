"""Tests with tools that read requests or models: respx, pytest-httpx, vcrpy, OpenTelemetry, cattrs."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.integrations.conftest import GENERATED, KEY, example
from client.keeping_server import CALL, KeepingServer
from retell_web_call_client import AuthenticatedClient, errors, models
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest, WebCall

BODY = CreateWebCallRequest(agent_id="a")
EXAMPLE: dict[str, Any] = json.loads((GENERATED.parent / "openapi" / "examples" / "web-call.json").read_text())


# ---- respx and pytest-httpx ----


def test_respx_works_as_the_readme_shows() -> None:
    pytest.importorskip("respx", reason="respx is not installed: `make test-integrations` has it")
    names: dict[str, Any] = {}
    exec(example("Testing your own code"), names)
    assert names["response"].call_id


def test_respx_sees_each_attempt_and_coroutines() -> None:
    respx = pytest.importorskip("respx", reason="respx is not installed: `make test-integrations` has it")
    with respx.mock as mock:
        route = mock.post("https://api.retellai.com/v2/create-web-call")
        route.side_effect = [httpx.Response(503), httpx.Response(201, json={**CALL, "agent_id": "a"})]
        call = asyncio.run(create_web_call.asyncio(client=AuthenticatedClient(token=KEY), body=BODY))
    assert call.agent_id == "a"
    assert route.call_count == 2


class TestPytestHttpx:
    """Tests with its fixture, if it is installed."""

    @pytest.fixture
    def mock(self, request: pytest.FixtureRequest) -> Any:
        pytest.importorskip("pytest_httpx", reason="pytest-httpx is not installed: `make test-integrations` has it")
        return request.getfixturevalue("httpx_mock")

    def test_a_request_can_be_asserted_on_after_an_error(self, mock: Any) -> None:
        mock.add_response(status_code=400, json={"message": "No"})
        with pytest.raises(errors.BadRequest):
            create_web_call.sync(client=AuthenticatedClient(token=KEY), body=BODY)
        request = mock.get_request()
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        assert json.loads(request.content) == {"agent_id": "a"}

    def test_an_exception_is_an_error_of_the_family(self, mock: Any) -> None:
        mock.add_exception(httpx.ReadTimeout("slow"))
        with pytest.raises(errors.TimedOut):
            create_web_call.sync(client=AuthenticatedClient(token=KEY, max_retries=0), body=BODY)


# ---- vcrpy ----


def test_vcrpy_replays_calls_and_can_omit_the_key(server: KeepingServer, tmp_path: Path) -> None:
    vcr = pytest.importorskip("vcr", reason="vcrpy is not installed: `make test-integrations` has it")
    cassette = tmp_path / "calls.yaml"
    recorder = vcr.VCR(filter_headers=["authorization"])

    def both(mode: str) -> list[str]:
        with recorder.use_cassette(str(cassette), record_mode=mode), AuthenticatedClient(server.url, KEY) as client:
            one = create_web_call.sync(client=client, body=BODY)
        with recorder.use_cassette(str(cassette), record_mode=mode):
            other = asyncio.run(create_web_call.asyncio(client=AuthenticatedClient(server.url, KEY), body=BODY))
        return [one.call_id, other.call_id]

    recorded, asked = both("new_episodes"), len(server.requests)
    assert both("none") == recorded
    assert len(server.requests) == asked
    assert KEY not in cassette.read_text()


# ---- OpenTelemetry ----


def test_opentelemetry_traces_each_request_and_no_span_has_the_key(server: KeepingServer) -> None:
    reason = "opentelemetry is not installed: `make test-integrations` has it"
    instrumentation = pytest.importorskip("opentelemetry.instrumentation.httpx", reason=reason)
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    instrumentor = instrumentation.HTTPXClientInstrumentor()
    instrumentor.instrument(tracer_provider=provider)
    try:
        with AuthenticatedClient(server.url, KEY) as client:
            create_web_call.sync(client=client.with_headers({"X-Request-Id": "1"}), body=BODY)
            asyncio.run(create_web_call.asyncio(client=client, body=BODY))
    finally:
        instrumentor.uninstrument()
    spans = exporter.get_finished_spans()
    assert len(spans) == 2
    assert all("traceparent" in request for request in server.requests)
    assert KEY not in "".join(span.to_json() for span in spans)


# ---- cattrs ----


def test_cattrs_converts_every_model_and_back() -> None:
    cattrs = pytest.importorskip("cattrs", reason="cattrs is not installed: `make test-integrations` has it")
    from cattrs.strategies import use_class_methods

    call = WebCall.from_dict(EXAMPLE)
    assert cattrs.unstructure(call)["call_id"] == call.call_id
    converter = cattrs.Converter()
    use_class_methods(converter, "from_dict", "to_dict")
    assert converter.unstructure(call) == EXAMPLE
    assert converter.structure(EXAMPLE, WebCall) == call
    assert converter.structure({"calls": [EXAMPLE]}, dict[str, list[WebCall]]) == {"calls": [call]}


def test_cattrs_makes_hooks_for_every_model() -> None:
    cattrs = pytest.importorskip("cattrs", reason="cattrs is not installed: `make test-integrations` has it")
    from cattrs.gen import make_dict_unstructure_fn

    converter = cattrs.Converter()
    for name in models.__all__:
        found = getattr(models, name)
        if isinstance(found, type) and hasattr(found, "__attrs_attrs__"):
            make_dict_unstructure_fn(found, converter)
