"""Tests of generated mutants that validate one part of a request wrongly: the suite kills them."""

from collections.abc import Callable, Iterator

import pytest

from mutants.kill import of_the_reference_server
from mutants.request_schema_mutants import RequestSchemaMutant, lax, strict, survivors

pytestmark = pytest.mark.slow

EVERY_NTH = 40


@pytest.mark.parametrize(("generate", "least"), [(lax, 500), (strict, 300)], ids=["lax", "strict"])
def test_a_mutant_of_validation_is_killed(generate: Callable[[], Iterator[RequestSchemaMutant]], least: int) -> None:
    mutants = list(generate())
    assert len(mutants) >= least
    # All of them take minutes; each run tries the same ones, and `make test-mutants` tries all.
    assert survivors(mutants[::EVERY_NTH], of_the_reference_server()) == []
