"""Defects of access tokens and call ids: what is not unique, not safe, or of no use to a browser."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jwt
from starlette.responses import Response

from mutants.changes import step, steps, with_memory
from mutants.entries import Build, defect, found_by
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls, replies, token_issue
from retell_conformance.reference_server.server_settings import Agent, Settings


def claims(call_id: str, settings: Settings) -> JsonObject:
    """What the reference server's tokens claim."""
    token = token_issue.issue_token(call_id, settings)
    decoded: JsonObject = jwt.decode(token, settings.token_secret, [token_issue.ALGORITHM], {"verify_nbf": False})
    return decoded


def token_claims(change: Callable[[JsonObject, float], None]) -> Build:
    """A server whose tokens claim something else; the change is given the claims and the time."""

    def issue_token(call_id: str, settings: Settings) -> str:
        changed = claims(call_id, settings)
        change(changed, time.time())
        return jwt.encode(changed, settings.token_secret, token_issue.ALGORITHM)

    return steps(issue_token=issue_token)


def token_text(change: Callable[[str], str]) -> Build:
    """A server that changes its tokens once they are signed."""
    return steps(issue_token=lambda call_id, settings: change(token_issue.issue_token(call_id, settings)))


@defect("a_token_that_is_a_jwt_is_signed_and_valid_long_enough", step("issue_token"))
def tokens_have_the_algorithm_none(call_id: str, settings: Settings) -> str:
    """It does not sign its tokens, and says so."""
    return jwt.encode(claims(call_id, settings), None, "none")


def signed_by_nobody(token: str) -> str:
    """The token with the same text for a signature each time."""
    return f"{token.rpartition('.')[0]}.c2lnbmF0dXJl"


@defect("no_two_calls_share_a_secret_or_an_id", with_memory)
def every_call_has_the_same_token() -> dict[str, Any]:
    """Its token is made once and given to everybody."""
    made: list[str] = []

    def remember(call_id: str, settings: Settings) -> str:
        if not made:
            made.append(token_issue.issue_token(call_id, settings))
        return made[0]

    return {"issue_token": remember}


@defect("a_token_that_names_a_room_names_that_of_its_own_call", with_memory)
def tokens_are_those_of_the_call_before() -> dict[str, Any]:
    """It returns the token of the call before."""
    before = [calls.new_call_id()]

    def issue_token(call_id: str, settings: Settings) -> str:
        before.append(call_id)
        return token_issue.issue_token(before.pop(0), settings)

    return {"issue_token": issue_token}


def ids(numbers: Callable[[], Iterator[int]]) -> Build:
    """A server that numbers its calls."""

    def numbered() -> dict[str, Any]:
        number = numbers()
        return {"new_call_id": lambda: f"call_{next(number):08d}"}

    return with_memory(numbered)


def id_of(choose: Callable[[JsonObject, Agent], object]) -> Build:
    """A server that makes the id of a call from what is asked for."""

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        hashed = hashlib.sha256(repr(choose(body, agent)).encode()).hexdigest()[:32]
        return {**calls.register(body, agent, call_id, access_token), "call_id": f"call_{hashed}"}

    return steps(register=register)


@defect("no_two_calls_share_a_secret_or_an_id", with_memory)
def an_equal_request_is_the_same_call() -> dict[str, Any]:
    """It takes an equal body for a repetition."""
    registered: dict[str, JsonObject] = {}

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        return registered.setdefault(repr(body), calls.register(body, agent, call_id, access_token))

    return {"register": register}


MINUTE = 60


def with_headers(make: Callable[[JsonObject], Mapping[str, str]]) -> Build:
    """A server that answers a registered call with more headers."""

    def answer(call: JsonObject) -> Response:
        return replies.json_response(201, call, make(call))

    return steps(answer=answer)


DEFECTS = (
    *found_by(
        "no_two_calls_share_a_secret_or_an_id",
        ("every-call-has-the-same-id", "Its id is a constant of a mock.", steps(new_call_id=lambda: "call_1")),
        ("ids-are-of-the-request", "Its id is a hash of the body.", id_of(lambda body, _: body)),
        (
            "ids-are-of-the-second",
            "Its id is the time in seconds.",
            steps(new_call_id=lambda: f"call_{int(time.time())}"),
        ),
        (
            "ids-are-of-the-millisecond",
            "Its id is the time in milliseconds.",
            steps(new_call_id=lambda: f"call_{int(time.time() * 50)}"),
        ),
        (
            "ids-are-drawn-from-few",
            "Its ids are random numbers below 5,000.",
            steps(new_call_id=lambda: f"call_{secrets.randbelow(5000)}"),
        ),
        (
            "tokens-are-the-agents",
            "Its token is bound to the agent, not to the call.",
            steps(issue_token=lambda _, settings: token_issue.issue_token(settings.agent_id, settings)),
        ),
    ),
    *found_by(
        "a_token_that_is_a_jwt_is_signed_and_valid_long_enough",
        (
            "tokens-have-expired",
            "It takes the expiry from a clock that is an hour late.",
            token_claims(lambda claim, now: claim.update(exp=int(now) - 60 * MINUTE)),
        ),
        (
            "tokens-expire-before-a-browser-can-join",
            "Its tokens are valid for three seconds.",
            token_claims(lambda claim, now: claim.update(exp=int(now) + 3)),
        ),
        (
            "tokens-expire-in-milliseconds",
            "It writes the expiry in milliseconds, so that a token never expires.",
            token_claims(lambda claim, now: claim.update(exp=int(now * 1000))),
        ),
        (
            "tokens-expire-as-text",
            "It writes the expiry as an ISO date, which no library reads.",
            token_claims(lambda claim, _: claim.update(exp="2031-01-01T00:00:00Z")),
        ),
        (
            "tokens-are-not-valid-yet",
            "Its tokens are valid from tomorrow on.",
            token_claims(lambda claim, now: claim.update(nbf=int(now) + 1440 * MINUTE, exp=int(now) + 2880 * MINUTE)),
        ),
        ("tokens-lack-the-signature", "It cuts the signature off.", token_text(lambda token: token.rpartition(".")[0])),
        ("tokens-have-the-same-signature", "Its signature is a constant.", token_text(signed_by_nobody)),
        ("tokens-have-a-scheme", "It puts Bearer before the token.", token_text(lambda token: f"Bearer {token}")),
        ("tokens-have-quotes", "It writes the token as JSON within JSON.", token_text(lambda token: f'"{token}"')),
    ),
    *found_by(
        "a_token_that_names_a_room_names_that_of_its_own_call",
        (
            "tokens-are-all-for-one-room",
            "All its tokens let in to the same room.",
            token_claims(lambda claim, _: claim.update(video={"roomJoin": True, "room": "room"})),
        ),
        (
            "tokens-do-not-let-in",
            "Its tokens grant a room but not to join it.",
            token_claims(lambda claim, _: claim["video"].update(roomJoin=False)),
        ),
    ),
    *found_by(
        "a_token_is_a_secret",
        (
            "the-token-is-the-id",
            "Who knows the id of a call can join it.",
            steps(issue_token=lambda call_id, _: call_id),
        ),
    ),
    *found_by(
        "a_token_is_in_the_body_alone",
        (
            "the-token-is-in-a-location",
            "It names the page on which the call can be joined, with the token in the URL.",
            with_headers(lambda call: {"Location": f"https://calls.example.com/join?token={call['access_token']}"}),
        ),
        (
            "the-token-is-in-a-header",
            "It repeats the token in a header of its own.",
            with_headers(lambda call: {"X-Access-Token": call["access_token"]}),
        ),
        (
            "the-token-is-in-a-cookie",
            "It sets the token as a cookie.",
            with_headers(lambda call: {"Set-Cookie": f"call={call['access_token']}; Path=/"}),
        ),
        (
            "the-token-is-in-a-link",
            "It links to the call as browsers join it.",
            with_headers(
                lambda call: {"Link": f"<wss://rtc.example.com/?access_token={call['access_token']}>; rel=rtc"}
            ),
        ),
        (
            "the-token-is-escaped-in-a-location",
            "It names the page on which the call can be joined, with the token percent-encoded in its fragment.",
            with_headers(lambda call: {"Location": f"/join#{call['access_token'].replace('.', '%2E')}"}),
        ),
        (
            "the-token-is-in-base64-in-a-header",
            "It repeats the whole call in a header, in base64.",
            with_headers(lambda call: {"X-Call": base64.b64encode(json.dumps(call).encode()).decode()}),
        ),
        (
            "shared-caches-keep-a-call",
            "It lets a CDN keep the response, and only the CDN.",
            with_headers(lambda _: {"Cache-Control": "max-age=0, s-maxage=60"}),
        ),
        (
            "a-cdn-keeps-a-call",
            "It tells CDNs in a header of their own to keep the response.",
            with_headers(lambda _: {"Cache-Control": "no-store", "CDN-Cache-Control": "max-age=60"}),
        ),
        (
            "a-call-may-be-cached",
            "It lets shared caches keep the response, and so hand the token to others.",
            with_headers(lambda _: {"Cache-Control": "public, max-age=60"}),
        ),
    ),
)
