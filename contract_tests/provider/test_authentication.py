"""Rules about the API key: without a valid one, in the right place and form, nothing is registered."""

import base64
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import pytest

from contract_tests import contract
from contract_tests.provider.cases import Known, simplest
from contract_tests.provider.findings import breaks, require, status_in
from contract_tests.provider.traffic import Exchange, Traffic

UNAUTHORIZED = "status 401"


def ask(traffic: Traffic, query: str = "", headers: Mapping[str, str | bytes] | None = None, **fields: str) -> Exchange:
    """Sends a complete body with these headers, and no key but the one that is in them."""
    content = traffic.registration.content(**fields)
    return traffic.ask(content, {"Content-Type": "application/json", **(headers or {})}, query=query)


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        pytest.param("", {}, id="nothing-else"),
        pytest.param("", {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"}, id="from-a-trusted-address"),
        pytest.param("", {"Content-Type": "application/json; charset=utf-8"}, id="with-a-charset"),
        pytest.param("?x=1", {}, id="with-a-query"),
        pytest.param("", {"X-HTTP-Method-Override": "OPTIONS"}, id="with-another-method-in-a-header"),
    ],
)
def test_a_missing_key_is_refused(traffic: Traffic, query: str, headers: dict[str, str]) -> None:
    """A request without a key earns 401, also right after one with it, on the same connection and with its cookies.

    Promised by: `security` of the contract, and the response 401.
    """
    traffic.create()
    require(breaks(ask(traffic, query, headers), UNAUTHORIZED, status_in(401)))


def test_every_operation_wants_a_key(traffic: Traffic, known_call: Mapping[str, Any]) -> None:
    """Each operation with `security` answers 401 without a key, and with a wrong one.

    Promised by: `security` of the contract, and the response 401.
    """
    document = contract.load()
    known = Known(traffic.target.agent_id, None, known_call, known_call)
    requests = [simplest(document, each, known) for each in contract.operations(document) if each.secured]
    findings = []
    for request in requests:
        for key in ({}, {"Authorization": "Bearer wrong-key"}):
            answer = traffic.send(request.method, request.path, request.content, {**request.headers, **key})
            findings += breaks(answer, UNAUTHORIZED, status_in(401))
    require(findings)


WRONG_KEYS: Mapping[str, Callable[[str], str]] = {
    "another-key": lambda _: "key_" + "0" * 28,
    "the-key-and-more": lambda key: f"{key}x",
    "the-key-after-more": lambda key: f"x{key}",
    "the-key-cut-short": lambda key: key[:-1],
    "the-first-half-of-the-key": lambda key: key[: len(key) // 2] + "0" * (len(key) - len(key) // 2),
    "the-second-half-of-the-key": lambda key: "0" * (len(key) // 2) + key[len(key) // 2 :],
    "the-last-four-letters": lambda key: "0" * (len(key) - 4) + key[-4:],
    "one-letter-changed": lambda key: key[: len(key) // 2] + "~" + key[len(key) // 2 + 1 :],
    "its-ends-changed": lambda key: f"~{key[1:-1]}~",
    "another-case": lambda key: key.swapcase(),
    "two-keys": lambda key: f"{key}, {key}x",
    "a-key-of-the-same-length": lambda key: "0" * len(key),
    "null": lambda _: "null",
    "undefined": lambda _: "undefined",
    "a-wildcard": lambda _: "*",
    "an-injection": lambda _: "' OR '1'='1",
}


@pytest.mark.parametrize("wrong", WRONG_KEYS.values(), ids=WRONG_KEYS.keys())
def test_a_wrong_key_is_refused(traffic: Traffic, wrong: Callable[[str], str]) -> None:
    """A request with a key that is not the account's earns 401, however much it looks like the right one.

    Promised by: `security` of the contract, and the response 401.
    """
    key = wrong(traffic.target.api_key)
    if key == traffic.target.api_key:
        pytest.skip("the key has no letters")
    answer = ask(traffic, headers={"Authorization": f"Bearer {key}"})
    require(breaks(answer, UNAUTHORIZED, status_in(401)))


@pytest.mark.parametrize("value", ["", "Bearer"], ids=["nothing", "the-scheme-alone"])
def test_an_empty_key_is_refused(traffic: Traffic, value: str) -> None:
    """An `Authorization` header without a key earns 401.

    Promised by: `security` of the contract, and the response 401.
    """
    require(breaks(ask(traffic, headers={"Authorization": value}), UNAUTHORIZED, status_in(401)))


ODD_KEYS: Mapping[str, Callable[[str], bytes]] = {
    "beyond-ascii": lambda _: "Bearer clé".encode(),
    "not-utf-8": lambda _: b"Bearer cl\xe9",
    "5000-letters": lambda _: b"Bearer " + b"x" * 5_000,
    "many-spaces": lambda _: b"Bearer   x   y",
    "a-space-in-the-key": lambda key: f"Bearer {key[:5]} {key[5:]}".encode(),
}


@pytest.mark.parametrize("odd", ODD_KEYS.values(), ids=ODD_KEYS.keys())
def test_an_odd_key_is_refused(traffic: Traffic, odd: Callable[[str], bytes]) -> None:
    """A key that no server gives out earns 401, or the status that HTTP has for a header like that.

    Promised by: `security` of the contract; RFC 9110, section 5.5, and RFC 6585, section 5, for 400 and 431.
    """
    answer = ask(traffic, headers={"Authorization": odd(traffic.target.api_key)})
    require(breaks(answer, "status 401, 400 or 431", status_in(401, 400, 431)))


SCHEMES: Mapping[str, Callable[[str], str]] = {
    "none": lambda key: key,
    "Basic": lambda key: f"Basic {key}",
    "Basic-as-it-should-be": lambda key: "Basic " + base64.b64encode(f"{key}:".encode()).decode(),
    "Basic-with-the-key-as-password": lambda key: "Basic " + base64.b64encode(f"api:{key}".encode()).decode(),
    "Token": lambda key: f"Token {key}",
    "ApiKey": lambda key: f"ApiKey {key}",
    "Digest": lambda key: f"Digest {key}",
    "Bearerx": lambda key: f"Bearerx {key}",
}


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES.keys())
def test_another_scheme_is_refused(traffic: Traffic, scheme: Callable[[str], str]) -> None:
    """The key under a scheme other than Bearer earns 401.

    Promised by: `securitySchemes` of the contract: http, bearer.
    """
    answer = ask(traffic, headers={"Authorization": scheme(traffic.target.api_key)})
    require(breaks(answer, UNAUTHORIZED, status_in(401)))


HEADERS: Mapping[str, str] = {
    "X-API-Key": "{key}",
    "Api-Key": "{key}",
    "X-Auth-Token": "{key}",
    "X-Access-Token": "{key}",
    "Proxy-Authorization": "Bearer {key}",
    "X-Authorization": "Bearer {key}",
    "Cookie": "api_key={key}; token={key}; session={key}; access_token={key}",
}


@pytest.mark.parametrize("header", HEADERS)
def test_the_key_in_another_header_is_refused(traffic: Traffic, header: str) -> None:
    """The key anywhere but in `Authorization` earns 401.

    Promised by: `securitySchemes` of the contract: http, bearer (RFC 6750, section 2.1).
    """
    value = HEADERS[header].format(key=traffic.target.api_key)
    require(breaks(ask(traffic, headers={header: value}), UNAUTHORIZED, status_in(401)))


@pytest.mark.parametrize("name", ["api_key", "access_token", "key", "token", "authorization"])
def test_the_key_in_the_address_is_refused(traffic: Traffic, name: str) -> None:
    """The key as a query parameter earns 401.

    Promised by: `securitySchemes` of the contract: http, bearer; addresses end up in logs.
    """
    answer = ask(traffic, f"?{name}={quote(traffic.target.api_key)}")
    require(breaks(answer, UNAUTHORIZED, status_in(401)))


def test_the_key_in_the_body_is_refused(traffic: Traffic) -> None:
    """The key in the body earns 401, or 400 for a property that is not documented.

    Promised by: `securitySchemes` of the contract: http, bearer.
    """
    key = traffic.target.api_key
    answer = ask(traffic, api_key=key, access_token=key, token=key)
    require(breaks(answer, "status 401 or 400", status_in(401, 400)))


def test_a_refused_request_does_not_repeat_the_key(traffic: Traffic) -> None:
    """The answer to a wrong key does not contain it.

    Promised by: nothing in the contract needs it, and answers end up in logs.
    """
    wrong = "key_that_is_wrong_but_may_be_somebodys"
    answer = ask(traffic, headers={"Authorization": f"Bearer {wrong}"})

    def repeats(exchange: Exchange) -> list[str]:
        response = exchange.response
        told = response is not None and (wrong in response.text or wrong in str(response.headers))
        return ["the key that was sent, in the answer"] if told else []

    require(breaks(answer, "an answer without the key", repeats))
