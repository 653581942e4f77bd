"""Sequences of requests along the links of a contract: drawn by schemathesis, sent by the run's own traffic."""

import base64
import copy
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from attrs import frozen

from api_conformance.finding import NotChecked
from api_conformance.requests.expectations import Known, restrict_to_known
from api_conformance.requests.generation import GenerationFailed, apart, without_security
from api_conformance.requests.registration import Registration, readings
from api_conformance.transport.api_key import bearer
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.traffic import Headers, Traffic
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject

DRAWING = Path(__file__).with_name("schemathesis_sequences.py")
STEPS = 6
"""Requests of a sequence: enough for two calls, each read twice, in any order."""


@frozen
class Followed:
    """Result of the sequences."""

    exchanges: tuple[Exchange, ...]
    """In the order in which they were sent."""
    stopped: NotChecked | None
    """Trouble that ended the sending."""


def follow(
    document: Document,
    registrations: Iterable[Registration],
    known: Known,
    traffic: Traffic,
    *,
    requests: int,
    seed: int,
) -> Followed:
    """Send sequences of valid requests along the links, one request at a time, and return what came.

    The same seed gives the same requests, but for what the server made up. Raises `GenerationFailed`.

    Args:
        requests: How many are sent at the most.
    """
    narrowed = _of_calls(restrict_to_known(document, known), registrations)
    given = {"document": narrowed, "seed": seed, "steps": STEPS, "sequences": requests}
    exchanges: list[Exchange] = []
    stopped = None
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        contract = Path(folder) / "contract.json"
        contract.write_text(json.dumps(given), encoding="utf-8")
        command = [sys.executable, "-P", shutil.copy(DRAWING, folder), str(contract)]
        with subprocess.Popen(
            command,
            cwd=folder,
            env=apart(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        ) as drawing:
            assert drawing.stdin is not None
            assert drawing.stdout is not None
            try:
                for line in drawing.stdout:
                    exchanges.append(_send(json.loads(line), traffic))
                    if len(exchanges) >= requests:
                        break
                    _answer(exchanges[-1], drawing.stdin)
            except NotChecked as reason:
                stopped = reason
            finally:
                enough = stopped is not None or len(exchanges) >= requests
                drawing.stdin.close()
                if enough:
                    drawing.kill()  # it may take seconds before it looks for a response
        if drawing.returncode and not enough:
            said.seek(0)
            last = said.read().strip().splitlines()[-1:] or [f"it ended with {drawing.returncode}"]
            raise GenerationFailed(f"schemathesis cannot follow the links: {' '.join(last[0].split())}")
    return Followed(tuple(exchanges), stopped)


def _of_calls(document: Document, registrations: Iterable[Registration]) -> JsonObject:
    """Return the contract with what registers and reads calls alone, and no more of a request than a call repeats.

    The rest has requests of its own, and may do to a call what it likes.
    """
    known = {each.operation.id: each for each in registrations}
    reading = {link.operation.id for each in known.values() for link in readings(document, each.operation)}
    others = [each for each in document.operations if each.id not in known and each.id not in reading]
    rest = document.without(others)
    copies: dict[int, Any] = {}
    root = copy.deepcopy(rest.root, copies)
    for operation in rest.operations:
        for response in operation.responses.values():
            links = copies[id(response.definition)].get("links", {})
            for name in [name for name, link in response.links.items() if link.get("operationId") not in reading]:
                links.pop(name, None)
        if operation.id in known and operation.request_schema is not None:
            kept = known[operation.id].answered | known[operation.id].body.keys()
            schema = copies[id(operation.request_schema.definition)]
            schema["properties"] = {name: each for name, each in schema.get("properties", {}).items() if name in kept}
            # Each call then has data of its own, by which it is told from the others.
            schema["required"] = list(schema["properties"])
    return without_security(root)


def _send(request: JsonObject, traffic: Traffic) -> Exchange:
    content = None if request["content"] is None else base64.b64decode(request["content"])
    headers: Headers = {"Authorization": bearer(traffic.target.api_key)}
    if request["content_type"] is not None:
        headers = {**headers, "Content-Type": request["content_type"]}
    return traffic.send(request["method"], request["target"], content, headers)


def _answer(exchange: Exchange, drawing: IO[str]) -> None:
    content = b"" if exchange.response is None else exchange.response.content
    # Without a response there is nothing to go on with, as after any failure.
    came = {"status": exchange.status or 599, "content": base64.b64encode(content).decode()}
    print(json.dumps(came), file=drawing, flush=True)
