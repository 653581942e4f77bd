"""A check sees an exchange without a response only if the request failed repeatedly."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import httpx
import pytest

from api_conformance.finding import Prevented
from api_conformance.transport import recovery
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.recovery import Aside
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Traffic

Answer = int | type[httpx.RequestError] | tuple[int, dict[str, str]]
Respond = Callable[[bytes, int], Answer]


class Server(httpx.BaseTransport):
    """A server that answers as a function says, told the body and how many requests there were."""

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
    """Wait for milliseconds in place of seconds."""
    monkeypatch.setattr(recovery, "SECONDS_TURNED_AWAY", (0.001, 0.001, 0.001, 0.001))
    monkeypatch.setattr(recovery, "SECONDS_BETWEEN_LOOKS", (0.0, 0.01))


def traffic_to(respond: Respond) -> Traffic:
    """Return the traffic to a server, which has answered a first request."""
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
def test_a_request_that_fails_again_while_others_are_answered_is_evidence(lost: Answer) -> None:
    traffic = traffic_to(lambda body, _: lost if body == b"odd" else 201)
    exchange = ask(traffic, b"odd")

    assert recovery.is_lost(exchange)
    assert id(exchange) not in traffic.recovery.aside
    assert bodies(traffic).count(b"odd") == 3
    assert [*traffic.recovery.aside.values()] == [Aside.REPEATED] * 2


@pytest.mark.parametrize("lost", LOST, ids=str)
def test_a_request_that_is_answered_when_repeated_is_no_evidence(lost: Answer) -> None:
    traffic = traffic_to(lambda _, number: lost if number == 2 else 201)

    assert ask(traffic, b"odd").status == 201
    assert [*traffic.recovery.aside.values()] == [Aside.NOW_AND_THEN]
    assert [recovery.is_lost(each) for each in traffic.recovery.now_and_then] == [True]


def test_every_other_request_that_fails_is_a_fault_now_and_then() -> None:
    traffic = traffic_to(lambda _, number: 201 if number % 2 else 502)

    assert [ask(traffic, b"odd").status for _ in range(6)] == [201] * 6
    assert len(traffic.recovery.now_and_then) >= 3


def test_a_fault_of_every_other_request_ends_the_sending_when_it_is_known_well() -> None:
    traffic = traffic_to(lambda _, number: 201 if number % 2 else 502)
    while not traffic.recovery.ended and len(bodies(traffic)) < 5_000:
        assert ask(traffic, b"odd").status == 201

    with pytest.raises(Prevented, match=r"300 of \d+ requests failed now and then \(status 502"):
        ask(traffic, b"odd")
    assert len(bodies(traffic)) < 3 * recovery.ENOUGH_NOW_AND_THEN


def test_a_fault_of_few_requests_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "ENOUGH_NOW_AND_THEN", 30)
    traffic = traffic_to(lambda _, number: 502 if number % 20 == 0 else 201)

    assert {ask(traffic, b"odd").status for _ in range(800)} == {201}
    assert len(traffic.recovery.now_and_then) > recovery.ENOUGH_NOW_AND_THEN
    assert len(bodies(traffic)) < 800 * 1.2


@pytest.mark.parametrize("lost", LOST, ids=str)
def test_a_server_that_stays_away_ends_the_sending(lost: Answer) -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 else lost)
    with pytest.raises(Prevented, match="was gone, and not back within"):
        ask(traffic, b"odd")
    sent = len(bodies(traffic))
    with pytest.raises(Prevented, match="was gone, and not back within"):
        ask(traffic, b"another")
    assert len(bodies(traffic)) == sent
    assert {*traffic.recovery.aside.values()} == {Aside.AWAY}


def test_the_last_request_before_a_server_went_away_is_named() -> None:
    traffic = traffic_to(lambda body, number: 201 if number == 1 else httpx.ReadError if body == b"{}" else 502)
    with pytest.raises(Prevented, match=r"number 2 \(2 bytes\): POST /calls \{\}$"):
        ask(traffic, b"{}")


def test_a_server_that_comes_back_is_asked_again() -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 or number > 5 else httpx.ConnectError)

    assert ask(traffic, b"odd").status == 201
    assert {*traffic.recovery.aside.values()} == {Aside.AWAY}
    assert len(traffic.recovery.absences) == 1
    assert traffic.recovery.now_and_then == []


def test_a_request_that_takes_the_server_down_twice_is_evidence() -> None:
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
def test_a_limit_that_does_not_pass_ends_the_sending(headers: dict[str, str]) -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 else (429, headers))
    with pytest.raises(Prevented, match="answers 429, come back later"):
        ask(traffic, b"odd")
    with pytest.raises(Prevented, match="answers 429, come back later"):
        ask(traffic, b"another")
    assert bodies(traffic) == [b"plain"] + [b"odd"] * 5


def test_a_limit_that_passes_is_waited_out() -> None:
    traffic = traffic_to(lambda _, number: (429, {"Retry-After": "0"}) if number in (2, 3) else 201)

    assert ask(traffic, b"odd").status == 201
    assert [*traffic.recovery.aside.values()] == [Aside.TURNED_AWAY] * 2


def test_before_anything_was_answered_nothing_is_asked_again() -> None:
    traffic = Traffic(Target("http://target.invalid", "a-key"), transport=Server(lambda *_: 502))

    assert ask(traffic, b"odd").status == 502
    assert bodies(traffic) == [b"odd"]


def test_no_more_time_is_spent_on_failures_that_are_known() -> None:
    traffic = traffic_to(lambda body, _: 502 if body.startswith(b"odd") else 201)
    exchanges = [ask(traffic, b"odd %d" % number) for number in range(8)]

    assert {each.status for each in exchanges} == {502}
    assert [bodies(traffic).count(b"odd %d" % number) for number in range(8)] == [3] * 5 + [1] * 3


def test_after_many_lost_connections_no_other_request_is_sent_to_look() -> None:
    traffic = traffic_to(lambda body, _: httpx.ReadError if body == b"odd" else 201)
    for _ in range(40):
        ask(traffic, b"odd")
    before = bodies(traffic).count(b"plain")

    exchanges = [ask(traffic, b"odd") for _ in range(10)]

    assert not {id(each) for each in exchanges} & {*traffic.recovery.aside}
    assert bodies(traffic).count(b"plain") == before


def asked(traffic: Traffic, body: bytes) -> None:
    with suppress(Prevented):
        ask(traffic, body)


def test_a_server_that_hangs_on_few_requests_is_asked_the_others() -> None:
    traffic = traffic_to(lambda body, _: httpx.ReadTimeout if body == b"odd" else 201)
    for number in range(2_000):
        asked(traffic, b"odd" if number % 10 == 9 else b"plain")

    assert ask(traffic, b"plain").status == 201
    assert bodies(traffic).count(b"odd") == len([each for each in traffic.exchanges if each.response is None])


def test_a_server_that_hangs_on_many_requests_is_asked_no_more() -> None:
    traffic = traffic_to(lambda body, _: httpx.ReadTimeout if body == b"odd" else 201)
    for _ in range(160):
        asked(traffic, b"odd")

    with pytest.raises(Prevented, match=r"150 of \d+ requests had no response in time"):
        ask(traffic, b"plain")


def test_of_several_requests_on_their_way_none_alone_is_said_to_have_taken_the_server_down() -> None:
    both_are_there = Barrier(2, timeout=10)

    def respond(body: bytes, number: int) -> Answer:
        if body != b"plain" and number <= 3:
            both_are_there.wait()
        return 201 if number == 1 else httpx.ReadError

    traffic = traffic_to(respond)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda body: asked(traffic, body), (b"odd", b"even")))

    assert "of 2 requests on their way the first was number 2 (" in traffic.recovery.ended


@pytest.mark.parametrize(("payload", "aside"), [(b"DROP TABLE calls", [Aside.BLOCKED]), (b"harmless", [])])
def test_what_a_firewall_blocks_is_asked_without_the_payload(payload: bytes, aside: list[Aside]) -> None:
    page = (403, {"Content-Type": "text/html"})
    traffic = traffic_to(lambda body, _: page if body == payload else 201)

    assert ask(traffic, payload).status == 403
    assert [*traffic.recovery.aside.values()] == aside
    assert bodies(traffic)[1:] == ([payload, b"x calls"] if aside else [payload])


def test_a_firewall_is_known_though_the_harmless_request_fails_once() -> None:
    page = (403, {"Content-Type": "text/html"})
    traffic = traffic_to(lambda body, number: page if body == b"DROP TABLE calls" else 502 if number == 3 else 201)
    ask(traffic, b"DROP TABLE calls")

    assert [*traffic.recovery.aside.values()] == [Aside.NOW_AND_THEN, Aside.BLOCKED]


def test_a_limit_that_is_reached_while_the_server_is_gone_names_the_last_request() -> None:
    traffic = traffic_to(lambda _, number: 201 if number == 1 else httpx.ReadError)
    traffic.max_requests = 5

    with pytest.raises(Prevented, match=r"MAX_REQUESTS=5 is reached, while the server was gone; .* number 2 .*: POST "):
        ask(traffic, b"odd")
    with pytest.raises(Prevented, match="while the server was gone"):
        ask(traffic, b"even")


def test_a_page_for_a_harmless_request_too_is_no_firewalls() -> None:
    page = (403, {"Content-Type": "text/html"})
    traffic = traffic_to(lambda _, number: 201 if number == 1 else page)
    ask(traffic, b"DROP TABLE calls")

    assert traffic.recovery.aside == {}
