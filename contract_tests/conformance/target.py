"""Which server is on trial."""

from attrs import field, frozen


@frozen
class Target:
    """A server with the credentials that it is asked with."""

    base_url: str
    api_key: str = field(repr=False)
    agent_id: str
