"""Sources of contracts: a file, a git ref or a URL, with the files that the contract refers to."""

import os
import posixpath
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from attrs import frozen

from contract_diff.well_formed import require_well_formed
from openapi_contract.raw_document import MOST_BYTES, RawDocument, Unreadable, parse, read_bytes
from openapi_contract.yaml12 import NotReadable, garbage_kept
from repository import CONTRACT

MOST_SECONDS = 20.0
TAGS = "v[0-9]*"
"""Pattern of contract tags."""


@frozen
class Source:
    """The location of a contract, and functions that read it and the files beside it."""

    name: str
    """Name that the user gave, for messages."""
    place: str
    """Its path or URL, to which others are relative."""
    read_at: Callable[[str], bytes]
    """Function that reads a file at such a path or URL."""
    beside: Callable[[str, str], str]
    """Function that returns the location of a file which is given relative to another."""

    def read(self) -> bytes:
        """Return the contract itself."""
        return self.read_at(self.place)


@garbage_kept()
def load(source: Source) -> RawDocument:
    """Read a contract and what it refers to. Raises `Unreadable`."""

    def read_file(relative: str) -> bytes:
        try:
            return source.read_at(source.beside(source.place, relative))
        except Unreadable as error:
            raise NotReadable(f"refers to {relative}: {error}") from None

    document = parse(source.read(), source.name, read_file)
    require_well_formed(document)
    return document


def source_of(base: str, revision: Path = CONTRACT) -> Source:
    """Return the source of a base: a URL, a file, or else a git ref of the revision's repository."""
    if base.startswith(("http://", "https://")):
        return Source(public(base), base, read_url, beside_url)
    if Path(base).is_file():
        return from_file(Path(base))
    return from_ref(base, revision)


# ---- files ----


def from_file(path: Path) -> Source:
    """Return a contract that is a file here."""
    return Source(path_text(path), str(path), read_file, lambda at, other: os.path.join(os.path.dirname(at), other))


def path_text(path: Path) -> str:
    """Return a path for messages: relative to the current folder if it is below it."""
    absolute = path.absolute()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else str(path)


def read_file(path: str) -> bytes:
    """Return the bytes of a file."""
    return read_bytes(Path(path), path_text(Path(path)))


# ---- git ----


def git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Run git, and return the result also if it failed."""
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, env=environment, timeout=60)
    except FileNotFoundError:
        raise Unreadable("git is not installed; give a file or a URL to compare with, as BASE=") from None
    except subprocess.TimeoutExpired:
        raise Unreadable("git did not finish in time") from None


def git_output(folder: Path, *arguments: str) -> str | None:
    """Return the output of git, or None if it fails."""
    ran = git(folder, *arguments)
    return ran.stdout.decode(errors="replace").strip() if ran.returncode == 0 else None


def repository_of(revision: Path) -> tuple[Path, str]:
    """Return the work tree that has the revision, and the contract's path there.

    A revision outside of any work tree counts as one of this project's contract.
    """
    for path in (revision.resolve(), CONTRACT):
        ran = git(path.parent, "rev-parse", "--show-toplevel") if path.parent.is_dir() else None
        if ran is not None and ran.returncode != 0 and b"not a git repository" not in ran.stderr:
            raise Unreadable(f"git says: {ran.stderr.decode(errors='replace').strip().splitlines()[0]}")
        top = Path(ran.stdout.decode(errors="replace").strip()).resolve() if ran and ran.returncode == 0 else None
        if top is not None and path.is_relative_to(top):
            return top, path.relative_to(top).as_posix()
    raise Unreadable("this is not a git repository; give a file or a URL to compare with, as BASE=")


def from_ref(base: str, revision: Path) -> Source:
    """Return the contract as it was at a git ref, or in a file of it (`ref:path`)."""
    if Path(base).is_dir():
        raise Unreadable(f"{base} is a folder; name the contract in it")
    repository, path = repository_of(revision)
    ref, _, named = base.partition(":")
    commit = git_output(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not ref or commit is None:
        raise Unreadable(f"{base} is neither a file nor a git ref of {repository}")
    there = named or former_path(repository, commit, path)
    if there is None:
        raise Unreadable(f"{path} does not exist at {ref}; name the contract's former path, as BASE={ref}:path/to/it")
    return Source(base, there, partial(read_blob, repository, commit, ref), relative)


def former_path(repository: Path, commit: str, path: str) -> str | None:
    """Return the contract's path at a commit: the same, the one that git says it was moved from, or one of its name."""
    listed = (git_output(repository, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit) or "").split("\0")
    if path in listed:
        return path
    renames = git_output(repository, "diff", "-M", "-z", "--name-status", "--diff-filter=R", commit, "--") or ""
    fields = renames.split("\0")
    moved = {new: old for old, new in zip(fields[1::3], fields[2::3], strict=False)}
    namesakes = [each for each in listed if posixpath.basename(each) == posixpath.basename(path)]
    return moved.get(path) or (namesakes[0] if len(namesakes) == 1 else None)


def read_blob(repository: Path, commit: str, ref: str, path: str) -> bytes:
    """Return the bytes of a file at a commit."""
    ran = git(repository, "cat-file", "blob", f"{commit}:{path}")
    if ran.returncode != 0:
        raise Unreadable(f"there is no file {path} at {ref}")
    if len(ran.stdout) > MOST_BYTES:
        raise Unreadable(f"{path} at {ref} is too large for a contract")
    return ran.stdout


def relative(at: str, other: str) -> str:
    """Return a path that is relative to a file of the same tree."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(at), other))


def default_base(revision: Path = CONTRACT) -> str:
    """Return the base unless the user names one: the last contract tag, else the commit at which the branch left main.

    If the tag is on the current commit and the contract has not been edited since, the tag before it.
    """
    repository, path = repository_of(revision)
    describe = ("describe", "--tags", "--match", TAGS, "--abbrev=0")
    if tag := git_output(repository, *describe):
        unchanged = git(repository, "diff", "--quiet", tag, "--", path).returncode == 0
        at_the_tag = git_output(repository, "rev-list", "-1", tag) == git_output(repository, "rev-parse", "HEAD")
        before = git_output(repository, *describe, f"{tag}^") if unchanged and at_the_tag else None
        return before or tag
    for main in ("main", "origin/main"):
        if git_output(repository, "rev-parse", "--verify", "--quiet", f"{main}^{{commit}}") is None:
            continue
        fork = git_output(repository, "merge-base", main, "HEAD")
        same = fork == git_output(repository, "rev-parse", main)
        return main if same or fork is None else fork[:12]
    raise Unreadable("there is neither a contract tag nor main here (a shallow clone?); set BASE=<ref, file or URL>")


# ---- URLs ----


def public(url: str) -> str:
    """Return a URL without the parts that may be secret."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise Unreadable("the base is not a URL that can be read") from None
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


def beside_url(at: str, other: str) -> str:
    """Return a URL that is relative to another; it must be on the same server."""
    url = urljoin(at, other)
    if urlsplit(url)[:2] != urlsplit(at)[:2]:
        raise Unreadable(f"{public(at)} refers to {public(url)}, on another server, which is not followed")
    return url


def read_url(url: str) -> bytes:
    """Return the bytes at a URL, within limits of time and size."""
    import httpx  # takes long to import, and only URLs need it

    name = public(url)
    deadline = time.monotonic() + MOST_SECONDS
    try:
        with httpx.stream("GET", url, follow_redirects=True, timeout=MOST_SECONDS / 2) as response:
            if response.status_code != 200:
                raise Unreadable(f"{name} responds with {response.status_code}")
            received = bytearray()
            for chunk in response.iter_bytes():
                received += chunk
                if len(received) > MOST_BYTES:
                    raise Unreadable(f"{name} is too large for a contract")
                if time.monotonic() > deadline:
                    raise Unreadable(f"{name} takes longer than {MOST_SECONDS:.0f} s")
            return bytes(received)
    except httpx.TimeoutException:
        raise Unreadable(f"{name} does not respond in time") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise Unreadable(f"{name} cannot be read: {' '.join(str(error).split()) or type(error).__name__}") from None
