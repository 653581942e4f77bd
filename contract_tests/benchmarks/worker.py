"""The costs of one client, or of one user of a load test, in this fresh process, printed as JSON.

Run as a file, by the Python that has the libraries, with the name of a function below and its arguments. Garbage is
collected as in a user's process, and the calls go on for long enough to have their share of full collections.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False  # typing takes 10 ms to import, which would be measured too
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import httpx

AGENT = "oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD"
SECONDS = 0.6
"""CPU seconds of the measured calls."""
TASKS, BURSTS = 100, 4
WARM_UP, CALLS = 150, 1_500
MEMORY_WARM_UP, CALLS_A_REPORT = 20_000, 2_000


def client(package: str, url: str, what: str) -> dict[str, float]:
    """Return the costs of a client: its import with its first call, and each of many calls.

    Args:
        what: The file with the body of each response, or `tasks` for many calls at a time to the server.
    """
    sys.modules["click"] = None  # type: ignore[assignment]  # httpx's command line, an extra, stays unloaded
    began = time.process_time()
    transport = None if what == "tasks" else responding(what)
    call = connect(package, url, transport)
    if transport is None:
        return {"CPU µs": of_tasks(call) * 1e6}
    response = call()
    assert response["access_token"] if isinstance(response, dict) else response.access_token
    figures = {"import and first call, CPU ms": (time.process_time() - began) * 1e3, "memory MiB": memory_of("VmHWM")}
    return {**figures, "CPU µs": of_calls(call) * 1e6}


def connect(package: str, url: str, transport: httpx.BaseTransport | None) -> Callable[[], Any]:
    """Import a client, and return a call with it; without a transport, an asynchronous one."""
    import importlib
    import json
    import os

    key, module = os.environ["RETELL_API_KEY"], importlib.import_module(package)
    if package == "httpx":  # the alternative to a client
        client_class = module.Client if transport else module.AsyncClient
        client = client_class(base_url=url, headers={"Authorization": f"Bearer {key}"}, transport=transport, timeout=60)
        path, body = "/v2/create-web-call", {"agent_id": AGENT}
        if transport:
            return lambda: json.loads(client.post(path, json=body).content)

        async def call() -> Any:
            return json.loads((await client.post(path, json=body)).content)

        return call
    if package == "retell":
        if transport:
            http_client = module.DefaultHttpxClient(transport=transport)
            client = module.Retell(api_key=key, base_url=url, http_client=http_client)
        else:
            client = module.AsyncRetell(api_key=key, base_url=url)
        return lambda: client.call.create_web_call(agent_id=AGENT)
    operation = importlib.import_module(f"{package}.api.calls.create_web_call")
    request_class = importlib.import_module(f"{package}.models").CreateWebCallRequest
    settings = {"httpx_args": {"transport": transport}} if transport else {}
    client = module.AuthenticatedClient(base_url=url, token=key, **settings)
    send = operation.sync if transport else operation.asyncio
    return lambda: send(client=client, body=request_class(agent_id=AGENT))


def responding(path: str) -> httpx.BaseTransport:
    """Return a transport that responds to every request with the body in a file."""
    import httpx

    headers = {"Content-Type": "application/json"}
    with open(path, "rb") as file:
        body = file.read()
    return httpx.MockTransport(lambda _: httpx.Response(201, headers=headers, content=body))


def of_calls(call: Callable[[], Any]) -> float:
    """Return the CPU seconds of one call, after a few that warm up. Freeing what a call made is part of it."""
    for _ in range(5):
        call()
    calls, began = 0, time.process_time()
    while (spent := time.process_time() - began) < SECONDS:
        call()
        calls += 1
    return spent / calls


def of_tasks(call: Callable[[], Any]) -> float:
    """Return the CPU seconds of one call of a hundred tasks on one client, whose connections are open already."""
    import asyncio

    async def burst() -> float:
        await asyncio.gather(*(call() for _ in range(TASKS)))
        began = time.process_time()
        for _ in range(BURSTS):
            await asyncio.gather(*(call() for _ in range(TASKS)))
        return (time.process_time() - began) / TASKS / BURSTS

    return asyncio.run(burst())


def user(who: str, url: str) -> dict[str, float]:
    """Return the cost of a request of one Locust user, `judged` or not, that registers calls and reads each."""
    from locust import FastHttpUser, events  # comes first: it replaces sockets, locks and TLS
    from locust.argument_parser import get_parser
    from locust.env import Environment

    from api_conformance.load.limits import Share
    from retell_conformance.load.callers import CallUser
    from retell_conformance.reference_server.server_settings import Settings

    environment = Environment(events=events, host=url, parsed_options=get_parser().parse_args(["--host", url]))
    runner = environment.create_local_runner()
    events.init.fire(environment=environment, runner=runner, web_ui=None)
    environment.conformance.share = Share(10**9)
    FastHttpUser.host = url
    judged, bare = CallUser(environment), FastHttpUser(environment)
    mark = {"load_test_caller": "0123456789ab-1"}
    body = {"agent_id": AGENT, "metadata": mark, "retell_llm_dynamic_variables": mark}
    key = {"Authorization": f"Bearer {Settings().api_key}"}

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
        (send_judged if who == "judged" else send_bare)()
    assert not environment.conformance.tally.causes
    return {"CPU of a request, µs": (time.process_time() - began) / CALLS / 2 * 1e6}


def judging(calls: str) -> dict[str, float]:
    """Return the bytes of memory by which the process grows for each of so many judged calls."""
    import json

    from api_conformance.load.process_run import Expected, ProcessRun, Request, Response
    from api_conformance.load.whole_run import GENERIC, WholeRun
    from api_conformance.transport.target import Target
    from openapi_contract.operations import JSON
    from retell_conformance.contract import read

    run, whole = ProcessRun(read(), Target("http://server", "key", "KEY", {"agent_id": AGENT})), WholeRun(GENERIC)
    operation = next(each for each in run.document.operations if each.id == "createWebCallV3")
    request = Request(operation, operation.path, {"Content-Type": JSON}, b"{}", Expected("served", frozenset({201})))
    for number in range(MEMORY_WARM_UP + int(calls)):
        if number == MEMORY_WARM_UP:
            before = memory_of("VmRSS")
        ids = {"call_id": f"call_{number:032x}", "access_token": f"token_{number:064x}"}
        rest = {"transport": "gateway", "ice_servers": [], "expires_at": 1_800_000_000_000}
        body = json.dumps({**ids, **rest}).encode()
        run.judge(request, Response(201, {"content-type": JSON}, body, 0), lambda *_: ())
        for name, value in ids.items():
            run.must_be_unique(name, value)
        if number % CALLS_A_REPORT == 0:
            whole.report("one", run.taken(), number)
    return {"bytes a call": (memory_of("VmRSS") - before) * 2**20 / int(calls)}


def memory_of(kind: str) -> float:
    """Return the MiB that this program has in memory, or had at most: of Linux, since `resource` counts parents."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(kind))
    except OSError:
        return 0


if __name__ == "__main__":
    found = globals()[sys.argv[1]](*sys.argv[2:])
    import json

    print(json.dumps(found))
