"""Servers of the API in eight frameworks, as their users write them, and the mistakes of each."""
