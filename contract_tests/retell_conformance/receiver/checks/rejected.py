"""Checks that a receiver rejects requests that Retell did not send."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from attrs import evolve

from api_conformance.finding import Finding
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from retell_conformance.receiver.event_bodies import ENDED, usual
from retell_conformance.receiver.signed_requests import (
    DIGEST,
    ZEROES,
    Change,
    known,
    learn,
    post,
    sign,
    sign_falsely,
    sign_with,
)

GROUP = Group(
    "Events that Retell did not send",
    "Anybody can post to a URL, so an event without a valid signature must be rejected.",
)
rejected_rule = partial(rule, GROUP)

HEADER = "the header's description: proof that the API sent the event"
TOO_OLD = "the header's description: reject an event that is more than 5 minutes off"
MINUTE, DAY = 60, 86_400


def content_of(run: Run) -> bytes:
    """Return the body of an event that the receiver would accept with a signature."""
    return known(run).form(usual(run.offered, ENDED))


def accepted(run: Run, exchange: Exchange, named: str, case: str = "") -> Iterator[Finding]:
    """Yield a finding if a false event got a 2xx."""
    if exchange.status is None or not 200 <= exchange.status < 300:
        return
    got = f"{exchange.summary} in response"
    if verifies_nothing(run):
        # All false events then show the same fault.
        yield Finding("events with a wrong signature to be rejected", got, exchange, "signature", case)
        return
    yield Finding(f"{named} to be rejected", got, exchange, named, case)


def verifies_nothing(run: Run) -> bool:
    """Return whether the receiver accepts an event with a digest of zeroes."""
    if known(run).checks_digests is None:
        content = content_of(run)
        exchange = post(run, content, sign_falsely(run, content)[0])
        taken = exchange.response is not None and exchange.response.is_success
        learn(run, evolve(known(run), checks_digests=not taken))
    return not known(run).checks_digests


@rejected_rule("An event without a signature is rejected", HEADER)
def an_event_without_a_signature_is_rejected(run: Run) -> Iterator[Finding]:
    """Without the header, or with an empty one, an event gets no 2xx."""
    cases: Mapping[str, str | None] = {"no-header": None, "an-empty-header": ""}
    for case, signature in run.cases(cases):
        exchange = post(run, content_of(run), signature)
        yield from accepted(run, exchange, "an event without a signature", case)


WRONG_KEYS: Mapping[str, Callable[[str], str]] = {
    "another-key": lambda _: "key_" + "0" * 28,
    "an-empty-key": lambda _: "",
    "no-key-as-text": lambda _: "undefined",
    "none-as-text": lambda _: "None",
}


@rejected_rule("An event that another key signed is rejected", HEADER)
def an_event_that_another_key_signed_is_rejected(run: Run) -> Iterator[Finding]:
    """An event that was signed with another key, or with none, gets no 2xx."""
    for case, make in run.cases(WRONG_KEYS):
        content = content_of(run)
        exchange = post(run, content, sign_with(run, content, make(run.target.api_key)))
        yield from accepted(run, exchange, "an event that another key signed", case)


TIMES: Mapping[str, float] = {
    "ten-minutes-ago": 10 * MINUTE,
    "a-day-ago": DAY,
    "a-year-ago": 365 * DAY,
    "in-ten-minutes": -10 * MINUTE,
    "in-a-year": -365 * DAY,
}


@rejected_rule("An event that was signed long ago is rejected", TOO_OLD)
def an_event_that_was_signed_long_ago_is_rejected(run: Run) -> Iterator[Finding]:
    """A signature more than five minutes old gets no 2xx; otherwise anybody with a copy could replay the event."""
    for case, seconds in run.cases(TIMES):
        content = content_of(run)
        exchange = post(run, content, sign(run, content, seconds_ago=seconds))
        named = "an event of the future" if seconds < 0 else "an event that was signed long ago"
        yield from accepted(run, exchange, named, case)


@rejected_rule("The time of a signature is signed too", HEADER)
def the_time_of_a_signature_is_signed_too(run: Run) -> Iterator[Finding]:
    """An old signature with the current time gets no 2xx."""
    content = content_of(run)
    exchange = post(run, content, sign(run, content, signed_ago=10 * MINUTE))
    yield from accepted(run, exchange, "an old signature with another time")


BODIES: Mapping[str, Callable[[bytes], bytes]] = {
    "one-blank-more": lambda body: body + b" ",
    "one-line-break-more": lambda body: body + b"\n",
    "one-blank-more-inside": lambda body: body.replace(b":", b": ", 1),
    "another-call": lambda body: body.replace(b'"call_', b'"call_0', 1),
    "another-status": lambda body: body.replace(b'"web_call"', b'"web_cell"'),
    "a-property-more": lambda body: body[:-1] + b',"more":1}',
}


@rejected_rule("An event that was changed is rejected", HEADER)
def an_event_that_was_changed_is_rejected(run: Run) -> Iterator[Finding]:
    """A body that differs in any byte from the signed one gets no 2xx."""
    for case, change in run.cases(BODIES):
        content = content_of(run)
        exchange = post(run, change(content), sign(run, content))
        yield from accepted(run, exchange, "an event that was changed", case)


MALFORMED: Mapping[str, Change] = {
    "the-digest-in-capitals": Change(
        lambda value: DIGEST.sub(lambda found: found[0].upper(), value),
        "awk -F'd=' '{printf \"%sd=%s\", $1, toupper($2)}'",
    ),
    "the-digest-alone": Change(lambda value: value.rpartition(",")[2], "sed 's/.*,//'"),
    "the-time-alone": Change(lambda value: value.partition(",")[0], "sed 's/,.*//'"),
    "half-a-digest": Change(lambda value: value[:-32], "sed 's/.\\{32\\}$//'"),
    "one-digit-less": Change(lambda value: value[:-1], "sed 's/.$//'"),
    "one-digit-more": Change(lambda value: f"{value}0", "sed 's/$/0/'"),
    "no-digest": Change(lambda value: value[:-64], "sed 's/.\\{64\\}$//'"),
}


@rejected_rule("A malformed signature is rejected", HEADER)
def a_malformed_signature_is_rejected(run: Run) -> Iterator[Finding]:
    """A signature in another form than documented, such as in capitals, gets no 2xx."""
    for case, change in run.cases(MALFORMED):
        content = content_of(run)
        exchange = post(run, content, sign(run, content, change=change))
        yield from accepted(run, exchange, "a malformed signature", case)
    for case in ("a-digest-of-zeroes", "a-word"):
        content = content_of(run)
        signature = "signed" if case == "a-word" else sign_falsely(run, content)[0]
        yield from accepted(run, post(run, content, signature), "a malformed signature", case)


@rejected_rule("A rejection tells nothing of the right signature", "the header's description: the API key makes it")
def a_rejection_tells_nothing_of_the_right_signature(run: Run) -> Iterator[Finding]:
    """The response to a false event contains neither the expected digest nor the key."""
    content = content_of(run)
    signature, digest = sign_falsely(run, content)
    exchange = post(run, content, signature)
    for name, value in {"the key": run.target.api_key, "the digest that was expected": digest}.items():
        if value.lower() in exchange.text.lower():
            yield Finding("a rejection without the key or the digest", f"a response with {name}", exchange, name)


ODD: Mapping[str, str | None] = {"no-header": None, "a-word": "signed", "odd-letters": "v=\xa0,d=é", "zeroes": ZEROES}


@rejected_rule("A false event gets no server error", "RFC 9110, section 15.6: 5xx is for errors of the server")
def a_false_event_gets_no_server_error(run: Run) -> Iterator[Finding]:
    """A false event gets a 4xx. A 5xx also rejects it, and is a note."""
    for case, signature in run.cases(ODD):
        exchange = post(run, content_of(run), signature)
        if exchange.status is not None and exchange.status >= 500:
            found = Finding("a 4xx for a false event", exchange.summary, exchange, "5xx", case)
            yield evolve(found, note="the event is rejected anyway")
