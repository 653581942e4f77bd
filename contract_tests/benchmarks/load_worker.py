"""A part of a load test in this fresh process, run by the Python of .venv-load: prints what it costs, as JSON.

Arguments: `bare` or `judged`, and the URL of a server, to which one user sends its requests; or `memory`, and how many
calls are judged.
"""

import json
import os
import sys
import time
from pathlib import Path

from locust import FastHttpUser, events  # comes first: it replaces sockets, locks and TLS
from locust.argument_parser import get_parser
from locust.env import Environment

from api_conformance.load.limits import Share
from api_conformance.load.process_run import Expected, ProcessRun, Request, Response
from api_conformance.load.whole_run import GENERIC, WholeRun
from api_conformance.transport.target import Target
from openapi_contract.operations import JSON
from retell_conformance.contract import read
from retell_conformance.load.callers import CallUser

KEY, AGENT = os.environ["RETELL_API_KEY"], os.environ["RETELL_AGENT_ID"]
WARM_UP, CALLS = 150, 1_500
MEMORY_WARM_UP, CALLS_A_REPORT = 20_000, 2_000


def cpu(who: str, url: str) -> float:
    """Return the CPU seconds of a request, of a user that registers calls and reads each."""
    options = get_parser().parse_args(["--host", url])
    environment = Environment(events=events, host=url, parsed_options=options)
    runner = environment.create_local_runner()
    events.init.fire(environment=environment, runner=runner, web_ui=None)
    environment.conformance.share = Share(10**9)
    FastHttpUser.host = url
    judged, bare = CallUser(environment), FastHttpUser(environment)
    mark = {"load_test_caller": "0123456789ab-1"}
    body = {"agent_id": AGENT, "metadata": mark, "retell_llm_dynamic_variables": mark}
    key = {"Authorization": f"Bearer {KEY}"}

    def send_bare() -> None:
        call_id = bare.client.post("/v3/create-web-call", json=body, headers=key).json()["call_id"]
        bare.client.get(f"/v2/get-call/{call_id}", headers=key, name="getCall")

    def send_judged() -> None:
        call = judged.register()
        assert call is not None
        judged.read(call)

    for number in range(WARM_UP + CALLS):
        if number == WARM_UP:
            began = time.process_time()
        (send_bare if who == "bare" else send_judged)()
    assert not environment.conformance.tally.causes
    return (time.process_time() - began) / CALLS / 2


def memory(calls: int) -> float:
    """Return by how many bytes of memory a judged call the process grows."""
    run = ProcessRun(read(), Target("http://server", KEY, "KEY", {"agent_id": AGENT}))
    whole = WholeRun(GENERIC)
    operation = next(each for each in run.document.operations if each.id == "createWebCallV3")
    request = Request(operation, operation.path, {"Content-Type": JSON}, b"{}", Expected("served", frozenset({201})))
    for number in range(MEMORY_WARM_UP + calls):
        if number == MEMORY_WARM_UP:
            before = resident()
        answer_fields = {
            "call_id": f"call_{number:032x}",
            "access_token": f"token_{number:064x}",
            "transport": "gateway",
        }
        body = json.dumps({**answer_fields, "ice_servers": [], "expires_at": 1_800_000_000_000}).encode()
        run.judge(request, Response(201, {"content-type": JSON}, body, 0), lambda *_: ())
        for name in ("call_id", "access_token"):
            run.must_be_unique(name, answer_fields[name])
        if number % CALLS_A_REPORT == 0:
            whole.report("one", run.taken(), number)
    return (resident() - before) / calls


def resident() -> int:
    """Return the bytes of memory that the process has, as Linux tells them."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    what, of = sys.argv[1:]
    found = {"bytes a call": memory(int(of))} if what == "memory" else {"CPU of a request, µs": cpu(what, of) * 1e6}
    print(json.dumps(found))
