"""The contenders: each makes the same request and reads its answer, as the README of each says it is done.

Run by the Python of .venv/bench alone, where all of them are installed. A contender imports what it needs itself, so
that a process pays for the one that it runs.
"""

# mypy: disable-error-code="import-not-found, unused-ignore, no-any-return"
from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx

BASE_URL = "https://api.retellai.com"
KEY = "key_0123456789abcdef"
AGENT = "oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD"

Call = Callable[[], Any]
TaskCall = Callable[[], Awaitable[Any]]


def httpx_alone(transport: httpx.BaseTransport) -> Call:
    """Httpx and json.loads: what anyone would write without a client."""
    import json

    client = httpx.Client(base_url=BASE_URL, headers={"Authorization": f"Bearer {KEY}"}, transport=transport)

    def call() -> Any:
        return json.loads(client.post("/v2/create-web-call", json={"agent_id": AGENT}).content)

    return call


def ours(transport: httpx.BaseTransport) -> Call:
    """Return the client in generated/, with its retries."""
    from retell_web_call_client import AuthenticatedClient
    from retell_web_call_client.api.calls import create_web_call
    from retell_web_call_client.models import CreateWebCallRequest

    client = AuthenticatedClient(token=KEY, httpx_args={"transport": transport})

    def call() -> Any:
        return create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id=AGENT))

    return call


def stock(transport: httpx.BaseTransport) -> Call:
    """Return what openapi-python-client makes of the contract without our templates."""
    from stock_client import AuthenticatedClient
    from stock_client.api.calls import create_web_call
    from stock_client.models import CreateWebCallRequest

    client = AuthenticatedClient(base_url=BASE_URL, token=KEY, httpx_args={"transport": transport})

    def call() -> Any:
        return create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id=AGENT))

    return call


def sdk(transport: httpx.BaseTransport) -> Call:
    """Return the vendor's SDK, with its retries."""
    from retell import DefaultHttpxClient, Retell

    client = Retell(api_key=KEY, http_client=DefaultHttpxClient(transport=transport))

    def call() -> Any:
        return client.call.create_web_call(agent_id=AGENT)

    return call


other = ours  # its folder is first on the path of its process


def httpx_tasks(url: str) -> TaskCall:
    """Httpx and json.loads, for tasks."""
    import json

    client = httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {KEY}"}, timeout=60)

    async def call() -> Any:
        response = await client.post("/v2/create-web-call", json={"agent_id": AGENT})
        return json.loads(response.content)

    return call


def our_tasks(url: str) -> TaskCall:
    """Return the client in generated/, for tasks."""
    from retell_web_call_client import AuthenticatedClient
    from retell_web_call_client.api.calls import create_web_call
    from retell_web_call_client.models import CreateWebCallRequest

    client = AuthenticatedClient(base_url=url, token=KEY)

    async def call() -> Any:
        return await create_web_call.asyncio(client=client, body=CreateWebCallRequest(agent_id=AGENT))

    return call


TASKS = {"httpx_alone": httpx_tasks, "ours": our_tasks, "other": our_tasks}
