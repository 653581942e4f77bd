"""Tests of agreement: the vendor's SDK and this client accept and make the same signatures."""

import random
import string
import time

import pytest

from retell_web_call_client.errors import InvalidSignature, MalformedEvent, StaleEvent
from retell_web_call_client.webhooks import read_event, sign_event

pytestmark = pytest.mark.field

KEYS = ["key_0123456789abcdef", "another"]
TEXTS = ["", "{}", '{"event": "call_ended", "call": {}}', '{"é": "\\u00e9 \U0001f600"}', "null", " "]


def accepted(body: str, key: str, signature: str) -> bool:
    """Return whether our client accepts the signature, even if it cannot read the body."""
    try:
        read_event(body, signature, api_key=key)
    except (InvalidSignature, StaleEvent):
        return False
    except MalformedEvent:
        pass
    return True


def cases() -> list[tuple[str, str, str]]:
    """Return a thousand bodies with keys and signatures, about half of which are right."""
    draw = random.Random(20261130)
    found = []
    for _ in range(1000):
        body = draw.choice(TEXTS) + "".join(draw.choices(string.printable, k=draw.randrange(20)))
        key = draw.choice(KEYS)
        off = draw.choice([0, 0, 0, 290, -290, 310, -310, 86400])
        signature = sign_event(body, api_key=key, at=time.time() - off)
        match draw.randrange(10):
            case 0:
                body += draw.choice([" ", "\n", "x"])
            case 1:
                key = "wrong"
            case 2:
                position = draw.randrange(len(signature))
                signature = signature[:position] + draw.choice("0123456789abcdefv=,d ") + signature[position + 1 :]
            case 3:
                signature = draw.choice(
                    [signature.upper(), "", "v=,d=", signature + " ", f" {signature}", signature[:-1]]
                )
            case 4:
                signature = signature.replace("v=", "v=0")
        found.append((body, key, signature))
    return found


def test_the_vendor_s_sdk_and_this_client_agree_on_a_thousand_cases() -> None:
    retell = pytest.importorskip("retell", reason="retell-sdk is not installed: `make test-integrations` has it")
    vendor = retell.Retell(api_key="unused")
    verdicts = [
        (accepted(body, key, signature), vendor.verify(body, key, signature), signature)
        for body, key, signature in cases()
    ]

    assert [each for each in verdicts if each[0] != each[1]] == []
    assert 300 < sum(ours for ours, _, _ in verdicts) < 700


def test_an_event_signed_by_the_vendors_sdk_is_read() -> None:
    pytest.importorskip("retell", reason="retell-sdk is not installed: `make test-integrations` has it")
    from retell.lib.webhook_auth import symmetric

    for text in TEXTS:
        assert accepted(text, KEYS[0], symmetric["sign"](text, KEYS[0]))
