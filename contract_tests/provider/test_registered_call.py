"""Rules about the meaning of a call that has just been registered, which no schema can state."""

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from contract_tests.provider import tokens
from contract_tests.provider.findings import Finding, answered, breaks, require, status_in
from contract_tests.provider.json_values import same
from contract_tests.provider.registration import NotInContract
from contract_tests.provider.traffic import Exchange, Traffic

CALLS_AT_ONCE = 6


def needs(traffic: Traffic, *names: str, asked: bool = True, answered: bool = True) -> None:
    """Skips a rule about properties that the contract does not have in the request, or in the call."""
    known = [*([traffic.registration.asked] if asked else []), *([traffic.registration.answered] if answered else [])]
    for name in names:
        if any(name not in properties for properties in known):
            raise NotInContract(f"the contract has no {name} here")


@pytest.fixture(scope="module")
def two_calls(traffic: Traffic) -> tuple[Exchange, Exchange]:
    """Two calls, registered one after the other with equal requests."""
    return traffic.create(), traffic.create()


def call_of(exchange: Exchange) -> dict[str, Any]:
    """The call in the answer; the rule is broken where there is none, whatever its status."""
    try:
        call = exchange.json() if exchange.response is not None and exchange.response.is_success else None
    except (ValueError, RecursionError):
        call = None
    if not isinstance(call, dict):
        require([Finding("a success with a call", answered(exchange), exchange)])
        raise AssertionError("unreachable")
    return call


def has(field: str, value: object) -> Callable[[Exchange], Iterable[str]]:
    """Checks that the call has this value in this field, told apart as JSON does (1 is not true)."""

    def problem(exchange: Exchange) -> Iterable[str]:
        call = call_of(exchange)
        if field not in call:
            yield f"a call without {field}"
        elif not same(call[field], value):
            yield f"{field}: {json.dumps(call[field])}"

    return problem


def test_a_new_call_is_registered(traffic: Traffic) -> None:
    """A new call has the status `registered` and the type `web_call`.

    Promised by: the description of `call_status`, and the only value of `call_type`.
    """
    needs(traffic, "call_status", "call_type", asked=False)
    call = traffic.create()
    require(
        [
            *breaks(call, 'call_status: "registered"', has("call_status", "registered")),
            *breaks(call, 'call_type: "web_call"', has("call_type", "web_call")),
        ]
    )


def test_a_new_call_is_with_the_agent_that_was_asked_for(traffic: Traffic) -> None:
    """A new call names the agent of the request.

    Promised by: the descriptions of `agent_id` in request and response.
    """
    needs(traffic, "agent_id")
    agent = traffic.target.agent_id
    require(breaks(traffic.create(), f"agent_id: {json.dumps(agent)}", has("agent_id", agent)))


def test_a_new_call_has_the_agent_version_that_was_asked_for(traffic: Traffic, agent_version: int | None) -> None:
    """A call registered for a version of the agent names that version. Whether an earlier one exists is open.

    Promised by: the descriptions of `agent_version` in request and response.
    """
    needs(traffic, "agent_version")
    if agent_version is None:
        pytest.skip("the server told no agent version that could be asked for")
    findings = []
    for version in sorted({agent_version, agent_version - 1, 1, 0}, reverse=True):
        call = traffic.create(agent_version=version)
        if version == agent_version or call.status in traffic.registration.operation.success_statuses:
            findings += breaks(call, f"agent_version: {version}", has("agent_version", version))
    require(findings)


STRANGERS: Mapping[str, Callable[[str], str]] = {
    "made-up": lambda agent: "0" * len(agent),
    "another-case": lambda agent: agent.swapcase(),
    "cut-short": lambda agent: agent[:-1],
    "longer": lambda agent: f"{agent}x",
    "with-a-space": lambda agent: f" {agent}",
    "with-a-line-break": lambda agent: f"{agent}\n",
    "spaces": lambda _: "   ",
    "with-a-nul": lambda agent: f"{agent}\0",
    "with-a-slash": lambda agent: f"{agent}/",
    "beyond-ascii": lambda agent: f"{agent}é",
    "300-letters": lambda _: "x" * 300,
    "a-wildcard": lambda _: "*",
    "a-pattern": lambda _: "%",
    "an-injection": lambda agent: f"{agent}' OR '1'='1",
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS.keys())
def test_an_unknown_agent_is_refused(traffic: Traffic, stranger: Callable[[str], str]) -> None:
    """An agent that the account does not have is refused, however much its id looks like that of one that it has.

    Promised by: the response 422, "an agent or an agent version that does not exist"; 400 is as good.
    """
    needs(traffic, "agent_id", answered=False)
    agent = stranger(traffic.target.agent_id)
    if agent == traffic.target.agent_id:
        pytest.skip("the agent's id has no letters")
    require(breaks(traffic.create(agent_id=agent), "status 422 or 400", status_in(422, 400)))


def test_an_unknown_agent_version_is_refused(traffic: Traffic, agent_version: int | None) -> None:
    """A version that the agent does not have is refused; it is not replaced by another.

    Promised by: the response 422, "an agent or an agent version that does not exist"; 400 is as good.
    """
    needs(traffic, "agent_version", answered=False)
    for unknown in ((agent_version or 0) + 1_000_000, -1):
        call = traffic.create(agent_version=unknown)
        require(breaks(call, f"status 422 or 400 for version {unknown}", status_in(422, 400)))


LONG = "lorem ipsum " * 200
ECHOED: Mapping[str, Any] = {
    "empty": {},
    "plain": {"order": 4711, "express": True, "gift": False, "note": "by the door", "price": 1.5, "coupon": None},
    "nested": {"a": {"b": [{"c": []}, [[]], {}, [None], [1, 1]]}, "d": {}, "e": [], "f": "", "g": {"h": None}},
    "numbers": {"a": [0, -1, 0.1, -0.5, 1e-7, 1234567.891, 2**31, 2**53 - 1, -(2**53) + 1, 1e21]},
    "strings-like-values": {"a": ["007", "1e5", "true", "null", "[]", "{}", "NaN", "undefined", "-0"]},
    "strings-like-dates": {"a": ["2024-01-01T00:00:00Z", "2024-02-30", "12:00", "2024-01-01T00:00:00+02:00"]},
    "strings-like-code": {"a": ["<b>&amp;'", "{{name}}", "${x}", "%s %d", "{0}", "a+b;c=d", "%41%20"]},
    "strings-like-personal-data": {"a": ["jane@example.com", "+1 213 777 1234", "4111 1111 1111 1111", "078-05-1120"]},
    "spaces": {" padded ": "  padded  ", "tab\t": "\t", "lines": "one\ntwo\r\nthree\n"},
    "unicode": {"ключ": "значение", "emoji": "👩‍👩‍👧", "right-to-left": "שלום", "full-width": "ＡＢＣ"},
    "composition": {"composed": "\u00e9", "decomposed": "e\u0301", "ligature": "\ufb01", "sharp": "ß", "dotless": "ıİ"},
    "escapes": {'quote"': "\\ / \b \f \n \r \t", "control": "\u0001\u001f\u007f", "separator": "\u2028\u2029"},
    "names": {
        "": "empty",
        "a.b": 1,
        "$ref": "#",
        "constructor": "x",
        "toString": 1,
        "a[0]": 2,
        "0": 3,
        "length": 5,
        "id": 4,
    },
    "names-in-every-case": {"orderId": 1, "order_id": 2, "OrderId": 3, "ORDER_ID": 4, "order-id": 5},
    "names-of-secrets": {"password": "p", "token": "t", "access_token": "yours", "ssn": "s", "api_key": "k"},
    "names-of-a-call": {"call_id": "mine", "agent_id": "mine", "call_status": "mine", "metadata": {"metadata": {}}},
    "a-long-text": {"text": LONG, "items": list(range(300))},
    "many-names": {f"name_{number:02}": number for number in range(60)},
    "a-long-name": {"name_" * 12: 1},
    "deep": {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": ["i", {"j": {"k": 1}}]}}}}}}}},
}


@pytest.mark.parametrize("metadata", ECHOED.values(), ids=ECHOED.keys())
def test_metadata_is_returned_unchanged(traffic: Traffic, metadata: dict[str, Any]) -> None:
    """A new call returns the `metadata` of the request, value for value.

    Promised by: the description of `metadata`.
    """
    needs(traffic, "metadata")
    call = traffic.create(metadata=metadata)
    require(breaks(call, f"metadata: {json.dumps(metadata)}", has("metadata", metadata)))


VARIABLES = {
    "empty": {},
    "plain": {"customer_name": "John Doe", "empty": "", "padded": "  two  "},
    "strings-like-values": {"number": "0", "leading": "007", "boolean": "true", "nothing": "null", "list": "[]"},
    "strings-like-code": {"other": "{{customer_name}}", "markup": "<b>&amp;'\"", "format": "%s {0} ${x}"},
    "unicode": {"имя": "Łukasz 🎧", "lines": "one\ntwo", "decomposed": "e\u0301"},
    "names": {"with space": "1", "with.dot": "2", "Name": "3", "name": "4", "NAME": "5", "": "6"},
    "a-long-text": {"text": LONG},
    "many-names": {f"name_{number:02}": str(number) for number in range(60)},
}


@pytest.mark.parametrize("variables", VARIABLES.values(), ids=VARIABLES.keys())
def test_dynamic_variables_are_returned_unchanged(traffic: Traffic, variables: dict[str, str]) -> None:
    """A new call returns the `retell_llm_dynamic_variables` of the request.

    Promised by: the description of `retell_llm_dynamic_variables` in the response.
    """
    needs(traffic, "retell_llm_dynamic_variables")
    call = traffic.create(retell_llm_dynamic_variables=variables)
    promised = f"retell_llm_dynamic_variables: {json.dumps(variables)}"
    require(breaks(call, promised, has("retell_llm_dynamic_variables", variables)))


def test_no_call_has_the_metadata_of_another(traffic: Traffic) -> None:
    """A call registered without `metadata` after one with it does not return the other's.

    Promised by: the description of `metadata`: it is the request's own.
    """
    needs(traffic, "metadata")
    traffic.create(metadata={"secret": "of another request"})
    after = traffic.create()

    def leaks(exchange: Exchange) -> Iterable[str]:
        if call_of(exchange).get("metadata"):
            yield f"metadata: {json.dumps(call_of(exchange)['metadata'])}"

    require(breaks(after, "no metadata, or an empty object", leaks))


def test_no_call_has_the_variables_of_another(traffic: Traffic) -> None:
    """A call registered without dynamic variables after one with them does not return the other's.

    Promised by: the description of `retell_llm_dynamic_variables`: they are the request's own.
    """
    needs(traffic, "retell_llm_dynamic_variables")
    traffic.create(retell_llm_dynamic_variables={"secret": "of another request"})
    after = traffic.create()

    def leaks(exchange: Exchange) -> Iterable[str]:
        if "of another request" in json.dumps(call_of(exchange).get("retell_llm_dynamic_variables")):
            yield "the variables of another request"

    require(breaks(after, "no variables of another request", leaks))


def test_fields_of_a_request_are_not_mixed_up(traffic: Traffic) -> None:
    """Metadata and dynamic variables of the same names come back each as it was.

    Promised by: the descriptions of `metadata` and `retell_llm_dynamic_variables`.
    """
    needs(traffic, "metadata", "retell_llm_dynamic_variables")
    metadata, variables = {"name": "of metadata", "only": "here"}, {"name": "of variables"}
    call = traffic.create(metadata=metadata, retell_llm_dynamic_variables=variables)
    promised = "metadata and variables each as in the request"
    require(breaks(call, promised, has("metadata", metadata), has("retell_llm_dynamic_variables", variables)))


def test_an_override_is_for_one_call_alone(traffic: Traffic) -> None:
    """Settings that one call overrides are the agent's own again for the next.

    Promised by: the description of `agent_override`.
    """
    needs(traffic, "agent_override", answered=False)
    names = ("agent_name", "data_storage_setting", "opt_in_signed_url")
    before = call_of(traffic.create())
    other = {
        "agent_name": "For one call",
        "data_storage_setting": "basic_attributes_only"
        if before.get("data_storage_setting") == "everything"
        else "everything",
        "opt_in_signed_url": before.get("opt_in_signed_url") is not True,
    }
    traffic.create(agent_override={"agent": other})
    after = traffic.create()

    def kept(exchange: Exchange) -> Iterable[str]:
        call = call_of(exchange)
        for name in names:
            if not same(call.get(name), before.get(name)) and same(call.get(name), other[name]):
                yield f"{name}: {json.dumps(call.get(name))}, which another call asked for"

    require(breaks(after, "the agent's own settings", kept))


def test_calls_registered_at_once_are_not_mixed_up(traffic: Traffic) -> None:
    """Calls registered at the same time have ids of their own, and each the metadata of its own request.

    Promised by: the descriptions of `call_id` and `metadata`.
    """
    needs(traffic, "metadata")
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        every = [{"number": number} for number in range(CALLS_AT_ONCE)]
        exchanges = list(pool.map(lambda metadata: traffic.create(metadata=metadata), every))
    findings = []
    for metadata, exchange in zip(every, exchanges, strict=True):
        findings += breaks(exchange, f"metadata: {json.dumps(metadata)}", has("metadata", metadata))
    ids = {json.dumps(call_of(exchange).get("call_id")) for exchange in exchanges}
    if len(ids) < len(exchanges):
        findings.append(Finding("a call_id of its own for each call", f"{len(ids)} ids", exchanges[-1], "call_id"))
    require(findings)


REFUSED: Mapping[str, Callable[[Traffic], Exchange]] = {
    "for-its-body": lambda traffic: traffic.create(agent_id=1, metadata={"of": "the refused one"}),
    "for-its-agent": lambda traffic: traffic.create(agent_id="nobody", metadata={"of": "the refused one"}),
    "for-broken-json": lambda traffic: traffic.ask(b'{"metadata":', traffic.json_headers),
    "for-its-content-type": lambda traffic: traffic.ask(
        b"<agent/>", {**traffic.json_headers, "Content-Type": "text/xml"}
    ),
    "for-its-key": lambda traffic: traffic.ask(b"{}", {**traffic.json_headers, "Authorization": "Bearer wrong-key"}),
    "for-its-method": lambda traffic: traffic.ask(None, traffic.json_headers, "GET"),
    "for-its-size": lambda traffic: traffic.create(agent_id=1, metadata={"a": "x" * 3_000_000}),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_request_leaves_nothing_behind(traffic: Traffic, refused: Callable[[Traffic], Exchange]) -> None:
    """A request that was refused does not change how the next one is answered.

    Promised by: the contract, which knows no session: an answer depends on its own request.
    """
    needs(traffic, "metadata")
    refused(traffic)
    call = traffic.create(metadata={"of": "this one"})
    require(breaks(call, 'metadata: {"of": "this one"}', has("metadata", {"of": "this one"})))


def test_each_call_has_an_id_and_a_token_of_its_own(two_calls: tuple[Exchange, Exchange]) -> None:
    """No two calls have the same id or the same access token, also when the requests are equal.

    Promised by: the descriptions of `call_id` and `access_token`.
    """
    first, second = map(call_of, two_calls)
    require(
        Finding(f"a different {name} for each call", "the same twice", two_calls[1], name)
        for name in ("call_id", "access_token")
        if name in first and first[name] == second.get(name)
    )


def test_a_token_that_is_a_jwt_is_signed_and_valid_long_enough(two_calls: tuple[Exchange, Exchange]) -> None:
    """An access token that is a JSON web token is signed, valid now, and for as long as a browser may take to join.

    Promised by: the description of `access_token`: a browser joins with it within about 30 seconds; RFC 7519, RFC 8725.
    A token of another kind is opaque, and not judged.
    """
    first, second = (tokens.read(call_of(exchange).get("access_token")) for exchange in two_calls)
    if first is None or second is None:
        pytest.skip("the token is not a JSON web token")
    registered_at = (two_calls[1].sent_at + timedelta(seconds=two_calls[1].seconds)).timestamp()
    problems = tokens.weaknesses(second, registered_at)
    if first.signature == second.signature and first.signed != second.signed:
        problems.append("the same signature on different tokens")
    require(Finding("a signed token that is valid for half a minute", problem, two_calls[1]) for problem in problems)


def test_a_token_that_names_a_room_names_that_of_its_own_call(two_calls: tuple[Exchange, Exchange]) -> None:
    """Access tokens that name a room name a different one for each call, and allow to join it.

    Promised by: the description of `access_token`: it joins its own call. How rooms are named is the server's business.
    """
    calls = [call_of(exchange) for exchange in two_calls]
    first, second = (tokens.read(call.get("access_token")) for call in calls)
    if first is None or second is None or second.room is None:
        pytest.skip("the token names no room")
    problems = []
    if first.room == second.room:
        problems.append("the same room for two calls")
    if second.may_join is False:
        problems.append("a token that does not allow to join")
    if isinstance(calls[0].get("call_id"), str) and calls[0]["call_id"] in json.dumps(second.claims):
        problems.append("the id of another call in the token")
    require(Finding("a room of its own for each call", problem, two_calls[1]) for problem in problems)


def test_a_token_is_a_secret(two_calls: tuple[Exchange, Exchange]) -> None:
    """An access token is more than the id of its call or its agent, which are shown and logged everywhere.

    Promised by: the description of `access_token`.
    """
    call = call_of(two_calls[0])
    public = {value for name, value in call.items() if name != "access_token" and isinstance(value, str)}
    if call.get("access_token") in public:
        require([Finding("a token that cannot be guessed", "another property's value", two_calls[0])])
