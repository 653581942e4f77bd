"""The causes of findings: what reads the same is one entry, wherever it was found."""

from api_conformance.results.causes import causes
from api_conformance.results.check_result import Example, Mention, RuleResult


def mention(aspect: str, expected: str, got: str, number: int) -> Mention:
    """Return a finding of one exchange, whose request has so many bytes."""
    return Mention(aspect, expected, got, f"main-{number}", "", number, "")


def result(rule: str, *mentions: Mention) -> RuleResult:
    """Return what became of a rule that found these."""
    examples = tuple(Example(each, "", f"curl {each.size}", "", "") for each in mentions)
    return RuleResult(rule, rule, "group", "", "", "", "failed", "", False, len(mentions), mentions, examples)


def test_findings_that_read_the_same_are_one_cause() -> None:
    other_methods = [mention(method, "an Allow header", "none", size) for size, method in enumerate(("PUT", "GET"), 1)]

    (cause,) = causes([result("another_method_is_refused", *other_methods)])

    assert cause.requests == 2
    assert cause.example.curl == "curl 1"


def test_one_status_for_another_is_one_cause_of_all_rules() -> None:
    first = result("a_valid_request_is_served", mention("status", "status 201", "status 200", 1))
    second = result("a_chunked_body_is_served", mention("status", "status 201 or 411", "status 200", 2))
    undocumented = result("every_status_is_documented", mention("status", "status 201, 400 or 401", "status 200", 3))

    (cause,) = causes([first, second, undocumented])

    assert len(cause.rules) == 3
    assert cause.requests == 3


def test_what_reads_otherwise_stays_apart() -> None:
    found = result("every_body", mention("/a", "a string", "a number", 1), mention("/b", "a string", "null", 2))

    assert len(causes([found])) == 2
