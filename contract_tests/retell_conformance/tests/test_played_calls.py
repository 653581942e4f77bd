"""Tests of simulated calls: from joining to the analysis, a call is consistent at every step."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise

import pytest

from api_conformance.profiles import PROFILES
from api_conformance.requests.sending import Sent
from api_conformance.run import Run
from api_conformance.run_check import check
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Traffic
from openapi_contract.json_data import JsonObject
from retell_conformance.checks.get_call import reading_link
from retell_conformance.contract import read
from retell_conformance.endpoint import RETELL
from retell_conformance.rules import RULES
from retell_conformance.stand_in import NotPossible, PlayedCall, RetellServer, Speaker

JUDGING = (
    "every_status_is_documented",
    "every_body_has_the_documented_schema",
    "the_times_of_every_call_agree",
    "every_transcript_and_latency_is_in_order",
)
SAID: list[tuple[Speaker, str]] = [
    ("agent", "Hello, how can I help?"),
    ("user", "A table for two."),
    ("agent", "It is booked."),
]
STEPS: dict[str, Callable[[PlayedCall], object]] = {
    "joined": lambda call: call.server.join(call.call_id),
    "greeted": lambda call: call.say(*SAID[0]),
    "asked": lambda call: call.say(*SAID[1]),
    "pressed": lambda call: call.press("1"),
    "done": lambda call: call.invoke_tool("book_table", {"guests": 2}, {"booked": True}),
    "answered": lambda call: call.say(*SAID[2]),
    "later": lambda call: call.server.advance(5),
    "ended": lambda call: call.end("user_hangup", analyse=False),
    "analysed": lambda call: call.analyse(),
}


@pytest.fixture
def run(retell_server: RetellServer) -> Iterator[Run]:
    retell_server.reset()
    target = Target(retell_server.url, retell_server.key, values={"agent_id": retell_server.agent_id})
    with closing(Traffic(target)) as traffic:
        yield Run(read(), traffic, PROFILES["ci"], 0, RETELL, Sent(()))


@pytest.fixture
def call(run: Run, retell_server: RetellServer) -> PlayedCall:
    return registered(run, retell_server)


def registered(run: Run, server: RetellServer, **override: object) -> PlayedCall:
    created = run.create(agent_override={"agent": override}) if override else run.create()
    assert created.call is not None
    return server.call(created.call["call_id"])


def shown(run: Run, call: PlayedCall) -> JsonObject:
    found = run.fetch(reading_link(run), {"call_id": call.call_id}).call
    assert found is not None
    return found


def test_a_call_passes_the_suites_rules_at_every_step(run: Run, call: PlayedCall) -> None:
    stages = [shown(run, call)["call_status"]]
    for step in STEPS.values():
        step(call)
        stages.append(shown(run, call)["call_status"])
    assert stages == ["registered", *["ongoing"] * 7, "ended", "ended"]
    outcomes = [check(RULES[name], run) for name in JUDGING]
    assert [(each.kind, each.shown) for each in outcomes] == [("passed", [])] * len(JUDGING)


def ended(run: Run, call: PlayedCall) -> JsonObject:
    for step in STEPS.values():
        step(call)
    return shown(run, call)


def test_properties_appear_when_their_values_are_known(run: Run, call: PlayedCall) -> None:
    seen = [shown(run, call).keys()]
    for step in STEPS.values():
        step(call)
        seen.append(shown(run, call).keys())
    new = [later - before for before, later in pairwise(seen)]
    assert new[0] == {"start_timestamp"}
    assert new[1:7] == [set()] * 6
    assert new[7] >= {"end_timestamp", "duration_ms", "transcript", "transcript_object", "transcript_with_tool_calls"}
    assert new[7] >= {"latency", "call_cost", "llm_token_usage", "disconnection_reason"}
    assert new[8] == {"call_analysis"}


def test_the_forms_of_the_transcript_agree(run: Run, call: PlayedCall) -> None:
    found = ended(run, call)
    lines = [f"{role.title()}: {content}" for role, content in SAID]
    assert found["transcript"].splitlines() == lines
    assert [(each["role"], each["content"]) for each in found["transcript_object"]] == SAID
    items = found["transcript_with_tool_calls"]
    assert [each for each in items if "words" in each] == found["transcript_object"]
    assert [each["role"] for each in items] == [
        "agent",
        "user",
        "dtmf",
        "tool_call_invocation",
        "tool_call_result",
        "agent",
    ]
    assert ["".join(word["word"] for word in each["words"]).strip() for each in found["transcript_object"]] == [
        content for _, content in SAID
    ]


def test_a_turn_is_one_line_of_the_transcript(run: Run, call: PlayedCall) -> None:
    call.server.join(call.call_id).say("user", "A table\nfor two.")
    call.invoke_tool("look_up")
    call.end()
    found = shown(run, call)
    assert found["transcript"] == "User: A table for two.\n"
    assert found["transcript_object"][0]["content"] == "A table\nfor two."
    assert found["transcript_with_tool_calls"][-1]["content"] == ""


def test_nothing_happens_out_of_order_or_after_the_end(run: Run, call: PlayedCall) -> None:
    found = ended(run, call)
    times = []
    for item in found["transcript_with_tool_calls"]:
        times += [time for word in item.get("words", ()) for time in (word["start"], word["end"])]
        times += [item["time_sec"]] if "time_sec" in item else []
    assert times == sorted(times)
    assert 1000 * times[-1] <= found["duration_ms"] == found["end_timestamp"] - found["start_timestamp"]


def test_advanced_time_counts_for_the_call(run: Run, call: PlayedCall) -> None:
    found = ended(run, call)
    talked = found["transcript_object"][-1]["words"][-1]["end"]
    assert found["duration_ms"] >= 1000 * (talked + 5)


def test_a_reply_begins_when_its_latency_is_over(run: Run, call: PlayedCall) -> None:
    found = ended(run, call)
    latency, (_, question, reply) = found["latency"], found["transcript_object"]
    waited = reply["words"][0]["start"] - question["words"][-1]["end"]
    assert latency["e2e"]["values"] == [pytest.approx(1000 * waited, abs=0.2)]
    assert latency["llm"]["num"] == found["llm_token_usage"]["num_requests"] == 2
    assert latency["e2e"]["min"] > latency["llm"]["values"][-1] + latency["tts"]["values"][-1]


def test_the_cost_follows_from_products_and_duration(run: Run, call: PlayedCall) -> None:
    found = ended(run, call)
    cost = found["call_cost"]
    assert cost["total_duration_seconds"] == -(-found["duration_ms"] // 1000)
    assert cost["combined_cost"] == pytest.approx(sum(each["cost"] for each in cost["product_costs"]))
    assert cost["combined_cost"] == pytest.approx(
        cost["total_duration_seconds"] * cost["total_duration_unit_price"], abs=0.001
    )


def test_a_test_can_set_the_analysis(run: Run, call: PlayedCall) -> None:
    call.server.join(call.call_id)
    call.say("user", "Never again!")
    call.end("user_hangup", analysis={"user_sentiment": "Negative"})
    analysis = shown(run, call)["call_analysis"]
    assert analysis["user_sentiment"] == "Negative"
    assert analysis["call_successful"] is True
    assert "Never again!" in analysis["call_summary"]


def test_the_analysis_answers_the_questions_of_the_call(run: Run, retell_server: RetellServer) -> None:
    questions = [
        {"type": "enum", "name": "mood", "description": "How it went.", "choices": ["good", "bad"]},
        {"type": "boolean", "name": "again", "description": "Whether to call again."},
    ]
    call = registered(run, retell_server, post_call_analysis_data=questions)
    retell_server.join(call.call_id).end()
    assert shown(run, call)["call_analysis"]["custom_analysis_data"] == {"mood": "good", "again": False}


@pytest.mark.parametrize(
    ("reason", "status", "joined"),
    [
        ("error_llm_websocket_open", "error", True),
        ("agent_hangup", "ended", True),
        ("no_valid_payment", "not_connected", False),
    ],
)
def test_the_status_follows_from_the_reason(run: Run, call: PlayedCall, reason: str, status: str, joined: bool) -> None:
    if joined:
        call.server.join(call.call_id)
    call.end(reason)
    found = shown(run, call)
    assert (found["call_status"], found["disconnection_reason"]) == (status, reason)
    assert ("start_timestamp" in found) is ("duration_ms" in found) is joined


def test_a_call_that_nobody_joins_times_out_and_cannot_be_joined(run: Run, call: PlayedCall) -> None:
    call.server.advance(31)
    found = shown(run, call)
    assert (found["call_status"], found["disconnection_reason"]) == ("ended", "registered_call_timeout")
    assert found["call_analysis"]["user_sentiment"] == "Unknown"
    with pytest.raises(NotPossible, match="cannot be joined: it is ended"):
        call.server.join(call.call_id)


@pytest.mark.parametrize(
    ("override", "seconds", "reason"),
    [
        ({}, 600, "inactivity"),
        ({"end_call_after_silence_ms": 10_000}, 10, "inactivity"),
        ({"max_call_duration_ms": 60_000}, 60, "max_duration_reached"),
    ],
)
def test_a_silent_or_long_call_ends_by_itself(
    run: Run, retell_server: RetellServer, override: JsonObject, seconds: float, reason: str
) -> None:
    call = registered(run, retell_server, **override)
    retell_server.join(call.call_id)
    retell_server.advance(seconds - 1)
    assert shown(run, call)["call_status"] == "ongoing"
    retell_server.advance(1.5)
    assert shown(run, call)["disconnection_reason"] == reason


def test_a_call_with_basic_data_storage_has_no_transcript(run: Run, retell_server: RetellServer) -> None:
    call = registered(run, retell_server, data_storage_setting="basic_attributes_only")
    found = ended(run, call)
    assert not [name for name in found if "transcript" in name]
    assert found["call_analysis"]


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (lambda call: call.say("user", "hi"), "not ongoing: it is registered"),
        (lambda call: call.analyse(), "has not ended yet"),
        (lambda call: call.end("user_hangout"), "no disconnection_reason user_hangout"),
        (lambda call: call.end(analysis={"user_sentiment": "Delighted"}), "allows no such call_analysis"),
        (lambda call: call.server.join("call_unknown"), "no call has the id call_unknown"),
        (lambda call: call.server.join(call.call_id).say("usr", "hi"), "'usr' does not speak"),
        (lambda call: (call.end(), call.end()), "has ended already"),
        (lambda call: call.server.join(call.server.join(call.call_id).call_id), "it is ongoing"),
        (lambda call: call.server.fail_next(200), "status must be between 400 and 599"),
        (lambda call: call.server.advance(-1), "seconds must not be below 0"),
    ],
)
def test_an_impossible_step_is_reported_in_one_line(
    call: PlayedCall, step: Callable[[PlayedCall], object], message: str
) -> None:
    with pytest.raises(NotPossible, match=message) as raised:
        step(call)
    assert "\n" not in str(raised.value)


def test_calls_do_not_disturb_each_other(run: Run, retell_server: RetellServer) -> None:
    one, other = registered(run, retell_server), registered(run, retell_server)
    retell_server.join(one.call_id).say("user", "a word " * 200)
    assert shown(run, other)["call_status"] == "registered"
    retell_server.join(other.call_id).end()
    assert shown(run, other)["duration_ms"] < 10_000
    assert shown(run, one)["call_status"] == "ongoing"


def test_a_reset_removes_everything(run: Run, call: PlayedCall) -> None:
    call.server.fail_next(500)
    call.server.advance(31)
    call.server.reset()
    assert run.create().status == 201
    with pytest.raises(NotPossible, match="no call has the id"):
        call.end()
