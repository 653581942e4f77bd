"""Results of a run: the result of each check, their causes, the coverage of the contract."""
