"""Tests of `scripts/validate`: its report on recorded bodies, and its exit status."""

import json
from typing import Any, ClassVar

import pytest

from api_conformance.unknown_parts import unknown_properties
from openapi_contract.document import Document, read
from openapi_contract.json_data import JsonObject
from repository import CONTRACT
from retell_conformance.tests.recorded_bodies import CALL, ERROR, Validate, entry, last_line, recorded

TOKEN = "opaque-token-of-a-call"


def test_an_example_of_the_contract_has_no_violation(validate: Validate) -> None:
    status, output = validate(CALL)
    assert (status, last_line(output)) == (0, "1 body judged, 0 violations in 0 bodies, 0 unknown.")


def test_a_violation_is_shown_at_its_place_and_exits_1(validate: Validate) -> None:
    status, output = validate({**CALL, "agent_version": "1"})
    assert status == 1
    assert "  /agent_version  expected an integer, got a string\n" in output
    assert last_line(output).startswith("1 body judged, 1 violation in 1 body,")


def test_similar_places_are_one_line_with_a_count(validate: Validate) -> None:
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


def test_unknown_properties_are_not_violations_and_are_counted_over_all_files(validate: Validate) -> None:
    utterance = {"role": "agent", "content": "", "words": [{"speed": 1}, {"speed": 2}], "mood": {"inner": 1}}
    status, output = validate({**CALL, "new": None}, {**CALL, "new": "x", "transcript_with_tool_calls": [utterance]})
    assert status == 0
    assert output.partition("not a violation\n")[2].splitlines()[:3] == [
        "  /new                                         new property: null × 1, string × 1",
        "  /transcript_with_tool_calls/*/mood           new property: object × 1",
        "  /transcript_with_tool_calls/*/words/*/speed  new property: integer × 2",
    ]
    assert last_line(output).endswith(", 3 unknown.")


def test_a_map_with_any_names_has_no_unknown_properties(validate: Validate) -> None:
    free = {"metadata": {"a": {"b": 1}}, "custom_sip_headers": {"X": "y"}, "retell_llm_dynamic_variables": {"a": "b"}}
    assert "not a violation" not in validate({**CALL, **free})[1]


def test_only_parts_of_an_open_object_have_unknown_properties() -> None:
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
        (json.dumps(CALL)[:-1] + ', "call_id": "again"}', "an object with a duplicate name"),
    ],
    ids=["NaN", "byte-order-mark", "twice"],
)
def test_json_that_is_not_strict_is_a_violation(validate: Validate, content: Any, got: str) -> None:
    status, output = validate(content)
    assert status == 1
    assert f"  the body  expected strict JSON, got {got}\n" in output


@pytest.mark.parametrize(
    ("written", "got"),
    [("1e400", "a number too large for a double"), ("-1e400", "a number too large for a double"), ("NaN", "NaN")],
)
def test_a_number_too_large_for_a_double_is_reported(validate: Validate, written: str, got: str) -> None:
    body = json.dumps({**CALL, "call_cost": {**CALL["call_cost"], "combined_cost": 0.125}, "metadata": {"a": 0.125}})
    status, output = validate(body.replace("0.125", written))
    assert status == 1
    assert f"  /call_cost/combined_cost  expected a number, got {got}\n" in output
    assert "/metadata" not in output


def test_both_values_of_a_duplicate_secret_are_masked(validate: Validate) -> None:
    # A parser keeps the last of two values; the first is a secret too.
    secret = "opaque-first-token"
    body = (
        json.dumps({**CALL, "call_status": secret})[:-1] + f', "access_token": "{secret}", "access_token": "{TOKEN}"}}'
    )
    for text in (body, f"[{body}]", f"{body}\n{body}"):
        assert secret not in validate(text)[1]


def test_a_body_can_be_judged_as_an_error(validate: Validate) -> None:
    assert validate(ERROR)[0] == 1
    assert validate(ERROR, options=("--status", "422"))[0] == 0
    assert validate({"status": "failed"}, options=("--operation", "createWebCall", "--status", "422"))[0] == 1


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


def test_unprintable_names_are_escaped(validate: Validate) -> None:
    status, output = validate(json.dumps(CALL)[:-1] + ', "\\ud800\\u001b[31m\\n": 1, "agent_name": {"\\udfff": 1}}')
    assert status == 1
    assert "  /\\ud800\\x1b[31m\\n  new property: integer × 1\n" in output


def test_the_json_report_has_the_same_content(validate: Validate) -> None:
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


class TestEnvelopesAndLists:
    WEBHOOK: ClassVar[dict[str, Any]] = {"event": "call_ended", "event_timestamp": 1, "call": CALL}

    def test_the_call_of_a_webhook_is_judged(self, validate: Validate) -> None:
        status, output = validate(self.WEBHOOK)

        assert status == 0
        assert "in the envelope of a webhook, at /call" in output

    def test_a_violation_in_a_webhook_has_a_pointer_from_its_root(self, validate: Validate) -> None:
        status, output = validate({**self.WEBHOOK, "call": {**CALL, "agent_version": "1", "new": 1}})

        assert status == 1
        assert "  /call/agent_version  expected an integer, got a string\n" in output
        assert "  /call/new  new property: integer × 1\n" in output

    def test_a_webhook_s_call_need_not_have_every_property(self, validate: Validate) -> None:
        call = {name: value for name, value in CALL.items() if name not in ("access_token", "agent_version")}

        assert validate({**self.WEBHOOK, "call": call})[0] == 0
        assert validate(call)[0] == 1

    def test_parts_of_a_webhooks_call_must_have_their_required_properties(self, validate: Validate) -> None:
        status, output = validate({**self.WEBHOOK, "call": {**CALL, "call_cost": {"combined_cost": 1}}})

        assert status == 1
        assert "  /call/call_cost  expected the property product_costs, got none\n" in output

    def test_each_call_of_a_list_is_judged(self, validate: Validate) -> None:
        status, output = validate([CALL, {**CALL, "call_id": 1}])

        assert status == 1
        assert "  item 2 (createWebCall, 201)" in output
        assert last_line(output).startswith("2 bodies judged, 1 violation in 1 body")


def test_announced_additions_are_unknown_and_not_violations(validate: Validate) -> None:
    # All values joined are not one of them, whatever values the contract adds.
    new = "-".join(read(CONTRACT).root["components"]["schemas"]["CallStatus"]["enum"])
    item = {"role": new, "seconds": 3}
    status, output = validate({**CALL, "call_status": new, "transcript_with_tool_calls": [item]})

    assert status == 0
    assert f'  /call_status                        new value: "{new}" × 1\n' in output
    assert f'  /transcript_with_tool_calls/*/role  new kind: "{new}" × 1\n' in output
