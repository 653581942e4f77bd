"""The findings of a run as SARIF 2.1.0 for code scanning, each at its operation in the contract."""

import json
from collections.abc import Iterator
from pathlib import Path

from api_conformance.results.check_result import Example, RuleResult
from api_conformance.results.summary import Summary
from api_conformance.version import suite_version
from openapi_contract.json_data import JsonObject
from openapi_contract.text import printable, shortened

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "conformanceFinding/v1"
LONGEST = 1_000
"""Maximum number of characters of a response, and of a command line, in a message."""


def write(summary: Summary, path: Path) -> None:
    """Write the file."""
    path.write_text(f"{json.dumps(plain(summary), indent=1)}\n", encoding="utf-8")


def plain(summary: Summary) -> JsonObject:
    """Return the log as JSON."""
    failed = filter(None, (summary.no_verdict, *summary.trouble))
    invocation = {
        "executionSuccessful": not summary.no_verdict,
        "startTimeUtc": summary.started_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "toolExecutionNotifications": [{"level": "error", "message": _message(each)} for each in failed],
    }
    driver = {
        "name": summary.settings.endpoint.command,
        "semanticVersion": suite_version(),
        "rules": [_rule(each) for each in summary.results],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"conformance/{summary.settings.profile_name}/"},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": [
            found for index, result in enumerate(summary.results) for found in _results(summary, index, result)
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(result: RuleResult) -> JsonObject:
    how = f"Source: {result.source}. To check it alone: -k {result.rule}"
    return {
        "id": result.rule,
        "shortDescription": {"text": result.title},
        "fullDescription": {"text": result.sentence},
        "help": {"text": f"{result.sentence} {how}"},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": [result.group]},
    }


def _results(summary: Summary, index: int, result: RuleResult) -> Iterator[JsonObject]:
    """Yield the findings and the notes of a check; `index` is its place among the rules."""
    compared = summary.comparison
    for symptom in result.symptoms:
        mention = symptom.example.mention
        why = f" ({mention.why})" if mention.why else ""
        text = f"{result.title}: expected {mention.expected}, got {mention.got}{why}"
        found = {
            **_result(summary, index, result, text, symptom.example),
            "partialFingerprints": {FINGERPRINT: symptom.id_in(result.rule)},
            "occurrenceCount": len(symptom.mentions),
        }
        if compared is not None:
            found["baselineState"] = "new" if compared.state(symptom.id_in(result.rule)) == "new" else "unchanged"
        if mention.accepted:
            # Readers that ignore suppressions must not count it as an error.
            found |= {"level": "note", "suppressions": [{"kind": "external", "justification": mention.accepted}]}
        yield found
    for note in result.notes:
        text = f"{result.title}: expected {note.expected}, got {note.got}; {note.source} leaves it to the server"
        yield {**_result(summary, index, result, text, note.example), "level": "note"}


def _result(summary: Summary, index: int, result: RuleResult, text: str, example: Example) -> JsonObject:
    message = shortened(text, LONGEST) + (f"\n\n{shortened(example.curl, LONGEST)}" if example.curl else "")
    found: JsonObject = {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": "error",
        "message": _message(message),
        "locations": [_location(summary, example.mention.operation)],
    }
    if example.curl:
        found["properties"] = {"curl": example.curl, "response": example.response}
    return found


def _message(text: str) -> JsonObject:
    return {"text": printable(text)}


def _location(summary: Summary, operation: str) -> JsonObject:
    """Return the place of an operation in the contract; its beginning if there is no such operation."""
    document = summary.settings.document
    known = (each for each in document.operations if each.id == operation)
    lines = (document.line(("paths", each.path, each.method.lower())) for each in known)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(summary.settings.contract), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": next(lines, 1)},
        }
    }


def _uri(contract: Path) -> str:
    """Return the path of the contract from the current folder; its name if it is not below it."""
    file = contract.absolute()
    below = file.is_relative_to(Path.cwd())
    return (file.relative_to(Path.cwd()) if below else Path(file.name)).as_posix()
