"""Tests of a fault of the generator itself, which is one line, never a traceback."""

from pathlib import Path

import pytest

from client_generator import generate
from client_generator.tests.in_process import generate as generated
from repository import CONTRACT


def test_a_fault_of_the_generator_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise KeyError("Inner\nOuter")

    monkeypatch.setattr(generate, "write_client", fail)
    with pytest.raises(SystemExit) as caught:
        generate.generate(CONTRACT, tmp_path / "generated")
    said = "the generator has a fault of its own, please report it (KeyError: 'Inner\\nOuter')"
    assert caught.value.code == f"generate: {CONTRACT}: {said}"


REFUSED = {
    "no OpenAPI": ("{type: object, properties: [1]}", "#/components/schemas/A/properties: Input should be a valid"),
    "one that extends itself": (
        "{allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {a: {type: string}}}]}",
        "#/components/schemas/A",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_schema_without_a_possible_class_is_rejected(name: str, tmp_path: Path) -> None:
    schema, expected = REFUSED[name]
    contract = tmp_path / "contract.yaml"
    contract.write_text(
        "openapi: 3.1.0\ninfo: {title: A, version: 1.0.0}\n"
        "paths: {/a: {get: {responses: {'200': {description: Done.}}}}}\n"
        f"components: {{schemas: {{A: {schema}}}}}\n"
    )
    ran = generated(contract, tmp_path / "generated")
    assert ran.returncode == 1
    assert expected in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "fault of its own" not in ran.stderr


def test_a_part_that_openapi_allows_to_leave_out_is_named_if_the_generator_requires_it(tmp_path: Path) -> None:
    contract = tmp_path / "contract.yaml"
    contract.write_text("openapi: 3.1.0\ninfo: {title: A, version: 1.0.0}\npaths: {/a: {get: {summary: A}}}\n")

    ran = generated(contract, tmp_path / "generated")

    assert ran.returncode == 1
    assert "#/paths/~1a/get: it has no 'responses', which the generator requires" in ran.stderr
