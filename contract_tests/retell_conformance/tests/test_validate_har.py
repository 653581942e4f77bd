"""Tests of `scripts/validate` on HARs: the entries that it judges, and habits of recorders that are tolerated."""

import base64
import gzip
import json
import zlib
from typing import Any

import pytest

from api_conformance.recorded import har_entries
from api_conformance.recorded.har_entries import NotJudged
from api_conformance.recorded.recording import Recording
from api_conformance.recorded.sources import UnreadableRecording
from openapi_contract.operations import Body, Operation
from retell_conformance.tests.recorded_bodies import CALL, ERROR, Validate, entry, last_line, recorded

TEXT = json.dumps(CALL)
JSON = {"name": "content-type", "value": "application/json"}


def content(text: str | None, **more: Any) -> dict[str, Any]:
    """Return a HAR's content object."""
    return {"mimeType": "application/json", **({} if text is None else {"text": text}), **more}


def in_base64(body: bytes) -> str:
    """Return bytes in base64, as a HAR has them."""
    return base64.b64encode(body).decode()


def test_the_entries_of_a_har_are_judged_by_their_status(validate: Validate) -> None:
    foreign = entry(request__url="https://example.com/other"), entry(request__method="GET")
    status, output = validate(recorded(entry(), entry(ERROR, 401), *foreign, entry(status=0)))
    assert status == 0
    assert (
        "2 bodies of createWebCall 201 and createWebCall 401, no violation, 1 request without a response, "
        "2 entries of other operations" in output
    )


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (entry(ERROR, 403), "status  expected status 201, 400, 401, 402, 404, 422, 429 or 500, got status 403"),
        (entry(ERROR, 201), "the body  expected the property call_id, got none"),
        (entry({**ERROR, "message": 1}, 400), "/message  expected a string, got an integer"),
        (
            entry("<html>"),
            "the body  expected a JSON body, got status 201 with invalid JSON (line 1, column 1: Expecting value)",
        ),
        (entry(""), "the body  expected a JSON body, got status 201 with no body"),
        (entry("[" * 50_000), "the body  expected a JSON body, got status 201 with a body that nests too deep"),
        (
            entry(response__headers=[{"name": "CONTENT-TYPE", "value": "text/html"}]),
            "content type  expected content type application/json, got status 201 with text/html",
        ),
        (
            entry(response__headers=[{"name": "server", "value": "a"}], response__content={"size": 2, "text": "{}"}),
            "content type  expected content type application/json, got status 201 with no content type",
        ),
        (
            entry(response__headers=[], response__content={"mimeType": "text/html", "text": "<html>"}),
            "content type  expected content type application/json, got status 201 with text/html",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_an_entry_that_breaks_a_rule_is_shown(validate: Validate, broken: Any, line: str) -> None:
    status, output = validate(recorded(entry(), broken))
    assert status == 1
    assert "  entry 2 (" in output
    assert f"    {line}\n" in output


def test_a_body_in_base64_is_judged(validate: Validate) -> None:
    for body, status in ((CALL, 0), ({}, 1)):
        text = base64.b64encode(json.dumps(body).encode()).decode()
        assert validate(recorded(entry(response__content={"text": text, "encoding": "base64"})))[0] == status
    latin = base64.b64encode('{"call_id": "é"}'.encode("latin-1")).decode()
    assert (
        "with a body that is not UTF-8"
        in validate(recorded(entry(response__content={"text": latin, "encoding": "base64"})))[1]
    )


def test_statuses_of_http_are_allowed_as_in_the_suite(validate: Validate) -> None:
    text = {"request__headers": [], "request__postData": {"mimeType": "text/plain", "text": "a"}}
    large = {"request__postData": {"mimeType": "application/json", "text": "a" * 200_000}}
    excused = entry("", 415, **text), entry("", 411, request__postData=None), entry("", 413, **large)
    assert validate(recorded(*excused))[0] == 0
    for status in (411, 413, 415):
        assert validate(recorded(entry("", status)))[0] == 1


def test_the_operation_is_found_by_method_and_path() -> None:
    def operation(name: str, method: str, path: str) -> Operation:
        response = Body({}, None, {})
        return Operation(name, method, path, (), None, False, {200: response}, {}, (), False, {})

    known = [
        operation("get", "GET", "/v2/calls/{id}"),
        operation("list", "GET", "/v2/calls/all"),
        operation("end", "POST", "/v2/calls/{id}/end.now"),
    ]
    requests = [
        ("get", "http://a/v2/calls/1"),
        ("GET", "http://a/b/v2/calls/all?x"),
        ("POST", "http://a/v2/calls/1/end.now"),
    ]
    entries = [entry(status=200, request__method=method, request__url=url) for method, url in requests]
    others = [
        entry(request__url=url)
        for url in ("http://a/v2/calls/1/2/end.now", "http://a/v2/calls/1/end-now", "http://[", "/v2/calls//end.now")
    ]
    found = [har_entries.read_entry(number, each, known) for number, each in enumerate([*entries, *others])]
    assert [each.operation and each.operation.id for each in found[:3] if isinstance(each, Recording)] == [
        "get",
        "list",
        "end",
    ]
    assert found[3:] == [NotJudged("foreign")] * len(others)


CODED = {"gzip": gzip.compress(TEXT.encode()), "deflate": zlib.compress(TEXT.encode())}
CODED["raw deflate"] = CODED["deflate"][2:-4]


@pytest.mark.parametrize(
    "kept",
    [
        entry(response__content=content(TEXT, encoding="base64")),
        entry(response__content=content(in_base64(TEXT.encode()).rstrip("="), encoding="base64")),
        entry(response__content=content(base64.encodebytes(TEXT.encode()).decode(), encoding="base64")),
        entry(response__content=content(in_base64(TEXT.encode()), size=len(TEXT))),
        entry(response__content={"text": CALL}),
        *(
            entry(
                response__headers=[JSON, {"name": "Content-Encoding", "value": coding.rpartition(" ")[2]}],
                response__content=content(in_base64(body), encoding="base64", size=len(TEXT)),
            )
            for coding, body in CODED.items()
        ),
        entry(response__headers=[], response__content=content(in_base64(CODED["gzip"]), encoding="base64")),
        entry(
            response__headers=[JSON, {"name": "Content-Encoding", "value": "gzip"}],
            response__content=content(CODED["gzip"].decode("latin-1")),
        ),
        entry(
            response__headers=[JSON, {"name": "Content-Encoding", "value": "br"}],
            response__content=content(in_base64(TEXT.encode()), encoding="base64"),
        ),
        entry(response__headers=[], response__content=content(TEXT, mimeType="x-unknown")),
        entry(response__headers=None, response__content=content(TEXT, mimeType="")),
        entry(response__headers=[], response__content=content(TEXT, mimeType="application/octet-stream")),
        entry(
            response__headers=[{"name": "content-type"}, {"name": "a", "value": "b"}], response__content=content(TEXT)
        ),
        entry(
            response__headers=[{"name": "content-type"}, {"name": "a", "value": "b"}],
            response__content=content(TEXT, mimeType="x-unknown"),
        ),
        entry(response__headers=[JSON, {"name": None, "value": "x"}, 5, None]),
        entry(response__headers={"Content-Type": "application/json"}, response__content={"text": TEXT}),
        entry(response__status="201"),
        entry(response__status=201.0),
        entry(request__headers=None, request__postData="odd", request__bodySize=None),
    ],
)
def test_a_habit_of_a_recorder_is_not_a_violation(validate: Validate, kept: Any) -> None:
    status, output = validate(recorded(kept))
    assert (status, last_line(output)) == (0, "1 body judged, 0 violations in 0 bodies, 0 unknown.")


@pytest.mark.parametrize(
    "lost",
    [
        entry(response__content=content(None, size=5)),
        entry(response__content=content(None)),
        entry(response__content=content(None, size=-1)),
        entry(response__content=content(None, size=0), response__bodySize=-1),
        entry(response__content=content(None, size=0), response__bodySize=540),
        entry(response__content=content("", size=5)),
        entry(
            response__content=content("", size=0), response__headers=[JSON, {"name": "Content-Length", "value": "5"}]
        ),
        entry(
            response__content=content(None, size=0), response__headers=[JSON, {"name": "content-length", "value": "5"}]
        ),
        entry(response__content=None),
        entry(response__content=content(TEXT[:50], size=len(TEXT))),
        entry(response__content=content("[text redacted]", size=len(TEXT))),
        entry(response__content=content(in_base64(TEXT.encode())[:41], encoding="base64")),
        entry(
            response__headers=[JSON, {"name": "Content-Encoding", "value": "br"}],
            response__content=content(in_base64(b"\x8b\x00\x80\x03"), encoding="base64"),
        ),
        entry(
            response__headers=[JSON, {"name": "Content-Encoding", "value": "gzip"}],
            response__content=content(in_base64(CODED["gzip"][:-9]), encoding="base64"),
        ),
        entry(
            response__headers=[JSON, {"name": "Content-Encoding", "value": "gzip"}],
            response__content=content(CODED["gzip"].decode("utf-8", "replace")),
        ),
    ],
)
def test_a_body_that_the_recorder_lost_is_not_a_violation(validate: Validate, lost: Any) -> None:
    status, output = validate(recorded(entry(), lost))
    assert (status, last_line(output)) == (
        0,
        "1 body judged (1 more were not recorded), 0 violations in 0 bodies, 0 unknown.",
    )


@pytest.mark.parametrize(
    ("broken", "got"),
    [
        (content("", size=0), "no body"),
        (content(TEXT[:50], size=50), "invalid JSON"),
        (content(in_base64(TEXT.encode()), size=len(in_base64(TEXT.encode()))), "invalid JSON"),
        (content(in_base64(CODED["gzip"]), encoding="base64"), "a body that is not UTF-8"),
        (content("eHg=", encoding="base64"), "invalid JSON"),
    ],
    ids=["empty", "cut-by-the-server", "base64-by-the-server", "gzip-that-no-header-tells-of", "text"],
)
def test_a_fault_of_the_server_is_a_violation(validate: Validate, broken: Any, got: str) -> None:
    status, output = validate(recorded(entry(response__content=broken)))
    assert status == 1
    assert f"expected a JSON body, got status 201 with {got}" in output


def test_a_body_that_was_known_to_be_empty_is_judged(validate: Validate) -> None:
    nothing = [JSON, {"name": "Content-Length", "value": "0"}]
    for each in (
        entry(response__content=content(None, size=0), response__headers=nothing),
        entry(response__content=content(None, size=0), response__bodySize=0),
    ):
        assert "got status 201 with no body" in validate(recorded(each))[1]


def without(part: str, name: str) -> dict[str, Any]:
    """Return an entry without a member."""
    found = entry()
    del (found[part] if part else found)[name]
    return found


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (without("", "response"), "1 request without a response"),
        ({**entry(), "response": None}, "1 request without a response"),
        (entry(response__status=0), "1 request without a response"),
        (entry(response__status=-1), "1 request without a response"),
        (entry(status=307, response__statusText="Internal Redirect"), "1 request without a response"),
        ({**entry(), "response": 5}, "1 entry skipped (no response)"),
        (without("response", "status"), "1 entry skipped (no status)"),
        (entry(response__status=None), "1 entry skipped (no status)"),
        (entry(response__status=True), "1 entry skipped (no status)"),
        (entry(response__status="odd"), "1 entry skipped (no status)"),
        (entry(response__status=1e999), "1 entry skipped (no status)"),
        (entry(response__status=201.5), "1 entry skipped (no status)"),
        (None, "1 entry skipped (no request)"),
        (5, "1 entry skipped (no request)"),
        (without("", "request"), "1 entry skipped (no request)"),
        ({"request": {}}, "1 entry skipped (no method or URL)"),
        (entry(request__url=None), "1 entry skipped (no method or URL)"),
        (
            entry("", 304, request__headers=[{"name": "If-None-Match", "value": '"a"'}]),
            "1 entry skipped (304, which has no body)",
        ),
        (entry(request__method="GET", response__status=None), "1 entry of other operations"),
    ],
)
def test_an_odd_entry_is_skipped_and_counted(validate: Validate, odd: Any, said: str) -> None:
    status, output = validate(recorded(odd, entry()))
    assert (status, last_line(output)) == (0, "1 body judged, 0 violations in 0 bodies, 0 unknown.")
    assert said in output.splitlines()[0]
    report = json.loads(validate(recorded(odd, entry()), options=("--json",))[1])["files"][0]
    assert sum((report["foreign_entries"], report["unanswered_entries"], *report["skipped_entries"].values())) == 1


def test_headers_without_a_name_or_a_value_are_counted(validate: Validate) -> None:
    odd = entry(response__headers=[JSON, {"name": "a"}], request__headers=[{"name": None, "value": "b"}])
    assert "2 headers without a name or a value ignored" in validate(recorded(odd))[1]


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((), "it has no entries"),
        (
            (entry(request__method="GET"),),
            "none of its entries is a response of the contract's operations: 1 of other operations",
        ),
        ((entry(response__status=0), entry(request__url="/a")), ": 1 of other operations, 1 without a response"),
        ((5, entry(response__status=None)), ": 1 skipped (no request), 1 skipped (no status)"),
    ],
)
def test_a_har_without_responses_is_rejected(validate: Validate, entries: Any, said: str) -> None:
    with pytest.raises(UnreadableRecording) as refusal:
        validate(CALL, recorded(*entries))
    assert said in str(refusal.value)


def test_a_file_without_bodies_leads_to_no_verdict(validate: Validate, capsys: pytest.CaptureFixture[str]) -> None:
    missing = entry(response__content={"size": 5, "mimeType": "application/json"})
    with pytest.raises(UnreadableRecording, match="no body was judged"):
        validate(recorded(missing))
    assert last_line(capsys.readouterr().out).startswith("0 bodies judged (1 more were not recorded)")


def test_other_faults_count_if_no_body_was_recorded(validate: Validate) -> None:
    assert validate(recorded(entry(status=403, response__content={"size": 5})))[0] == 1


@pytest.mark.parametrize("sent", ['{"a": "\\ud800"}', '{"a": "\\uDFFF"}', '{"a": "\udc00"}'])
def test_half_a_surrogate_pair_of_the_request_may_be_returned(validate: Validate, sent: str) -> None:
    echo = {**CALL, "metadata": {"a": "\ud800"}}
    assert validate(recorded(entry(echo, request__postData={"text": sent})))[0] == 0
    assert "half a surrogate pair" in validate(recorded(entry(echo)))[1]
    assert validate(recorded(entry({**echo, "call_id": 1}, request__postData={"text": sent})))[0] == 1


def test_statuses_are_allowed_because_of_request_headers(validate: Validate) -> None:
    chunked = [JSON, {"name": "Transfer-Encoding", "value": "chunked"}]
    long = [JSON, {"name": "X-Long", "value": "a" * 5_000}]
    assert validate(recorded(entry("", 411, request__headers=chunked), entry("", 431, request__headers=long)))[0] == 0
