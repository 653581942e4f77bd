"""Tests of servers whose responses are random: no check and no report fails itself, and none shows a secret."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from mutants.kill import everything, on_trial
from mutants.reported import faults_of_reports
from mutants.serve import Answer, in_process
from mutants.test_reports import answering

pytestmark = pytest.mark.thorough

SECRET = b"a-token-that-the-server-repeats"
STATUSES = [200, 201, 204, 301, 304, 400, 401, 404, 405, 409, 422, 429, 500, 502]
BODIES = [
    b"",
    b"null",
    b"[]",
    b'"x"',
    b"1",
    b"\xff\xfe",
    b"<html>",
    b'{"a":1,"a":2}',
    b"NaN",
    b"\xef\xbb\xbf{}",
    SECRET,
]
HEADERS = [b"allow", b"cache-control", b"content-type", b"date", b"location", b"retry-after", b"set-cookie", b"x-id"]
HEADER_VALUES = [b"", b"x", b"-1", b"1e9", b"9" * 20, b"://", b"GET,,", b"application/json; charset=x", b"a=" + SECRET]
VALUES: list[Any] = [
    *("", " ", "x", "0", "a/b?c#%", "http://[", "turn:", SECRET.decode(), "eyJhbGciOiJIUzI1NiJ9.e30."),
    *(0, -1, 1.5, 10**30, 1e300, True, None, [], [None], {}, {"": ""}),
]


def other_values(value: Any, draw: random.Random) -> Any:
    """Return JSON with some values replaced, and some properties removed."""
    if isinstance(value, dict):
        return {name: other_values(each, draw) for name, each in value.items() if draw.random() > 0.03}
    return draw.choice(VALUES) if draw.random() < 0.1 else value


def with_other_values(answer: Answer, draw: random.Random) -> Answer:
    """Return a response with other values in its body."""
    return evolve(answer, body=json.dumps(other_values(json.loads(answer.body), draw)).encode())


def with_a_header(answer: Answer, draw: random.Random) -> Answer:
    """Return a response with one more header."""
    return evolve(answer, headers=(*answer.headers, (draw.choice(HEADERS), draw.choice(HEADER_VALUES))))


CHANGES: list[Callable[[Answer, random.Random], Answer]] = [
    with_other_values,
    with_a_header,
    lambda answer, draw: evolve(answer, status=draw.choice(STATUSES)),
    lambda answer, draw: evolve(answer, body=draw.choice(BODIES)),
    lambda answer, _: evolve(answer, headers=()),
]


@pytest.mark.parametrize("share", [0.05, 0.3, 1])
@pytest.mark.parametrize("seed", range(8))
def test_no_response_makes_a_check_or_a_report_fail(seed: int, share: float) -> None:
    def changed(number: int, _: bytes, answer: Answer) -> Answer:
        draw = random.Random(f"{seed} {number}")
        if answer.status == 201:
            answer = evolve(
                answer, body=json.dumps({**json.loads(answer.body), "access_token": SECRET.decode()}).encode()
            )
        return draw.choice(CHANGES)(answer, draw) if answer.body and draw.random() < share else answer

    with on_trial(answering(changed), in_process, requests=20, chosen=20, cases=3) as trial:
        assert faults_of_reports(trial.run, everything(trial)) == []
