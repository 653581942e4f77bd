"""The workflow around a contract change: the contract itself, generation, drift."""
