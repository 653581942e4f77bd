"""diff, generate, lint and validate of a commit, on contracts of the user's and on recordings that are made here."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.in_turn import Arguments, CannotRunError, Command
from openapi_contract.document import read
from openapi_contract.example_values import body_example
from repository import CONTRACT

BYTES = 100_000_000
CONTRACTS = (".yaml", ".yml", ".json")
REQUEST = {
    "method": "POST",
    "url": "https://api.retellai.com/v2/create-web-call",
    "headers": [{"name": f"x-header-{number}", "value": "a value of some length"} for number in range(8)],
    "postData": {"mimeType": "application/json", "text": '{"agent_id": "oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD"}'},
}


def contracts(folder: Path | None) -> list[Path]:
    """Return the contracts of a folder; without one, the repository's. Raises `CannotRunError`."""
    found = sorted(each for each in folder.iterdir() if each.suffix in CONTRACTS) if folder else [CONTRACT]
    if not found:
        raise CannotRunError(f"{folder} has no contract, a file that ends in {', '.join(CONTRACTS)}")
    return found


def commands(clone: Path, who: str, files: list[Path], recordings: list[Path], output: Path) -> Iterator[Command]:
    """Yield the commands of a clone. A contract is compared with that of the same name in before/, if there is one."""
    scripts = clone / "scripts"
    found: list[tuple[str, Arguments]] = []
    for file in files:
        before = file.parent / "before" / file.name
        if before.exists():
            found.append((f"diff {file.name}", [scripts / "diff", before, "--revision", file]))
        generate: Arguments = [scripts / "generate", "--contract", file, "--output", output / who]
        found += [(f"generate {file.name}", generate), (f"lint {file.name}", [scripts / "lint", "--contract", file])]
    found += [(f"validate {file.name}", [scripts / "validate", file]) for file in recordings]
    for measure, arguments in found:
        # As on a machine where Python keeps the modules that it has compiled.
        yield Command(measure, who, arguments, environment={"PYTHONDONTWRITEBYTECODE": ""}, shows_status=True)


def record(folder: Path) -> list[Path]:
    """Write ended calls as JSON lines and as a HAR, 100 MB each, and return the files."""
    [registering] = [each for each in read(CONTRACT).operations if each.id == "createWebCall"]
    words = [{"word": f"word{number}", "start": number / 4, "end": number / 4 + 0.2} for number in range(50)]
    example = body_example(registering.responses[201])
    call = {**example, "transcript_object": [{"role": "agent", "content": "Hello.", "words": words}] * 2}
    lines, har = folder / "calls.jsonl", folder / "calls.har"
    with lines.open("w") as file:
        while file.tell() < BYTES:
            file.write(f"{_numbered(call, file.tell())}\n")
    with har.open("w") as file:
        file.write('{"log": {"version": "1.2", "creator": {"name": "bench", "version": "1"}, "entries": [\n')
        while file.tell() < BYTES:
            content = {"mimeType": "application/json", "text": _numbered(call, file.tell())}
            response = {"status": 201, "headers": REQUEST["headers"], "content": content}
            file.write(json.dumps({"request": REQUEST, "response": response}) + ",\n")
        file.write(json.dumps({"request": REQUEST, "response": response}) + "]}}\n")
    return [lines, har]


def _numbered(call: dict[str, object], number: int) -> str:
    return json.dumps({**call, "call_id": f"call_{number:027x}", "access_token": f"token_{number:040x}"})
