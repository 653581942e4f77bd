"""A pytest plugin for users' own tests: a stand-in for Retell, to try code on that registers calls and takes events."""

from collections.abc import Iterator

import pytest

from retell_conformance.reference_server.own_process import serving
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.stand_in import RetellServer


@pytest.fixture(scope="session")
def retell_server() -> Iterator[RetellServer]:
    """Run the reference server for the session. Its `reset()` forgets what other tests have done.

    >>> def test_my_code(retell_server):
    ...     client = AuthenticatedClient(base_url=retell_server.url, api_key=retell_server.key)
    """
    settings = Settings()
    with serving(None, "--control") as url:
        yield RetellServer(url, settings.api_key, settings.agent_id)
