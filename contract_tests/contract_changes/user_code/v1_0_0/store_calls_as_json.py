"""Keeps calls as JSON in a store of its own, and reads them back later."""

import json
import os

from retell_web_call_client import UNSET, AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CallStatus, CreateWebCallRequest, WebCall


def stored(call: WebCall) -> str:
    """Return a call as text."""
    return json.dumps(call.to_dict(), sort_keys=True)


def restored(text: str) -> WebCall:
    """Return a call from its text."""
    return WebCall.from_dict(json.loads(text))


def main() -> None:
    """Store a call that the API gave, and one that is made up."""
    request = CreateWebCallRequest.from_dict({"agent_id": "agent_1", "metadata": {"order": 4711}})
    request.agent_version = 3
    with AuthenticatedClient(os.environ["API_URL"]) as client:
        call = create_web_call.sync(client=client, body=request)
    text = stored(call)
    again = restored(text)
    print(again == call, stored(again) == text, again.call_status is CallStatus.REGISTERED)
    print(again.metadata, again.transfer_destination is UNSET, again.agent_name)
    again.call_status = CallStatus.ENDED
    again.duration_ms = 1500
    again["reviewed"] = True
    print(stored(again))
    made_up = WebCall(
        call_type="web_call",
        access_token="secret",
        call_id="call_2",
        agent_id="agent_1",
        agent_version=1,
        call_status=CallStatus.ONGOING,
        transfer_destination=None,
    )
    print(stored(made_up), "secret" in repr(made_up))


if __name__ == "__main__":
    main()
