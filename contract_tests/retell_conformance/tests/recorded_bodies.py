"""Shared by the tests of `scripts/validate`: a call, an entry of a HAR, and the command."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "openapi" / "examples" / "web-call.json"
CALL: dict[str, Any] = json.loads(EXAMPLE.read_text())
ERROR = {"status": "error", "message": "no"}

Validate = Callable[..., tuple[int, str]]


def entry(body: Any = CALL, status: int = 201, **changes: Any) -> dict[str, Any]:
    """Return an entry of a HAR; `changes` to its request and response are by path, such as request__method."""
    text = body if isinstance(body, str) else json.dumps(body)
    found: dict[str, Any] = {
        "request": {
            "method": "POST",
            "url": "https://example.com/proxy/of/v2/create-web-call?a=1",
            "headers": [{"name": "Content-Type", "value": "application/json"}],
            "postData": {"mimeType": "application/json", "text": "{}"},
        },
        "response": {
            "status": status,
            "headers": [{"name": "content-type", "value": "application/json; charset=utf-8"}],
            "content": {"size": len(text), "mimeType": "application/json", "text": text},
        },
    }
    for place, value in changes.items():
        part, name = place.split("__")
        found[part][name] = value
    return found


def recorded(*entries: Any) -> dict[str, Any]:
    """Return a HAR with these entries."""
    return {"log": {"version": "1.2", "entries": list(entries)}}


def last_line(output: str) -> str:
    """Return the verdict."""
    return output.rstrip().splitlines()[-1]


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the command as its users do."""
    command: list[str | Path] = [ROOT / "scripts" / "validate", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **environment}, timeout=60)
