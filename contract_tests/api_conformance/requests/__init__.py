"""The requests of a run, and the responses that the contract allows for each."""
