"""What tests of the pipeline share with those of the suite."""

from contract_tests.conformance.conftest import conformance

__all__ = ["conformance"]
