"""Benchmarks of the client and the suite, beside their peers."""
