"""A fault of the generator itself is one line, never a traceback."""

from pathlib import Path

import pytest

from client_generator import generate
from repository import CONTRACT


def test_a_fault_of_the_generator_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise KeyError("Inner\nOuter")

    monkeypatch.setattr(generate, "write_client", fail)
    with pytest.raises(SystemExit) as caught:
        generate.generate(CONTRACT, tmp_path / "generated")
    said = "the generator has a fault of its own, please report it (KeyError: 'Inner\\nOuter')"
    assert caught.value.code == f"generate: {CONTRACT}: {said}"
