"""The generator of the Python client."""
