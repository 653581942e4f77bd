"""The judging of recorded responses. A response without an operation is judged by the one that fits best."""

from collections.abc import Sequence

from attrs import evolve, frozen

from api_conformance.judge import RecordedResponse, ResponseVerdict, judge
from api_conformance.recorded.recording import Recording
from api_conformance.strict_json import HALF_PAIR
from api_conformance.unknown_parts import Unknown, unknown_properties
from openapi_contract.operations import Operation
from openapi_contract.schema import Schema


@frozen
class JudgedRecording:
    """The violations and unknown parts of a response."""

    recording: Recording
    operation: Operation
    status: int
    verdict: ResponseVerdict
    unknown: tuple[Unknown, ...] = ()
    alike: tuple[Operation, ...] = ()
    """Other operations whose responses have the same schema."""

    @property
    def schema(self) -> Schema | None:
        """The schema of the body."""
        return _schema(self.operation, self.status)

    @property
    def judged_by(self) -> str:
        """The operation and the status, with equivalent ones."""
        return " or ".join(f"{each.id} {_status(each, self.recording)}" for each in (self.operation, *self.alike))


def judge_recording(recording: Recording, operations: Sequence[Operation]) -> JudgedRecording:
    """Judge a response by its operation, else by the one with the fewest violations and unknown parts."""
    if recording.operation is not None:
        return _in_envelope(_judged(recording, recording.operation))
    schemas = [_schema(operation, _status(operation, recording)) for operation in operations]
    found: list[JudgedRecording] = []
    for position, operation in enumerate(operations):
        # An equal schema gives the same result.
        if schemas[position] is None or not any(schemas[position] is each for each in schemas[:position]):
            found.append(_judged(recording, operation))
            if not found[-1].verdict.mismatches and not found[-1].unknown:
                break
    best = min(found, key=lambda each: (len(each.verdict.mismatches) + len(each.unknown), len(each.unknown)))
    same = (
        operation
        for operation, schema in zip(operations, schemas, strict=True)
        if operation is not best.operation and schema is best.schema
    )
    return _in_envelope(evolve(best, alike=tuple(same)))


def _schema(operation: Operation, status: int) -> Schema | None:
    described = operation.response(status)
    return None if described is None else described.schema


def _status(operation: Operation, recording: Recording) -> int:
    return recording.status or min(operation.success_statuses or operation.responses)


def _judged(recording: Recording, operation: Operation) -> JudgedRecording:
    status = _status(operation, recording)
    content = recording.content if recording.parsed is None else recording.parsed
    verdict = judge(operation, RecordedResponse(status, recording.content_type, content, recording.request))
    if recording.echoes_half_pairs:
        kept = (each for each in verdict.mismatches if (each.aspect, each.got) != ("JSON", HALF_PAIR))
        verdict = evolve(verdict, mismatches=tuple(kept))
    unknown = list(verdict.unknown)
    if verdict.described is not None and verdict.described.schema is not None and verdict.value is not None:
        unknown += unknown_properties(verdict.described.schema, verdict.value)
    return JudgedRecording(recording, operation, status, verdict, tuple(unknown))


def _in_envelope(judged: JudgedRecording) -> JudgedRecording:
    """Return the verdict with pointers from the top of a webhook's body, whose call may lack properties."""
    envelope = judged.recording.envelope
    if not envelope:
        return judged
    mismatches = tuple(
        evolve(each, path=(*envelope, *each.path))
        for each in judged.verdict.mismatches
        if each.path or each.keyword != "required"
    )
    unknown = tuple(evolve(each, path=(*envelope, *each.path)) for each in judged.unknown)
    return evolve(judged, verdict=evolve(judged.verdict, mismatches=mismatches), unknown=unknown)
