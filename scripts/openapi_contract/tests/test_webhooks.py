"""Tests of webhooks, which are read like operations, and of the mark that describes their signature."""

from typing import Any

import pytest

from openapi_contract.document import Document, read
from openapi_contract.raw_document import Unreadable, parse
from openapi_contract.signatures import signature_of
from repository import CONTRACT

MARK = {
    "algorithm": "hmac-sha256",
    "header": "t={timestamp},v1={digest}",
    "signed": "{timestamp}.{body}",
    "timestamp": "seconds",
}


def with_mark(mark: Any) -> Document:
    """Return a contract with one webhook that has this mark."""
    header = {"name": "x-signed", "in": "header", "schema": {"type": "string"}, "x-signature": mark}
    root = parse(b"{openapi: 3.1.0, info: {title: Calls, version: '1'}}", "calls.yaml", lambda _: b"").root
    root["webhooks"] = {"told": {"post": {"parameters": [header]}}, "x-note": "none"}
    return Document("calls.yaml", root)


def test_the_contract_has_the_webhook_of_calls() -> None:
    [webhook] = read(CONTRACT).webhooks

    assert (webhook.id, webhook.method, webhook.path, webhook.security) == ("callEvent", "POST", "", ())
    assert webhook.request_schema is not None
    assert webhook.request_schema.name == "CallEvent"


def test_a_webhook_is_not_an_operation() -> None:
    document = read(CONTRACT)

    assert "callEvent" not in {operation.id for operation in document.operations}


def test_a_webhook_without_an_id_has_its_name_as_id() -> None:
    assert [webhook.id for webhook in with_mark(MARK).webhooks] == ["told"]


def test_a_request_is_signed_as_the_contract_says() -> None:
    [webhook] = read(CONTRACT).webhooks
    signature = signature_of(webhook)

    assert signature is not None
    assert (signature.name, signature.tolerance) == ("x-retell-signature", 300)
    # Computed by the vendor's SDK.
    assert (
        signature.value(b'{"event":"call_ended"}', "key_0a1b2c3d", 1790000000)
        == "v=1790000000000,d=2e1e9c2301fd5e1a2c3f5f7f0b6ff49d01e2d4504fec4f73d5fd40af7356c97e"
    )


def test_the_signed_text_may_begin_with_the_time() -> None:
    [webhook] = with_mark(MARK).webhooks
    signature = signature_of(webhook)

    assert signature is not None
    # From printf '1790000000.{}' | openssl dgst -sha256 -hmac secret
    assert (
        signature.value(b"{}", "secret", 1790000000.9)
        == "t=1790000000,v1=d0cadd434460d4af55e7ab90d79c1802591d7001a77c9e06471d0e3ec8cc85ae"
    )


@pytest.mark.parametrize(
    ("mark", "fault"),
    [
        ("hmac", "is not an object"),
        ({**MARK, "algorithm": "md5"}, "an algorithm other than hmac-sha256"),
        ({**MARK, "timestamp": "minutes"}, "in neither seconds nor milliseconds"),
        ({**MARK, "tolerance": 0}, "no number of seconds"),
        ({**MARK, "key": ["one"]}, "has a key that is no text"),
        ({**MARK, "header": "{digest}"}, "must have {digest} and {timestamp} once each in its 'header'"),
        ({**MARK, "signed": "{body}{body}"}, "must have {body} and {timestamp} once each in its 'signed'"),
    ],
)
def test_an_incomplete_mark_is_rejected_in_one_line(mark: Any, fault: str) -> None:
    [webhook] = with_mark(mark).webhooks

    with pytest.raises(Unreadable, match="the header 'x-signed' of the webhook told: x-signature ") as caught:
        signature_of(webhook)
    assert fault in str(caught.value)
