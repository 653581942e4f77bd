"""What came of a run: the result of each check, their causes, what of the contract was covered."""
