"""Draws sequences of requests along the links of a contract, by schemathesis' state machine.

Run in a process of its own, as `schemathesis_cases.py` is and for the same reason. It sends nothing: each request is
written to stdout as a line of JSON, and the response is read from stdin, so that whoever started it has the key, the
pace and the budget. It uses nothing but the public API of schemathesis. The file that is named first has the contract,
the seed, and how many sequences of how many steps to draw.
"""

import base64
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
    """Draw the sequences, until all are drawn or nobody answers any more."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    # What a library prints is no request.
    to_parent = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    sys.stdout = sys.stderr
    schema = schemathesis.openapi.from_dict(given["document"])
    schema.config.generation.update(allow_x00=False, modes=[GenerationMode.POSITIVE])
    # The links are the contract's own.
    schema.config.phases.stateful.inference.algorithms = []
    machine: Any = schema.as_state_machine()

    class Sequence(machine):  # type: ignore[misc]
        def call(self, case: Case[Any], **_: Any) -> Response:
            request = prepared(case)
            body = request.body.encode() if isinstance(request.body, str) else request.body
            written = {
                "method": case.method,
                "target": request.path_url,
                "content_type": request.headers.get("Content-Type"),
                "content": base64.b64encode(body).decode() if isinstance(body, bytes) else None,
            }
            print(json.dumps(written), file=to_parent, flush=True)
            line = sys.stdin.readline()
            if not line:
                # Hypothesis would take an exception for a finding, and look for it again.
                os._exit(0)
            came = json.loads(line)
            content, headers = base64.b64decode(came["content"]), {"content-type": ["application/json"]}
            return Response(came["status"], headers, content, request, elapsed=0, verify=True)

        def validate_response(self, response: Response, case: Case[Any], *_: Any, **__: Any) -> None:
            """Leave the response to the rules."""

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


def prepared(case: Case[Any]) -> requests.PreparedRequest:
    """Return the request as it would be sent."""
    known = {"method", "url", "headers", "params", "data", "json", "files", "cookies"}
    arguments = case.as_transport_kwargs(base_url=BASE_URL)
    return requests.Request(**{name: value for name, value in arguments.items() if name in known}).prepare()


if __name__ == "__main__":
    main()
