"""The list of checks for `--list-checks`: the ids for `-k` and deviations, with titles and sources."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from api_conformance.rule import Rule


def lines(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the checks by group: the id, the smallest profile, the title and the source."""
    width = max((len(each.id) for each in rules), default=0)
    for group, those in groupby(rules, key=lambda each: each.group):
        yield f"{group.title}: {group.sentence}"
        for rule in those:
            more = f"; PROFILE=deep: {rule.left_to_deep}" if rule.left_to_deep else ""
            yield f"  {rule.id:{width}}  {rule.profile:5}  {rule.title} ({rule.source}){more}"
        yield ""
    yield f"{len(rules)} checks. A profile makes those of the one before it, and with more requests: smoke, ci, deep."
