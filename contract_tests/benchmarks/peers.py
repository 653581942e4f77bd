"""The suite beside schemathesis on one server, the suite on contracts of several sizes, and the diff of a large one."""

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commits import REQUESTS
from benchmarks.in_turn import Arguments, Command
from contract_diff.changes import compare_contracts
from openapi_contract.document import Document, laid_out, read
from openapi_contract.raw_document import parse
from repository import CONTRACT, SCRIPTS
from retell_conformance.reference_server.server_settings import Settings

SERVER = Settings()
SIZES = (1, 4, 20)
"""Number of copies of our schemas and operations in a contract: 3, 12 and 60 operations."""


def schemathesis(url: str, folder: Path) -> list[Command]:
    """Return a run of ours, and one of `schemathesis run` with all its checks, on one server."""
    environment = {"RETELL_API_KEY": SERVER.api_key, "RETELL_AGENT_ID": SERVER.agent_id}
    peer: Arguments = [
        Path(sys.executable).with_name("schemathesis"),
        "run",
        CONTRACT,
        "--url",
        url,
        "--checks",
        "all",
    ]
    peer += ["--seed", "1", "-H", f"Authorization: Bearer {SERVER.api_key}", "--no-color"]
    ours: Arguments = [SCRIPTS / "conformance", "--base-url", url, "--reports", folder / "reports"]
    measure = "a warm run"
    return [
        Command(measure, "ours", ours, environment=environment, count=REQUESTS),
        Command(measure, "schemathesis", peer, folder, environment=environment, count=r"([\d,]+) generated"),
    ]


def sizes(folder: Path) -> Iterator[Command]:
    """Yield two runs on each contract: one that generates the requests, and one that has them."""
    for copies in SIZES:
        file = folder / f"{copies}.json"
        for measure in ("generate and run", "run"):
            arguments: Arguments = [SCRIPTS / "conformance", "--contract", file, "--reports", folder / "reports"]
            yield Command(
                measure,
                f"{3 * copies} operations",
                arguments,
                before=lambda copies=copies, file=file, measure=measure: (  # type: ignore[misc]
                    file.write_text(copied(copies)) if measure != "run" else None
                ),
                count=REQUESTS,
            )


def copied(copies: int) -> str:
    """Return our contract as JSON, with copies of its schemas and operations under other names."""
    root = read(CONTRACT).root
    text = json.dumps(root)
    schemas, paths = {**root["components"]["schemas"]}, {**root["paths"]}
    for number in range(1, copies):
        copy = json.loads(re.sub(r'("operationId": "\w+|#/components/schemas/\w+)', rf"\1Copy{number}", text))
        schemas |= {f"{name}Copy{number}": schema for name, schema in copy["components"]["schemas"].items()}
        paths |= {f"/copy{number}{path}": item for path, item in copy["paths"].items()}
    # With a description of its own, nothing that was kept of another run is of use.
    info = {**root["info"], "description": f"Made at {time.time()}."}
    return json.dumps({**root, "info": info, "paths": paths, "components": {**root["components"], "schemas": schemas}})


def diffs() -> Iterator[str]:
    """Yield the CPU time to read a large contract, and to compare it with changed ones, a line each."""
    text = copied(SIZES[-1])
    began = time.process_time()
    base = laid_out(parse(text.encode(), "base", lambda _: b""))
    yield f"reading a contract of {len(text):,} characters: {time.process_time() - began:.1f} s of CPU"
    changes = {
        "a property in one copy": text.replace('"call_id": ', '"id_of_call": ', 1),
        "all strings": text.replace('"type": "string"', '"type": "integer"'),
        "all names of schemas": re.sub(r"(\w+)Copy(\d+)", r"\1Twin\2", text),
    }
    for name, changed in changes.items():
        revision = Document("revision", json.loads(changed))
        began = time.process_time()
        found = compare_contracts(base, revision).changes
        yield f"diff, {name} changed: {time.process_time() - began:.1f} s of CPU, {len(found):,} differences"
