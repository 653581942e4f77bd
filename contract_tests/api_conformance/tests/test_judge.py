"""Tests of the judge: allowed responses, violations of the contract, and responses of a gateway."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from api_conformance.allowances import RequestFacts
from api_conformance.judge import RecordedResponse, ResponseVerdict, judge
from openapi_contract.document import Document, read
from repository import CONTRACT

OPERATION = read(CONTRACT).operations[0]
# All values joined are not one of them, whatever values the contract adds.
NEW_STATUS = "-".join(read(CONTRACT).root["components"]["schemas"]["CallStatus"]["enum"])
JSON = "application/json"
REQUEST = RequestFacts("POST", JSON, 50)
ERROR = b'{"status": "error", "message": "no"}'


def judged(
    status: int, content: bytes = ERROR, content_type: str | None = JSON, facts: RequestFacts = REQUEST
) -> ResponseVerdict:
    """Judge a response to a request for a call."""
    return judge(OPERATION, RecordedResponse(status, content_type, content, facts))


class TestMismatches:
    @pytest.mark.parametrize(
        ("status", "content", "content_type", "aspect"),
        [
            (418, ERROR, JSON, "status"),
            (200, b"{}", JSON, "status"),
            (400, b"<h1>no</h1>", "text/html", "content type"),
            (400, ERROR, "", "content type"),
            (400, b"", JSON, "JSON"),
            (400, b"{'a': 1}", JSON, "JSON"),
            (400, b'{"status": "error", "message": "no", "message": "no"}', JSON, "JSON"),
            (400, b'{"status": "error", "message": 1}', JSON, "schema"),
            (201, b"[]", JSON, "schema"),
        ],
    )
    def test_an_undocumented_response_is_a_mismatch(
        self, status: int, content: bytes, content_type: str, aspect: str
    ) -> None:
        assert [mismatch.aspect for mismatch in judged(status, content, content_type).mismatches] == [aspect]

    def test_a_body_of_another_kind_of_json_is_judged_too(self) -> None:
        found = judged(400, b'{"status": "error", "message": 1}', "application/problem+json")

        assert [mismatch.aspect for mismatch in found.mismatches] == ["content type", "schema"]

    def test_a_documented_response_is_not_a_mismatch(self) -> None:
        assert judged(400) == ResponseVerdict(value=judged(400).value, described=OPERATION.responses[400])

    @pytest.mark.parametrize("ranges", ["default", "4XX"])
    def test_a_range_documents_its_statuses(self, ranges: str) -> None:
        responses = {"200": {"description": "a"}, ranges: {"description": "b"}}
        root = {"info": {"version": "1"}, "paths": {"/a": {"get": {"responses": responses}}}}
        (operation,) = Document("ranges", root).operations

        assert judge(operation, RecordedResponse(404, None, None, None)).mismatches == ()

    @pytest.mark.parametrize(("status", "method"), [(204, "GET"), (101, "GET"), (304, "GET"), (200, "HEAD")])
    def test_a_response_without_content_needs_no_content_type(self, status: int, method: str) -> None:
        default = {"description": "a", "content": {JSON: {"schema": {"type": "object"}}}}
        root = {"info": {"version": "1"}, "paths": {"/a": {method.lower(): {"responses": {"default": default}}}}}
        (operation,) = Document("default", root).operations
        facts = RequestFacts(method, "", 0)

        assert judge(operation, RecordedResponse(status, "", "", facts)).mismatches == ()
        assert judge(operation, RecordedResponse(302, "", "", RequestFacts("GET", "", 0))).mismatches != ()

    def test_new_values_and_kinds_are_unknown_but_not_a_mismatch(self) -> None:
        examples: list[dict[str, Any]] = OPERATION.responses[201].examples
        call = {**sorted(examples, key=len)[-1]}
        call |= {"call_status": NEW_STATUS, "transcript_with_tool_calls": [{"role": NEW_STATUS}]}
        found = judge(OPERATION, RecordedResponse(201, None, json.dumps(call), None))

        assert found.mismatches == ()
        assert [(each.path[-1], each.kind) for each in found.unknown] == [("call_status", "value"), ("role", "kind")]


class TestAllowances:
    @pytest.mark.parametrize(
        ("status", "facts"),
        [
            (413, RequestFacts("POST", JSON, 3_000_000)),
            (411, RequestFacts("POST", JSON, 50, chunked=True)),
            (415, RequestFacts("POST", "text/plain", 50)),
            (415, RequestFacts("POST", "application/json; charset=utf-16", 50)),
            (406, RequestFacts("POST", JSON, 50, accept="text/html")),
            (406, RequestFacts("POST", JSON, 50, accept="")),
            (400, RequestFacts("POST", JSON, 50, accept="nonsense")),
            (400, RequestFacts("POST", JSON, 50, authorization="Bearer")),
            (400, RequestFacts("POST", JSON, 50, authorization="Basic a2V5")),
            (431, RequestFacts("POST", JSON, 50, odd_headers=True)),
        ],
    )
    def test_a_status_of_http_is_allowed_only_in_its_situation(self, status: int, facts: RequestFacts) -> None:
        assert judged(status, b"<h1>no</h1>", "text/html", facts) == ResponseVerdict(from_a_gateway=True)
        assert judged(status, b"<h1>no</h1>", "text/html").mismatches

    def test_a_path_that_is_too_long_is_a_note(self) -> None:
        facts = RequestFacts("GET", "", 0, target_size=334)

        assert "8,000 octets" in judged(414, b"", "text/html", facts).note
        assert judged(414, b"", "text/html", RequestFacts("GET", "", 0, target_size=40)).mismatches

    def test_a_rate_limit_needs_no_documentation(self) -> None:
        root = {
            **read(CONTRACT).root,
            "paths": {"/things": {"get": {"responses": {"200": {"description": "them"}}}}},
        }
        [operation] = Document("things", root).operations
        response = RecordedResponse(429, "text/plain", b"slow down", RequestFacts("GET", "", 0))

        assert judge(operation, response) == ResponseVerdict(from_a_gateway=True)

    @pytest.mark.parametrize("body", [b"<h1>502 Bad Gateway</h1>", b'{"message": ["Too Many Requests"]}', b""])
    @pytest.mark.parametrize("status", [429, 500])
    def test_the_body_of_a_gateway_is_allowed_with_its_statuses(self, status: int, body: bytes) -> None:
        content_type = JSON if body.startswith(b"{") else "text/html"
        found = judged(status, body, content_type)

        assert found.from_a_gateway is (status == 429)


SAMPLES = [
    (status, content_type, content)
    for status in (200, 201, 400, 401, 404, 418, 422)
    for content_type in (JSON, "application/json; charset=utf-8", "text/html", "")
    for content in (ERROR, b"{}", b"[]", b'{"status": "error", "message": 1}')
]


@pytest.mark.slow
def test_the_checks_of_schemathesis_agree() -> None:
    # Imported by this test alone: each process of a run of the tests would take a second for it.
    import schemathesis
    from schemathesis import checks
    from schemathesis.core.failures import FailureGroup

    schema = schemathesis.openapi.from_dict(read(CONTRACT).root)
    case = schema[OPERATION.path][OPERATION.method].Case()
    generic = [checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance]
    differing = []
    for status, content_type, content in SAMPLES:
        headers = {"content-type": content_type} if content_type else {}
        response = httpx.Response(
            status, headers=headers, content=content, request=httpx.Request("POST", f"http://127.0.0.1{OPERATION.path}")
        )
        response.elapsed = timedelta(0)
        try:
            case.validate_response(response, checks=generic)
            refused = False
        except FailureGroup:
            refused = True
        if refused is not bool(judged(status, content, content_type).mismatches):
            differing.append((status, content_type, content))
    assert differing == []
