"""The checked server."""

from collections.abc import Mapping

from attrs import field, frozen

from api_conformance.transport.credentials import Credential


@frozen
class Target:
    """A server, with its credentials and known values."""

    base_url: str
    api_key: str = field(repr=False)
    key_variable: str = "API_KEY"
    """The environment variable with the key in shell commands."""
    values: Mapping[str, str] = field(factory=dict, hash=False)
    """Known values, by the property of a request."""
    credentials: Mapping[str, Credential] | None = field(default=None, hash=False, repr=False)
    """The credentials by the names of their security schemes; None if the key is always a bearer token."""
