"""Servers of the API in eight frameworks, as their users write them, and what of each is a mistake."""
