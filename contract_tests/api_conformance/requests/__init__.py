"""The requests of a run: which are sent, and what the contract lets a server do with each."""
