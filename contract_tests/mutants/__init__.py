"""Proof of the suite: mutants, which it must kill, and conforming servers, which it must not accuse."""
