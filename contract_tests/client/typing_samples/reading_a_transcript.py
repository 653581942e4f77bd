"""Reading a call as a user would write it. Type-checked, never run."""

from collections.abc import Iterable

from retell_web_call_client import UNSET, UnknownVariant
from retell_web_call_client.models import (
    CallStatus,
    ProductCost,
    ToolCallInvocation,
    ToolCallResult,
    TranscriptItem,
    Utterance,
    WebCall,
)


def line(item: TranscriptItem) -> str:
    """Return an item as a line, also if its kind is known only to a later version of the client."""
    match item:
        case Utterance(role=role, content=content):
            return f"{role}: {content}"
        case ToolCallInvocation(name=name, arguments=arguments):
            return f"{name}({arguments})"
        case ToolCallResult(tool_call_id=call, content=content):
            return f"{call} -> {content}"
        case UnknownVariant(value):
            return f"something new: {value}"
        case _:
            return "something else"


def transcript(call: WebCall) -> list[str]:
    """Read an optional array, which is false if it is missing."""
    return [line(item) for item in call.transcript_with_tool_calls or ()]


def first_words(call: WebCall) -> Iterable[str]:
    """Read nested optional properties."""
    for utterance in call.transcript_object or []:
        for word in utterance.words[:1]:
            if word.word is not UNSET:
                yield word.word.upper()


def costs(call: WebCall) -> dict[str, float]:
    """Read an array without the items that could not be read."""
    items = call.call_cost.product_costs if call.call_cost else ()
    return {item.product: item.cost for item in items if isinstance(item, ProductCost)}


def is_over(call: WebCall) -> bool:
    """Read an enum's members, and strings that are unknown values."""
    match call.call_status:
        case CallStatus.ENDED | CallStatus.ERROR:
            return True
        case CallStatus():
            return False
        case unknown:
            return unknown.startswith("ended_")


def cost(call: WebCall) -> float | None:
    """Read a nested object, null and maps."""
    customer = call.retell_llm_dynamic_variables["name"] if call.retell_llm_dynamic_variables else ""
    order: object = call.metadata.get("order") if call.metadata else None
    if call.transfer_destination is None or call.transfer_destination is UNSET:
        return None
    print(customer, order, call.transfer_destination.strip(), call["new_property"], call.to_dict())
    if not call.call_cost or call.call_cost.combined_cost is UNSET:
        return None
    return call.call_cost.combined_cost
