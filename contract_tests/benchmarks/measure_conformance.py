"""Prints what a run of the suite takes beside `schemathesis run --checks all`, on servers that take their time or not.

Both ask the reference server over HTTP, in a process of its own, one after the other. Trust the CPU time and the
ratios: the seconds change with what else the machine does. Slow servers are asked by ours alone: the peer sends one
request after another, which takes half an hour with 200 ms each.
"""

import argparse
import asyncio
import os
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from repository import CONTRACT, ROOT
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import configuration
from retell_conformance.reference_server.server_settings import Settings

DELAYS = (0.0, 0.04, 0.2)


def delayed(app: ASGIApp, seconds: float) -> ASGIApp:
    """Return the application, which takes so long before it answers."""

    async def later(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and seconds:
            await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return later


class _Announced(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Print where it listens, once it does."""
        await super().startup(sockets)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)


@contextmanager
def serving(seconds: float) -> Iterator[str]:
    """Serve with this delay in a process of its own; yield the base URL."""
    command = [sys.executable, "-m", "benchmarks.measure_conformance", "--serve", str(seconds)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


def timed(command: list[str], requests: str) -> tuple[int, float, float]:
    """Run a command; return how many requests it says that it sent, its seconds, and its CPU seconds."""
    server = Settings()
    environment = {**os.environ, "RETELL_API_KEY": server.api_key, "RETELL_AGENT_ID": server.agent_id}
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    said = re.search(requests, done.stdout)
    if said is None:
        sys.exit(f"bench: {command[0]} did not run to its end: {(done.stdout + done.stderr)[-500:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(said[1].replace(",", "")), seconds, cpu


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the server that answers at once alone")
    parser.add_argument("--serve", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve is not None:
        _Announced(configuration(delayed(create_app(Settings()), options.serve), host="127.0.0.1", port=0)).run()
        return
    key = Settings().api_key
    print(f"{'server':>12}  {'who':12}  {'requests':>8}  {'seconds':>8}  {'CPU s':>6}  {'ms a request':>12}")
    for delay in DELAYS[:1] if options.quick else DELAYS:
        with serving(delay) as url:
            suite = [str(ROOT / "scripts" / "conformance"), "--base-url", url]
            peer = [str(Path(sys.executable).with_name("schemathesis")), "run", str(CONTRACT), "--url", url]
            peer += ["--checks", "all", "--seed", "1", "-H", f"Authorization: Bearer {key}", "--no-color"]
            timed([*suite, "--profile", "smoke"], r"requests  ([\d,]+) in")  # what is kept between runs is there then
            contenders = [("ours", suite, r"requests  ([\d,]+) in"), ("schemathesis", peer, r"([\d,]+) generated")]
            for who, command, said in contenders[:1] if delay else contenders:
                count, seconds, cpu = timed(command, said)
                each = seconds / count * 1000
                print(
                    f"{delay * 1000:9.0f} ms  {who:12}  {count:8,}  {seconds:8.1f}  {cpu:6.1f}  {each:12.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
