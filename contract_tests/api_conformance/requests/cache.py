"""A cache on disk, beside the tools, for results that take seconds, by a key of everything they depend on."""

import gzip
import hashlib
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path

from openapi_contract.json_data import JsonObject

FOLDER = Path(sys.prefix) / "generated-requests"
MOST = 150
"""Maximum number of files; the oldest are removed."""


def cached(given: Iterable[str], sources: Iterable[Path], make: Callable[[], list[JsonObject]]) -> list[JsonObject]:
    """Return the cached result, else make and store it.

    The name of a file depends on everything its content depends on, so it is never stale. A damaged file is replaced.

    Args:
        given: The inputs of the result.
        sources: The modules that make it.
    """
    file = _file(given, sources)
    found = _kept(file)
    if found is None:
        with _alone(file):  # another process may have made it meanwhile
            found = _kept(file)
            if found is None:
                found = make()
                _keep(file, found)
    return found


def is_cached(given: Iterable[str], sources: Iterable[Path]) -> bool:
    """Return whether there is a result of these inputs and modules."""
    return _file(given, sources).exists()


def is_shared() -> bool:
    """Return whether of several threads or processes that need a result one makes it, and the others read it."""
    with suppress(ImportError, OSError):
        import_module("fcntl")
        FOLDER.mkdir(exist_ok=True)
        return os.access(FOLDER, os.W_OK)
    return False


def _file(given: Iterable[str], sources: Iterable[Path]) -> Path:
    parts = [sys.version, *given, *map(_digest, sorted(sources))]
    return FOLDER / f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}.json.gz"


def _kept(file: Path) -> list[JsonObject] | None:
    try:
        found: list[JsonObject] = json.loads(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error):
        return None
    return found


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold the lock of a file, so that of several processes one makes the result and the others read it.

    Without locks, as on Windows or a read-only disk, each makes it.
    """
    with ExitStack() as held:
        with suppress(ImportError, OSError):
            fcntl = import_module("fcntl")
            file.parent.mkdir(exist_ok=True)
            lock = held.enter_context(file.with_suffix(".lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def _digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()


def _keep(file: Path, found: list[JsonObject]) -> None:
    """Write the file in one move, since several runs may do so at once, and remove the oldest."""
    try:
        file.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as part:
            part.write(gzip.compress(json.dumps(found).encode(), compresslevel=1))
        Path(part.name).replace(file)
        by_age = sorted(file.parent.glob("*.json.gz"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in by_age[MOST:]:
            old.unlink(missing_ok=True)
            old.with_suffix(".lock").unlink(missing_ok=True)
    except OSError:
        pass  # a full or read-only disk costs the next run some seconds
