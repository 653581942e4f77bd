"""Prints what was said and done in a call, kind by kind, and leaves room for kinds that nobody knows yet."""

import os
from collections.abc import Iterator

from retell_web_call_client import UNSET, AuthenticatedClient, UnknownVariant
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import (
    CreateWebCallRequest,
    DisconnectionReason,
    ToolCallInvocation,
    ToolCallResult,
    TranscriptItem,
    UserSentiment,
    Utterance,
    UtteranceRole,
    WebCall,
)


def line(item: TranscriptItem) -> str:
    """One item in one line."""
    match item:
        case Utterance(role=UtteranceRole.AGENT, content=content, words=words):
            return f"agent ({len(words)} words): {content}"
        case Utterance(role=role, content=content):
            return f"{role}: {content}"
        case ToolCallInvocation(name=name, arguments=arguments, tool_call_id=id):
            return f"{id}: {name}({arguments})"
        case ToolCallResult(tool_call_id=id, content=content):
            return f"{id} -> {content}"
        case UnknownVariant(value):
            return f"unknown: {sorted(value)}"
        case _:
            return "something else"


def summary(call: WebCall) -> Iterator[str]:
    """Yield the call in a few lines."""
    for item in call.transcript_with_tool_calls or []:
        yield line(item)
    for utterance in call.transcript_object or []:
        for word in utterance.words:
            if word.start is not UNSET and word.end is not UNSET:
                yield f"{word.word}: {word.end - word.start:.1f} s"
    match call.disconnection_reason:
        case DisconnectionReason.USER_HANGUP | DisconnectionReason.AGENT_HANGUP:
            yield "somebody hung up"
        case DisconnectionReason() as reason:
            yield f"ended: {reason}"
        case str(reason):
            yield f"ended for a new reason: {reason}"
        case _:
            yield "goes on"
    if call.call_analysis and call.call_analysis.user_sentiment == UserSentiment.POSITIVE:
        yield "a happy user"
    if call.latency and call.latency.e2e and call.latency.e2e.p50 is not UNSET:
        yield f"{call.latency.e2e.p50 / 1000:.2f} s"
    if call.duration_ms is not UNSET:
        yield f"{call.duration_ms / 1000:.1f} s"
    if call.call_cost:
        yield ", ".join(f"{cost.product} {cost.cost:g}" for cost in call.call_cost.product_costs)


def main() -> None:
    """Print the transcripts of two calls."""
    with AuthenticatedClient(os.environ["API_URL"]) as client:
        for _ in range(2):
            call = create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id="agent_1"))
            for text in summary(call):
                print(text)


if __name__ == "__main__":
    main()
