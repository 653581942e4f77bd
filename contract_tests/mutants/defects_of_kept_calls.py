"""Servers that keep the calls they register in a way that nobody should."""

import copy
from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from mutants.changes import ABSENT, put, response, step, steps, with_memory
from mutants.entries import Build, defect, found_by
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, calls, replies, token_issue
from retell_conformance.reference_server.kept_calls import KeptCalls
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Agent, Settings


def shows(change: Callable[[JsonObject], JsonObject]) -> Build:
    """A server that shows a call changed."""
    return steps(show=lambda call: replies.json_response(200, change(copy.deepcopy(call))))


def shows_with(place: str, value: Any) -> Build:
    """A server that shows a call with this value at this place, or without it."""

    def change(call: JsonObject) -> JsonObject:
        put(call, place, value)
        return call

    return shows(change)


def finds(choose: Callable[[str, KeptCalls, Settings], JsonObject]) -> Build:
    """A server with its own way to find a call."""
    return steps(find_call=choose)


def finds_also(id_of: Callable[[str], str]) -> Build:
    """A server that takes another id for the one that it makes of it."""

    def find_call(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
        for known in (call_id, id_of(call_id)):
            call = kept.find(known, settings.clock())
            if call is not None:
                return call
        raise Refusal(404, "Not Found")

    return finds(find_call)


def in_any_case(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """Find a call whatever the case of its id."""
    for known in kept.ids():
        if known.lower() == call_id.lower():
            return calls.find_call(known, kept, settings)
    raise Refusal(404, "Not Found")


def by_its_beginning(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """Find a call by the beginning of its id."""
    for known in kept.ids():
        if known.startswith(call_id) and len(call_id) > len("call_"):
            return calls.find_call(known, kept, settings)
    raise Refusal(404, "Not Found")


def asks_on_reading(is_right: Callable[[Request, Settings], bool]) -> Build:
    """A server that also lets others read a call."""

    def authenticate(request: Request, settings: Settings) -> None:
        if request.method != "GET" or not is_right(request, settings):
            authentication.authenticate(request, settings)

    return steps(authenticate=authenticate)


def bearer(request: Request) -> str:
    """The key in the Authorization header, whatever its scheme."""
    return request.headers.get("authorization", "").partition(" ")[2]


def newest(_: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """Return the call that was registered last."""
    return calls.find_call(kept.ids()[-1], kept, settings)


def missing(tell: Callable[[str, KeptCalls, Settings], Any], status: int = 404) -> Build:
    """A server that tells more of a call that is not there than it should."""

    def find_call(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
        try:
            return calls.find_call(call_id, kept, settings)
        except Refusal as refusal:
            raise Refusal(status, f"Not found, unlike {tell(call_id, kept, settings)}") from refusal

    return finds(find_call)


def nearest(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """Return the call whose id is most like another one."""
    known = max(kept.ids(), key=lambda each: sum(a == b for a, b in zip(each, call_id, strict=False)), default="")
    return kept.find(known, settings.clock()) or {}


def registers(change: Callable[[JsonObject, JsonObject], JsonObject]) -> Build:
    """A server that keeps a call otherwise than it was asked for."""

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        return change(calls.register(body, agent, call_id, access_token), body)

    return steps(register=register)


@defect("a_registered_call_can_be_fetched", with_memory)
def a_call_is_there_at_the_second_look_alone() -> dict[str, Callable[..., Any]]:
    """It says 404 when a call is first read, as a cache does that is behind."""
    seen: set[str] = set()

    def find_call(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
        if call_id not in seen:
            seen.add(call_id)
            raise Refusal(404, "Not Found")
        return calls.find_call(call_id, kept, settings)

    return {"find_call": find_call}


@defect("a_call_fetched_twice_is_the_same", with_memory)
def reading_counts() -> dict[str, Callable[..., Any]]:
    """It counts in the metadata how often a call was read."""
    counts: dict[str, int] = {}

    def show(call: JsonObject) -> Any:
        counts[call["call_id"]] = counts.get(call["call_id"], 0) + 1
        return replies.show({**call, "metadata": {"reads": counts[call["call_id"]]}})

    return {"show": show}


@defect("a_call_fetched_twice_is_the_same", with_memory)
def a_call_is_forgotten_once_it_is_read() -> dict[str, Callable[..., Any]]:
    """It has no name of the agent any more when a call is read again."""
    seen: set[str] = set()

    def show(call: JsonObject) -> Any:
        known = call["call_id"] in seen
        seen.add(call["call_id"])
        return replies.show({name: value for name, value in call.items() if not (known and name == "agent_name")})

    return {"show": show}


@defect("no_call_has_a_secret_of_another", with_memory)
def the_last_token_is_shown() -> dict[str, Callable[..., Any]]:
    """It shows the token that was given out last, whoever's it is."""
    last: list[str] = []

    def issue_token(call_id: str, settings: Settings) -> str:
        last.append(token_issue.issue_token(call_id, settings))
        return last[-1]

    return {
        "issue_token": issue_token,
        "show": lambda call: replies.show({**call, "access_token": last[-1]}),
    }


def shows_data_of_the_last(name: str) -> Callable[[], dict[str, Callable[..., Any]]]:
    """The same for data of a call."""

    def made() -> dict[str, Callable[..., Any]]:
        last: list[Any] = [{}]

        def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
            last.append(body.get(name, {}))
            return calls.register(body, agent, call_id, access_token)

        return {"register": register, "show": lambda call: replies.show({**call, name: last[-1]})}

    return made


@defect("a_fetched_call_has_no_fresher_token", step("find_call"))
def each_read_gives_out_a_new_token(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """It makes a token anew, valid for an hour from now on, whenever a call is read."""
    call = calls.find_call(call_id, kept, settings)
    later = Settings(token_seconds=3600, token_secret=settings.token_secret)
    return {**call, "access_token": token_issue.issue_token(call_id, later)}


@defect("a_fetched_call_has_no_fresher_token", step("find_call"))
def a_read_call_has_the_token_of_another_room(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """It makes the token of a call that is read for a room of another name."""
    return {
        **calls.find_call(call_id, kept, settings),
        "access_token": token_issue.issue_token(f"{call_id}-again", settings),
    }


VARIABLES = "retell_llm_dynamic_variables"
DEFECTS = (
    *found_by(
        "a_registered_call_can_be_fetched",
        ("a-call-is-read-as-201", "It answers as if it had made the call again.", steps(show=replies.answer)),
        (
            "another-call-is-read",
            "It shows the first call, whichever is asked for.",
            finds(lambda _, kept, settings: calls.find_call(kept.ids()[0], kept, settings)),
        ),
        ("the-id-of-a-read-call-is-another", "It shows an id of its database.", shows_with("call_id", "42")),
        (
            "calls-are-not-kept",
            "It forgets a call at once, and asks for the key all the same.",
            finds(lambda *_: (_ for _ in ()).throw(Refusal(404, "Not Found"))),
        ),
        (
            "reading-takes-a-payment",
            "It answers 402 to whoever reads.",
            finds(lambda *_: (_ for _ in ()).throw(Refusal(402, "Pay first"))),
        ),
    ),
    *found_by(
        "a_call_is_fetched_by_its_key_alone",
        ("reading-needs-no-key", "It lets anybody read who has the id.", asks_on_reading(lambda *_: True)),
        (
            "reading-takes-any-key",
            "It does not look at the key of whoever reads.",
            asks_on_reading(lambda request, _: bool(bearer(request))),
        ),
        (
            "a-token-reads-its-call",
            "It takes the access token of a call for a key.",
            asks_on_reading(lambda request, _: bearer(request).startswith("eyJ")),
        ),
        (
            "an-id-reads-its-call",
            "It takes the id of a call for a key.",
            asks_on_reading(lambda request, _: bearer(request).startswith("call_")),
        ),
        (
            "another-header-reads",
            "It takes X-API-Key from whoever reads.",
            asks_on_reading(lambda request, settings: request.headers.get("x-api-key") == settings.api_key),
        ),
    ),
    *found_by(
        "every_operation_wants_a_key",
        (
            "reading-refuses-with-403",
            "It answers 403 to whoever reads without a key.",
            asks_on_reading(lambda request, settings: refused_with(request, settings, 403)),
        ),
    ),
    *found_by(
        "a_fetched_call_is_the_one_that_was_asked_for",
        (
            "a-read-call-has-no-metadata",
            "It leaves metadata out of a call that is read.",
            shows_with("metadata", ABSENT),
        ),
        (
            "a-read-call-has-no-variables",
            "It leaves the variables out of a call that is read.",
            shows_with(VARIABLES, ABSENT),
        ),
        (
            "a-read-call-has-metadata-as-text",
            "It keeps metadata as text, and shows an object of it.",
            shows(lambda call: {**call, "metadata": {"text": str(call.get("metadata"))}}),
        ),
        ("a-read-call-has-another-agent", "It shows the id of the agent's owner.", shows_with("agent_id", "owner_1")),
        (
            "a-new-call-has-ended",
            "It says of a call that nobody could join yet that it has ended.",
            shows_with("call_status", "ended"),
        ),
        ("a-read-call-is-an-error", "It says error of a call that waits.", shows_with("call_status", "error")),
    ),
    *found_by(
        "an_unknown_call_is_not_found",
        ("ids-of-calls-have-no-case", "It finds a call whatever the case of its id.", finds(in_any_case)),
        ("ids-of-calls-are-trimmed", "It cuts spaces off an id.", finds_also(str.strip)),
        (
            "invisible-characters-are-dropped",
            "It drops what is invisible in an id.",
            finds_also(lambda call_id: call_id.replace("\u2060", "")),
        ),
        ("the-beginning-of-an-id-will-do", "It finds a call by the beginning of its id.", finds(by_its_beginning)),
        (
            "what-follows-an-id-is-dropped",
            "It reads as many characters as an id has.",
            finds_also(lambda call_id: call_id[:37]),
        ),
        ("any-id-is-the-last-call", "It shows the last call for an id that it does not know.", finds(newest)),
        (
            "a-star-is-any-call",
            "It takes * for any call.",
            finds(
                lambda call_id, kept, settings: (newest if call_id == "*" else calls.find_call)(call_id, kept, settings)
            ),
        ),
        (
            "a-percent-sign-is-any-call",
            "It takes % for any call.",
            finds(
                lambda call_id, kept, settings: (newest if call_id == "%" else calls.find_call)(call_id, kept, settings)
            ),
        ),
        (
            "a-quote-is-any-call",
            "It asks its database with the id as it came.",
            finds(
                lambda call_id, kept, settings: (newest if "'" in call_id else calls.find_call)(call_id, kept, settings)
            ),
        ),
        ("an-unknown-call-is-empty", "It answers 200 with nothing.", missing(lambda *_: "", 200)),
        (
            "an-unknown-call-is-a-failure",
            "It answers 500 for an id that it does not know.",
            missing(lambda *_: "", 500),
        ),
    ),
    *found_by(
        "a_missing_call_tells_nothing",
        (
            "a-missing-call-names-the-nearest",
            "It names the id that is most like it.",
            missing(lambda *given: f"the known {nearest(*given).get('call_id')}"),
        ),
        (
            "a-missing-call-shows-a-token",
            "It shows the token of a call that is like it.",
            missing(lambda *given: nearest(*given).get("access_token")),
        ),
        (
            "a-missing-call-shows-metadata",
            "It shows the metadata of a call that is like it.",
            missing(lambda *given: nearest(*given).get("metadata")),
        ),
    ),
    *found_by(
        "a_fetched_call_has_no_fresher_token",
        (
            "a-read-call-has-an-opaque-token",
            "It shows another token, of which nobody can tell how long it lasts.",
            shows_with("access_token", "another-token-altogether"),
        ),
    ),
    *found_by(
        "no_call_has_a_secret_of_another",
        (
            "the-last-metadata-are-shown",
            "It shows the metadata that came last.",
            with_memory(shows_data_of_the_last("metadata")),
        ),
        (
            "the-last-variables-are-shown",
            "It shows the variables that came last.",
            with_memory(shows_data_of_the_last(VARIABLES)),
        ),
    ),
    *found_by(
        "every_body_has_the_documented_schema",
        (
            "a-read-call-has-no-version",
            "It leaves agent_version out of a call that is read.",
            shows_with("agent_version", ABSENT),
        ),
        (
            "a-read-call-has-cost-as-text",
            "It writes the cost of a call as text.",
            shows_with("call_cost", {"product_costs": [], "combined_cost": "0"}),
        ),
        (
            "a-read-call-is-in-an-envelope",
            "It shows a call within an object.",
            steps(show=lambda call: replies.json_response(200, {"call": call})),
        ),
    ),
    *found_by(
        "every_content_type_is_documented",
        ("a-read-call-is-text", "It shows a call as text.", steps(show=lambda call: response(200, call, "text/plain"))),
    ),
)


def refused_with(request: Request, settings: Settings, status: int) -> bool:
    """Refuse a request without the key with another status."""
    try:
        authentication.authenticate(request, settings)
    except Refusal as refusal:
        raise Refusal(status, "Forbidden") from refusal
    return True
