"""Tests of reading: any call that a server sends is read and kept, and each surprise in it is reported once."""

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
from client.bodies import EXAMPLE, MARKER, MINIMAL, Surprise
from client.conftest import Caller, answering, answering_bytes, call_in_thread, forget_drift, repeatably
from openapi_contract.json_data import same
from retell_web_call_client import UNSET, errors
from retell_web_call_client.models import (
    CallCost,
    CallStatus,
    DisconnectionReason,
    DtmfInput,
    ProductCost,
    ToolCallInvocation,
    UnknownVariant,
    Utterance,
    WebCall,
    Word,
)

DRIFT = "retell_web_call_client.drift"


class Records(logging.Handler):
    """A log handler that collects records, also if hypothesis runs a test many times."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def __enter__(self) -> list[logging.LogRecord]:
        forget_drift()
        logging.getLogger(DRIFT).addHandler(self)
        return self.records

    def __exit__(self, *_: object) -> None:
        logging.getLogger(DRIFT).removeHandler(self)


def pointers(records: list[logging.LogRecord]) -> list[str]:
    return [vars(record)["pointer"] for record in records]


@pytest.mark.slow
@repeatably
@given(bodies.calls)
@example(EXAMPLE)
@example(MINIMAL)
def test_to_dict_returns_a_valid_body_and_nothing_is_reported(body: dict[str, Any]) -> None:
    assert bodies.is_valid(body)
    with Records() as records:
        call = call_in_thread(answering(body, strict=True))
    assert type(call) is WebCall
    assert same(call.to_dict(), body)
    assert records == []


@pytest.mark.slow
@repeatably
@given(bodies.surprising_calls())
def test_to_dict_returns_a_body_with_surprises_and_each_is_reported(
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
        # A pointer contains names of properties, never values.
        assert MARKER not in record.getMessage().replace(repr(vars(record)["pattern"]), "")


@pytest.mark.slow
@repeatably
@given(bodies.surprising_calls())
def test_strict_raises_at_a_surprise_with_its_place(drawn: tuple[dict[str, Any], list[Surprise]]) -> None:
    body, surprises = drawn
    with pytest.raises(errors.MalformedResponse) as caught:
        call_in_thread(answering(body, strict=True))
    assert caught.value.pointer in {surprise.pointer for surprise in surprises}


@pytest.mark.slow
@repeatably
@given(bodies.surprising_calls())
def test_from_dict_reads_as_the_client_does_and_does_not_change_its_argument(
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
def test_a_body_that_is_not_an_object_is_an_error(body: Any) -> None:
    with pytest.raises(errors.MalformedResponse) as caught:
        call_in_thread(answering(body))
    assert caught.value.pointer == ""


def test_enums_are_members_where_known_and_strings_where_not() -> None:
    call = WebCall.from_dict({**MINIMAL, "call_status": "ended", "disconnection_reason": "abducted"})
    assert call.call_status is CallStatus.ENDED
    assert call.disconnection_reason == "abducted"
    assert not isinstance(call.disconnection_reason, DisconnectionReason)


def test_items_of_a_transcript_have_the_class_of_their_role_and_unknown_ones_are_readable() -> None:
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
        ("call_cost", [{"combined_cost": 1}]),
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


# ---- one broken part does not hide the others ----


def test_an_item_that_cannot_be_read_is_an_unknown_variant_among_the_others() -> None:
    [good] = EXAMPLE["transcript_object"]
    without_words = {"role": "user", "content": "yes"}
    odd_word = {**good, "words": [{"word": "hi"}, "there"]}
    body = {**MINIMAL, "transcript_object": [good, without_words, None, odd_word]}
    call = WebCall.from_dict(body)
    match call.transcript_object:
        case [
            Utterance(content="hi how are you doing?"),
            UnknownVariant({"content": "yes"}),
            UnknownVariant(None),
            Utterance(words=[Word(word="hi"), UnknownVariant("there")]),
        ]:
            pass
        case other:
            pytest.fail(repr(other))
    assert call.to_dict() == body
    assert call.additional_properties == {}


def test_an_unreadable_item_is_available_in_raw_form() -> None:
    call = WebCall.from_dict({**MINIMAL, "transcript_object": [{"role": "user", "content": "yes", "new": 1}, 7]})
    assert call.transcript_object
    first, second = call.transcript_object
    assert isinstance(first, UnknownVariant)
    assert (first.content, first["role"], first.new, first.words, list(first.words)) == ("yes", "user", 1, UNSET, [])
    assert second.content is UNSET
    for item, name in ((first, "digit"), (second, "new"), (first, "__len__")):
        with pytest.raises(AttributeError, match=name):
            getattr(item, name)
    for twin in (copy.copy(first), copy.deepcopy(first), pickle.loads(pickle.dumps(first))):
        assert twin == first
        assert twin.words is UNSET


def test_an_object_keeps_its_other_attributes() -> None:
    costs: list[dict[str, Any]] = [{"product": "tts", "cost": 60}, {"product": "llm"}]
    body = {
        **MINIMAL,
        "call_cost": {"product_costs": costs, "combined_cost": 60},
        "llm_token_usage": {"values": [1, "two"], "num_requests": "2"},
        "latency": {"e2e": {"p50": 800, "values": [1, None]}},
        "custom_sip_headers": {"X-A": "a", "X-B": 2},
    }
    with Records() as records:
        call = WebCall.from_dict(body)
    assert call.call_cost
    assert call.call_cost.combined_cost == 60
    assert call.call_cost.product_costs == [ProductCost(product="tts", cost=60), UnknownVariant(costs[1])]
    assert call.llm_token_usage
    assert call.llm_token_usage.values == [1, UnknownVariant("two")]
    assert (call.llm_token_usage.average, call.llm_token_usage.num_requests) == (UNSET, UNSET)
    assert call.llm_token_usage["num_requests"] == "2"
    assert call.latency
    assert call.latency.e2e
    assert call.latency.e2e.values == [1, UnknownVariant(None)]
    assert call.custom_sip_headers == {"X-A": "a", "X-B": UnknownVariant(2)}
    assert call.to_dict() == body
    assert sorted(pointers(records)) == [
        "/call_cost/product_costs/1/cost",
        "/custom_sip_headers/X-B",
        "/latency/e2e/values/1",
        "/llm_token_usage/average",
        "/llm_token_usage/num_requests",
        "/llm_token_usage/values/1",
    ]


def test_arguments_of_a_tool_may_be_nested_to_any_depth() -> None:
    nested: list[Any] = []
    for _ in range(3000):
        nested = [nested]
    call = WebCall.from_dict({**MINIMAL, "tool_calls": [{"result": nested}, "odd"], "metadata": {"deep": nested}})
    body = call.to_dict()
    assert body["tool_calls"][0]["result"] is nested
    assert body["tool_calls"][1] == "odd"
    assert body["metadata"]["deep"] is nested


@pytest.mark.parametrize("name", ["product_costs", "combined_cost"])
def test_a_missing_property_is_unset_and_a_missing_array_is_empty(name: str) -> None:
    cost = {key: value for key, value in EXAMPLE["call_cost"].items() if key != name}
    call = WebCall.from_dict({**MINIMAL, "call_cost": cost})
    assert call.call_cost
    assert getattr(call.call_cost, name) is UNSET
    assert list(getattr(call.call_cost, name)) == []
    assert f"{getattr(call.call_cost, name):g}" == "UNSET"
    assert call.to_dict()["call_cost"] == cost
    with pytest.raises(errors.MalformedResponse) as caught:
        call_in_thread(answering({**MINIMAL, "call_cost": cost}, strict=True))
    assert caught.value.pointer == f"/call_cost/{name}"
    with pytest.raises(TypeError):
        CallCost()  # type: ignore[call-arg]


def test_unknown_properties_keep_their_order() -> None:
    names = [f"new_{number % 7}_{number}" for number in range(30)]
    call = WebCall.from_dict({**MINIMAL, **dict.fromkeys(names)})
    assert call.additional_keys == names


def test_setting_an_attribute_replaces_a_value_of_another_shape() -> None:
    call = WebCall.from_dict({**MINIMAL, "agent_name": None})
    call.agent_name = "Ann"
    assert call.to_dict()["agent_name"] == "Ann"


@pytest.mark.parametrize("value", [True, "800", None, [800]], ids=repr)
def test_a_number_is_not_read_as_a_boolean_or_a_string(value: Any) -> None:
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


DIGITS = "1" + "0" * 4999
LEVELS = 3000
LARGE = {
    "digits": (DIGITS, 10**4999),
    "negative": (f"-{DIGITS}", -(10**4999)),
    "in an array": (f'[1, {{"a": {DIGITS}}}, "x"]', [1, {"a": 10**4999}, "x"]),
    "more digits than anybody converts": ("1" * 200_000, "1" * 200_000),
}


@pytest.mark.parametrize(("text", "value"), LARGE.values(), ids=LARGE)
def test_a_number_of_any_size_in_an_unknown_property_is_tolerated(text: str, value: Any, call: Caller) -> None:
    found = call(answering_bytes(f'{json.dumps(EXAMPLE)[:-1]}, "new": {text}}}'.encode()))
    assert found.to_dict() == {**EXAMPLE, "new": value}


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"a":', "}"), ('{"a": [1, "]", ', "]}")], ids=repr)
def test_any_depth_of_an_unknown_property_is_tolerated(opened: str, closed: str, call: Caller) -> None:
    leaf = '"] \ud800'
    nested = opened * LEVELS + json.dumps(leaf) + closed * LEVELS
    found = call(answering_bytes(f' {json.dumps(EXAMPLE)[:-1]}, "new": {nested}, "digits": {DIGITS}}} '.encode()))
    inner = found["new"]
    for _ in range(LEVELS * len(closed)):
        inner = inner[-1] if isinstance(inner, list) else inner["a"]
    assert inner == leaf
    assert {key: value for key, value in found.to_dict().items() if key != "new"} == {**EXAMPLE, "digits": 10**4999}


@pytest.mark.parametrize(
    "ending",
    [
        "",
        "]",
        "]" * LEVELS,
        "]" * LEVELS + "}}",
        "]" * LEVELS + "} 1",
        "1,]",
        "1 2",
        '"a": 1',
        "{1: 2}",
        "nul",
        '"',
        "[,",
    ],
)
def test_invalid_json_of_any_depth_is_an_error(ending: str) -> None:
    body = f'{json.dumps(EXAMPLE)[:-1]}, "new": {"[" * LEVELS}{ending}'
    with pytest.raises(errors.MalformedResponse, match=r"Invalid JSON \(JSONDecodeError\)"):
        call_in_thread(answering_bytes(body.encode()))


def test_too_deep_a_body_is_an_error() -> None:
    body = f'{json.dumps(EXAMPLE)[:-1]}, "new": {"[" * 200_000}{"]" * 200_000}}}'
    with pytest.raises(errors.MalformedResponse, match="Values nested too deep"):
        call_in_thread(answering_bytes(body.encode()))


def test_the_last_of_duplicate_keys_is_used() -> None:
    content = json.dumps(MINIMAL)[:-1] + ', "agent_id": "first", "agent_id": "last"}'
    assert call_in_thread(answering_bytes(content.encode())).agent_id == "last"


def test_metadata_may_be_nested_to_any_readable_depth() -> None:
    deep: dict[str, Any] = {}
    for _ in range(400):
        deep = {"a": [deep]}
    call = call_in_thread(answering({**MINIMAL, "metadata": deep, "new": deep}))
    assert call.metadata is not UNSET
    assert call.to_dict()["metadata"] is call.metadata


def test_a_surprise_is_reported_once_by_all_readers() -> None:
    body = {**EXAMPLE, "transcript_object": [{**EXAMPLE["transcript_object"][0], "mood": "good"}] * 3}
    with Records() as records:
        for _ in range(3):
            call_in_thread(answering(body))
            WebCall.from_dict(body)
    assert pointers(records) == ["/transcript_object/0/mood"]
    assert "in the API's response (3 times), kept unchanged" in records[0].getMessage()


def test_a_thousand_webhooks_with_a_new_property_are_one_line() -> None:
    with Records() as records:
        for number in range(1000):
            WebCall.from_dict({**MINIMAL, "call_id": f"call_{number}", "new": number})
    assert [record.getMessage() for record in records] == [
        "Unknown property at '/new' in the dict given to WebCall.from_dict, kept unchanged"
    ]


def test_the_same_place_in_another_class_is_another_place() -> None:
    with Records() as records:
        WebCall.from_dict({**MINIMAL, "new": 1})
        Utterance.from_dict({"role": "agent", "content": "", "words": [], "new": 1})
    assert pointers(records) == ["/new", "/new"]


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
        call_in_thread(answering({**MINIMAL, **{f"newer_{number}": number for number in range(2000)}}))
        assert len(records) == 1000
    with Records() as records:
        call_in_thread(answering({**MINIMAL, "transcript_object": [utterance] * 500}))
        assert len(records) == 1


@pytest.mark.parametrize("content_type", ["text/html", "application/json; charset=klingon", "", "nonsense"])
def test_a_call_is_read_with_any_content_type(content_type: str) -> None:
    client = answering_bytes(json.dumps(EXAMPLE).encode(), headers={"Content-Type": content_type})
    assert call_in_thread(client).to_dict() == EXAMPLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le"])
def test_a_call_is_read_in_any_encoding_that_json_may_have(encoding: str) -> None:
    client = answering_bytes(json.dumps({**MINIMAL, "agent_name": "Zoë"}, ensure_ascii=False).encode(encoding))
    assert call_in_thread(client).agent_name == "Zoë"


# ---- a model is not a mapping ----


def test_iterating_a_model_is_an_error() -> None:
    call = WebCall.from_dict({**EXAMPLE, "mood": "good"})
    for make in (list, dict, iter):
        with pytest.raises(TypeError, match="not iterable"):
            make(call)  # type: ignore[call-overload]
    assert (call["mood"], "mood" in call, "call_id" in call) == ("good", True, False)


def test_evolve_equality_and_copies_work() -> None:
    call = WebCall.from_dict({**EXAMPLE, "mood": "good"})
    changed = attrs.evolve(call, agent_name="Zoë")
    assert changed != call
    assert attrs.evolve(changed, agent_name=call.agent_name) == call
    for twin in (copy.copy(call), copy.deepcopy(call), pickle.loads(pickle.dumps(call))):
        assert twin == call
        assert twin.to_dict() == call.to_dict()
