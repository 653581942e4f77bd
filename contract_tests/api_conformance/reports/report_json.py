"""The report of a run as JSON, for programs; report.schema.json, a part of the package, describes it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import asdict

from api_conformance.reports import history_file
from api_conformance.results.causes import Cause
from api_conformance.results.check_result import Example, Note, RuleResult, Symptom
from api_conformance.results.figures import Latency
from api_conformance.results.history import Comparison
from api_conformance.results.summary import Summary
from api_conformance.version import suite_version
from openapi_contract.json_data import JsonObject

VERSION = 1
"""The version of the file's format. New properties do not change it."""
SCHEMA = Path(__file__).with_name("report.schema.json")
MOST_RUNS = 30
"""Maximum number of earlier runs in the report."""
RESULTS = {"not checked": "not_checked"}
"""The results of checks whose spelling in the file differs."""


def write(summary: Summary, path: Path) -> None:
    """Write the file."""
    text = json.dumps(plain(summary), indent=1, allow_nan=False)
    path.write_text(f"{text}\n", encoding="utf-8")


def plain(summary: Summary) -> JsonObject:
    """Return the report as JSON."""
    settings = summary.settings
    compared = summary.comparison
    findings = [_finding(result, each, compared) for result in summary.results for each in result.symptoms]
    return {
        "version": VERSION,
        "suite": {"command": settings.endpoint.command, "version": suite_version()},
        "contract": {
            "title": summary.contract_title,
            "version": str(settings.document.version),
            "checked": [
                {"id": each.id, "method": each.method, "path": each.path} for each in settings.document.operations
            ],
            "not_offered": [each.id for each in settings.not_offered],
        },
        "server": {"base_url": summary.base_url, "embedded": settings.target is None},
        "settings": {"profile": settings.profile_name, "seed": settings.seed},
        "started_at": summary.started_at.isoformat(timespec="milliseconds"),
        "seconds": round(summary.seconds, 3),
        "verdict": {"kind": summary.verdict_kind, "sentence": summary.verdict},
        "counts": {RESULTS.get(kind, kind): summary.count(kind) for kind in summary.KINDS},
        "causes": [_cause(each) for each in summary.causes()],
        "findings": findings,
        "notes": [_note(result, each) for result in summary.results for each in result.notes],
        "checks": [_check(each) for each in summary.results],
        "requests": {
            "total": summary.statuses.total(),
            "statuses": dict(summary.statuses.most_common()),
            "from_a_gateway": {str(status): count for status, count in sorted(summary.from_a_gateway.items())},
            "trouble": [*summary.passing, *summary.trouble],
            "latency": [_latency(each) for each in summary.figures.latencies],
            "over_time": [
                {"from_s": each.start, "to_s": each.end, "statuses": dict(each.statuses)}
                for each in summary.figures.slices
            ],
        },
        "coverage": _coverage(summary),
        "history": _history(compared),
    }


def _check(result: RuleResult) -> JsonObject:
    return {
        "id": result.rule,
        "title": result.title,
        "group": result.group,
        "sentence": result.sentence,
        "source": result.source,
        "result": RESULTS.get(result.kind, result.kind),
        "reason": result.reason or result.trouble,
        "requests": result.requests,
        "in_part": result.in_part,
        "seconds": round(result.seconds, 3),
    }


def _cause(cause: Cause) -> JsonObject:
    return {
        "title": cause.title,
        "expected": cause.expected,
        "got": cause.got,
        "checks": [each.rule for each in cause.rules],
        "findings": sorted(cause.findings),
        "operations": list(cause.operations),
        "requests": cause.requests,
        "whys": list(cause.whys),
        "accepted": cause.accepted or None,
        "example": _example(cause.example),
    }


def _finding(result: RuleResult, symptom: Symptom, compared: Comparison | None) -> JsonObject:
    mention, name = symptom.example.mention, symptom.id_in(result.rule)
    return {
        "id": name,
        "state": None if compared is None or mention.accepted else compared.state(name),
        "check": result.rule,
        "operation": mention.operation or None,
        "expected": mention.expected,
        "got": mention.got,
        "case": symptom.example.case,
        "why": mention.why,
        "requests": len({each.exchange for each in symptom.mentions}),
        "accepted": mention.accepted or None,
        "example": _example(symptom.example),
    }


def _note(result: RuleResult, note: Note) -> JsonObject:
    return {
        "check": result.rule,
        "expected": note.expected,
        "got": note.got,
        "source": note.source,
        "cases": list(note.cases),
        "requests": note.requests,
        "example": _example(note.example),
    }


def _example(example: Example) -> JsonObject | None:
    return {"curl": example.curl, "response": example.response} if example.curl else None


def _latency(latency: Latency) -> JsonObject:
    return {
        "operation": latency.operation,
        "requests": latency.requests,
        "p50_ms": latency.p50,
        "p90_ms": latency.p90,
        "p99_ms": latency.p99,
        "max_ms": latency.longest,
        "histogram": [
            {"from_ms": each.start, "to_ms": each.end, "requests": each.requests} for each in latency.histogram
        ],
        "slowest": [asdict(each) for each in latency.slowest],
    }


def _history(compared: Comparison | None) -> JsonObject | None:
    if compared is None:
        return None
    return {
        "runs": len(compared.runs),
        "last_runs": [history_file.written(each) for each in compared.runs[-MOST_RUNS:]],
        "new": sorted(compared.new),
        "known": [{"id": name, "since": since} for name, since in sorted(compared.known.items())],
        "gone": [asdict(each) for each in compared.gone],
    }


def _coverage(summary: Summary) -> JsonObject:
    def rows() -> Iterator[dict[str, Any]]:
        for each in summary.coverage.rows():
            yield asdict(each)

    return {
        "totals": asdict(summary.coverage.totals()),
        "statuses": [asdict(each) for each in summary.coverage.statuses()],
        "properties": list(rows()),
    }
