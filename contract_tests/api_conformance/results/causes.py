"""The causes of findings: each with one example and the rules that it breaks."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from attrs import evolve, frozen

from api_conformance.finding import pattern
from api_conformance.judge import listed
from api_conformance.results.cause_keys import SAME_RESPONSE, SERVED, Key, consequence_of, key
from api_conformance.results.check_result import Example, RuleResult
from api_conformance.results.habits import Habits
from api_conformance.results.joined_causes import Entry, joined

OF_ANY_STATUS = frozenset({"every_status_is_documented", "no_answer_redirects"})
"""The rules about statuses of all requests."""
TEXTS = {SAME_RESPONSE: ("a response to the request", "the same response to all requests")}
"""Expected and got, for kinds of causes whose examples do not show them."""
NO_HABITS = Habits()
MOST_NAMED = 2
"""Maximum number of operations in a title."""


@frozen
class Cause:
    """A mistake of the server, inferred from findings."""

    expected: str
    got: str
    rules: tuple[RuleResult, ...]
    """The broken rules, the one with the most findings first."""
    requests: int
    """Number of requests that show it."""
    example: Example
    """The smallest of them."""
    whys: tuple[str, ...]
    """The violated constraints of requests, or the parts of valid ones that cause the fault; most frequent first."""
    findings: frozenset[str]
    """The ids of its findings."""
    accepted: str
    """The reason why it is accepted; empty if any of its findings counts."""
    operations: tuple[str, ...] = ()
    """Methods and paths of the operations that show it; a path alone if the requests had other methods."""
    is_named: bool = False
    """True if its title names its first rule, since another cause has the same expected and got."""

    @property
    def title(self) -> str:
        """The cause in one line."""
        text = self.got if "expected" in self.got else f"expected {self.expected}, got {self.got}"
        if self.is_named:
            text = f"{text} ({self.rules[0].title})"
        if not self.operations:
            return text
        count = len(self.operations)
        named = " and ".join(self.operations) if count <= MOST_NAMED else f"{count} operations"
        return f"{named}: {text}"


def causes(results: Iterable[RuleResult], habits: Habits = NO_HABITS) -> list[Cause]:
    """Return the causes of all findings, ordered by the number of broken rules, accepted ones last."""
    groups: dict[Key, list[Entry]] = defaultdict(list)
    of_exchange: dict[str, dict[Key, None]] = defaultdict(dict)
    of_status: dict[int | None, set[Key]] = defaultdict(set)
    late: list[Entry] = []
    own: list[Entry] = []
    for rule in results:
        for symptom in rule.symptoms:
            finding = symptom.id_in(rule.rule)
            for mention in symptom.mentions:
                entry = Entry(rule, mention, symptom.example, finding, key(rule.rule, mention, habits))
                (late if rule.rule in OF_ANY_STATUS else own).append(entry)
    for entry in own:
        of_exchange[entry.mention.exchange][entry.key] = None
    for entry in own:
        cause = consequence_of(entry.key, of_exchange[entry.mention.exchange])
        groups[cause].append(entry)
        if entry.mention.aspect == "status":
            of_status[entry.mention.status].add(cause)
    # An undocumented status is not a separate cause if another rule expected a certain status, of the same response
    # or of others with that status.
    for entry in late:
        only = of_status[entry.mention.status]
        otherwise = next(iter(only)) if len(only) == 1 else entry.key
        groups[next(iter(of_exchange[entry.mention.exchange]), otherwise)].append(entry)
    texts = joined(groups, habits)
    found = [_cause(entries, of, TEXTS.get(of.kind) or texts.get(of)) for of, entries in groups.items()]
    titles = Counter(each.title for each in found)
    found = [evolve(each, is_named=titles[each.title] > 1) for each in found]
    return sorted(found, key=lambda each: (bool(each.accepted), -len(each.rules), -each.requests))


def _cause(entries: list[Entry], of: Key, text: tuple[str, str] | None) -> Cause:
    # A consequence is a poor example of its cause.
    direct = [each for each in entries if each.key.kind == of.kind] or entries
    # A rule that expects one status says more than one that finds it undocumented.
    direct = [each for each in direct if each.rule.rule not in OF_ANY_STATUS] or direct
    if of.kind == "not JSON":
        direct = [each for each in direct if each.mention.aspect != "status"] or direct
    texts = Counter((pattern(each.mention.expected), pattern(each.mention.got)) for each in direct)
    (usual, _), *_ = texts.most_common(1)
    usual_ones = [
        each.example for each in direct if (pattern(each.mention.expected), pattern(each.mention.got)) == usual
    ]
    # An invalid request that breaks the schema is a better example than one with an unknown id.
    example = min(usual_ones, key=lambda each: (not each.mention.why, each.mention.lacks_known, each.mention.size))
    counts = Counter(each.rule.rule for each in entries)
    by_id = {each.rule.rule: each.rule for each in entries}
    whys = Counter(each.mention.why for each in entries if each.mention.why)
    accepted = {each.mention.accepted for each in entries}
    statuses = sorted({each.mention.status for each in direct if each.mention.status is not None})
    got = f"status {listed(statuses)}" if of.what[-1:] == (SERVED,) else example.mention.got
    return Cause(
        *(text or (example.mention.expected, got)),
        tuple(by_id[name] for name, _ in counts.most_common()),
        len({each.mention.exchange for each in entries}),
        example,
        tuple(why for why, _ in whys.most_common()),
        frozenset(each.finding for each in entries),
        "" if "" in accepted else "; ".join(sorted(accepted)),
        tuple(sorted({each.mention.asked_at for each in entries if each.mention.asked_at})),
    )
