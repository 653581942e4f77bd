"""Events of a run, and the consumers that show or write them."""

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
    """Number of checks to make."""
    of: int
    """Number of checks in total."""


@frozen
class CheckStarted:
    """A check begins."""

    rule: Rule


@frozen
class RequestSent:
    """A request was answered, or failed."""

    count: int
    """Number of requests sent so far."""


@frozen
class GenerationStarted:
    """Requests are about to be generated, which may take a while in which none is sent."""


@frozen
class GenerationEnded:
    """The requests are generated, and about to be sent."""

    requests: int
    """Number of generated requests."""


@frozen
class CheckEnded:
    """A check is done."""

    result: RuleResult


@frozen
class RunEnded:
    """All checks are done, or the run was stopped."""

    summary: Summary
    traffic: Traffic


Event = RunStarted | CheckStarted | GenerationStarted | GenerationEnded | RequestSent | CheckEnded | RunEnded
Consumer = Callable[[Event], None]


@define
class Consumers:
    """The consumers of a run's events by their names. One that fails is named, and left out from then on."""

    consumers: Mapping[str, Consumer]
    mask: Callable[[str], str] = str
    """Takes secrets out of what an error says."""
    failures: dict[str, str] = field(factory=dict, init=False)
    """Why a consumer failed, in one line, by its name."""

    def __call__(self, event: Event) -> None:
        """Hand an event to each consumer."""
        with held_back():
            for name, consume in self.consumers.items():
                if name in self.failures:
                    continue
                try:
                    consume(event)
                except Exception as error:
                    self.failures[name] = self.mask(reason_of(error))


def reason_of(error: Exception) -> str:
    """Return the reason of a failure in one line: the message of a machine error, else the place in the code."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    place, trace = "", error.__traceback__
    while trace is not None:
        place = f" in {trace.tb_frame.f_code.co_name} ({trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno})"
        trace = trace.tb_next
    return f"{type(error).__name__}: {' '.join(str(error).split())}{place}"
