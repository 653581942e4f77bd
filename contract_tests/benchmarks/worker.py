"""One contender in this fresh process: what a part of a call costs it.

Run as a file, by the Python that has the contender. Arguments: its name, the folder of the response bodies, the URL
of a server, and what to do: `import`, `tasks`, or the name of a body. Prints CPU seconds, wall seconds and peak
bytes, of the import up to a first call, or of a call. Garbage is collected as in a user's process, and the calls go
on for long enough to have their share of full collections.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False  # typing takes 10 ms to import, which are part of what is measured
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    import httpx

    Call = Callable[[], Any]
    TaskCall = Callable[[], Awaitable[Any]]
    Contender = tuple[Callable[[httpx.BaseTransport], Call], Callable[[str], TaskCall]]
    """Connects to a transport in memory, and for tasks to a URL."""

BASE_URL = "https://api.retellai.com"
KEY = "key_0123456789abcdef"
AGENT = "oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD"
SECONDS_OF_A_BLOCK = 0.6
TASKS = 100
CALLS_OF_A_TASK = 4


def httpx_and_json() -> Contender:
    """Import what anyone would use without a client."""
    import json

    import httpx

    headers = {"Authorization": f"Bearer {KEY}"}

    def connect(transport: httpx.BaseTransport) -> Call:
        client = httpx.Client(base_url=BASE_URL, headers=headers, transport=transport)
        return lambda: json.loads(client.post("/v2/create-web-call", json={"agent_id": AGENT}).content)

    def connect_tasks(url: str) -> TaskCall:
        client = httpx.AsyncClient(base_url=url, headers=headers, timeout=60)

        async def call() -> Any:
            return json.loads((await client.post("/v2/create-web-call", json={"agent_id": AGENT})).content)

        return call

    return connect, connect_tasks


def generated(package: str) -> Contender:
    """Import what a first call with a generated client needs."""
    import importlib

    client_class = importlib.import_module(package).AuthenticatedClient
    operation = importlib.import_module(f"{package}.api.calls.create_web_call")
    request_class = importlib.import_module(f"{package}.models").CreateWebCallRequest

    def connect(transport: httpx.BaseTransport) -> Call:
        client = client_class(base_url=BASE_URL, token=KEY, httpx_args={"transport": transport})
        return lambda: operation.sync(client=client, body=request_class(agent_id=AGENT))

    def connect_tasks(url: str) -> TaskCall:
        client = client_class(base_url=url, token=KEY)
        return lambda: operation.asyncio(client=client, body=request_class(agent_id=AGENT))

    return connect, connect_tasks


def vendor_sdk() -> Contender:
    """Import the vendor's SDK."""
    from retell import (  # type: ignore[import-not-found, unused-ignore]  # in .venv/bench alone
        AsyncRetell,
        DefaultHttpxClient,
        Retell,
    )

    def connect(transport: httpx.BaseTransport) -> Call:
        client = Retell(api_key=KEY, http_client=DefaultHttpxClient(transport=transport))
        return lambda: client.call.create_web_call(agent_id=AGENT)

    def connect_tasks(url: str) -> TaskCall:
        client = AsyncRetell(api_key=KEY, base_url=url)
        return lambda: client.call.create_web_call(agent_id=AGENT)

    return connect, connect_tasks


CONTENDERS: dict[str, Callable[[], Contender]] = {
    "ours": lambda: generated("retell_web_call_client"),
    "other": lambda: generated("retell_web_call_client"),  # of another commit, which is on the path of its process
    "stock": lambda: generated("stock_client"),
    "httpx": httpx_and_json,
    "SDK": vendor_sdk,
}


def main() -> None:
    """Import, call, and print the figures."""
    name, folder, url, what = sys.argv[1:]
    sys.modules["click"] = None  # type: ignore[assignment]  # httpx's command line, an extra, stays unloaded
    began, wall = time.process_time(), time.perf_counter()
    connect, connect_tasks = CONTENDERS[name]()
    if what == "tasks":
        cpu, wall = of_tasks(connect_tasks, url)
    else:
        body = f"{folder}/{'minimal' if what == 'import' else what}.json"
        call = connect(answering(body))
        answer = call()
        cpu, wall = time.process_time() - began, time.perf_counter() - wall
        check(answer, body)
        if what != "import":
            cpu, wall = block(call)
    print(f"cpu {cpu:.9f} wall {wall:.9f} bytes {peak_memory()}")


def answering(path: str) -> httpx.BaseTransport:
    """Return a transport that responds to every request with the body in a file."""
    import httpx

    with open(path, "rb") as file:
        body = file.read()
    headers = {"Content-Type": "application/json"}
    return httpx.MockTransport(lambda _: httpx.Response(201, headers=headers, content=body))


def check(answer: Any, path: str) -> None:
    """Exit if a contender did not read a body down to its last word."""
    import json

    with open(path, "rb") as file:
        body = json.load(file)
    last_word: tuple[Any, ...] = ("transcript_object", -1, "words", -1, "word")
    for step in last_word if "transcript_object" in body else ("access_token",):
        body = body[step]
        answer = answer[step] if isinstance(answer, dict | list) else getattr(answer, step)
    if answer != body:
        sys.exit(f"read {answer!r}, not {body!r}")


def block(call: Call) -> tuple[float, float]:
    """CPU and wall seconds of one call, after a few that warm up. Freeing what a call made is part of it."""
    for _ in range(5):
        call()
    calls, wall, cpu = 0, time.perf_counter(), time.process_time()
    while (spent := time.process_time() - cpu) < SECONDS_OF_A_BLOCK:
        call()
        calls += 1
    return spent / calls, (time.perf_counter() - wall) / calls


def of_tasks(connect_tasks: Callable[[str], TaskCall], url: str) -> tuple[float, float]:
    """CPU and wall seconds of one call of a hundred tasks on one client, whose connections are open already."""
    import asyncio

    async def burst(calls: int) -> None:
        async def work() -> None:
            for _ in range(calls):
                await call()

        await asyncio.gather(*(work() for _ in range(TASKS)))

    with asyncio.Runner() as runner:
        call = connect_tasks(url)
        runner.run(burst(1))
        wall, cpu = time.perf_counter(), time.process_time()
        runner.run(burst(CALLS_OF_A_TASK))
        calls = TASKS * CALLS_OF_A_TASK
        return (time.process_time() - cpu) / calls, (time.perf_counter() - wall) / calls


def peak_memory() -> int:
    """Return the most bytes that this process ever had in memory.

    Linux tells it of the program alone; `resource` also counts what the parent had in memory when it started this one.
    """
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
