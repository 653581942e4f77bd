"""Tests of API keys: each is sent as an operation's `security` says, in whatever order the schemes are."""

import base64
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
import yaml

from client.conftest import recorded
from client_generator.tests.in_process import generate

SCHEMES: dict[str, Any] = {
    "legacy": {"type": "apiKey", "in": "header", "name": "X-Old-Key"},
    "search": {"type": "apiKey", "in": "query", "name": "key"},
    "bearer": {"type": "http", "scheme": "Bearer"},
    "login": {"type": "http", "scheme": "basic"},
}


def keys_contract(default: str, **security: Any) -> dict[str, Any]:
    """Return a contract with one GET operation for each `security`, by its operationId."""
    done = {"responses": {"204": {"description": "Done."}}}
    paths = {f"/{name}": {"get": {"operationId": name, **done, "security": each}} for name, each in security.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Keys", "version": "1.0.0"},
        "servers": [{"url": "https://keys.example"}],
        "security": [{default: []}],
        "paths": {"/common": {"get": {"operationId": "common", **done}}, **paths},
        "components": {"securitySchemes": SCHEMES},
    }


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ModuleType]]:
    """Return the clients of two contracts: most operations of one require a bearer token, of the other a password."""
    folder = tmp_path_factory.mktemp("keys")
    odd: dict[str, Any] = {"old": [{"legacy": []}], "password": [{"login": []}]}
    either: dict[str, Any] = {"either": [{"search": []}, {"legacy": []}, {"bearer": []}]}
    open_to_all: dict[str, Any] = {"open": [{}], "both_or_one": [{"legacy": [], "search": []}, {"legacy": []}]}
    contracts = {"bearers": keys_contract("bearer", **odd, **either, **open_to_all), "logins": keys_contract("login")}
    for name, contract in contracts.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(contract, sort_keys=False))
        generation = generate(folder / f"{name}.yaml", folder / f"{name}_project")
        assert generation.returncode == 0, generation.stderr
    sys.path.insert(0, str(folder))
    yield lambda name: importlib.import_module(f"{name}_project.retell_web_call_client")
    sys.path.remove(str(folder))


def sent(package: ModuleType, operation: str, token: str = "the-key-7", status: int = 204) -> httpx.Headers:
    """Return the headers that an operation sends."""
    respond, seen = recorded(lambda _: httpx.Response(status))
    arguments = {"transport": httpx.MockTransport(respond)}
    with package.AuthenticatedClient(token=token, max_retries=0, httpx_args=arguments) as client:
        importlib.import_module(f"{package.__name__}.api.default.{operation}").sync(client=client)
    return seen[0].headers


@pytest.mark.parametrize(
    ("operation", "header", "value"),
    [
        ("common", "Authorization", "Bearer the-key-7"),
        ("old", "X-Old-Key", "the-key-7"),
        ("password", "Authorization", "Basic the-key-7"),
        ("either", "Authorization", "Bearer the-key-7"),
        ("both_or_one", "X-Old-Key", "the-key-7"),
    ],
)
def test_the_key_is_sent_as_security_says(
    operation: str, header: str, value: str, packages: Callable[[str], ModuleType]
) -> None:
    headers = sent(packages("bearers"), operation)
    assert {name: headers.get(name) for name in ("Authorization", "X-Old-Key") if name in headers} == {header: value}


@pytest.mark.parametrize("token", ["me:pass:word", "me:pässword", "Basic bWU6cGFzc3dvcmQ="])
def test_a_user_name_and_password_are_encoded_once(token: str, packages: Callable[[str], ModuleType]) -> None:
    headers = sent(packages("logins"), "common", token)
    scheme, _, encoded = headers["Authorization"].partition(" ")
    assert scheme == "Basic"
    assert base64.b64decode(encoded).decode() in (token, "me:password")


def test_a_password_without_a_user_name_is_rejected(packages: Callable[[str], ModuleType]) -> None:
    package = packages("logins")
    with pytest.raises(package.errors.NotConfigured, match="must be user:password") as caught:
        sent(package, "common", "password")
    assert "'password'" not in str(caught.value)


@pytest.mark.parametrize(("name", "operation"), [("bearers", "old"), ("bearers", "password"), ("logins", "common")])
def test_no_error_contains_the_key_of_any_scheme(
    name: str, operation: str, packages: Callable[[str], ModuleType]
) -> None:
    package = packages(name)
    with pytest.raises(package.errors.StatusError) as caught:
        sent(package, operation, "me:secret-word", status=401)
    request = caught.value.response.request
    for place in (repr(caught.value), str(caught.value), str(request.headers.raw), str(request.extensions)):
        assert "secret-word" not in place
        assert base64.b64encode(b"me:secret-word").decode() not in place


def test_an_operation_without_security_accepts_a_client_without_a_key(packages: Callable[[str], ModuleType]) -> None:
    package = packages("bearers")
    with package.Client(httpx_args={"transport": httpx.MockTransport(lambda _: httpx.Response(204))}) as client:
        operation = importlib.import_module(f"{package.__name__}.api.default.open_")
        operation.sync(client=client)
        assert operation.sync.__annotations__["client"] == "Client"


@pytest.mark.parametrize(
    ("security", "expected"),
    [
        ({"search": []}, "requires the API key in the query (search): the client sends it only in headers"),
        ({"legacy": [], "bearer": []}, "wants legacy and bearer at once: the client sends one API key"),
        ({"none": []}, "names 'none', and components/securitySchemes has no such scheme"),
    ],
    ids=["in the query", "two at once", "not there"],
)
def test_credentials_that_the_client_cannot_send_are_rejected_once(
    security: dict[str, Any], expected: str, tmp_path: Path
) -> None:
    contract = tmp_path / "contract.yaml"
    contract.write_text(yaml.safe_dump(keys_contract("bearer", one=[security], two=[security]), sort_keys=False))
    generation = generate(contract, tmp_path / "generated")
    assert generation.returncode == 1
    assert generation.stderr == f"generate: {contract}: #/paths/~1one/get/security {expected}\n"
