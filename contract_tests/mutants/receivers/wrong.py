"""Wrong receivers: under the id of the check that must find each, a sentence, and the steps that it replaces."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any

from starlette.responses import Response

from mutants.receivers.right import KEY, SECONDS_OFF, Json, Receiver, Store, digest_of, parse, take, verify

TOO_SLOW = 1
"""Seconds after which a response is too late in a test, even on a machine that pauses for a moment."""
LIMIT = 102_400
"""Maximum bytes that the parsers of Express accept by default."""
KNOWN = ("call_started", "call_ended", "call_analyzed", "transcript_updated")
STATUSES = ("registered", "not_connected", "ongoing", "ended", "error")
TRANSFERS = ("transfer_started", "transfer_bridged", "transfer_cancelled", "transfer_ended")


def rewritten(**options: Any) -> Callable[[bytes, str, str], bool]:
    """Verify the body after it was parsed and written again."""
    return lambda body, stamp, digest: digest_of(json.dumps(json.loads(body), **options).encode(), stamp) == digest


def matching(*matches: Callable[[bytes, str, str], bool]) -> Receiver:
    """Return a receiver that accepts a body if one of these functions returns true."""
    return Receiver(is_right=lambda *given: any(each(*given) for each in matches))


def right(body: bytes, stamp: str, digest: str) -> bool:
    """Return whether the digest is right."""
    return digest_of(body, stamp) == digest


def signed_by(key: str) -> Callable[[bytes, str, str], bool]:
    """Return whether another key made the digest."""
    return lambda body, stamp, digest: digest_of(body, stamp, key) == digest


def begins(body: bytes, stamp: str, digest: str) -> bool:
    """Compare the digests up to the length of the shorter one."""
    return all(one == other for one, other in zip(digest_of(body, stamp), digest, strict=False))


def loosely(header: str) -> tuple[str, str] | None:
    """Accept any text between the marks as the time and the digest."""
    stamp, _, digest = header.removeprefix("v=").partition(",d=")
    return (stamp, digest) if stamp.isdecimal() else None


def of_digits_alone(header: str) -> tuple[str, str] | None:
    """Accept hexadecimal digits in either case."""
    return parse(header.lower())


def only_if_there_is_one(steps: Receiver, body: bytes, header: str | None) -> bool:
    """Verify a signature only if there is one."""
    return not header or verify(steps, body, header)


def with_status(status: Callable[[Json, Store], int | None]) -> Receiver:
    """Return a receiver that responds to some events with another status."""

    async def taken(event: Json, store: Store) -> int:
        return status(event, store) or await take(event, store)

    return Receiver(take=taken)


def requiring(read: Callable[[Json], object]) -> Receiver:
    """Return a receiver that fails if it cannot read a part of the call."""

    def status(event: Json, _: Store) -> int | None:
        try:
            read(event["call"])
        except (KeyError, TypeError, AttributeError):
            return 500
        return None

    return with_status(status)


def known(event: Json, store: Store) -> list[str]:
    """Return the earlier events of the same call."""
    return store.events.get(event["call"]["call_id"], [])


def slow(names: tuple[str, ...]) -> Receiver:
    """Return a receiver that processes these events before it responds."""

    async def taken(event: Json, store: Store) -> int:
        if event["event"] in names:
            await asyncio.sleep(TOO_SLOW)
        return await take(event, store)

    return Receiver(take=taken)


def limited(steps: Receiver, body: bytes, header: str | None) -> bool:
    """Reject a body that is too large."""
    return len(body) <= LIMIT and verify(steps, body, header)


def in_ascii(body: bytes) -> Json:
    """Read a body if all its letters are ASCII, else return nothing."""
    return json.loads(body) if body.isascii() else {}


def telling(what: Callable[[bytes, str], str]) -> Receiver:
    """Return a receiver whose rejection quotes what it expected."""

    def reject(body: bytes, headers: Mapping[str, str]) -> Response:
        stamp = "".join(takewhile(str.isdecimal, headers.get("x-retell-signature", "").removeprefix("v=")))
        return Response(f"expected {what(body, stamp)}", 401)

    return Receiver(reject=reject)


async def with_letters(event: Json, store: Store) -> int:
    """Fail if nothing was read."""
    return await take(event, store) if event else 500


def rejecting_with(status: int) -> Receiver:
    """Return a receiver that rejects with another status."""
    return Receiver(reject=lambda *_: Response(status_code=status))


def age(stamp: str) -> float:
    """Return the age of a time in seconds."""
    return time.time() - int(stamp) / 1000


def renewed(body: bytes, stamp: str, digest: str) -> bool:
    """Accept a digest made up to a quarter of an hour before the time in the header."""
    return any(right(body, str(int(stamp) - 1000 * ago + off), digest) for ago in range(900) for off in (-1, 0, 1))


def once() -> "Callable[[Receiver, bytes, str | None], bool]":
    """Return a step that accepts each signature once."""
    seen: set[str | None] = set()

    def verified(steps: Receiver, body: bytes, header: str | None) -> bool:
        is_new = header not in seen
        seen.add(header)
        return is_new and verify(steps, body, header)

    return verified


UNSIGNED = "an_event_without_a_signature_is_rejected"
ANOTHER_KEY = "an_event_that_another_key_signed_is_rejected"
TOO_OLD = "an_event_that_was_signed_long_ago_is_rejected"
MALFORMED = "a_malformed_signature_is_rejected"
CHANGED = "an_event_that_was_changed_is_rejected"
AS_IT_CAME = "a_body_is_verified_as_it_came"
UNKNOWN_EVENT = "an_unknown_event_is_received"
UNKNOWN_PARTS = "unknown_parts_of_an_event_are_received"
DUPLICATE = "a_duplicate_is_received"
ANY_ORDER = "events_are_received_in_any_order"
NO_START = "an_end_without_a_start_is_received"
EVERY = "every_event_is_received"
TIME_TOO = "the_time_of_a_signature_is_signed_too"
TELLS_NOTHING = "a_rejection_tells_nothing_of_the_right_signature"

Table = Mapping[str, Mapping[str, Receiver]]
"""Receivers by the check that must find them, each under a sentence about its defect."""

WRONG: Table = {
    UNSIGNED: {
        "takes whatever comes": Receiver(verify=lambda *_: True),
        "takes an event without a signature": Receiver(verify=only_if_there_is_one),
        "answers a false event with 200, and says in the body that it is one": rejecting_with(200),
    },
    ANOTHER_KEY: {
        "has in its list of keys an empty one, of a variable that is not set": matching(right, signed_by("")),
        "has in its list of keys the word undefined, as JavaScript writes a variable that is not set": matching(
            right, signed_by("undefined")
        ),
    },
    TOO_OLD: {
        "takes a signature of any age": Receiver(is_recent=lambda _: True),
        "checks the age of a signature, and takes one of the future": Receiver(
            is_recent=lambda stamp: age(stamp) <= SECONDS_OFF
        ),
        "takes a signature that is an hour old": Receiver(is_recent=lambda stamp: abs(age(stamp)) < 3600),
    },
    TIME_TOO: {
        "takes an old digest under a new time": matching(renewed),
    },
    MALFORMED: {
        "takes a digest in capitals": Receiver(parse=of_digits_alone),
        "compares digests as far as the shorter one goes": Receiver(parse=loosely, is_right=begins),
        "compares the first 64 digits, whatever follows": Receiver(
            parse=loosely, is_right=lambda body, stamp, digest: right(body, stamp, digest[:64])
        ),
    },
    CHANGED: {
        "takes blanks from both ends of the body before it verifies": Receiver(
            verify=lambda steps, body, header: verify(steps, body.strip(), header)
        ),
        "verifies a body without what comes behind its signed length": matching(
            right, lambda body, stamp, digest: right(body[:-1], stamp, digest)
        ),
    },
    AS_IT_CAME: {
        "verifies the body that JSON.stringify makes of the parsed one": matching(
            rewritten(separators=(",", ":"), ensure_ascii=False)
        ),
        "verifies the body that json.dumps makes of the parsed one": matching(rewritten()),
        "fails for letters beyond ASCII": Receiver(read=in_ascii, take=with_letters),
    },
    EVERY: {
        "answers 400 to an event that it does not know, such as those of transfers": with_status(
            lambda event, _: None if event["event"] in KNOWN else 400
        ),
        "fails for a call without metadata": requiring(lambda call: call["metadata"]["order"]),
        "does the work of an event before it answers": slow((*KNOWN, *TRANSFERS)),
        "does the work of an analyzed call before it answers": slow(("call_analyzed",)),
    },
    UNKNOWN_EVENT: {
        "answers 400 to events that come to be": with_status(
            lambda event, _: None if event["event"] in (*KNOWN, *TRANSFERS) else 400
        ),
    },
    UNKNOWN_PARTS: {
        "answers 422 to a property that it does not know": with_status(
            lambda event, _: 422 if "something_new" in {*event, *event["call"]} else None
        ),
        "fails for a call status that comes to be": with_status(
            lambda event, _: 500 if event["call"]["call_status"] not in STATUSES else None
        ),
    },
    "a_full_event_is_received": {
        "fails for a transfer with a destination, which is an object": with_status(
            lambda event, _: 500 if isinstance(event.get("transfer_destination"), dict) else None
        ),
    },
    "a_long_transcript_is_received": {
        "takes no body over 100 kB, as Express does unless it is told otherwise": Receiver(
            verify=limited, reject=lambda *_: Response(status_code=413)
        ),
    },
    DUPLICATE: {
        "answers 409 to an event that it has": with_status(
            lambda event, store: 409 if event["event"] in known(event, store) else None
        ),
        "fails when it stores an event twice": with_status(
            lambda event, store: 500 if event["event"] in known(event, store) else None
        ),
    },
    ANY_ORDER: {
        "rejects the start of a call that has ended": with_status(
            lambda event, store: 409 if event["event"] == "call_started" and known(event, store) else None
        ),
    },
    NO_START: {
        "fails for the end of a call that never began": requiring(
            lambda call: call["start_timestamp"] if call.get("disconnection_reason") else None
        ),
    },
    TELLS_NOTHING: {
        "says in its rejection which digest it expected": telling(digest_of),
        "says in its rejection with which key it verifies": telling(lambda *_: KEY),
    },
}
NOTED: Table = {
    DUPLICATE: {
        "rejects a signature that it has seen": Receiver(verify=once()),
    },
    "a_false_event_gets_no_server_error": {
        "answers 500 to a false event": rejecting_with(500),
    },
    "a_clock_may_be_a_little_off": {
        "takes a signature for a minute": Receiver(is_recent=lambda stamp: abs(age(stamp)) <= 60),
    },
}
"""Behaviour that the contract leaves to a receiver: the check must report it as a note, not as a failure."""
