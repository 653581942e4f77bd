"""What a valid body may have that a server need not serve, since the contract cannot say whether it can."""

from collections.abc import Iterator
from typing import Any

from scripts.contract.schema import Schema, described

# Whether a valid body that has one of these can be served is beyond the contract, so a server may refuse it.
BEYOND = frozenset(
    {
        # They name another asset of the account,
        *("voice_id", "fallback_voice_ids", "llm_id", "conversation_flow_id", "knowledge_base_ids"),
        # a part of the agent,
        *("current_node_id", "current_state"),
        # a time zone,
        "timezone",
        # an address, into which a server may look before it takes it,
        *("webhook_url", "llm_websocket_url"),
        # tools, of which it may look into the names, the addresses, the apps and the code,
        *("pre_session_tools", "post_session_tools"),
        # or models, which need not offer every tier, and of which a call cannot change the kind.
        *("model_config", "custom_stt_config"),
    }
)
# Values of which the same is true: a setting that needs another one.
BEYOND_VALUES = {"stt_mode": "custom"}


def is_left_open(schema: Schema, body: Any) -> bool:
    """Return whether a server may refuse a valid body."""
    return any(_beyond_the_contract(body)) or any(_left_open(schema, body))


def _left_open(schema: Schema, body: Any) -> Iterator[bool]:
    """Yield whether the contract leaves it open if a part of a valid body can be served.

    So it does of what the vendor no longer documents, and of numbers that make little sense where it has no bounds.
    """
    for part, value in described(schema, body):
        retired = part.definition.get("x-retired", False)
        yield retired is True or (isinstance(retired, list) and value in retired)
        if isinstance(value, int | float) and value is not True:
            bounded = {"minimum", "exclusiveMinimum", "enum", "const"} & part.definition.keys()
            yield value <= 0 and {"integer", "number"} & part.types != set() and not bounded


def _beyond_the_contract(node: Any) -> Iterator[bool]:
    """Yield whether the contract leaves it open if this part of a valid body can be served."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key in BEYOND and value not in (None, [])  # which name none
            yield key in BEYOND_VALUES and value == BEYOND_VALUES[key]
            yield from _beyond_the_contract(value)
    elif isinstance(node, list):
        for item in node:
            yield from _beyond_the_contract(item)
    elif isinstance(node, float):
        # 1.0 is an integer to JSON Schema, and not to every server.
        yield node.is_integer()
