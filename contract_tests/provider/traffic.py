"""Sends requests to the target and keeps what went over the wire, for the rules to judge and the report to show."""

import json
import shlex
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from threading import Lock
from typing import Any

import httpx
from attrs import define, evolve, field, frozen
from pyrate_limiter import Limiter
from schemathesis.core.curl import generate as curl
from schemathesis.core.rate_limit import parse_retry_after

from contract_tests import contract
from contract_tests.contract import Operation
from contract_tests.provider import registration, wire
from contract_tests.provider.registration import Registration
from contract_tests.provider.secrets import Secrets
from contract_tests.provider.target import Target

SECONDS_TO_ANSWER = 10
TRIES_WHEN_RATE_LIMITED = 5
MOST_LOST = 3
# Headers that curl adds by itself, as the HTTP client does.
OWN_HEADERS = frozenset({"host", "accept", "accept-encoding", "connection", "user-agent", "content-length"})


class BudgetSpent(Exception):
    """The run has sent as many requests as it may, or for as long as it may."""


@frozen
class Exchange:
    """One request and what came back: an answer, or the reason why there is none."""

    request: httpx.Request
    response: httpx.Response | None
    failure: str | None
    sent_at: datetime
    seconds: float
    dropped: bool = False
    """Whether the connection was lost before the answer was complete."""
    repeated: bool = False
    """Whether the request was sent again on a new connection, which then counts in its place."""

    @property
    def status(self) -> int | None:
        """The status of the answer, None where none came."""
        return None if self.response is None else self.response.status_code

    def json(self) -> Any:
        """The answer's body; raises `ValueError` where it is not JSON, and for NaN, which is not JSON either."""
        if self.response is None:
            raise ValueError(self.failure)
        return json.loads(self.response.content, parse_constant=_refuse_constant)


@define
class Traffic:
    """The line to the target. Every request of a run goes through here, so that it is counted, paced and kept."""

    target: Target
    max_requests: int | None = None
    max_seconds: float | None = None
    """How long requests may be sent, from the first on."""
    limiter: Limiter | None = None
    transport: httpx.BaseTransport | None = None
    """Takes the place of the network, for a server in this process."""
    watch: Callable[[int], None] | None = None
    """Told after each exchange how many there were."""
    secrets: Secrets = field(factory=Secrets)
    exchanges: list[Exchange] = field(factory=list, repr=False)
    _retired: list[httpx.Client] = field(factory=list, init=False, repr=False)
    """Clients that another thread may still be using."""
    _lost: int = field(default=0, init=False)
    _sent: int = field(default=0, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False, eq=False)
    _began: float | None = field(default=None, init=False)
    _client: httpx.Client = field(init=False, repr=False)
    _registration: Registration | None = field(default=None, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.secrets.add(self.target.api_key)
        self._client = self._new_client()

    def close(self) -> None:
        """Closes the connections."""
        for client in (*self._retired, self._client):
            client.close()

    @property
    def json_headers(self) -> dict[str, str]:
        """The headers of a request with the key and a JSON body."""
        return {"Authorization": f"Bearer {self.target.api_key}", "Content-Type": "application/json"}

    @property
    def registration(self) -> Registration:
        """How a call is asked for. Raises `NoRegistration` where the contract has nothing like it."""
        if self._registration is None:
            self._registration = registration.find(contract.load(), self.target.agent_id)
        return self._registration

    def create(self, **fields: Any) -> Exchange:
        """Asks for a call with the smallest valid body and these fields besides."""
        return self.ask(self.registration.content(**fields), self.json_headers)

    def ask(
        self, content: bytes | None, headers: Mapping[str, str | bytes], method: str | None = None, query: str = ""
    ) -> Exchange:
        """Sends this to where calls are registered."""
        registration = self.registration
        return self.send(method or registration.operation.method, registration.path + query, content, headers)

    def send(self, method: str, url: str, content: bytes | None, headers: Mapping[str, str | bytes]) -> Exchange:
        """Sends a request as it is. An answer 429 is waited out, as the contract allows it at any time."""

        def once() -> Exchange:
            request = self._client.build_request(method, url, content=content, headers=_bytes(headers))
            exchange = self._exchange(request, partial(self._client.send, request))
            if not exchange.dropped or self._lost > MOST_LOST:
                return self._keep(exchange)
            # A server may close a connection just when it is used again, and a client then asks on a new one
            # (RFC 9112, section 9.3.1). One that does so often is asked on a new one each time, to tell it from one
            # that does not answer.
            self._keep(evolve(exchange, repeated=True))
            self._lost += 1
            if self._lost > MOST_LOST:
                self._retired.append(self._client)
                self._client = self._new_client(keep_alive=False)
            with self._new_client() as client:
                return self._keep(self._exchange(request, partial(client.send, request)))

        return self._patiently(once)

    def ask_by_hand(
        self, content: bytes, headers: Mapping[str, str], method: str | None = None
    ) -> tuple[Exchange, bytes]:
        """Sends this, and no header besides, to where calls are registered; returns what came after the answer too."""
        registration = self.registration
        url = httpx.URL(self.target.base_url + registration.path)
        headers = {"Host": url.netloc.decode(), "Connection": "close", **headers}
        request = httpx.Request(method or registration.operation.method, url, content=content, headers=headers)
        if "Transfer-Encoding" in headers:
            del request.headers["Content-Length"]
        surplus = b""

        def by_hand() -> httpx.Response:
            nonlocal surplus
            response, surplus = wire.send(request, content, SECONDS_TO_ANSWER)
            return response

        return self._patiently(lambda: self._keep(self._exchange(request, by_hand))), surplus

    def operation_of(self, exchange: Exchange, operations: Iterable[Operation]) -> Operation | None:
        """The operation that the request was for; of two whose paths fit, the one with fewer variables."""
        prefix = httpx.URL(self.target.base_url).path.rstrip("/")
        method, path = exchange.request.method, exchange.request.url.path.removeprefix(prefix)
        fitting = (each for each in operations if each.takes(method, path))
        return min(fitting, key=lambda each: each.path.count("{"), default=None)

    def _patiently(self, once: Callable[[], Exchange]) -> Exchange:
        for _ in range(TRIES_WHEN_RATE_LIMITED):
            exchange = once()
            if exchange.response is None or exchange.status != 429:
                break
            time.sleep(parse_retry_after(exchange.response.headers.get("Retry-After", "")) or 1)
        return exchange

    def _exchange(self, request: httpx.Request, send: Callable[[], httpx.Response]) -> Exchange:
        self._take_from_budget()
        if self.limiter is not None:
            self.limiter.try_acquire("target")
        sent_at, start = datetime.now(UTC), time.perf_counter()
        response, failure, dropped = None, None, False
        try:
            response = send()
        except (httpx.RequestError, OSError) as error:
            failure = f"{type(error).__name__}: {error}"
            dropped = isinstance(error, httpx.ReadError | httpx.WriteError | httpx.RemoteProtocolError)
        return Exchange(request, response, failure, sent_at, time.perf_counter() - start, dropped)

    def _keep(self, exchange: Exchange) -> Exchange:
        self.exchanges.append(exchange)
        if self.watch is not None:
            self.watch(len(self.exchanges))
        with suppress(ValueError, RecursionError):
            self.secrets.learn(exchange.json())
        return exchange

    def _new_client(self, *, keep_alive: bool = True) -> httpx.Client:
        limits = httpx.Limits(max_keepalive_connections=None if keep_alive else 0)
        return httpx.Client(
            base_url=self.target.base_url,
            limits=limits,
            timeout=SECONDS_TO_ANSWER,
            follow_redirects=False,
            transport=self.transport,
        )

    def _take_from_budget(self) -> None:
        with self._lock:
            if self.max_requests is not None and self._sent >= self.max_requests:
                raise BudgetSpent(f"the {self.max_requests} requests of MAX_REQUESTS are sent")
            self._began = self._began or time.monotonic()
            if self.max_seconds is not None and time.monotonic() - self._began > self.max_seconds:
                raise BudgetSpent(f"the {self.max_seconds:g} seconds of MAX_TIME are over")
            self._sent += 1

    def curl(self, exchange: Exchange) -> str:
        """A command line that sends the request again; the key is taken from the environment."""
        request = exchange.request
        command = curl(
            method=request.method,
            url=str(request.url),
            body=request.content or None,
            verify=True,
            headers={name: value for name, value in request.headers.items() if name not in OWN_HEADERS},
            known_generated_headers=None,
        ).command
        bearer = f"authorization: Bearer {self.target.api_key}"
        command = command.replace(shlex.quote(bearer), '"Authorization: Bearer $RETELL_API_KEY"')
        return self.secrets.mask(command)


def _bytes(headers: Mapping[str, str | bytes]) -> dict[bytes, bytes]:
    """Headers as they go over the wire."""
    return {name.encode(): value if isinstance(value, bytes) else value.encode() for name, value in headers.items()}


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
