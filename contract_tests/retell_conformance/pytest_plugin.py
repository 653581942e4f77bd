"""A pytest plugin for users' own tests: a running reference server, to try code on that registers calls."""

from collections.abc import Iterator

import pytest
from attrs import field, frozen

from retell_conformance.reference_server.own_process import serving
from retell_conformance.reference_server.server_settings import Settings


@frozen
class RetellServer:
    """A server that answers as Retell's documentation says, on this machine alone."""

    url: str
    """Its base URL."""
    key: str = field(repr=False)
    """The API key that it knows, which is no secret."""
    agent_id: str
    """An agent that it knows."""


@pytest.fixture(scope="session")
def retell_server() -> Iterator[RetellServer]:
    """Run the reference server for the session.

    >>> def test_my_code(retell_server):
    ...     client = AuthenticatedClient(base_url=retell_server.url, api_key=retell_server.key)
    """
    settings = Settings()
    with serving() as url:
        yield RetellServer(url, settings.api_key, settings.agent_id)
