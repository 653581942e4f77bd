"""The run itself: makes one check after the other, and tells what happens."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime

from api_conformance.events import CheckEnded, CheckStarted, Event, RequestSent, RunEnded, RunStarted, reason_of
from api_conformance.results.check_result import RuleResult, failure, result
from api_conformance.results.summary import Summary
from api_conformance.rule import Rule
from api_conformance.run import Run
from api_conformance.run_check import check
from api_conformance.settings import Settings


def run_checks(
    run: Run, settings: Settings, rules: Iterable[Rule], *, of: int, emit: Callable[[Event], None], at_first: bool
) -> Summary:
    """Make the checks, and return what came of them.

    Args:
        of: How many checks there are, of which these were chosen.
        emit: Told of each event.
        at_first: Whether to stop at the first check that is broken.
    """
    # Those that judge the generated requests come last, and those about all that was sent at the very end.
    chosen = sorted(rules, key=lambda rule: (rule.needs_generated, rule.last))
    summary = Summary(settings, selected=len(chosen), of=of, base_url=run.target.base_url)
    run.traffic.watch = lambda count: emit(RequestSent(count))
    emit(RunStarted(len(chosen), of))
    try:
        for rule in chosen:
            emit(CheckStarted(rule))
            found = checked(rule, run, settings)
            summary.results.append(found)
            emit(CheckEnded(found))
            if at_first and found.kind == "failed":
                break
    except KeyboardInterrupt:
        summary.interrupted = True
    summary.seconds = (datetime.now(UTC) - summary.started_at).total_seconds()
    gather(summary, run)
    emit(RunEnded(summary, run.traffic))
    return summary


def checked(rule: Rule, run: Run, settings: Settings) -> RuleResult:
    """Make one check, and return what came of it. A fault of the suite itself is a result too."""
    try:
        return result(check(rule, run), run, settings.deviations)
    except Exception as error:
        return failure(rule, run.traffic.secrets.mask(reason_of(error)))


def gather(summary: Summary, run: Run) -> None:
    """Add what went over the wire, and what of the contract was sent and seen."""
    for exchange in run.traffic.exchanges:
        summary.requests += 1
        summary.statuses[str(exchange.status or "no response")] += 1
        operation = run.operation_of(exchange)
        if operation is not None and exchange.status is not None:
            with suppress(ValueError, RecursionError):
                summary.coverage.saw_request(operation, json.loads(exchange.request.content))
            with suppress(ValueError, RecursionError):
                summary.coverage.saw_response(operation, exchange.status, exchange.json())
        judgement = run.judgements.get(id(exchange))
        if judgement is not None and judgement.from_a_gateway and exchange.status is not None:
            summary.from_a_gateway[exchange.status] += 1
