"""The client beside its peers: what a process costs that imports one, and what calls cost."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.in_turn import Arguments, Command, cost
from openapi_contract.document import read
from openapi_contract.example_values import body_example, smallest
from repository import CONTRACT, GENERATED, ROOT

HERE = Path(__file__).parent
PEERS = ROOT / ".venv" / "bench"
CLIENT = "retell_web_call_client"
MEASURES = {
    "import and first call, CPU ms": ("import", "cpu", 1e3),
    "memory after it, MiB": ("import", "bytes", 2**-20),
    "call, CPU µs": ("minimal", "cpu", 1e6),
    "call with the page's example, CPU µs": ("example", "cpu", 1e6),
    "call with 500 utterances, CPU µs": ("long", "cpu", 1e6),
    "call, one of 100 tasks, CPU µs": ("tasks", "cpu", 1e6),
    "the same, wall µs": ("tasks", "wall", 1e6),
}
"""Work of the worker, the figure to read, and the number of units in a second or a byte."""


@contextmanager
def commands(commit: str | None) -> Iterator[list[Command]]:
    """Yield what each contender does; with a commit, its client takes the place of the peers that are installed.

    The clients are copies, so that work on generated/ meanwhile changes nothing.
    """
    names = ["ours", "httpx", "other"] if commit else ["ours", "httpx", "stock", "SDK"]
    python = Path(sys.executable) if commit else install_peers()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        shutil.copytree(GENERATED / CLIENT, folder / "ours" / CLIENT, ignore=shutil.ignore_patterns("__pycache__"))
        if commit:
            archive: Arguments = [
                "sh",
                "-c",
                'git -C "$0" archive "$1" generated | tar -x -C "$2"',
                ROOT,
                commit,
                folder,
            ]
            cost(Command("", "", archive))
            (folder / "generated").rename(folder / "other")
        else:
            place_stock(folder)
        write_bodies(folder)
        kept = {name: "" for name in os.environ if name.startswith(("PYTHON", "RETELL"))}
        with serving((folder / "minimal.json").read_bytes()) as url:
            yield [
                Command(
                    measure,
                    name,
                    [python, "-P", "-W", "ignore", HERE / "worker.py", name, folder, url, what],
                    environment={**kept, "PYTHONPATH": str(folder / name)},
                    says=rf"{figure} (\S+)",
                    times=times,
                )
                for measure, (what, figure, times) in MEASURES.items()
                for name in names
            ]


def install_peers() -> Path:
    """Install the peers into .venv/bench, unless they are there, and return its Python.

    A stamp marks an installation as complete.
    """
    requirements = HERE / "requirements.txt"
    wanted = f"{sys.version}\n{requirements.read_text(encoding='utf-8')}"
    stamp, python = PEERS / ".complete", PEERS / "bin" / "python"
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted):
        cost(Command("", "", [sys.executable, "-m", "venv", "--clear", PEERS]))
        pip: Arguments = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        cost(Command("", "", [*pip, "--require-hashes", "--requirement", requirements]))
        stamp.write_text(wanted, encoding="utf-8")
    return python


def place_stock(folder: Path) -> None:
    """Put the client there that the generator makes with its own templates."""
    (folder / "stock.yaml").write_text("package_name_override: stock_client\n", encoding="utf-8")
    (folder / "ruff.toml").touch()  # the generator runs ruff, which would else take this repository's settings
    generate: Arguments = [
        "openapi-python-client",
        "generate",
        "--meta",
        "none",
        "--config",
        folder / "stock.yaml",
    ]
    output = folder / "stock" / "stock_client"
    cost(Command("", "", [*generate, "--path", CONTRACT, "--output-path", output]))


def write_bodies(folder: Path) -> None:
    """Write the responses: the least that the contract allows, the documented example, and a long call."""
    [registering] = [each for each in read(CONTRACT).operations if each.id == "createWebCall"]
    response = registering.responses[201]
    assert response.schema is not None
    minimal = smallest(response.schema)
    words = ["well", "I", "would", "like", "to", "book", "a", "table", "for", "two"]
    timed = [{"word": word, "start": place * 0.4, "end": place * 0.4 + 0.3} for place, word in enumerate(words)]
    utterance = {"role": "agent", "content": " ".join(words), "words": timed}
    bodies = {
        "minimal": minimal,
        "example": body_example(response),
        "long": {**minimal, "transcript_object": [utterance] * 500},
    }
    for name, body in bodies.items():
        (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")


class _Responder(asyncio.Protocol):
    """Responds to whatever ends as a request with a JSON object in it does."""

    def __init__(self, response: bytes) -> None:
        self._response = response
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._received.endswith(b"}"):  # the body of a request is one JSON object without another in it
            self._received = b""
            self._transport.write(self._response)


@contextmanager
def serving(content: bytes) -> Iterator[str]:
    """Respond with a body to every request, in a thread of its own; yield the URL."""
    head = f"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: _Responder(head.encode() + content), "127.0.0.1", 0, backlog=1024)
    )
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
