"""The collection of the requests that schemathesis generates: examples, coverage and fuzzing of each operation.

Run by pytest in a process of its own, since Hypothesis draws constants from whatever local modules are loaded: a seed
would otherwise give other requests after an edit of any module. It uses nothing but the public API of schemathesis.
The environment names two files: CASES_OF has the contracts of valid and of invalid requests and the number of random
ones, and CASES_TO gets the requests as JSON.
"""

import base64
import gc
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode
from schemathesis.generation.case import Case
from schemathesis.schemas import BaseSchema

gc.set_threshold(100_000)  # objects stay until the end, or are freed without it
GIVEN = json.loads(Path(os.environ["CASES_OF"]).read_text(encoding="utf-8"))
FOUND: list[dict[str, Any]] = []
BASE_URL = "http://target.invalid"


def contract(mode: GenerationMode, *phases: str) -> BaseSchema:
    """Return the contract of valid or of invalid requests, for these phases only."""
    schema = schemathesis.openapi.from_dict(GIVEN["valid" if mode is GenerationMode.POSITIVE else "invalid"])
    schema.config.generation.update(allow_x00=False, modes=[mode])
    for name in ("examples", "coverage", "fuzzing"):
        getattr(schema.config.phases, name).enabled = name in phases
    return schema


def drawing(count: int) -> hypothesis.settings:
    """Return the settings for this number of random requests."""
    return hypothesis.settings(
        max_examples=max(count, 1),
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


CHOSEN_VALID = contract(GenerationMode.POSITIVE, "examples", "coverage")
CHOSEN_INVALID = contract(GenerationMode.NEGATIVE, "coverage")
VALID = contract(GenerationMode.POSITIVE, "fuzzing")
INVALID = contract(GenerationMode.NEGATIVE, "fuzzing")


@CHOSEN_VALID.parametrize()
@drawing(1)
def test_valid_coverage(case: Case[Any]) -> None:
    """Collect the examples, and the valid requests of the coverage phase."""
    collect(case)


@CHOSEN_INVALID.parametrize()
@drawing(1)
def test_invalid_coverage(case: Case[Any]) -> None:
    """Collect the invalid requests of the coverage phase."""
    collect(case)


@VALID.parametrize()
@hypothesis.seed(GIVEN["seed"])
@drawing(GIVEN["fuzzing"])
def test_valid(case: Case[Any]) -> None:
    """Collect random valid requests."""
    collect(case)


@INVALID.parametrize()
@hypothesis.seed(GIVEN["seed"])
@drawing(GIVEN["fuzzing"])
def test_invalid(case: Case[Any]) -> None:
    """Collect random invalid requests."""
    collect(case)


def collect(case: Case[Any]) -> None:
    """Record a request, without the headers that the transport adds."""
    meta = case.meta  # which schemathesis would look up each time
    phase = None if meta is None else meta.phase
    scenario = getattr(phase.data, "scenario", None) if phase is not None else None
    kind = phase.name.value if phase is not None else "fuzzing"
    mode = "" if meta is None else meta.generation.mode.value
    request = prepared(case.as_transport_kwargs(base_url=BASE_URL))
    body = request.body
    content = body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else None
    own = {"content-type", *(name.lower() for name in case.headers or ())}
    FOUND.append(
        {
            "operation": [case.operation.path, case.operation.method.upper()],
            "method": case.method,
            "target": request.path_url,
            "headers": {name: str(value) for name, value in request.headers.items() if name.lower() in own},
            "content": None if content is None else base64.b64encode(content).decode("ascii"),
            "scenario": f"coverage: {scenario}" if kind == "coverage" else f"{kind}: {mode}",
            "about": str(getattr(phase.data, "description", "") or "") if phase is not None else "",
        }
    )


def prepared(arguments: dict[str, Any]) -> requests.PreparedRequest:
    """Return the request as it would be sent."""
    if arguments.get("params") or arguments.get("cookies"):
        known = {"method", "url", "headers", "params", "data", "json", "files", "cookies"}
        return requests.Request(**{name: value for name, value in arguments.items() if name in known}).prepare()
    # Thousands of requests share a URL, whose preparation would take longest.
    request = requests.PreparedRequest()
    request.url = sent_url(arguments["url"])
    request.prepare_headers(arguments.get("headers"))
    request.prepare_body(arguments.get("data"), arguments.get("files"), arguments.get("json"))
    return request


@cache
def sent_url(url: str) -> str | None:
    """Return a URL as it would be sent."""
    return requests.Request("GET", url).prepare().url


def test_write() -> None:
    """Write the collected requests, and end the process. It is the last function, so pytest runs it last."""
    Path(os.environ["CASES_TO"]).write_text(json.dumps(FOUND), encoding="utf-8")
    os._exit(0)  # pytest would search all objects for what was not closed
