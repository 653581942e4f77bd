"""Proof that the suite can fail: servers with one defect each, and correct ones that are unlike the reference server."""
