"""The checked server."""

from collections.abc import Mapping

from attrs import field, frozen

from api_conformance.transport.credentials import Credential


@frozen
class Target:
    """A server, with the credentials for it and what its requests may name."""

    base_url: str
    api_key: str = field(repr=False)
    key_variable: str = "API_KEY"
    """The environment variable that a shell has the key in."""
    values: Mapping[str, str] = field(factory=dict, hash=False)
    """Values that the server knows, by the property of a request that names them."""
    credentials: Mapping[str, Credential] | None = field(default=None, hash=False, repr=False)
    """The credentials by the names of their security schemes; None if the key is a bearer token, whatever is asked."""
