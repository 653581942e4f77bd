"""Print what the suite costs beside `schemathesis run --checks all`, and what the diff of a large contract costs.

Both suites ask the reference server over HTTP, in a process of its own, one after the other. Slow servers are asked by
ours alone: schemathesis sends one request after another, which takes half an hour with 200 ms each.
"""

from __future__ import annotations

import asyncio
import copy
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from starlette.types import Receive, Scope, Send

from benchmarks.contenders import CannotRunError
from contract_diff.changes import compare_contracts
from openapi_contract.document import Document, parse
from repository import CONTRACT, ROOT
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings

DELAYS = (0.0, 0.04, 0.2)
"""Seconds that a server waits before each response."""
SCHEMAS = 2_600
"""Of a contract of about 95,000 lines."""


def main(*, quick: bool) -> None:
    """Print both tables; `quick` leaves the slow servers out."""
    print(f"{'server':>12}  {'who':12}  {'requests':>8}  {'seconds':>8}  {'CPU s':>6}  {'ms a request':>12}")
    for delay in DELAYS[:1] if quick else DELAYS:
        with serving_after(delay) as url:
            ours = [ROOT / "scripts" / "conformance", "--base-url", url]
            peer = [Path(sys.executable).with_name("schemathesis"), "run", CONTRACT, "--url", url, "--checks", "all"]
            peer += ["--seed", "1", "-H", f"Authorization: Bearer {Settings().api_key}", "--no-color"]
            timed([*ours, "--profile", "smoke"], r"requests  ([\d,]+) in")  # fills the cache that is kept between runs
            contenders = [("ours", ours, r"requests  ([\d,]+) in"), ("schemathesis", peer, r"([\d,]+) generated")]
            for who, command, requests in contenders[:1] if delay else contenders:
                count, seconds, cpu = timed(command, requests)
                figures = f"{count:8,}  {seconds:8.1f}  {cpu:6.1f}  {seconds / count * 1000:12.2f}"
                print(f"{delay * 1000:9.0f} ms  {who:12}  {figures}", flush=True)
    print()
    compare_large_contracts()


# ---- the suite ----


@contextmanager
def serving_after(seconds: float) -> Iterator[str]:
    """Run the reference server with this delay in a process of its own; yield the base URL."""
    command = [sys.executable, "-c", f"from benchmarks.suite import serve; serve({seconds})"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def serve(seconds: float) -> None:
    """Serve, print the base URL, and end when stdin does."""
    app = create_app(Settings())

    async def later(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and seconds:
            await asyncio.sleep(seconds)
        await app(scope, receive, send)

    with running(later) as url:
        print(url, flush=True)
        sys.stdin.read()


def timed(command: list[Any], requests: str) -> tuple[int, float, float]:
    """Run a command; return how many requests it says that it sent, its seconds, and its CPU seconds."""
    environment = {**os.environ, "RETELL_API_KEY": Settings().api_key, "RETELL_AGENT_ID": Settings().agent_id}
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    said = re.search(requests, done.stdout)
    if said is None:
        raise CannotRunError(f"{command[0]} did not finish: {(done.stdout + done.stderr)[-500:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(said[1].replace(",", "")), seconds, cpu


# ---- the diff ----


def compare_large_contracts() -> None:
    """Print the CPU time to read a contract, and to compare it with changed ones."""
    base = large_contract()
    text = yaml.dump(base, Dumper=yaml.CSafeDumper, sort_keys=False)
    start = time.process_time()
    document = parse(text.encode(), "base", lambda _: b"")
    print(f"reading a contract of {len(text.splitlines()):,} lines: {time.process_time() - start:.1f} s of CPU")
    for name, change in CHANGES.items():
        revision = change(copy.deepcopy(base))
        start = time.process_time()
        found = compare_contracts(document, Document("revision", revision)).changes
        print(f"its diff, {name}: {time.process_time() - start:.1f} s, {len(found):,} differences", flush=True)


def large_contract() -> dict[str, Any]:
    """Return a contract whose schemas refer to each other, in chains and in circles."""
    schemas = {f"Thing{number}": schema_of(number) for number in range(SCHEMAS)}
    paths = {f"/things{number}": {"post": operation_of(number)} for number in range(0, SCHEMAS, 4)}
    info = {"title": "Many things", "version": "1.0.0"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def schema_of(number: int) -> dict[str, Any]:
    """Return a schema that refers to others."""
    following, far = ({"$ref": f"#/components/schemas/Thing{each % SCHEMAS}"} for each in (number + 1, number * 7))
    properties: dict[str, Any] = {
        "id": {"type": "string", "description": f"Which thing {number} is.", "maxLength": 40},
        "kind": {"type": "string", "enum": [f"kind{each}" for each in range(5)]},
        "amount": {"type": "integer", "minimum": 0, "maximum": 100},
        "next": {"anyOf": [following, {"type": "null"}]},
        "far": {"type": "array", "items": far},
    }
    return {"type": "object", "required": ["id", "kind"], "properties": properties}


def operation_of(number: int) -> dict[str, Any]:
    """Return an operation that sends and gets a thing."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/Thing{number}"}}}
    response = {"description": "The thing.", "content": content}
    body = {"required": True, "content": content}
    return {"operationId": f"make{number}", "requestBody": body, "responses": {"200": response}}


def few_changes(root: dict[str, Any]) -> dict[str, Any]:
    """Change every hundredth schema."""
    for number in range(0, SCHEMAS, 100):
        root["components"]["schemas"][f"Thing{number}"]["properties"]["kind"]["enum"].append("new")
    return root


def many_changes(root: dict[str, Any]) -> dict[str, Any]:
    """Change every schema in several places."""
    for schema in root["components"]["schemas"].values():
        schema["properties"]["kind"]["enum"] = ["kind0", "new"]
        schema["properties"]["amount"]["maximum"] = 50
        schema["properties"]["id"]["type"] = ["string", "null"]
        schema["properties"]["mood"] = {"type": "string"}
        schema["required"] = ["id", "mood"]
    return root


CHANGES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "nothing changed": lambda root: root,
    "every hundredth schema changed": few_changes,
    "every schema changed": many_changes,
    "every schema renamed": lambda root: json.loads(json.dumps(root).replace("Thing", "Object")),
}
