"""Causes: findings with a common cause are one entry, with one example and the rules that it breaks."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

from attrs import frozen

from api_conformance.finding import pattern
from api_conformance.results.check_result import Example, Mention, RuleResult

OF_ANY_STATUS = frozenset({"every_status_is_documented", "no_answer_redirects"})
"""The rules that find fault with a status whatever was asked."""
HTML_PAGE = "with an HTML page"
PROPERTY = re.compile(r"([a-z]\w*): ")


@frozen
class Cause:
    """A mistake of the server, as far as the findings tell."""

    expected: str
    got: str
    rules: tuple[RuleResult, ...]
    """The rules it breaks, the one with the most findings first."""
    requests: int
    """Number of requests that show it."""
    example: Example
    """The smallest of them."""
    whys: tuple[str, ...]
    """Constraints that the requests violate, or the part of a valid one that is enough; most frequent first."""
    accepted: str
    """Why it is accepted; empty if any of its findings counts."""

    @property
    def title(self) -> str:
        """The cause in one line."""
        return self.got if "expected" in self.got else f"expected {self.expected}, got {self.got}"


def causes(results: Iterable[RuleResult]) -> list[Cause]:
    """Return the causes of all findings, those that break most rules first, accepted ones last."""
    groups: dict[Hashable, list[_Entry]] = defaultdict(list)
    of_exchange: dict[str, Hashable] = {}
    of_status: dict[str, set[Hashable]] = defaultdict(set)
    late = []
    for rule in results:
        for symptom in rule.symptoms:
            for mention in symptom.mentions:
                entry = _Entry(rule, mention, symptom.example)
                if rule.rule in OF_ANY_STATUS:
                    late.append(entry)
                    continue
                key = _key(mention)
                groups[key].append(entry)
                if mention.aspect == "status":
                    of_exchange.setdefault(mention.exchange, key)
                    of_status[_status(mention.got)].add(key)
    # That a status is undocumented is no cause of its own if another rule expected a certain one, of the same response
    # or wherever that status came.
    for entry in late:
        only = of_status[_status(entry.mention.got)]
        own = next(iter(only)) if len(only) == 1 else _key(entry.mention)
        groups[of_exchange.get(entry.mention.exchange, own)].append(entry)
    found = map(_cause, groups.values())
    return sorted(found, key=lambda each: (bool(each.accepted), -len(each.rules), -each.requests))


@frozen
class _Entry:
    """A finding, with the example of those that read like it."""

    rule: RuleResult
    mention: Mention
    example: Example


def _status(got: str) -> str:
    """Return the status that a response has, as a finding begins."""
    return " ".join(got.split(" ", 2)[:2])


def _key(mention: Mention) -> Hashable:
    """Return what findings of one cause have in common."""
    accepted = bool(mention.accepted)
    if mention.got.startswith("status ") and HTML_PAGE in mention.got:
        return accepted, "page", mention.got  # of something before the application, whatever was expected
    if mention.aspect == "status":
        # Rules differ in what else they would have taken: the first status is the one that is meant.
        return accepted, "status", tuple(re.findall(r"\d+|\w+", mention.expected)[:2][-1:]), mention.got
    if "expected" in mention.got:
        return accepted, pattern(mention.aspect)  # a place in a body, whatever is wrong there
    named = PROPERTY.match(mention.got)
    if named:
        return accepted, "property", named[1]  # whatever value it was to have
    # What reads the same is one cause, wherever it was found.
    return accepted, pattern(mention.expected), pattern(mention.got)


def _cause(entries: list[_Entry]) -> Cause:
    # What a rule of one status says is more to the point than that no operation documents it.
    told = [each for each in entries if each.rule.rule not in OF_ANY_STATUS] or entries
    texts = Counter((pattern(each.mention.expected), pattern(each.mention.got)) for each in told)
    (usual, _), *_ = texts.most_common(1)
    usual_ones = (each.example for each in told if (pattern(each.mention.expected), pattern(each.mention.got)) == usual)
    example = min(usual_ones, key=lambda each: each.mention.size)
    counts = Counter(each.rule.rule for each in entries)
    by_id = {each.rule.rule: each.rule for each in entries}
    whys = Counter(each.mention.why for each in entries if each.mention.why)
    accepted = {each.mention.accepted for each in entries}
    return Cause(
        example.mention.expected,
        example.mention.got,
        tuple(by_id[name] for name, _ in counts.most_common()),
        len({each.mention.exchange for each in entries}),
        example,
        tuple(why for why, _ in whys.most_common()),
        "" if "" in accepted else "; ".join(sorted(accepted)),
    )
