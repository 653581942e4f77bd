"""A short simulated call, with an example of each property that the server sets."""

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server.kept_call import KeptCall


def played_example() -> JsonObject:
    """Return the call after its analysis."""
    kept, now = KeptCall({}, at=1_700_000_000, seconds_to_join=30), 1_700_000_001.0
    kept.join(now)
    kept.say("agent", "Hello, how can I help?", now)
    kept.say("user", "Book a table.", now)
    kept.press("1", now)
    kept.invoke_tool("book_table", {"guests": 2}, {"booked": True}, now, successful=True)
    kept.say("agent", "It is booked.", now)
    kept.transfer("+12137771234", "cold_transfer", now)
    kept.bridged = True
    kept.end("user_hangup", now)
    kept.analyse({}, now)
    return kept.shown(now)
