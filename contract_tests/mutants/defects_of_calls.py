"""Defects in the meaning of a call: it has the documented form, and says something else than it should."""

import asyncio
import html
import math
import re
import unicodedata
import urllib.parse
from collections.abc import Callable
from typing import Any

from mutants.changes import ABSENT, calls_changed, calls_with, echoes, full_calls_with, mapped, step, steps, with_memory
from mutants.entries import Build, defect, found_by
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls, reading
from retell_conformance.reference_server.server_settings import Agent, Settings


def metadata(change: Callable[[Any], Any]) -> Build:
    """A server that returns metadata changed as a whole."""
    return echoes("metadata", change)


def in_metadata(change: Callable[[Any], Any]) -> Build:
    """A server that changes each value in metadata, at every depth."""
    return echoes("metadata", lambda whole: {name: mapped(value, change) for name, value in whole.items()})


def strings(change: Callable[[str], Any]) -> Build:
    """A server that changes each string in metadata."""
    return in_metadata(lambda value: change(value) if isinstance(value, str) else value)


def numbers(change: Callable[[Any], Any]) -> Build:
    """A server that changes each number in metadata."""
    return in_metadata(
        lambda value: change(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    )


def objects(change: Callable[[JsonObject], Any]) -> Build:
    """A server that changes each object in metadata, itself included."""
    return metadata(lambda whole: mapped(whole, lambda value: change(value) if isinstance(value, dict) else value))


def names(change: Callable[[str], str]) -> Build:
    """A server that changes each name in metadata."""
    return objects(lambda value: {change(name): inner for name, inner in value.items()})


def variables(change: Callable[[str], Any]) -> Build:
    """A server that changes the value of each dynamic variable."""
    return echoes("retell_llm_dynamic_variables", lambda whole: {name: change(value) for name, value in whole.items()})


def arrays(change: Callable[[list[Any]], Any]) -> Build:
    """A server that changes each array in metadata."""
    return in_metadata(lambda value: change(value) if isinstance(value, list) else value)


def without(is_dropped: Callable[[Any], bool]) -> Callable[[JsonObject], JsonObject]:
    """The object without some values."""
    return lambda value: {name: inner for name, inner in value.items() if not is_dropped(inner)}


def wrapped_to_32_bits(number: Any) -> Any:
    """The number as a signed integer of 32 bits has it."""
    return (number + 2**31) % 2**32 - 2**31 if isinstance(number, int) else number


def as_number(text: str) -> Any:
    """The number that a text looks like."""
    try:
        number = float(text)
    except ValueError:
        return text
    return text if math.isnan(number) or math.isinf(number) else number


def camel(name: str) -> str:
    """The name in camel case."""
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


def expand_dots(value: JsonObject) -> JsonObject:
    """The object with names such as a.b taken for a path."""
    expanded: JsonObject = {}
    for name, inner in value.items():
        first, dot, rest = name.partition(".")
        expanded[first] = {rest: inner} if dot else inner
    return expanded


def depth_of(value: Any) -> int:
    """How many arrays and objects there are within each other."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth_of, inner), default=0)


def cut_below(value: Any, depth: int) -> Any:
    """The value with a text in place of what is nested deeper."""
    if depth == 0 and isinstance(value, dict | list):
        return "[Object]"
    if isinstance(value, dict):
        return {name: cut_below(inner, depth - 1) for name, inner in value.items()}
    return [cut_below(inner, depth - 1) for inner in value] if isinstance(value, list) else value


def unique(items: list[Any]) -> list[Any]:
    """The items without repetitions."""
    return [item for place, item in enumerate(items) if item not in items[:place]]


def in_order(items: list[Any]) -> list[Any]:
    """The items in the order of their texts."""
    return sorted(items, key=repr)


def keeps_metadata(field: str = "metadata", merge: bool = False) -> Callable[[], dict[str, Any]]:
    """Makes steps that keep a field of one request for the next that has none, or for every later one."""

    def change() -> dict[str, Any]:
        kept: JsonObject = {}

        def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
            if not merge and field in body:
                kept.clear()
            kept.update(body.get(field, {}))
            return calls.register({**body, **({field: dict(kept)} if kept else {})}, agent, call_id, access_token)

        return {"register": register}

    return change


@defect("calls_registered_at_once_are_not_mixed_up", with_memory)
def concurrent_requests_are_mixed_up() -> dict[str, Any]:
    """It keeps the request that is being handled in a global variable."""
    current: JsonObject = {}

    async def read_body(request: Any, settings: Settings) -> bytes:
        content = await reading.read_body(request, settings)
        current["content"] = content
        await asyncio.sleep(0.005)
        return bytes(current["content"])

    return {"read_body": read_body}


@defect("an_override_is_for_one_call_alone", with_memory)
def an_override_sticks() -> dict[str, Any]:
    """It writes an override into the agent itself."""
    changed: JsonObject = {}

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        settings = body.get("agent_override", {}).get("agent", {})
        changed.update({name: settings[name] for name in calls.SHOWN_SETTINGS if settings.get(name) is not None})
        return {**calls.register(body, agent, call_id, access_token), **changed}

    return {"register": register}


def version_of(choose: Callable[[JsonObject, Agent], int]) -> Build:
    """A server that tells another version of the agent; it is given the body and the agent that was found."""

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        return {**calls.register(body, agent, call_id, access_token), "agent_version": choose(body, agent)}

    return steps(register=register)


@defect("a_new_call_has_the_agent_version_that_was_asked_for", step("find_agent"))
def the_version_is_ignored(body: JsonObject, settings: Settings) -> Agent:
    """It takes the latest version, whichever was asked for."""
    calls.find_agent(body, settings)
    return calls.find_agent({"agent_id": body["agent_id"]}, settings)


def shows_request(change: Callable[[JsonObject, JsonObject], None]) -> Build:
    """A server that changes the call by what the request says; the change is given body and call."""

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        call = calls.register(body, agent, call_id, access_token)
        change(body, call)
        return call

    return steps(register=register)


DEFECTS = (
    *found_by(
        "every_call_is_registered",
        ("a-new-call-is-ongoing", "It says that the call goes on already.", calls_with("call_status", "ongoing")),
        (
            "a-call-with-metadata-is-ongoing",
            "It starts calls that have metadata at once.",
            shows_request(lambda body, call: call.update(call_status="ongoing") if body.get("metadata") else None),
        ),
        (
            "a-call-with-an-override-is-not-registered",
            "It registers calls with an override later.",
            shows_request(
                lambda body, call: call.update(call_status="not_connected") if body.get("agent_override") else None
            ),
        ),
    ),
    *found_by(
        "every_call_is_the_one_that_was_asked_for",
        (
            "another-agent-takes-the-call",
            "It registers every call with the same agent.",
            calls_with("agent_id", "16b980523634a6dc504898cda492e939"),
        ),
        (
            "the-agent-id-is-in-capitals",
            "It returns agent_id in capitals.",
            calls_changed(lambda call: {**call, "agent_id": call["agent_id"].upper()}),
        ),
        (
            "a-version-changes-the-agent",
            "It mixes up agents when a version is asked for.",
            shows_request(
                lambda body, call: (
                    call.update(agent_id="16b980523634a6dc504898cda492e939") if "agent_version" in body else None
                )
            ),
        ),
    ),
    *found_by(
        "a_new_call_has_the_agent_version_that_was_asked_for",
        (
            "the-version-is-off-by-one",
            "It counts versions from one, and was asked from zero.",
            version_of(lambda body, agent: agent.version + ("agent_version" in body)),
        ),
        (
            "version-zero-is-the-latest",
            "It takes version 0 for no version.",
            steps(
                find_agent=lambda body, settings: calls.find_agent(
                    {name: value for name, value in body.items() if name != "agent_version" or value}, settings
                )
            ),
        ),
    ),
    *found_by(
        "an_unknown_agent_version_is_refused",
        (
            "the-version-is-repeated",
            "It repeats the version that was asked for, whether it exists or not.",
            steps(
                find_agent=lambda body, settings: Agent(
                    calls.find_agent({"agent_id": body["agent_id"]}, settings).agent_id, body.get("agent_version", 2)
                )
            ),
        ),
    ),
    *found_by(
        "metadata_is_returned_unchanged",
        ("metadata-is-not-returned", "It leaves metadata out.", metadata(lambda _: ABSENT)),
        ("empty-metadata-is-not-returned", "It leaves empty metadata out.", metadata(lambda whole: whole or ABSENT)),
        (
            "metadata-has-more",
            "It adds a name of its own to metadata.",
            metadata(lambda whole: {**whole, "source": "api"}),
        ),
        (
            "metadata-keeps-fifty-names",
            "It keeps fifty names at the most, as Stripe does.",
            metadata(lambda whole: dict(list(whole.items())[:50])),
        ),
        ("metadata-is-flattened", "It takes dots in names for paths.", objects(expand_dots)),
        (
            "metadata-is-cut-at-depth-three",
            "It writes [Object] for what is nested deeper.",
            metadata(lambda whole: cut_below(whole, 3)),
        ),
        (
            "nested-null-in-metadata-is-dropped",
            "It leaves out what is null below the first level.",
            metadata(
                lambda whole: {
                    name: mapped(
                        value, lambda inner: without(lambda it: it is None)(inner) if isinstance(inner, dict) else inner
                    )
                    for name, value in whole.items()
                }
            ),
        ),
        (
            "null-in-arrays-is-dropped",
            "It leaves out the items that are null.",
            arrays(lambda items: [item for item in items if item is not None]),
        ),
        (
            "empty-objects-are-dropped",
            "It leaves out objects with nothing in them.",
            objects(without(lambda value: value == {})),
        ),
        (
            "empty-strings-are-null",
            "It turns empty strings into null, as Laravel does.",
            strings(lambda text: text or None),
        ),
        (
            "empty-objects-are-arrays",
            "It writes {} as [], as PHP does.",
            in_metadata(lambda value: [] if value == {} else value),
        ),
        ("false-is-dropped", "It leaves out what is false.", objects(without(lambda value: value is False))),
        ("lists-are-sorted", "It sorts arrays.", arrays(in_order)),
        ("lists-have-no-repetitions", "It takes arrays for sets.", arrays(unique)),
        ("lists-are-cut", "It keeps ten items of an array.", arrays(lambda items: items[:10])),
        (
            "lists-within-lists-are-flattened",
            "It flattens arrays.",
            arrays(lambda items: [inner for item in items for inner in (item if isinstance(item, list) else [item])]),
        ),
        ("names-are-in-camel-case", "It turns snake_case into camelCase.", names(camel)),
        ("names-are-trimmed", "It removes white space around names.", names(str.strip)),
        ("names-are-cut-to-40-characters", "It cuts names to 40 characters.", names(lambda name: name[:40])),
        (
            "the-empty-name-is-dropped",
            "It leaves out the empty name.",
            objects(lambda value: {name: inner for name, inner in value.items() if name}),
        ),
        (
            "passwords-are-masked",
            "It masks what is named like a secret.",
            objects(
                lambda value: {
                    name: "***" if name in ("password", "secret", "token", "access_token", "api_key") else inner
                    for name, inner in value.items()
                }
            ),
        ),
        (
            "the-calls-fields-are-dropped",
            "It leaves out names that a call has too.",
            objects(
                lambda value: {
                    name: inner for name, inner in value.items() if name not in ("call_id", "agent_id", "metadata")
                }
            ),
        ),
        (
            "unicode-is-normalised",
            "It composes what is decomposed.",
            strings(lambda text: unicodedata.normalize("NFC", text)),
        ),
        (
            "unicode-is-escaped",
            "It escapes letters beyond ASCII twice.",
            strings(lambda text: text.encode("ascii", "backslashreplace").decode()),
        ),
        (
            "emoji-are-dropped",
            "It drops what MySQL's utf8 cannot hold.",
            strings(lambda text: "".join(letter for letter in text if letter <= "\uffff")),
        ),
        (
            "emoji-are-taken-apart",
            "It drops the joiners within emoji.",
            strings(lambda text: text.replace("\u200d", "")),
        ),
        ("texts-are-trimmed", "It removes white space around texts.", strings(str.strip)),
        (
            "texts-are-cut-to-255-characters",
            "It cuts texts to the length of their column.",
            strings(lambda text: text[:255]),
        ),
        ("html-is-escaped", "It escapes texts for HTML.", strings(lambda text: html.escape(text, quote=False))),
        ("percent-signs-are-read", "It decodes texts as addresses are.", strings(urllib.parse.unquote)),
        ("templates-are-filled-in", "It fills in {{…}}.", strings(lambda text: re.sub(r"\{\{.*?\}\}", "", text))),
        (
            "texts-that-look-like-numbers-are-numbers",
            "It turns texts that look like numbers into numbers.",
            strings(as_number),
        ),
        (
            "texts-that-look-like-dates-are-rewritten",
            "It writes dates in its own way.",
            strings(lambda text: re.sub(r"(\d\d:\d\d:\d\d)Z$", r"\1.000Z", text)),
        ),
        (
            "e-mail-addresses-are-masked",
            "It masks e-mail addresses.",
            strings(lambda text: re.sub(r"\b\w+@[\w.]+", "[email]", text) if "@" in text else text),
        ),
        ("fractions-are-cut-off", "It turns numbers into integers.", numbers(int)),
        ("small-numbers-are-zero", "It writes small numbers as 0.", numbers(lambda number: round(number, 6))),
        ("integers-have-32-bits", "It keeps integers in 32 bits.", numbers(wrapped_to_32_bits)),
        ("negative-numbers-are-positive", "It drops the sign.", numbers(abs)),
        (
            "metadata-piles-up",
            "It adds metadata to that of all requests before.",
            with_memory(keeps_metadata(merge=True)),
        ),
    ),
    *found_by(
        "fields_of_a_request_are_not_mixed_up",
        (
            "metadata-is-the-dynamic-variables",
            "It returns the variables for metadata where both are there.",
            shows_request(
                lambda body, call: (
                    call.update(metadata=body["retell_llm_dynamic_variables"])
                    if "metadata" in body and "retell_llm_dynamic_variables" in body
                    else None
                )
            ),
        ),
    ),
    *found_by(
        "dynamic_variables_are_returned_unchanged",
        (
            "variables-have-defaults",
            "It adds the agent's defaults to the variables.",
            echoes("retell_llm_dynamic_variables", lambda whole: {"company": "Example Ltd", **whole}),
        ),
        (
            "empty-values-of-variables-are-dropped",
            "It leaves out variables whose value is empty.",
            echoes("retell_llm_dynamic_variables", without(lambda value: value == "")),
        ),
        (
            "names-of-variables-are-in-small-letters",
            "It turns the names of variables into small letters.",
            echoes(
                "retell_llm_dynamic_variables", lambda whole: {name.lower(): value for name, value in whole.items()}
            ),
        ),
        ("variables-are-trimmed", "It removes white space around the values of variables.", variables(str.strip)),
        (
            "variables-are-filled-in",
            "It fills in {{…}} in the values of variables.",
            variables(lambda value: re.sub(r"\{\{.*?\}\}", "", value)),
        ),
    ),
    *found_by(
        "no_call_has_the_metadata_of_another",
        (
            "metadata-of-the-call-before-is-kept",
            "It keeps the metadata of the request before, where one has none.",
            with_memory(keeps_metadata()),
        ),
        (
            "metadata-is-there-unasked",
            "It has metadata of its own for a request that has none.",
            shows_request(lambda _, call: call.setdefault("metadata", {"source": "api"})),
        ),
    ),
    *found_by(
        "no_call_has_the_variables_of_another",
        (
            "variables-of-the-call-before-are-kept",
            "It keeps the variables of the request before, where one has none.",
            with_memory(keeps_metadata("retell_llm_dynamic_variables")),
        ),
    ),
    *found_by(
        "the_times_of_every_call_agree",
        (
            "the-call-ended-before-it-began",
            "Its end_timestamp is before its start_timestamp.",
            full_calls_with("end_timestamp", 1_703_302_400_000),
        ),
        (
            "timestamps-are-in-seconds",
            "Its timestamps are in seconds.",
            calls_changed(lambda call: {**call, "start_timestamp": 1_703_302_407, "end_timestamp": 1_703_302_428}),
        ),
    ),
    *found_by(
        "every_transcript_and_latency_is_in_order",
        (
            "a-word-ends-before-it-begins",
            "The times of a word are the wrong way round.",
            full_calls_with("transcript_object/0/words/0", {"word": "hi", "start": 1.3, "end": 0.7}),
        ),
        (
            "arguments-are-not-json",
            "The arguments of a tool call are no JSON object.",
            full_calls_with("transcript_with_tool_calls/3/arguments", "day: Monday"),
        ),
    ),
)
