"""Sends through a transport of its own, with timeouts, headers and logging as its operators want them."""

import logging
import os
import sys

import httpx

from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest


class Counting(httpx.BaseTransport):
    """Counts requests on their way out."""

    def __init__(self) -> None:
        self.inner = httpx.HTTPTransport(retries=1)
        self.count = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Count and sends."""
        self.count += 1
        return self.inner.handle_request(request)

    def close(self) -> None:
        """Close the connections."""
        self.inner.close()


def main() -> None:
    """Make a call in each of three ways."""
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(name)s %(levelname)s")
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    url = os.environ["API_URL"]
    body = CreateWebCallRequest(agent_id="agent_1")

    transport = Counting()
    client = AuthenticatedClient(url, timeout=httpx.Timeout(10, connect=2), httpx_args={"transport": transport})
    with client:
        call = create_web_call.sync(client=client, body=body)
        response = create_web_call.sync_detailed(client=client.with_headers({"X-Team": "shop"}), body=body)
    print(call.call_id, response.status_code, response.attempts, transport.count)

    own = AuthenticatedClient(url).set_httpx_client(httpx.Client(headers={"X-Team": "support"}))
    with own:
        print(create_web_call.sync(client=own, body=body).call_id)

    impatient = AuthenticatedClient(url, max_retries=0).with_timeout(0.2)
    with impatient:
        try:
            create_web_call.sync(client=impatient, body=body)
        except errors.TimedOut as error:
            print(error, error.attempts)
    print(impatient, os.environ["RETELL_API_KEY"] in repr(impatient))


if __name__ == "__main__":
    main()
