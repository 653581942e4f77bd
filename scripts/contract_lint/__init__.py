"""The rules for contracts that no other linter has."""
