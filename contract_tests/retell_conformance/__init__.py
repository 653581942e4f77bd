"""The conformance suite of Retell AI's web calls, on the engine in `api_conformance`."""
