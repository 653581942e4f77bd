"""Checks a server against the contract of Retell AI's web calls, by the engine in `api_conformance`."""
