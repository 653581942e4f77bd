"""What findings have in common: those that share a cause are one entry, with one example and the rules it breaks."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

from attrs import frozen

from contract_tests.conformance.reports.results import Example, Mention, RuleResult

UNDOCUMENTED = "every_status_is_documented"


@frozen
class Cause:
    """A mistake of the server, as far as the findings tell."""

    expected: str
    got: str
    rules: tuple[RuleResult, ...]
    """The rules it breaks, the one with the most findings first."""
    requests: int
    """How many requests show it."""
    example: Example
    """The smallest of them."""
    whys: tuple[str, ...]
    """How the requests break the contract, or which part of a valid one is enough; the most frequent first."""
    accepted: str
    """Why it is accepted; empty if any of its findings counts."""

    @property
    def title(self) -> str:
        """The cause in one line."""
        return f"{self.expected} expected, {self.got} got"


def causes(results: Iterable[RuleResult]) -> list[Cause]:
    """Return the causes of all findings, those that break most rules first, accepted ones last."""
    found = [(each, mention) for each in results for mention in each.mentions]
    groups: dict[Hashable, list[tuple[RuleResult, Mention]]] = defaultdict(list)
    of_exchange: dict[str, Hashable] = {}
    late = []
    for entry in found:
        rule, mention = entry
        if rule.rule == UNDOCUMENTED:
            late.append(entry)
            continue
        key = bool(mention.accepted), mention.aspect, mention.expected, mention.got
        groups[key].append(entry)
        if mention.aspect == "status":
            of_exchange.setdefault(mention.exchange, key)
    # That a status is undocumented is no cause of its own if another rule expected a certain one of the same response.
    for entry in late:
        mention = entry[1]
        groups[of_exchange.get(mention.exchange, (bool(mention.accepted), mention.expected, mention.got))].append(entry)
    return sorted(
        map(_cause, groups.values()), key=lambda each: (bool(each.accepted), -len(each.rules), -each.requests)
    )


def _cause(entries: list[tuple[RuleResult, Mention]]) -> Cause:
    named = Counter((mention.expected, mention.got) for rule, mention in entries if rule.rule != UNDOCUMENTED)
    (expected, got), _ = (named or Counter((mention.expected, mention.got) for _, mention in entries)).most_common(1)[0]
    counts = Counter(rule.rule for rule, _ in entries)
    by_id = {rule.rule: rule for rule, _ in entries}
    mentions = {mention for _, mention in entries}
    examples = [example for rule in by_id.values() for example in rule.examples if example.mention in mentions]
    whys = Counter(mention.why for _, mention in entries if mention.why)
    accepted = {mention.accepted for _, mention in entries}
    return Cause(
        expected,
        got,
        tuple(by_id[name] for name, _ in counts.most_common()),
        len({mention.exchange for _, mention in entries}),
        min(examples, key=lambda example: example.mention.size),
        tuple(why for why, _ in whys.most_common()),
        "" if "" in accepted else "; ".join(sorted(accepted)),
    )
