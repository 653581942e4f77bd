"""The drawing of sequences of requests along the links of a contract, by the state machine of schemathesis.

Run in a process of its own, as `schemathesis_cases.py` is and for the same reason. It sends nothing: each request gets
the response that it was told of, where stand-ins take the place of what a server makes up, such as an id. It uses
nothing but the public API of schemathesis. The first argument names a file with the contract, the seed, the responses,
and how many sequences of how many steps to draw; the second names the file that gets the requests.
"""

import base64
import copy
import json
import os
import sys
from pathlib import Path
from typing import Any

import hypothesis
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode
from schemathesis.core.transport import Response
from schemathesis.generation.case import Case

BASE_URL = "http://target.invalid"


def main() -> None:
    """Draw sequences until there are enough requests, or no more sequences."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    drawn: list[dict[str, Any]] = []
    schema = schemathesis.openapi.from_dict(given["document"])
    schema.config.generation.update(allow_x00=False, modes=[GenerationMode.POSITIVE])
    # Only the links of the contract are used.
    schema.config.phases.stateful.inference.algorithms = []
    machine: Any = schema.as_state_machine()

    class Sequence(machine):  # type: ignore[misc]
        def call(self, case: Case[Any], **_: Any) -> Response:
            if len(drawn) >= given["requests"]:
                write(drawn)
                # Hypothesis would treat an exception as a finding, and search for it again.
                os._exit(0)
            request = prepared(case)
            body = request.body.encode() if isinstance(request.body, str) else request.body
            recorded = given["responses"][f"{case.operation.method.upper()} {case.operation.path}"]
            content = json.dumps(with_stand_ins(recorded["body"], recorded["places"], len(drawn))).encode()
            drawn.append(
                {
                    "method": case.method,
                    "target": request.path_url,
                    "content_type": request.headers.get("Content-Type"),
                    "content": base64.b64encode(body).decode() if isinstance(body, bytes) else None,
                    "places": recorded["places"],
                }
            )
            headers = {"content-type": ["application/json"]}
            return Response(recorded["status"], headers, content, request, elapsed=0, verify=True)

        def validate_response(self, response: Response, case: Case[Any], *_: Any, **__: Any) -> None:
            """Do nothing, since the rules check the response."""

    settings = hypothesis.settings(
        max_examples=given["sequences"],
        stateful_step_count=given["steps"],
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    hypothesis.seed(given["seed"])(Sequence)
    Sequence.run(settings=settings)
    write(drawn)


def write(drawn: list[dict[str, Any]]) -> None:
    """Write the drawn requests."""
    Path(sys.argv[2]).write_text(json.dumps(drawn), encoding="utf-8")


def with_stand_ins(body: Any, places: list[list[str]], number: int) -> Any:
    """Return the body of the response to a request, with a stand-in at each place that a link reads."""
    body = copy.deepcopy(body) if isinstance(body, dict) else {}
    for which, place in enumerate(places):
        around = body
        for step in place[:-1]:
            around = around.setdefault(step, {})
        around[place[-1]] = f"made-{number}-{which}"
    return body


def prepared(case: Case[Any]) -> requests.PreparedRequest:
    """Return the request as it would be sent."""
    known = {"method", "url", "headers", "params", "data", "json", "files", "cookies"}
    arguments = case.as_transport_kwargs(base_url=BASE_URL)
    return requests.Request(**{name: value for name, value in arguments.items() if name in known}).prepare()


if __name__ == "__main__":
    main()
