"""Judges recorded responses by the judge of the suite; one that tells no operation is judged by the one that fits."""

from collections.abc import Sequence

from attrs import evolve, frozen

from contract_tests.conformance.judge import Answered, Judgement, judge
from contract_tests.conformance.recorded.recordings import Recording
from contract_tests.conformance.unknown_parts import Unknown, unknown_properties
from scripts.contract.operations import Operation


@frozen
class JudgedRecording:
    """What is wrong with one response, and what of it the contract does not know."""

    recording: Recording
    operation: Operation
    status: int
    judgement: Judgement
    unknown: tuple[Unknown, ...] = ()


def judge_recording(recording: Recording, operations: Sequence[Operation]) -> JudgedRecording:
    """Judge a response by its operation, else by the one that it breaks least."""
    if recording.operation is not None:
        return _judged(recording, recording.operation, recording.status)
    found = [_judged(recording, operation, recording.status) for operation in operations]
    return min(found, key=lambda each: (len(each.judgement.lapses), len(each.unknown)))


def _judged(recording: Recording, operation: Operation, status: int | None) -> JudgedRecording:
    if status is None:
        status = min(operation.success_statuses or operation.responses)
    judgement = judge(operation, Answered(status, recording.content_type, recording.content, recording.asked))
    unknown = list(judgement.unknown)
    if judgement.described is not None and judgement.described.schema is not None and judgement.value is not None:
        unknown += unknown_properties(judgement.described.schema, judgement.value)
    if recording.envelope:
        lapses = tuple(evolve(each, path=(*recording.envelope, *each.path)) for each in judgement.lapses)
        judgement = evolve(judgement, lapses=lapses)
        unknown = [evolve(each, path=(*recording.envelope, *each.path)) for each in unknown]
    return JudgedRecording(recording, operation, status, judgement, tuple(unknown))
