"""Tests of the wait for a response: a pause of this machine is not the server's."""

import time
from typing import Any

import httpcore
import httpx
import pytest

from api_conformance.transport import patience
from api_conformance.transport.connections import PAUSED, Connections
from api_conformance.transport.network import Network
from api_conformance.transport.patience import Patience


class Stream(httpcore.NetworkStream):
    """A stream that is read in vain for so many seconds each time, whatever the timeout, and then gives a byte."""

    def __init__(self, *vain: float) -> None:
        self.vain = list(vain)
        self.timeouts: list[float | None] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Wait as long as the next number says."""
        self.timeouts.append(timeout)
        if not self.vain:
            return b"a"[:max_bytes]
        time.sleep(self.vain.pop(0))
        raise httpcore.ReadTimeout

    def get_extra_info(self, info: str) -> Any:
        """Return nothing."""


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for fractions of a second."""
    monkeypatch.setattr(patience, "SECONDS_AT_ONCE", 0.01)


def test_a_pause_of_this_machine_leaves_the_server_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LEAST_PAUSE", 0.05)
    waiting = Patience(0.1)

    assert waiting.read(Stream(0.2)) == b"a"
    assert waiting.paused > 0.1


def test_a_server_that_is_late_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LEAST_PAUSE", 60)
    waiting, stream = Patience(0.1), Stream(*[0.01] * 100)

    with pytest.raises(httpcore.ReadTimeout):
        waiting.read(stream)
    assert waiting.paused == 0
    assert all(each is not None and each <= 0.01 for each in stream.timeouts)


class PausedStream(Stream):
    """A server whose connection is opened, and whose request is sent, after a pause each."""

    def connect_tcp(self, *_: object, **__: object) -> "PausedStream":
        """Pause for longer than the timeout."""
        time.sleep(0.2)
        return self

    def write(self, *_: object, **__: object) -> None:
        """Pause for longer than the timeout."""
        time.sleep(0.2)

    def read(self, *_: object, **__: object) -> bytes:
        """Return a response."""
        return b"HTTP/1.1 204 No Content\r\n\r\n"

    def close(self) -> None:
        """Do nothing."""


def test_a_pause_while_connecting_and_sending_is_not_the_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LEAST_PAUSE", 0.05)
    monkeypatch.setattr(httpcore, "SyncBackend", PausedStream)
    request = httpx.Request("GET", "http://127.0.0.1/", extensions={"timeout": {"read": 0.1}})

    response = Connections(Network()).handle_request(request)

    assert response.extensions[PAUSED] >= 0.2
