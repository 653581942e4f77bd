"""Mutants of v3: they send a browser wrong data for joining a call."""

import time
from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from mutants.request import also_accepts
from mutants.response import connection
from mutants.serve import over_http
from mutants.tables import Build, Server, Table
from openapi_contract.json_data import JsonObject

YEAR = 365 * 86_400
TURN = {"urls": "turn:turn.example.com:3478", "username": "u", "credential": "c"}


def ice(*servers: JsonObject) -> Build:
    """Send these ICE servers."""
    return connection.update(ice_servers=[*servers])


def _expires(change: Callable[[int], Any]) -> Build:
    """Change the expiry, which is in milliseconds."""
    return connection.update(expires_at=lambda own: change(own["expires_at"]))


def _expires_in(seconds: float) -> Build:
    return connection.update(expires_at=lambda _: int(time.time() + seconds) * 1000)


def _is_v3(request: Request) -> bool:
    return request.url.path.startswith("/v3/")


MUTANTS: Table = {
    "a_token_expires_in_the_future_and_soon": {
        "sends expires_at in seconds": _expires(lambda expiry: expiry // 1000),
        "sends expires_at in microseconds": _expires(lambda expiry: expiry * 1000),
        "sends the time of the response as expires_at": Server(_expires_in(0), over_http),
        "sends an expires_at in a year": _expires_in(YEAR),
        "sends an expires_at in 5 seconds": Server(_expires_in(5), over_http),
        "sends the milliseconds that are left as expires_at": _expires(lambda _: 60_000),
    },
    "the_expiry_is_that_of_the_token": {
        "sends an expires_at in ten minutes, whatever the token says": _expires_in(600),
        "sends expires_at in its own time zone": _expires(lambda expiry: expiry + 7_200_000),
    },
    "ice_servers_are_well_formed": {
        "names an https address for an ICE server": ice({"urls": "https://turn.example.com"}),
        "names an ICE server without a scheme": ice({"urls": "stun.example.com:3478"}),
        "names an ICE server with slashes": ice({"urls": "stun://stun.example.com"}),
        "names an ICE server without addresses": ice({"urls": []}),
        "names a right and a wrong address of an ICE server": ice({"urls": ["stun:a.example.com", "a.example.com"]}),
        "leaves the credential of a TURN server out": ice({name: TURN[name] for name in ("urls", "username")}),
        "leaves the username of a TURN server out": ice({name: TURN[name] for name in ("urls", "credential")}),
        "has an empty username of a TURN server": ice({**TURN, "username": ""}),
    },
    "a_transport_that_needs_a_url_has_one": {
        "names LiveKit and not its url": connection.update(transport="livekit"),
        "names LiveKit and a url without a scheme": connection.update(transport="livekit", url="example.livekit.cloud"),
    },
    "every_status_is_documented": {"registers calls of v3 with 200": connection.send(200)},
    "every_content_type_is_documented": {"sends v3 as text": connection.send(content_type="text/plain")},
    "every_operation_wants_a_key": {
        "requires no key for v3": also_accepts(lambda r, _: _is_v3(r)),
        "accepts any key for v3": also_accepts(lambda r, _: _is_v3(r) and "authorization" in r.headers),
    },
    "no_two_calls_share_a_secret_or_an_id": {
        "has one token for all calls of v3": connection.update(access_token="one-token-for-everybody"),
        "has one id for all calls of v3": connection.update(call_id="call_0"),
    },
}
