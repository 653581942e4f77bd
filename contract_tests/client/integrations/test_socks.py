"""Tests of SOCKS proxies: any invalid bytes from one lead to a RetellError that says that nothing was sent."""

import asyncio
import gc
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from client.integrations.conftest import KEY
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest

pytest.importorskip("socksio", reason="socksio is not installed: `make test-integrations` has it")
# httpcore leaves the socket of a proxy that it cannot understand to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
BODY = CreateWebCallRequest(agent_id="a")


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    yield
    gc.collect()  # so that no later test gets the warnings about those sockets


GREETED = b"\x05\x00"


@contextmanager
def answering(*answers: bytes) -> Iterator[int]:
    """Serve one connection with a response to each message, and yield the port."""

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(5)
            for answer in answers:
                connection.recv(4096)
                connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            thread.join()


def call_through(port: int, how: str, user: str = "") -> None:
    """Call through the proxy at a port, in one of the client's ways."""
    proxy = f"socks5://{user}127.0.0.1:{port}"
    client = AuthenticatedClient("http://10.255.255.1", KEY, max_retries=0, timeout=1, httpx_args={"proxy": proxy})
    with client:
        if how == "sync":
            create_web_call.sync(client=client, body=BODY)
        else:
            asyncio.run(create_web_call.asyncio(client=client, body=BODY))


@pytest.mark.parametrize("how", ["sync", "asyncio"])
@pytest.mark.parametrize(
    "answers",
    [
        [b"HTTP/1.1 400 Bad Request\r\n\r\n"],
        [b"\x05"],
        [b"\x05\x77"],
        [b"\x04\x00"],
        [b"\x05\xff"],
        [GREETED, b"\x05\x01\x00\x01\x00\x00\x00\x00\x00\x00"],
        [GREETED, b"\x05\x00\x00\x07garbage"],
        [GREETED, b"\x05\x99\x00\x01"],
        [GREETED, b"\x05\x00\x00\x03\x04\xff\xff\xff\xff\x00\x50"],
        [],
    ],
    ids=[
        "an HTTP server",
        "half a greeting",
        "an unknown method",
        "SOCKS 4",
        "no method",
        "a refusal",
        "an unknown address",
        "an unknown reply",
        "a broken name",
        "nothing",
    ],
)
def test_an_invalid_socks_response_is_a_failed_connection(answers: list[bytes], how: str) -> None:
    with answering(*answers) as port, pytest.raises(errors.ConnectionFailed, match="the proxy 127") as caught:
        call_through(port, how)
    assert not caught.value.sent
    assert f"the proxy 127.0.0.1:{port}" in str(caught.value)


@pytest.mark.parametrize("how", ["sync", "asyncio"])
def test_a_name_too_long_for_socks_is_a_failed_connection(how: str) -> None:
    with answering(b"\x05\x02") as port, pytest.raises(errors.ConnectionFailed) as caught:
        call_through(port, how, user=f"{'u' * 300}:p@")
    assert not caught.value.sent
    assert "uuu" not in str(caught.value)
