"""Tests of `scripts/validate` on files: compression and encoding, rejected files, and memory."""

import contextlib
import gzip
import json
import os
import re
import subprocess
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any

import pytest
from attrs import define
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api_conformance.recorded import broken_responses
from api_conformance.recorded.cli import console
from api_conformance.recorded.json_stream import JsonReader
from api_conformance.recorded.sources import UnreadableRecording
from api_conformance.strict_json import NotJson, parse
from retell_conformance.contract import path
from retell_conformance.endpoint import RETELL
from retell_conformance.tests.pseudo_terminal import run_on_terminal
from retell_conformance.tests.recorded_bodies import CALL, ROOT, Validate, entry, last_line, recorded, run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "got no body"),
        (b" \n ", "got no body"),
        (b"{", "got invalid JSON (line 1, column 2"),
        (b"\x89PNG\r\n\x1a\n\x00", "got a body that is not UTF-8"),
        (b"[" * 100_000, "got a body that nests too deep"),
        (b"{}\n{}\n{", "0.json, line 3: expected JSON"),
        (b'[{"a": 1}, 5, {]', "after item 2: expected JSON, got invalid JSON"),
        (b'[{"a": 1}] 5', "more follows the list"),
        (b'{"log": {"entries": [{}, {"a": 1]}}', "after entry 1: expected JSON, got invalid JSON"),
        (b'{"log": {"entries": []}} {}', "more follows the HAR"),
        (b'{"log": {"entries": [' + b"[" * 100_000, "after entry 0: expected JSON, got a body that nests too deep"),
        (b'{"log": {"entries": ["\xff"]}}', "got a body that is not UTF-8"),
        (b'{"log": {"version": 1}}', "not a HAR, since it has no log.entries"),
        (b'{"log": {"entries": {}}}', "not a HAR, since it has no log.entries"),
        (gzip.compress(b"{}" * 99)[:-9], "compressed by gzip, and damaged or cut short"),
        (b"\x1f\x8b\x08 no gzip", "compressed by gzip, and damaged or cut short"),
        (b"PK\x03\x04", "a ZIP archive; unpack it"),
        (b"\xff\xfe{\x00\x22", "got a body that is not UTF-8"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_an_unreadable_file_is_reported(validate: Validate, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableRecording) as refusal:
        validate(content)
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


@given(st.binary() | parts | parts.map(recorded) | changes.map(lambda each: recorded(entry(**each), entry())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_leads_to_a_report_or_a_rejection(validate: Validate, content: Any) -> None:
    with contextlib.suppress(UnreadableRecording):
        assert validate(content)[0] in (0, 1)


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
def test_the_command_says_in_one_line_why_it_cannot_judge(
    arguments: list[str], line: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["validate", *arguments])
    with open(os.devnull) as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        with pytest.raises(SystemExit) as ended:
            console(path(), RETELL.key_variable)
    output, said = capfd.readouterr()
    assert (ended.value.code, output, said.count("\n")) == (2, "", 1)
    assert said.startswith(line)


CONTRACT_OF = (
    "{openapi: %s, info: {title: A, version: 1.0.0}, paths: {/a: {get: {responses: {'200': {description: Done,"
    " content: {application/json: {schema: %s}}}}}}}}"
)
AT_ITS_SCHEMA = "#/paths/~1a/get/responses/200/content/application~1json/schema"


@pytest.mark.parametrize(
    ("contract", "status", "said"),
    [
        (
            CONTRACT_OF % ("3.1.0", "{required: [id, id]}"),
            2,
            f'validate: CONTRACT: {AT_ITS_SCHEMA}/required: ["id","id"] has non-unique elements\n',
        ),
        (CONTRACT_OF % ("3.0.3", "{type: object, properties: {a: {type: string, nullable: true}}}"), 0, ""),
    ],
    ids=["an invalid schema is rejected in one line", "nullable of OpenAPI 3.0"],
)
def test_the_schema_of_any_contract_is_read(
    contract: str,
    status: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    file, body = tmp_path / "contract.yaml", tmp_path / "body.json"
    file.write_text(contract)
    body.write_text('{"a": null}')
    monkeypatch.setattr("sys.argv", ["validate", "--contract", str(file), str(body)])
    with pytest.raises(SystemExit) as ended:
        console(path(), RETELL.key_variable)
    assert (ended.value.code, capfd.readouterr().err) == (status, said.replace("CONTRACT", str(file)))


def test_the_command_reads_standard_input_and_prints_on_any_terminal() -> None:
    body = json.dumps({**CALL, "é\ud800": 1, "agent_version": "1"}).encode()
    outcome = run("-", stdin=body, PYTHONIOENCODING="ascii")
    assert (outcome.returncode, outcome.stderr) == (1, b"")
    assert b"standard input: 1 body of createWebCall" in outcome.stdout
    assert b"  /\\xe9\\ud800  new property: integer \\xd7 1\n" in outcome.stdout


@pytest.fixture
def long_report(tmp_path: Path) -> Path:
    """Return bodies with a report that is longer than a pipe's buffer."""
    file = tmp_path / "bodies.jsonl"
    file.write_text("\n".join(json.dumps({**CALL, "new" * 50 + str(number): 1}) for number in range(500)))
    return file


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_command_tolerates_a_reader_that_stops(long_report: Path, unbuffered: str) -> None:
    command, environment = [ROOT / "scripts" / "validate", long_report], {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    piped = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    assert piped.stdout is not None
    assert piped.stderr is not None
    with piped:
        piped.stdout.readline()
        piped.stdout.close()
        assert piped.stderr.read() == b""
        assert piped.wait() == 0


def test_the_command_prints_a_long_report_to_its_end(long_report: Path) -> None:
    assert run(str(long_report), PYTHONUNBUFFERED="").stdout.endswith(b", 500 unknown.\n")


@given(
    st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.none())
)
def test_strict_json_is_read_unchanged(value: Any) -> None:
    parsed = parse(json.dumps(value))
    assert (parsed.value, parsed.faults) == (value, ())


def test_an_integer_may_have_any_length() -> None:
    assert isinstance(parse("9" * 100_000).value, int)


def test_invalid_json_is_rejected() -> None:
    with pytest.raises(NotJson, match="line 2, column 1"):
        parse(b'{"a": 1\n')


TEXT = json.dumps(CALL)
HAR = json.dumps(recorded(entry()))
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("content", "bodies"),
    [
        (HAR, 1),
        (json.dumps(json.loads(HAR), indent=2), 1),
        ('{"comment": 1, ' + HAR[1:], 1),
        (f"{TEXT}\n{TEXT}\n", 2),
        (f"\n{TEXT}\r\n\r\n{TEXT}", 2),
        (f" [{TEXT}, {TEXT}]", 2),
    ],
    ids=["har", "har-on-lines", "har-with-a-comment", "lines", "blank-lines", "list"],
)
def test_a_file_is_read_in_any_encoding(
    validate: Validate, content: str, bodies: int, encoding: str, packed: bool
) -> None:
    data = content.encode(encoding)
    status, output = validate(gzip.compress(data) if packed else data, name="{}.gz" if packed else "{}.json")
    count = "1 body" if bodies == 1 else f"{bodies} bodies"
    assert (status, last_line(output)) == (0, f"{count} judged, 0 violations in 0 bodies, 0 unknown.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_body_alone_is_read_in_another_encoding(validate: Validate, encoding: str) -> None:
    assert validate(json.dumps(CALL, indent=1).encode(encoding))[0] == 0


def test_a_byte_order_mark_is_accepted_only_before_the_first_line(validate: Validate) -> None:
    status, output = validate(f"{TEXT}\n\ufeff{TEXT}")
    assert status == 1
    assert "  line 2 (" in output
    assert "got a byte order mark before the body" in output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"info": {"name": "x", "schema": "https://schema.getpostman.com/…"}, "item": []}, "a Postman collection"),
        ({"collection": {"info": {}, "item": []}}, "a Postman collection"),
        ({"_postman_variable_scope": "environment", "values": []}, "an export of Postman's"),
        ({"_type": "export", "__export_format": 4, "resources": []}, "an export of Insomnia's"),
        ({"type": "collection.insomnia.rest/5.0", "name": "a"}, "an export of Insomnia's"),
        ([recorded(entry())], "item 1: a HAR inside another file"),
        (f"{HAR}\n{HAR}", "more follows the HAR"),
        (f"{{}}\n{HAR}", "line 2: a HAR inside another file"),
        (entry(), "a request with its response"),
        (
            [{"headers": {}, "params": {}, "query": {}, "body": {"event": "a", "call": {}}}],
            "item 1: a message with its",
        ),
        ([{"json": {"event": "call_ended", "call": {}}}], "item 1: an item of n8n"),
        ({"statusCode": 201, "body": "{}"}, "a message with its status"),
        (
            [{"scope": "https://api.example.com:443", "method": "GET", "path": "/a", "status": 200, "response": {}}],
            "item 1: recorded interactions of a test library",
        ),
        ({"status": 201, "headers": {}, "data": CALL, "config": {}}, "a message with its headers"),
        ({"openapi": "3.1.0", "info": {}, "paths": {}}, "a contract, and not a recording"),
        ({"data": {"pairs": []}, "meta": {"schemaVersion": "v5.2"}}, "a simulation of Hoverfly's"),
        ('{"type": "Metric", "metric": "vus", "data": {}}\n' * 2, "line 1: results of k6"),
        ("HTTP/1.1 201 Created\ncontent-type: application/json\n\n{}", "an HTTP message with its headers"),
        ("7780:6:marked;5:false!", "a dump of mitmproxy's"),
        ("---\nhttp_interactions:\n- request: {}\n", "recorded interactions of a test library"),
        ("<!DOCTYPE html><title>Sign in</title>", "a web page"),
    ],
)
def test_a_file_of_another_kind_is_named_in_the_rejection(validate: Validate, content: Any, said: str) -> None:
    with pytest.raises(UnreadableRecording) as refusal:
        validate(content)
    assert said in str(refusal.value)


def test_a_valid_body_is_never_taken_for_something_else(validate: Validate) -> None:
    assert validate({**CALL, "headers": {}, "body": {}, "openapi": "3.1.0", "info": {}})[0] == 0


@pytest.mark.parametrize(
    ("content", "bodies"),
    [("[]", 1), ("[1, 2]", 1), (f"[{TEXT}, 5]", 2), ("null", 1), ("5", 1), ('"a"', 1)],
)
def test_a_value_that_is_not_an_object_is_judged_as_a_body(validate: Validate, content: str, bodies: int) -> None:
    status, output = validate(content)
    assert status == 1
    assert last_line(output).startswith(f"{bodies} {'body' if bodies == 1 else 'bodies'} judged, 1 violation in 1 body")


@given(st.recursive(st.none() | st.text() | st.floats() | st.integers(), st.lists), st.integers(1, 20))
def test_a_list_read_in_pieces_equals_the_whole(value: Any, most: int) -> None:
    text = json.dumps([value, value], ensure_ascii=False).encode("utf-8", "surrogatepass")
    try:
        text.decode()
    except UnicodeDecodeError:
        return
    read = list(JsonReader(BufferedReader(Trickle(text, most), 1), json.JSONDecoder()).items())
    assert json.dumps(read) == json.dumps([value, value])


@define(eq=False, slots=False)
class Trickle(RawIOBase):
    """A file that returns only a few bytes at a time."""

    rest: bytes
    most: int

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Return the next few bytes."""
        part, self.rest = self.rest[: min(self.most, len(buffer))], self.rest[self.most :]
        buffer[: len(part)] = part
        return len(part)


@pytest.fixture(scope="module")
def large_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write 30 MB of each kind of file that is read in pieces."""
    folder, call = tmp_path_factory.mktemp("large"), {**CALL, "transcript": "hello " * 10_000}
    bodies, entries = [json.dumps(call)] * 500, [json.dumps(entry(call))] * 500
    texts = {
        "lines": "\n".join(bodies),
        "list": f"[{','.join(bodies)}]",
        "har": '{"log": {"entries": [' + ",\n".join(entries) + "]}}",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    return {name: folder / name for name in texts}


MEASURED = """
import atexit, runpy
# getrusage reports at least the memory of the parent at the fork.
atexit.register(lambda: print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))))
runpy.run_module("retell_conformance.validate", run_name="__main__")
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the most memory is read from /proc")
@pytest.mark.parametrize("kind", ["lines", "list", "har"])
def test_a_large_file_is_never_in_memory_as_a_whole(large_files: dict[str, Path], kind: str) -> None:
    measured: list[str | Path] = [ROOT / "scripts" / "python", "-c", MEASURED, large_files[kind]]
    outcome = subprocess.run(measured, capture_output=True, text=True, timeout=60)
    assert (outcome.returncode, outcome.stderr) == (0, "")  # without a terminal there is no bar
    *report, kilobytes = outcome.stdout.splitlines()
    assert report[-1].startswith("500 bodies judged")
    assert int(kilobytes) < 75_000


def test_the_report_is_the_same_with_violations_on_disk(validate: Validate, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = "\n".join(json.dumps({**CALL, "agent_version": {"a": number}}) for number in range(30))
    in_memory = validate(bodies, options=("--json",))
    monkeypatch.setattr(broken_responses, "MOST_VIOLATIONS", 5)

    assert validate(bodies, options=("--json",)) == in_memory
    assert in_memory[0] == 1


def on_terminal(*files: Path | str) -> tuple[int, str, str]:
    """Run the command with a terminal as its standard error; return exit status, output, and the terminal's text."""
    return run_on_terminal([ROOT / "scripts" / "validate", *files], "stderr")


def test_a_large_file_has_a_bar_on_a_terminal(large_files: dict[str, Path]) -> None:
    status, output, said = on_terminal(large_files["har"])
    assert status == 0
    assert last_line(output) == "500 bodies judged, 0 violations in 0 bodies, 0 unknown."
    assert re.search(r"\d+\.\d/\d\d\.\d MB", said)
    assert "\x1b" not in output


def test_there_is_no_bar_for_a_small_file(tmp_path: Path) -> None:
    (tmp_path / "small.json").write_text(TEXT)
    assert on_terminal(tmp_path / "small.json")[2] == ""
