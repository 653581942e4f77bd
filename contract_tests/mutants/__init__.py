"""Proof that the suite can fail: servers with one defect each, and correct ones of other kinds."""
