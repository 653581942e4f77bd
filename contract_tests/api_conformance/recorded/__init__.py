"""Recorded responses against the contract, offline: `make validate`."""
