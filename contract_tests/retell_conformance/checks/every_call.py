"""Checks of every call that was registered in the run. They are made last."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from api_conformance.checks.responses import GROUP
from api_conformance.finding import Finding
from api_conformance.json_values import is_kept_everywhere, short
from api_conformance.requests.registration import Registered, readings
from api_conformance.rule import rule
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from openapi_contract.json_data import same
from retell_conformance.access_tokens import SECONDS_THAT_CLOCKS_DIFFER

every_rule = partial(rule, GROUP, last=True)

ABSENT = object()
EARLIEST_MS, LATEST_MS = 10**12, 10**13  # 2001 and 2286
EARLIEST_SECONDS, LATEST_SECONDS = 10**9, 10**10


@every_rule("No two calls share an id or a token", "the descriptions of `call_id` and `access_token`")
def no_two_calls_share_a_secret_or_an_id(run: Run) -> Iterator[Finding]:
    """Each call of the run has its own id and access token, even if the requests are equal."""
    for name in ("call_id", "access_token"):
        seen: dict[str, list[Exchange]] = defaultdict(list)
        for each in run.registered():
            if isinstance(each.call.get(name), str) and each.call[name]:
                seen[each.call[name]].append(each.exchange)
        for shared in seen.values():
            if len(shared) > 1:
                got = f"{len(shared)} calls with the same"
                yield Finding(f"a {name} of its own for each call", got, shared[-1], name)


ECHOED = ("agent_id", "agent_version", "metadata", "retell_llm_dynamic_variables")


@every_rule("Every call matches its request", "the descriptions of the properties that a call repeats")
def every_call_is_the_one_that_was_asked_for(run: Run) -> Iterator[Finding]:
    """Every call that is registered names the agent and version of its request, and returns its own data unchanged.

    Numbers and characters on which JSON implementations differ are not judged, nor are responses to invalid requests.
    """
    by_operation = {each.operation: each.request_names & each.response_names & {*ECHOED} for each in run.registrations}
    for each in run.registered():
        if not _is_valid(each):
            continue
        for name in sorted(by_operation[each.operation] & each.request.keys()):
            value = each.request[name]
            if name == "agent_version" and not isinstance(value, int):
                continue  # for a tag such as `latest` the call has the version that it names
            if is_kept_everywhere(value) and not same(value, each.call.get(name, ABSENT)):
                got = "absent" if name not in each.call else short(each.call[name])
                yield Finding(f"{name} as in the request", f"{name}: {got}", each.exchange, name)


def _is_valid(registered: Registered) -> bool:
    schema = registered.operation.request_schema
    try:
        return schema is None or schema.is_valid(registered.request)
    except ValueError:
        return True  # lone surrogates, which the validator cannot read


@every_rule("Every call is registered", "the description of `call_status`, and the only value of `call_type`")
def every_call_is_registered(run: Run) -> Iterator[Finding]:
    """Every call that has just been registered has the status `registered` and the type `web_call`."""
    expected = {"call_status": "registered", "call_type": "web_call"}
    run.needs(*expected, request=False)
    having = {each.operation for each in run.registrations if expected.keys() <= each.response_names}
    for each in run.registered():
        for name, value in expected.items() if each.operation in having else ():
            if each.call.get(name) != value:
                yield Finding(f'{name}: "{value}"', f"{name}: {short(each.call.get(name))}", each.exchange, name)


@every_rule("The times of every call agree", "the descriptions of `start_timestamp`, `end_timestamp` and `duration_ms`")
def the_times_of_every_call_agree(run: Run) -> Iterator[Finding]:
    """Timestamps are in milliseconds, none in the future; no call ends before it begins, or has a longer duration."""
    for call, exchange in _calls(run):
        for got in odd_times(call, exchange.clocks):
            yield Finding("times that agree", got, exchange, got.partition(" ")[0])


def odd_times(call: Mapping[str, Any], clocks: tuple[float, ...] = ()) -> Iterator[str]:
    """Yield the contradictions between the times of a call.

    Args:
        clocks: The time in seconds since the epoch by each known clock; empty to skip that comparison.
    """
    times = {name: call.get(name) for name in ("start_timestamp", "end_timestamp", "duration_ms")}
    known = {name: value for name, value in times.items() if isinstance(value, int) and value is not True}
    for name in ("start_timestamp", "end_timestamp"):
        if name in known and not EARLIEST_MS <= known[name] <= LATEST_MS:
            seconds = EARLIEST_SECONDS <= known[name] <= LATEST_SECONDS
            hint = "which looks like seconds" if seconds else "which is not a plausible time in milliseconds"
            yield f"{name} {known[name]}, {hint}; the contract says milliseconds"
        elif name in known and clocks and known[name] / 1_000 > max(clocks) + SECONDS_THAT_CLOCKS_DIFFER:
            yield f"{name} {known[name] / 1_000 - max(clocks):,.0f} s in the future"
    if known.get("duration_ms", 0) < 0:
        yield f"duration_ms {known['duration_ms']}"
    if "start_timestamp" in known and "end_timestamp" in known:
        took = known["end_timestamp"] - known["start_timestamp"]
        if took < 0:
            yield "an end before the start"
        elif known.get("duration_ms", 0) > took + 1_000:
            yield f"duration_ms {known['duration_ms']}, with {took} between start and end"


DESCRIBED = ("transcript_object", "transcript_with_tool_calls", "scrubbed_transcript_with_tool_calls", "latency")


@every_rule(
    "Every transcript and latency is in order", "the descriptions of `Word`, `LatencyStats`, `ToolCallInvocation`"
)
def every_transcript_and_latency_is_in_order(run: Run) -> Iterator[Finding]:
    """No word ends before it begins, percentiles rise, and the arguments of a tool call are a JSON object."""
    for call, exchange in _calls(run):
        for name in DESCRIBED:
            for got in _disorder(call.get(name)):
                yield Finding("transcripts and latencies in order", got, exchange, got[:12])


def _calls(run: Run) -> Iterator[tuple[dict[str, Any], Exchange]]:
    """Yield each call in a response, registered or read."""
    for each in run.registered():
        yield each.call, each.exchange
    reading = {how.operation for each in run.registrations for how in readings(run.offered, each.operation)}
    for operation, exchange in run.responses():
        if operation in reading and exchange.call is not None:
            yield exchange.call, exchange


def _disorder(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _disorder(item)
    elif isinstance(node, dict):
        if _numbers(node, "start", "end") not in ([], sorted(_numbers(node, "start", "end"))):
            yield "a word that ends before it begins"
        rising = _numbers(node, "min", "p50", "p90", "p95", "p99", "max")
        if rising != sorted(rising):
            yield f"latencies {rising} for min, p50, p90, p95, p99, max"
        if node.get("role") == "tool_call_invocation" and not _is_object(node.get("arguments")):
            yield "arguments of a tool call that are not a JSON object"
        for value in node.values():
            yield from _disorder(value)


def _numbers(node: dict[str, Any], *names: str) -> list[float]:
    found = (node.get(name) for name in names)
    return [value for value in found if isinstance(value, int | float) and not isinstance(value, bool)]


def _is_object(text: object) -> bool:
    if not isinstance(text, str):
        return True  # the schema is checked elsewhere
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
