"""Correct servers of today: as the live API was seen to behave, and as the contract lets others behave."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any

from attrs import evolve
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from mutants.changes import steps, what_is_required
from mutants.defects_of_connections import connects, connects_with, ice
from mutants.defects_of_kept_calls import shows, shows_with
from mutants.entries import Build, Variant
from mutants.full_call import full_call
from mutants.lines import with_its_own_date
from openapi_contract.json_data import JsonObject
from openapi_contract.walk import described
from retell_conformance.contract import read
from retell_conformance.reference_server import authentication, calls, replies, token_issue, validation
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.kept_call import NOT_JOINED
from retell_conformance.reference_server.kept_calls import KeptCalls
from retell_conformance.reference_server.observed import EMPTY, OBSERVED
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Settings


def live(*versions: str, behaviour: Behaviour = OBSERVED) -> Build:
    """A server that offers these versions, and behaves as the live API was seen to do."""
    return partial(create_app, Settings(versions=versions), behaviour)


def refuses_retired(body: Any) -> None:
    """Refuse what the vendor no longer documents."""
    validation.validate(body)
    request = read().schema({"$ref": "#/components/schemas/CreateWebCallRequest"})
    for part, value in described(request, body):
        retired = part.definition.get("x-retired", False)
        if retired is True or (isinstance(retired, list) and value in retired):
            raise Refusal(400, "This is no longer supported")


def switched_off(version: str) -> Build:
    """A server that answers 410 on the path of one version, to everybody."""

    def authenticate(request: Request, settings: Settings) -> None:
        if request.url.path.startswith(f"/{version}/create"):
            raise Refusal(410, "This version is gone")
        authentication.authenticate(request, settings)

    return steps(authenticate=authenticate)


def refuses_odd_ids(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """Refuse an id that can be none before looking for it."""
    if not call_id.replace("_", "").isalnum() or not call_id.isascii():
        raise Refusal(400, "call_id is malformed")
    return calls.find_call(call_id, kept, settings)


def made_anew(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """Return a call with a token of its own for each read, which lasts no longer than the first."""
    call = calls.find_call(call_id, kept, settings)
    left = token_issue.expiry(call["access_token"], settings) - int(settings.clock())
    again = Settings(token_seconds=left, token_secret=settings.token_secret)
    return {**call, "access_token": token_issue.issue_token(call_id, again)}


def times_out_between() -> ASGIApp:
    """A server that is asked so seldom that nobody has joined a call by the time it is read again."""
    reads: Counter[str] = Counter()

    def show(call: JsonObject) -> Response:
        reads[call["call_id"]] += 1
        if reads[call["call_id"]] == 1 and "metadata" not in call:
            return replies.show(call)
        later = datetime.now(UTC) + timedelta(seconds=30)
        ended = call | NOT_JOINED | {"public_log_url": "https://example.com/log", "call_cost": EMPTY["call_cost"]}
        return replies.json_response(200, ended, {"Date": format_datetime(later, usegmt=True)})

    return create_app(None, evolve(Behaviour(), show=show))


def expiring_in(seconds: int) -> Build:
    """A server whose tokens last so long."""
    return partial(create_app, Settings(token_seconds=seconds))


URL = {"transport": "livekit", "url": "wss://example.livekit.cloud"}
VARIANTS = (
    Variant("the-live-api", "It behaves as the live API was seen to do.", live("v2", "v3"), requests=300),
    Variant("the-live-api-with-v2-alone", "It is the live API before v3 came.", live("v2"), requests=300),
    Variant("the-live-api-with-v3-alone", "It is the live API once v2 is gone.", live("v3"), requests=300),
    Variant("v2-is-switched-off", "It answers 410 to every request to v2.", switched_off("v2")),
    Variant("v3-alone", "It offers v3, and behaves as documented.", live("v3", behaviour=Behaviour())),
    Variant(
        "retired-values-are-refused",
        "It refuses what is no longer documented.",
        steps(validate=refuses_retired),
        requests=None,
    ),
    Variant("livekit-has-a-url", "It joins by LiveKit, and says where that is.", connects(lambda told, _: told | URL)),
    Variant(
        "the-gateway-has-a-url-too", "It says where the gateway is.", connects_with("url", "wss://gateway.example.com")
    ),
    Variant("there-are-no-ice-servers", "It needs none.", ice()),
    Variant(
        "ice-servers-in-every-form",
        "It has lists and single addresses, with ports, over TCP and IPv6.",
        ice(
            {"urls": ["stun:a.example.com", "stuns:a.example.com:5349"]},
            {"urls": "turn:[2001:db8::1]:3478?transport=tcp", "username": "u", "credential": "c"},
            {"urls": ["turns:b.example.com:443?transport=tcp"], "username": "1790000000:u", "credential": "c="},
        ),
    ),
    Variant(
        "a-connection-has-more", "It tells more of the connection than is documented.", connects_with("region", "eu")
    ),
    Variant("a-new-transport", "It says moq, as announced growth may.", connects_with("transport", "moq")),
    Variant(
        "calls-time-out-between",
        "Its calls have ended by the time they are read.",
        times_out_between,
        with_its_own_date,
    ),
    Variant("tokens-last-ten-minutes", "It lets a browser take its time.", expiring_in(600)),
    Variant("tokens-last-a-day", "It lets a token last for a day.", expiring_in(86_400)),
    Variant(
        "a-read-call-has-what-is-empty",
        "It shows costs and latencies of a call that nobody joined.",
        shows(lambda call: {**call, **EMPTY}),
    ),
    Variant(
        "a-read-call-has-little",
        "It shows the required properties and the request's own.",
        shows(what_is_required),
    ),
    Variant(
        "a-read-call-has-everything",
        "It shows every documented property.",
        shows(lambda call: {**full_call(call), **call}),
    ),
    Variant("a-read-call-is-ongoing", "Somebody joined the call at once.", shows_with("call_status", "ongoing")),
    Variant(
        "a-read-call-stores-nothing", "It does not say how much it keeps.", shows_with("data_storage_setting", None)
    ),
    Variant("odd-ids-are-400", "It refuses an id that can be none before it looks.", steps(find_call=refuses_odd_ids)),
    Variant(
        "a-read-call-has-a-new-token",
        "It makes the token anew, for as long as the first one lasts.",
        steps(find_call=made_anew),
    ),
)
