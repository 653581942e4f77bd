"""Contracts are read from files, URLs and commits, and anything else is rejected in one line."""

import os
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from contract_diff import sources
from contract_diff.changes import compare_contracts
from contract_diff.sources import default_base, from_file, load, source_of
from contract_diff.tests.diff_cases.cases import CONTRACTS, edited, lines, original, write
from openapi_contract.raw_document import Unreadable
from repository import ROOT

ORDERS = CONTRACTS["orders"]

# ---- contracts that cannot be compared ----


INFO = "info: {title: A, version: 1.0.0}\n"
SAYS_OPENAPI = "openapi: 3.1.0\n" + INFO

# The tests of the model have more of what no command reads.
BAD_FILES: dict[str, tuple[str | bytes, str]] = {
    "YAML that does not parse": ("a: [1\nb", "is not YAML: did not find expected ',' or ']' (line 3)"),
    "paths that are a list": (SAYS_OPENAPI + "paths: []\n", "is not OpenAPI: /paths is not a mapping"),
    "a parameter that is a number": (
        SAYS_OPENAPI + "paths: {/a: {get: {parameters: [3]}}}\n",
        "is not OpenAPI: /paths/~1a/get/parameters/0 is not a mapping",
    ),
    "a reference into nothing": (
        SAYS_OPENAPI + "components: {schemas: {A: {$ref: '#/components/schemas/B'}}}\n",
        "refers to /components/schemas/B, which does not exist",
    ),
    "a reference to itself": (
        SAYS_OPENAPI + "components: {schemas: {A: {$ref: '#/components/schemas/A'}}}\n",
        "is not OpenAPI: /components/schemas/A refers to itself",
    ),
    "a reference that is an anchor of nothing": (
        SAYS_OPENAPI + "components: {schemas: {A: {$ref: '#B'}}}\n",
        "refers to #B, which is not a place in it",
    ),
    "an enum that is no list": (
        SAYS_OPENAPI + "components: {schemas: {A: {enum: a}}}\n",
        "is not OpenAPI: /components/schemas/A/enum is not a list",
    ),
    "a reference to a file that is not there": (
        SAYS_OPENAPI + "components: {schemas: {A: {$ref: 'b.yaml#/B'}}}\n",
        "b.yaml: there is no file",
    ),
    "a reference into the web": (
        SAYS_OPENAPI + "components: {schemas: {A: {$ref: 'https://example.com/b.yaml'}}}\n",
        "refers to https://example.com/b.yaml: only files beside the contract are followed",
    ),
}


WITH_IDS = (
    SAYS_OPENAPI
    + """
components:
  schemas:
    Person:
      $id: https://example.com/schemas/person
      $defs: {age: {type: AGE}}
      properties: {age: {$ref: '#/$defs/age'}, next: {$ref: '#'}, name: {$ref: '#/components/schemas/Name'}}
    Name: {type: string}
    Pair: {$id: https://example.com/schemas/pair, items: {$ref: 'person#/$defs/age'}}
paths:
  /a: {get: {responses: {'200': {content: {application/json: {schema: {$ref: 'https://example.com/schemas/person'}}}}}}}
"""
)


def test_references_to_the_id_of_a_schema_and_from_its_top_are_followed(tmp_path: Path) -> None:
    for name, age in (("old", "integer"), ("new", "string")):
        (tmp_path / name).write_text(WITH_IDS.replace("AGE", age))
    old, new = (load(from_file(tmp_path / name)) for name in ("old", "new"))
    schemas = old.root["components"]["schemas"]
    assert {name: each["$ref"] for name, each in schemas["Person"]["properties"].items()} == {
        "age": "#/components/schemas/Person/$defs/age",
        "next": "#/components/schemas/Person",
        "name": "#/components/schemas/Name",
    }
    assert schemas["Pair"]["items"]["$ref"] == "#/components/schemas/Person/$defs/age"
    age = "/components/schemas/Person/$defs/age/type"
    assert lines(compare_contracts(old, new))[0] == f"strict readers {age} may be string, was integer"


def why_not(read: Callable[[], object]) -> str:
    """Return the line that says why something cannot be read."""
    with pytest.raises(Unreadable) as caught:
        read()
    line = str(caught.value)
    assert line.splitlines() == [line]
    return line


@pytest.mark.parametrize("name", BAD_FILES)
def test_an_invalid_contract_is_reported_in_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, said = BAD_FILES[name]
    (tmp_path / "it.yaml").write_bytes(written if isinstance(written, bytes) else written.encode())
    monkeypatch.chdir(tmp_path)
    line = why_not(lambda: compare_contracts(load(from_file(Path("it.yaml"))), original("orders")))
    assert line.startswith("it.yaml ")
    assert said in line


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("no-such-ref", "no-such-ref is neither a file nor a git ref of "),
        ("HEAD~999999", "HEAD~999999 is neither a file nor a git ref of "),
        ("--all", "--all is neither a file nor a git ref of "),
        ("HEAD:openapi/nothing.yaml", "there is no file openapi/nothing.yaml at HEAD"),
        (str(ROOT / "openapi"), "is a folder; name the contract in it"),
        ("http://[::1", "the base is not a URL that can be read"),
        ("http://", "cannot be read"),
    ],
)
def test_an_invalid_base_is_reported_in_one_line(base: str, said: str) -> None:
    assert said in why_not(lambda: load(source_of(base)))


# ---- URLs ----


@pytest.fixture
def website() -> Iterator[str]:
    """Serve a contract, its second file, and pages with faults."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved.yaml":
                self.send_response(302)
                self.send_header("Location", "/contract.yaml")
                self.end_headers()
                return
            pages: dict[str, str] = {
                "/contract.yaml": SAYS_OPENAPI + "components: {schemas: {A: {$ref: 'b.yaml#/B'}}}\n",
                "/b.yaml": "B: {type: string}\n",
                "/far.yaml": SAYS_OPENAPI + "components: {schemas: {A: {$ref: 'http://localhost:1/b.yaml'}}}\n",
            }
            page = pages.get(self.path.partition("?")[0])
            self.send_response(404 if page is None else 200)
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("page", ["contract.yaml", "moved.yaml", "contract.yaml?token=secret"])
def test_a_contract_is_read_from_a_url_with_the_files_beside_it(website: str, page: str) -> None:
    contract = load(source_of(f"{website}/{page}"))
    assert lines(compare_contracts(contract, contract)) == ()
    assert contract.root["components"]["schemas"]["B"] == {"type": "string"}
    assert "secret" not in contract.name


def test_a_url_without_a_contract_is_reported_in_one_line(website: str) -> None:
    assert why_not(lambda: load(source_of(f"{website}/none.yaml"))) == f"{website}/none.yaml responds with 404"


def test_a_reference_to_another_server_is_not_followed(website: str) -> None:
    line = why_not(lambda: load(source_of(f"{website}/far.yaml")))
    assert line.endswith("far.yaml refers to http://localhost:1/b.yaml: only files beside the contract are followed")


def test_the_wait_for_a_url_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_SECONDS", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/a.yaml"
        assert why_not(lambda: load(source_of(url))) == f"{url} does not respond in time"


# ---- git ----


GIT = {
    **{f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
}


class Repository:
    """A git repository with a contract."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.contract = folder / "openapi" / "contract.yaml"
        self.git("init", "--quiet", "--initial-branch=main", str(folder))

    def git(self, *arguments: str) -> str:
        """Run git in the repository."""
        command = ["git", "-C", str(self.folder), *arguments] if self.folder.exists() else ["git", *arguments]
        return subprocess.run(command, env={**os.environ, **GIT}, check=True, capture_output=True, text=True).stdout

    def edit(self, *edits: str) -> None:
        """Write the contract with edits."""
        write(self.contract, edited("orders", edits).root)

    def commit(self, *edits: str) -> None:
        """Commit the contract with edits."""
        self.edit(*edits)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Edit")

    def base_version(self, base: str | None = None) -> object:
        """Return the version of the contract at a base, or at the default one."""
        return load(source_of(base or default_base(self.contract), self.contract)).version


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository without a commit."""
    return Repository(tmp_path / "repository")


def test_a_ref_is_a_base(repository: Repository) -> None:
    repository.commit("set /info/version 1.0.0")
    repository.git("tag", "v1.0.0")
    repository.commit("set /info/version 2.0.0")
    assert repository.base_version("v1.0.0") == "1.0.0"
    assert repository.base_version("HEAD~1") == "1.0.0"
    assert repository.base_version("main:openapi/contract.yaml") == "2.0.0"


def test_a_contract_is_found_where_it_was_before_it_moved(repository: Repository) -> None:
    repository.commit("set /info/version 1.0.0")
    repository.git("mv", "openapi/contract.yaml", "elsewhere.yaml")
    repository.contract = repository.folder / "elsewhere.yaml"
    repository.commit("set /info/version 1.1.0")
    assert repository.base_version("HEAD~1") == "1.0.0"


def test_the_files_of_a_ref_are_read_at_that_ref(repository: Repository) -> None:
    reference = "set /components/schemas/Order/properties/size/$ref sizes.yaml"
    for values in ("[s]", "[s, m]"):
        (repository.contract.parent).mkdir(exist_ok=True)
        (repository.contract.parent / "sizes.yaml").write_text(f"type: string\nenum: {values}\n")
        repository.commit(reference)
    then = load(source_of("HEAD~1", repository.contract))
    assert then.root["components"]["schemas"]["sizes"]["enum"] == ["s"]


def test_a_ref_without_a_contract_is_reported_in_one_line(repository: Repository) -> None:
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    repository.commit()
    line = why_not(lambda: repository.base_version("HEAD~1"))
    assert line.startswith("openapi/contract.yaml does not exist at HEAD~1; ")


def test_the_default_base_is_the_last_contract_tag(repository: Repository) -> None:
    repository.commit("set /info/version 1.0.0")
    repository.git("tag", "v1.0.0")
    repository.commit("set /info/version 1.1.0")
    repository.git("tag", "--annotate", "--message", "It", "v1.1.0")
    repository.git("tag", "vocabulary")
    assert repository.base_version() == "1.0.0", "the commit is the tag's own"
    repository.edit("set /info/version 1.2.0")
    assert repository.base_version() == "1.1.0", "the contract was edited since"
    repository.commit("set /info/version 1.2.0")
    assert repository.base_version() == "1.1.0"


def test_without_a_tag_the_default_base_is_where_the_branch_left_main(repository: Repository) -> None:
    repository.commit("set /info/version 1.0.0")
    repository.git("switch", "--quiet", "--create", "branch")
    repository.commit("set /info/version 1.1.0")
    repository.git("switch", "--quiet", "main")
    repository.commit("set /info/version 3.0.0")
    repository.git("switch", "--quiet", "branch")
    assert repository.base_version() == "1.0.0"


def test_a_checkout_that_has_only_origin_main_is_compared_with_that(repository: Repository, tmp_path: Path) -> None:
    repository.commit("set /info/version 1.0.0")
    clone = Repository(tmp_path / "clone")
    clone.git("fetch", "--quiet", str(repository.folder), "main:refs/remotes/origin/main")
    clone.git("switch", "--quiet", "--create", "branch", "origin/main")
    clone.commit("set /info/version 1.1.0")
    assert clone.base_version() == "1.0.0"


def test_without_a_default_base_one_line_asks_for_one(repository: Repository) -> None:
    repository.commit()
    repository.git("branch", "--move", "shallow")
    assert "set BASE=<ref, file or URL>" in why_not(repository.base_version)


def test_outside_of_git_one_line_asks_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "CONTRACT", tmp_path / "contract.yaml")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    line = why_not(lambda: source_of("v1.0.0", tmp_path / "contract.yaml"))
    assert line == "this is not a git repository; give a file or a URL to compare with, as BASE="


def test_without_git_one_line_asks_for_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed; give a file or a URL" in why_not(lambda: source_of("v1.0.0"))
