"""Causes: findings with a common cause are one entry, with one example and the rules that it breaks."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from attrs import frozen

from api_conformance.finding import pattern
from api_conformance.results.cause_keys import SAME_RESPONSE, Key, consequence_of, key
from api_conformance.results.check_result import Example, Mention, RuleResult

OF_ANY_STATUS = frozenset({"every_status_is_documented", "no_answer_redirects"})
"""The rules that find fault with a status whatever was asked."""
TOLD_OF_THE_SAME = "a response to what was asked", "the same response to all requests"
LEAST_NULLS = 3
"""Places that have null, from which on a server writes null for whatever is absent."""
NULL = ", got null at /"
MOST_NAMED = 2
"""Operations that a title names."""


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
    findings: frozenset[str]
    """Ids of the findings that it shows in."""
    accepted: str
    """Why it is accepted; empty if any of its findings counts."""
    operations: tuple[str, ...] = ()
    """Methods and paths of the operations that show it."""

    @property
    def title(self) -> str:
        """The cause in one line."""
        told = self.got if "expected" in self.got else f"expected {self.expected}, got {self.got}"
        if not self.operations:
            return told
        count = len(self.operations)
        named = " and ".join(self.operations) if count <= MOST_NAMED else f"{count} operations"
        return f"{named}: {told}"


def causes(results: Iterable[RuleResult]) -> list[Cause]:
    """Return the causes of all findings, those that break most rules first, accepted ones last."""
    groups: dict[Key, list[_Entry]] = defaultdict(list)
    of_exchange: dict[str, list[Key]] = defaultdict(list)
    of_status: dict[int | None, set[Key]] = defaultdict(set)
    late: list[_Entry] = []
    own: list[_Entry] = []
    for rule in results:
        for symptom in rule.symptoms:
            finding = symptom.id_in(rule.rule)
            entries = [_Entry(rule, mention, symptom.example, finding) for mention in symptom.mentions]
            (late if rule.rule in OF_ANY_STATUS else own).extend(entries)
    for entry in own:
        of_exchange[entry.mention.exchange].append(key(entry.rule.rule, entry.mention))
    for entry in own:
        its_key = key(entry.rule.rule, entry.mention)
        cause = consequence_of(its_key, of_exchange[entry.mention.exchange])
        groups[cause].append(entry)
        if entry.mention.aspect == "status":
            of_status[entry.mention.status].add(cause)
    # That a status is undocumented is no cause of its own if another rule expected a certain one, of the same response
    # or wherever that status came.
    for entry in late:
        mention = entry.mention
        only = of_status[mention.status]
        otherwise = next(iter(only)) if len(only) == 1 else key(entry.rule.rule, mention)
        groups[next(iter(of_exchange[mention.exchange]), otherwise)].append(entry)
    _join_nulls(groups)
    found = (_cause(entries, of.kind) for of, entries in groups.items())
    return sorted(found, key=lambda each: (bool(each.accepted), -len(each.rules), -each.requests))


@frozen
class _Entry:
    """A finding, with the example of those that read like it."""

    rule: RuleResult
    mention: Mention
    example: Example
    finding: str
    """The finding's id."""


def _join_nulls(groups: dict[Key, list[_Entry]]) -> None:
    """Make one cause of null at many places, which a server writes for whatever it has no value of."""
    for is_accepted in (False, True):
        of_null = [
            each
            for each, entries in groups.items()
            if (each.kind, each.accepted) == ("body", is_accepted) and all(NULL in one.mention.got for one in entries)
        ]
        if len(of_null) >= LEAST_NULLS:
            first, *others = of_null
            for each in others:
                groups[first] += groups.pop(each)


def _cause(entries: list[_Entry], kind: str) -> Cause:
    # What a rule of one status says is more to the point than that no operation documents it.
    told = [each for each in entries if each.rule.rule not in OF_ANY_STATUS] or entries
    texts = Counter((pattern(each.mention.expected), pattern(each.mention.got)) for each in told)
    (usual, _), *_ = texts.most_common(1)
    usual_ones = [each.example for each in told if (pattern(each.mention.expected), pattern(each.mention.got)) == usual]
    # Of invalid requests one that breaks the schema tells more than one with an id that the server does not know.
    example = min(usual_ones, key=lambda each: (not each.mention.why, each.mention.size))
    counts = Counter(each.rule.rule for each in entries)
    by_id = {each.rule.rule: each.rule for each in entries}
    whys = Counter(each.mention.why for each in entries if each.mention.why)
    accepted = {each.mention.accepted for each in entries}
    told_as = TOLD_OF_THE_SAME if kind == SAME_RESPONSE else (example.mention.expected, example.mention.got)
    return Cause(
        *told_as,
        tuple(by_id[name] for name, _ in counts.most_common()),
        len({each.mention.exchange for each in entries}),
        example,
        tuple(why for why, _ in whys.most_common()),
        frozenset(each.finding for each in entries),
        "" if "" in accepted else "; ".join(sorted(accepted)),
        tuple(sorted({each.mention.asked_at for each in entries if each.mention.asked_at})),
    )
