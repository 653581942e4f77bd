"""What the suite writes has no secret in it, and everything else as it was."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from contract_tests.provider.secrets import Secrets

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ2aWRlbyI6e319.c2lnbmF0dXJl"


@given(st.text(min_size=6), st.text(), st.text())
@example('key"with\\quotes', "", "")
@example("key+with.pattern*", "a", "b")
def test_a_secret_is_masked_wherever_it_stands(secret: str, before: str, after: str) -> None:
    secrets = Secrets()
    secrets.add(secret)
    assert secret not in secrets.mask(before + secret + after).replace("***", "")
    assert json.dumps(secret)[1:-1] not in secrets.mask(json.dumps(before + secret + after)).replace("***", "")


@given(st.text(alphabet=st.characters(exclude_characters="e")))
def test_a_text_without_secrets_stays_as_it_is(text: str) -> None:
    secrets = Secrets()
    secrets.add("the-secret-key")
    assert secrets.mask(text) == text


def test_a_json_web_token_is_masked_before_anybody_has_seen_it() -> None:
    assert Secrets().mask(f"token={TOKEN};") == "token=***;"


def test_an_opaque_token_is_masked_once_it_was_in_an_answer() -> None:
    secrets = Secrets()
    secrets.learn({"calls": [{"access_token": "opaque-token"}]})
    assert secrets.mask('{"access_token": "opaque-token"}') == '{"access_token": "***"}'


def test_words_that_look_like_names_of_secrets_stay() -> None:
    text = '{"boosted_keywords": ["retell"], "termination_key": "#", "access_token": null}'
    assert Secrets().mask(text) == text


def test_the_representation_has_no_secret() -> None:
    secrets = Secrets()
    secrets.add("the-secret-key")
    assert "the-secret-key" not in repr(secrets)
