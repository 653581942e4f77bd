"""Fixtures: a server with connections that stay open, a client of it, and the examples of the client's README."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.keeping_server import KeepingServer, keeping
from retell_web_call_client import AuthenticatedClient

GENERATED = Path(__file__).resolve().parent.parent.parent.parent / "generated"
KEY = "key_0123456789abcdef"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[KeepingServer]:
    """Serve on connections that stay open, with the key in the environment."""
    monkeypatch.setenv("RETELL_API_KEY", KEY)
    with keeping() as found:
        yield found


@pytest.fixture
def client(server: KeepingServer) -> Iterator[AuthenticatedClient]:
    """Return a client of that server."""
    with AuthenticatedClient(server.url, KEY) as found:
        yield found


@pytest.fixture
def django() -> None:
    """Set Django up, which can be done once in a process."""
    pytest.importorskip("django", reason="django is not installed: `make test-integrations` has it")
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(DEBUG=True, SECRET_KEY="django", ALLOWED_HOSTS=["*"], ROOT_URLCONF=())
        django.setup()


def example(title: str) -> str:
    """Return the code of an example in the client's README."""
    readme = (GENERATED / "README.md").read_text(encoding="utf-8")
    [code] = re.findall(rf"^### {title}\n.*?^```python\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    return str(code)
