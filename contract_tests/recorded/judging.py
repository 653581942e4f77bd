"""Judges one recorded answer by the rules of the conformance suite that need no server."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache

from attrs import frozen

from contract_tests.allowances import JSON, is_status_of_http, media_type
from contract_tests.contract import JsonObject
from contract_tests.recorded.recordings import Recording
from contract_tests.recorded.strict_json import NotJson
from contract_tests.recorded.unknown import unknown_properties
from contract_tests.shapes import Shape, lay_out
from contract_tests.violations import Path, SchemaOf, Violation, violations


@frozen
class Broken:
    """A rule that the answer breaks: status, content type, JSON or schema. Only the last two are about its body."""

    rule: str
    violation: Violation


@frozen
class Judgement:
    """What is wrong with one answer, and which properties of it the contract does not know, each with its type."""

    recording: Recording
    broken: tuple[Broken, ...] = ()
    unknown: tuple[tuple[Path, str], ...] = ()


def judge(document: JsonObject, recording: Recording) -> Judgement:
    """Judges the status, then the content type, then the body; what one leaves open the next cannot tell."""
    responses = recording.operation.responses
    if recording.status not in responses:
        broken = () if _excused(recording) else (_broken("status", _list(responses), str(recording.status)),)
        return Judgement(recording, broken)
    documented = responses[recording.status].get("content", {})
    media_type = _media_type(recording, documented)
    if documented and media_type is None:
        came = recording.content_type or "none"
        return Judgement(recording, (_broken("content type", _list(documented), came),))
    schema = None if media_type is None else documented[media_type].get("schema")
    if schema is None or "json" not in str(media_type) or recording.body is None:
        return Judgement(recording)
    if isinstance(recording.body, NotJson):
        return Judgement(recording, (_broken("JSON", "JSON", str(recording.body)),))
    value = recording.body.value
    lapses = [_broken("JSON", "strict JSON", lapse) for lapse in recording.body.lapses]
    wrong = [Broken("schema", each) for each in violations(document, schema, value)]
    return Judgement(recording, (*lapses, *wrong), tuple(unknown_properties(_shape(SchemaOf(document, schema)), value)))


def _excused(recording: Recording) -> bool:
    """Whether the status is HTTP's own answer to what was sent."""
    request = recording.request
    if request is None:
        return False
    return is_status_of_http(recording.status, content_type=request.content_type, size=request.size)


def _media_type(recording: Recording, documented: JsonObject) -> str | None:
    """The documented media type of the answer; a bare body is taken for JSON."""
    came = JSON if recording.request is None else media_type(recording.content_type)
    return next((each for each in documented if fnmatchcase(came, each.lower())), None)


@lru_cache(maxsize=64)
def _shape(known: SchemaOf) -> Shape:
    return lay_out(known.document, known.schema)


def _broken(rule: str, expected: str, came: str) -> Broken:
    return Broken(rule, Violation((), expected, came))


def _list(values: Iterable[object]) -> str:
    *most, last = sorted(map(str, values))
    return f"{', '.join(most)} or {last}" if most else last
