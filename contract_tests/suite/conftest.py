"""Runs `scripts/conformance` as its users do."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from contract_tests.reference_server.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS_OF_A_RUN = ("BASE_URL", "PROFILE", "SEED", "RATE_LIMIT", "MAX_REQUESTS", "DEVIATIONS", "REPORTS")
CREDENTIALS = ("RETELL_API_KEY", "RETELL_AGENT_ID")

Conformance = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def conformance(tmp_path: Path) -> Conformance:
    """Runs the command in an empty folder, with the credentials of the reference server unless told otherwise."""
    server = Settings()

    def run(*options: str, **environment: str | None) -> "subprocess.CompletedProcess[str]":
        given = {"RETELL_API_KEY": server.api_key, "RETELL_AGENT_ID": server.agent_id, **environment}
        kept = {name: value for name, value in os.environ.items() if name not in (*SETTINGS_OF_A_RUN, *CREDENTIALS)}
        return subprocess.run(
            [ROOT / "scripts" / "conformance", *options],
            cwd=tmp_path,
            env={**kept, **{name: value for name, value in given.items() if value is not None}},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run
