"""Tests of template overrides: each was written for the installed version of the generator's template."""

import hashlib
import re
from importlib.metadata import version
from pathlib import Path

import openapi_python_client
import pytest

OURS = Path(__file__).resolve().parent.parent / "templates"
STOCK = Path(openapi_python_client.__file__).parent / "templates"
OVERRIDES = sorted(path.name for path in OURS.glob("*.jinja") if (STOCK / path.name).exists())
FIRST_LINE = re.compile(
    r"\{# (?P<why>.{20,}) Overrides (?P<name>\S+) "
    r"of openapi-python-client (?P<version>\S+), sha256 (?P<hash>[0-9a-f]{64}) #\}"
)


@pytest.mark.parametrize("name", OVERRIDES)
def test_an_override_names_its_reason_and_the_installed_version(name: str) -> None:
    first_line = (OURS / name).read_text(encoding="utf-8").splitlines()[0]
    said = FIRST_LINE.fullmatch(first_line)
    assert said, f"{name} must begin as the other overrides do"
    assert said["name"] == name
    stock = STOCK / name
    assert said["hash"] == hashlib.sha256(stock.read_bytes()).hexdigest(), (
        f"openapi-python-client {version('openapi-python-client')} has another {name} than {said['version']}, against "
        f"which the override was written. See what changed in {stock}, take over what matters, then put the new "
        "version and hash into the override's first line."
    )


def test_a_template_of_our_own_states_its_purpose() -> None:
    for path in OURS.rglob("*.jinja"):
        if path.name not in OVERRIDES:
            assert path.read_text(encoding="utf-8").startswith("{# "), path
