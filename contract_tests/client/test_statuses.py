"""Tests of statuses: each has its error, in one family, which says what happened and can be copied and pickled."""

import copy
import inspect
import json
import pickle

import httpx
import pytest

from client.bodies import CONTRACT_READ, EXAMPLE, MINIMAL
from client.conftest import Caller, DetailedCaller, answering, answering_bytes, call_in_thread, client_for
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.models import Error, WebCall

DOCUMENTED: dict[int, type[errors.StatusError]] = {
    400: errors.BadRequest,
    401: errors.Unauthorized,
    402: errors.PaymentRequired,
    422: errors.UnprocessableContent,
    429: errors.TooManyRequests,
    500: errors.InternalServerError,
}
# A status that any operation documents has its class for every operation.
EVERYWHERE = {status for each in CONTRACT_READ.operations for status in each.responses if status >= 400}
ERROR = {"status": "error", "message": "Cannot find requested asset under given api key"}


@pytest.mark.parametrize(("status", "expected"), DOCUMENTED.items(), ids=map(str, DOCUMENTED))
def test_a_documented_status_raises_its_own_error(
    status: int, expected: type[errors.StatusError], call: Caller
) -> None:
    with pytest.raises(errors.RetellError) as caught:
        call(answering(ERROR, status))
    error = caught.value
    assert type(error) is expected
    assert error.status_code == error.response.status_code == status
    assert error.message == ERROR["message"]
    assert error.attempts == 1
    assert str(error).startswith(f"{status} {expected.__name__}: {ERROR['message']}")


@pytest.mark.parametrize("status", sorted({304, 403, 404, 418, 503, 599} - EVERYWHERE))
def test_any_other_status_is_unexpected(status: int, call: Caller, call_detailed: DetailedCaller) -> None:
    for caller in (call, call_detailed):
        with pytest.raises(errors.UnexpectedStatus) as caught:
            caller(answering(MINIMAL, status))
        assert caught.value.status_code == status


@pytest.mark.parametrize("status", [200, 202, 203, 299])
def test_a_call_is_returned_with_any_success_status(
    status: int, call: Caller, call_detailed: DetailedCaller, caplog: pytest.LogCaptureFixture
) -> None:
    assert call(answering(MINIMAL, status)).to_dict() == MINIMAL
    response = call_detailed(answering(MINIMAL, status))
    assert isinstance(response.parsed, WebCall)
    assert response.status_code == status
    [record] = [each for each in caplog.records if each.name.endswith(".drift")]
    assert record.getMessage() == f"Undocumented status {status} in the API's response, kept unchanged"
    with pytest.raises(errors.UnexpectedStatus):
        call(answering(MINIMAL, status, strict=True))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "Empty body"),
        (b"<html>", "Invalid JSON (JSONDecodeError)"),
        (json.dumps({**MINIMAL, "call_id": 1}).encode(), "Wrong type at '/call_id'"),
        (b'{"message": "Accepted for later"}', "Required property missing at '/call_type'"),
    ],
)
def test_an_undocumented_success_with_another_body_describes_the_body(content: bytes, what: str, call: Caller) -> None:
    with pytest.raises(errors.UnexpectedStatus) as caught:
        call(answering_bytes(content, 202))
    assert caught.value.status_code == 202
    assert caught.value.response.content == content
    assert caught.value.sent
    said = "Accepted for later" if b"later" in content else "Accepted"
    assert f"202 UnexpectedStatus: {said}, whose body is not a documented success ({what})." in str(caught.value)


@pytest.mark.parametrize("status", DOCUMENTED)
@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"null", b'{"message": 1}', b'{"message": " "}', b"[" * 10_000, b"\xff"],
    ids=lambda content: repr(content[:20]),
)
def test_an_error_with_a_strange_body_is_still_its_status(status: int, content: bytes) -> None:
    with pytest.raises(DOCUMENTED[status]) as caught:
        call_in_thread(answering_bytes(content, status))
    assert caught.value.message == httpx.codes.get_reason_phrase(status)
    assert caught.value.response.content == content


def test_detailed_returns_a_call_with_its_status(call_detailed: DetailedCaller) -> None:
    response = call_detailed(answering(EXAMPLE))
    assert isinstance(response.parsed, WebCall)
    assert response.parsed.to_dict() == json.loads(response.content) == EXAMPLE
    assert response.status_code == 201
    assert response.attempts == 1
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("status", DOCUMENTED)
def test_detailed_returns_a_documented_error(status: int, call_detailed: DetailedCaller) -> None:
    response = call_detailed(answering(ERROR, status))
    assert isinstance(response.parsed, Error)
    assert response.parsed.message == ERROR["message"]
    assert response.status_code == status


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]"])
def test_detailed_returns_a_documented_error_whose_body_cannot_be_read(
    content: bytes, call_detailed: DetailedCaller
) -> None:
    response = call_detailed(answering_bytes(content, 500))
    assert response.parsed is None
    assert (response.status_code, response.content) == (500, content)


def test_detailed_raises_for_a_success_that_is_not_a_call(call_detailed: DetailedCaller) -> None:
    with pytest.raises(errors.MalformedResponse):
        call_detailed(answering(ERROR, 201))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7", 7), (" 0 ", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("soon", None), ("", None), (None, None)],
)
def test_an_error_has_the_seconds_to_wait(text: str | None, expected: float | None) -> None:
    headers = {} if text is None else {"Retry-After": text}
    with pytest.raises(errors.TooManyRequests) as caught:
        call_in_thread(answering_bytes(json.dumps(ERROR).encode(), 429, headers))
    assert caught.value.retry_after == expected


def test_an_error_with_a_long_message_has_a_short_text() -> None:
    with pytest.raises(errors.BadRequest) as caught:
        call_in_thread(answering({"status": "error", "message": "long " * 1000}, 400))
    assert len(str(caught.value)) < 600
    assert len(caught.value.message) > 4000


def test_every_error_is_in_the_tree_that_the_docstring_draws() -> None:
    classes = [one for one in vars(errors).values() if inspect.isclass(one) and one.__module__ == errors.__name__]
    assert all(issubclass(one, errors.RetellError) for one in classes)
    assert {one.__name__ for one in classes} == set(errors.__all__)
    for one in classes:
        assert one.__name__ in (errors.__doc__ or "")


def failing(error: Exception) -> httpx.Response:
    raise error


@pytest.mark.parametrize(
    "client",
    [
        answering(ERROR, 429),
        answering(ERROR, 503),
        answering({}, 201),
        client_for(lambda _: failing(httpx.ConnectError("refused"))),
        client_for(lambda _: failing(httpx.ReadTimeout("slow"))),
    ],
    ids=["status", "unexpected status", "malformed", "connection", "timeout"],
)
def test_errors_can_be_copied_and_pickled(client: AuthenticatedClient) -> None:
    with pytest.raises(errors.RetellError) as caught:
        call_in_thread(client)
    error = caught.value
    for twin in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert repr(twin) == repr(error)
        assert twin.attempts == error.attempts == 1
        assert getattr(twin, "status_code", None) == getattr(error, "status_code", None)
        assert getattr(twin, "pointer", None) == getattr(error, "pointer", None)
    if isinstance(error, errors.StatusError):
        assert pickle.loads(pickle.dumps(error)).response.content == error.response.content
