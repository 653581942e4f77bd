"""What findings have in common: those that share a cause are one entry, with one example and the rules it breaks."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

from attrs import frozen

from api_conformance.results.check_result import Example, Mention, RuleResult

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
        return self.got if "expected" in self.got else f"expected {self.expected}, got {self.got}"


def causes(results: Iterable[RuleResult]) -> list[Cause]:
    """Return the causes of all findings, those that break most rules first, accepted ones last."""
    groups: dict[Hashable, list[tuple[RuleResult, Mention]]] = defaultdict(list)
    of_exchange: dict[str, Hashable] = {}
    of_status: dict[str, set[Hashable]] = defaultdict(set)
    late = []
    for rule in results:
        for mention in rule.mentions:
            if rule.rule == UNDOCUMENTED:
                late.append((rule, mention))
                continue
            key = _key(mention)
            groups[key].append((rule, mention))
            if mention.aspect == "status":
                of_exchange.setdefault(mention.exchange, key)
                of_status[mention.got].add(key)
    # That a status is undocumented is no cause of its own if another rule expected a certain one, of the same response
    # or wherever that status came.
    for rule, mention in late:
        only = of_status[mention.got]
        own = next(iter(only)) if len(only) == 1 else _key(mention)
        groups[of_exchange.get(mention.exchange, own)].append((rule, mention))
    found = map(_cause, groups.values())
    return sorted(found, key=lambda each: (bool(each.accepted), -len(each.rules), -each.requests))


def _key(mention: Mention) -> Hashable:
    """Return what findings of one cause have in common."""
    accepted = bool(mention.accepted)
    if mention.aspect == "status":
        # Rules differ in what else they would have taken: the first status is the one that is meant.
        return accepted, "status", re.findall(r"\d+|\w+", mention.expected)[:2][-1], mention.got
    if "expected" in mention.got:
        return accepted, mention.aspect  # a place in a body, whatever is wrong there
    return accepted, mention.expected, mention.got  # what reads the same is one cause, wherever it was found


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
