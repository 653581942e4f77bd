"""The conformance suite: a server, any server, against the contract."""
