"""Checks that suit any contract. To add one, write a function of a run with the decorator `rule`."""
