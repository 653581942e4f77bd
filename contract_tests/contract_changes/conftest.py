"""Fixtures of the tests of contract changes."""

from retell_conformance.tests.conftest import conformance, small_contract

__all__ = ["conformance", "small_contract"]
