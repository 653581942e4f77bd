"""Print what the suite costs beside `schemathesis run --checks all`, and what the diff of a large contract costs.

Both suites ask the reference server over HTTP, one after the other. Slow servers are asked by ours alone: schemathesis
sends one request after another, which takes half an hour with 200 ms each.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml
from starlette.types import ASGIApp, Receive, Scope, Send

from benchmarks.contenders import CannotRunError
from contract_diff.changes import compare_contracts
from openapi_contract.document import Document, laid_out, read
from openapi_contract.raw_document import parse
from repository import CONTRACT, ROOT
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings

SERVER = Settings()
DELAYS = (0.0, 0.04, 0.2)
"""Seconds that a server waits before each response."""
COPIES = 20
"""How often the large contract contains the schemas and operations of ours."""


def main(*, quick: bool) -> None:
    """Print both tables; `quick` leaves the slow servers out."""
    print(f"{'server':>12}  {'who':12}  {'requests':>8}  {'seconds':>8}  {'CPU s':>6}  {'ms a request':>12}")
    for delay in DELAYS[:1] if quick else DELAYS:
        with running(delayed(create_app(SERVER), delay)) as url:
            ours = [ROOT / "scripts" / "conformance", "--base-url", url]
            peer = [Path(sys.executable).with_name("schemathesis"), "run", CONTRACT, "--url", url, "--checks", "all"]
            peer += ["--seed", "1", "-H", f"Authorization: Bearer {SERVER.api_key}", "--no-color"]
            timed([*ours, "--profile", "smoke"], r"requests  ([\d,]+) in")  # fills the cache that is kept between runs
            contenders = [("ours", ours, r"requests  ([\d,]+) in"), ("schemathesis", peer, r"([\d,]+) generated")]
            for who, command, requests in contenders[:1] if delay else contenders:
                count, seconds, cpu = timed(command, requests)
                figures = f"{count:8,}  {seconds:8.1f}  {cpu:6.1f}  {seconds / count * 1000:12.2f}"
                print(f"{delay * 1000:9.0f} ms  {who:12}  {figures}", flush=True)
    print()
    compare_large_contracts()


def delayed(app: ASGIApp, seconds: float) -> ASGIApp:
    """Return the application, which waits so long before each response."""

    async def later(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and seconds:
            await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return later


def timed(command: list[Any], requests: str) -> tuple[int, float, float]:
    """Run a command; return how many requests it says that it sent, its seconds, and its CPU seconds."""
    environment = {**os.environ, "RETELL_API_KEY": SERVER.api_key, "RETELL_AGENT_ID": SERVER.agent_id}
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    said = re.search(requests, done.stdout)
    if said is None:
        raise CannotRunError(f"{command[0]} did not finish: {(done.stdout + done.stderr)[-500:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(said[1].replace(",", "")), seconds, cpu


def compare_large_contracts() -> None:
    """Print the CPU time to read a contract of many lines, and to compare it with changed ones."""
    text = large_contract()
    lines = yaml.dump(json.loads(text), Dumper=yaml.CSafeDumper, sort_keys=False)
    start = time.process_time()
    base = laid_out(parse(lines.encode(), "base", lambda _: b""))
    print(f"reading a contract of {lines.count(chr(10)):,} lines: {time.process_time() - start:.1f} s of CPU")
    changes = {
        "nothing": text,
        "a property in one copy": text.replace('"call_id": ', '"id_of_call": ', 1),
        "all strings": text.replace('"type": "string"', '"type": "integer"'),
        "all names of schemas": re.sub(r"(\w+)Copy(\d+)", r"\1Twin\2", text),
    }
    for name, changed in changes.items():
        revision = Document("revision", json.loads(changed))
        start = time.process_time()
        found = compare_contracts(base, revision).changes
        print(
            f"diff, {name} changed: {time.process_time() - start:.1f} s of CPU, {len(found):,} differences", flush=True
        )


def large_contract() -> str:
    """Return our contract as JSON, with copies of its schemas and operations under other names."""
    root = read(CONTRACT).root
    text = json.dumps(root)
    schemas, paths = {**root["components"]["schemas"]}, {**root["paths"]}
    for number in range(1, COPIES):
        copied = json.loads(re.sub(r'("operationId": "\w+|#/components/schemas/\w+)', rf"\1Copy{number}", text))
        schemas |= {f"{name}Copy{number}": schema for name, schema in copied["components"]["schemas"].items()}
        paths |= {f"/copy{number}{path}": item for path, item in copied["paths"].items()}
    return json.dumps({**root, "paths": paths, "components": {**root["components"], "schemas": schemas}})
