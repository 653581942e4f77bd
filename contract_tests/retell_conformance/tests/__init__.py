"""Tests of the suite against the reference server."""
