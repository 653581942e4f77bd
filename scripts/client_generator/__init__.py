"""The generator of the Python client: what it is told, and what it writes."""
