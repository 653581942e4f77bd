"""Tests of the marks of secrets in a contract, and of names that look secret."""

from typing import Any

import pytest

from openapi_contract.document import read
from openapi_contract.secrets import is_marked, looks_secret, marked_names
from repository import CONTRACT

SECRETS = (
    "access_token accessToken token X-Api-Key apiKey api_key api-key client_secret clientSecret password user_password "
    "credential credentials Authorization Set-Cookie private_key accessKey JWT refresh-token passphrase"
)
OTHERS = (
    "tokens token_usage llm_token_usage max_tokens page_token nextPageToken continuation_token boosted_keywords key "
    "termination_key author secretary thought_signature name headers digit call_id agent_id tokenizer passwordless"
)


@pytest.mark.parametrize("name", SECRETS.split())
def test_a_name_with_the_ending_of_a_secret_looks_secret(name: str) -> None:
    assert looks_secret(name)


@pytest.mark.parametrize("name", OTHERS.split())
def test_a_name_with_such_a_word_elsewhere_does_not_look_secret(name: str) -> None:
    assert not looks_secret(name)


@pytest.mark.parametrize(
    ("definition", "marked"),
    [
        ({"type": "string", "format": "password"}, True),
        ({"type": "object", "x-secret": True}, True),
        ({"type": "string", "format": "password", "x-secret": False}, False),
        ({"type": "string", "x-secret": "true"}, False),
        ({"type": "string", "format": "date"}, False),
    ],
    ids=str,
)
def test_a_secret_is_marked_by_its_format_or_by_an_extension(definition: dict[str, Any], marked: bool) -> None:
    assert is_marked(definition) is marked


def test_the_contract_marks_its_secrets() -> None:
    assert marked_names(read(CONTRACT)) == {"access_token", "credential", "headers", "query_params"}
