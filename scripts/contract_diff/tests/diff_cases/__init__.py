"""Edits of a contract, with whom each breaks: a row of a YAML file each. `packing` runs them."""
