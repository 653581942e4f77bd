"""The contract's own rules, which no linter has."""
