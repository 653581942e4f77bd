"""Tests of what follows from a change of the contract: generation, diff, release, and programs of users."""
