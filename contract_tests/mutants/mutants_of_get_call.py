"""Mutants that lose registered calls, find the wrong one, or show it wrongly."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from mutants.json_changes import without
from mutants.request import NOT_FOUND, also_accepts
from mutants.response import read_call
from mutants.steps import Steps, after, fresh, rejects, rejects_otherwise, set_to, steps
from mutants.tables import Build, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls, responses, token_issue
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Agent, Settings
from retell_conformance.reference_server.stored_calls import CallStore

VARIABLES = "retell_llm_dynamic_variables"
ID_LENGTH, SHORTEST = len("call_") + 32, len("call_")


def finds_by(id_of: Callable[[str, list[str]], str]) -> Build:
    """Find the call with another id, made from the requested id and the known ones."""
    return steps(
        find_call=lambda requested, kept, settings: calls.find_call(id_of(requested, kept.ids()), kept, settings)
    )


def _finds_the_last_for(is_meant: Callable[[str], bool]) -> Build:
    return finds_by(lambda requested, ids: ids[-1] if is_meant(requested) else requested)


def _finds_also(id_of: Callable[[str], str]) -> Build:
    """Find the call with an id made from an unknown one."""
    return finds_by(lambda requested, ids: requested if requested in ids else id_of(requested))


def _finds_like(is_like: Callable[[str, str], bool]) -> Build:
    """Find the first call whose id is like the requested one."""
    return finds_by(lambda requested, ids: next((known for known in ids if is_like(known, requested)), ""))


def _unknown(status: int) -> Build:
    return rejects_otherwise("find_call", lambda *_: Rejection(status, "Nothing is known of it"))


def _leaks(name: str) -> Build:
    """Quote a property of the call whose id is most like an unknown one."""

    def rejection(_: Rejection, call_id: str, kept: CallStore, settings: Settings) -> Rejection:
        alike = max(kept.ids(), key=lambda known: sum(a == b for a, b in zip(known, call_id, strict=False)), default="")
        leaked = (kept.find(alike, settings.clock()) or {}).get(name)
        return Rejection(404, f"Not found, unlike {leaked}")

    return rejects_otherwise("find_call", rejection)


def _lets_read(is_right: Callable[[Request, str], bool]) -> Build:
    """Let also others read a call."""
    return also_accepts(lambda request, key: request.method == "GET" and is_right(request, key))


def _credentials(request: Request) -> str:
    return request.headers.get("authorization", "").partition(" ")[2]


def _shows_again(change: Callable[[JsonObject], JsonObject]) -> Build:
    """Show a call changed from the second time on."""
    return read_call.counted(lambda own, count: change(own) if count > 1 else own)


def _found_if(is_found: Callable[[int], bool]) -> Build:
    """Find a call only if `is_found(number)` is true, for the number of the request for it, from 1."""

    def made() -> Steps:
        numbers: Counter[str] = Counter()

        def find_call(call_id: str, kept: CallStore, settings: Settings) -> JsonObject:
            call = calls.find_call(call_id, kept, settings)
            numbers[call_id] += 1
            if not is_found(numbers[call_id]):
                raise NOT_FOUND
            return call

        return {"find_call": find_call}

    return fresh(made)


def _shows_the_last(name: str) -> Build:
    """Show a property of the call that was registered last in place of the call's own."""

    def made() -> Steps:
        last: list[Any] = [{}]

        def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
            call = calls.register(body, agent, call_id, access_token)
            last.append(call.get(name, {}))
            return call

        def show(call: JsonObject) -> Response:
            return responses.show({**call, name: last[-1]})

        return {"register": register, "show": show}

    return fresh(made)


def _new_token(seconds: int, suffix: str = "") -> Build:
    """Issue a new token for a call that is read."""

    def renewed(call: JsonObject, call_id: str, _: CallStore, settings: Settings) -> JsonObject:
        later = Settings(token_seconds=seconds, token_secret=settings.token_secret)
        return {**call, "access_token": token_issue.issue_token(f"{call_id}{suffix}", later)}

    return after("find_call", renewed)


MUTANTS: Table = {
    "a_registered_call_can_be_fetched": {
        "shows a call with 201": steps(show=responses.answer),
        "shows the first call whichever is asked for": _finds_like(lambda *_: True),
        "shows a call_id of its database": read_call.update(call_id="42"),
        "keeps no call": steps(find_call=rejects(404)),
        "rejects reading with 402": steps(find_call=rejects(402)),
        "finds a call from the second time on": _found_if(lambda count: count > 1),
    },
    "a_call_is_fetched_by_its_key_alone": {
        "requires no key for reading": _lets_read(lambda *_: True),
        "accepts any key for reading": _lets_read(lambda r, _: _credentials(r) != ""),
        "accepts the token of a call as a key for reading": _lets_read(lambda r, _: _credentials(r).startswith("eyJ")),
        "accepts the id of a call as a key for reading": _lets_read(lambda r, _: _credentials(r).startswith("call_")),
        "accepts the key in X-API-Key for reading": _lets_read(lambda r, key: r.headers.get("x-api-key") == key),
    },
    "every_operation_wants_a_key": {
        "rejects reading without a key with 403": rejects_otherwise(
            "authenticate", lambda own, r, _: Rejection(403 if r.method == "GET" else own.status, own.message)
        ),
    },
    "a_fetched_call_is_the_one_that_was_asked_for": {
        "leaves metadata out of a read call": read_call.drop("metadata"),
        "leaves the variables out of a read call": read_call.drop(VARIABLES),
        "shows metadata as a text": read_call.update(metadata=lambda own: {"text": str(own.get("metadata"))}),
        "shows another agent_id": read_call.update(agent_id="owner_1"),
        "says ended of a call that waits": read_call.update(call_status="ended"),
        "says error of a call that waits": read_call.update(call_status="error"),
    },
    "an_unknown_call_is_not_found": {
        "finds a call whatever the case of its id": _finds_like(
            lambda known, requested: known.lower() == requested.lower()
        ),
        "removes white space around the id of a call": _finds_also(str.strip),
        "drops invisible characters of the id of a call": _finds_also(
            lambda requested: requested.replace("\u2060", "")
        ),
        "finds a call by the beginning of its id": _finds_like(
            lambda known, requested: known.startswith(requested) and len(requested) > SHORTEST
        ),
        "reads as many characters of an id as an id has": _finds_also(lambda requested: requested[:ID_LENGTH]),
        "shows the last call for any id": _finds_the_last_for(lambda _: True),
        "takes a star for any call": _finds_the_last_for(lambda requested: requested == "*"),
        "takes a percent sign for any call": _finds_the_last_for(lambda requested: requested == "%"),
        "takes an id with a quote for any call": _finds_the_last_for(lambda requested: "'" in requested),
        "sends 200 for an unknown call": _unknown(200),
        "sends 500 for an unknown call": _unknown(500),
    },
    "a_missing_call_tells_nothing": {
        "names the call_id that is most like an unknown one": _leaks("call_id"),
        "names the token of the call that is most like an unknown one": _leaks("access_token"),
        "names the metadata of the call that is most like an unknown one": _leaks("metadata"),
    },
    "a_call_fetched_twice_is_the_same": {
        "counts in metadata how often a call was read": read_call.counted(
            lambda own, count: own | {"metadata": {"reads": count}}
        ),
        "leaves agent_name out of a call that is read again": _shows_again(without("agent_name")),
    },
    "a_fetched_call_has_no_fresher_token": {
        "shows another, opaque token": read_call.update(access_token="another-token-altogether"),
        "shows a new token that is valid for an hour": _new_token(3_600),
        "shows a token for a room of another name": _new_token(60, "-again"),
    },
    "no_call_has_a_secret_of_another": {
        "shows the metadata of the last call": _shows_the_last("metadata"),
        "shows the variables of the last call": _shows_the_last(VARIABLES),
        "shows the token of the last call": _shows_the_last("access_token"),
    },
    "every_body_has_the_documented_schema": {"shows a call in an envelope": read_call.change(lambda it: {"call": it})},
    "every_content_type_is_documented": {"shows a call as text": read_call.send(content_type="text/plain")},
    "a_call_is_found_by_its_link": {
        "keeps the last call alone": set_to(calls_kept=1),
        "keeps no call at all": set_to(calls_kept=0),
        "finds a call once": _found_if(lambda count: count == 1),
        "shows the metadata of the newest call": _shows_the_last("metadata"),
        "shows the next agent_version from the second time on": _shows_again(
            lambda own: own | {"agent_version": own["agent_version"] + 1}
        ),
    },
}
