"""The properties of an ended call: transcripts, latencies, cost, tokens, analysis."""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server.conversation import Conversation

CENTS_A_SECOND: Mapping[str, float] = {"elevenlabs_tts": 0.1166667, "gpt_4o_mini": 0.01}
"""The price of each product in cents per second, invented."""
PERCENTILES = (50, 90, 95, 99)
WITHOUT_TRANSCRIPTS = "basic_attributes_only"
SUCCESSFUL = frozenset({"user_hangup", "agent_hangup", "call_transfer", "transfer_bridged", "user_requested_callback"})
"""The disconnection reasons of a successful call, if the user said anything."""
SMALLEST_ANSWERS: Mapping[str, Any] = {"string": "", "boolean": False, "number": 0}
"""The answers to questions of the analysis, by the type of the question."""


def what_was_said(conversation: Conversation, data_storage_setting: object) -> JsonObject:
    """Return the forms of the transcript, if the setting allows storing them."""
    if data_storage_setting == WITHOUT_TRANSCRIPTS:
        return {}
    return {
        "transcript": conversation.transcript,
        "transcript_object": conversation.utterances,
        "transcript_with_tool_calls": conversation.items,
    }


def measurements(conversation: Conversation, duration_ms: int) -> JsonObject:
    """Return the latencies, cost and tokens of a call of this duration."""
    tokens = conversation.tokens
    usage = {"values": tokens, "average": fmean(tokens), "num_requests": len(tokens)} if tokens else None
    return {
        "latency": {name: statistics(values) for name, values in conversation.latencies.items()},
        "call_cost": cost(duration_ms),
        **({"llm_token_usage": usage} if usage else {}),
    }


def cost(duration_ms: int) -> JsonObject:
    """Return the cost of a call, with the duration rounded up to full seconds."""
    seconds = math.ceil(duration_ms / 1000)
    products: list[JsonObject] = [
        {"product": product, "unit_price": price, "cost": round(price * seconds, 4)}
        for product, price in CENTS_A_SECOND.items()
    ]
    return {
        "product_costs": products,
        "total_duration_seconds": seconds,
        "total_duration_unit_price": round(sum(CENTS_A_SECOND.values()), 7),
        "combined_cost": round(sum(each["cost"] for each in products), 4),
    }


def statistics(values: Sequence[float]) -> JsonObject:
    """Return the statistics of one latency over a call."""
    ordered = sorted(values)
    found: JsonObject = {f"p{percent}": _percentile(ordered, percent) for percent in PERCENTILES}
    return {**found, "min": ordered[0], "max": ordered[-1], "num": len(ordered), "values": [*values]}


def _percentile(ordered: Sequence[float], percent: int) -> float:
    place = (len(ordered) - 1) * percent / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return round(ordered[below] + (ordered[above] - ordered[below]) * (place - below), 2)


def analysis(conversation: Conversation, reason: str, questions: object) -> JsonObject:
    """Return the analysis of a call that ended for this reason.

    Args:
        questions: The `post_call_analysis_data` of the agent, if the request overrides it.
    """
    said = conversation.utterances
    user_spoke = any(each["role"] == "user" for each in said)
    last = f" The last words were: {said[-1]['content']}" if said else ""
    return {
        "call_summary": f"The call had {len(said)} turns and ended with {reason}.{last}",
        "in_voicemail": reason == "voicemail_reached",
        "user_sentiment": "Neutral" if user_spoke else "Unknown",
        "call_successful": user_spoke and reason in SUCCESSFUL,
        "custom_analysis_data": {
            each["name"]: next(iter(each.get("choices", ())), SMALLEST_ANSWERS.get(each["type"]))
            for each in (questions if isinstance(questions, list) else ())
            if "name" in each and (each["type"] in SMALLEST_ANSWERS or each.get("choices"))
        },
    }
