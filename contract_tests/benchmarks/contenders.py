"""Put the contenders in place, and run a worker process for each."""

from __future__ import annotations

import asyncio
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ruamel.yaml import YAML

from repository import CONTRACT, GENERATED, ROOT

FOLDER = Path(__file__).parent
EXAMPLE = ROOT / "openapi" / "examples" / "web-call.json"
PEERS = ROOT / ".venv" / "bench"
CLIENT = "retell_web_call_client"


class CannotRunError(Exception):
    """Why there are no figures, in one line."""


def run(command: Sequence[str | Path], failure: str) -> str:
    """Return what a command prints. If it fails, print its own words first."""
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise CannotRunError(f"{failure}: {error}") from error
    if done.returncode != 0:
        print(done.stdout, done.stderr, sep="", file=sys.stderr)
        raise CannotRunError(f"{failure}, see above")
    return done.stdout


# ---- placing ----


@contextmanager
def place(commit: str | None) -> Iterator[tuple[Path, Path, list[str]]]:
    """Yield the Python, a folder with clients and bodies, and the contenders' names.

    The clients are copies, so that work on generated/ meanwhile changes nothing.
    """
    names = ["ours", "httpx", "other"] if commit else ["ours", "httpx", "stock", "SDK"]
    python = Path(sys.executable) if commit else install_peers()
    if not (GENERATED / CLIENT).is_dir():
        raise CannotRunError("there is no client in generated/: run `make generate`")
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        shutil.copytree(GENERATED / CLIENT, folder / "ours" / CLIENT, ignore=shutil.ignore_patterns("__pycache__"))
        if commit:
            place_commit(commit, folder / "other")
        else:
            place_stock(folder)
        write_bodies(folder)
        yield python, folder, names


def install_peers() -> Path:
    """Install the peers into .venv/bench, unless they are there, and return its Python.

    A stamp marks an installation as complete.
    """
    requirements = FOLDER / "requirements.txt"
    wanted = f"{sys.version}\n{requirements.read_text(encoding='utf-8')}"
    stamp, python = PEERS / ".complete", PEERS / "bin" / "python"
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted):
        print("==> Setting up .venv/bench", file=sys.stderr)
        run([sys.executable, "-m", "venv", "--clear", PEERS], "could not make .venv/bench")
        pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--require-hashes", "--requirement", requirements], "could not install the peers")
        stamp.write_text(wanted, encoding="utf-8")
    return python


def place_stock(folder: Path) -> None:
    """Put the client there that the generator makes with its own templates."""
    config = folder / "stock.yaml"
    config.write_text("package_name_override: stock_client\n", encoding="utf-8")
    (folder / "ruff.toml").touch()  # the generator runs ruff, which would else take this repository's settings
    output = folder / "stock" / "stock_client"
    generate = ["openapi-python-client", "generate", "--meta", "none", "--config", str(config), "--path", str(CONTRACT)]
    run([*generate, "--output-path", output], "could not generate the stock client")


def place_commit(commit: str, folder: Path) -> None:
    """Put the client of a commit there."""
    archive: list[str | Path] = ["git", "-C", ROOT, "archive", "--format=tar", commit, f"generated/{CLIENT}"]
    done = subprocess.run(archive, capture_output=True)
    if done.returncode != 0:
        raise CannotRunError(f"there is no client in {commit!r}: {done.stderr.decode(errors='replace').strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as files:
        files.extractall(folder, filter="data")
    (folder / "generated" / CLIENT).rename(folder / CLIENT)


def write_bodies(folder: Path) -> None:
    """Write the responses: the least that the contract allows, the documented example, and a long call."""
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    required = YAML(typ="safe").load(CONTRACT)["components"]["schemas"]["WebCall"]["required"]
    minimal = {name: example[name] for name in required}
    words = ["well", "I", "would", "like", "to", "book", "a", "table", "for", "two"]
    utterances = [
        {
            "role": ("agent", "user")[number % 2],
            "content": " ".join(words),
            "words": [
                {"word": word, "start": round(begin + place * 0.4, 2), "end": round(begin + place * 0.4 + 0.3, 2)}
                for place, word in enumerate(words)
            ],
        }
        for number, begin in enumerate(range(0, 2000, 4))
    ]
    bodies = {"minimal": minimal, "example": example, "long": {**minimal, "transcript_object": utterances}}
    for name, body in bodies.items():
        (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")


# ---- running ----


class Worker:
    """Processes of contract_tests/benchmarks/worker.py for one contender, one at a time."""

    def __init__(self, name: str, python: Path, folder: Path, url: str) -> None:
        self.name = name
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "RETELL"))}
        self._environment = {**plain, "PYTHONPATH": str(folder / name)}
        self._command: list[str | Path] = [python, "-P", "-W", "ignore", FOLDER / "worker.py", name, folder, url]
        self._process: subprocess.Popen[str]

    @contextmanager
    def started(self) -> Iterator[None]:
        """Start a fresh process, and kill it in the end."""
        pipe = subprocess.PIPE
        with subprocess.Popen(
            self._command, env=self._environment, stdin=pipe, stdout=pipe, text=True
        ) as self._process:
            try:
                yield
            finally:
                self._process.kill()

    def ask(self, block: str) -> list[float]:
        """Return CPU and wall seconds of a call."""
        assert self._process.stdin
        self._process.stdin.write(f"{block}\n")
        self._process.stdin.flush()
        return self.hear()

    def hear(self) -> list[float]:
        """Read the figures of a line."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise CannotRunError(f"{self.name} could not make its calls, see above")
        return [float(figure) for figure in line.split()]


class _Responder(asyncio.Protocol):
    """Sends the same response to every request on a connection."""

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
def serving(body: Path) -> Iterator[str]:
    """Respond with a body to every request, in a thread of its own; yield the URL."""
    content = body.read_bytes()
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
