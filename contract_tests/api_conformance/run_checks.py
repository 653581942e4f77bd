"""The run itself: it makes the checks in order, and emits events."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from threading import Lock

from attrs import evolve

from api_conformance.drawing_ahead import drawn_ahead
from api_conformance.events import (
    CheckEnded,
    CheckStarted,
    Event,
    GenerationEnded,
    GenerationStarted,
    RequestSent,
    RunEnded,
    RunStarted,
    reason_of,
)
from api_conformance.results.check_result import RuleResult, failure, result, without_symptoms
from api_conformance.results.coverage import Coverage
from api_conformance.results.figures import figures
from api_conformance.results.found import found_requests
from api_conformance.results.habits import evidence
from api_conformance.results.history import PastRun
from api_conformance.results.summary import Summary
from api_conformance.rule import Rule
from api_conformance.run import Run
from api_conformance.run_check import check
from api_conformance.settings import Settings
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.recovery import Aside
from openapi_contract.text import counted


def run_checks(
    run: Run,
    settings: Settings,
    rules: Iterable[Rule],
    *,
    of: int,
    emit: Callable[[Event], None],
    at_first: bool,
    past: tuple[PastRun, ...] = (),
) -> Summary:
    """Make the checks, and return their results.

    Args:
        of: Number of all checks, of which these were selected.
        emit: Called with each event.
        at_first: True to stop at the first broken check.
        past: Earlier runs, from the history.
    """
    # Checks of the generated requests follow the others, and checks of all exchanges come last.
    chosen = sorted(rules, key=lambda rule: (rule.needs_generated, rule.last))
    summary = Summary(settings, selected=len(chosen), of=of, base_url=run.target.base_url, past=past)
    before, counting = len(run.traffic.exchanges), Lock()

    def sent(exchange: Exchange, count: int) -> None:
        emit(RequestSent(count))
        with counting:  # while the server works on other requests
            count_coverage(summary, run, [exchange])

    run.traffic.watch = sent
    run.on_generation = lambda count: emit(GenerationStarted() if count is None else GenerationEnded(count))
    emit(RunStarted(len(chosen), of))
    try:
        with drawn_ahead(run, chosen):
            for rule in chosen:
                emit(CheckStarted(rule))
                began = time.perf_counter()
                found = checked(rule, run, settings)
                found = evolve(found, seconds=time.perf_counter() - began)
                summary.results.append(found)
                emit(CheckEnded(found))
                if at_first and found.kind == "failed":
                    break
    except KeyboardInterrupt:
        summary.interrupted = True
    summary.seconds = (datetime.now(UTC) - summary.started_at).total_seconds()
    summary.trouble += [each.trouble for each in summary.results if each.trouble]
    gather(summary, run, run.traffic.exchanges[:before])
    emit(RunEnded(summary, run.traffic))
    return summary


def checked(rule: Rule, run: Run, settings: Settings) -> RuleResult:
    """Make one check, and return its result, also if the suite itself fails."""
    mask = run.traffic.secrets.mask
    try:
        outcome = check(rule, run)
    except Exception as error:
        return failure(rule, mask(reason_of(error)))
    try:
        return result(outcome, run, settings.deviations)
    except Exception as error:
        return without_symptoms(outcome, mask(f"the findings of {rule.id} cannot be reported: {reason_of(error)}"))


def gather(summary: Summary, run: Run, uncovered: Iterable[Exchange] | None = None) -> None:
    """Count the responses, and the covered parts of the contract.

    Args:
        uncovered: The exchanges that the coverage does not include yet; None for all.
    """
    summary.refused = run.refused
    summary.passing = list(passing(run))
    for exchange in run.traffic.exchanges:
        summary.statuses[str(exchange.status or "no response")] += 1
        verdict = run.verdicts.get(id(exchange))
        if verdict is not None and verdict.from_a_gateway and exchange.status is not None:
            summary.from_a_gateway[exchange.status] += 1
    try:
        summary.figures = figures(run.traffic.exchanges, run.operation_of, run.traffic.secrets.mask)
    except Exception as error:
        summary.trouble.append(run.traffic.secrets.mask(f"the figures cannot be computed: {reason_of(error)}"))
    try:
        if summary.settings.shard or any(each.symptoms for each in summary.results):
            summary.evidence = evidence(run)
    except Exception as error:
        summary.trouble.append(run.traffic.secrets.mask(f"the findings cannot be grouped: {reason_of(error)}"))
    try:
        summary.found = found_requests(summary.results, run)
    except Exception as error:
        summary.trouble.append(run.traffic.secrets.mask(f"the found requests cannot be saved: {reason_of(error)}"))
    count_coverage(summary, run, run.traffic.exchanges if uncovered is None else uncovered)


def passing(run: Run) -> Iterator[str]:
    """Yield the temporary failures of the run, in a few words each."""
    recovery = run.traffic.recovery
    if recovery.absences:
        times = "once" if len(recovery.absences) == 1 else f"{len(recovery.absences)} times"
        yield f"the server stopped responding {times}, for {sum(recovery.absences):.1f} s in all"
    if recovery.intermittent:
        most, _ = Counter(each.summary for each in recovery.intermittent).most_common(1)[0]
        yield (
            f"{len(recovery.intermittent):,} of {len(run.traffic.exchanges):,} requests failed intermittently "
            f"({run.traffic.secrets.mask(most)}): sent again, each was answered"
        )
    turned_away = sum(each is Aside.TURNED_AWAY for each in recovery.aside.values())
    if turned_away:
        yield f"{counted(turned_away, 'request was', 'requests were')} told to try again later"
    blocked = sum(each is Aside.BLOCKED for each in recovery.aside.values())
    if blocked:
        requests = counted(blocked, "request was", "requests were")
        yield f"{requests} blocked in front of the application, since they look like an attack"


def count_coverage(summary: Summary, run: Run, exchanges: Iterable[Exchange]) -> None:
    """Count the parts of the contract that the exchanges cover; if that fails, report the reason once."""
    try:
        cover(summary.coverage, run, exchanges)
    except Exception as error:
        trouble = run.traffic.secrets.mask(f"the coverage cannot be computed: {reason_of(error)}")
        summary.trouble += [] if trouble in summary.trouble else [trouble]


def cover(coverage: Coverage, run: Run, exchanges: Iterable[Exchange]) -> None:
    """Count the parts of the contract that the requests and responses cover."""
    for exchange in exchanges:
        operation = run.operation_of(exchange)
        if operation is not None and exchange.status is not None:
            with suppress(ValueError, RecursionError):
                coverage.saw_request(operation, json.loads(exchange.request.content))
            with suppress(ValueError, RecursionError):
                coverage.saw_response(operation, exchange.status, exchange.json())
