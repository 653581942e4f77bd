"""Servers that tell a browser wrongly how to join a call of v3."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from mutants.changes import ABSENT, put, response, steps
from mutants.entries import Build, found_by
from mutants.lines import over_http
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, connections, replies
from retell_conformance.reference_server.server_settings import Settings


def connects(change: Callable[[JsonObject, Settings], JsonObject]) -> Build:
    """A server that says otherwise how to join."""

    def connect(call_id: str, access_token: str, settings: Settings) -> JsonObject:
        return change(dict(connections.connect(call_id, access_token, settings)), settings)

    return steps(connect=connect, answer_connection=lambda told: replies.json_response(201, told))


def connects_with(name: str, value: Any) -> Build:
    """A server that has this value there, or leaves it out."""

    def change(connection: JsonObject, _: Settings) -> JsonObject:
        put(connection, name, value)
        return connection

    return connects(change)


def expires(when: Callable[[JsonObject, float], Any]) -> Build:
    """A server with its own idea of when a token expires, told what it should say and the time."""
    return connects(lambda told, settings: {**told, "expires_at": when(told, settings.clock())})


def ice(*servers: JsonObject) -> Build:
    """A server with these ICE servers."""
    return connects_with("ice_servers", [*servers])


def v3_asks(is_right: Callable[[Request, Settings], bool]) -> Build:
    """A server that is laxer with the key on the path of v3."""

    def authenticate(request: Request, settings: Settings) -> None:
        if not (request.url.path.startswith("/v3/") and is_right(request, settings)):
            authentication.authenticate(request, settings)

    return steps(authenticate=authenticate)


TURN = {"urls": "turn:turn.example.com:3478", "username": "u", "credential": "c"}
DEFECTS = (
    *found_by(
        "a_token_expires_in_the_future_and_soon",
        (
            "an-expiry-in-seconds",
            "It tells the expiry in seconds.",
            expires(lambda told, _: told["expires_at"] // 1000),
        ),
        (
            "an-expiry-in-microseconds",
            "It tells the expiry in microseconds.",
            expires(lambda told, _: told["expires_at"] * 1000),
        ),
        (
            "an-expiry-that-is-over",
            "It tells when the token was made.",
            expires(lambda _, now: int(now * 1000)),
            over_http,
        ),
        (
            "an-expiry-of-a-year",
            "It lets a token live for a year.",
            expires(lambda _, now: int(now + 365 * 86_400) * 1000),
        ),
        (
            "an-expiry-too-soon",
            "It leaves a browser 5 seconds.",
            expires(lambda _, now: int(now + 5) * 1000),
            over_http,
        ),
        ("an-expiry-that-is-a-span", "It tells how many milliseconds are left.", expires(lambda *_: 60_000)),
    ),
    *found_by(
        "the_expiry_is_that_of_the_token",
        (
            "an-expiry-of-its-own",
            "It says ten minutes, whatever the token says.",
            expires(lambda _, now: int(now + 600) * 1000),
        ),
        (
            "an-expiry-in-local-time",
            "It adds the hours of its time zone.",
            expires(lambda told, _: told["expires_at"] + 7_200_000),
        ),
    ),
    *found_by(
        "ice_servers_are_well_formed",
        ("an-ice-server-over-http", "It names a web address.", ice({"urls": "https://turn.example.com"})),
        ("an-ice-server-without-a-scheme", "It names a host alone.", ice({"urls": "stun.example.com:3478"})),
        (
            "an-ice-server-with-slashes",
            "It writes stun:// as if it were a web address.",
            ice({"urls": "stun://stun.example.com"}),
        ),
        ("an-ice-server-without-urls", "It has an empty list of addresses.", ice({"urls": []})),
        (
            "one-of-the-urls-is-odd",
            "It has one right address and one wrong.",
            ice({"urls": ["stun:a.example.com", "a.example.com"]}),
        ),
        (
            "a-turn-server-without-a-credential",
            "It leaves the credential out.",
            ice({name: TURN[name] for name in ("urls", "username")}),
        ),
        (
            "a-turn-server-without-a-name",
            "It leaves the user's name out.",
            ice({name: TURN[name] for name in ("urls", "credential")}),
        ),
        ("a-turn-server-with-an-empty-name", "It has no name for the user.", ice({**TURN, "username": ""})),
    ),
    *found_by(
        "a_transport_that_needs_a_url_has_one",
        ("livekit-without-a-url", "It does not say where LiveKit is.", connects_with("transport", "livekit")),
        (
            "a-url-without-a-scheme",
            "It names a host alone.",
            connects(lambda told, _: {**told, "transport": "livekit", "url": "example.livekit.cloud"}),
        ),
    ),
    *found_by(
        "every_body_has_the_documented_schema",
        ("a-connection-without-ice-servers", "It leaves ice_servers out.", connects_with("ice_servers", ABSENT)),
        (
            "a-connection-with-one-ice-server",
            "It has an object in place of a list.",
            connects_with("ice_servers", TURN),
        ),
        ("an-expiry-as-text", "It writes the expiry as a date.", connects_with("expires_at", "2026-11-26T20:00:00Z")),
        ("a-connection-without-a-token", "It leaves the token out of v3.", connects_with("access_token", ABSENT)),
        (
            "an-ice-server-that-is-text",
            "It lists addresses in place of servers.",
            connects_with("ice_servers", ["stun:a.example.com"]),
        ),
    ),
    *found_by(
        "every_status_is_documented",
        (
            "v3-answers-200",
            "It answers 200 to whoever registers by v3.",
            steps(answer_connection=lambda told: replies.json_response(200, told)),
        ),
    ),
    *found_by(
        "every_content_type_is_documented",
        (
            "v3-answers-text",
            "It sends JSON as text.",
            steps(answer_connection=lambda told: response(201, told, "text/plain")),
        ),
    ),
    *found_by(
        "every_operation_wants_a_key",
        ("v3-needs-no-key", "It forgot to ask for the key on the new path.", v3_asks(lambda *_: True)),
        (
            "v3-takes-any-key",
            "It does not look at the key on the new path.",
            v3_asks(lambda request, _: "authorization" in request.headers),
        ),
    ),
    *found_by(
        "no_two_calls_share_a_secret_or_an_id",
        (
            "v3-gives-out-one-token",
            "It has one token for all calls of v3.",
            connects_with("access_token", "one-token-for-everybody"),
        ),
        ("v3-gives-out-one-id", "It has one id for all calls of v3.", connects_with("call_id", "call_0")),
    ),
)
