"""Mutants of access tokens and call ids: not unique, not safe, or useless to a browser."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable

import jwt

from mutants.response import call, registers
from mutants.steps import Steps, after, fresh, steps
from mutants.tables import Build, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls, token_issue
from retell_conformance.reference_server.server_settings import Agent, Settings

MINUTE, DAY = 60, 86_400


def claims(call_id: str, settings: Settings) -> JsonObject:
    """Return the claims of the reference server's tokens."""
    token = token_issue.issue_token(call_id, settings)
    decoded: JsonObject = jwt.decode(token, settings.token_secret, [token_issue.ALGORITHM], {"verify_nbf": False})
    return decoded


def token_claims(change: Callable[[JsonObject, int], JsonObject]) -> Build:
    """Change claims of tokens: `change` is given all claims and the time in seconds, and returns those to set."""

    def issue_token(call_id: str, settings: Settings) -> str:
        own = claims(call_id, settings)
        return jwt.encode(own | change(own, int(time.time())), settings.token_secret, token_issue.ALGORITHM)

    return steps(issue_token=issue_token)


def _token_text(change: Callable[[str], str]) -> Build:
    return after("issue_token", lambda token, *_: change(token))


def _one_token() -> Steps:
    made: list[str] = []

    def issue_token(call_id: str, settings: Settings) -> str:
        if not made:
            made.append(token_issue.issue_token(call_id, settings))
        return made[0]

    return {"issue_token": issue_token}


def _token_of_the_call_before() -> Steps:
    before = [calls.new_call_id()]

    def issue_token(call_id: str, settings: Settings) -> str:
        before.append(call_id)
        return token_issue.issue_token(before.pop(0), settings)

    return {"issue_token": issue_token}


def _ids(make: Callable[[], object]) -> Build:
    return steps(new_call_id=lambda: f"call_{make()}")


def _id_of_the_body(body: JsonObject, registered: JsonObject) -> JsonObject:
    return registered | {"call_id": f"call_{hashlib.sha256(repr(body).encode()).hexdigest()[:32]}"}


def _one_call_for_equal_bodies() -> Steps:
    registered: dict[str, JsonObject] = {}

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        return registered.setdefault(repr(body), calls.register(body, agent, call_id, access_token))

    return {"register": register}


def _header(name: str, text: str) -> Build:
    """Send a header with the token in place of `TOKEN`."""
    return call.headers(lambda body: {name: text.replace("TOKEN", body["access_token"])})


def _caching(**headers: str) -> Build:
    return call.headers(lambda _: {name.replace("_", "-"): value for name, value in headers.items()})


MUTANTS: Table = {
    "no_two_calls_share_a_secret_or_an_id": {
        "has the same id for all calls": _ids(lambda: 1),
        "has a hash of the body for the id of a call": registers(_id_of_the_body),
        "has the time in seconds for the id of a call": _ids(lambda: int(time.time())),
        "has the time in steps of 20 ms for the id of a call": _ids(lambda: int(time.time() * 50)),
        "draws the ids of calls from 5,000 numbers": _ids(lambda: secrets.randbelow(5000)),
        "binds the token to the agent, not to the call": steps(
            issue_token=lambda _, settings: token_issue.issue_token(settings.agent_id, settings)
        ),
        "makes one token for all calls": fresh(_one_token),
        "takes an equal body for a repetition of the call": fresh(_one_call_for_equal_bodies),
    },
    "a_token_that_is_a_jwt_is_signed_and_valid_long_enough": {
        "issues tokens that have expired": token_claims(lambda _, now: {"exp": now - 60 * MINUTE}),
        "issues tokens for three seconds": token_claims(lambda _, now: {"exp": now + 3}),
        "writes the expiry of tokens in milliseconds": token_claims(lambda _, now: {"exp": now * 1000}),
        "writes the expiry of tokens as a date": token_claims(lambda *_: {"exp": "2031-01-01T00:00:00Z"}),
        "issues tokens that are valid tomorrow": token_claims(lambda _, now: {"nbf": now + DAY, "exp": now + 2 * DAY}),
        "cuts the signature of tokens off": _token_text(lambda token: token.rpartition(".")[0]),
        "has one signature for all tokens": _token_text(lambda token: f"{token.rpartition('.')[0]}.c2lnbmF0dXJl"),
        "puts Bearer before the token": _token_text(lambda token: f"Bearer {token}"),
        "puts quotes around the token": _token_text(lambda token: f'"{token}"'),
        "has tokens with the algorithm none": steps(
            issue_token=lambda call_id, settings: jwt.encode(claims(call_id, settings), None, "none")
        ),
    },
    "a_token_that_names_a_room_names_that_of_its_own_call": {
        "issues all tokens for one room": token_claims(lambda *_: {"video": {"roomJoin": True, "room": "room"}}),
        "issues tokens that do not allow to join their room": token_claims(
            lambda own, _: {"video": own["video"] | {"roomJoin": False}}
        ),
        "returns the token of the call before": fresh(_token_of_the_call_before),
    },
    "a_token_is_a_secret": {"has the id of the call for its token": steps(issue_token=lambda call_id, _: call_id)},
    "a_token_is_in_the_body_alone": {
        "has the token in Location": _header("Location", "https://calls.example.com/join?token=TOKEN"),
        "has the token in a header of its own": _header("X-Access-Token", "TOKEN"),
        "has the token in a cookie": _header("Set-Cookie", "call=TOKEN; Path=/"),
        "has the token in Link": _header("Link", "<wss://rtc.example.com/?access_token=TOKEN>; rel=rtc"),
        "has the token in Location, percent-encoded": call.headers(
            lambda body: {"Location": f"/join#{body['access_token'].replace('.', '%2E')}"}
        ),
        "has the whole call in a header, in base64": call.headers(
            lambda body: {"X-Call": base64.b64encode(json.dumps(body).encode()).decode()}
        ),
        "lets shared caches alone keep the response": _caching(Cache_Control="max-age=0, s-maxage=60"),
        "tells CDNs to keep the response": _caching(Cache_Control="no-store", CDN_Cache_Control="max-age=60"),
        "lets all caches keep the response": _caching(Cache_Control="public, max-age=60"),
    },
}
