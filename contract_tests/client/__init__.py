"""Tests of the generated client: against everything that a server may send."""
