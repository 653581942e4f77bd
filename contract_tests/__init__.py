"""The contract tests: a folder for each side of the contract that can be on trial."""
