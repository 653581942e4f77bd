"""Tests of recovery: a check gets an exchange without a response only if the request failed repeatedly."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import httpx
import pytest

from api_conformance.finding import Prevented
from api_conformance.transport import recovery, refusals
from api_conformance.transport import traffic as sending
from api_conformance.transport.api_key import KeyDerived, bearer
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.recovery import Aside
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Traffic

Answer = int | type[httpx.RequestError] | tuple[int, dict[str, str]]
Respond = Callable[[bytes, int], Answer]


class Server(httpx.BaseTransport):
    """A server that responds by a function of the body and the number of requests so far."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.bodies: list[bytes] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.bodies.append(request.content)
        answer = self.respond(request.content, len(self.bodies))
        if isinstance(answer, type):
            raise answer("made up", request=request)
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        return httpx.Response(status, json={"a": 1}, headers=headers)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten all pauses from seconds to milliseconds."""
    monkeypatch.setattr(recovery, "SECONDS_TURNED_AWAY", (0.001, 0.001, 0.001, 0.001))
    monkeypatch.setattr(recovery, "SECONDS_BETWEEN_LOOKS", (0.0, 0.01))
    monkeypatch.setattr(refusals, "SECONDS_BETWEEN_LOOKS", 0.001)


def traffic_to(respond: Respond) -> Traffic:
    """Return the traffic to a server that has responded to a first request."""
    traffic = Traffic(Target("http://target.invalid", "a-key"), transport=Server(respond), seconds_to_return=0.1)
    assert ask(traffic, b"plain").status == 201
    return traffic


def ask(traffic: Traffic, body: bytes) -> Exchange:
    return traffic.send("POST", "/calls", body, {})


def bodies(traffic: Traffic) -> list[bytes]:
    assert isinstance(traffic.transport, Server)
    return traffic.transport.bodies


LOST = [502, 503, 504, httpx.ReadTimeout, httpx.ConnectError]


@pytest.mark.parametrize("lost", LOST, ids=str)
def test_a_request_that_fails_repeatedly_while_others_succeed_counts(lost: Answer) -> None:
    traffic = traffic_to(lambda body, _: lost if body == b"odd" else 201)
    exchange = ask(traffic, b"odd")

    assert recovery.is_lost(exchange)
    assert id(exchange) not in traffic.recovery.aside
    assert bodies(traffic).count(b"odd") == 3
    assert [*traffic.recovery.aside.values()] == [Aside.REPEATED] * 2


@pytest.mark.parametrize("lost", LOST, ids=str)
def test_a_request_that_succeeds_when_repeated_does_not_count(lost: Answer) -> None:
    traffic = traffic_to(lambda _, number: lost if number == 2 else 201)

    assert ask(traffic, b"odd").status == 201
    assert [*traffic.recovery.aside.values()] == [Aside.INTERMITTENT]
    assert [recovery.is_lost(each) for each in traffic.recovery.intermittent] == [True]


def test_every_other_request_that_fails_is_an_intermittent_fault() -> None:
    traffic = traffic_to(lambda _, number: 201 if number % 2 else 502)

    assert [ask(traffic, b"odd").status for _ in range(6)] == [201] * 6
    assert len(traffic.recovery.intermittent) >= 3


def test_a_frequent_intermittent_fault_ends_the_run() -> None:
    traffic = traffic_to(lambda _, number: 201 if number % 2 else 502)
    while not traffic.recovery.ended and len(bodies(traffic)) < 5_000:
        assert ask(traffic, b"odd").status == 201

    with pytest.raises(Prevented, match=r"300 of \d+ requests failed intermittently \(status 502"):
        ask(traffic, b"odd")
    assert len(bodies(traffic)) < 3 * recovery.MANY_INTERMITTENT


def test_a_rare_intermittent_fault_does_not_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "MANY_INTERMITTENT", 30)
    traffic = traffic_to(lambda _, number: 502 if number % 20 == 0 else 201)

    assert {ask(traffic, b"odd").status for _ in range(800)} == {201}
    assert len(traffic.recovery.intermittent) > recovery.MANY_INTERMITTENT
    assert len(bodies(traffic)) < 800 * 1.2


@pytest.mark.parametrize("lost", LOST, ids=str)
def test_a_server_that_does_not_return_ends_the_run(lost: Answer) -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 else lost)
    with pytest.raises(Prevented, match="stopped responding, and did not return within"):
        ask(traffic, b"odd")
    sent = len(bodies(traffic))
    with pytest.raises(Prevented, match="stopped responding, and did not return within"):
        ask(traffic, b"another")
    assert len(bodies(traffic)) == sent
    assert {*traffic.recovery.aside.values()} == {Aside.AWAY}


def test_the_last_request_before_a_server_stopped_responding_is_named() -> None:
    traffic = traffic_to(lambda body, number: 201 if number == 1 else httpx.ReadError if body == b"{}" else 502)
    with pytest.raises(Prevented, match=r"number 2 \(2 bytes\): POST /calls \{\}$"):
        ask(traffic, b"{}")


def test_requests_are_repeated_when_a_server_returns() -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 or number > 5 else httpx.ConnectError)

    assert ask(traffic, b"odd").status == 201
    assert {*traffic.recovery.aside.values()} == {Aside.AWAY}
    assert len(traffic.recovery.absences) == 1
    assert traffic.recovery.intermittent == []


def test_a_request_that_makes_the_server_fail_twice_counts() -> None:
    gone = [0]

    def respond(body: bytes, _: int) -> Answer:
        gone[0] = 4 if body == b"deadly" else gone[0] - 1
        return httpx.ConnectError if gone[0] > 0 else 201

    traffic = traffic_to(respond)
    exchange = ask(traffic, b"deadly")

    assert exchange.response is None
    assert id(exchange) not in traffic.recovery.aside
    assert ask(traffic, b"harmless").status == 201


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "0"}], ids=["without-a-time", "at-once"])
def test_a_rate_limit_that_does_not_end_ends_the_run(headers: dict[str, str]) -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 else (429, headers))
    with pytest.raises(Prevented, match="responds with 429, try again later"):
        ask(traffic, b"odd")
    with pytest.raises(Prevented, match="responds with 429, try again later"):
        ask(traffic, b"another")
    assert bodies(traffic) == [b"plain"] + [b"odd"] * 5


def test_the_end_of_a_rate_limit_is_awaited() -> None:
    traffic = traffic_to(lambda _, number: (429, {"Retry-After": "0"}) if number in (2, 3) else 201)

    assert ask(traffic, b"odd").status == 201
    assert [*traffic.recovery.aside.values()] == [Aside.TURNED_AWAY] * 2


def test_nothing_is_repeated_before_the_first_response() -> None:
    traffic = Traffic(Target("http://target.invalid", "a-key"), transport=Server(lambda *_: 502))

    assert ask(traffic, b"odd").status == 502
    assert bodies(traffic) == [b"odd"]


def test_known_failures_are_not_repeated() -> None:
    traffic = traffic_to(lambda body, _: 502 if body.startswith(b"odd") else 201)
    exchanges = [ask(traffic, b"odd %d" % number) for number in range(8)]

    assert {each.status for each in exchanges} == {502}
    assert [bodies(traffic).count(b"odd %d" % number) for number in range(8)] == [3] * 5 + [1] * 3


def test_after_many_lost_connections_the_control_request_is_not_sent() -> None:
    traffic = traffic_to(lambda body, _: httpx.ReadError if body == b"odd" else 201)
    for _ in range(40):
        ask(traffic, b"odd")
    before = bodies(traffic).count(b"plain")

    exchanges = [ask(traffic, b"odd") for _ in range(10)]

    assert not {id(each) for each in exchanges} & {*traffic.recovery.aside}
    assert bodies(traffic).count(b"plain") == before


def send(traffic: Traffic, body: bytes) -> None:
    with suppress(Prevented):
        ask(traffic, body)


def test_a_server_that_hangs_on_few_requests_gets_the_others() -> None:
    traffic = traffic_to(lambda body, _: httpx.ReadTimeout if body == b"odd" else 201)
    for number in range(2_000):
        send(traffic, b"odd" if number % 10 == 9 else b"plain")

    assert ask(traffic, b"plain").status == 201
    assert bodies(traffic).count(b"odd") == len([each for each in traffic.exchanges if each.response is None])


def test_a_server_that_hangs_on_many_requests_gets_no_more() -> None:
    traffic = traffic_to(lambda body, _: httpx.ReadTimeout if body == b"odd" else 201)
    for _ in range(160):
        send(traffic, b"odd")

    with pytest.raises(Prevented, match=r"150 of \d+ requests had no response in time"):
        ask(traffic, b"plain")


def test_several_requests_in_progress_are_named_together_when_a_server_fails() -> None:
    both_are_there = Barrier(2, timeout=10)

    def respond(body: bytes, number: int) -> Answer:
        if body != b"plain" and number <= 3:
            both_are_there.wait()
        return 201 if number == 1 else httpx.ReadError

    traffic = traffic_to(respond)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda body: send(traffic, body), (b"odd", b"even")))

    assert "the first of 2 requests in progress was number 2 (" in traffic.recovery.ended


@pytest.mark.parametrize(("payload", "aside"), [(b"DROP TABLE calls", [Aside.BLOCKED]), (b"harmless", [])])
def test_a_request_that_a_firewall_blocks_is_repeated_without_the_payload(payload: bytes, aside: list[Aside]) -> None:
    page = (403, {"Content-Type": "text/html"})
    traffic = traffic_to(lambda body, _: page if body == payload else 201)

    assert ask(traffic, payload).status == 403
    assert [*traffic.recovery.aside.values()] == aside
    assert bodies(traffic)[1:] == [payload, b"plain", *([b"x calls"] if aside else [])]


def test_a_firewall_is_known_though_the_harmless_request_fails_once() -> None:
    page = (403, {"Content-Type": "text/html"})
    traffic = traffic_to(lambda body, number: page if body == b"DROP TABLE calls" else 502 if number == 4 else 201)
    ask(traffic, b"DROP TABLE calls")

    assert [*traffic.recovery.aside.values()] == [Aside.INTERMITTENT, Aside.BLOCKED]


def test_a_server_that_stops_responding_after_a_429_is_away() -> None:
    answers: dict[int, Answer] = {1: 201, 2: (429, {})}
    traffic = traffic_to(lambda _, number: answers.get(number, httpx.ConnectError))

    with pytest.raises(Prevented):
        ask(traffic, b"odd")
    assert "did not return" in traffic.recovery.ended


def test_a_request_that_max_time_cuts_off_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SECONDS_TO_NAME", 0)

    def respond(_: bytes, number: int) -> Answer:
        if number == 1:
            return 201
        traffic.max_seconds = 0.001
        time.sleep(0.002)
        return httpx.ReadTimeout

    traffic = traffic_to(respond)
    told = r"MAX_TIME=0\.001 is reached, after 0 s without a response to POST /calls odd"
    for body in (b"odd", b"even"):
        with pytest.raises(Prevented, match=told):
            ask(traffic, body)


def test_a_limit_that_is_reached_while_the_server_is_gone_names_the_last_request() -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 else httpx.ReadError)
    traffic.max_requests = 5

    with pytest.raises(
        Prevented, match=r"MAX_REQUESTS=5 is reached, while the server did not respond; .* number 2 .*: POST "
    ):
        ask(traffic, b"odd")
    with pytest.raises(Prevented, match="while the server did not respond"):
        ask(traffic, b"even")


def test_a_page_that_harmless_requests_also_get_is_not_from_a_firewall() -> None:
    page = (403, {"Content-Type": "text/html"})
    traffic = traffic_to(lambda body, _: 201 if body == b"plain" else page)
    ask(traffic, b"DROP TABLE calls")

    assert traffic.recovery.aside == {}


KEY = {"Authorization": bearer("a-key")}


@pytest.mark.parametrize(("status", "headers"), [(401, KEY), (402, {}), (403, {})], ids=["401", "402", "403"])
def test_a_server_that_refuses_everything_from_some_moment_on_ends_the_run(
    status: int, headers: dict[str, KeyDerived]
) -> None:
    traffic = traffic_to(lambda _, number: 201 if number <= 2 else status)
    ask(traffic, b"accepted")
    for body in (b"odd", b"another"):
        with pytest.raises(Prevented, match=f"responds with {status} also to a request that it accepted before"):
            traffic.send("POST", "/calls", body, headers)

    assert bodies(traffic) == [b"plain", b"accepted", b"odd", b"plain", b"plain"]
    assert [*traffic.recovery.aside.values()] == [Aside.REFUSED] * 3


def test_a_right_refusal_before_does_not_hide_that_everything_is_refused() -> None:
    traffic = traffic_to(lambda body, number: 401 if body == b"wrong key" else 201 if number <= 2 else 402)
    ask(traffic, b"wrong key")
    with pytest.raises(Prevented, match="responds with 402"):
        ask(traffic, b"odd")


def test_many_refusals_of_other_keys_in_a_row_are_looked_at() -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 else 401)
    statuses = [ask(traffic, b"odd").status for _ in range(refusals.MANY_IN_A_ROW - 1)]

    assert {*statuses} == {401}
    with pytest.raises(Prevented, match="the key may have been revoked"):
        ask(traffic, b"odd")
    assert [*traffic.recovery.aside.values()] == [Aside.REFUSED] * (refusals.MANY_IN_A_ROW + 2)


@pytest.mark.parametrize("status", [401, 402, 403])
def test_requests_that_are_refused_while_others_are_accepted_count(status: int) -> None:
    traffic = traffic_to(lambda body, _: status if body == b"odd" else 201)
    for _ in range(100):
        assert ask(traffic, b"odd").status == status
        assert ask(traffic, b"even").status == 201

    assert traffic.recovery.aside == {}
    assert bodies(traffic).count(b"plain") <= 1 + refusals.MOST_IN_VAIN


def test_a_server_that_only_failed_and_then_stops_responding_is_away() -> None:
    traffic = Traffic(Target("http://target.invalid", "a-key"), transport=Server(failing_once), seconds_to_return=0.1)
    assert ask(traffic, b"odd").status == 500
    with pytest.raises(Prevented, match="stopped responding, and did not return within"):
        ask(traffic, b"odd")


def failing_once(_: bytes, number: int) -> Answer:
    return 500 if number == 1 else httpx.ConnectError
