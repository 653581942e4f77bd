"""Mutants of reading calls, and of versions by name and session tools."""

import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from mutants.json_changes import without
from mutants.mutants_of_get_call import finds_by
from mutants.request import also_rejects
from mutants.response import plain, read_call, sends
from mutants.serve import Answer
from mutants.steps import after, instead, rejects_if, rejects_otherwise, steps
from mutants.tables import Build, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Agent, Settings

TWO_HOURS_MS = 7_200_000


def _head(respond: Callable[[], Response]) -> Build:
    """Send another response to HEAD for a call."""
    return instead(lambda scope: respond() if scope["method"] == "HEAD" and "get-call" in scope["path"] else None)


def _both_lengths(answer: Answer) -> bytes:
    return answer.head(b"Transfer-Encoding: chunked") + answer.chunked() + b"0\r\n\r\n"


def _named_version(choose: Callable[[Iterable[Agent]], Agent], *names: str) -> Build:
    """Choose the version for these names of versions, or for every name, in another way."""

    def find_agent(body: JsonObject, settings: Settings) -> Agent:
        name = body.get("agent_version")
        if isinstance(name, str) and (not names or name in names):
            newest = calls.find_agent({**body, "agent_version": "latest"}, settings)
            return choose([each for each in settings.agents if each.agent_id == newest.agent_id])
        return calls.find_agent(body, settings)

    return steps(find_agent=find_agent)


def _newest(agents: Iterable[Agent]) -> Agent:
    return max(agents, key=lambda each: each.version)


def _oldest(agents: Iterable[Agent]) -> Agent:
    return min(agents, key=lambda each: each.version)


def _quotes_the_key_of_readers(rejection: Rejection, request: Request, _: Settings) -> Rejection:
    said = f"No account has {request.headers.get('Authorization')}"
    return Rejection(401, said) if request.method == "GET" else rejection


def _setting(name: str, is_wrong: Callable[[Any], bool]) -> Build:
    """Reject bodies that override a setting of the agent with certain values."""
    return also_rejects(lambda body: is_wrong(((body.get("agent_override") or {}).get("agent") or {}).get(name)))


MUTANTS: Table = {
    "a_head_request_for_a_call_is_answered_like_get": {
        "fails at HEAD for a call": _head(lambda: plain(500, {"status": "error", "message": "Something went wrong"})),
        "has a call for any id if HEAD asks": _head(lambda: plain(200, b"")),
        "tells another length of a call if HEAD asks": _head(
            lambda: Response(None, 200, {"Content-Type": "application/json", "Content-Length": "7"})
        ),
        "sends the body of a call with HEAD": sends(
            lambda answer: answer.head() + (answer.body or b'{"status":"error"}')
        ),
    },
    "a_call_that_is_read_is_framed_as_it_says": {
        "tells the length of a call that comes in chunks": sends(_both_lengths),
    },
    "an_answer_is_framed_as_it_says": {"tells the length of a body that comes in chunks": sends(_both_lengths)},
    "an_unknown_call_is_not_found": {
        "fails at a NUL in an id": rejects_if("find_call", lambda call_id: "\0" in call_id),
        "decodes ids twice": finds_by(lambda requested, _: unquote(requested)),
    },
    "a_fetched_call_is_the_one_that_was_asked_for": {
        "shows a phone call in place of a web call": read_call.set("call_type", "phone_call"),
    },
    "the_times_of_every_call_agree": {
        "shows the start of a call in seconds": read_call.update(start_timestamp=lambda _: int(time.time())),
        "shows the start of a call two hours ahead": read_call.update(
            start_timestamp=lambda _: int(time.time() * 1000) + TWO_HOURS_MS
        ),
    },
    "a_call_that_nobody_joins_times_out": {
        "keeps the metadata of the newest calls alone": after(
            "find_call",
            lambda call, call_id, kept, _: call if call_id in kept.ids()[-3:] else without("metadata")(call),
        ),
        "keeps the newest calls alone": finds_by(lambda requested, ids: requested if requested in ids[-3:] else ""),
        "lets a call go on once it is read": read_call.counted(
            lambda own, count: own | ({"call_status": "ongoing"} if count > 1 else {})
        ),
        "lets a call time out within a second": read_call.update(
            call_status="ended", disconnection_reason="registered_call_timeout"
        ),
    },
    "an_unknown_agent_version_is_refused": {"takes an unknown tag for the latest version": _named_version(_newest)},
    "a_new_call_has_the_agent_version_that_was_asked_for": {
        "takes the oldest version for the latest": _named_version(_oldest, "latest"),
    },
    "a_token_is_a_secret": {"has tokens of five letters": steps(issue_token=lambda *_: secrets.token_hex(3)[:5])},
    "a_refused_request_does_not_repeat_the_key": {
        "repeats the key of whoever reads": rejects_otherwise("authenticate", _quotes_the_key_of_readers),
    },
    "every_kind_of_session_tool_is_served": {
        "does not know code before a call": _setting(
            "pre_session_tools", lambda tools: any(tool["type"] == "code" for tool in tools or ())
        ),
    },
    "a_valid_request_is_served": {
        "takes two languages at most": _setting(
            "language", lambda languages: isinstance(languages, list) and len(languages) > 2
        ),
    },
}
NOTES: Table = {
    "a_call_that_is_read_is_framed_as_it_says": {
        "lets shared caches keep a call that is read": read_call.headers(lambda _: {"Cache-Control": "public"}),
    },
}
