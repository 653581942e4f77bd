"""A seed gives the same requests each time."""

import importlib
from pathlib import Path

import pytest

from api_conformance.requests import cache, generation
from api_conformance.requests.expectations import Known
from openapi_contract.document import Document
from retell_conformance.tests.conftest import without_overrides

pytestmark = pytest.mark.slow


def test_the_same_seed_gives_the_same_requests_whatever_else_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Document("small", without_overrides())
    registering = next(each for each in whole.operations if each.id == "createWebCallV3")
    small = whole.without([each for each in whole.operations if each != registering])

    def drawn(folder: str) -> list[bytes | None]:
        monkeypatch.setattr(cache, "FOLDER", tmp_path / folder)
        known = Known({"agent_id": ("agent",), "agent_version": (1, "latest")}, ("agent_id",))
        return [request.content for request in generation.generate(small, known, fuzzing=30, seed=4711)]

    before = drawn("once")
    constants = ", ".join(f'"constant number {number}", {number}' for number in range(1000, 1200))
    (tmp_path / "full_of_constants.py").write_text(f"VALUES = [{constants}]")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    importlib.import_module("full_of_constants")

    assert drawn("again") == before
