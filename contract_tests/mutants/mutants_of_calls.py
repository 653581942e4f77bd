"""Mutants of the content of a call: it has the documented form, but wrong values."""

import asyncio
import html
import math
import re
import unicodedata
import urllib.parse
from collections.abc import Callable
from functools import partial
from typing import Any

from mutants.json_changes import ABSENT, camel, mapped
from mutants.response import call, echoes, full, read_call, registers, registers_if
from mutants.steps import Steps, fresh, steps
from mutants.tables import Build, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls, reading
from retell_conformance.reference_server.server_settings import Agent, Settings

OTHER_AGENT = "16b980523634a6dc504898cda492e939"
VARIABLES = "retell_llm_dynamic_variables"
SECRETS = ("password", "secret", "token", "access_token", "api_key")
ITEM = "transcript_with_tool_calls/3/arguments"
_metadata, _variables = partial(echoes, "metadata"), partial(echoes, VARIABLES)


def _in_metadata(kind: type | tuple[type, ...], change: Callable[[Any], Any]) -> Build:
    """Change each value of these types inside metadata, at every depth."""

    def change_if(value: Any) -> Any:
        return change(value) if isinstance(value, kind) and not isinstance(value, bool) else value

    return _metadata(lambda whole: {name: mapped(value, change_if) for name, value in whole.items()})


_texts = partial(_in_metadata, str)
_numbers = partial(_in_metadata, (int, float))
_arrays = partial(_in_metadata, list)


def _properties(change: Callable[[str, Any], tuple[str, Any] | None]) -> Build:
    """Change or leave out each property of metadata and of the objects in it."""

    def changed(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return dict(each for each in (change(name, inner) for name, inner in value.items()) if each is not None)

    return _metadata(lambda whole: mapped(whole, changed))


def _names(change: Callable[[str], str]) -> Build:
    return _properties(lambda name, inner: (change(name), inner))


def _filled_in(text: str) -> str:
    return re.sub(r"\{\{.*?\}\}", "", text)


def _as_number(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        return text
    return text if math.isnan(number) or math.isinf(number) else number


def _unique(items: list[Any]) -> list[Any]:
    return [item for place, item in enumerate(items) if item not in items[:place]]


def _cut_below(value: Any, depth: int) -> Any:
    if depth == 0 and isinstance(value, dict | list):
        return "[Object]"
    if isinstance(value, dict):
        return {name: _cut_below(inner, depth - 1) for name, inner in value.items()}
    return [_cut_below(inner, depth - 1) for inner in value] if isinstance(value, list) else value


def _keeps_from_the_call_before(name: str) -> Build:
    def made() -> Steps:
        kept: JsonObject = {}

        def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
            if name in body:
                kept[name] = body[name]
            return calls.register({**kept, **body}, agent, call_id, access_token)

        return {"register": register}

    return fresh(made)


def _keeps_the_request() -> Steps:
    current: JsonObject = {}

    async def read_body(request: Any, settings: Settings) -> bytes:
        current["content"] = await reading.read_body(request, settings)
        await asyncio.sleep(0.005)
        return bytes(current["content"])

    return {"read_body": read_body}


def _keeps_overrides() -> Steps:
    changed: JsonObject = {}

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        settings = body.get("agent_override", {}).get("agent", {})
        changed.update({name: settings[name] for name in calls.SHOWN_SETTINGS if settings.get(name) is not None})
        return {**calls.register(body, agent, call_id, access_token), **changed}

    return {"register": register}


def _latest_version(body: JsonObject, settings: Settings) -> Agent:
    calls.find_agent(body, settings)
    return calls.find_agent({"agent_id": body["agent_id"]}, settings)


def _no_version_for_zero(body: JsonObject, settings: Settings) -> Agent:
    return calls.find_agent({name: body[name] for name in body if name != "agent_version" or body[name]}, settings)


def _any_version(body: JsonObject, settings: Settings) -> Agent:
    agent = calls.find_agent({"agent_id": body["agent_id"]}, settings)
    return Agent(agent.agent_id, body.get("agent_version", agent.version))


MUTANTS: Table = {
    "every_call_is_registered": {
        "says that a new call is ongoing": call.update(call_status="ongoing"),
        "says ongoing of a call with metadata": registers_if(lambda body: body.get("metadata"), call_status="ongoing"),
        "says that a call with an override is not connected": registers_if(
            lambda body: body.get("agent_override"), call_status="not_connected"
        ),
    },
    "every_call_is_the_one_that_was_asked_for": {
        "registers every call with the same agent": call.update(agent_id=OTHER_AGENT),
        "returns agent_id in capitals": call.update(agent_id=lambda own: own["agent_id"].upper()),
        "mixes up agents if agent_version is there": registers_if(
            lambda body: "agent_version" in body, agent_id=OTHER_AGENT
        ),
    },
    "a_new_call_has_the_agent_version_that_was_asked_for": {
        "tells the agent_version after the one that was asked for": registers(
            lambda body, own: own | {"agent_version": own["agent_version"] + ("agent_version" in body)}
        ),
        "takes agent_version 0 for none": steps(find_agent=_no_version_for_zero),
        "takes the latest version whatever agent_version is": steps(find_agent=_latest_version),
    },
    "an_unknown_agent_version_is_refused": {"repeats agent_version, known or not": steps(find_agent=_any_version)},
    # At least one for each case of the check.
    "metadata_is_returned_unchanged": {
        "leaves metadata out": _metadata(lambda _: ABSENT),
        "leaves empty metadata out": _metadata(lambda whole: whole or ABSENT),
        "keeps fifty names of metadata, as Stripe does": _metadata(lambda whole: dict(list(whole.items())[:50])),
        "writes [Object] for metadata below depth three": _metadata(lambda whole: _cut_below(whole, 3)),
        "leaves null in arrays of metadata out": _arrays(lambda items: [item for item in items if item is not None]),
        "keeps ten items of an array in metadata": _arrays(lambda items: items[:10]),
        "takes arrays in metadata for sets": _arrays(_unique),
        "writes empty objects in metadata as arrays, as PHP does": _in_metadata(dict, lambda value: value or []),
        "leaves false in metadata out": _properties(lambda name, inner: None if inner is False else (name, inner)),
        "turns names in metadata into camelCase": _names(camel),
        "removes white space around names in metadata": _names(str.strip),
        "cuts names in metadata to 40 characters": _names(lambda name: name[:40]),
        "leaves the empty name in metadata out": _properties(lambda name, inner: (name, inner) if name else None),
        "masks what is named like a secret in metadata": _properties(
            lambda name, inner: (name, "***" if name in SECRETS else inner)
        ),
        "leaves names out of metadata that a call has too": _properties(
            lambda name, inner: None if name in ("call_id", "agent_id", "metadata") else (name, inner)
        ),
        "composes decomposed Unicode in metadata": _texts(lambda text: unicodedata.normalize("NFC", text)),
        "escapes letters beyond ASCII in metadata": _texts(lambda text: ascii(text)[1:-1]),
        "drops emoji from metadata": _texts(lambda text: "".join(letter for letter in text if letter <= "\uffff")),
        "removes white space around texts in metadata": _texts(str.strip),
        "cuts texts in metadata to 255 characters": _texts(lambda text: text[:255]),
        "escapes texts in metadata for HTML": _texts(lambda text: html.escape(text, quote=False)),
        "decodes texts in metadata as URLs are": _texts(urllib.parse.unquote),
        "turns texts in metadata into numbers": _texts(_as_number),
        "rewrites dates in metadata": _texts(lambda text: re.sub(r"(\d\d:\d\d:\d\d)Z$", r"\1.000Z", text)),
        "masks e-mail addresses in metadata": _texts(lambda text: re.sub(r"\b\w+@[\w.]+", "[email]", text)),
        "cuts the fractions of numbers in metadata off": _numbers(int),
        "keeps six decimal places of numbers in metadata": _numbers(lambda number: round(number, 6)),
        "keeps integers in metadata in 32 bits": _in_metadata(int, lambda number: (number + 2**31) % 2**32 - 2**31),
    },
    "fields_of_a_request_are_not_mixed_up": {
        "returns the variables for metadata if both are there": registers_if(
            lambda body: {"metadata", VARIABLES} <= body.keys(), metadata=lambda body: body[VARIABLES]
        ),
    },
    "dynamic_variables_are_returned_unchanged": {
        "adds the agent's defaults to the variables": _variables(lambda whole: {"company": "Example Ltd", **whole}),
        "leaves empty variables out": _variables(lambda whole: {name: whole[name] for name in whole if whole[name]}),
        "turns names of variables into small letters": _variables(
            lambda whole: {name.lower(): value for name, value in whole.items()}
        ),
        "removes white space around variables": _variables(lambda whole: {name: whole[name].strip() for name in whole}),
        "fills in templates in variables": _variables(lambda whole: {name: _filled_in(whole[name]) for name in whole}),
    },
    "no_call_has_the_metadata_of_another": {
        "returns the metadata of the call before if there is none": _keeps_from_the_call_before("metadata"),
        "returns metadata of its own if there is none": registers(lambda _, own: {"metadata": {"source": "api"}} | own),
    },
    "no_call_has_the_variables_of_another": {
        "returns the variables of the call before if there are none": _keeps_from_the_call_before(VARIABLES),
    },
    "the_times_of_every_call_agree": {
        "says that a call ended before it began": full.set("end_timestamp", 1_703_302_400_000),
        "has timestamps in seconds": call.update(start_timestamp=1_703_302_407, end_timestamp=1_703_302_428),
        "shows a call that ended before it began": read_call.update(
            start_timestamp=1_703_302_428_000, end_timestamp=1_703_302_407_000
        ),
    },
    "every_transcript_and_latency_is_in_order": {
        "says that a word ends before it begins": full.set(
            "transcript_object/0/words/0", {"word": "hi", "start": 1.3, "end": 0.7}
        ),
        "has arguments of a tool call that are not JSON": full.set(ITEM, "day: Monday"),
        "shows a latency with a median below its least value": read_call.update(
            latency={"e2e": {"min": 900, "p50": 800}}
        ),
    },
    "calls_registered_at_once_are_not_mixed_up": {"keeps the request in a global variable": fresh(_keeps_the_request)},
    "an_override_is_for_one_call_alone": {"keeps an override for later calls": fresh(_keeps_overrides)},
}
