"""Tests of masking: reports contain no secret, and everything else is unchanged."""

import base64
import hashlib
import json
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api_conformance.secrets import Secrets
from openapi_contract import document
from openapi_contract.secrets import marked_names

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ2aWRlbyI6e319.c2lnbmF0dXJl"


@given(st.text(min_size=6), st.text(), st.text())
@example('key"with\\quotes', "", "")
@example("key+with.pattern*", "a", "b")
def test_a_secret_is_masked_at_any_place(secret: str, before: str, after: str) -> None:
    secrets = Secrets()
    secrets.add(secret)
    assert secret not in secrets.mask(before + secret + after).replace("***", "")
    assert json.dumps(secret)[1:-1] not in secrets.mask(json.dumps(before + secret + after)).replace("***", "")


@given(st.text(alphabet=st.characters(exclude_characters="e")))
def test_a_text_without_secrets_is_unchanged(text: str) -> None:
    secrets = Secrets()
    secrets.add("the-secret-key")
    assert secrets.mask(text) == text


def test_a_json_web_token_is_masked_even_if_no_response_contained_it() -> None:
    assert Secrets().mask(f"token={TOKEN};") == "token=***;"


def test_an_opaque_token_is_masked_once_a_response_contained_it() -> None:
    secrets = Secrets()
    secrets.learn('{"calls": [{"access_token": "opaque-token"}]}')
    assert secrets.mask('{"access_token": "opaque-token"}') == '{"access_token": "***"}'


def test_a_token_that_is_a_plain_word_is_masked_only_after_its_name() -> None:
    secrets = Secrets()
    secrets.learn('{"access_token": "registered"}')
    assert secrets.mask('"access_token": "registered", "call_status": "registered"') == (
        '"access_token": "***", "call_status": "registered"'
    )


def test_the_words_of_a_token_are_not_masked_elsewhere() -> None:
    secrets = Secrets()
    secrets.learn('{"access_token": "exercitation in reprehenderit"}')
    assert secrets.mask('"access_token": "exercitation in reprehenderit", "agent_id": "exercitation"') == (
        '"access_token": "***", "agent_id": "exercitation"'
    )


def test_a_value_split_over_chunks_masks_no_ordinary_word() -> None:
    secrets = Secrets()
    secrets.learn('{"access_token": "a9-r\r\n40\r\nequest"')
    assert secrets.mask("48 requests break it") == "48 requests break it"
    assert "a9-r" not in secrets.mask('{"access_token": "a9-r\r\n40\r\nequest"')


def test_an_id_that_shares_a_word_with_the_key_is_shown() -> None:
    secrets = Secrets()
    secrets.add_key("key_company_93fa27c1")
    secrets.spare("agent_company_1")
    assert secrets.mask('{"agent_id": "agent_company_1"}') == '{"agent_id": "agent_company_1"}'
    assert "company" not in secrets.mask("key_company_93fa27c1 and agent_company_2")


CONTRACT = {
    "openapi": "3.1.0",
    "info": {"title": "", "version": "1.0.0"},
    "paths": {},
    "components": {
        "schemas": {
            "Body": {
                "type": "object",
                "properties": {
                    "ticket": {"type": "string", "format": "password"},
                    "token": {"type": "string"},
                    "headers": {"$ref": "#/components/schemas/Headers"},
                    "maybe": {"anyOf": [{"type": "string", "format": "password"}, {"type": "null"}]},
                    "several": {"type": "array", "items": {"type": "string", "format": "password"}},
                    "anything": {"type": "object", "additionalProperties": True},
                },
            },
            "Headers": {"type": "object", "additionalProperties": {"type": "string"}, "x-secret": True},
        }
    },
}


@pytest.mark.parametrize(
    ("body", "masked"),
    [
        ({"ticket": "letmein-1"}, {"ticket": "***"}),
        ({"ticket": "short"}, {"ticket": "***"}),
        ({"headers": {"X-Source": "letmein-1"}}, {"headers": {"X-Source": "***"}}),
        ({"maybe": "letmein-1"}, {"maybe": "***"}),
        ({"several": ["letmein-1", "letmein-2"]}, {"several": ["***", "***"]}),
        ({"new": {"clientSecret": "letmein-1"}}, {"new": {"clientSecret": "***"}}),
        ({"new": {"ticket": "letmein-1"}}, {"new": {"ticket": "***"}}),
        ({"token": "the contract knows it and does not mark it"}, None),
        ({"anything": {"a": {"password": "of a user's own"}}}, None),
        ({"new": {"next_page_token": "page-2-of-9", "tokens": ["letters"], "keywords": "letters"}}, None),
    ],
    ids=str,
)
def test_only_values_that_the_contract_marks_are_masked(body: dict[str, Any], masked: dict[str, Any]) -> None:
    contract = document.Document("contract", CONTRACT)
    schema = contract.schema({"$ref": "#/components/schemas/Body"})
    secrets = Secrets()

    secrets.learn(json.dumps(body), schema, marked_names(contract))

    assert json.loads(secrets.mask(json.dumps(body))) == (masked or body)


def test_a_short_secret_is_masked_only_after_its_name() -> None:
    secrets = Secrets()
    secrets.learn('{"credential": "user"}')
    assert secrets.mask('{"role": "user", "credential": "user"}') == '{"role": "user", "credential": "***"}'
    assert secrets.mask('got credential: "user"') == 'got credential: "***"'


@pytest.mark.parametrize(
    "body",
    [
        '{"access_token": "first-opaque", "access_token": "second-opaque"}',
        '{"access_token": "first-opaque", "number": NaN}',
        '{"access_token": "first-opaque",}',
        '{"credential": "first\r\n64\r\nopaque"}',
        "[" * 100_000 + '{"access_token": "first-opaque"}',
    ],
    ids=lambda each: each[:80],
)
def test_a_secret_in_an_invalid_body_is_masked(body: str) -> None:
    secrets = Secrets()
    secrets.learn(body)
    assert "opaque" not in secrets.mask(body)


@pytest.mark.parametrize("written", ['"ab/cd+e/1=="', r'"ab\/cd+e\/1=="', r'"\u0061b/cd+e/1=="'])
def test_no_part_of_a_secret_is_left_after_its_name(written: str) -> None:
    secrets = Secrets()
    secrets.learn(f'{{"credential": {written}}}')
    assert secrets.mask(f'{{"a": 1, "credential": {written}}}') == '{"a": 1, "credential": "***"}'


def test_the_users_own_data_is_not_secret_in_a_contract_without_marks() -> None:
    properties = {"metadata": {"type": "object", "additionalProperties": True}, "apiKey": {"type": "string"}}
    schema = document.Document("contract", {"paths": {}}).schema({"type": "object", "properties": properties})
    secrets = Secrets()
    secrets.learn('{"metadata": {"secret": "of another request"}, "apiKey": "letmein-1"}', schema)
    assert secrets.mask("another request with letmein-1") == "another request with ***"


def test_an_agent_id_is_not_secret_even_if_a_server_returns_it_as_a_token() -> None:
    secrets = Secrets()
    secrets.spare("agent_h3x9QwErTy12")
    secrets.learn('{"access_token": "agent_h3x9QwErTy12", "credential": "agent_h3x9QwErTy12:letmein-1"}')
    assert secrets.mask("agent_h3x9QwErTy12 with letmein-1") == "agent_h3x9QwErTy12 with ***"


def test_the_scheme_before_a_token_is_not_secret() -> None:
    secrets = Secrets()
    secrets.learn('{"access_token": "Bearer opaque-token"}')
    assert secrets.mask("Authorization: Bearer ${RETELL_API_KEY}") == "Authorization: Bearer ${RETELL_API_KEY}"
    assert secrets.mask("Bearer opaque-token") == "Bearer ***"


@pytest.mark.parametrize("text", ["a" * 300_000, 'a:"' * 100_000, 'a:"\\' * 100_000, '"a" ' * 100_000, "a: " * 100_000])
def test_masking_takes_linear_time_for_any_body(text: str) -> None:
    began = time.perf_counter()
    Secrets().learn(text)
    assert time.perf_counter() - began < 2


def test_words_that_resemble_names_of_secrets_are_kept() -> None:
    text = '{"boosted_keywords": ["retell"], "termination_key": "#", "access_token": null}'
    assert Secrets().mask(text) == text


def test_the_representation_has_no_secret() -> None:
    secrets = Secrets()
    secrets.add("the-secret-key")
    assert "the-secret-key" not in repr(secrets)


KEY = "key_8d5c1e9a0b7f4263"


def recoverable(text: str, key: str = KEY) -> list[str]:
    """Return the parts of a text from which the key could be recovered, by a strict scan.

    Eight letters of the key in a row, in any case, forwards or backwards, with or without white space between them, and
    its base64 and hexadecimal at any alignment.
    """
    encoded = key.encode()
    forms = [key, key[::-1]]
    forms += [base64.b64encode(b"x" * shift + encoded).decode()[shift + 1 :].rstrip("=")[:-1] for shift in range(3)]
    plain = "".join(text.lower().split())
    return [
        form[start : start + 8]
        for form in forms
        for start in range(len(form) - 7)
        if form[start : start + 8].lower() in plain
    ]


VARIANTS = [
    KEY,
    KEY.upper(),
    KEY[:-1],
    KEY[3:],
    KEY[::-1],
    f"Bearer {KEY}x",
    base64.b64encode(f"{KEY}:".encode()).decode(),
    base64.b64encode(f"api:{KEY}".encode()).decode(),
    base64.b64encode(f"ab{KEY}".encode()).decode(),
    base64.urlsafe_b64encode(f"x{KEY}yz".encode()).decode(),
]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_key_cannot_be_recovered_from_masked_text(variant: str) -> None:
    secrets = Secrets()
    secrets.add_key(KEY)

    assert recoverable(f"before {variant} behind"), "the scan itself finds it"
    masked = secrets.mask(f"before {variant} behind")
    assert recoverable(masked) == []
    assert masked.startswith("before ")
    assert masked.endswith(" behind")
    assert recoverable(secrets.mask("~" * 20_000 + variant)) == [], "in a long text too"


def test_the_time_to_mask_does_not_grow_with_the_number_of_tokens() -> None:
    secrets, tokens = Secrets(), [hashlib.sha256(str(number).encode()).hexdigest() for number in range(1_000)]
    looked_up = 0

    class Counting(set[str]):
        def __contains__(self, item: object) -> bool:
            nonlocal looked_up
            looked_up += 1
            return super().__contains__(item)

    for token in tokens:
        secrets.add(token)
    secrets._words = Counting(secrets._words)
    text = " ".join(f'{{"access_token": "{token}", "note": "x{token}"}}' for token in tokens)
    masked = secrets.mask(text)
    assert not any(token in masked for token in tokens)
    assert looked_up < len(text)


def test_a_word_is_masked_once_a_response_returned_a_token_inside_it() -> None:
    secrets = Secrets()
    for number in range(50):
        secrets.add(f"opaque-token-{number:04}")
    assert secrets.mask("room-of-another-secret-7") == "room-of-another-secret-7"
    secrets.add("another-secret")
    assert secrets.mask("room-of-another-secret-7") == "room-of-***-7"
