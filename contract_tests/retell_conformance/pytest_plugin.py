"""A pytest plugin for users' own tests: a stand-in for Retell, for code that registers calls and receives events.

pytest loads it in every run of everybody who has installed the suite, so the fixture imports its modules late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from retell_conformance.stand_in import RetellServer


@pytest.fixture(scope="session")
def retell_server() -> Iterator[RetellServer]:
    """Run the reference server for the session. Its `reset()` removes the calls, events and faults of other tests.

    >>> def test_my_code(retell_server):
    ...     client = AuthenticatedClient(base_url=retell_server.url, api_key=retell_server.key)
    """
    from retell_conformance.reference_server.own_process import serving
    from retell_conformance.reference_server.server_settings import Settings
    from retell_conformance.stand_in import RetellServer

    settings = Settings()
    with serving(None, "--control") as url:
        yield RetellServer(url, settings.api_key, settings.agent_id)


def __getattr__(name: str) -> Any:
    """Return `RetellServer`, which older versions had here."""
    if name == "RetellServer":
        from retell_conformance.stand_in import RetellServer

        return RetellServer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
