"""The backend of a web page on v3: it hands a browser the connection, and says in the end what became of the call."""

import json
import os

from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call_v3, get_call
from retell_web_call_client.models import CallStatus, CreateWebCallRequest, WebCallConnection


def connection_of(registered: WebCallConnection) -> str:
    """Return the body for the browser."""
    servers = [server.to_dict() for server in registered.ice_servers]
    return json.dumps({"token": registered.access_token, "transport": registered.transport, "servers": servers})


def outcome(client: AuthenticatedClient, call_id: str) -> str:
    """Return what became of a call, in words."""
    try:
        call = get_call.sync(call_id, client=client)
    except errors.NotFound as error:
        return f"gone: {error.message}"
    if call.call_status is CallStatus.ENDED:
        return f"ended: {call.disconnection_reason}"
    return f"still {call.call_status}"


def main() -> None:
    """Connect a browser, and follow its call."""
    with AuthenticatedClient(base_url=os.environ["API_URL"], max_retries=0) as client:
        body = CreateWebCallRequest(agent_id="agent_1", agent_version="latest", metadata={"order": 4711})
        registered = create_web_call_v3.sync(client=client, body=body)
        print(connection_of(registered))
        for _ in range(3):
            print(outcome(client, registered.call_id))


if __name__ == "__main__":
    main()
