"""Compares the calls a second of a hundred tasks on one client with those of httpx.AsyncClient with the same limits.

Run as a module with `-m`, by a Python that has the client: `PYTHONPATH=generated .venv/bin/python -m
benchmarks.measure_tasks`. The server is a process of its own on loopback and responds with the smallest call.
The contenders take turns within each round, and a ratio compares figures of one round, so that whatever else slows the
machine slows both. Printed are the medians; more is better. CPU time is that of this process, without the server's.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from statistics import median, quantiles

from benchmarks.contenders import AGENT, KEY

BOUND = 0.95
"""The least that our calls a second may be of httpx' own."""
BODY = {"call_id": "call_1", "access_token": "token", "transport": "gateway", "ice_servers": [], "expires_at": 1}

Call = Callable[[], Awaitable[object]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--calls", type=int, default=30, help="calls of each task in a round")
    parser.add_argument("--tasks", type=int, default=100)
    parser.add_argument("--connections", type=int, default=100, help="max_connections of both clients")
    options = parser.parse_args()
    with serving() as url:
        asyncio.run(measure(url, options.rounds, options.tasks, options.calls, options.connections))


async def measure(url: str, rounds: int, tasks: int, calls: int, connections: int) -> None:
    """Run the contenders in turn, each first in every second round."""
    rates: list[float] = []
    cpu: list[float] = []
    async with ours(url, connections) as our_call, httpx_alone(url, connections) as their_call:
        for call in (our_call, their_call):
            await burst(call, tasks, 3)
        for number in range(rounds):
            order = [our_call, their_call][:: -1 if number % 2 else 1]
            figures = {call: await burst(call, tasks, calls) for call in order}
            (our_rate, our_cpu), (their_rate, their_cpu) = figures[our_call], figures[their_call]
            rates.append(our_rate / their_rate)
            cpu.append(our_cpu / their_cpu)
            print(f"{our_rate:7.0f} {their_rate:7.0f} calls/s  {our_cpu * 1e6:6.0f} {their_cpu * 1e6:6.0f} us CPU")
    low, middle, high = quantiles(rates, n=4)
    kept = "ok" if middle >= BOUND else "under"
    print(f"{tasks} tasks, calls a second, ours/httpx: {middle:.3f} ({low:.3f}-{high:.3f}), >= {BOUND} {kept}")
    print(f"CPU of a call, ours/httpx: {median(cpu):.3f}")


async def burst(call: Call, tasks: int, calls: int) -> tuple[float, float]:
    """Return calls a second, and CPU seconds of a call."""

    async def work() -> None:
        for _ in range(calls):
            await call()

    wall, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(tasks)))
    return tasks * calls / (time.perf_counter() - wall), (time.process_time() - cpu) / (tasks * calls)


@contextlib.asynccontextmanager
async def ours(url: str, connections: int) -> AsyncIterator[Call]:
    """Call with our client."""
    import httpx

    from retell_web_call_client import AuthenticatedClient
    from retell_web_call_client.api.calls import create_web_call_v3
    from retell_web_call_client.models import CreateWebCallRequest

    limits = httpx.Limits(max_connections=connections)
    async with AuthenticatedClient(url, KEY, httpx_args={"limits": limits}) as client:
        yield lambda: create_web_call_v3.asyncio(client=client, body=CreateWebCallRequest(agent_id=AGENT))


@contextlib.asynccontextmanager
async def httpx_alone(url: str, connections: int) -> AsyncIterator[Call]:
    """Call with httpx and json."""
    import httpx

    limits = httpx.Limits(max_connections=connections)
    headers = {"Authorization": f"Bearer {KEY}"}
    async with httpx.AsyncClient(base_url=url, headers=headers, limits=limits, timeout=60) as client:

        async def call() -> object:
            return json.loads((await client.post("/v3/create-web-call", json={"agent_id": AGENT})).content)

        yield call


# ---- the server ----


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Run the server in a process of its own."""
    command = [sys.executable, "-c", "from benchmarks.measure_tasks import serve; serve()"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def serve() -> None:
    """Respond to every request on loopback until killed, or for ten minutes."""
    content = json.dumps(BODY).encode()
    head = f"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"

    class Connection(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.transport, self.received = transport, b""

        def data_received(self, data: bytes) -> None:
            self.received += data
            if self.received.endswith(b"}"):  # the body of a request is one JSON object without another in it
                self.received = b""
                self.transport.write(head.encode() + content)

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=1024)
        print(server.sockets[0].getsockname()[1], flush=True)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(server.serve_forever(), 600)

    asyncio.run(run())


if __name__ == "__main__":
    main()
