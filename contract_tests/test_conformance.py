"""Each check of the suite as a test, against the server that the settings name, by default the embedded one."""

import os
from collections.abc import Iterator

import pytest
from attrs import evolve

from api_conformance.pytest_front import each_check, run_of
from api_conformance.run import Run
from retell_conformance.endpoint import RETELL

pytestmark = pytest.mark.slow

MOST_GENERATED = 1_500
"""The most generated requests to the embedded server, which `make conformance` sends all of them."""


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Yield the run that the tests share."""
    for begun in run_of(RETELL):
        if "BASE_URL" not in os.environ:
            begun.profile = evolve(begun.profile, generated=MOST_GENERATED)
        yield begun


test_check = each_check(RETELL)
