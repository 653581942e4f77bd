"""A rule about sequences of requests along the contract's links, drawn by the state machine of schemathesis."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from api_conformance.finding import Finding, NotApplicable
from api_conformance.json_values import is_kept_everywhere
from api_conformance.requests.registration import Reading
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from openapi_contract.json_data import same
from retell_conformance.checks.get_call import changed, kept_rule, reading_link

# Properties that a call has from its request.
REPEATED = frozenset({"agent_id", "metadata", "retell_llm_dynamic_variables"})
READ_AT_THE_END = 3
FOUND = {
    "read-at-once": "the call that was registered just before",
    "read-after-others": "the call that was registered before others",
    "read-again": "the call that was there before",
}


@frozen
class Registered:
    """A registered call, with the expected content."""

    request: Mapping[str, Any]
    response: Mapping[str, Any]
    """The body of the response."""
    place: int
    """The position of its registration among the exchanges."""
    before: Exchange | None = None
    """The exchange that last read it."""


@kept_rule(
    "A call is found by its link, in any order",
    "the links of the contract from each response 201",
    draws=True,
    profile="ci",
)
def a_call_is_found_by_its_link(run: Run) -> Iterator[Finding]:
    """A call that is read by a link is the requested one, whatever was registered and read in between.

    At the end the oldest calls are read once more, since a short run draws few sequences that do.
    """
    how, registering = reading_link(run), run.registration.operation
    followed = run.followed()
    known: dict[str, Registered] = {}
    read = 0
    for place, exchange in enumerate(followed.exchanges):
        operation, call, path = run.operation_of(exchange), exchange.call, exchange.request.url.path
        if operation == registering and call is not None and not call.keys().isdisjoint(how.parameters.values()):
            request = json.loads(exchange.request.content)
            known[run.url_of(how, call).path] = Registered(request, call, place)
        elif operation == how.operation and path in known:
            read += 1
            yield from as_registered(how, known[path], exchange, place)
            known[path] = evolve(known[path], before=exchange)
    if followed.stopped is not None:
        raise followed.stopped
    if not read:
        raise NotApplicable("the sequences led to no such call")
    for registered in [*known.values()][:READ_AT_THE_END]:
        yield from as_registered(how, registered, run.fetch(how, registered.response), len(followed.exchanges))


def as_registered(how: Reading, registered: Registered, exchange: Exchange, place: int) -> Iterator[Finding]:
    """Yield the differences between a call that is read and its request, or an earlier reading."""
    before, others = None if registered.before is None else registered.before.call, place - registered.place - 1
    call, case = exchange.call, "read-again" if before else "read-after-others" if others else "read-at-once"
    if exchange.status not in how.operation.success_statuses:
        yield Finding(FOUND[case], exchange.summary, exchange, case=case)
    if call is None:
        return
    for name in sorted(REPEATED & registered.request.keys()):
        if is_kept_everywhere(registered.request[name]) and not same(call.get(name), registered.request[name]):
            yield Finding(f"{name} as in the request", f"another {name}, or none", exchange, name, case)
    for name in changed(before or call, call):
        if name not in REPEATED:
            yield Finding(f"the same {name} as before", f"another {name}, or none", exchange, name, case)
