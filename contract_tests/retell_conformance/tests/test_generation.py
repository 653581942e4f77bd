"""Tests of seeds: one seed always gives the same requests."""

import importlib
from pathlib import Path

import pytest

from api_conformance.requests import cache, generation
from api_conformance.requests.drawing import Drawing
from api_conformance.requests.expectations import Known
from openapi_contract.document import Document

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

BODY = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "count": {"type": "integer"}, "labels": {"type": "object"}},
    "required": ["name"],
}
ADD = {
    "operationId": "add",
    "requestBody": {"required": True, "content": {"application/json": {"schema": BODY}}},
    "responses": {"201": {"description": "Added."}},
}
SMALL = {"openapi": "3.1.0", "info": {"title": "Small", "version": "1.0.0"}, "paths": {"/things": {"post": ADD}}}


def test_the_same_seed_gives_the_same_requests_with_other_modules_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Document("small", SMALL)

    def drawn(folder: str) -> list[bytes | None]:
        monkeypatch.setattr(cache, "FOLDER", tmp_path / folder)
        return [request.content for request in generation.generate(small, Known(), Drawing(), fuzzing=30, seed=4711)]

    before = drawn("once")
    constants = ", ".join(f'"constant number {number}", {number}' for number in range(1000, 1200))
    (tmp_path / "full_of_constants.py").write_text(f"VALUES = [{constants}]")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    importlib.import_module("full_of_constants")

    assert drawn("again") == before
