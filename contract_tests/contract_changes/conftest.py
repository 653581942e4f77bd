"""What tests of the pipeline share with those of the suite."""

from retell_conformance.tests.conftest import conformance, small_contract

__all__ = ["conformance", "small_contract"]
