"""Tests of the suite against the reference server behind real proxies."""
