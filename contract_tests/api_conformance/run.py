"""A run: the checked server, the contract, and the exchanges so far, as checks use them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import httpx
from attrs import define, field

from api_conformance.endpoint import ANY_API, Endpoint
from api_conformance.finding import LeftOut, NotApplicable, NotChecked, NotInContract, Prevented
from api_conformance.json_values import read_once
from api_conformance.judge import ResponseVerdict
from api_conformance.profiles import Profile
from api_conformance.requests import found_requests, generation, parameters, registration, sequences
from api_conformance.requests.drawing import Drawing
from api_conformance.requests.expectations import Expectation, GeneratedRequest, Known
from api_conformance.requests.found_requests import FoundRequest
from api_conformance.requests.placeholders import Placeholders
from api_conformance.requests.registration import Reading, Registered, Registration
from api_conformance.requests.sending import Sent, each_of, send
from api_conformance.requests.sequences import Followed
from api_conformance.requests.shrinking import Shrinking
from api_conformance.transport.api_key import KeyDerived, bearer
from api_conformance.transport.deadline import ended_after
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Headers, Traffic
from openapi_contract.document import Document, operation_for
from openapi_contract.operations import Operation
from openapi_contract.schema import Schema
from openapi_contract.secrets import marked_names

T = TypeVar("T")


@define(eq=False)
class Run:
    """The argument of each check."""

    document: Document
    """The contract of the run."""
    traffic: Traffic
    profile: Profile
    seed: int
    endpoint: Endpoint = ANY_API
    sent: Sent | None = None
    """The generated requests with their responses; sent when a rule first needs them."""
    on_generation: Callable[[int | None], None] = field(default=lambda _: None, repr=False)
    """Called with None when the generation of requests begins, and with their number when it ends."""
    only_random: bool = False
    """True if another shard sends the requests that do not depend on the seed."""
    replayed: tuple[FoundRequest, ...] = field(default=(), repr=False)
    """Requests of earlier runs that found faults, to be sent first."""
    verdicts: dict[int, ResponseVerdict] = field(factory=dict, repr=False)
    """Verdicts by the identity of the exchange."""
    offered: Document = field(init=False)
    """The contract without the operations that the server does not offer."""
    cut_short: NotChecked | None = field(default=None, init=False)
    """The reason why not all generated requests were sent; rules about all exchanges judge those that were."""
    refused: str = field(default="", init=False)
    """The server's rejection of the first, smallest valid request; empty if it was accepted."""
    in_part: bool = field(default=False, init=False)
    """True if the current rule had more cases than the profile allows."""
    cache_hits: int = field(default=0, init=False)
    """Number of cache hits."""
    _known: dict[tuple[str, str], Exchange] = field(factory=dict, init=False)
    """The responses of `known_call`, by operation and purpose."""
    _read: dict[tuple[str, str], Exchange] = field(factory=dict, init=False)
    """First `getCall` response of each known call."""
    placeholders: Placeholders = field(factory=Placeholders, init=False)
    """Placeholders for the ids of this run in the paths of generated requests."""
    drawing: Drawing = field(factory=Drawing, init=False, repr=False)
    """The processes in which schemathesis draws the requests of the run."""
    _registrations: tuple[Registration, ...] = field(default=(), init=False)
    _registration: Registration | None = field(default=None, init=False)
    _operation_of: dict[tuple[str, str], Operation | None] = field(factory=dict, init=False)
    _followed: Followed | None = field(default=None, init=False)
    _looked_at: int = field(default=0, init=False)
    """Number of exchanges already in `_responses`."""
    _responses: list[tuple[Operation, Exchange]] = field(factory=list, init=False)
    _searched: int = field(default=0, init=False)
    """Number of responses already in `_registered`."""
    _registered: list[Registered] = field(factory=list, init=False)

    @offered.default
    def _all_offered(self) -> Document:
        return self.document

    def __attrs_post_init__(self) -> None:
        self.traffic.security_of = self._security_of
        self.traffic.schema_of, self.traffic.marked = self._schema_of, marked_names(self.document)

    def _security_of(self, method: str, path: str) -> tuple[Mapping[str, Any], ...]:
        """Return the alternatives of credentials for a request; outside all operations those of the first with any."""
        own = operation_for(self.document, method, path)
        if own is None:
            own = next((each for each in self.document.operations if each.security), None)
        return () if own is None else own.security

    def _schema_of(self, exchange: Exchange) -> Schema | None:
        """Return the schema of the body of a response; None if there is none."""
        operation = self.operation_of(exchange)
        described = None if operation is None else operation.response(exchange.status)
        return None if described is None else described.schema

    @property
    def target(self) -> Target:
        """The checked server."""
        return self.traffic.target

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The operations of the contract that the server offers."""
        return self.offered.operations

    # ---- registration ----

    def leave_out(self, left_out: Collection[Operation]) -> None:
        """Exclude these operations, which the server does not offer, from the run."""
        if left_out:
            self.offered = self.offered.without(left_out)
            self._registrations, self._registration = (), None
            self._operation_of.clear()

    @property
    def registrations(self) -> tuple[Registration, ...]:
        """The registrations, one for each operation that registers calls. Raises `NotInContract` if there is none."""
        if not self._registrations:
            self._registrations = registration.find(self.offered, self.endpoint, self.target.values)
        return self._registrations

    @property
    def registration(self) -> Registration:
        """The registration that rules use. Raises `NotInContract` if the contract has none."""
        if self._registration is None:
            self._registration = self.registrations[0]
        return self._registration

    def ask_by(self, registration: Registration) -> None:
        """Set the registration that rules use."""
        self._registration = registration

    @property
    def json_headers(self) -> dict[str, str | bytes | KeyDerived]:
        """The headers of a request with the key and a JSON body."""
        return {"Authorization": self.key_header, "Content-Type": "application/json"}

    @property
    def key_header(self) -> KeyDerived:
        """The value of the `Authorization` header."""
        return bearer(self.target.api_key)

    def create(self, **fields: Any) -> Exchange:
        """Register a call with the smallest valid body and these fields."""
        exchange = self.ask(self.registration.content(**fields), self.json_headers)
        if not fields and exchange.call is not None:
            self._known.setdefault((self.registration.operation.id, "known"), exchange)
        return exchange

    def create_and_get(self, **fields: Any) -> Exchange:
        """Register a call like `create`, and return the exchange that contains it: the response or a `getCall`."""
        return self.read_back(self.create(**fields))

    def read_back(self, exchange: Exchange) -> Exchange:
        """Return the exchange with the call: its registration, or a `getCall` if that has only connection data."""
        reading, created = self.registration.reading, exchange.call
        if reading is None or created is None:
            return exchange
        return self.fetch(reading, created)

    def fetch(self, reading: Reading, created: Mapping[str, Any], headers: Headers | None = None) -> Exchange:
        """Follow a link from this response body, with the key or with other headers."""
        target = self.target_of(reading, created)
        sent = {"Authorization": self.key_header} if headers is None else headers
        return self.traffic.send(reading.operation.method, target, None, sent)

    def url_of(self, reading: Reading, created: Mapping[str, Any]) -> httpx.URL:
        """Return the URL of a link from this response body."""
        return httpx.URL(self.target.base_url + self.target_of(reading, created))

    @staticmethod
    def target_of(reading: Reading, created: Mapping[str, Any]) -> str:
        """Return the path and the query string of a link from this response body.

        Raises `Prevented` if the body lacks a value, or has an empty one, which would be the path of something else.
        """
        if lacking := reading.lacking(created):
            raise Prevented(f"a response to register has no {lacking}, or an empty one")
        values = {("path", name): created[place] for name, place in reading.parameters.items()}
        return parameters.write(reading.operation, values).target

    def known_call(self, purpose: str = "known", **fields: Any) -> Exchange:
        """Return the exchange that registered the call for this purpose, with these fields; register it if need be."""
        key = self.registration.operation.id, purpose
        if key in self._known:
            self.cache_hits += 1
        else:
            self._known[key] = self.create(**fields)
        return self._known[key]

    def known_reading(self, reading: Reading, purpose: str) -> Exchange:
        """Return the exchange that read the call of `known_call` first; read it if need be."""
        key = reading.operation.id, f"{self.registration.operation.id} {purpose}"
        created = self.known_call(purpose).call or {}
        if key in self._read:
            self.cache_hits += 1
        else:
            self._read[key] = self.fetch(reading, created)
        return self._read[key]

    def ask(
        self,
        content: bytes | KeyDerived | None,
        headers: Headers,
        method: str | None = None,
        query: str | KeyDerived = "",
    ) -> Exchange:
        """Send a request to the path of the registration."""
        registration = self.registration
        return self.traffic.send(method or registration.operation.method, registration.path + query, content, headers)

    def ask_by_hand(self, content: bytes, headers: Headers, method: str | None = None) -> Exchange:
        """Send a request with only these headers to the path of the registration, and read past the response."""
        registration = self.registration
        return self.traffic.send_by_hand(method or registration.operation.method, registration.path, content, headers)

    def needs(self, *names: str, request: bool = True, call: bool = True) -> None:
        """Raise `NotInContract` if the request (`request`) or the call (`call`) cannot have such a property."""
        registration = self.registration
        known = [*([registration.request_names] if request else []), *([registration.call_names] if call else [])]
        for name in names:
            if any(name not in properties for properties in known):
                raise NotInContract(f"the contract has no {name} here")

    def cases(self, table: Mapping[str, T]) -> Iterator[tuple[str, T]]:
        """Yield the cases of a rule, up to the maximum of the profile."""
        self.in_part |= self.profile.cases is not None and len(table) > self.profile.cases
        return islice(table.items(), self.profile.cases)

    def each_case(self, table: Mapping[str, T], ask: Callable[[T], Exchange]) -> Iterator[tuple[str, T, Exchange]]:
        """Yield the cases of a rule with their exchanges. A slow server gets several requests at a time."""

        def came(item: T) -> Exchange | NotChecked:
            try:
                return ask(item)
            except NotChecked as reason:
                return reason

        chosen = list(self.cases(table))
        exchanges = each_of([item for _, item in chosen], came, self.traffic.at_once())
        for (case, item), exchange in zip(chosen, exchanges, strict=True):
            if isinstance(exchange, NotChecked):
                raise exchange
            yield case, item, exchange

    # ---- known values ----

    def call_to_name(self, purpose: str = "known") -> Mapping[str, Any]:
        """Return the registered call of this purpose, for requests to refer to; empty if it could not be registered."""
        try:
            created, reading = self.known_call(purpose).call or {}, self.registration.reading
        except NotInContract:
            return {}
        readable = reading is not None and created and not reading.lacking(created)
        read = self.known_reading(reading, purpose).call if reading is not None and readable else None
        return {**created, **(read or {})}

    @property
    def known(self) -> Known:
        """The known values for valid requests."""
        deletes = any(operation.method == "DELETE" and operation.parameters for operation in self.operations)
        calls = [self._to_name("known"), self._to_name("doomed") if deletes else {}]
        given = {name: (value,) for name, value in self.target.values.items()}
        return Known(
            {**given, **self.endpoint.learn(self.call_to_name())}, tuple(given), self.endpoint.unspecified, *calls
        )

    def _to_name(self, purpose: str) -> dict[str, Any]:
        """Return values of a call for parameters, with placeholders for strings, which are equal in all runs."""
        named = {parameter.name for operation in self.operations for parameter in operation.parameters}
        call = self.call_to_name(purpose)
        found = {name: value for name, value in call.items() if name in named and value not in (None, "")}
        return self.placeholders.replacing(found, purpose)

    def simplest(self, operation: Operation) -> GeneratedRequest:
        """Return the smallest valid request to an operation."""
        [request] = self.placeholders.resolved([generation.simplest(self.offered, operation, self.known)])
        return request

    # ---- exchanges ----

    def generated(self) -> Sent:
        """Return the generated requests with their responses; send them at the first call."""
        if self.sent is None:
            try:
                self.traffic.raise_if_over()
                self.on_generation(None)  # outside of the limit, whose exception must not end a report
                reason = f"{self.traffic.out_of_time}, while requests are generated"
                with ended_after(self.traffic.seconds_left(), reason):
                    requests = self._generate()
                self.on_generation(len(requests))
                self.sent = send(requests, self.traffic)
            except NotChecked as reason:
                # The same reason would stop the next rule that needs them.
                self.sent = Sent((), reason)
        if not self.sent.pairs and self.sent.stopped is not None:
            raise self.sent.stopped
        return self.sent

    def _generate(self) -> list[GeneratedRequest]:
        if self.profile.generated is not None:
            requests = [] if self.only_random else generation.few(self.offered, self.known, self.profile.generated)
        else:
            fuzzing, drawing = self.profile.fuzzing, self.drawing
            requests = generation.for_run(self.offered, self.known, fuzzing=fuzzing, seed=self.seed, drawing=drawing)
        if self.only_random:
            requests = [each for each in requests if each.scenario.startswith(generation.RANDOM)]
        return self.placeholders.resolved(generation.distinct([*self._found_earlier(), *requests]))

    def _found_earlier(self) -> Iterator[GeneratedRequest]:
        values = {found_requests.name_of(name): value for name, value in self.target.values.items()}
        expecting = generation.expecting(self.offered, self.known)
        for each in self.replayed:
            request = each.again(expecting, values)
            if request is not None:
                yield request

    def followed(self) -> Followed:
        """Return the results of the sequences along the contract's links; send them at the first call."""
        if self._followed is None:
            if not self.profile.linked:
                raise LeftOut("the profile follows no sequences of links")
            self.traffic.raise_if_over()
            with ended_after(self.traffic.seconds_left(), self.traffic.out_of_time):
                given = self.sequences_to_draw()
                self._followed = sequences.follow(sequences.drawn(given, self.drawing), self.traffic)
        return self._followed

    def sequences_to_draw(self) -> str:
        """Return what the sequences depend on."""
        most, seed = self.profile.linked, self.seed
        return sequences.to_draw(self.offered, self.registrations, self.known, requests=most, seed=seed)

    def expecting(self, expectation: Expectation) -> list[tuple[GeneratedRequest, Exchange]]:
        """Return the generated requests with this expectation, and their responses.

        Raises `NotChecked` if there are none.
        """
        pairs = [pair for pair in self.generated().pairs if pair[0].expectation is expectation]
        if not pairs:
            if self.sent is not None and self.sent.stopped is not None:
                raise self.sent.stopped
            raise NotApplicable("no such request was generated")
        return pairs

    def shrinking(self) -> Shrinking:
        """Return the reducer of generated requests, with the maximum of requests of the profile."""
        return Shrinking(self.traffic, generation.expecting(self.offered, self.known), self.profile.further)

    def send_all(self) -> list[Exchange]:
        """Send the generated requests unless they were sent, and return all exchanges so far.

        If not all of those could be sent, the rest is judged, see `cut_short`.
        """
        try:
            self.generated()
        except NotChecked as reason:
            if not self.traffic.exchanges:
                raise
            self.cut_short = reason
        return self.traffic.exchanges

    def responses(self) -> list[tuple[Operation, Exchange]]:
        """Return the responses of the contract's operations. Raises `NotChecked` if there are none."""
        exchanges = self.send_all()
        for exchange in exchanges[self._looked_at :]:
            operation = None if exchange.response is None else self.operation_of(exchange)
            if operation is not None:
                self._responses.append((operation, exchange))
        self._looked_at = len(exchanges)
        if not self._responses:
            raise Prevented("there was no response")
        return self._responses

    def operation_of(self, exchange: Exchange) -> Operation | None:
        """Return the operation of a request; if the paths of several match, the one with the fewest variables."""
        key = exchange.request.method, exchange.request.url.path
        if key not in self._operation_of:
            method, path = key[0], key[1].removeprefix(httpx.URL(self.target.base_url).path.rstrip("/"))
            self._operation_of[key] = operation_for(self.offered, method, path)
        return self._operation_of[key]

    def registered(self) -> list[Registered]:
        """Return all registered calls. Raises `NotChecked` if there is none."""
        responses = self.responses()
        registering = {each.operation for each in self.registrations}
        for operation, exchange in responses[self._searched :]:
            if operation in registering and exchange.status in operation.served_with:
                call = exchange.call
                try:
                    request = read_once(exchange.request.content)
                except (ValueError, RecursionError):
                    continue
                if call is not None and isinstance(request, dict):
                    self._registered.append(Registered(request, call, exchange, operation))
        self._searched = len(responses)
        if not self._registered:
            raise Prevented("no call was registered")
        return self._registered
