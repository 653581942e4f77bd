"""Counts what the API sends beside its contract; a canary with a strict client stops at the first of it."""

import logging
import os
from collections import Counter

from retell_web_call_client import AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.errors import MalformedResponse
from retell_web_call_client.models import CreateWebCallRequest


class Surprises(logging.Handler):
    """Counts surprises by where they are."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.pointers: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self.pointers[str(vars(record)["pointer"])] += 1


def main() -> None:
    """Make a few calls with a lenient client, then one with a strict one."""
    surprises = Surprises()
    logger = logging.getLogger("retell_web_call_client.drift")
    logger.addHandler(surprises)
    logger.propagate = False
    body = CreateWebCallRequest(agent_id="agent_1")
    with AuthenticatedClient(os.environ["API_URL"]) as client:
        for _ in range(2):
            call = create_web_call.sync(client=client, body=body)
            print(call.agent_name or "no name", sorted(call.additional_keys), call["mood"], "mood" in call)
    print(sorted(surprises.pointers.items()))
    with AuthenticatedClient(os.environ["API_URL"], strict=True) as canary:
        try:
            create_web_call.sync(client=canary, body=body)
        except MalformedResponse as error:
            print(error.what, error.pointer, error.response.status_code if error.response else None)


if __name__ == "__main__":
    main()
