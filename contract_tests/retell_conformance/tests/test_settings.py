"""Tests of the settings of a run: from options, else from the environment, and rejected in one line if invalid."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from api_conformance.cli import main
from api_conformance.no_verdict import NoVerdict
from api_conformance.settings import BadSetting, read
from retell_conformance import contract as retell_contract
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.server_settings import Settings

SERVER = Settings()
HTTPS = {"BASE_URL": "https://127.0.0.1:9"}
WORKING = {"RETELL_API_KEY": SERVER.api_key, "RETELL_AGENT_ID": SERVER.agent_id}


def options(**given: str) -> Callable[[str], str | None]:
    """Return the options of a command line with only these."""
    return given.get


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"RETELL_API_KEY": ""}, "RETELL_API_KEY is not set"),
        ({"RETELL_API_KEY": "key\nwith a line"}, "RETELL_API_KEY has a space, a line break"),
        ({"RETELL_API_KEY": "wrong"}, "rejects the API key"),
        ({"RETELL_AGENT_ID": ""}, "RETELL_AGENT_ID is not set"),
        ({"RETELL_AGENT_ID": "wrong"}, "does not know the agent 'wrong'"),
        ({"PROFILE": "harder"}, "PROFILE must be one of smoke, ci, deep"),
        ({"SEED": "-1"}, "SEED must be a whole number of at least 0"),
        ({"MAX_REQUESTS": "0"}, "MAX_REQUESTS must be a whole number of at least 1"),
        ({"RATE_LIMIT": "fast"}, "RATE_LIMIT must look like 60/m"),
        ({"RATE_LIMIT": "0/s"}, "RATE_LIMIT must look like 60/m"),
        ({"REPORTS": "/dev/null"}, "REPORTS must be a folder"),
        ({"REPORTS": "/proc/nowhere"}, "the reports cannot be written"),
        ({"BASE_URL": "127.0.0.1:8080"}, "the base URL must look like"),
        ({"BASE_URL": "ftp://127.0.0.1"}, "the base URL must look like"),
        ({"BASE_URL": "http://[::1"}, "the base URL must look like"),
        ({"BASE_URL": "http://127.0.0.1:9"}, "does not respond at 127.0.0.1:9: "),
        ({"RETELL_API_KEY": "key "}, "RETELL_API_KEY has a space"),
        ({"BASE_URL": "http://user:secret@127.0.0.1"}, "without a user and a password"),
        ({"HEADER": "nonsense"}, "HEADER must look like 'Name: value'"),
        (
            {**HTTPS, "SSL_CERT_FILE": "/nowhere"},
            "SSL_CERT_FILE names /nowhere, which does not exist",
        ),
        (
            {**HTTPS, "CA_BUNDLE": "/dev/null"},
            "--ca-bundle names /dev/null, which has no certificates",
        ),
        ({**HTTPS, "CLIENT_CERT": "/nowhere"}, "the client certificate cannot be used"),
        ({"ALL_PROXY": "socks5://127.0.0.1:9"}, "socks5:// is not supported"),
    ],
    ids=str,
)
def test_an_invalid_setting_is_reported(
    monkeypatch: pytest.MonkeyPatch, reference_server: str, environment: dict[str, str], words: str
) -> None:
    for name, value in {"BASE_URL": reference_server, **WORKING, **environment}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NoVerdict) as refusal:
        main(RETELL, [])
    assert words in str(refusal.value)
    assert SERVER.api_key not in str(refusal.value)


def test_an_option_takes_precedence_over_the_environment() -> None:
    settings = read(RETELL, options(profile="smoke"), {"PROFILE": "deep", "SEED": "5"})
    assert (settings.profile_name, settings.seed) == ("smoke", 5)


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read(RETELL, options(), {"BASE_URL": "", "SEED": ""}).target is None


def test_ci_has_a_seed_and_deep_draws_one() -> None:
    assert read(RETELL, options(), {}).seed == read(RETELL, options(), {}).seed
    assert read(RETELL, options(profile="deep"), {}).seed != read(RETELL, options(profile="deep"), {}).seed


def test_the_key_is_not_in_the_representation() -> None:
    assert "secret-key" not in repr(read(RETELL, options(), {"RETELL_API_KEY": "secret-key"}))


def test_the_reports_folder_is_relative_to_the_current_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(RETELL, options(), {}).reports == tmp_path / "reports"


@pytest.mark.parametrize(
    ("expression", "wrong"),
    [("$response.body#/nick", "the response has no /nick"), ("$response.body.id", "is not a runtime expression")],
)
def test_a_link_to_a_missing_value_is_a_fault_of_the_contract(expression: str, wrong: str, tmp_path: Path) -> None:
    root = json.loads(json.dumps(retell_contract.read().root))
    created = root["paths"]["/v3/create-web-call"]["post"]["responses"]["201"]
    created["links"] = {"call": {"operationId": "getCall", "parameters": {"call_id": expression}}}
    (tmp_path / "contract.json").write_text(json.dumps(root))
    with pytest.raises(BadSetting, match=f"/links/call/parameters/call_id: {re.escape(expression)}.* ?{wrong}"):
        read(RETELL, options(), {"CONTRACT": str(tmp_path / "contract.json")})
