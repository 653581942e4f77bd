"""The results of a shard for `merge`, complete and without secrets."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from api_conformance.events import Consumer, at_the_end
from api_conformance.no_verdict import NoVerdict
from api_conformance.results.check_result import Example, Mention, Note, RuleResult, Symptom
from api_conformance.results.habits import Evidence, Habits
from api_conformance.results.summary import Summary
from api_conformance.shard import Shard
from openapi_contract.json_data import JsonObject

NAME = "shard.json"
VERSION = 3


class BadShardFile(NoVerdict):
    """The file is invalid; the text gives the reason in one line."""


@frozen
class ShardReport:
    """The results of a shard."""

    shard: Shard
    campaign: JsonObject
    """The settings that all shards of a campaign share."""
    started_at: datetime
    seconds: float
    interrupted: bool
    selected: int
    statuses: Counter[str]
    from_a_gateway: Counter[int]
    evidence: Evidence
    refused: str
    passing: Sequence[str]
    trouble: Sequence[str]
    coverage: JsonObject
    results: tuple[RuleResult, ...]


def write(summary: Summary, shard: Shard, path: Path) -> None:
    """Write the file."""
    settings = summary.settings
    root = {
        "version": VERSION,
        "shard": [shard.number, shard.of],
        "campaign": {
            "base_url": summary.base_url if settings.target else "",
            "contract": str(settings.document.version),
            "checked": [each.id for each in settings.document.operations],
            "not_offered": [each.id for each in settings.not_offered],
            "profile": settings.profile_name,
            "seed": settings.seed,
            "of": summary.of,
        },
        "started_at": summary.started_at.isoformat(),
        "statuses": dict(summary.statuses),
        "from_a_gateway": {str(status): count for status, count in summary.from_a_gateway.items()},
        "shown_habits": _written(summary.evidence.shown),
        "contradicted_habits": _written(summary.evidence.contradicted),
        "coverage": summary.coverage.written(),
        "results": [asdict(each) for each in summary.results],
        **{name: getattr(summary, name) for name in PLAIN},
    }
    path.write_text(json.dumps(root), encoding="utf-8")


def consumer(shard: Shard, folder: Path) -> Consumer:
    """Return the consumer that writes the file when the run has ended."""
    return at_the_end(lambda ended: write(ended.summary, shard, folder / NAME))


PLAIN = ("seconds", "interrupted", "selected", "refused", "passing", "trouble")


def read(folder: Path) -> ShardReport | None:
    """Return the results of the shard that wrote its reports into a folder; None if there are none.

    Raises `BadShardFile`.
    """
    path = folder / NAME
    try:
        root: Any = json.loads(path.read_text(encoding="utf-8"))
        if root["version"] != VERSION:
            raise ValueError
        return ShardReport(
            shard=Shard(*root["shard"]),
            campaign=root["campaign"],
            started_at=datetime.fromisoformat(root["started_at"]),
            statuses=Counter(root["statuses"]),
            from_a_gateway=Counter({int(status): count for status, count in root["from_a_gateway"].items()}),
            evidence=Evidence(_habits(root["shown_habits"]), _habits(root["contradicted_habits"])),
            coverage=root["coverage"],
            results=tuple(map(_result, root["results"])),
            **{name: root[name] for name in PLAIN},
        )
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadShardFile(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadShardFile(f"{path} was not written by a shard of this version of the suite") from None


def _result(written: JsonObject) -> RuleResult:
    symptoms = tuple(
        Symptom(tuple(Mention(**one) for one in each["mentions"]), _example(each["example"]))
        for each in written["symptoms"]
    )
    notes = tuple(
        Note(**{**each, "cases": tuple(each["cases"]), "example": _example(each["example"])})
        for each in written["notes"]
    )
    return RuleResult(**{**written, "symptoms": symptoms, "notes": notes})


def _written(habits: Habits) -> JsonObject:
    return {name: sorted(found, key=str) for name, found in asdict(habits, recurse=False).items()}


def _habits(written: JsonObject) -> Habits:
    same_body = frozenset((operation, status) for operation, status in written["same_body"])
    return Habits(same_body, frozenset(written["serves_all"]), frozenset(written["never_returned"]))


def _example(written: JsonObject) -> Example:
    return Example(**{**written, "mention": Mention(**written["mention"])})
