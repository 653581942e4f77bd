"""What tests of the pipeline share with those of the suite."""

from contract_tests.conformance.conftest import conformance, small_contract

__all__ = ["conformance", "small_contract"]
