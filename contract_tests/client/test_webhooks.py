"""Tests of events, which are read if they are signed with the key, recent and unchanged; else an error says why."""

import hashlib
import hmac
import json
import logging
import pickle
import time
from collections.abc import Callable
from typing import Any

import pytest

from client.bodies import DOCUMENT
from client.conftest import KEY, forget_drift
from client.test_secrets import frames_of
from retell_web_call_client import UNSET, UnknownVariant, errors
from retell_web_call_client.models import CallAnalyzed, CallEnded, EventCall, Metadata, TransferStarted
from retell_web_call_client.webhooks import (
    SIGNATURE_HEADER,
    InvalidSignature,
    MalformedEvent,
    StaleEvent,
    read_event,
    sign_event,
)

CALL = {"call_type": "web_call", "call_id": "call_1", "agent_id": "agent_1", "call_status": "ended"}
ENDED = json.dumps({"event": "call_ended", "call": CALL}).encode()
NOW = 1_790_000_000.0


@pytest.fixture(autouse=True)
def key_and_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the key, and stop the clock."""
    monkeypatch.setenv("RETELL_API_KEY", KEY)
    monkeypatch.setattr(time, "time", lambda: NOW)
    forget_drift()


def posted(event: Any) -> Any:
    """Read an event that the API has signed."""
    body = json.dumps(event).encode()
    return read_event(body, sign_event(body))


def signed(body: bytes, timestamp: str, key: str = KEY) -> str:
    """Sign as the contract says, by the standard library alone."""
    return f"v={timestamp},d={hmac.new(key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()}"


def refusal(kind: type[Exception], *arguments: Any, **options: Any) -> str:
    """Return the message of the error that reading raises."""
    with pytest.raises(kind) as caught:
        read_event(*arguments, **options)
    return str(caught.value)


# ---- reading ----


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, bytes.decode])
def test_a_signed_body_is_read_as_bytes_or_text(kind: Callable[[bytes], Any]) -> None:
    event = read_event(kind(ENDED), signed(ENDED, "1790000000000"))

    assert isinstance(event, CallEnded)
    assert event.call.call_id == "call_1"
    assert event.to_dict() == json.loads(ENDED)


@pytest.mark.parametrize("name", ["started", "ended", "transferred", "complete"])
def test_every_example_of_the_contract_is_read_without_surprise(name: str, caplog: pytest.LogCaptureFixture) -> None:
    webhook = DOCUMENT["webhooks"]["callEvent"]["post"]
    example = webhook["requestBody"]["content"]["application/json"]["examples"][name]["value"]
    event = posted(example)

    assert not isinstance(event, UnknownVariant)
    assert event.to_dict() == example
    assert caplog.text == ""


def test_a_transfer_has_its_destination() -> None:
    event = posted(
        {"event": "transfer_started", "call": CALL, "transfer_destination": {"number": "+1", "extension": "2"}}
    )

    assert isinstance(event, TransferStarted)
    assert event.transfer_destination
    assert (event.transfer_destination.number, event.transfer_destination["extension"]) == ("+1", "2")
    assert event.transfer_option is UNSET


def test_an_event_of_an_unknown_kind_is_kept_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    chat = {"event": "chat_ended", "chat": {"chat_id": "chat_1"}}
    events = [posted(chat) for _ in range(3)]

    assert all(isinstance(event, UnknownVariant) and event.to_dict() == chat for event in events)
    assert [record.message for record in caplog.records] == ["Unknown kind at '/event' in an event, kept unchanged"]


def test_an_event_whose_call_lacks_its_id_is_kept_unchanged(caplog: pytest.LogCaptureFixture) -> None:
    event = posted({"event": "call_analyzed", "call": {**CALL, "call_id": None}})

    assert isinstance(event, UnknownVariant)
    assert event.call["agent_id"] == "agent_1"
    assert "/call/call_id" in caplog.text


def test_the_event_of_a_phone_call_is_read(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    event = posted({"event": "call_analyzed", "call": {**CALL, "call_type": "phone_call", "from_number": "+1"}})

    assert isinstance(event, CallAnalyzed)
    assert (event.call.call_type, event.call["from_number"]) == ("phone_call", "+1")


def test_an_invented_event_can_be_signed_for_a_test() -> None:
    metadata: Metadata = {"order": 4711}
    call = EventCall(call_type="web_call", call_id="c", agent_id="a", call_status="ended", metadata=metadata)
    body = json.dumps(CallEnded(call=call).to_dict())
    event = read_event(body, sign_event(body, api_key="other"), api_key="other")

    assert isinstance(event, CallEnded)
    assert event.call.metadata == {"order": 4711}
    assert SIGNATURE_HEADER == "x-retell-signature"


# ---- signatures ----


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        (ENDED + b" ", signed(ENDED, "1790000000000")),
        (json.dumps(json.loads(ENDED), separators=(",", ":")), signed(ENDED, "1790000000000")),
        (ENDED, signed(ENDED, "1790000000000", "key_of_another")),
        (ENDED, signed(ENDED, "1790000000000").replace("v=179", "v=180")),
    ],
    ids=["a blank more", "JSON written again", "another key", "another time"],
)
def test_an_event_with_a_wrong_signature_is_rejected_with_the_usual_causes(body: bytes | str, signature: str) -> None:
    said = refusal(InvalidSignature, body, signature)

    assert "parsed and written again" in said
    assert "RETELL_API_KEY" in said
    assert "webhook badge" in said


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        "v=1790000000000",
        "d=0,v=1790000000000",
        signed(ENDED, "1790000000000").upper(),
        signed(ENDED, "1790000000000").replace("d=", "d=0"),
        signed(ENDED, "1790000000000") + "\n",
        signed(ENDED, "-1"),
        signed(ENDED, "9" * 5000),
    ],
)
def test_a_missing_or_malformed_header_is_rejected(signature: str | None) -> None:
    assert "header x-retell-signature" in refusal(InvalidSignature, ENDED, signature)


def test_a_digest_in_capitals_is_rejected() -> None:
    version, digest = signed(ENDED, "1790000000000").split(",d=")

    assert refusal(InvalidSignature, ENDED, f"{version},d={digest.upper()}")


@pytest.mark.parametrize(("seconds", "said"), [(301, "301 seconds ago"), (-301, "301 seconds in the future")])
def test_an_event_that_is_more_than_five_minutes_off_is_stale(seconds: int, said: str) -> None:
    signature = sign_event(ENDED, at=NOW - seconds)

    assert said in refusal(StaleEvent, ENDED, signature)
    assert isinstance(read_event(ENDED, signature, tolerance=302), CallEnded)
    assert isinstance(read_event(ENDED, signature, tolerance=None), CallEnded)


@pytest.mark.parametrize("seconds", [0, 300, -300])
def test_an_event_within_five_minutes_is_read(seconds: int) -> None:
    assert isinstance(read_event(ENDED, sign_event(ENDED, at=NOW - seconds)), CallEnded)


def test_an_old_event_with_a_wrong_signature_is_reported_as_forged() -> None:
    assert refusal(InvalidSignature, ENDED, sign_event(ENDED, api_key="another", at=0))


# ---- malformed events ----


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "Empty body"),
        (b"{", "Invalid JSON (JSONDecodeError)"),
        (b"\xff", "Invalid JSON (UnicodeDecodeError)"),
        (b"[]", "Wrong type: not a JSON object"),
        (b"{}", "Required property missing at '/event' in the event"),
        (b'{"event": 7}', "Wrong type at '/event' in the event"),
    ],
)
def test_a_signed_body_that_is_not_an_event_is_malformed(body: bytes, said: str) -> None:
    assert refusal(MalformedEvent, body, sign_event(body)) == said


def test_a_body_that_a_framework_has_parsed_is_rejected_with_a_reason() -> None:
    said = refusal(MalformedEvent, json.loads(ENDED), sign_event(ENDED))

    assert said == "The body is of type dict, not bytes or text: pass it unchanged, before anything parses it"


def test_without_a_key_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETELL_API_KEY")

    assert "RETELL_API_KEY" in refusal(errors.NotConfigured, ENDED, signed(ENDED, "1790000000000"))
    assert "tolerance" in refusal(errors.NotConfigured, ENDED, "", api_key=KEY, tolerance="soon")


@pytest.mark.parametrize("at", [-1, float("nan"), float("inf"), 1e300])
def test_the_time_of_a_signature_must_fit_into_the_header(at: float) -> None:
    with pytest.raises(errors.NotConfigured, match=r"^at must be"):
        sign_event(ENDED, at=at)


# ---- secrets ----


WRONG: dict[str, Callable[[], object]] = {
    "another key": lambda: read_event(ENDED, signed(ENDED, "1790000000000", "another"), api_key=KEY),
    "stale": lambda: read_event(ENDED, sign_event(ENDED, at=0), api_key=KEY),
    "malformed": lambda: read_event(b'{"access_token": 7', sign_event(b'{"access_token": 7'), api_key=KEY),
    "wrong tolerance": lambda: read_event(ENDED, sign_event(ENDED), api_key=KEY, tolerance=-1),
    "wrong time": lambda: sign_event(ENDED, api_key=KEY, at="now"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", WRONG)
def test_no_error_shows_the_key_a_digest_or_the_body(name: str) -> None:
    with pytest.raises(errors.RetellError) as caught:
        WRONG[name]()
    shown = f"{caught.value!r} {caught.value} {list(frames_of(caught.value))}"

    assert KEY not in shown
    assert "access_token" not in shown
    for signature in (sign_event(ENDED), sign_event(ENDED, at=0), signed(ENDED, "1790000000000", "another")):
        assert signature.partition(",d=")[2] not in shown


@pytest.mark.parametrize("error", [InvalidSignature("a"), StaleEvent("a"), MalformedEvent("a", "/event")])
def test_an_error_can_be_pickled(error: errors.RetellError) -> None:
    again = pickle.loads(pickle.dumps(error))

    assert (type(again), str(again)) == (type(error), str(error))
