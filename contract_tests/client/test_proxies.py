"""Tests of proxies of the environment and of `httpx_args`: the requests that use them, and errors of wrong ones."""

import re
import socket
import traceback
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from client.bodies import MINIMAL
from client.conftest import KEY, Caller, client_for
from client.keeping_server import KeepingServer, keeping
from client.scripted_server import RESET, answer, serving
from retell_web_call_client import AuthenticatedClient, errors

PASSWORD = "pa55w0rd"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Remove all proxies except those that a test sets."""
    for name in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "REQUEST_METHOD"):
        for variable in (name, name.lower()):
            monkeypatch.delenv(variable, raising=False)
    return monkeypatch


@pytest.fixture
def dead() -> str:
    """Return the host and port of a proxy that is down."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def server() -> Iterator[KeepingServer]:
    """Serve calls, without a proxy."""
    with keeping() as found:
        yield found


def goes_through_proxy(url: str) -> bool:
    """Return whether requests to a URL go through the proxy that the environment names."""
    with AuthenticatedClient(url, KEY) as client:
        return client._connections.route is not None


# ---- NO_PROXY ----


@pytest.mark.parametrize(
    ("no_proxy", "excepted", "others"),
    [
        ("*", ["http://a.example", "http://10.1.2.3"], []),
        ("example.com", ["http://example.com", "https://a.example.com:8443"], ["http://badexample.com"]),
        (".example.com", ["http://a.example.com"], ["http://example.com"]),
        ("*.example.com", ["http://a.example.com"], ["http://example.com"]),
        ("EXAMPLE.com", ["http://example.COM"], []),
        ("example.com:8443", ["https://example.com:8443"], ["https://example.com", "https://example.com:9"]),
        ("example.com:443", ["https://example.com", "https://example.com:443"], ["http://example.com"]),
        ("https://example.com", ["https://example.com"], ["http://example.com", "https://a.example.com"]),
        ("all://*example.com", ["http://a.example.com", "https://example.com"], []),
        ("localhost", ["http://localhost:9"], ["http://a.localhost", "http://127.0.0.1"]),
        ("10.1.2.3", ["http://10.1.2.3", "http://10.1.2.3:9"], ["http://10.1.2.30"]),
        ("10.1.2.3:9", ["http://10.1.2.3:9"], ["http://10.1.2.3"]),
        ("10.0.0.0/8", ["http://10.1.2.3"], ["http://11.1.2.3", "http://10.example"]),
        ("10.1.2.3/8", ["http://10.9.9.9"], ["http://11.1.2.3"]),
        ("::1", ["http://[::1]:9"], ["http://[::2]"]),
        ("[::1]", ["http://[::1]", "http://[0:0:0:0:0:0:0:1]"], ["http://[::2]"]),
        ("[::1]:9", ["http://[::1]:9"], ["http://[::1]"]),
        ("fd00::/8", ["http://[fd12::1]"], ["http://[fe80::1]", "http://10.1.2.3"]),
        ("[fd00::]/8", ["http://[fd12::1]"], ["http://[fe80::1]"]),
        ("http://[::1]:9", ["http://[::1]:9"], ["https://[::1]:9"]),
        (" a.example , [::1],10.0.0.0/8\tb.example,", ["http://b.example", "http://10.0.0.1"], ["http://c.example"]),
        ("b\u00fccher.example", ["http://b\u00fccher.example", "http://xn--bcher-kva.example"], []),
        ("<local>,exa$mple,fe80::1%eth0", [], ["http://a.example"]),
    ],
)
def test_no_proxy_excepts_names_addresses_networks_and_ports(
    no_proxy: str, excepted: list[str], others: list[str], environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("ALL_PROXY", "http://127.0.0.1:9")
    environment.setenv("NO_PROXY", no_proxy)
    assert [url for url in excepted if goes_through_proxy(url)] == []
    assert [url for url in others if not goes_through_proxy(url)] == []


@pytest.mark.parametrize("no_proxy", ["127.0.0.1", "127.0.0.0/8", "[::1],127.0.0.1/32", "*", "fd00::/8 127.0.0.1"])
def test_an_excepted_server_is_called_without_the_proxy(
    no_proxy: str, dead: str, server: KeepingServer, call: Caller, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("ALL_PROXY", f"http://{dead}")
    environment.setenv("NO_PROXY", no_proxy)
    call(AuthenticatedClient(server.url, KEY))
    assert len(server.requests) == 1


@pytest.mark.parametrize("no_proxy", ["[::1", "10.0.0.0/99", "300.1.1.1/8", "host:port", "::zz", "a,[::1]x"])
def test_a_wrong_no_proxy_is_named_if_there_is_a_proxy(no_proxy: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("NO_PROXY", no_proxy)
    AuthenticatedClient(token=KEY)
    environment.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with pytest.raises(errors.NotConfigured, match="NO_PROXY"):
        AuthenticatedClient(token=KEY)
    AuthenticatedClient(token=KEY, httpx_args={"trust_env": False})


# ---- the proxy that is used ----


@pytest.mark.parametrize("variable", ["ALL_PROXY", "HTTP_PROXY", "http_proxy", "all_proxy"])
def test_requests_go_through_the_proxy_of_the_environment(
    variable: str, server: KeepingServer, call: Caller, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv(variable, server.url.removeprefix("http://"))
    call(AuthenticatedClient("http://api.example", KEY))
    assert server.requests[0]["host"] == "api.example"


def test_a_proxy_of_httpx_args_takes_precedence_over_the_environment(
    dead: str, server: KeepingServer, call: Caller, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("ALL_PROXY", f"http://{dead}")
    call(AuthenticatedClient("http://api.example", KEY, httpx_args={"proxy": server.url}))
    call(AuthenticatedClient(server.url, KEY, httpx_args={"trust_env": False}))
    assert call(client_for(lambda _: httpx.Response(201, json=MINIMAL))).call_id == MINIMAL["call_id"]
    assert len(server.requests) == 2


# ---- wrong proxies ----

WRONG = [
    f"http://user:{PASSWORD}#x@127.0.0.1:9",
    f"http://user:1#{PASSWORD}@127.0.0.1:9",
    f"http://user:1/{PASSWORD}@127.0.0.1:9",
    f"http://user:1?{PASSWORD}@127.0.0.1:9",
    f"http://user:x/{PASSWORD}@127.0.0.1:9",
    f"socks://user:{PASSWORD}@127.0.0.1:9",
    f"socks5://user:{PASSWORD}@127.0.0.1:9",  # socksio is not installed
    f"nonsense://user:{PASSWORD}@127.0.0.1:9",
    f"http://user:{PASSWORD}@127.0.0.1:99999",
    f"http://user:{PASSWORD}@127.0.0.1:0",
    f"http://user:{PASSWORD}@",
    f"http://user:{PASSWORD}@a..example",
    "http://[::1",
    f"http://{PASSWORD}\n@127.0.0.1:9",
]


def assert_no_password(error: BaseException) -> None:
    """Assert that neither an error nor its attributes show the password."""
    shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=False).format())
    held: list[Any] = [error, error.__cause__, error.__context__, error.args]
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if "retell_web_call_client" in frame.f_code.co_filename:
            held += frame.f_locals.values()
    assert not re.search(PASSWORD, shown + "".join(map(repr, held)))


@pytest.mark.parametrize("url", WRONG)
@pytest.mark.parametrize("variable", ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "https_proxy"])
def test_a_wrong_proxy_of_the_environment_is_named_by_its_variable(
    variable: str, url: str, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv(variable, url)
    with pytest.raises(errors.NotConfigured, match=variable) as caught:
        AuthenticatedClient(token=KEY)
    assert_no_password(caught.value)


@pytest.mark.parametrize("url", [*WRONG, 5, b"http://h", {"http://": "h"}])
def test_a_wrong_proxy_of_httpx_args_is_named(url: Any) -> None:
    with pytest.raises(errors.NotConfigured, match=r"httpx_args\['proxy'\]") as caught:
        AuthenticatedClient(token=KEY, httpx_args={"proxy": url})
    assert_no_password(caught.value)


def test_a_proxy_that_is_down_is_named_without_its_password(
    dead: str, call: Caller, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("HTTP_PROXY", f"http://user:{PASSWORD}@{dead}")
    proxy = f"http://user:{PASSWORD}@{dead}"
    of_environment = AuthenticatedClient("http://api.example", KEY, max_retries=0)
    of_arguments = AuthenticatedClient("http://api.example", KEY, max_retries=0, httpx_args={"proxy": proxy})
    for client, source in ((of_environment, "HTTP_PROXY"), (of_arguments, "httpx_args")):
        with pytest.raises(errors.ConnectionFailed, match=f"No connection to the proxy {dead} ") as caught:
            call(client)
        assert source in str(caught.value)
        assert not caught.value.sent
        assert_no_password(caught.value)


def test_a_proxy_that_rejects_is_named_with_its_message(call: Caller) -> None:
    with serving(answer(407, b"")) as proxy:
        client = AuthenticatedClient("https://api.example", KEY, max_retries=0, httpx_args={"proxy": proxy.url})
        with pytest.raises(errors.ConnectionFailed, match=r"api\.example:443, since the proxy .* 407") as caught:
            call(client)
    assert not caught.value.sent


NO_TLS = b"HTTP/1.1 200 Established\r\n\r\nno TLS at all, and long enough for a record"


@pytest.mark.parametrize("step", [NO_TLS, RESET], ids=["no TLS", "reset"])
def test_a_server_whose_tls_fails_is_named_beside_the_proxy(step: bytes | str, call: Caller) -> None:
    with serving(step) as proxy:
        client = AuthenticatedClient("https://api.example", KEY, max_retries=0, httpx_args={"proxy": proxy.url})
        with pytest.raises(errors.ConnectionFailed, match=r"api\.example:443 through the proxy 127"):
            call(client)


def test_a_server_that_is_down_is_named_instead_of_the_proxy(dead: str, call: Caller) -> None:
    with pytest.raises(errors.ConnectionFailed, match=f"No connection to {dead}:"):
        call(AuthenticatedClient(f"http://{dead}", KEY, max_retries=0))
