"""The causes of findings: what reads the same is one entry, wherever it was found, and each has an example."""

from hypothesis import given
from hypothesis import strategies as st

from api_conformance.results.causes import causes
from api_conformance.results.check_result import Example, Mention, RuleResult, Symptom


def mention(aspect: str, expected: str, got: str, number: int, accepted: str = "") -> Mention:
    """Return a finding of one exchange, whose request has so many bytes."""
    return Mention(aspect, expected, got, f"main-{number}", "", number, accepted)


def result(rule: str, *mentions: Mention) -> RuleResult:
    """Return what became of a rule that found these, each by itself."""
    symptoms = tuple(Symptom((each,), Example(each, "", f"curl {each.size}", "", "")) for each in mentions)
    return RuleResult(rule, rule, "group", "", "", "", "failed", "", False, len(mentions), symptoms)


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


def test_numbers_and_ids_that_vary_are_no_causes_of_their_own() -> None:
    found = result(
        "the_expiry_is_that_of_the_token",
        *(mention("expires_at", "expires_at as in the token", f"expires_at -{n},794 s from it", n) for n in range(9)),
    )
    redirects = [mention("3xx", "no redirect", f"status 302 to /login?state=a{n}f{n}", n) for n in range(9)]

    assert len(causes([found])) == 1
    assert len(causes([result("no_answer_redirects", *redirects)])) == 1


def test_a_wrong_value_of_a_property_is_one_cause_whatever_was_expected() -> None:
    echoed = [mention(f"metadata: {n}", f'metadata: {{"n": {n}}}', f'metadata: {{"no": {n}}}', n) for n in range(3)]
    other = result("another", mention("metadata", "metadata as in the request", 'metadata: {"no": 7}', 7))

    (cause,) = causes([result("metadata_is_returned_unchanged", *echoed), other])

    assert len(cause.rules) == 2


def test_a_page_of_a_firewall_is_one_cause_whatever_was_expected() -> None:
    got = "status 403 with an HTML page, as a web application firewall sends it"
    found = [mention("status", "status 422", got, 1), mention("status", 'metadata: {"a": 1}', got, 2)]
    undocumented = mention("status 403", "status 201 or 400", "status 403", 3)

    (cause,) = causes([result("every_body", *found), result("every_status_is_documented", undocumented)])

    assert cause.requests == 3


TEXTS = st.sampled_from(["", "status 201", "status 302", "status 302 to /a?1", "x: [1]", "expected a", "\ud800", "12"])


@given(st.lists(st.builds(mention, TEXTS, TEXTS, TEXTS, st.integers(0, 9), st.sampled_from(["", "known"]))))
def test_every_finding_is_of_a_cause_that_has_an_example(mentions: list[Mention]) -> None:
    half = len(mentions) // 2
    results = [result("every_status_is_documented", *mentions[:half]), result("another", *mentions[half:])]

    found = causes(results)

    assert {rule.rule for cause in found for rule in cause.rules} == {each.rule for each in results if each.symptoms}
    assert all(cause.example.mention in mentions for cause in found)
