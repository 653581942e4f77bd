"""The events of a run, and the consumers that show or write them."""

from collections.abc import Callable, Mapping

from attrs import define, field, frozen

from api_conformance.results.check_result import RuleResult
from api_conformance.results.summary import Summary
from api_conformance.rule import Rule
from api_conformance.transport.deadline import held_back
from api_conformance.transport.traffic import Traffic


@frozen
class RunStarted:
    """The server can be judged, and the checks begin."""

    checks: int
    """Number of selected checks."""
    of: int
    """Number of all checks."""


@frozen
class CheckStarted:
    """A check begins."""

    rule: Rule


@frozen
class RequestSent:
    """A request got a response, or failed."""

    count: int
    """Number of requests sent so far."""


@frozen
class GenerationStarted:
    """The generation of requests begins, which may take a while."""


@frozen
class GenerationEnded:
    """The requests have been generated, and will be sent."""

    requests: int
    """Number of generated requests."""


@frozen
class CheckEnded:
    """A check has ended."""

    result: RuleResult


@frozen
class RunEnded:
    """All checks have ended, or the run was stopped."""

    summary: Summary
    traffic: Traffic


Event = RunStarted | CheckStarted | GenerationStarted | GenerationEnded | RequestSent | CheckEnded | RunEnded
Consumer = Callable[[Event], None]


@define
class Consumers:
    """The consumers of a run's events by name. One that fails is reported, and gets no more events."""

    consumers: Mapping[str, Consumer]
    mask: Callable[[str], str] = str
    """Masks the secrets in the text of an error."""
    failures: dict[str, str] = field(factory=dict, init=False)
    """The reasons why consumers failed, in one line each, by name."""

    def __call__(self, event: Event) -> None:
        """Pass an event to each consumer."""
        with held_back():
            for name, consume in self.consumers.items():
                if name in self.failures:
                    continue
                try:
                    consume(event)
                except Exception as error:
                    self.failures[name] = self.mask(reason_of(error))


def at_the_end(report: Callable[[RunEnded], None]) -> Consumer:
    """Return a consumer that reports a run when it has ended."""

    def consume(event: Event) -> None:
        if isinstance(event, RunEnded):
            report(event)

    return consume


def reason_of(error: Exception) -> str:
    """Return the reason for a failure in one line: the operating system's message, else the error and its place."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    place, trace = "", error.__traceback__
    while trace is not None:
        place = f" in {trace.tb_frame.f_code.co_name} ({trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno})"
        trace = trace.tb_next
    return f"{type(error).__name__}: {' '.join(str(error).split())}{place}"
