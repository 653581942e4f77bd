"""Rules about the meaning of a call that has just been registered, which no schema can state."""

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import unquote

from api_conformance.finding import Finding, NotApplicable, breaks, status_in
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from openapi_contract.json_data import same
from openapi_contract.text import counted
from retell_conformance import access_tokens
from retell_conformance.endpoint import LATEST, version_of

GROUP = Group("A registered call", "It is as requested, and independent of every other call.")
call_rule = partial(rule, GROUP)

CALLS_AT_ONCE, FEW_CALLS_AT_ONCE = 6, 2
# A random boolean is that of an override before each of so many calls once in 64 times.
LATER_CALLS = 6
BASE64 = re.compile(r"[\w+/-]{16,}", re.ASCII)
# A shorter token has fewer than 64 bits even if it is random, and can be guessed.
SHORTEST_TOKEN = 12
UNKNOWN_TAG = "a-tag-that-no-version-has"
# A shorter id may occur by chance in any number.
TELLING_ID = 8
URL_SAFE = str.maketrans("+/", "-_")
UNKNOWN = "the response to an agent or an agent version that does not exist; 400 is accepted too"


def has(field: str, value: object) -> Callable[[Exchange], Iterable[str]]:
    """Check that the call has this value in this field, compared as JSON (1 is not true)."""

    def problem(exchange: Exchange) -> Iterable[str]:
        call = exchange.call
        if call is None:
            yield exchange.summary
        elif field not in call:
            yield f"a call without {field}"
        elif not same(call[field], value):
            yield f"{field}: {json.dumps(call[field])}"

    return problem


@call_rule("A call has the requested agent version", "the descriptions of `agent_version`")
def a_new_call_has_the_agent_version_that_was_asked_for(run: Run) -> Iterator[Finding]:
    """A call registered for a version of the agent names that version. An earlier version need not exist."""
    run.needs("agent_version")
    known = version_of(run.call_to_name())
    if known is None:
        raise NotApplicable("the server returned no agent version to request")
    versions = sorted({known, known - 1, 1, 0}, reverse=True)
    for version in versions[: run.profile.cases]:
        exchange = run.create_and_get(agent_version=version)
        if version == known or exchange.call is not None:
            yield from breaks(exchange, f"agent_version: {version}", has("agent_version", version))
    if takes_tags(run) and run.profile.cases is None:
        exchange = run.create_and_get(agent_version=LATEST)
        latest = version_of(exchange.call or {})
        if latest is not None and latest < known:
            yield Finding(f"at least version {known} for `latest`", f"agent_version: {latest}", exchange, "latest")


def takes_tags(run: Run) -> bool:
    """Return whether the contract allows a tag as the agent version of a request."""
    schema = run.registration.operation.request_schema
    return schema is not None and schema.properties["agent_version"].is_valid(UNKNOWN_TAG)


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


@call_rule("An unknown agent is rejected", UNKNOWN)
def an_unknown_agent_is_refused(run: Run) -> Iterator[Finding]:
    """An agent that the account does not have is rejected, even if its id is similar to that of an existing one."""
    run.needs("agent_id", call=False)
    known = run.target.values["agent_id"]
    made = {case: stranger(known) for case, stranger in STRANGERS.items()}
    others = {case: agent for case, agent in made.items() if agent != known}
    for case, _, exchange in run.each_case(others, lambda agent: run.create(agent_id=agent)):
        yield from breaks(exchange, "status 422, 404 or 400", status_in(422, 404, 400), case=case)


@call_rule("An unknown agent version is rejected", UNKNOWN)
def an_unknown_agent_version_is_refused(run: Run) -> Iterator[Finding]:
    """A version that the agent does not have is rejected; it is not replaced by another."""
    run.needs("agent_version", call=False)
    numbers = ((version_of(run.call_to_name()) or 0) + 1_000_000, -1)
    tags = (UNKNOWN_TAG,) if takes_tags(run) else ()
    for unknown in (*numbers, *tags)[: run.profile.cases]:
        exchange = run.create(agent_version=unknown)
        expected = f"status 422, 404 or 400 for version {unknown}"
        yield from breaks(exchange, expected, status_in(422, 404, 400))


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


@call_rule("Metadata is returned unchanged", "the description of `metadata`")
def metadata_is_returned_unchanged(run: Run) -> Iterator[Finding]:
    """A new call returns the `metadata` of the request unchanged."""
    run.needs("metadata")
    for case, metadata, exchange in run.each_case(ECHOED, lambda metadata: run.create_and_get(metadata=metadata)):
        yield from breaks(exchange, f"metadata: {json.dumps(metadata)}", has("metadata", metadata), case=case)


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


@call_rule("Dynamic variables are returned unchanged", "the description of `retell_llm_dynamic_variables`")
def dynamic_variables_are_returned_unchanged(run: Run) -> Iterator[Finding]:
    """A new call returns the `retell_llm_dynamic_variables` of the request."""
    name = "retell_llm_dynamic_variables"
    run.needs(name)
    for case, variables, exchange in run.each_case(
        VARIABLES, lambda variables: run.create_and_get(**{name: variables})
    ):
        yield from breaks(exchange, f"{name}: {json.dumps(variables)}", has(name, variables), case=case)


def after_another(run: Run) -> Exchange:
    """Return a call that was registered with only the agent id, right after one with metadata and variables."""
    secret = {"secret": "of another request"}
    names = run.registration.request_names & {"metadata", "retell_llm_dynamic_variables"}
    run.known_call("with data", **dict.fromkeys(names, secret))
    return run.read_back(run.known_call("after one with data"))


@call_rule("No call has the metadata of another", "the description of `metadata`: it is the request's own")
def no_call_has_the_metadata_of_another(run: Run) -> Iterator[Finding]:
    """A call registered without `metadata` after one with it does not return the other's."""
    run.needs("metadata")
    after = after_another(run)
    if after.call is None:
        yield Finding("a success with a call", after.summary, after)
    elif after.call.get("metadata"):
        yield Finding("no metadata, or an empty object", f"metadata: {json.dumps(after.call['metadata'])}", after)


@call_rule("No call has the variables of another", "the description of `retell_llm_dynamic_variables`")
def no_call_has_the_variables_of_another(run: Run) -> Iterator[Finding]:
    """A call registered without dynamic variables after one with them does not return the other's."""
    run.needs("retell_llm_dynamic_variables")
    after = after_another(run)
    if after.call is None:
        yield Finding("a success with a call", after.summary, after)
    elif "of another request" in json.dumps(after.call.get("retell_llm_dynamic_variables")):
        yield Finding("no variables of another request", "the variables of another request", after)


@call_rule("Fields of a request are not mixed up", "the descriptions of `metadata` and `retell_llm_dynamic_variables`")
def fields_of_a_request_are_not_mixed_up(run: Run) -> Iterator[Finding]:
    """Metadata and dynamic variables with the same names are each returned unchanged."""
    run.needs("metadata", "retell_llm_dynamic_variables")
    metadata, variables = {"name": "of metadata", "only": "here"}, {"name": "of variables"}
    exchange = run.create_and_get(metadata=metadata, retell_llm_dynamic_variables=variables)
    expected = "metadata and variables each as in the request"
    right = has("metadata", metadata), has("retell_llm_dynamic_variables", variables)
    yield from breaks(exchange, expected, *right)


@call_rule("An override applies to one call only", "the description of `agent_override`")
def an_override_is_for_one_call_alone(run: Run) -> Iterator[Finding]:
    """Settings that one call overrides do not affect the next call.

    Settings that differ between two calls without an override prove nothing. Those of a single later call prove
    nothing either: a server that invents values may invent the overridden ones.
    """
    run.needs("agent_override", call=False)
    names = ["agent_name", "data_storage_setting", "opt_in_signed_url"]
    first = run.known_call()
    before = run.call_to_name()
    if not before:
        yield Finding("a success with a call", first.summary, first)
        return
    again = run.create_and_get().call or {}
    names = [name for name in names if name in before and name in again and same(before[name], again[name])]
    everything = before.get("data_storage_setting") == "everything"
    other = {
        "agent_name": "For one call",
        "data_storage_setting": "basic_attributes_only" if everything else "everything",
        "opt_in_signed_url": before.get("opt_in_signed_url") is not True,
    }
    for _ in range(LATER_CALLS):
        run.create(agent_override={"agent": other})
        after = run.create_and_get()
        call = after.call or {}
        names = [name for name in names if name in call and not same(call[name], before[name])]
        names = [name for name in names if same(call[name], other[name])]
        if not names:
            return
    for name in names:
        got = f"{name}: {json.dumps(call[name])}, which another call requested"
        yield Finding("the agent's own settings", got, after)


@call_rule("Calls registered at the same time are not mixed up", "the descriptions of `call_id` and `metadata`")
def calls_registered_at_once_are_not_mixed_up(run: Run) -> Iterator[Finding]:
    """Calls registered at the same time have different ids, and each has the metadata of its own request."""
    run.needs("metadata")
    few = run.profile.cases is not None
    every = [{"number": number} for number in range(FEW_CALLS_AT_ONCE if few else CALLS_AT_ONCE)]
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        exchanges = list(pool.map(lambda metadata: run.create_and_get(metadata=metadata), every))
    for metadata, exchange in zip(every, exchanges, strict=True):
        yield from breaks(exchange, f"metadata: {json.dumps(metadata)}", has("metadata", metadata))
    calls = [exchange.call for exchange in exchanges if exchange.call is not None]
    ids = [json.dumps(call["call_id"]) for call in calls if call.get("call_id") not in (None, "")]
    if len({*ids}) < len(ids):
        got = f"{counted(len({*ids}), 'id', 'ids')} for {len(ids)} calls"
        yield Finding("a call_id of its own for each call", got, exchanges[-1], "call_id")


REFUSED: Mapping[str, Callable[[Run], Exchange]] = {
    "for-its-body": lambda run: run.create(agent_id=1, metadata={"of": "the refused one"}),
    "for-its-agent": lambda run: run.create(agent_id="nobody", metadata={"of": "the refused one"}),
    "for-broken-json": lambda run: run.ask(b'{"metadata":', run.json_headers),
    "for-its-content-type": lambda run: run.ask(b"<agent/>", {**run.json_headers, "Content-Type": "text/xml"}),
    "for-its-key": lambda run: run.ask(b"{}", {**run.json_headers, "Authorization": "Bearer wrong-key"}),
    "for-its-method": lambda run: run.ask(None, run.json_headers, "GET"),
    "for-its-size": lambda run: run.create(agent_id=1, metadata={"a": "x" * 3_000_000}),
}


@call_rule("A rejected request leaves nothing behind", "the contract, which has no sessions")
def a_refused_request_leaves_nothing_behind(run: Run) -> Iterator[Finding]:
    """A rejected request does not change the response to the next one."""
    run.needs("metadata")
    for case, refused in run.cases(REFUSED):
        refused(run)
        exchange = run.create_and_get(metadata={"of": "this one"})
        yield from breaks(exchange, 'metadata: {"of": "this one"}', has("metadata", {"of": "this one"}), case=case)


def two_calls(run: Run) -> list[tuple[Exchange, dict[str, Any]]]:
    """Return two calls, registered one after the other with equal requests; fewer if one is not registered."""
    exchanges = [run.known_call(), run.known_call("another")]
    return [(exchange, exchange.call) for exchange in exchanges if exchange.call is not None]


@call_rule("A token is signed and valid long enough", "the description of `access_token`; RFC 7519, RFC 8725")
def a_token_that_is_a_jwt_is_signed_and_valid_long_enough(run: Run) -> Iterator[Finding]:
    """An access token that is a JWT is signed, valid now, and for as long as a browser may take to join.

    A browser joins with it within about 30 seconds. A token of another kind is opaque, and not judged.
    """
    calls = two_calls(run)
    tokens = [access_tokens.read(call.get("access_token")) for _, call in calls]
    if len(tokens) < 2 or tokens[0] is None or tokens[1] is None:
        raise NotApplicable("the token is not a JSON web token")
    exchange = calls[1][0]
    # What is right by either clock is right.
    problems = min((access_tokens.weaknesses(tokens[1], now) for now in reversed(exchange.clocks)), key=len)
    if tokens[0].signature == tokens[1].signature and tokens[0].signed != tokens[1].signed:
        problems.append("the same signature on different tokens")
    for problem in problems:
        yield Finding("a signed token that is valid for half a minute", problem, exchange)


@call_rule("A token names the room of its own call", "the description of `access_token`: it joins its own call")
def a_token_that_names_a_room_names_that_of_its_own_call(run: Run) -> Iterator[Finding]:
    """Access tokens that name a room name a different one for each call, and allow joining it."""
    calls = two_calls(run)
    tokens = [access_tokens.read(call.get("access_token")) for _, call in calls]
    if len(tokens) < 2 or tokens[0] is None or tokens[1] is None or access_tokens.room(tokens[1]) is None:
        raise NotApplicable("the token names no room")
    exchange, own = calls[1][0], str(calls[1][1].get("call_id"))
    expected = "a room of its own for each call"
    if access_tokens.room(tokens[0]) == access_tokens.room(tokens[1]):
        yield Finding(expected, "the same room for two calls", exchange)
    if access_tokens.may_join(tokens[1]) is False:
        yield Finding(expected, "a token that does not allow joining", exchange)
    claims, ids = json.dumps(tokens[1].claims), ((each.call or {}).get("call_id") for each in run.traffic.exchanges)
    others = {each for each in ids if isinstance(each, str) and len(each) >= TELLING_ID and each not in own}
    if any(each in claims for each in others):
        yield Finding(expected, "the id of another call in the token", exchange)


@call_rule("A token is not guessable", "the description of `access_token`")
def a_token_is_a_secret(run: Run) -> Iterator[Finding]:
    """An access token is not just the id of its call or its agent, which may be logged, and is not too short."""
    run.needs("access_token", request=False)
    exchange = run.known_call()
    call = exchange.call
    if call is None:
        yield Finding("a success with a call", exchange.summary, exchange)
        return
    public = {value for name, value in call.items() if name != "access_token" and isinstance(value, str)}
    token, expected = call.get("access_token"), "a token that cannot be guessed"
    if token == "":
        yield Finding(expected, "an empty token", exchange)
    elif isinstance(token, str) and token in public:
        yield Finding(expected, "another property's value", exchange)
    elif isinstance(token, str) and len(token) < SHORTEST_TOKEN:
        yield Finding(expected, f"a token of {len(token)} characters", exchange)


@call_rule("A token is only in the body", "the description of `access_token`; RFC 9111, section 5.2, for caches")
def a_token_is_in_the_body_alone(run: Run) -> Iterator[Finding]:
    """No header contains the access token, and none allows shared caches to store the response with it."""
    run.needs("access_token", request=False)
    exchange = run.known_call()
    token = (exchange.call or {}).get("access_token")
    if exchange.response is None or not isinstance(token, str) or not token:
        raise NotApplicable("no call with a token was registered")
    headers = exchange.response.headers
    for name, value in headers.multi_items():
        if any(token in text for text in spellings(value)):
            yield Finding("the token only in the body", f"the token in the header {name}", exchange, name)
    for name in ("Cache-Control", "CDN-Cache-Control", "Surrogate-Control"):
        directives = {each.strip().lower() for each in headers.get(name, "").split(",")}
        # The headers for CDNs address only shared caches, so any time in them is one for a shared cache (RFC 9213).
        shares = ("public", "s-maxage") if name == "Cache-Control" else ("public", "s-maxage", "max-age")
        shared = sorted(each for each in directives if each.startswith(shares) and not each.endswith("=0"))
        if shared:
            got = f"{name}: {', '.join(shared)}"
            yield Finding("a response that no shared cache keeps", got, exchange, name)


def spellings(value: str) -> Iterator[str]:
    """Yield a header's value unchanged, percent-decoded, and with its base64 parts decoded."""
    yield value
    yield unquote(value)
    for text in BASE64.findall(value):
        whole = text[: len(text) // 4 * 4]
        yield base64.urlsafe_b64decode(whole.translate(URL_SAFE)).decode("utf-8", "replace")
