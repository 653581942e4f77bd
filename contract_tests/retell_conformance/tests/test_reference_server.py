"""Tests of the reference server, which responds as documented."""

import asyncio
import http.client
import json
import logging
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import httpx
import jwt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import ASGIApp, Message

from openapi_contract.json_data import JsonObject
from retell_conformance.contract import read
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.reading import MAX_DEPTH, read_body
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Agent, Settings, versions_of

PATH = "/v2/create-web-call"
SERVER = Settings()
AUTHORIZED = {"Authorization": f"Bearer {SERVER.api_key}", "Content-Type": "application/json"}
NOT_FOUND = "Cannot find requested asset under given api key"
OTHER = SERVER.agents[-1]


@contextmanager
def asking(app: ASGIApp, key: str = SERVER.api_key) -> Iterator[httpx.Client]:
    """Yield a client that sends requests with this key to the application, over a socket."""
    headers = {**AUTHORIZED, "Authorization": f"Bearer {key}"}
    with running(app) as base_url, httpx.Client(base_url=base_url, headers=headers) as client:
        yield client


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with asking(create_app(SERVER)) as client:
        yield client


@pytest.fixture
def stranger(client: httpx.Client) -> Iterator[httpx.Client]:
    """Yield a client of the same server without default headers."""
    with httpx.Client(base_url=client.base_url) as stranger:
        yield stranger


def register(client: httpx.Client, **fields: Any) -> JsonObject:
    response = client.post(PATH, json={"agent_id": SERVER.agent_id, **fields})
    assert response.status_code == 201, response.text
    call: JsonObject = response.json()
    return call


def check_refused(response: httpx.Response, status: int) -> str:
    """Check the error body, and return its message."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert body.keys() == {"status", "message"}
    assert body["status"] == "error"
    message: str = body["message"]
    assert message
    return message


# ---- authentication ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("credentials", ["Bearer {}", "bearer {}", "BEARER   {}"])
def test_the_key_is_accepted_with_the_scheme_in_any_case(client: httpx.Client, credentials: str) -> None:
    headers = {"Authorization": credentials.format(SERVER.api_key)}
    assert client.post(PATH, json={"agent_id": SERVER.agent_id}, headers=headers).status_code == 201


@pytest.mark.parametrize(
    "credentials",
    ["", "Bearer", "Bearer wrong", "{}", "Basic {}", "Bearer{}", "Bearer {}x", "Bearer x{}", "Bearer {} x"],
)
def test_other_credentials_are_rejected(client: httpx.Client, credentials: str) -> None:
    response = client.post(PATH, json={}, headers={"Authorization": credentials.format(SERVER.api_key)})
    assert SERVER.api_key not in check_refused(response, 401)
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("query", ["", f"?api_key={SERVER.api_key}"])
def test_missing_credentials_are_rejected_even_with_a_key_in_the_query(stranger: httpx.Client, query: str) -> None:
    response = stranger.post(f"{PATH}{query}", json={"agent_id": SERVER.agent_id})
    assert "missing" in check_refused(response, 401)
    assert response.headers["www-authenticate"] == "Bearer"


def test_a_key_that_is_not_ascii_is_rejected(client: httpx.Client) -> None:
    check_refused(client.post(PATH, json={}, headers=[(b"Authorization", "Bearer clé".encode())]), 401)


def test_two_keys_are_rejected_even_if_one_is_right(stranger: httpx.Client) -> None:
    two = [("Authorization", AUTHORIZED["Authorization"]), ("Authorization", "Bearer wrong")]
    check_refused(stranger.post(PATH, json={"agent_id": SERVER.agent_id}, headers=two), 401)


# ---- reading -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON", "application/json;x"])
def test_json_is_accepted_with_any_parameters(client: httpx.Client, content_type: str) -> None:
    body = json.dumps({"agent_id": SERVER.agent_id})
    assert client.post(PATH, content=body, headers={"Content-Type": content_type}).status_code == 201


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", "", "*/*"]
)
def test_other_media_types_are_rejected(client: httpx.Client, content_type: str) -> None:
    body = json.dumps({"agent_id": SERVER.agent_id})
    check_refused(client.post(PATH, content=body, headers={"Content-Type": content_type}), 415)


def test_a_body_without_a_content_type_is_malformed(stranger: httpx.Client) -> None:
    key = {"Authorization": AUTHORIZED["Authorization"]}
    check_refused(stranger.post(PATH, content=json.dumps({"agent_id": SERVER.agent_id}), headers=key), 400)


def body_with(metadata: str) -> bytes:
    return b'{"agent_id": "%b", "metadata": {"x": %b}}' % (SERVER.agent_id.encode(), metadata.encode())


MALFORMED = {
    "nothing": b"",
    "space": b" \n",
    "cut-short": body_with("1")[:-1],
    "followed-by-more": body_with("1") + b"{}",
    "trailing-comma": body_with("[1,]"),
    "single-quotes": b"{'agent_id': 'x'}",
    "byte-order-mark": b"\xef\xbb\xbf" + body_with("1"),
    "utf-16": body_with("1").decode().encode("utf-16"),
    "latin-1": body_with('"é"').decode().encode("latin-1"),
    "cesu-8-surrogate": body_with('"?"').replace(b"?", b"\xed\xa0\x80"),
    "raw-nul": body_with('"\0"'),
    "raw-line-break": body_with('"\n"'),
    "nan": body_with("NaN"),
    "infinity": body_with("-Infinity"),
    "same-name-twice": body_with('{"a": 1, "a": 1}'),
    "agent-twice": b'{"agent_id": "x", "agent_id": "%b"}' % SERVER.agent_id.encode(),
    "lone-high-surrogate": body_with(r'"\ud800"'),
    "lone-low-surrogate": body_with(r'["\udc00x"]'),
    "lone-surrogate-in-a-name": body_with(r'{"\ud800": 1}'),
    "exponent-too-large": body_with("-1e400"),
    "integer-too-large": body_with("9" * 310),
    "integer-of-thousands-of-digits": body_with("9" * 100_000),
    "leading-zero": body_with("01"),
    "deep-arrays": body_with("[" * 100_000 + "]" * 100_000),
    "deep-objects": body_with('{"x":' * 100_000 + "1" + "}" * 100_000),
    "deep-and-not-closed": b"[" * 1_000_000,
    "a-little-too-deep": body_with("[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_body_is_rejected(client: httpx.Client, body: bytes) -> None:
    check_refused(client.post(PATH, content=body), 400)


@pytest.mark.parametrize("length", [SERVER.max_body_bytes + 1, 5 * SERVER.max_body_bytes])
def test_a_body_over_the_limit_is_rejected(client: httpx.Client, length: int) -> None:
    check_refused(client.post(PATH, content=b" " * length), 413)


def test_a_body_at_the_limit_is_accepted(client: httpx.Client) -> None:
    body = body_with("1").ljust(SERVER.max_body_bytes)
    assert client.post(PATH, content=body).status_code == 201


# ---- validation --------------------------------------------------------------------------------------------------


INVALID: dict[str, Any] = {
    "null": None,
    "array": [],
    "string": "agent_id",
    "no-agent": {},
    "empty-agent": {"agent_id": ""},
    "agent-null": {"agent_id": None},
    "version-true": {"agent_version": True},
    "version-fraction": {"agent_version": 1.5},
    "version-null": {"agent_version": None},
    "metadata-array": {"metadata": []},
    "metadata-null": {"metadata": None},
    "variable-number": {"retell_llm_dynamic_variables": {"a": 1}},
    "override-array": {"agent_override": []},
    "speed-too-low": {"agent_override": {"agent": {"voice_speed": 0.4}}},
    "language-unknown": {"agent_override": {"agent": {"language": "en"}}},
    "voicemail-mix": {"agent_override": {"agent": {"voicemail_option": {"action": {"type": "prompt"}}}}},
    "no-choices": {
        "agent_override": {
            "agent": {
                "post_call_analysis_data": [{"type": "enum", "name": "a", "description": "b", "choices": []}],
            }
        }
    },
    "speaker-unknown": {"agent_override": {"retell_llm": {"start_speaker": "nobody"}}},
    "flow-choice-null": {"agent_override": {"conversation_flow": {"model_choice": None}}},
}


@pytest.mark.parametrize("fields", INVALID.values(), ids=INVALID.keys())
def test_a_body_that_the_contract_does_not_allow_is_rejected(client: httpx.Client, fields: Any) -> None:
    body = {"agent_id": SERVER.agent_id, **fields} if isinstance(fields, dict) and fields else fields
    check_refused(client.post(PATH, json=body), 400)


def test_the_message_has_the_place_and_the_constraint(client: httpx.Client) -> None:
    response = client.post(PATH, json={"agent_id": "x", "agent_override": {"agent": {"voice_speed": 9}}})
    assert check_refused(response, 400) == ("the body/agent_override/agent/voice_speed: expected at most 2, got 9")


def test_the_message_does_not_repeat_the_value(client: httpx.Client) -> None:
    assert "secret" not in check_refused(client.post(PATH, json={"agent_id": ["my secret"]}), 400)


def test_the_message_stays_short_when_names_are_long(client: httpx.Client) -> None:
    body = {"agent_id": "x", "retell_llm_dynamic_variables": {"long" * 999: 1}}
    assert len(check_refused(client.post(PATH, json=body), 400)) < 300


def test_every_request_example_of_the_contract_is_accepted(client: httpx.Client) -> None:
    media_type = read().root["paths"][PATH]["post"]["requestBody"]["content"]["application/json"]
    for example_ in media_type["examples"].values():
        assert client.post(PATH, json=example_["value"]).status_code == 201


def test_ids_of_other_assets_are_not_checked(client: httpx.Client) -> None:
    engine = {"type": "retell-llm", "llm_id": "unheard of"}
    register(client, agent_override={"agent": {"voice_id": "unheard of", "response_engine": engine}})


def test_properties_that_the_contract_does_not_know_are_ignored(client: httpx.Client) -> None:
    assert "surprise" not in register(client, surprise=1)


# ---- agents ------------------------------------------------------------------------------------------------------


def test_without_a_version_a_call_has_the_latest(client: httpx.Client) -> None:
    assert register(client)["agent_version"] == 2


@pytest.mark.parametrize("version", [0, 1, 2])
def test_a_call_has_the_requested_version(client: httpx.Client, version: int) -> None:
    assert register(client, agent_version=version)["agent_version"] == version


def test_a_version_may_be_written_as_json_schema_allows(client: httpx.Client) -> None:
    response = client.post(PATH, content=f'{{"agent_id": "{SERVER.agent_id}", "agent_version": 1.0}}')
    assert '"agent_version":1,' in response.text


@pytest.mark.parametrize(
    "asked",
    [
        {"agent_id": "unknown"},
        {"agent_id": SERVER.agent_id.lower()},
        {"agent_id": "\0"},
        {"agent_id": "x" * 1_000_000},
        {"agent_id": "__proto__"},
        {"agent_version": 3},
        {"agent_version": -1},
        {"agent_version": 10**300},
        {"agent_version": OTHER.version},
    ],
    ids=lambda asked: json.dumps(asked)[:40],
)
def test_an_unknown_agent_or_version_is_rejected(client: httpx.Client, asked: JsonObject) -> None:
    assert check_refused(client.post(PATH, json={"agent_id": SERVER.agent_id, **asked}), 422) == NOT_FOUND


# ---- the call ----------------------------------------------------------------------------------------------------


def test_a_new_call_fits_the_contract_and_has_no_later_properties(client: httpx.Client) -> None:
    call = register(client)
    assert read().schema({"$ref": "#/components/schemas/WebCall"}).is_valid(call)
    del call["access_token"], call["call_id"]
    assert call == {
        "call_type": "web_call",
        "agent_id": SERVER.agent_id,
        "agent_name": "My Agent",
        "agent_version": 2,
        "call_status": "registered",
        "data_storage_setting": "everything",
        "opt_in_signed_url": True,
    }


def test_each_agent_has_its_own_defaults(client: httpx.Client) -> None:
    call = register(client, agent_id=OTHER.agent_id)
    assert call["agent_name"] == "Other Agent"
    assert call["data_storage_setting"] == "basic_attributes_only"
    assert call["opt_in_signed_url"] is False


def test_overridden_settings_appear_only_in_their_call(client: httpx.Client) -> None:
    override = {
        "agent_name": "Night shift",
        "data_storage_setting": "everything_except_pii",
        "opt_in_signed_url": False,
    }
    assert register(client, agent_override={"agent": override}).items() >= override.items()
    assert register(client)["agent_name"] == "My Agent"


def test_a_name_overridden_with_null_is_left_out(client: httpx.Client) -> None:
    assert "agent_name" not in register(client, agent_override={"agent": {"agent_name": None}})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=10,
)
DEEPEST: Any = []
for _ in range(MAX_DEPTH - 4):
    DEEPEST = [DEEPEST]


@given(metadata=st.dictionaries(st.text(), JSON), variables=st.dictionaries(st.text(), st.text()))
@example(metadata={"deepest": DEEPEST}, variables={})
@example(metadata={"nul": "\0", "large": 10**308 - 1, "null": None}, variables={"nul": "\0"})
@example(metadata={"__proto__": {"agent_id": 1}, "access_token": "mine", "": {}}, variables={"call_id": "mine"})
@settings(max_examples=50, derandomize=True)
def test_metadata_and_variables_are_returned_unchanged(
    client: httpx.Client, metadata: JsonObject, variables: dict[str, str]
) -> None:
    call = register(client, metadata=metadata, retell_llm_dynamic_variables=variables)
    assert repr(call["metadata"]) == repr(metadata)  # repr tells 1 from 1.0 and true, and keeps the order
    assert call["retell_llm_dynamic_variables"] == variables


def test_the_token_grants_access_to_the_room_of_its_call_for_a_short_time(client: httpx.Client) -> None:
    call = register(client)
    claims = jwt.decode(call["access_token"], SERVER.token_secret, algorithms=["HS256"], issuer="reference_server")
    assert claims["video"] == {"roomJoin": True, "room": call["call_id"]}
    assert claims["sub"]
    assert 30 < claims["exp"] - time.time() <= 60


def test_each_server_signs_with_its_own_secret() -> None:
    assert Settings().token_secret != Settings().token_secret


def test_ids_and_tokens_are_unique(client: httpx.Client) -> None:
    calls = [register(client) for _ in range(50)]
    assert len({call["call_id"] for call in calls}) == len({call["access_token"] for call in calls}) == 50


# ---- other requests, and failures --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", f"{PATH}/", "/v2", "/V2/create-web-call", "/docs/", "/docs/..%2Fsettings.py"])
def test_an_unknown_path_is_not_found(client: httpx.Client, path: str) -> None:
    check_refused(client.post(path, json={"agent_id": SERVER.agent_id}), 404)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_another_method_is_not_allowed(client: httpx.Client, method: str) -> None:
    response = client.request(method, PATH)
    check_refused(response, 405)
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/docs/swagger-ui.css"])
def test_the_documentation_is_only_for_reading(client: httpx.Client, path: str) -> None:
    response = client.post(path)
    check_refused(response, 405)
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_a_failure_is_logged_and_not_in_the_response_and_leaves_the_connection_usable(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_: Any) -> None:
        raise RuntimeError("inner workings")

    app = create_app(SERVER, attrs.evolve(Behaviour(), validate=fail))
    with asking(app) as client:
        for _ in range(5):
            response = client.post(PATH, json={})
            assert "inner workings" not in check_refused(response, 500)
            assert "Traceback" not in response.text
    assert "inner workings" in caplog.text
    assert SERVER.api_key not in caplog.text


def test_a_successful_request_is_not_logged_by_the_application(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "reference_server"):
        register(client)
    assert not [record for record in caplog.records if record.name == "reference_server"]


# ---- bytes on the wire -----------------------------------------------------------------------------------------------


def exchange(client: httpx.Client, head: str, *, body: bytes = b"", key: str = SERVER.api_key) -> tuple[int, str]:
    """Send a request with this part of its body; return the status and the text of the response."""
    lines = [f"POST {PATH} HTTP/1.1", "Host: x", "Content-Type: application/json", f"Authorization: Bearer {key}", head]
    address = client.base_url.host, client.base_url.port
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer.status, answer.read().decode()


def test_the_key_is_checked_before_the_body_is_read(client: httpx.Client) -> None:
    assert exchange(client, "Content-Length: 50", key="wrong")[0] == 401


def test_a_length_over_the_limit_is_rejected_before_the_body_is_read(client: httpx.Client) -> None:
    assert exchange(client, f"Content-Length: {10**12}")[0] == 413


def test_a_chunked_body_over_the_limit_is_rejected_before_it_ends(client: httpx.Client) -> None:
    chunk = b"%x\r\n%b\r\n" % (SERVER.max_body_bytes + 1, b" " * (SERVER.max_body_bytes + 1))
    status, text = exchange(client, "Transfer-Encoding: chunked", body=chunk)
    assert status == 413
    assert json.loads(text)["status"] == "error"


def test_a_connection_is_usable_after_a_rejected_body(client: httpx.Client) -> None:
    first = client.post(PATH, content=b" " * 3 * SERVER.max_body_bytes)
    second = client.post(PATH, json={"agent_id": SERVER.agent_id})
    assert (first.status_code, second.status_code) == (413, 201)


def test_a_chunked_body_is_accepted(client: httpx.Client) -> None:
    parts = (body_with("1")[start : start + 10] for start in range(0, 100, 10))
    assert client.post(PATH, content=parts).status_code == 201


def test_a_client_that_disconnects_early_is_not_a_server_failure() -> None:
    async def leave() -> Message:
        return {"type": "http.disconnect"}

    with pytest.raises(Rejection, match="ended early"):
        asyncio.run(read_body(Request({"type": "http", "headers": []}, leave), SERVER))


# ---- documentation -----------------------------------------------------------------------------------------------


def test_the_contract_is_shown_with_this_server_as_its_only_one(client: httpx.Client) -> None:
    shown = client.get("/openapi.json")
    assert shown.headers["content-type"] == "application/json"
    assert shown.json() == {**read().root, "servers": [{"url": "/", "description": "This reference server."}]}
    assert "externalValue" not in shown.text


def test_the_page_and_its_resources_come_from_this_server(client: httpx.Client) -> None:
    page = client.get("/docs", headers={"Authorization": ""})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    loaded = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert loaded
    for path in loaded:
        assert path.startswith("/docs/")
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/docs/swagger-ui.css", "text/css"),
        ("/docs/documentation.js", "javascript"),
        ("/docs/favicon-32x32.png", "png"),
    ],
)
def test_assets_have_their_media_types(client: httpx.Client, path: str, media_type: str) -> None:
    assert media_type in client.get(path).headers["content-type"]


# ---- settings ----------------------------------------------------------------------------------------------------


def test_settings_do_not_show_their_secrets() -> None:
    assert SERVER.api_key not in repr(SERVER)
    assert "secret" not in repr(SERVER)


@pytest.mark.parametrize("key", ["", "two words", "clé", "line\nbreak"])
def test_a_key_that_no_header_can_contain_is_rejected(key: str) -> None:
    with pytest.raises(ValueError, match="api_key must be") as refused:
        Settings(key)
    assert not key or key not in str(refused.value)


def test_a_server_has_the_agents_of_its_settings() -> None:
    mine = Settings("k", (*versions_of("a1", latest=0), Agent("a2", 5, "Five")))
    with asking(create_app(mine), key="k") as client:
        assert client.post(PATH, json={"agent_id": "a1"}).json()["agent_version"] == 0
        assert client.post(PATH, json={"agent_id": "a2"}).json()["agent_name"] == "Five"
