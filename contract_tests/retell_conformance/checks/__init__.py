"""Checks that are true of Retell's calls alone."""
