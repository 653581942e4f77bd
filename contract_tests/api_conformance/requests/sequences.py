"""Sequences of requests along the links of a contract: drawn by schemathesis, sent by the run's own traffic."""

import base64
import copy
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attrs import frozen

from api_conformance.finding import NotChecked
from api_conformance.requests.cache import cached
from api_conformance.requests.drawing import Drawing, GenerationFailed, versions, without_security
from api_conformance.requests.expectations import Known, restrict_to_known
from api_conformance.requests.registration import FROM_BODY, Registration, readings
from api_conformance.transport.api_key import bearer
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.traffic import Headers, Traffic
from openapi_contract.document import Document
from openapi_contract.example_values import body_example
from openapi_contract.json_data import JsonObject

DRAWING = Path(__file__).with_name("schemathesis_sequences.py")
STAND_IN = re.compile(r"made-\d+-\d+")
"""Placeholder in a drawn request for a value of an earlier response."""
STEPS = 6
"""Number of requests in a sequence: enough for two calls that are read twice each, in any order."""


@frozen
class Followed:
    """The result of the sequences."""

    exchanges: tuple[Exchange, ...]
    """The exchanges in the order of sending."""
    stopped: NotChecked | None
    """The reason why the sending ended early."""


def follow(requests: Iterable[JsonObject], traffic: Traffic) -> Followed:
    """Send drawn sequences along the links, one request at a time, and return the exchanges.

    What the server made up takes the place of its stand-ins. A request that needs what no response had is left out.
    """
    exchanges: list[Exchange] = []
    made: dict[str, str] = {}
    for number, each in enumerate(requests):
        if not made.keys() >= {*STAND_IN.findall(each["target"])}:
            continue
        try:
            exchange = _send({**each, "target": STAND_IN.sub(lambda found: made[found[0]], each["target"])}, traffic)
        except NotChecked as reason:
            return Followed(tuple(exchanges), reason)
        exchanges.append(exchange)
        for which, place in enumerate(each["places"]):
            value = _at(exchange.call, place)
            if value not in (None, ""):
                made[f"made-{number}-{which}"] = quote(
                    value if isinstance(value, str) else json.dumps(value), safe="", errors="surrogatepass"
                )
    return Followed(tuple(exchanges), None)


def to_draw(
    document: Document, registrations: Sequence[Registration], known: Known, *, requests: int, seed: int
) -> str:
    """Return what the sequences depend on, as JSON: the same text gives the same requests.

    Args:
        requests: Maximum number of requests.
    """
    return json.dumps(
        {
            "document": _of_calls(restrict_to_known(document, known), registrations),
            "responses": _responses(document),
            "seed": seed,
            "steps": STEPS,
            "sequences": requests,
            "requests": requests,
        }
    )


def drawn(given: str, drawing: Drawing) -> list[JsonObject]:
    """Return the valid requests of sequences along the links, from the cache if possible. Raises `GenerationFailed`.

    They have stand-ins for what the server makes up.
    """
    return cached([given, *versions()], [DRAWING], lambda: _drawn(given, drawing))


def _drawn(given: str, drawing: Drawing) -> list[JsonObject]:
    with tempfile.TemporaryDirectory() as folder:
        contract, to = Path(folder) / "contract.json", Path(folder) / "drawn.json"
        contract.write_text(given, encoding="utf-8")
        ended = drawing.run([shutil.copy(DRAWING, folder), str(contract), str(to)], folder)
        if ended.status:
            last = ended.errors.strip().splitlines()[-1:] or [f"it ended with {ended.status}"]
            raise GenerationFailed(f"schemathesis cannot follow the links: {' '.join(last[0].split())}")
        found: list[JsonObject] = json.loads(to.read_text(encoding="utf-8"))
    return found


def _responses(document: Document) -> dict[str, JsonObject]:
    """Return the response of each operation to a valid request, and the places in its body that links read."""
    found = {}
    for operation in document.operations:
        status = min(operation.success_statuses, default=200)
        body = operation.responses.get(status)
        links = [link for response in operation.responses.values() for link in response.links.values()]
        read = [str(value) for link in links for value in link.get("parameters", {}).values()]
        places = {each.removeprefix(FROM_BODY) for each in read if each.startswith(FROM_BODY)}
        found[f"{operation.method} {operation.path}"] = {
            "status": status,
            "body": None if body is None else body_example(body),
            "places": [place.split("/") for place in sorted(places)],
        }
    return found


def _at(value: Any, place: Iterable[str]) -> Any:
    """Return the value at a place of a body; None if there is none."""
    for step in place:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _of_calls(document: Document, registrations: Iterable[Registration]) -> JsonObject:
    """Return the contract with only the operations that register and read calls, and the properties that calls echo.

    Other operations have their own requests, and may change a call.
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
            kept = known[operation.id].call_names | known[operation.id].body.keys()
            schema = copies[id(operation.request_schema.definition)]
            schema["properties"] = {name: each for name, each in schema.get("properties", {}).items() if name in kept}
            # Each call then has its own data, which distinguishes it from others.
            schema["required"] = list(schema["properties"])
    return without_security(root)


def _send(request: JsonObject, traffic: Traffic) -> Exchange:
    content = None if request["content"] is None else base64.b64decode(request["content"])
    headers: Headers = {"Authorization": bearer(traffic.target.api_key)}
    if request["content_type"] is not None:
        headers = {**headers, "Content-Type": request["content_type"]}
    return traffic.send(request["method"], request["target"], content, headers)
