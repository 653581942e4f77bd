"""Correct servers that behave as the live API was seen to do, or as the contract allows."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any

from starlette.responses import Response

from mutants.mutants_of_connections import ice
from mutants.request import BODY_SCHEMA
from mutants.response import connection, full_call, read_call, what_is_required
from mutants.serve import with_its_own_date
from mutants.steps import Steps, after, fresh, rejects_if, set_to, steps
from mutants.tables import Rows, Server
from openapi_contract.json_data import JsonObject
from openapi_contract.walk import described
from retell_conformance.contract import read
from retell_conformance.reference_server import responses, token_issue, validation
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.kept_call import NOT_JOINED
from retell_conformance.reference_server.observed import EMPTY, OBSERVED
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.reference_server.stored_calls import CallStore

GONE = "/v2/create"
ENDED = {**NOT_JOINED, "public_log_url": "https://example.com/log", "call_cost": EMPTY["call_cost"]}


def _live(*versions: str, chosen: bool = False) -> Server:
    """Build a server with these versions that behaves as the live API was seen to do."""
    return Server(partial(create_app, Settings(versions=versions), OBSERVED), requests=300, chosen=chosen)


def _rejects_retired(body: Any) -> None:
    validation.validate(body)
    for part, value in described(read().schema(BODY_SCHEMA), body):
        retired = part.definition.get("x-retired", False)
        if retired is True or (isinstance(retired, list) and value in retired):
            raise Rejection(400, "This is no longer supported")


def _is_odd(call_id: str) -> bool:
    return not call_id.replace("_", "").isalnum() or not call_id.isascii()


def _with_new_token(call: JsonObject, call_id: str, _: CallStore, settings: Settings) -> JsonObject:
    left = token_issue.expiry(call["access_token"], settings) - int(settings.clock())
    again = Settings(token_seconds=left, token_secret=settings.token_secret)
    return {**call, "access_token": token_issue.issue_token(call_id, again)}


def _ended_when_read_again() -> Steps:
    reads: Counter[str] = Counter()

    def show(call: JsonObject) -> Response:
        reads[call["call_id"]] += 1
        if reads[call["call_id"]] == 1 and "metadata" not in call:
            return responses.show(call)
        later = datetime.now(UTC) + timedelta(seconds=30)
        return responses.json_response(200, call | ENDED, {"Date": format_datetime(later, usegmt=True)})

    return {"show": show}


CONFORMING: Rows = {
    "behaves as the live API": _live("v2", "v3"),
    "behaves as the live API before v3": _live("v2", chosen=True),
    "behaves as the live API without v2": _live("v3"),
    "sends 410 for every request to v2": rejects_if(
        "authenticate", lambda r: r.url.path.startswith(GONE), Rejection(410, "This version is gone")
    ),
    "offers v3 alone": set_to(versions=("v3",)),
    "rejects retired values": Server(steps(validate=_rejects_retired), requests=None),
    "names LiveKit with its url": connection.update(transport="livekit", url="wss://example.livekit.cloud"),
    "names the url of the gateway": connection.update(url="wss://gateway.example.com"),
    "has no ICE servers": ice(),
    "has ICE servers in every form": ice(
        {"urls": ["stun:a.example.com", "stuns:a.example.com:5349"]},
        {"urls": "turn:[2001:db8::1]:3478?transport=tcp", "username": "u", "credential": "c"},
        {"urls": ["turns:b.example.com:443?transport=tcp"], "username": "1790000000:u", "credential": "c="},
    ),
    "tells more of a connection than is documented": connection.update(region="eu"),
    "has a new transport": connection.update(transport="moq"),
    "has calls that end before they are read again": Server(fresh(_ended_when_read_again), with_its_own_date),
    "issues tokens for ten minutes": set_to(token_seconds=600),
    "issues tokens for 24 hours": set_to(token_seconds=86_400),
    "shows empty costs and latencies of a call that nobody joined": read_call.update(**EMPTY),
    "shows the required properties and the request's own": read_call.change(what_is_required),
    "shows every documented property": read_call.change(full_call),
    "shows a call that somebody joined at once": read_call.update(call_status="ongoing"),
    "shows null for data_storage_setting": read_call.update(data_storage_setting=None),
    "rejects an id that cannot be one with 400": rejects_if(
        "find_call", _is_odd, Rejection(400, "call_id is malformed")
    ),
    "shows a new token that is valid as long as the first": after("find_call", _with_new_token),
}
