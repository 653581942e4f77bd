"""Formats that are often mistaken for recorded bodies: they are rejected with advice, not judged."""

import re
from collections.abc import Callable, Mapping
from typing import Any

JsonObject = Mapping[str, Any]
Shape = Callable[[JsonObject], bool]


def _has(*names: str) -> Shape:
    return lambda value: all(name in value for name in names)


def _is(name: str, kind: type) -> Shape:
    return lambda value: isinstance(value.get(name), kind)


def _is_message(value: JsonObject) -> bool:
    return isinstance(value.get("headers"), dict | list) and not value.keys().isdisjoint(("body", "data", "text"))


# The name of each format with advice, and its test. The first that matches is used.
FORMATS: tuple[tuple[str, Shape], ...] = (
    (
        "a HAR inside another file; give each HAR as a file of its own",
        lambda value: isinstance(value.get("log"), dict) and "entries" in value["log"],
    ),
    ("a HAR without its log", lambda value: _is("entries", list)(value) and "creator" in value),
    ("a Postman collection; send its requests and save the responses", lambda v: _is("info", dict)(v) and "item" in v),
    ("a Postman collection; send its requests and save the responses", _has("collection")),
    ("an export of Postman's", lambda value: any(name.startswith("_postman") for name in value)),
    ("an export of Insomnia's; export its responses as HAR", _has("__export_format")),
    (
        "an export of Insomnia's; export its responses as HAR",
        lambda value: str(value.get("type", "")).endswith("insomnia.rest/5.0") or value.get("_type") == "export",
    ),
    ("a collection of requests; send them and save the responses", _has("requests", "folders")),
    ("a contract, and not a recording", lambda value: ("openapi" in value or "swagger" in value) and "info" in value),
    ("a JSON schema, and not a recording", _has("$schema")),
    ("recorded interactions of a test library; save the bodies of the responses", _has("http_interactions")),
    ("recorded interactions of a test library; save the bodies of the responses", _has("interactions")),
    ("recorded interactions of a test library; save the bodies of the responses", _has("scope", "method", "response")),
    ("mappings of a mock server; save the bodies of the responses", _has("mappings")),
    (
        "a simulation of Hoverfly's; save the bodies of the responses",
        lambda v: _is("data", dict)(v) and "pairs" in v["data"],
    ),
    ("results of k6, which have no bodies; record a HAR", _has("metric", "type", "data")),
    ("a log of Chrome's network stack; export a HAR from the developer tools", _has("constants", "events")),
    ("an item of n8n; give only the value of its `json`", lambda v: _is("json", dict)(v) and len(v) <= N8N_MEMBERS),
    ("a request with its response; export it as HAR", lambda v: _is("request", dict)(v) and "response" in v),
    ("a message with its headers, as n8n and others wrap it; give its body alone", _is_message),
    ("a message with its status; give its body alone", _has("statusCode", "body")),
)
N8N_MEMBERS = 3
# The name of each format that is not JSON, with advice, and its first bytes.
TEXT_FORMATS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("an HTTP message with its headers; give its body alone", re.compile(rb"(< ?)?HTTP/\d")),
    ("a dump of mitmproxy's; export it as HAR", re.compile(rb"\d+:\d+:\w+;")),
    (
        "recorded interactions of a test library; save the bodies of the responses",
        re.compile(rb"(---\s+)?(http_)?interactions:"),
    ),
    ("a web page", re.compile(rb"<(!doctype|html)", re.IGNORECASE)),
)


def format_of(value: Any) -> str | None:
    """Return the name of a known other format, with advice, for a parsed file, line or item; None for a body."""
    if not isinstance(value, dict):
        return None
    return next((words for words, fits in FORMATS if fits(value)), None)


def text_format_of(content: bytes) -> str | None:
    """Return the name of a known format that is not JSON, with advice, for a file; None if it is not known."""
    return next((words for words, start in TEXT_FORMATS if start.match(content.lstrip())), None)
