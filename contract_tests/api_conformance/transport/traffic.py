"""The sending of all requests to the target, with a record of the exchanges for rules and reports."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from statistics import median
from threading import Event, Lock

import httpx
from attrs import define, evolve, field

from api_conformance.finding import Prevented
from api_conformance.secrets import Secrets
from api_conformance.transport.api_key import KeyDerived, is_in_other_case, is_right
from api_conformance.transport.connections import NEW, PAUSED, Connections, EndlessBody
from api_conformance.transport.control import Control
from api_conformance.transport.credentials import chosen, placed
from api_conformance.transport.exchange import Exchange, now
from api_conformance.transport.firewall import may_be_blocked, without_payload
from api_conformance.transport.network import Network
from api_conformance.transport.pacing import Pace
from api_conformance.transport.recovery import SECONDS_TO_RETURN, Aside, Recovery, is_lost
from api_conformance.transport.refusals import Refusals
from api_conformance.transport.target import Target
from openapi_contract.schema import Schema

SECONDS_TO_ANSWER = 10
"""Seconds to wait for a response, unless set otherwise: a browser has about 30 seconds to join a call."""
MOST_LOST = 3
MOST_TIMEOUTS = 5
"""Number of time-outs that are a finding; from then on the timeout is SECONDS_WHEN_IT_HANGS."""
SECONDS_WHEN_IT_HANGS = 2
ENOUGH_TIMEOUTS = 150
SHARE_OF_TIMEOUTS = 0.2
"""The run ends after ENOUGH_TIMEOUTS, if they are more than this share of the requests."""
SECONDS_TO_NAME = 1
"""Seconds after which a request that MAX_TIME cuts off is named, since the server may hang on it."""
LONGEST_DESCRIBED = 100
"""Number of characters of a body that describe a request."""
SECONDS_OF_ONE_AT_A_TIME = 0.0025
"""A slower server gets several requests at a time: so many that on average each takes about this long."""
MOST_AT_ONCE = 20

MOST_LOOKED_AT = 50

Headers = Mapping[str, str | bytes | KeyDerived]
HEADERS = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Connection": "keep-alive"}
"""The default headers of each request."""
METHODS_WITH_A_BODY = frozenset({"POST", "PUT", "PATCH"})
"""Methods whose requests have a Content-Length even without a body."""


@define
class Traffic:
    """The sender of every request of a run, which counts, paces and records them."""

    target: Target
    network: Network = field(factory=Network)
    max_requests: int | None = None
    max_seconds: float | None = None
    """Seconds from the start in which requests may be sent."""
    pace: Pace | None = None
    transport: httpx.BaseTransport | None = None
    """A transport in place of the network, for a server in this process."""
    seconds_to_answer: float = SECONDS_TO_ANSWER
    seconds_to_return: float = SECONDS_TO_RETURN
    """Seconds to wait for a server that stopped responding."""
    user_agent: str = "api-conformance"
    concurrency: int = MOST_AT_ONCE
    """Maximum number of requests at a time."""
    watch: Callable[[Exchange, int], None] | None = None
    """Called with each exchange, and with their number."""
    secrets: Secrets = field(factory=Secrets)
    schema_of: Callable[[Exchange], Schema | None] = field(default=lambda _: None, repr=False)
    """Returns the schema of the body of a response."""
    security_of: Callable[[str, str], Iterable[Mapping[str, object]]] = field(default=lambda *_: (), repr=False)
    """Returns the security of a request, by its method and target."""
    marked: frozenset[str] = frozenset()
    """The names of the properties that the contract marks as secrets."""
    exchanges: list[Exchange] = field(factory=list, repr=False)
    stop: Event = field(factory=Event, repr=False)
    """Set to end the run: no further request is sent."""
    recovery: Recovery = field(init=False, repr=False)
    _control: Control = field(factory=Control, init=False, repr=False)
    _lost: int = field(default=0, init=False)
    _timeouts: int = field(default=0, init=False)
    _sent: int = field(default=0, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False, eq=False)
    _began: float = field(factory=time.monotonic, init=False)
    _connections: Connections = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.secrets.add_key(self.target.api_key)
        for value in self.target.values.values():
            self.secrets.spare(value)
        for value in self.network.headers.values():
            self.secrets.add(value)
        self._connections = Connections(self.network)
        self.recovery = Recovery(
            lambda: self._control.exchange is not None,
            self._ask_control,
            self._described,
            self.seconds_left,
            Refusals(self._ask_accepted, self.stop),
            self.stop,
            self.seconds_to_return,
        )

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    def send(
        self, method: str, target: str | KeyDerived, content: bytes | KeyDerived | None, headers: Headers
    ) -> Exchange:
        """Send a request unchanged, and again if there is no usable response, see recovery.py.

        Raises `NotChecked` if there is nothing to judge, or if the run must not send more.
        """
        has_the_key = is_right(headers.get("Authorization"), self.target.api_key)
        if has_the_key:
            target, headers = self._with_credentials(method, target, headers)
        path = target.value if isinstance(target, KeyDerived) else target
        body = content.value.encode() if isinstance(content, KeyDerived) else content
        keyed = self._keyed(target, content, headers)
        wire = self._with_headers({**HEADERS, "User-Agent": self.user_agent, **self.network.headers}, headers)

        def once() -> Exchange:
            kept_alive = self._lost <= MOST_LOST  # another thread may end the run meanwhile
            request = self._request(method, path, body, wire)
            if is_in_other_case(headers.get("Authorization", ""), self.target.api_key):
                request.extensions[NEW] = (
                    True  # Jetty takes the second of two such headers on a connection for the first
                )
            exchange = self._exchange(request, partial(self._respond, request), keyed)
            if not exchange.dropped or not kept_alive:
                return self._keep(exchange)
            # A server may close a connection just when it is used again, and a client then repeats the request on a new
            # one (RFC 9112, section 9.3.1). If one does so often, each request goes on a new connection, to tell it
            # from a server that does not respond.
            self.recovery.aside[id(self._keep(exchange))] = Aside.REUSED
            self._lost += 1
            self._connections.keep_alive = self._lost <= MOST_LOST
            request.extensions[NEW] = True
            return self._keep(self._exchange(request, partial(self._respond, request), keyed))

        exchange = self.recovery.settled(once(), once, has_the_key=has_the_key)
        if may_be_blocked(exchange) and self._is_blocked(path, body or b"", wire, exchange):
            self.recovery.aside[id(exchange)] = Aside.BLOCKED
        return exchange

    def _is_blocked(self, path: str, body: bytes, wire: dict[bytes, tuple[bytes, bytes]], exchange: Exchange) -> bool:
        """Send a request again without the part that looks like an attack; return whether the response differs."""
        harmless = without_payload(path.encode()).decode(), without_payload(body)
        headers = {name: (written, without_payload(value)) for name, (written, value) in wire.items()}
        if (harmless, headers) == ((path, body), wire):
            return False

        def once() -> Exchange:
            request = self._request(exchange.request.method, *harmless, headers)
            return self._keep(self._exchange(request, partial(self._respond, request), exchange.keyed))

        other = self.recovery.settled(once(), once)
        return not is_lost(other) and (other.status, may_be_blocked(other)) != (exchange.status, True)

    def send_by_hand(self, method: str, path: str, content: bytes, headers: Headers) -> Exchange:
        """Send a request with only these headers on a new connection, and read past the response."""
        target, headers = self._with_credentials(method, path, headers)
        path = target.value if isinstance(target, KeyDerived) else target
        keyed = self._keyed(target, content, headers)
        wire = self._with_headers({"Connection": "close", **self.network.headers}, headers)

        def once() -> Exchange:
            request = self._request(method, path, content, wire)
            surplus: list[bytes] = []

            def by_hand() -> httpx.Response:
                response, rest = self._connections.send_alone(request, content)
                surplus.append(rest)
                return response

            exchange = self._exchange(request, by_hand, keyed)
            return self._keep(evolve(exchange, surplus=b"".join(surplus)))

        return self.recovery.settled(once(), once)

    def _with_credentials(
        self, method: str, target: str | KeyDerived, headers: Headers
    ) -> tuple[str | KeyDerived, Headers]:
        """Move the key from the `Authorization` header to the place of the contract's security scheme."""
        known = self.target.credentials
        if known is None:
            return target, headers
        path = target.value if isinstance(target, KeyDerived) else target
        others = {name: value for name, value in headers.items() if name != "Authorization"}
        return placed(target, others, chosen(self.security_of(method, path.partition("?")[0]), known))

    def _keyed(self, target: object, content: object, headers: Headers) -> dict[str, KeyDerived]:
        """Return the parts of a request that are derived from the key, with the API's variable in shell expressions."""
        parts: dict[str, object] = {"target": target, "body": content}
        parts |= {name.lower(): value for name, value in headers.items()}
        variable = self.target.key_variable
        return {name: each.with_variable(variable) for name, each in parts.items() if isinstance(each, KeyDerived)}

    @staticmethod
    def _with_headers(first: Headers, then: Headers) -> dict[bytes, tuple[bytes, bytes]]:
        """Return headers as bytes, by lower-case name; the second mapping takes precedence."""
        written = ((name.encode(), _value(value)) for headers in (first, then) for name, value in headers.items())
        return {name.lower(): (name, value) for name, value in written}

    def _request(
        self, method: str, path: str, content: bytes | None, wire: dict[bytes, tuple[bytes, bytes]]
    ) -> httpx.Request:
        waiting = {"timeout": {"read": self._patience}}
        url = _url(self.target.base_url + path)
        # With a stream, httpx leaves the headers as they are; else it would build them twice.
        stream = httpx.ByteStream(content or b"")
        headers = [*_missing_headers(method, url, content, wire), *wire.values()]
        request = httpx.Request(method, url, stream=stream, headers=headers, extensions=waiting)
        request.read()
        return request

    def _respond(self, request: httpx.Request) -> httpx.Response:
        response = (self.transport or self._connections).handle_request(request)
        response.request = request
        response.read()
        return response

    @property
    def _patience(self) -> float:
        usual = self.seconds_to_answer
        patience = usual if self._timeouts < MOST_TIMEOUTS else min(usual, SECONDS_WHEN_IT_HANGS)
        left = self.seconds_left()
        return patience if left is None else max(min(patience, left), 0.001)

    def at_once(self, least: int = 1) -> int:
        """Return the number of requests to send at a time, from the duration of the last responses."""
        if self.pace is not None:
            return 1
        seconds = median([exchange.seconds for exchange in self.exchanges[-MOST_LOOKED_AT:]] or [0])
        return max(1, min(max(least, round(seconds / SECONDS_OF_ONE_AT_A_TIME)), self.concurrency))

    def _exchange(
        self,
        request: httpx.Request,
        send: Callable[[], httpx.Response],
        keyed: Mapping[str, KeyDerived],
        *,
        is_control: bool = False,
    ) -> Exchange:
        with self.recovery.quiet:
            pass  # another thread repeats a request alone first
        self._take_from_budget()
        if self.pace is not None:
            self.pace.wait(self.stop, self.seconds_left())
            self._check_time()
        sent_at, start = now(), time.perf_counter()
        response, failure, dropped, endless = None, None, False, False
        try:
            response = send()
        except httpx.RequestError as error:
            endless = isinstance(error, EndlessBody)
            kind = httpx.RemoteProtocolError if endless else type(error)
            failure = f"{kind.__name__}: {error}".removesuffix(": ")
            dropped = isinstance(error, httpx.ReadError | httpx.WriteError | httpx.RemoteProtocolError)
            if isinstance(error, httpx.TimeoutException):
                self._check_time(None if is_control else request, time.perf_counter() - start)
            if isinstance(error, httpx.TimeoutException) and not is_control:
                self._timeouts += 1
                is_short = request.extensions["timeout"]["read"] < self.seconds_to_answer
                if is_short and not self.recovery.repeats:
                    # It may only be slow; the timeout is too short to tell.
                    hung = Exchange(request, None, failure, sent_at, time.perf_counter() - start, keyed)
                    self.recovery.aside[id(self._keep(hung))] = Aside.TOO_SHORT
                    reason = f"no response within {SECONDS_WHEN_IT_HANGS} s, from a server that hung before"
                    raise Prevented(reason) from error
        paused = 0.0 if response is None else response.extensions.get(PAUSED, 0.0)
        seconds = time.perf_counter() - start - paused
        return Exchange(request, response, failure, sent_at, seconds, keyed, dropped, endless)

    def _keep(self, exchange: Exchange) -> Exchange:
        self.exchanges.append(exchange)
        self._control.consider(exchange)
        if self.watch is not None:
            self.watch(exchange, len(self.exchanges))
        if exchange.response is not None and exchange.response.content:
            schema, parsed = self.schema_of(exchange), exchange.parsed
            if parsed is None or parsed.faults:
                self.secrets.learn(exchange.response.content, schema, self.marked)
            else:
                self.secrets.learn_value(parsed.value, schema, self.marked)
        return exchange

    def _ask_accepted(self) -> Exchange | None:
        """Repeat the control request if it was accepted."""
        return self._ask_control() if self._control.is_accepted else None

    def _ask_control(self) -> Exchange | None:
        """Repeat the control request on a new connection."""
        control = self._control.exchange
        if control is None:
            return None
        known = control.request
        waiting = {"timeout": {"read": min(self._patience, max(self.seconds_to_return, 1))}, NEW: True}
        request = httpx.Request(
            known.method, known.url, content=known.content, headers=known.headers.raw, extensions=waiting
        )
        exchange = self._exchange(request, partial(self._respond, request), control.keyed, is_control=True)
        return self._keep(exchange)

    def _described(self, exchange: Exchange) -> str:
        """Describe the request after which a server stopped responding: the first of those that were cut off."""
        lost = []
        for number in range(len(self.exchanges), 0, -1):
            each = self.exchanges[number - 1]
            if each.response is not None and each.sent_at < exchange.sent_at:
                break
            if each.response is None:
                lost.append((number, each))
        known = None if self._control.exchange is None else _wanted(self._control.exchange)
        cut_off = [pair for pair in lost if pair[1].dropped and _wanted(pair[1]) != known] or lost
        if not cut_off:
            return "a gateway in front of it responds instead"
        number, last = cut_off[-1]
        size = f"{len(last.request.content):,} bytes"
        count = len({_wanted(each) for _, each in cut_off})
        which = f"the first of {count} requests in progress" if count > 1 else "the last request before that"
        return f"{which} was number {number:,} ({size}): {self.secrets.mask(_named(last.request))}"

    def seconds_left(self) -> float | None:
        """Return the seconds until MAX_TIME; None if there is no limit."""
        return None if self.max_seconds is None else self.max_seconds - (time.monotonic() - self._began)

    def _check_time(self, request: httpx.Request | None = None, seconds: float = 0) -> None:
        """Raise `Prevented` if MAX_TIME is reached; name a request that has had no response for so many seconds."""
        left = self.seconds_left()
        if left is None or left > 0:
            return
        if request is not None and seconds >= SECONDS_TO_NAME and not self.recovery.ended:
            named = self.secrets.mask(_named(request))
            self.recovery.ended = f"{self.out_of_time}, after {seconds:.0f} s without a response to {named}"
        raise Prevented(self.recovery.ended or self.out_of_time)

    @property
    def out_of_time(self) -> str:
        """The message when MAX_TIME is reached."""
        return f"the limit MAX_TIME={self.max_seconds or 0:g} is reached"

    def raise_if_over(self) -> None:
        """Raise `Prevented` if no more requests may be sent."""
        if self.stop.is_set():
            raise Prevented("the run was stopped")
        self.recovery.raise_if_ended()
        if self.max_requests is not None and self._sent >= self.max_requests:
            raise Prevented(f"the limit MAX_REQUESTS={self.max_requests} is reached")
        self._check_time()
        if self._timeouts >= ENOUGH_TIMEOUTS and self._timeouts > self._sent * SHARE_OF_TIMEOUTS:
            raise Prevented(f"{self._timeouts:,} of {self._sent:,} requests had no response in time")

    def _take_from_budget(self) -> None:
        with self._lock:
            self.raise_if_over()
            self._sent += 1


def _missing_headers(
    method: str, url: httpx.URL, content: bytes | None, wire: Mapping[bytes, object]
) -> Iterator[tuple[bytes, bytes]]:
    """Yield the headers that HTTP requires in addition."""
    if b"host" not in wire:
        yield b"Host", url.netloc
    if (content or method in METHODS_WITH_A_BODY) and not wire.keys() & {b"content-length", b"transfer-encoding"}:
        yield b"Content-Length", b"%d" % len(content or b"")


def _named(request: httpx.Request) -> str:
    """Return the method, the target and the beginning of the body of a request."""
    body = " ".join(request.content.decode(errors="replace").split())
    shown = body if len(body) <= LONGEST_DESCRIBED else f"{body[:LONGEST_DESCRIBED]}…"
    return f"{request.method} {request.url.raw_path.decode('ascii')} {shown}".strip()


def _wanted(exchange: Exchange) -> tuple[str, httpx.URL, bytes]:
    """Return the parts of a request that do not change when it is repeated."""
    return exchange.request.method, exchange.request.url, exchange.request.content


@lru_cache(maxsize=64)
def _url(text: str) -> httpx.URL:
    return httpx.URL(text)


def _value(value: str | bytes | KeyDerived) -> bytes:
    if isinstance(value, bytes):
        return value
    # A token that the server sent may have half a surrogate pair.
    return (value.value if isinstance(value, KeyDerived) else value).encode(errors="surrogatepass")
