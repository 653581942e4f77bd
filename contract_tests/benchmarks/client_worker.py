"""The costs of one client in this fresh process: its import, its first call, and each of many calls.

Run as a file, by the Python that has the client. Arguments: its package, the URL of a server, and the file with the
body of each response, or `tasks` for many calls at a time to the server. Prints figures as JSON. Garbage is collected
as in a user's process, and the calls go on for long enough to have their share of full collections.
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


def main() -> None:
    """Import, call, and print the figures."""
    package, url, what = sys.argv[1:]
    sys.modules["click"] = None  # type: ignore[assignment]  # httpx's command line, an extra, stays unloaded
    began = time.process_time()
    transport = None if what == "tasks" else responding(what)
    call = connect(package, url, transport)
    if transport is None:
        figures = {"CPU µs": of_tasks(call) * 1e6}
    else:
        response = call()
        assert response["access_token"] if isinstance(response, dict) else response.access_token
        figures = {"import and first call, CPU ms": (time.process_time() - began) * 1e3, "memory MiB": peak_memory()}
        figures["CPU µs"] = of_calls(call) * 1e6
    import json

    print(json.dumps(figures))


def responding(path: str) -> httpx.BaseTransport:
    """Return a transport that responds to every request with the body in a file."""
    import httpx

    headers = {"Content-Type": "application/json"}
    with open(path, "rb") as file:
        body = file.read()
    return httpx.MockTransport(lambda _: httpx.Response(201, headers=headers, content=body))


def of_calls(call: Callable[[], Any]) -> float:
    """CPU seconds of one call, after a few that warm up. Freeing what a call made is part of it."""
    for _ in range(5):
        call()
    calls, began = 0, time.process_time()
    while (spent := time.process_time() - began) < SECONDS:
        call()
        calls += 1
    return spent / calls


def of_tasks(call: Callable[[], Any]) -> float:
    """CPU seconds of one call of a hundred tasks on one client, whose connections are open already."""
    import asyncio

    async def burst() -> float:
        await asyncio.gather(*(call() for _ in range(TASKS)))
        began = time.process_time()
        for _ in range(BURSTS):
            await asyncio.gather(*(call() for _ in range(TASKS)))
        return (time.process_time() - began) / TASKS / BURSTS

    return asyncio.run(burst())


def peak_memory() -> float:
    """Return the most MiB that this program ever had in memory: of Linux, where `resource` would count its parent's."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        return 0


if __name__ == "__main__":
    main()
