"""Whatever a server sends as a call is read and given back, and each surprise in it is reported once."""

import copy
import json
import logging
import pickle
import re
from typing import Any

import attrs
import pytest
from hypothesis import example, given

from client import bodies
from client.bodies import EXAMPLE, MARKER, MINIMAL, Surprise, same
from client.conftest import answering, answering_bytes, call_in_thread, repeatably
from retell_web_call_client import UNSET, errors
from retell_web_call_client.models import (
    CallStatus,
    DisconnectionReason,
    DtmfInput,
    ToolCallInvocation,
    UnknownVariant,
    Utterance,
    WebCall,
)

DRIFT = "retell_web_call_client.drift"


class Records(logging.Handler):
    """Collects what is logged, also where hypothesis runs a test many times over."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def __enter__(self) -> list[logging.LogRecord]:
        logging.getLogger(DRIFT).addHandler(self)
        return self.records

    def __exit__(self, *_: object) -> None:
        logging.getLogger(DRIFT).removeHandler(self)


def pointers(records: list[logging.LogRecord]) -> list[str]:
    return [vars(record)["pointer"] for record in records]


@repeatably
@given(bodies.calls)
@example(EXAMPLE)
@example(MINIMAL)
def test_a_valid_body_comes_back_from_to_dict_and_is_no_surprise(body: dict[str, Any]) -> None:
    assert bodies.is_valid(body)
    with Records() as records:
        call = call_in_thread(answering(body, strict=True))
    assert type(call) is WebCall
    assert same(call.to_dict(), body)
    assert records == []


@repeatably
@given(bodies.surprising_calls())
def test_a_body_with_surprises_comes_back_from_to_dict_and_each_is_reported(
    drawn: tuple[dict[str, Any], list[Surprise]],
) -> None:
    body, surprises = drawn
    expected = {re.sub(r"/\d+(?=/|$)", "/*", surprise.pointer) for surprise in surprises}
    with Records() as records:
        call = call_in_thread(answering(body))
    assert same(call.to_dict(), body)
    assert {vars(record)["pattern"] for record in records} == expected
    assert set(pointers(records)) <= {surprise.pointer for surprise in surprises}
    assert sum(vars(record)["count"] for record in records) == len({surprise.pointer for surprise in surprises})
    assert all(record.levelno == logging.WARNING for record in records)
    for record in records:
        # A pointer holds names of properties, never values.
        assert MARKER not in record.getMessage().replace(repr(vars(record)["pattern"]), "")


@repeatably
@given(bodies.surprising_calls())
def test_strict_raises_at_a_surprise_and_says_where(drawn: tuple[dict[str, Any], list[Surprise]]) -> None:
    body, surprises = drawn
    with pytest.raises(errors.MalformedResponse) as caught:
        call_in_thread(answering(body, strict=True))
    assert caught.value.pointer in {surprise.pointer for surprise in surprises}


@repeatably
@given(bodies.surprising_calls())
def test_from_dict_reads_as_the_client_does_and_leaves_its_argument_alone(
    drawn: tuple[dict[str, Any], list[Surprise]],
) -> None:
    body, _ = drawn
    before = copy.deepcopy(body)
    call = WebCall.from_dict(body)
    assert same(call.to_dict(), before)
    assert same(WebCall.from_dict(call.to_dict()).to_dict(), before)
    assert same(body, before)


WRONG: dict[type, list[Any]] = {
    str: ["missing", None, True, 1.5, [], {}],
    int: ["missing", None, True, 1.5, "1", [], {}],
}


@pytest.mark.parametrize(
    ("name", "wrong"), [(name, wrong) for name, right in MINIMAL.items() for wrong in WRONG[type(right)]], ids=repr
)
def test_a_required_property_that_is_missing_or_wrong_is_an_error_with_its_pointer(name: str, wrong: Any) -> None:
    body = {**EXAMPLE, name: wrong}
    if wrong == "missing":
        del body[name]
    with pytest.raises(errors.MalformedResponse) as caught:
        call_in_thread(answering(body))
    assert caught.value.pointer == f"/{name}"
    with pytest.raises(errors.MalformedResponse) as caught:
        WebCall.from_dict(body)
    assert caught.value.pointer == f"/{name}"


@pytest.mark.parametrize("body", [None, True, 1, "call", [], [MINIMAL]], ids=repr)
def test_an_answer_that_is_no_object_is_an_error_about_the_whole(body: Any) -> None:
    with pytest.raises(errors.MalformedResponse) as caught:
        call_in_thread(answering(body))
    assert caught.value.pointer == ""


def test_enums_are_members_where_known_and_strings_where_not() -> None:
    call = WebCall.from_dict({**MINIMAL, "call_status": "ended", "disconnection_reason": "abducted"})
    assert call.call_status is CallStatus.ENDED
    assert call.disconnection_reason == "abducted"
    assert not isinstance(call.disconnection_reason, DisconnectionReason)


def test_a_transcript_is_told_apart_by_role_and_an_unknown_kind_is_readable() -> None:
    items = [
        {"role": "agent", "content": "hi", "words": [{"word": "hi", "start": 0}]},
        {"role": "tool_call_invocation", "tool_call_id": "1", "name": "book", "arguments": "{}"},
        {"role": "dtmf", "digit": "1"},
        {"role": "narrator", "content": "Night falls."},
        {"role": "dtmf"},
        "silence",
    ]
    call = WebCall.from_dict({**MINIMAL, "transcript_with_tool_calls": items})
    match call.transcript_with_tool_calls:
        case [
            Utterance(role="agent", content="hi", words=[word]),
            ToolCallInvocation(name="book"),
            DtmfInput(digit="1"),
            UnknownVariant({"role": "narrator", "content": "Night falls."}),
            UnknownVariant({"role": "dtmf"}),
            UnknownVariant("silence"),
        ]:
            assert word.word == "hi"
        case other:
            pytest.fail(repr(other))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("agent_name", None),
        ("duration_ms", "10 s"),
        ("duration_ms", True),
        ("duration_ms", 1.5),
        ("opt_in_signed_url", 1),
        ("latency", []),
        ("call_cost", {"combined_cost": 1}),
        ("transcript_object", [{"role": "agent"}]),
        ("transcript_object", {}),
        ("retell_llm_dynamic_variables", {"name": 1}),
        ("metadata", "none"),
    ],
    ids=repr,
)
def test_an_optional_property_of_another_shape_is_kept_and_its_attribute_keeps_its_type(name: str, value: Any) -> None:
    call = WebCall.from_dict({**MINIMAL, name: value})
    assert getattr(call, name) is UNSET
    assert call[name] == value
    assert name in call
    assert call.additional_keys == [name]


def test_setting_an_attribute_wins_over_what_came_in_another_shape() -> None:
    call = WebCall.from_dict({**MINIMAL, "agent_name": None})
    call.agent_name = "Ann"
    assert call.to_dict()["agent_name"] == "Ann"


@pytest.mark.parametrize("value", [True, "800", None, [800]], ids=repr)
def test_a_number_is_no_boolean_and_no_string(value: Any) -> None:
    call = WebCall.from_dict({**MINIMAL, "latency": {"e2e": {"p50": value, "p90": 800, "p95": 1.5}}})
    assert call.latency
    assert call.latency.e2e
    assert (call.latency.e2e.p50, call.latency.e2e.p90, call.latency.e2e.p95) == (UNSET, 800, 1.5)
    assert call.latency.e2e["p50"] == value


def test_one_point_zero_is_an_integer() -> None:
    call = WebCall.from_dict({**MINIMAL, "agent_version": 1.0})
    assert type(call.agent_version) is int
    assert call.agent_version == 1


def test_integers_keep_all_their_digits() -> None:
    content = json.dumps({**MINIMAL, "start_timestamp": 0}).replace(
        '"start_timestamp": 0', f'"start_timestamp": {10**40 + 1}'
    )
    assert call_in_thread(answering_bytes(content.encode())).start_timestamp == 10**40 + 1


def test_the_last_of_duplicate_keys_wins() -> None:
    content = json.dumps(MINIMAL)[:-1] + ', "agent_id": "first", "agent_id": "last"}'
    assert call_in_thread(answering_bytes(content.encode())).agent_id == "last"


def test_metadata_may_be_nested_as_deep_as_json_can_be_read() -> None:
    deep: dict[str, Any] = {}
    for _ in range(400):
        deep = {"a": [deep]}
    call = call_in_thread(answering({**MINIMAL, "metadata": deep, "new": deep}))
    assert call.metadata is not UNSET
    assert call.to_dict()["metadata"] is call.metadata


def test_a_surprise_is_reported_once_for_a_client_and_again_for_another() -> None:
    body = {**EXAMPLE, "transcript_object": [{**EXAMPLE["transcript_object"][0], "mood": "good"}] * 3}
    with Records() as records:
        client = answering(body)
        for _ in range(3):
            call_in_thread(client)
        assert pointers(records) == ["/transcript_object/0/mood"]
        call_in_thread(answering(body))
        assert len(records) == 2


def test_surprises_of_a_kind_and_place_are_one_line_that_counts_them() -> None:
    items = [{"role": f"kind_{number % 3}"} for number in range(16)]
    with Records() as records:
        call_in_thread(answering({**MINIMAL, "transcript_with_tool_calls": items}))
    [record] = records
    assert "'/transcript_with_tool_calls/*/role'" in record.getMessage()
    assert "(16 times)" in record.getMessage()
    assert "kind_" not in record.getMessage()
    assert (vars(record)["pattern"], vars(record)["count"]) == ("/transcript_with_tool_calls/*/role", 16)


def test_a_server_cannot_fill_the_log() -> None:
    utterance = {**EXAMPLE["transcript_object"][0], "mood": "good"}
    with Records() as records:
        call_in_thread(answering({**MINIMAL, **{f"new_{number}": number for number in range(2000)}}))
        assert len(records) == 1000
    with Records() as records:
        call_in_thread(answering({**MINIMAL, "transcript_object": [utterance] * 500}))
        assert len(records) == 1


@pytest.mark.parametrize("content_type", ["text/html", "application/json; charset=klingon", "", "nonsense"])
def test_a_call_is_read_whatever_its_content_type(content_type: str) -> None:
    client = answering_bytes(json.dumps(EXAMPLE).encode(), headers={"Content-Type": content_type})
    assert call_in_thread(client).to_dict() == EXAMPLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le"])
def test_a_call_is_read_in_any_encoding_that_json_may_have(encoding: str) -> None:
    client = answering_bytes(json.dumps({**MINIMAL, "agent_name": "Zoë"}, ensure_ascii=False).encode(encoding))
    assert call_in_thread(client).agent_name == "Zoë"


# ---- a model is not a mapping ----


def test_a_model_cannot_be_iterated_and_says_so() -> None:
    call = WebCall.from_dict({**EXAMPLE, "mood": "good"})
    for make in (list, dict, iter):
        with pytest.raises(TypeError, match="not iterable"):
            make(call)  # type: ignore[call-overload]
    assert (call["mood"], "mood" in call, "call_id" in call) == ("good", True, False)


def test_evolve_equality_and_copies_hold() -> None:
    call = WebCall.from_dict({**EXAMPLE, "mood": "good"})
    changed = attrs.evolve(call, agent_name="Zoë")
    assert changed != call
    assert attrs.evolve(changed, agent_name=call.agent_name) == call
    for twin in (copy.copy(call), copy.deepcopy(call), pickle.loads(pickle.dumps(call))):
        assert twin == call
        assert twin.to_dict() == call.to_dict()
