"""The commands that each table measures, and the trees, clients, contracts and recordings that they need."""

import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp

from attrs import evolve

from benchmarks.in_turn import MOST_SECONDS, CannotRunError, Command, cost
from openapi_contract.document import read
from openapi_contract.example_values import body_example
from repository import CONTRACT, GENERATED, ROOT, SCRIPTS
from retell_conformance.reference_server.own_process import serving
from retell_conformance.reference_server.server_settings import Settings

Comparison = tuple[int, Sequence[Command], Sequence[tuple[str, str]]]
"""Number of rounds, the commands, and the contenders whose ratios are printed."""

HERE = Path(__file__).parent
WORKER = HERE / "worker.py"
SERVER = Settings()
KNOWN = {"RETELL_API_KEY": SERVER.api_key, "RETELL_AGENT_ID": SERVER.agent_id}
KEPT = ".venv/generated-requests"
SUITE = [
    Command("the first make conformance", ["make", "conformance"], without=".venv"),
    Command("smoke, cold", ["scripts/conformance", "--profile", "smoke"], without=KEPT, counts_requests=True),
    Command("cold", ["scripts/conformance"], without=KEPT, counts_requests=True),
    Command("warm", ["scripts/conformance"], counts_requests=True),
]
TESTS = [Command("make test", ["make", "test"])]
CLIENT_CALLS = {
    "call with the page's example:": "example.json",
    "call with 500 utterances:": "long.json",
    "call, one of 100 tasks:": "tasks",
}
CLIENTS = {"ours": "retell_web_call_client", "httpx": "httpx", "stock": "stock_client", "SDK": "retell"}
"""The packages by contender."""
SIZES = {"3 operations": 1, "12 operations": 4, "60 operations": 20}
"""The number of copies of our schemas and operations in a contract."""
ENDINGS = ".yaml", ".yml", ".json"
BYTES = 100_000_000
CALLS = 200_000


def comparisons(mode: str, commit: str | None, contracts: Path | None, folder: Path) -> Iterator[Comparison]:
    """Yield the comparisons of a mode, beside a commit if one is given. Raises `CannotRunError`."""
    if commit and mode in ("suite", "tests", "tools"):
        rows = list(tools(contracts, folder)) if mode == "tools" else {"suite": SUITE, "tests": TESTS}[mode]
        trees = {name: clone(name, folder, set_up=True) for name in ("HEAD", commit)}
        commands = [evolve(row, who=who, folder=tree) for row in rows for who, tree in trees.items()]
        yield 3 if mode == "tools" else 5, commands, [("HEAD", commit)]
        return
    with serving() as url:
        if mode == "load":
            yield 3, list(load(url)), [("judged", "bare FastHttpUser"), ("two workers", "one worker")]
        elif mode == "suite":
            yield 5, list(schemathesis(url, folder)), [("ours", "schemathesis")]
            smallest, *larger = SIZES
            yield 1, list(growth(folder)), [(each, smallest) for each in larger]
        else:
            yield 5, list(clients(url, folder, commit)), [("ours", "httpx"), ("ours", "other" if commit else "SDK")]


def clone(commit: str, folder: Path, *, set_up: bool = False) -> Path:
    """Return a clone of a commit; with `set_up` it has its own .venv and filled caches."""
    tree = Path(mkdtemp(dir=folder))
    cost(Command("clone", ["git", "clone", "--quiet", "--no-checkout", ROOT, tree]))
    cost(Command("check out", ["git", "-C", tree, "checkout", "--quiet", "--detach", commit]))
    if set_up:
        cost(Command("set up", ["make", "conformance"], folder=tree))
    return tree


def tools(contracts: Path | None, folder: Path) -> Iterator[Command]:
    """Yield rows on the contracts of a folder, by default the repository's, and on recordings.

    A contract is compared with that of the same name in before/, if there is one. Raises `CannotRunError`.
    """
    files = [CONTRACT]
    if contracts:
        files = sorted(each for each in contracts.resolve().glob("*") if each.suffix in ENDINGS)
    if not files:
        raise CannotRunError(f"{contracts} has no contract, a file that ends in {', '.join(ENDINGS)}")
    for file in files:
        before = file.parent / "before" / file.name
        if before.exists():
            yield Command(f"diff {file.name}", ["scripts/diff", before, "--revision", file], most_status=2)
        # Not below .venv, where ruff would leave the client as it is.
        generate = ["scripts/generate", "--contract", file, "--output", folder / "client"]
        yield Command(f"generate {file.name}", generate, most_status=2)
        yield Command(f"lint {file.name}", ["scripts/lint", "--contract", file], most_status=2)
    for file in record(folder):
        yield Command(f"validate {file.name}", ["scripts/validate", file], most_status=2)


def record(folder: Path) -> list[Path]:
    """Write ended calls as JSON lines and as a HAR, 100 MB each, and return the files."""
    call = example(2, 50)
    headers = [{"name": f"x-header-{number}", "value": "a value of some length"} for number in range(8)]
    sent = {"mimeType": "application/json", "text": json.dumps({"agent_id": SERVER.agent_id})}
    url = "https://api.retellai.com/v2/create-web-call"
    request = {"method": "POST", "url": url, "headers": headers, "postData": sent}
    files = [folder / "calls.jsonl", folder / "calls.har"]
    # Written bit by bit, since what this process takes of memory counts for those that it starts.
    with files[0].open("w", encoding="utf-8") as lines, files[1].open("w", encoding="utf-8") as har:
        har.write('{"log": {"version": "1.2", "creator": {"name": "bench", "version": "1"}, "entries": [')
        for number in range(BYTES // len(json.dumps(call))):
            own = {"call_id": f"call_{number:027x}", "access_token": f"token_{number:040x}"}
            line = json.dumps({**call, **own})
            content = {"mimeType": "application/json", "text": line}
            entry = {"request": request, "response": {"status": 201, "headers": headers, "content": content}}
            lines.write(f"{line}\n")
            har.write(f"{', ' if number else ''}{json.dumps(entry)}")
        har.write("]}}")
    return files


def example(utterances: int, words: int) -> dict[str, object]:
    """Return the documentation's example of a registered call, with this many utterances of this many words."""
    [registering] = [each for each in read(CONTRACT).operations if each.id == "createWebCall"]
    timed = [{"word": f"word{number}", "start": number / 4, "end": number / 4 + 0.2} for number in range(words)]
    utterance = {"role": "agent", "content": " ".join(str(each["word"]) for each in timed), "words": timed}
    spoken = {"transcript_object": [utterance] * utterances} if utterances else {}
    return {**body_example(registering.responses[201]), **spoken}


def clients(url: str, folder: Path, commit: str | None) -> Iterator[Command]:
    """Yield the commands of each client; with a commit, its client replaces the peers."""
    python, packages = Path(sys.executable), {"ours": CLIENTS["ours"], "httpx": "httpx", "other": CLIENTS["ours"]}
    paths = {"ours": GENERATED, "stock": folder}
    if commit:
        paths["other"] = clone(commit, folder) / "generated"
    else:
        python, packages = install_peers(), CLIENTS
        (folder / "stock.yaml").write_text("package_name_override: stock_client\n", encoding="utf-8")
        (folder / "ruff.toml").touch()  # the generator runs ruff, which would else take this repository's settings
        generate = ["openapi-python-client", "generate", "--meta", "none", "--config", folder / "stock.yaml"]
        cost(Command("generate", [*generate, "--path", CONTRACT, "--output-path", folder / "stock_client"]))
    (folder / "example.json").write_text(json.dumps(example(0, 0)), encoding="utf-8")
    (folder / "long.json").write_text(json.dumps(example(500, 10)), encoding="utf-8")
    for measure, what in CLIENT_CALLS.items():
        for who, package in packages.items():
            command = [python, "-P", "-W", "ignore", WORKER, "client", package, url, what]
            environment = {**KNOWN, "PYTHONPATH": str(paths.get(who, ""))}
            yield Command(measure, command, who, folder, environment, prints_figures=True)


def install_peers() -> Path:
    """Install the peers into .venv/bench if they are missing, and return its Python."""
    folder = ROOT / ".venv" / "bench"
    make = [SCRIPTS / "make-venv", folder, HERE / "requirements.txt"]
    cost(Command("set up", make, environment={"PYTHON": sys.executable}))
    return folder / "bin" / "python"


def schemathesis(url: str, folder: Path) -> Iterator[Command]:
    """Yield a run of the suite, and one of `schemathesis run` with all its checks, on one server."""
    peer: list[object] = [Path(sys.executable).with_name("schemathesis"), "run", CONTRACT, "--url", url]
    peer += ["--checks", "all", "--seed", "1", "-H", f"Authorization: Bearer {SERVER.api_key}", "--no-color"]
    for who, run in (("ours", [SCRIPTS / "conformance", "--base-url", url]), ("schemathesis", peer)):
        yield Command("a warm run", run, who, folder, KNOWN, counts_requests=True, most_status=1)


def growth(folder: Path) -> Iterator[Command]:
    """Yield, for contracts of each size, a run without cached requests, one with them, and a diff."""
    for who, copies in SIZES.items():
        text = copied(copies)
        file, changed = folder / f"{copies}.json", folder / f"{copies}-changed.json"
        file.write_text(text, encoding="utf-8")
        changed.write_text(text.replace('"type": "string"', '"type": "integer"'), encoding="utf-8")
        run = [SCRIPTS / "conformance", "--contract", file, "--max-time", MOST_SECONDS]
        yield Command("generate and run", run, who, folder, counts_requests=True)
        yield Command("run", run, who, folder, counts_requests=True)
        diff = [SCRIPTS / "diff", file, "--revision", changed]
        yield Command("diff, all strings changed", diff, who, folder, most_status=1)


def copied(copies: int) -> str:
    """Return our contract as JSON, with copies of its schemas and operations under other names."""
    root = read(CONTRACT).root
    text = json.dumps(root)
    schemas, paths = {**root["components"]["schemas"]}, {**root["paths"]}
    for number in range(1, copies):
        copy = json.loads(re.sub(r'("operationId": "\w+|#/components/schemas/\w+)', rf"\1Copy{number}", text))
        schemas |= {f"{name}Copy{number}": schema for name, schema in copy["components"]["schemas"].items()}
        paths |= {f"/copy{number}{path}": item for path, item in copy["paths"].items()}
    # With a different description, cached requests of other runs do not match.
    info = {**root["info"], "description": f"Made at {time.time()}."}
    return json.dumps({**root, "info": info, "paths": paths, "components": {**root["components"], "schemas": schemas}})


def load(url: str) -> Iterator[Command]:
    """Yield load tests with and without judging, and with one worker and two. Raises `CannotRunError`."""
    cost(Command("set up", [SCRIPTS / "load", "--set-up"]))
    worker = [ROOT / ".venv-load" / "bin" / "python", "-P", WORKER]
    environment = {**KNOWN, "PYTHONPATH": f"{ROOT / 'contract_tests'}:{SCRIPTS}"}
    for who in ("bare FastHttpUser", "judged"):
        yield Command("one user", [*worker, "user", who, url], who, ROOT, environment, prints_figures=True)
    for who, workers in (("one worker", "1"), ("two workers", "2")):
        run = [SCRIPTS / "load", "--base-url", url, "--duration", "5m", "--workers", workers, "--", "--pacing", "0"]
        yield Command("20 users", run, who, ROOT, {**KNOWN, "MAX_REQUESTS": "10000"}, counts_requests=True)
    yield Command("memory", [*worker, "judging", CALLS], "judged", ROOT, environment, prints_figures=True)
