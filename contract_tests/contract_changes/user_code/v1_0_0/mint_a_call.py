"""The backend of a web page: the browser asks for a call, and gets the token to join it and nothing else."""

import json
import os
from http import HTTPStatus

from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest


def mint(client: AuthenticatedClient, customer: str, order: int) -> tuple[int, str]:
    """Return the status and the body for the browser."""
    body = CreateWebCallRequest(
        agent_id="oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD",
        metadata={"order": order, "source": "shop"},
        retell_llm_dynamic_variables={"customer_name": customer},
    )
    try:
        call = create_web_call.sync(client=client, body=body)
    except errors.TooManyRequests:
        return HTTPStatus.SERVICE_UNAVAILABLE, json.dumps({"error": "All lines are busy."})
    return HTTPStatus.OK, json.dumps({"call_id": call.call_id, "access_token": call.access_token})


def main() -> None:
    """Serve two customers."""
    with AuthenticatedClient(base_url=os.environ["API_URL"], max_retries=0) as client:
        for customer, order in (("Ann", 4711), ("Bob", 4712)):
            status, body = mint(client, customer, order)
            print(int(status), body)


if __name__ == "__main__":
    main()
