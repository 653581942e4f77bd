"""Tests of the causes of findings: findings with the same text are one cause, and each cause has an example."""

import re

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from api_conformance.results.causes import causes
from api_conformance.results.check_result import Example, Mention, RuleResult, Symptom
from api_conformance.results.habits import Habits


def mention(aspect: str, expected: str, got: str, number: int, accepted: str = "") -> Mention:
    """Return a finding of one exchange, whose request has a body of `number` bytes."""
    status = re.search(r"status (\d{3})", got)
    return Mention(
        aspect, expected, got, f"main-{number}", "", number, accepted, status=int(status[1]) if status else None
    )


def result(rule: str, *mentions: Mention) -> RuleResult:
    """Return the result of a rule with these findings, each on its own."""
    symptoms = tuple(Symptom((each,), Example(each, "", f"curl {each.size}", "", "")) for each in mentions)
    return RuleResult(rule, rule, "group", "", "", "", "failed", "", False, len(mentions), symptoms)


def test_findings_with_the_same_text_are_one_cause() -> None:
    other_methods = [mention(method, "an Allow header", "none", size) for size, method in enumerate(("PUT", "GET"), 1)]

    (cause,) = causes([result("another_method_is_refused", *other_methods)])

    assert cause.requests == 2
    assert cause.example.curl == "curl 1"


def test_a_wrong_status_is_one_cause_over_all_rules() -> None:
    first = result("a_valid_request_is_served", mention("status", "status 201", "status 200", 1))
    second = result("a_chunked_body_is_served", mention("status", "status 201 or 411", "status 200", 2))
    undocumented = result("every_status_is_documented", mention("status", "status 201, 400 or 401", "status 200", 3))

    (cause,) = causes([first, second, undocumented])

    assert len(cause.rules) == 3
    assert cause.requests == 3


def test_findings_with_different_texts_are_separate_causes() -> None:
    found = result("every_body", mention("/a", "a string", "a number", 1), mention("/b", "a string", "null", 2))

    assert len(causes([found])) == 2


def test_varying_numbers_and_ids_do_not_make_separate_causes() -> None:
    found = result(
        "the_expiry_is_that_of_the_token",
        *(mention("expires_at", "expires_at as in the token", f"expires_at -{n},794 s from it", n) for n in range(9)),
    )
    redirects = [mention("3xx", "no redirect", f"status 302 to /login?state=a{n}f{n}", n) for n in range(9)]

    assert len(causes([found])) == 1
    assert len(causes([result("no_answer_redirects", *redirects)])) == 1


def test_a_wrong_value_of_a_property_is_one_cause_for_any_expected_value() -> None:
    echoed = [mention(f"metadata: {n}", f'metadata: {{"n": {n}}}', f'metadata: {{"no": {n}}}', n) for n in range(3)]
    other = result("another", mention("metadata", "metadata as in the request", 'metadata: {"no": 7}', 7))

    (cause,) = causes([result("metadata_is_returned_unchanged", *echoed), other])

    assert len(cause.rules) == 2


def test_a_firewall_page_is_one_cause_for_any_expectation() -> None:
    got = "status 403 with an HTML page, as a web application firewall sends it"
    found = [mention("status", "status 422", got, 1), mention("status", 'metadata: {"a": 1}', got, 2)]
    undocumented = mention("status 403", "status 201 or 400", "status 403", 3)

    (cause,) = causes([result("every_body", *found), result("every_status_is_documented", undocumented)])

    assert cause.requests == 3


def test_a_failure_is_one_cause_for_any_expectation() -> None:
    statuses = [mention("status", expected, "status 500", n) for n, expected in enumerate(EXPECTED)]
    page = mention("content type", "content type application/json", "status 500 with text/plain", 1)

    assert len(causes([result("every_body", *statuses), result("every_content_type_is_documented", page)])) == 1


EXPECTED = ("status 401", "status 201", "a success, or a status from 400 to 499", "metadata: {}", "no call", "a call")


def test_a_missing_call_is_one_cause_for_any_property_that_was_expected_in_it() -> None:
    expected = ("a success with a call", 'metadata: {"n": 1}', "the call that was registered", "status 200")
    found = [mention("status", each, "status 404", n) for n, each in enumerate(expected)]

    assert len(causes([result("a_call_is_read", *found)])) == 1


def test_a_missing_call_is_one_cause_for_any_value_that_was_expected_in_it() -> None:
    expected = ('metadata: {"call_status": "mine"}', 'metadata: {"n": 1}')
    found = [mention("status", each, "status 404", n) for n, each in enumerate(expected)]

    assert len(causes([result("metadata_is_returned_unchanged", *found)])) == 1


def test_accepting_all_requests_is_one_cause() -> None:
    rules = {"no_key": "status 401", "text": "a status from 400 to 499", "invalid": "status 400 or 422"}
    found = [result(rule, mention("status", status, "status 201", n)) for n, (rule, status) in enumerate(rules.items())]

    assert len(causes(found)) == 3
    (cause,) = causes(found, Habits(serves_all=frozenset({""})))
    assert cause.got == "a success for each request"
    assert len(causes(found[:2], Habits(serves_all=frozenset({""})))) == 2


def test_returning_no_value_of_the_request_is_one_cause() -> None:
    names = "metadata", "agent_id", "agent_version"
    found = [result(name, mention(name, f"{name} as in the request", f"{name}: 7", n)) for n, name in enumerate(names)]

    assert len(causes(found)) == 3
    (cause,) = causes(found, Habits(never_returned=frozenset(names)))
    assert cause.title == "expected metadata, agent_id and agent_version as in the request, got other values"


def in_bodies(fault: str, *places: str) -> RuleResult:
    """Return the result of a rule that found a fault at these places of bodies."""
    return result(
        "every_body", *(mention(f"201 {at}", "", f"status 201: expected {fault} at {at}", 1) for at in places)
    )


def test_a_fault_of_a_property_in_three_places_is_one_cause() -> None:
    roles = in_bodies("a string, got 1", "/transcript/0/role", "/scrubbed/0/role", "/before/0/role")
    missing = in_bodies("the property role, got none", "/transcript/1", "/scrubbed/1", "/before/1")

    assert [each.title for each in causes([roles])] == [
        "expected a string, got 1 at 3 places, such as /transcript/0/role"
    ]
    assert [each.title for each in causes([missing])] == [
        "expected the property role, got none at 3 places, such as /transcript/1"
    ]


def test_a_fault_of_a_property_in_two_objects_of_one_name_is_one_cause() -> None:
    urls = in_bodies("a URL, got a string", "/data/0/overview/url", "/data/overview/url", "/data/1/url")

    assert [each.title for each in causes([urls])] == [
        "expected a URL, got a string at 2 places, such as /data/0/overview/url",
        "status 201: expected a URL, got a string at /data/1/url",
    ]


def test_faults_of_different_properties_are_separate_causes() -> None:
    assert len(causes([in_bodies("a string, got 1", "/role", "/content", "/name")])) == 3
    assert len(causes([in_bodies("a string, got 1", "/transcript/0/role", "/scrubbed/0/role")])) == 2


def test_shared_ids_and_tokens_are_one_cause() -> None:
    found = [mention("", f"a {name} of its own for each call", "2 calls with the same", 1) for name in ("id", "token")]

    (cause,) = causes([result("no_two_calls_share_a_secret_or_an_id", *found)])

    assert cause.title == "expected id and token of their own for each call, got calls that share them"


def test_three_faults_of_one_expectation_are_one_cause() -> None:
    faults = "latencies [2, 1] for min, max", "a word that ends before it begins", "arguments that are not JSON"
    found = [mention("", "transcripts and latencies in order", each, 1) for each in faults]

    (cause,) = causes([result("in_order", *found)])

    assert cause.got == "latencies [2, 1] for min, max, and other faults"
    assert len(causes([result("in_order", *found[:2])])) == 2


def test_a_call_that_differs_each_time_it_is_read_is_one_cause() -> None:
    names = "agent_name", "agent_tag", "call_analysis", "llm_token_usage", "start_timestamp", "transcript"
    found = [mention(each, f"the same {each} as before", f"another {each}, or none", 1) for each in names]
    asked = result("a_call_is_read", mention("", "the agent_name that was asked for", "another agent_name", 2))

    (cause,) = causes([result("a_call_fetched_twice_is_the_same", *found), asked])

    assert "agent_name, agent_tag, call_analysis, llm_token_usage and 2 more properties as before" in cause.title
    assert len(causes([result("a_call_fetched_twice_is_the_same", *found[:2])])) == 2


def test_a_consequence_is_not_the_title_of_a_cause() -> None:
    served = mention("status", "status 400 or 422", "status 201", 0)
    followed = [mention("late", "times that agree", "an end before the start", 0) for _ in range(3)]

    (cause,) = causes([result("an_invalid_request_is_refused", served), result("times", *followed)])

    assert cause.title == "expected status 400 or 422, got status 201"


WRONG = {
    "metadata_is_returned_unchanged": ("metadata: {}", 'metadata: {"n": 1}'),
    "every_call_is_its_own": ("a call_id of its own for each call", "1 ids for 6 calls"),
    "a_token_expires_soon": ("an expiry that lets a browser join", "expires_at, -6021225 s away"),
}


def test_all_faults_of_identical_responses_are_one_cause() -> None:
    wrong = [(rule, mention("", *texts, n)) for n, (rule, texts) in enumerate(WRONG.items())]
    found = [
        *(result(rule, each) for rule, each in wrong),
        result("key", mention("status", "status 401", "status 201", 9)),
    ]

    assert len(causes(found)) == 4
    assert {each.got for each in causes(found, Habits(same_body=frozenset({("", None), ("", 201)})))} == {
        "the same response to all requests",
        "status 201",
    }


def test_a_duplicate_header_is_one_cause_for_any_status() -> None:
    twice = [
        mention("", "content type application/json", f"status {status} with a/json, a/json", status)
        for status in (200, 201, 400)
    ]
    rule = "every_content_type_is_documented"
    plain = [
        mention("", "content type application/json", f"status {status} with text/plain", status)
        for status in (201, 400)
    ]

    assert len(causes([result(rule, *twice)])) == 1
    assert len(causes([result(rule, *plain)])) == 2


def test_consequences_of_an_expiry_in_seconds_are_not_separate_causes() -> None:
    seconds = mention("soon", "an expiry", "expires_at that looks like seconds; the contract says milliseconds", 1)
    apart = mention(
        "expires_at", "expires_at as in the token", "expires_at -1,794,224,775 s from the token's own exp", 1
    )

    assert len(causes([result("soon", seconds), result("of_the_token", apart)])) == 1
    assert len(causes([result("of_the_token", evolve(apart, exchange="main-2")), result("soon", seconds)])) == 2


def test_invalid_times_and_their_consequences_are_one_cause() -> None:
    texts = (
        "start_timestamp 79932, which is not a plausible time in milliseconds",
        "end_timestamp 4, which looks like seconds",
    )
    none = [mention(text.split()[0], "times that agree", text, 1) for text in texts]
    before = mention("an", "times that agree", "an end before the start", 1)

    assert len(causes([result("the_times_agree", *none, before)])) == 1
    assert len(causes([result("the_times_agree", *none, evolve(before, exchange="main-2"))])) == 2


def test_late_and_missing_responses_are_one_cause() -> None:
    got = "no response (ReadTimeout: timed out) intermittently: 5 of 2,441 requests, each answered when repeated"
    lost = mention("intermittently", "a response below 500", got, 1)
    late = mention("seconds", "a response within 10 s", "10.0 s", 1)

    assert len(causes([result("answered", lost), result("in_time", late)])) == 1


def test_a_truncated_body_and_a_short_content_length_are_one_cause() -> None:
    surplus = mention("", "no data after the response", "got 3 bytes", 1)
    cut_off = [mention("", "a JSON body", "status 400 with invalid JSON (line 1)", number) for number in (1, 2)]

    (cause,) = causes([result("framing", surplus), result("every_body_is_strict_json", *cut_off)])

    assert cause.expected == "no data after the response"
    assert len(causes([result("framing", surplus), result("every_body_is_strict_json", cut_off[1])])) == 2


def test_null_at_many_places_is_one_cause() -> None:
    places = [
        mention(f"201 /{name}", "a string", f"status 201: expected a string, got null at /{name}", 1) for name in "abcd"
    ]
    number = mention("201 /e", "a string", "status 201: expected a string, got a number at /e", 1)

    first, _ = causes([result("every_body", *places, number)])

    assert first.title == "expected a value of the documented type, or no property, got null at 4 places"
    assert len(causes([result("every_body", *places[:2])])) == 2


def test_different_faults_of_accepted_requests_are_separate_causes() -> None:
    number = mention("status", "a status from 400 to 499", "status 201", 1)
    text = mention("status", "a status from 400 to 499", "status 201", 2)
    rules = "a_number_that_is_not_json_is_refused", "a_body_of_another_content_type_is_refused"

    assert len(causes([result(rules[0], number), result(rules[1], text)])) == 2


def test_faults_in_the_response_to_an_accepted_invalid_request_are_a_consequence() -> None:
    served = mention("status", "status 400 or 422", "status 201", 1)
    echoed = mention("201 /agent_name", "a string", "status 201: expected a string, got an integer at /agent_name", 1)

    (cause,) = causes(
        [result("an_invalid_request_is_refused", served), result("every_body_has_the_documented_schema", echoed)]
    )

    assert cause.title == "expected status 400 or 422, got status 201"


def test_errors_of_another_form_are_one_cause_for_any_status() -> None:
    found = [mention("", "a text as message", f"status {status} with detail in its place", status) for status in ERRORS]

    assert len(causes([result("an_error_says_why", *found)])) == 1


def test_errors_of_another_content_type_and_another_form_are_one_cause() -> None:
    got = "status 422 with application/problem+json"
    typed = mention(got, "content type application/json", got, 1)
    shaped = mention("", "a text as message", "status 422 with detail in its place", 1)

    (cause,) = causes([result("every_content_type_is_documented", typed), result("an_error_says_why", shaped)])

    assert cause.got == got
    assert len(cause.rules) == 2


def test_an_agent_that_does_not_exist_is_one_cause_whichever_rule_sends_it() -> None:
    sent = [mention("status", each, "status 201", n) for n, each in enumerate((STRANGERS, STRANGERS_SORTED))]
    invalid = evolve(sent[1], exchange="main-2", why="/agent_id: expected a string, got null")

    assert len(causes([result("an_unknown_agent", sent[0]), result("an_invalid_request_is_refused", sent[1])])) == 1
    assert len(causes([result("an_unknown_agent", sent[0]), result("an_invalid_request_is_refused", invalid)])) == 2


STRANGERS, STRANGERS_SORTED = "status 422, 404 or 400", "status 400, 404 or 422"


def test_numbers_that_are_not_json_are_one_cause_whichever_of_them_is_written() -> None:
    read = mention("status", "a status from 400 to 499", "status 201", 1)
    written = [mention(each, "strict JSON", f"{each}, which is not JSON", n) for n, each in enumerate(NUMBERS, 1)]

    (cause,) = causes(
        [result("a_number_that_is_not_json_is_refused", read, read), result("every_body_is_strict_json", *written)]
    )

    assert cause.title == "expected strict JSON, got NaN, which is not JSON"


NUMBERS = "NaN", "Infinity"


def test_causes_that_read_the_same_name_their_rules() -> None:
    found = [
        result(f"rule {number}", mention("status", "a status from 400 to 499", "status 201", number))
        for number in (1, 2)
    ]

    titles = {each.title for each in causes(found)}

    assert titles == {f"expected a status from 400 to 499, got status 201 (rule {number})" for number in (1, 2)}


def test_the_example_is_of_a_known_agent_rather_than_a_small_request() -> None:
    small, known = (mention("late", "a response within 10 s", f"{size} s", size) for size in (1, 2))

    (cause,) = causes([result("in_time", evolve(small, lacks_known=True), known)])

    assert cause.example.curl == "curl 2"


def test_a_property_that_is_absent_or_wrong_is_one_cause() -> None:
    got = ('metadata: {"a": 1}', "a call without metadata", "another metadata, or none")
    found = [mention(each, "metadata as in the request", each, n) for n, each in enumerate(got)]

    assert len(causes([result("a_call_is_read", *found)])) == 1


def test_access_without_a_key_is_one_cause_for_any_success_status() -> None:
    found = [mention("status", "status 401", f"status {status}", status) for status in (200, 201)]

    (cause,) = causes([result("a_missing_key_is_refused", *found)])

    assert cause.title == "expected status 401, got status 200 or 201"


ERRORS = (400, 401, 404, 422)


TEXTS = st.sampled_from(["", "status 201", "status 302", "status 302 to /a?1", "x: [1]", "expected a", "\ud800", "12"])


@given(st.lists(st.builds(mention, TEXTS, TEXTS, TEXTS, st.integers(0, 9), st.sampled_from(["", "known"]))))
def test_every_finding_has_a_cause_with_an_example(mentions: list[Mention]) -> None:
    half = len(mentions) // 2
    results = [result("every_status_is_documented", *mentions[:half]), result("another", *mentions[half:])]

    found = causes(results)

    assert {rule.rule for cause in found for rule in cause.rules} == {each.rule for each in results if each.symptoms}
    assert all(cause.example.mention in mentions for cause in found)
