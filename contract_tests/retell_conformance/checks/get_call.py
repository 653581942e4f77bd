"""Rules about reading registered calls: each exists, matches its request, and is visible only to its owner."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from api_conformance.finding import Finding, NotApplicable, NotInContract, breaks, status_in
from api_conformance.json_values import number, short
from api_conformance.requests.registration import Reading, readings
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from api_conformance.transport.api_key import whole
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.traffic import Headers
from openapi_contract.json_data import same
from openapi_contract.walk import property_names
from retell_conformance import access_tokens

GROUP = Group(
    "A call that is read", "It can be read at once, matches its request, and is visible only with its owner's key."
)
kept_rule = partial(rule, GROUP)

# Properties of a call that may change at any time.
MAY_CHANGE = frozenset(
    {"call_status", "disconnection_reason", "start_timestamp", "end_timestamp", "duration_ms", "latency", "call_cost"}
)
# A call that nobody joins ends after 30 seconds; clocks count whole seconds.
SECONDS_TO_JOIN = 28
SECRETS = ("access_token", "metadata", "retell_llm_dynamic_variables")
OWNERS = ("the first", "the second")
UNAUTHORIZED = "status 401"
MARK = "of-a-call-that-exists"
SHORTEST_SOUGHT = 8
"""Minimum length of an id or token that is searched for in the response for another call."""
NOT_THERE = "status 404, or 400 or 422 if it cannot be an id"


def reading_link(run: Run) -> Reading:
    """Return the link by which registered calls are read. Raises `NotInContract` if the contract has none."""
    found = next(readings(run.offered, run.registration.operation), None)
    if found is None:
        raise NotInContract("the contract has no operation that reads a registered call")
    return found


def registered(run: Run, purpose: str = "known", **fields: Any) -> tuple[Reading, Exchange, Mapping[str, Any]]:
    """Return the call that was registered for this purpose, with these fields.

    Raises `NotApplicable` if that fails, which other rules report.
    """
    reading = reading_link(run)
    exchange = run.known_call(purpose, **fields)
    call, names = exchange.call, reading.parameters.values()
    if call is None or reading.lacking(call) or not all(isinstance(call[name], str) for name in names):
        raise NotApplicable("no call with an id was registered")
    return reading, exchange, call


@kept_rule("A registered call can be read", "the link from the response to the operation that reads the call")
def a_registered_call_can_be_fetched(run: Run) -> Iterator[Finding]:
    """A call can be read as soon as it is registered, and has the requested id."""
    run.known_call()  # so that there is an older call
    registering = run.known_call("another")
    for name in reading_link(run).parameters.values():
        if registering.call is not None and registering.call.get(name) == "":
            yield Finding(f"a {name} by which the call can be read", f"an empty {name}", registering, name)
    reading, _, created = registered(run, "another")
    exchange = run.known_reading(reading, "another")
    yield from breaks(exchange, "the call that was registered", status_in(*reading.operation.success_statuses))
    for name, source in reading.parameters.items():
        if exchange.call is not None and name in exchange.call and not same(exchange.call[name], created[source]):
            yield Finding(f"the {name} that was asked for", f"another {name}", exchange, name)


def with_data(run: Run, owner: str) -> dict[str, Any]:
    """Return distinct data for a call."""
    return {name: {"of": owner} for name in SECRETS[1:] if name in run.registration.request_names}


WITHOUT_THE_KEY: Mapping[str, Callable[[Mapping[str, Any], str], Headers]] = {
    "no-key": lambda _call, _key: {},
    "a-wrong-key": lambda _call, _key: {"Authorization": "Bearer key_" + "0" * 28},
    "the-call-s-own-token": lambda call, _key: {"Authorization": f"Bearer {call.get('access_token')}"},
    "the-call-s-id": lambda call, _key: {"Authorization": f"Bearer {call.get('call_id')}"},
    "the-key-in-another-header": lambda _call, key: {"X-API-Key": whole(key)},
}


@kept_rule("A call can be read only with the key", "`security` of the contract, and the response 401")
def a_call_is_fetched_by_its_key_alone(run: Run) -> Iterator[Finding]:
    """Without the account's key a call cannot be read, not even with its access token."""
    reading, _, created = registered(run)
    for case, make in run.cases(WITHOUT_THE_KEY):
        exchange = run.fetch(reading, created, make(created, run.target.api_key))
        yield from breaks(exchange, UNAUTHORIZED, status_in(401), case=case)


@kept_rule("A call that is read matches its request", "the descriptions of the properties that a call repeats")
def a_fetched_call_is_the_one_that_was_asked_for(run: Run) -> Iterator[Finding]:
    """A call that is read has the agent, the metadata and the variables of its request."""
    data = with_data(run, OWNERS[0])
    reading, registration, created = registered(run, OWNERS[0], **data)
    exchange = run.fetch(reading, created)
    call = exchange.call
    if call is None:
        raise NotApplicable("the call could not be read")
    known = reading.operation.response(exchange.status)
    names = frozenset() if known is None or known.schema is None else property_names(known.schema)
    for name, value in {**run.registration.body, **data}.items():
        if name in names and not same(call.get(name), value):
            got = f"{name}: {short(call[name])}" if name in call else f"a call without {name}"
            yield Finding(f"{name} as in the request", got, exchange, name)
    if "call_type" in names and call.get("call_type") != "web_call":
        got = f"call_type: {short(call.get('call_type'))}"
        yield Finding('call_type: "web_call"', got, exchange, "call_type")
    waits = exchange.answered_at - registration.answered_at < SECONDS_TO_JOIN
    if waits and "call_status" in names and call.get("call_status") not in ("registered", "not_connected", "ongoing"):
        yield Finding(
            "a call that waits to be joined", f"call_status: {short(call.get('call_status'))}", exchange, "call_status"
        )


@kept_rule("A call that is read twice is the same", "the operation that reads a call, which changes nothing")
def a_call_fetched_twice_is_the_same(run: Run) -> Iterator[Finding]:
    """Reading a call does not change it. Properties that may change at any time are not compared."""
    reading, _, created = registered(run, "another")
    first, second = run.known_reading(reading, "another"), run.fetch(reading, created)
    if first.call is None or second.call is None:
        raise NotApplicable("the call could not be read twice")
    for name in changed(first.call, second.call):
        yield Finding(f"the same {name} as before", f"another {name}", second, name)


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the properties of a call that have changed, but must not.

    A call that went on meanwhile, or ended since nobody joined it, may have more properties.
    """
    went_on = before.get("call_status") != after.get("call_status")
    compared = before.keys() if went_on else before.keys() | after.keys()
    kept = compared - MAY_CHANGE - {"access_token"}
    return sorted(name for name in kept if not same(before.get(name), after.get(name)))


STRANGERS: Mapping[str, Callable[[str], str]] = {
    "made-up": lambda known: "call_" + "0" * max(len(known) - 5, 1),
    "another-case": lambda known: known.swapcase(),
    "longer": lambda known: f"{known}x",
    "cut-short": lambda known: known[:-1],
    "with-a-space": lambda known: f"{known} ",
    "with-something-invisible": lambda known: f"\u2060{known}\u2060",
    "with-a-nul": lambda known: f"{known}\0",
    "beyond-ascii": lambda known: f"{known}é",
    # Its first letter is escaped twice in the path, so a server that decodes paths twice finds the call.
    "escaped-twice": lambda known: f"%{ord(known[0]):02x}{known[1:]}",
    "a-wildcard": lambda _: "*",
    "a-pattern": lambda _: "%",
    "an-injection": lambda known: f"{known}' OR '1'='1",
}


@kept_rule("An unknown call is not found", "the response 404; ids are case-sensitive")
def an_unknown_call_is_not_found(run: Run) -> Iterator[Finding]:
    """An unknown id gets 404, even if it is similar to the id of a call."""
    reading, _, created = registered(run)
    source = next(iter(reading.parameters.values()))
    made = {case: make(created[source]) for case, make in STRANGERS.items()}
    others = {case: each for case, each in made.items() if each and each != created[source]}
    for case, _, exchange in run.each_case(others, lambda each: run.fetch(reading, {**created, source: each})):
        yield from breaks(exchange, NOT_THERE, status_in(404, 400, 422), case=case)


@kept_rule("The response for a missing call reveals nothing", "the response 404")
def a_missing_call_tells_nothing(run: Run) -> Iterator[Finding]:
    """The response for a missing call contains nothing of an existing one."""
    thorough = run.profile.cases is None
    reading, _, created = registered(run, *([MARK] if thorough else []), **(with_data(run, MARK) if thorough else {}))
    source = next(iter(reading.parameters.values()))
    own = (value for name, value in created.items() if name in ("access_token", source) and isinstance(value, str))
    # A short one is in many texts by chance.
    hidden = [MARK, *(value for value in own if len(value) >= SHORTEST_SOUGHT)]
    exchange = run.fetch(reading, {**created, source: f"{created[source]}0"})
    for value in hidden:
        # The message may quote the requested id, which contains the known one.
        response = exchange.text.replace(f"{created[source]}0", "")
        if exchange.status is not None and exchange.status >= 400 and value in response:
            yield Finding("a response without anything of a call", "something of another call", exchange, "leak")


@kept_rule("Reading a call does not renew its token", "the description of `access_token`: it joins within 30 seconds")
def a_fetched_call_has_no_fresher_token(run: Run) -> Iterator[Finding]:
    """A call that is read has no token, the token of its registration, or one that does not expire later."""
    reading, _, created = registered(run, "another")
    fetched = run.known_reading(reading, "another")
    call = fetched.call or {}
    found = list(other_tokens(created, call))
    if not found and None in map(_expiry, (created, call)):
        raise NotApplicable("the tokens do not say when they expire")
    for expected, got, place in found:
        yield Finding(expected, got, fetched, place)


def other_tokens(created: Mapping[str, Any], call: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the forbidden differences between the token of a call that is read and that of its registration.

    Each is what was expected, what was got, and the place.
    """
    if not _differ(created, call):
        return
    first, second = (access_tokens.read(each.get("access_token")) for each in (created, call))
    before, after = _expiry(created), _expiry(call)
    if before is None or after is None:
        yield "the token of the registration, or none", "another token", "token"
        return
    # Both may have been issued within a few seconds.
    if after > before + 5:
        yield "a token that expires no later", f"one that expires {after - before:.0f} s later", "exp"
    if (
        first is not None
        and second is not None
        and access_tokens.room(first) is not None
        and access_tokens.room(second) != access_tokens.room(first)
    ):
        yield "a token for the same room", "a token for another room", "room"


def _expiry(call: Mapping[str, Any]) -> float | None:
    token = access_tokens.read(call.get("access_token"))
    return None if token is None else number(token.claims.get("exp"))


def _differ(created: Mapping[str, Any], call: Mapping[str, Any]) -> bool:
    token = call.get("access_token")
    return isinstance(token, str) and isinstance(created.get("access_token"), str) and token != created["access_token"]


@kept_rule("No call that is read has a secret of another", "the descriptions of `metadata` and `access_token`")
def no_call_has_a_secret_of_another(run: Run) -> Iterator[Finding]:
    """Each of two calls has its own token, metadata and variables when it is read, in any order."""
    calls = [registered(run, owner, **with_data(run, owner)) for owner in OWNERS]
    for (reading, _, created), owner in zip(calls, OWNERS, strict=True):
        exchange = run.fetch(reading, created)
        other = next(each for _, _, each in calls if each is not created)
        for name in SECRETS:
            value = (exchange.call or {}).get(name)
            wrong = other.get("access_token") if name == "access_token" else {"of": OWNERS[OWNERS[0] == owner]}
            if value not in (None, "") and wrong is not None and same(value, wrong):
                yield Finding(f"the call's own {name}", f"the {name} of another call", exchange, name)
