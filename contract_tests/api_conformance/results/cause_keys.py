"""The keys of causes: findings of the same mistake share a key, though numbers, ids and expectations vary."""

import re
from collections.abc import Hashable, Iterable

from attrs import frozen

from api_conformance.finding import pattern
from api_conformance.requests.expectations import INVALID_JSON
from api_conformance.results.check_result import Mention
from api_conformance.results.habits import Habits

HTML_PAGE = "with an HTML page"
PROPERTY = re.compile(r"([a-z]\w*): ")
# The property of findings that say that it is absent, or belongs to another call.
ABOUT = re.compile(r"(?:a call without|another) ([a-z]\w*)(?:, or none)?")
OWN = re.compile(r"an? (\w+) of its own for each call|the call's own (\w+)")
VALUE_OF = re.compile(r"([a-z]+(?:_[a-z]+)+)\b(?!: )")
NO_TIME = re.compile(r"looks like seconds|is not a plausible time")
LATENCIES = "latencies ["
CONTENT_TYPE = re.compile(r"status (\d)\d\d with (\S+/.+|no content type)")
NOT_JSON = re.compile(r"status \d+ with (no body|invalid JSON|a body)")
NOT_JSON_NUMBER = re.compile(r"(NaN|-?Infinity), which is not JSON")
STATUS = re.compile(r"status (\d{3})\b")
# A whole class of statuses was expected, as for a request whose content must be rejected.
REJECTED = re.compile(r"a status from 400 to 499|status (400|422)( or |, |$)")
NO_SURPLUS = "no data after the response"
SAME_RESPONSE = "same response"
"""Kind of cause: a server sends the same response to all requests."""
UNKNOWN = re.compile(r"status (?=.*\b404\b)\d{3}(, \d{3})* or \d{3}")
"""The statuses that reject an unknown value; 404 does not reject a request that breaks the schema."""
KINDS_OF_INVALID = {
    "a_request_without_json_is_refused": "content type",
    "a_body_of_another_content_type_is_refused": "content type",
}
"""The fault of a request that several rules test."""
INVALID, NO_OBJECT = "an_invalid_request_is_refused", "a_body_that_is_no_json_object_is_refused"
"""Rules of which both send JSON that the schema forbids."""
NUMBERS = "a_number_that_is_not_json_is_refused"
"""A rule on responses that repeat such a number, which a parser may read."""
SERVED = "served"
"""The response in place of a rejection: any success."""


@frozen
class Key:
    """The key that findings of one cause share."""

    kind: str
    """The kind of cause."""
    accepted: bool
    what: tuple[Hashable, ...]


OF_THE_SAME_RESPONSE = frozenset({"property", "own", "value"})
"""Kinds of findings that follow from sending the same response to all requests."""

# If an exchange has a finding of the first kind, those of the second kind are consequences: the response to an invalid
# request that was accepted is not specified, and a body that cannot be read has no call.
FOLLOWS = {
    "served though invalid": {"body", "error body", "property", "value", "text", "not JSON", "no call", "content type"},
    "status": {"content type"},
    "not JSON": {"no call"},
    "content type": {"error body"},
    "body": {"no call", "error body"},
    "failure": {"body", "error body", "text", "not JSON", "late", "content type"},
    "intermittently": {"late"},
    "no time": {"value"},
}


def key(rule: str, mention: Mention, habits: Habits) -> Key:
    """Return the key of a finding."""
    kind, *what = _parts(rule, mention)
    if kind in OF_THE_SAME_RESPONSE and (mention.operation, mention.status) in habits.same_body:
        kind, what = SAME_RESPONSE, []
    return Key(kind, bool(mention.accepted), tuple(what))


def _parts(rule: str, mention: Mention) -> tuple[str, *tuple[Hashable, ...]]:
    got, status = mention.got, mention.status
    is_failure = status is None or status >= 500
    if mention.exchange and is_failure and ("intermittently" in got or mention.aspect == "intermittently"):
        return "intermittently", status
    if got.startswith("no response") or (is_failure and STATUS.match(got)):
        return "failure", status, "" if status else pattern(got)
    if got.startswith("status ") and HTML_PAGE in got:
        return "page", got  # of something before the application, whatever was expected
    if mention.aspect == "status":
        return _of_status(rule, mention)
    if mention.expected == NO_SURPLUS:
        return ("framing",)
    if unreadable := NOT_JSON.match(got):
        return "not JSON", unreadable[1]
    if NOT_JSON_NUMBER.fullmatch(got):
        return "not JSON", "number"
    if typed := CONTENT_TYPE.fullmatch(got):
        # One part of a server makes all errors. A duplicate header does not depend on the status.
        return "content type", typed[2], "error" if is_rejection(status) and "," not in typed[2] else ""
    if is_rejection(status) and (STATUS.match(got) or rule == "an_error_says_why"):
        # One part of a server makes all errors, with any status.
        return "error body", pattern(re.sub(r"^\d{3} ", "", mention.aspect)) if "expected" in got else pattern(
            STATUS.sub("", got)
        )
    if own := OWN.fullmatch(mention.expected):
        return "own", own[1] or own[2]
    if about := ABOUT.fullmatch(got):
        return "property", about[1]
    if "expected" in got:
        return "body", pattern(mention.aspect)  # a place in a body, whatever is wrong there
    named = PROPERTY.match(got)
    if named:
        return "property", named[1]  # for any expected value
    if NO_TIME.search(got):
        return "no time", pattern(mention.expected)  # for any property
    if got.startswith(LATENCIES):
        return "text", pattern(mention.expected), LATENCIES  # any of them
    if mention.aspect == "seconds":
        return "late", pattern(mention.expected)
    if value := VALUE_OF.match(got):
        return "value", value[1], pattern(mention.expected), pattern(got)
    # Findings with the same text are one cause.
    return "text", pattern(mention.expected), pattern(got)


def _of_status(rule: str, mention: Mention) -> tuple[str, *tuple[Hashable, ...]]:
    """Group an unexpected status by the expected one."""
    expected, served = mention.expected, mention.status is not None and mention.status < 300
    if served and rule == NUMBERS:
        return "not JSON", "number"
    if served and not mention.why and UNKNOWN.fullmatch(expected):
        return "served though invalid", mention.asked_at.partition(" ")[0], mention.got
    if served and REJECTED.match(expected):
        breaks_schema = rule == NO_OBJECT and mention.why not in ("", INVALID_JSON)
        return "served though invalid", INVALID if breaks_schema else KINDS_OF_INVALID.get(rule, rule), mention.got
    if PROPERTY.match(expected) or ("status" not in expected and "no call" not in expected):
        # A call was expected, with any property.
        return "no call", mention.asked_at.partition(" ")[0], mention.got
    # Rules also accept different other statuses: the first is the expected one.
    first = tuple(re.findall(r"\d+|\w+", expected)[:2][-1:])
    if first and first[0].startswith("20"):
        return "no call", mention.asked_at.partition(" ")[0], mention.got
    # Without a key, each operation responds with its own success status.
    return "status", first, SERVED if served and first == ("401",) else mention.got


def is_rejection(status: int | None) -> bool:
    """Return whether a status is a 4xx."""
    return status is not None and 400 <= status < 500


def consequence_of(own: Key, others: Iterable[Key]) -> Key:
    """Return the key of the cause of a finding, among those of the same exchange; its own if it is a cause itself."""
    return next((each for each in others if _follows(own, each)), own)


def _follows(own: Key, other: Key) -> bool:
    if own.kind in FOLLOWS.get(other.kind, ()):
        return True
    # Times that disagree follow from an invalid one.
    return other.kind == "no time" and own.kind == "text" and set(other.what) <= set(own.what)
