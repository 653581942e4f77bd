"""Tests of redirects: they are followed within the origin of the API, and nothing is sent to another one."""

import json
from typing import Any

import httpx
import pytest

from client.bodies import MINIMAL
from client.conftest import KEY, REQUEST, Caller, client_for, recorded, registered
from client.scripted_server import answer, serving
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.models import WebCall

ELSEWHERE = [
    "https://evil.example/",
    "https://api.retellai.com.evil.example/",
    "http://api.retellai.com/",
    "https://api.retellai.com:8443/",
    "//x.example",
]


def moved(location: str, status: int = 307) -> httpx.Response:
    return httpx.Response(status, headers={"Location": location})


@pytest.mark.parametrize("location", ["/v3/create-web-call", "https://api.retellai.com:443/v3/create-web-call"])
def test_a_redirect_within_the_origin_is_followed_with_key_body_and_cookies(location: str, call: Caller) -> None:
    requests: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return moved(location, 308) if len(requests) == 1 else registered(request)

    client = client_for(respond, headers={"X-Tenant": "tenant"}, cookies={"a": "1"}).with_cookies({"b": "2"})
    assert isinstance(call(client), WebCall)
    assert requests[1].url.path == "/v3/create-web-call"
    assert requests[1].content == requests[0].content
    for name in ("Authorization", "X-Tenant", "Cookie"):
        assert requests[1].headers[name] == requests[0].headers[name]
    assert requests[0].headers["Cookie"] == "a=1; b=2"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ELSEWHERE)
def test_a_redirect_to_another_origin_is_an_error_that_names_it(location: str, status: int, call: Caller) -> None:
    origins: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        origins.append(f"{request.url.scheme}://{request.url.netloc.decode()}")
        return moved(location, status) if len(origins) == 1 else registered(request)

    with pytest.raises(errors.UnexpectedStatus, match="another origin, is not followed") as caught:
        call(client_for(respond, max_retries=2))
    assert origins == ["https://api.retellai.com"]
    assert (caught.value.status_code, caught.value.sent, caught.value.attempts) == (status, True, 1)
    assert httpx.URL(location).host in str(caught.value)
    assert caught.value.response.next_request is None


def test_an_error_of_a_redirect_does_not_quote_parts_of_the_url_that_may_be_secret(call: Caller) -> None:
    location = "https://user:password@evil.example/path/token?key=value#part"
    with pytest.raises(errors.UnexpectedStatus) as caught:
        call(client_for(lambda _: moved(location)))
    assert "redirect to https://evil.example:443, another origin" in str(caught.value)
    for secret in ("user", "password", "token", "value"):
        assert secret not in str(caught.value)


@pytest.mark.parametrize("lent", [False, True], ids=["own", "lent"])
def test_another_server_gets_no_request_at_all(lent: bool, call: Caller) -> None:
    with serving(answer(201, json.dumps(MINIMAL).encode())) as foreign:
        elsewhere = foreign.url.replace("127.0.0.1", "localhost")
        with serving(answer(307, b"", Location=f"{elsewhere}/x")) as server:
            client = AuthenticatedClient(server.url, KEY, headers={"X-Tenant": "tenant"}, cookies={"session": "1"})
            if lent:
                client.set_httpx_client(httpx.Client(follow_redirects=True))
                client.set_async_httpx_client(httpx.AsyncClient(follow_redirects=True))
            with pytest.raises(errors.UnexpectedStatus, match="307"):
                call(client)
        assert foreign.requests == []


def test_a_users_httpx_client_decides_whether_redirects_are_followed(call: Caller) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return registered(request) if request.url.path == "/there" else moved("/there", 308)

    def client(**options: Any) -> AuthenticatedClient:
        transport = httpx.MockTransport(respond)
        client = AuthenticatedClient(token=KEY).set_httpx_client(httpx.Client(transport=transport, **options))
        return client.set_async_httpx_client(httpx.AsyncClient(transport=transport, **options))

    assert isinstance(call(client(follow_redirects=True)), WebCall)
    with pytest.raises(errors.UnexpectedStatus, match="308"):
        call(client())


def test_endless_redirects_are_a_failed_connection(call: Caller) -> None:
    respond, requests = recorded(lambda request: moved(str(request.url)))
    with pytest.raises(errors.ConnectionFailed, match="redirects") as caught:
        call(client_for(respond, max_retries=2))
    assert len(requests) == 21  # the number that httpx follows, and the first request
    assert caught.value.sent


@pytest.mark.parametrize("location", ["https://[x]/", "https://api.retellai.com:x/"])
def test_a_redirect_to_no_url_is_not_sent_again(location: str, call: Caller, pauses: list[float]) -> None:
    respond, requests = recorded(lambda _: moved(location))
    with pytest.raises(errors.ConnectionFailed, match="location") as caught:
        call(client_for(respond, max_retries=2), REQUEST)
    assert caught.value.sent
    assert len(requests) == 1
    assert pauses == []


def test_redirects_can_be_turned_off(call: Caller) -> None:
    with pytest.raises(errors.UnexpectedStatus, match="307"):
        call(client_for(lambda _: moved("/"), follow_redirects=False))
