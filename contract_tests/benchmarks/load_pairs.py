"""Time a bare `FastHttpUser` and a judged one in turn, with the same requests; print the CPU seconds of each block.

Arguments: the server, and how many blocks. A block registers calls, and reads each.
"""

import json
import os
import sys
import time
from collections.abc import Callable

from locust import FastHttpUser, events
from locust.argument_parser import get_parser
from locust.env import Environment

from api_conformance.load.limits import Share
from retell_conformance.load.callers import CallUser

CALLS = 150
METADATA = {"load_test_caller": "0123456789ab-1"}
BODY = {"agent_id": os.environ["RETELL_AGENT_ID"], "metadata": METADATA, "retell_llm_dynamic_variables": METADATA}


class Judged(CallUser):
    """Judges each response."""


class Bare(FastHttpUser):
    """Does not."""


def main(url: str, blocks: int) -> None:
    """Print a JSON list of pairs: the seconds of the bare user and of the judged one, a request."""
    options = get_parser().parse_args(["--host", url, "--reports", os.environ["COST"]])
    environment = Environment(events=events, host=url, parsed_options=options)
    runner = environment.create_local_runner()
    events.init.fire(environment=environment, runner=runner, web_ui=None)
    environment.conformance.share = Share(10**9)
    Bare.host = url
    judged, bare = Judged(environment), Bare(environment)
    key = {"Authorization": f"Bearer {os.environ['RETELL_API_KEY']}"}
    call_id = bare.client.post("/v3/create-web-call", json=BODY, headers=key).json()["call_id"]

    def send_bare() -> None:
        bare.client.post("/v3/create-web-call", json=BODY, headers=key)
        bare.client.get(f"/v2/get-call/{call_id}", headers=key, name="getCall")

    def send_judged() -> None:
        call = judged.register()
        assert call is not None
        judged.read(call)

    seconds = [[block(each) for each in (send_bare, send_judged)] for _ in range(blocks + 1)]
    assert not environment.conformance.tally.causes
    print(json.dumps(seconds[1:]))  # the first warms up


def block(send: Callable[[], None]) -> float:
    """Return the CPU seconds a request."""
    start = time.process_time()
    for _ in range(CALLS):
        send()
    return (time.process_time() - start) / CALLS / 2


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
