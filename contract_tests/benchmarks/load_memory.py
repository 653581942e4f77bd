"""Judge so many calls as a load test does, and print by how many bytes of memory a call the process grows."""

import json
import sys
from pathlib import Path

from api_conformance.load.process_run import Expected, ProcessRun, Request, Response
from api_conformance.load.whole_run import GENERIC, WholeRun
from api_conformance.transport.target import Target
from openapi_contract.operations import JSON
from retell_conformance.contract import read
from retell_conformance.reference_server.server_settings import Settings

WARM_UP = 20_000
CALLS_A_REPORT = 2_000
PAGE = 4096


def memory() -> int:
    """Return the bytes of memory that the process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def main(calls: int) -> None:
    """Judge the calls; print bytes a call."""
    server = Settings()
    run = ProcessRun(read(), Target("http://server", server.api_key, "KEY", {"agent_id": server.agent_id}))
    whole = WholeRun(GENERIC)
    operation = next(each for each in run.document.operations if each.id == "createWebCallV3")
    request = Request(operation, operation.path, {"Content-Type": JSON}, b"{}", Expected("served", frozenset({201})))
    before = 0
    for number in range(WARM_UP + calls):
        if number == WARM_UP:
            before = memory()
        told = {"call_id": f"call_{number:032x}", "access_token": f"token_{number:064x}", "transport": "gateway"}
        body = json.dumps({**told, "ice_servers": [], "expires_at": 1_800_000_000_000}).encode()
        run.judge(request, Response(201, {"content-type": JSON}, body, 0), lambda *_: ())
        for name in ("call_id", "access_token"):
            run.must_be_unique(name, told[name])
        if number % CALLS_A_REPORT == 0:
            whole.report("one", run.taken(), number)
    print((memory() - before) / calls)


if __name__ == "__main__":
    main(int(sys.argv[1]))
