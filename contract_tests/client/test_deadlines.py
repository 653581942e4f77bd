"""Tests of deadlines: a call ends within half a second of its deadline, whatever the server, proxy or resolver does."""

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.bodies import MINIMAL
from client.burst_server import certificates, unverified
from client.conftest import KEY, REQUEST, Caller, call_in_task, call_in_thread
from client.keeping_server import KeepingServer, keeping
from client.scripted_server import answer, serving
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest, WebCall

DEADLINE = 1.0
GRACE = 2.5  # half a second is promised; the rest is for a busy machine
BODY = json.dumps(MINIMAL).encode()
HEAD = f"HTTP/1.1 201 Created\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()

Handler = Callable[[socket.socket], None]


@contextlib.contextmanager
def handling(handle: Handler) -> Iterator[str]:
    """Serve each connection in a thread, and yield the URL."""
    ends: list[socket.socket] = []

    def serve(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            handle(connection)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                connection.settimeout(5)
                ends.append(connection)
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(
            socket.SOL_SOCKET, socket.SO_RCVBUF, 65536
        )  # so that a server that does not read blocks the client
        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for end in ends:
                end.close()


@pytest.fixture(scope="module", autouse=True)
def warmed_up() -> None:
    """Load modules that only a first call loads, which takes longer than a deadline here."""
    with serving(answer(201, BODY), answer(201, BODY)) as server:
        for call in (call_in_thread, call_in_task):
            call(AuthenticatedClient(server.url, KEY))


def read_request(connection: socket.socket) -> None:
    received = b""
    while b"\r\n\r\n" not in received or (b"POST" in received and not received.endswith(b"}")):
        some = connection.recv(65536)
        if not some:
            raise OSError("gone")
        received += some


def drip(connection: socket.socket, what: bytes) -> None:
    """Send bytes repeatedly, for longer than any test waits."""
    for _ in range(100):
        connection.sendall(what)
        time.sleep(0.05)


def drip_header(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(b"HTTP/1.1 201 Created\r\nX-A: ")
    drip(connection, b"x")


def send_interim_responses(connection: socket.socket) -> None:
    read_request(connection)
    drip(connection, b"HTTP/1.1 103 Early Hints\r\n\r\n")


def redirect_slowly(connection: socket.socket) -> None:
    while True:
        read_request(connection)
        time.sleep(0.3)
        connection.sendall(b"HTTP/1.1 307 X\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")


def redirect_with_dripping_body(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(b"HTTP/1.1 307 X\r\nLocation: /again\r\nContent-Length: 1000\r\n\r\n")
    drip(connection, b"x")


def drip_body(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n")
    drip(connection, b" ")


def stop_within_body(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(HEAD + BODY[:10])
    time.sleep(5)


def say_nothing(connection: socket.socket) -> None:
    read_request(connection)
    time.sleep(5)


SLOW_SERVERS: list[Handler] = [
    say_nothing,
    drip_header,
    send_interim_responses,
    redirect_slowly,
    redirect_with_dripping_body,
    drip_body,
    stop_within_body,
]


def times_out(call: Caller, client: AuthenticatedClient, body: CreateWebCallRequest = REQUEST) -> errors.TimedOut:
    """Return the error of a call, which must end within the deadline."""
    began = time.monotonic()
    with pytest.raises(errors.TimedOut, match=f"within the deadline of {DEADLINE:g} seconds") as caught:
        call(client, body)
    assert DEADLINE - 0.05 <= time.monotonic() - began < DEADLINE + GRACE
    return caught.value


@pytest.mark.parametrize("handle", SLOW_SERVERS, ids=lambda handle: handle.__name__)
def test_a_slow_server_ends_with_the_deadline(handle: Handler, call: Caller) -> None:
    with handling(handle) as url:
        error = times_out(call, AuthenticatedClient(url, KEY, deadline=DEADLINE))
    assert error.sent


def read_slowly(connection: socket.socket) -> None:
    while connection.recv(100_000):
        time.sleep(0.02)


@pytest.mark.parametrize("handle", [lambda _: time.sleep(5), read_slowly], ids=["not at all", "slowly"])
def test_a_server_that_reads_slowly_ends_with_the_deadline(handle: Handler, call: Caller) -> None:
    body = CreateWebCallRequest(agent_id="a", metadata={"long": "x" * 5_000_000})
    with handling(handle) as url:
        error = times_out(call, AuthenticatedClient(url, KEY, deadline=DEADLINE), body)
    assert error.sent


# ---- before anything is sent ----


@pytest.mark.parametrize("step", ["nothing", "dripping"])
def test_a_slow_tls_handshake_ends_with_the_deadline(step: str, call: Caller) -> None:
    def shake_hands(connection: socket.socket) -> None:
        connection.recv(65536)
        if step == "dripping":
            connection.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")  # a long ServerHello
            drip(connection, b"x")
        time.sleep(5)

    with handling(shake_hands) as url:
        error = times_out(call, AuthenticatedClient(url.replace("http:", "https:"), KEY, deadline=DEADLINE))
    assert not error.sent


@pytest.mark.parametrize("step", ["nothing", "dripping"])
def test_a_slow_proxy_ends_with_the_deadline(step: str, call: Caller) -> None:
    def connect(connection: socket.socket) -> None:
        read_request(connection)
        if step == "dripping":
            connection.sendall(b"HTTP/1.1 200 Connected\r\nX-A: ")
            drip(connection, b"x")
        time.sleep(5)

    with handling(connect) as url:
        client = AuthenticatedClient("https://api.test", KEY, deadline=DEADLINE, httpx_args={"proxy": url})
        error = times_out(call, client)
    assert not error.sent


def test_a_slow_server_behind_a_proxy_with_tls_ends_with_the_deadline(call: Caller, tmp_path: Path) -> None:
    own = certificates(tmp_path)

    def connect(connection: socket.socket) -> None:
        with own.wrap_socket(connection, server_side=True) as secure:
            read_request(secure)
            secure.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            secure.recv(65536)
            secure.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")
            drip(secure, b"x")

    with handling(connect) as url:
        proxy = httpx.Proxy(url.replace("http:", "https:"), ssl_context=unverified())
        client = AuthenticatedClient("https://api.test", KEY, deadline=DEADLINE, httpx_args={"proxy": proxy})
        error = times_out(call, client)
    assert not error.sent


def test_several_dead_addresses_end_with_the_deadline(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = [f"127.0.9.{number}" for number in range(1, 5)]
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(socket.create_server((hosts[0], 0), backlog=0))
        port = first.getsockname()[1]
        for host in hosts[1:]:
            stack.enter_context(socket.create_server((host, port), backlog=0))
        for host in hosts * 2:  # fill the queues of connections that are not accepted
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex((host, port))
        resolve_to(monkeypatch, hosts, port)
        error = times_out(call, AuthenticatedClient(f"http://many.test:{port}", KEY, deadline=DEADLINE))
    assert not error.sent


def test_the_next_address_is_tried_if_one_refuses(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answer(201, BODY)) as server:
        port = int(server.url.rpartition(":")[2])
        resolve_to(monkeypatch, ["127.0.9.9", "127.0.0.1"], port)
        assert call(AuthenticatedClient(f"http://many.test:{port}", KEY)).call_id


def resolve_to(monkeypatch: pytest.MonkeyPatch, hosts: list[str], port: int) -> None:
    real = socket.getaddrinfo

    def resolve(host: Any, *args: Any, **options: Any) -> Any:
        if host in ("many.test", b"many.test"):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in hosts]
        return real(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def test_a_slow_resolver_ends_with_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def resolve(*_: Any, **__: Any) -> Any:
        over.wait(5)
        raise socket.gaierror("never")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    client = AuthenticatedClient("http://slow.test", KEY, deadline=DEADLINE)

    def in_task(client: AuthenticatedClient, body: CreateWebCallRequest = REQUEST) -> WebCall:
        async def run() -> WebCall:
            try:
                return await create_web_call.asyncio(client=client, body=body)
            finally:
                over.set()  # asyncio waits for its threads

        return asyncio.run(run())

    for call in (call_in_thread, in_task):
        assert not times_out(call, client).sent


def test_a_resolver_that_fails_is_a_failed_connection(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    client = AuthenticatedClient("http://no.test", KEY, deadline=5, max_retries=0)
    with pytest.raises(errors.ConnectionFailed, match=r"No connection to no\.test:80: .*Name or service") as caught:
        call(client)
    assert not caught.value.sent


def test_waiting_for_a_connection_ends_with_the_deadline() -> None:
    args = {"limits": httpx.Limits(max_connections=1)}
    with keeping(delay=2.5) as server, AuthenticatedClient(server.url, KEY, httpx_args=args) as client:
        threads = [threading.Thread(target=lambda: create_web_call.sync(client=client, body=REQUEST))]
        threads[0].start()
        wait_for(lambda: len(server.requests) == 1)
        error = times_out(call_and_keep_open, client.with_deadline(DEADLINE))
        threads[0].join()
    assert (error.attempts, error.sent) == (0, False)
    assert len(server.requests) == 1


def test_a_task_that_waits_for_a_connection_ends_with_the_deadline() -> None:
    args = {"limits": httpx.Limits(max_connections=1)}

    async def run(server: KeepingServer) -> errors.TimedOut:
        async with AuthenticatedClient(server.url, KEY, httpx_args=args) as client:
            other = asyncio.create_task(create_web_call.asyncio(client=client, body=REQUEST))
            await asyncio.to_thread(wait_for, lambda: len(server.requests) == 1)
            with pytest.raises(errors.TimedOut, match="within the deadline") as caught:
                await create_web_call.asyncio(client=client.with_deadline(DEADLINE), body=REQUEST)
            await other
            return caught.value

    with keeping(delay=2.5) as server:
        error = asyncio.run(run(server))
    assert not error.sent
    assert len(server.requests) == 1


def call_and_keep_open(client: AuthenticatedClient, body: CreateWebCallRequest = REQUEST) -> WebCall:
    return create_web_call.sync(client=client, body=body)


def wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)


def test_a_deadline_spans_all_attempts(call: Caller) -> None:
    def drop(connection: socket.socket) -> None:
        read_request(connection)

    with handling(drop) as url:
        began = time.monotonic()
        with pytest.raises(errors.RetellError):
            call(AuthenticatedClient(url, KEY, deadline=DEADLINE, max_retries=9))
        assert time.monotonic() - began < DEADLINE + GRACE


def test_a_deadline_over_http2_in_plain_functions_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retell_web_call_client._httpx_args.is_installed", lambda _: True)
    client = AuthenticatedClient(token=KEY, deadline=5, httpx_args={"http2": True})
    with pytest.raises(errors.NotConfigured, match="deadline cannot be kept over HTTP/2") as caught:
        create_web_call.sync(client=client, body=REQUEST)
    assert not caught.value.sent


# ---- signals ----


class OwnAlarm(OSError):
    """An error raised by a signal handler."""


@pytest.mark.skipif(not hasattr(__import__("signal"), "setitimer"), reason="the system has no timers that signal")
@pytest.mark.parametrize("error", [TimeoutError("own"), OwnAlarm("own"), RuntimeError("own"), ValueError("own")])
@pytest.mark.parametrize("lent", [False, True], ids=["own", "lent"])
def test_exceptions_of_a_signal_handler_pass_unchanged(error: Exception, lent: bool) -> None:
    import signal

    requests: list[None] = []

    def count(connection: socket.socket) -> None:
        read_request(connection)
        requests.append(None)
        signal.setitimer(signal.ITIMER_REAL, 0.05)  # while the client waits for the response
        time.sleep(5)

    def ring(*_: object) -> None:
        raise error

    before = signal.signal(signal.SIGALRM, ring)
    try:
        with handling(count) as url, contextlib.closing(httpx.Client(timeout=5)) as mine:
            client = AuthenticatedClient(url, KEY, timeout=5, deadline=4)
            if lent:
                client.set_httpx_client(mine)
            with pytest.raises(type(error)) as caught:
                create_web_call.sync(client=client, body=REQUEST)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert caught.value is error
    assert len(requests) == 1


def test_a_failure_while_an_alarm_is_handled_is_a_failure() -> None:
    import signal

    def ring(*_: object) -> None:
        raise TimeoutError("own")

    before = signal.signal(signal.SIGALRM, ring)
    try:
        with serving() as server:
            pass
        client = AuthenticatedClient(server.url, KEY, max_retries=0)
        try:
            signal.raise_signal(signal.SIGALRM)
        except TimeoutError:
            with pytest.raises(errors.ConnectionFailed):
                create_web_call.sync(client=client, body=REQUEST)
    finally:
        signal.signal(signal.SIGALRM, before)
