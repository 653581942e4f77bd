"""`scripts/validate`: what it says of recorded answers, its exit status, and its one line where it cannot read."""

import base64
import contextlib
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api_conformance.recorded import har_entries
from api_conformance.recorded.cli import main
from api_conformance.recorded.recordings import UnreadableRecording
from api_conformance.strict_json import NotJson, parse
from api_conformance.unknown_parts import unknown_properties
from openapi_contract.document import Document, read
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Body, Operation
from repository import CONTRACT

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "openapi" / "examples" / "web-call.json"
CALL: dict[str, Any] = json.loads(EXAMPLE.read_text())
ERROR = {"status": "error", "message": "no"}
TOKEN = "opaque-token-of-a-call"


@pytest.fixture
def validate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Judges the contents, each written to a file of its own, and returns the exit status and what was printed."""

    def run(*contents: Any, options: tuple[str, ...] = ()) -> tuple[int, str]:
        names = []
        for number, content in enumerate(contents):
            file = tmp_path / f"{number}.json"
            text = content if isinstance(content, str | bytes) else json.dumps(content)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
            names.append(str(file))
        status = main([*options, *names], CONTRACT, "RETELL_API_KEY")
        return status, capsys.readouterr().out

    return run


Validate = Callable[..., tuple[int, str]]


def entry(body: Any = CALL, status: int = 201, **changes: Any) -> dict[str, Any]:
    """An entry of a HAR; `changes` to its request and response are by path, such as request__method."""
    text = body if isinstance(body, str) else json.dumps(body)
    found: dict[str, Any] = {
        "request": {
            "method": "POST",
            "url": "https://example.com/proxy/of/v2/create-web-call?a=1",
            "headers": [{"name": "Content-Type", "value": "application/json"}],
            "postData": {"mimeType": "application/json", "text": "{}"},
        },
        "response": {
            "status": status,
            "headers": [{"name": "content-type", "value": "application/json; charset=utf-8"}],
            "content": {"size": len(text), "mimeType": "application/json", "text": text},
        },
    }
    for place, value in changes.items():
        part, name = place.split("__")
        found[part][name] = value
    return found


def recorded(*entries: Any) -> dict[str, Any]:
    """A HAR with these entries."""
    return {"log": {"version": "1.2", "entries": list(entries)}}


def last_line(output: str) -> str:
    """The verdict."""
    return output.rstrip().splitlines()[-1]


def test_the_contract_s_own_example_keeps_it(validate: Validate) -> None:
    status, output = validate(CALL)
    assert (status, last_line(output)) == (0, "1 body judged, 0 violations in 0 bodies, 0 unknown.")


def test_a_violation_is_shown_at_its_place_and_exits_1(validate: Validate) -> None:
    status, output = validate({**CALL, "agent_version": "1"})
    assert status == 1
    assert "  /agent_version  expected an integer, got a string\n" in output
    assert last_line(output).startswith("1 body judged, 1 violation in 1 body,")


def test_alike_places_are_one_line_with_a_count(validate: Validate) -> None:
    words = [{"start": "1"}, {"start": None}, {"start": 1}, {"start": "1"}]
    _, output = validate({**CALL, "transcript_object": [{"role": "agent", "content": "", "words": words}]})
    shown = "  /transcript_object/*/words/*/start  expected a number, got a string or null  × 3\n"
    assert shown in output
    assert last_line(output).startswith("1 body judged, 3 violations in 1 body,")


def test_json_lines_are_judged_line_by_line(validate: Validate) -> None:
    lines = "\r\n".join(json.dumps(each) for each in (CALL, {}, CALL, {}))
    status, output = validate(f"{lines}\n\n")
    assert status == 1
    assert "  line 2 (createWebCallV3, 201), and 1 more like it: 4\n" in output
    assert last_line(output).startswith("4 bodies judged, 10 violations in 2 bodies,")


def test_unknown_properties_are_no_violations_and_counted_over_all_files(validate: Validate) -> None:
    utterance = {"role": "agent", "content": "", "words": [{"speed": 1}, {"speed": 2}], "mood": {"inner": 1}}
    status, output = validate({**CALL, "new": None}, {**CALL, "new": "x", "transcript_with_tool_calls": [utterance]})
    assert status == 0
    assert output.partition("such may come\n")[2].splitlines()[:3] == [
        "  /new                                         new property: null × 1, string × 1",
        "  /transcript_with_tool_calls/*/mood           new property: object × 1",
        "  /transcript_with_tool_calls/*/words/*/speed  new property: integer × 2",
    ]
    assert last_line(output).endswith(", 3 unknown.")


def test_what_may_have_any_name_has_no_unknown_properties(validate: Validate) -> None:
    free = {"metadata": {"a": {"b": 1}}, "custom_sip_headers": {"X": "y"}, "retell_llm_dynamic_variables": {"a": "b"}}
    assert "such may come" not in validate({**CALL, **free})[1]


def test_an_object_that_may_have_other_properties_has_no_unknown_ones_but_its_parts_may() -> None:
    schema: JsonObject = {"properties": {"a": {"properties": {"b": {}}}}}
    body = {"a": {"b": 1, "c": 2}, "d": 3}
    document = Document("open", {"components": {"schemas": {}}})
    places = {
        None: [(("d",), "integer"), (("a", "c"), "integer")],
        True: [(("a", "c"), "integer")],
    }
    for others, unknown in places.items():
        written = schema if others is None else {**schema, "additionalProperties": others}
        found = unknown_properties(document.schema(written), body)
        assert [(each.path, each.got) for each in found] == unknown


@pytest.mark.parametrize(
    ("content", "got"),
    [
        (json.dumps({**CALL, "metadata": {"a": float("nan")}}), "NaN, which is not JSON"),
        (b"\xef\xbb\xbf" + json.dumps(CALL).encode(), "a byte order mark before the body"),
        (json.dumps(CALL)[:-1] + ', "call_id": "again"}', "an object with the same name twice"),
    ],
    ids=["NaN", "byte-order-mark", "twice"],
)
def test_json_that_is_not_strict_is_a_violation(validate: Validate, content: Any, got: str) -> None:
    status, output = validate(content)
    assert status == 1
    assert f"  the body  expected strict JSON, got {got}\n" in output


def test_a_body_can_be_judged_as_an_error(validate: Validate) -> None:
    assert validate(ERROR)[0] == 1
    assert validate(ERROR, options=("--status", "422"))[0] == 0
    assert validate({"status": "failed"}, options=("--operation", "createWebCall", "--status", "422"))[0] == 1


def test_the_entries_of_a_har_are_judged_by_their_status(validate: Validate) -> None:
    foreign = entry(request__url="https://example.com/other"), entry(request__method="GET")
    status, output = validate(recorded(entry(), entry(ERROR, 401), *foreign, entry(status=0)))
    assert status == 0
    assert (
        "2 bodies of createWebCall 201 and createWebCall 401, no violation, 1 request without a response, "
        "2 entries not the contract's" in output
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
            entry(response__headers=[], response__content={"size": 2, "text": "{}"}),
            "content type  expected content type application/json, got status 201 with no content type",
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


def test_a_body_that_was_not_recorded_is_not_held_against_the_server(validate: Validate) -> None:
    status, output = validate(recorded(entry(response__content={"size": 5, "mimeType": "application/json"})))
    assert status == 0
    assert "1 not recorded" in output


def test_http_s_own_statuses_are_excused_where_the_suite_excuses_them(validate: Validate) -> None:
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
    file = har_entries.recorded_file("a", [*entries, *others], known)
    assert [each.operation and each.operation.id for each in file.recordings] == ["get", "list", "end"]
    assert file.foreign == len(others)


def test_no_secret_and_no_value_of_an_unknown_property_is_printed(
    validate: Validate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETELL_API_KEY", "key_from_the_environment")
    authorization = {"name": "Authorization", "value": "Bearer key/of/the/request"}
    jwt = "eyJhbGciOiJIUzI1NiJ9.eyJ2aWRlbyI6e319.c2lnbmF0dXJl"
    call = {
        **CALL,
        "access_token": TOKEN,
        "call_status": TOKEN,
        "call_type": "key_from_the_environment",
        "disconnection_reason": jwt,
        "agent_version": "1",
        "key/of/the/request": 1,
        "unknown": "a private value",
    }
    traffic = recorded(entry(call, request__headers=[authorization]))
    for options in ((), ("--json",)):
        status, output = validate(traffic, options=options)
        assert status == 1
        assert output.count("***") >= 4
        for secret in (TOKEN, "key_from", "key/of", "key~1of", "eyJ", "a private value"):
            assert secret not in output


def test_names_that_no_terminal_can_show_are_escaped(validate: Validate) -> None:
    status, output = validate(json.dumps(CALL)[:-1] + ', "\\ud800\\u001b[31m\\n": 1, "agent_name": {"\\udfff": 1}}')
    assert status == 1
    assert "  /\\ud800\\x1b[31m\\n  new property: integer × 1\n" in output


def test_the_report_as_json_says_the_same(validate: Validate) -> None:
    call = {**CALL, "call_status": "odd", "agent_version": "1", "new": 1}
    status, output = validate(recorded(entry(call)), options=("--json",))
    report = json.loads(output)
    assert status == 1
    (violation,) = report["violations"]
    assert (violation["entry"], violation["pointer"], violation["got"]) == (1, "/agent_version", "a string")
    assert report["unknown"] == [
        {"pointer": "/call_status", "kind": "value", "got": {'"odd"': 1}},
        {"pointer": "/new", "kind": "property", "got": {"integer": 1}},
    ]
    numbers = {"bodies": 1, "not_recorded": 0, "violations": 1, "bodies_with_violations": 1, "unknown": 2}
    assert report["totals"] == numbers


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "got no body"),
        (b" \n ", "got no body"),
        (b"{", "got invalid JSON (line 1, column 2"),
        (b"\x89PNG\r\n\x1a\n\x00", "got a body that is not UTF-8"),
        (b"[" * 100_000, "got a body that nests too deep"),
        (b"{}\n{}\n{", "0.json, line 3: expected JSON"),
        (recorded(), "none of its 0 entries is a response of the contract's operations"),
        (recorded(entry(request__method="GET")), "none of its 1 entries"),
        (recorded({"request": {}}), "entry 1: not an entry of a HAR (no 'response')"),
        (recorded(entry(), 5), "entry 2: not an entry of a HAR"),
        (recorded(entry(response__status="odd")), "entry 1: not an entry of a HAR"),
        (recorded(entry(response__status=1e999)), "entry 1: not an entry of a HAR"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_read_is_said(validate: Validate, content: Any, words: str) -> None:
    with pytest.raises(UnreadableRecording) as refusal:
        validate(CALL, content) if not isinstance(content, bytes) else validate(content)
    assert words in str(refusal.value)


parts = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["headers", "content", "text", "name", "a"]), inner)
    ),
)
changes: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.sampled_from([f"response__{name}" for name in ("status", "headers", "content")]), parts
)


@given(st.binary() | parts | parts.map(recorded) | changes.map(lambda each: recorded(entry(**each))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_but_a_report_or_a_refusal_comes_of_any_file(validate: Validate, content: Any) -> None:
    with contextlib.suppress(UnreadableRecording):
        assert validate(content)[0] in (0, 1)


@given(
    st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.none())
)
@settings(deadline=None)
def test_strict_json_is_read_as_it_is(value: Any) -> None:
    parsed = parse(json.dumps(value))
    assert (parsed.value, parsed.lapses) == (value, ())


def test_an_integer_of_any_length_is_one() -> None:
    assert isinstance(parse("9" * 100_000).value, int)


def test_broken_json_is_no_json() -> None:
    with pytest.raises(NotJson, match="line 2, column 1"):
        parse(b'{"a": 1\n')


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Runs the command as its users do."""
    command: list[str | Path] = [ROOT / "scripts" / "validate", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **environment}, timeout=60)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "validate: name the files to judge: make validate FILES=…"),
        (["no-such-file"], "validate: no-such-file: No such file or directory"),
        (["/"], "validate: /: Is a directory"),
        (["a\x1b[31m\nb"], "validate: a\\x1b[31m\\nb: No such file or directory"),
        (["-"], "validate: standard input: expected JSON, got no body"),
        (["--status", "418", "-"], "validate: --status must be one that an operation documents (200, 201, 400"),
        (
            ["--operation", "odd", "-"],
            "validate: --operation must be one of createWebCall, createWebCallV3, getCall, not 'odd'",
        ),
    ],
    ids=str,
)
def test_the_command_says_in_one_line_why_it_cannot_judge(arguments: list[str], line: str) -> None:
    outcome = run(*arguments)
    assert (outcome.returncode, outcome.stdout) == (2, b"")
    (said,) = outcome.stderr.decode().splitlines()
    assert said.startswith(line)


def test_the_command_reads_standard_input_and_prints_on_any_terminal() -> None:
    body = json.dumps({**CALL, "é\ud800": 1, "agent_version": "1"}).encode()
    outcome = run("-", stdin=body, PYTHONIOENCODING="ascii")
    assert (outcome.returncode, outcome.stderr) == (1, b"")
    assert b"standard input: 1 body of createWebCall" in outcome.stdout
    assert b"  /\\xe9\\ud800  new property: integer \\xd7 1\n" in outcome.stdout


@pytest.fixture
def long_report(tmp_path: Path) -> Path:
    """Bodies of which more is to be said than a pipe holds."""
    file = tmp_path / "bodies.jsonl"
    file.write_text("\n".join(json.dumps({**CALL, "new" * 50 + str(number): 1}) for number in range(1_000)))
    return file


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_command_is_not_troubled_by_a_reader_who_has_enough(long_report: Path, unbuffered: str) -> None:
    command, environment = [ROOT / "scripts" / "validate", long_report], {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    piped = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    assert piped.stdout is not None
    assert piped.stderr is not None
    with piped:
        piped.stdout.readline()
        piped.stdout.close()
        assert piped.stderr.read() == b""
        assert piped.wait() == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_command_prints_a_long_report_to_its_end(long_report: Path, unbuffered: str) -> None:
    assert run(str(long_report), PYTHONUNBUFFERED=unbuffered).stdout.endswith(b", 1,000 unknown.\n")


class TestEnvelopesAndLists:
    WEBHOOK: ClassVar[dict[str, Any]] = {"event": "call_ended", "event_timestamp": 1, "call": CALL}

    def test_the_call_of_a_webhook_is_judged(self, validate: Validate) -> None:
        status, output = validate(self.WEBHOOK)

        assert status == 0
        assert "in the envelope of a webhook, at /call" in output

    def test_what_is_wrong_in_a_webhook_has_the_pointer_from_its_top(self, validate: Validate) -> None:
        status, output = validate({**self.WEBHOOK, "call": {**CALL, "agent_version": "1", "new": 1}})

        assert status == 1
        assert "  /call/agent_version  expected an integer, got a string\n" in output
        assert "  /call/new  new property: integer × 1\n" in output

    def test_a_webhook_s_call_need_not_have_every_property(self, validate: Validate) -> None:
        call = {name: value for name, value in CALL.items() if name not in ("access_token", "agent_version")}

        assert validate({**self.WEBHOOK, "call": call})[0] == 0
        assert validate(call)[0] == 1

    def test_a_webhook_s_call_must_have_what_its_parts_require(self, validate: Validate) -> None:
        status, output = validate({**self.WEBHOOK, "call": {**CALL, "call_cost": {"combined_cost": 1}}})

        assert status == 1
        assert "  /call/call_cost  expected the property product_costs, got none\n" in output

    def test_each_call_of_a_list_is_judged(self, validate: Validate) -> None:
        status, output = validate([CALL, {**CALL, "call_id": 1}])

        assert status == 1
        assert "  item 2 (createWebCall, 201)" in output
        assert last_line(output).startswith("2 bodies judged, 1 violation in 1 body")

    def test_a_body_that_was_not_recorded_is_not_counted_as_judged(self, validate: Validate) -> None:
        missing = entry(response__content={"size": 5, "mimeType": "application/json"})

        assert last_line(validate(recorded(missing))[1]).startswith("0 bodies judged (1 more were not recorded)")


def test_what_the_contract_announces_is_unknown_and_no_violation(validate: Validate) -> None:
    # All values in one are none of them, whatever the contract goes on to have.
    new = "-".join(read(CONTRACT).root["components"]["schemas"]["CallStatus"]["enum"])
    item = {"role": new, "seconds": 3}
    status, output = validate({**CALL, "call_status": new, "transcript_with_tool_calls": [item]})

    assert status == 0
    assert f'  /call_status                        new value: "{new}" × 1\n' in output
    assert f'  /transcript_with_tool_calls/*/role  new kind: "{new}" × 1\n' in output
