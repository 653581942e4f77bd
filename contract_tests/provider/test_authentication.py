"""Rules about the API key: without a valid one, in the right place and form, nothing is registered."""

import json

import pytest

from contract_tests.provider.findings import breaks, require, status_in
from contract_tests.provider.traffic import CREATE, Exchange, Traffic

UNAUTHORIZED = "status 401"


def ask(traffic: Traffic, path: str = CREATE, **headers: str) -> Exchange:
    """Sends a complete body with these headers and no others."""
    body = json.dumps({"agent_id": traffic.target.agent_id}).encode()
    return traffic.send("POST", path, content=body, headers={"Content-Type": "application/json", **headers})


def test_a_missing_key_is_refused(traffic: Traffic) -> None:
    """A request without a key earns 401.

    Promised by: `security` of the contract, and the response 401.
    """
    require(breaks(ask(traffic), UNAUTHORIZED, status_in(401)))


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param("Bearer {other}", id="another-key"),
        pytest.param("Bearer {key}x", id="the-key-and-more"),
        pytest.param("Bearer {cut}", id="the-key-cut-short"),
        pytest.param("Bearer {swapped}", id="the-key-in-another-case"),
        pytest.param("Bearer", id="the-scheme-alone"),
        pytest.param("", id="an-empty-header"),
        pytest.param("Bearer null", id="the-word-null"),
        pytest.param("Bearer undefined", id="the-word-undefined"),
        pytest.param("Bearer *", id="a-wildcard"),
        pytest.param("Bearer ' OR '1'='1", id="an-injection"),
    ],
)
def test_a_wrong_key_is_refused(traffic: Traffic, shape: str) -> None:
    """A request with a key that is not the account's earns 401.

    Promised by: `security` of the contract, and the response 401.
    """
    key = traffic.target.api_key
    value = shape.format(key=key, cut=key[:-1], swapped=key.swapcase(), other="key_" + "0" * 28)
    if value == f"Bearer {key}":
        pytest.skip("the key has no letters")
    require(breaks(ask(traffic, Authorization=value), UNAUTHORIZED, status_in(401)))


@pytest.mark.parametrize("scheme", ["Basic", "Token", "Digest"])
def test_another_scheme_is_refused(traffic: Traffic, scheme: str) -> None:
    """The key under a scheme other than Bearer earns 401.

    Promised by: `securitySchemes` of the contract: http, bearer.
    """
    answer = ask(traffic, Authorization=f"{scheme} {traffic.target.api_key}")
    require(breaks(answer, UNAUTHORIZED, status_in(401)))


@pytest.mark.parametrize("header", ["X-API-Key", "Api-Key", "Cookie"])
def test_the_key_in_another_header_is_refused(traffic: Traffic, header: str) -> None:
    """The key anywhere but in `Authorization` earns 401.

    Promised by: `securitySchemes` of the contract: http, bearer (RFC 6750, section 2.1).
    """
    key = traffic.target.api_key
    answer = ask(traffic, **{header: f"api_key={key}" if header == "Cookie" else key})
    require(breaks(answer, UNAUTHORIZED, status_in(401)))


def test_a_key_in_the_address_is_refused(traffic: Traffic) -> None:
    """The key as a query parameter earns 401.

    Promised by: `securitySchemes` of the contract: http, bearer; the key would end up in logs.
    """
    secret = "not-a-key-of-anybody"
    answer = ask(traffic, path=f"{CREATE}?api_key={secret}&access_token={secret}")
    require(breaks(answer, UNAUTHORIZED, status_in(401)))


def test_a_refused_request_does_not_repeat_the_key(traffic: Traffic) -> None:
    """The answer to a wrong key does not contain it.

    Promised by: nothing in the contract needs it, and answers end up in logs.
    """
    wrong = "key_that_is_wrong_but_may_be_somebodys"
    answer = ask(traffic, Authorization=f"Bearer {wrong}")

    def repeats(exchange: Exchange) -> list[str]:
        response = exchange.response
        told = response is not None and (wrong in response.text or wrong in str(response.headers))
        return ["the key that was sent, in the answer"] if told else []

    require(breaks(answer, "an answer without the key", repeats))
