"""Checks that a receiver responds with a 2xx, in time, to each event of Retell, whatever its kind, size and order."""

from collections.abc import Iterator, Mapping
from functools import partial

from attrs import evolve

from api_conformance.finding import Finding
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from openapi_contract.json_data import JsonObject
from retell_conformance.receiver import event_bodies
from retell_conformance.receiver.event_bodies import ANALYZED, ENDED, STARTED, of_a_call, usual
from retell_conformance.receiver.signed_requests import FORMS, deliver, known, post, scheme, sign

GROUP = Group(
    "Events that Retell sends", "Each must get a 2xx within the time that Retell waits; otherwise it is sent again."
)
received_rule = partial(rule, GROUP)

WEBHOOK = "the webhook's responses: any status from 200 to 299 within 10 seconds means that the event was received"
GROWTH = "the descriptions of `CallEvent`, `WebCall` and `TranscriptItem`: new kinds, values and properties appear"
AT_LEAST_ONCE = "the webhook's description: expect duplicates, and late events"
SIGNED_ANEW = "it is not documented whether Retell signs an event again when it repeats it"
SECONDS_OFF = 240


def unreceived(run: Run, exchange: Exchange, named: str, case: str = "") -> Iterator[Finding]:
    """Yield a finding if an event did not get a 2xx."""
    if exchange.status is not None and 200 <= exchange.status < 300:
        return
    # A receiver that accepts no event at all gets the same finding each time.
    expected = f"a 2xx for {named if known(run).takes_events else 'a signed event'}"
    yield Finding(expected, response_to(run, exchange), exchange, named, case)


def response_to(run: Run, exchange: Exchange) -> str:
    """Describe the response to an event."""
    if (exchange.failure or "").startswith("ReadTimeout"):
        return f"no response within {run.traffic.seconds_to_answer:g} s"
    return exchange.summary if exchange.response is None else f"{exchange.summary} in response"


def each_received(run: Run, table: Mapping[str, JsonObject], named: str) -> Iterator[Finding]:
    """Send each of these events."""
    for case, body in run.cases(table):
        yield from unreceived(run, deliver(run, body), named, case)


@received_rule("Every event is received", WEBHOOK)
def every_event_is_received(run: Run) -> Iterator[Finding]:
    """Each kind of event gets a 2xx, even with only the required properties."""
    yield from each_received(run, event_bodies.minimal(run.offered), "every kind of event")


@received_rule("A full event is received", WEBHOOK)
def a_full_event_is_received(run: Run) -> Iterator[Finding]:
    """Each kind of event gets a 2xx with every property that the contract has."""
    yield from each_received(run, event_bodies.full(run.offered), "an event with every property")


@received_rule("An unknown event is received", GROWTH)
def an_unknown_event_is_received(run: Run) -> Iterator[Finding]:
    """An event of an unknown kind gets a 2xx; otherwise Retell sends it three more times."""
    table = {name: {**usual(run.offered, ENDED), "event": name} for name in ("call_something_new", "something_new")}
    yield from each_received(run, table, "an unknown kind of event")


@received_rule("Unknown parts of an event are received", GROWTH)
def unknown_parts_of_an_event_are_received(run: Run) -> Iterator[Finding]:
    """An event with unknown properties, values or transcript items gets a 2xx."""
    yield from each_received(run, event_bodies.beyond(run.offered), "an event with unknown parts")


@received_rule("A long transcript is received", WEBHOOK)
def a_long_transcript_is_received(run: Run) -> Iterator[Finding]:
    """The `call_ended` of a call of twenty minutes, of about 400 kB, gets a 2xx."""
    exchange = deliver(run, event_bodies.long_call(run.offered))
    yield from unreceived(run, exchange, "an event with a long transcript")


BODIES: Mapping[str, JsonObject] = {
    "with-letters-beyond-ascii": {"transcript": "Agent: Grüß Gott! Ça va? 你好 👋\n"},
    "with-escapes": {"transcript": 'User: "a\\b" <c> &\t/\u2028\n'},
    "with-numbers-in-other-forms": {"metadata": {"a": 1.0, "b": 1e21, "c": 0.1, "d": -0.0, "e": 2**53}},
    "with-names-out-of-order": {"metadata": {"b": 1, "a": 2, "10": 3, "9": 4}},
}


@received_rule(
    "The signature is verified over the unchanged body",
    "the webhook's description: check the signature over the unchanged body",
)
def a_body_is_verified_as_it_came(run: Run) -> Iterator[Finding]:
    """The signature is verified over the raw body, so spaces, escapes and the order of names do not matter."""
    for case, form in run.cases(FORMS):
        content = form(usual(run.offered, ENDED))
        yield from unreceived(run, post(run, content, sign(run, content)), "a body in any form of JSON", case)
    for case, call in run.cases(BODIES):
        exchange = deliver(run, usual(run.offered, ENDED, **call))
        yield from unreceived(run, exchange, "a body in any form of JSON", case)


@received_rule("A duplicate is received", AT_LEAST_ONCE)
def a_duplicate_is_received(run: Run) -> Iterator[Finding]:
    """An event that is sent again gets a 2xx again. Rejecting a repeated signature is a note."""
    for name in (STARTED, ENDED, ANALYZED):
        content = known(run).form(usual(run.offered, name))
        # Signed earlier, so that the second signature differs even if the receiver is fast.
        signature = sign(run, content, seconds_ago=2)
        for case in ("the-first-time", "the-same-again", "signed-anew"):
            exchange = post(run, content, sign(run, content) if case == "signed-anew" else signature)
            named = "the first of two equal events" if case == "the-first-time" else "a duplicate"
            for found in unreceived(run, exchange, named, f"{name}: {case}"):
                yield evolve(found, note=SIGNED_ANEW if case == "the-same-again" else "")


ORDERS: Mapping[str, tuple[str, ...]] = {
    "analyzed-before-ended": (STARTED, ANALYZED, ENDED),
    "started-after-ended": (ENDED, STARTED, ANALYZED),
    "backwards": (ANALYZED, ENDED, STARTED),
}


@received_rule("Events are received in any order", AT_LEAST_ONCE)
def events_are_received_in_any_order(run: Run) -> Iterator[Finding]:
    """An event that arrives too early or very late gets a 2xx."""
    for case, names in run.cases(ORDERS):
        call_id = of_a_call(usual(run.offered, ENDED))["call"]["call_id"]
        for name in names:
            exchange = deliver(run, usual(run.offered, name, call_id=call_id))
            yield from unreceived(run, exchange, "an event out of order", f"{case}: {name}")


@received_rule("An end without a start is received", "the webhook's description: a call that never connects")
def an_end_without_a_start_is_received(run: Run) -> Iterator[Finding]:
    """A call that nobody joined has no `call_started`; its `call_ended` and `call_analyzed` get a 2xx."""
    nobody = {"call_status": "ended", "disconnection_reason": "registered_call_timeout"}
    first = event_bodies.minimal(run.offered)
    call_id = first[ENDED]["call"]["call_id"]
    for name in (ENDED, ANALYZED):
        body = of_a_call(first[name], **{**nobody, "call_id": call_id})
        yield from unreceived(run, deliver(run, body), "an event of a call without a start", name)


@received_rule("The name of the header may have any case", "RFC 9110, section 5.1: field names are case-insensitive")
def the_name_of_the_header_may_have_any_case(run: Run) -> Iterator[Finding]:
    """The signature is found in a header in any case, such as `X-RETELL-SIGNATURE`."""
    name = scheme(run).name
    for case in (name.lower(), name.title(), name.upper()):
        content = known(run).form(usual(run.offered, ENDED))
        exchange = post(run, content, sign(run, content), name=case)
        yield from unreceived(run, exchange, "a signature in a header of any case", case)


@received_rule(
    "A clock may be a little off", "the description of the header: events signed more than 5 minutes ago are rejected"
)
def a_clock_may_be_a_little_off(run: Run) -> Iterator[Finding]:
    """An event signed four minutes in the past or the future gets a 2xx. A stricter receiver is a note."""
    for case, seconds in {"signed-four-minutes-ago": SECONDS_OFF, "signed-in-four-minutes": -SECONDS_OFF}.items():
        exchange = deliver(run, usual(run.offered, ENDED), seconds_ago=seconds)
        for found in unreceived(run, exchange, "a signature that is four minutes off", case):
            yield evolve(found, note="a receiver may be stricter; Retell's SDK tolerates five minutes")
