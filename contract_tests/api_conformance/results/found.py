"""Generated requests that showed a fault, for the next run to send first."""

from collections.abc import Iterable

from api_conformance.requests.found_requests import FoundRequest, name_of, without_secrets
from api_conformance.results.check_result import RuleResult
from api_conformance.run import Run

MOST_OF_A_FINDING = 3


def found_requests(results: Iterable[RuleResult], run: Run) -> list[FoundRequest]:
    """Return the smallest generated requests of each finding that counts."""
    if run.sent is None:
        return []
    generated = {id(exchange): request for request, exchange in run.sent.pairs}
    names = {value: name_of(name) for name, value in run.target.values.items()} | run.placeholders.by_id()
    found = []
    for result in results:
        for symptom in result.symptoms if result.kind == "failed" else ():
            numbers = [each.exchange for each in sorted(symptom.mentions, key=lambda each: each.size)]
            exchanges = (run.traffic.exchanges[int(number)] for number in numbers if number.isdecimal())
            requests = [generated[id(each)] for each in exchanges if id(each) in generated]
            if not symptom.accepted:
                found += [FoundRequest.of(each, result.rule, names) for each in requests[:MOST_OF_A_FINDING]]
    return without_secrets(found, run.traffic.secrets.mask)
