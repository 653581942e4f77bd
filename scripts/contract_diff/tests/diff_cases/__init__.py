"""Edits of a contract, and whom each breaks: one row of a YAML file each."""
