"""POST /v2/create-web-call"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import (
    Response,
    to_content,
)

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.create_web_call_request import CreateWebCallRequest
    from ...models.error import Error
    from ...models.web_call import WebCall


def _get_kwargs(
    *,
    body: CreateWebCallRequest,
) -> dict[str, Any]:
    request: dict[str, Any] = {
        "method": "POST",
        "url": "/v2/create-web-call",
    }
    request["content"] = to_content(body)
    request["headers"] = {"Content-Type": "application/json"}

    return request


def _parse_success(*, client: Client, response: httpx.Response) -> WebCall:
    if response.status_code == 201:
        return client.read(response, models.WebCall.from_json)
    raise client.failure(response)


def _build_response(*, client: Client, response: httpx.Response) -> Response[Error | WebCall]:
    parsed: Error | WebCall | None
    if response.status_code in (400, 401, 402, 422, 429, 500):
        parsed = client.read_error(response, models.Error.from_json)
    else:
        parsed = _parse_success(client=client, response=response)

    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=parsed,
        attempts=response.extensions["attempts"],
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateWebCallRequest,
) -> Response[Error | WebCall]:
    """Register a web call

    Registers a call between an agent and a browser. The browser joins with the `access_token` of the answer
    within about 30 seconds; a call that nobody joins ends as `registered_call_timeout`.

    Args:
        client: Where the API is, and the key to it.
        body: What to register. A body with `agent_id` alone is complete.

    Returns:
        The answer with its status, also where that is one of the documented errors.

    Raises:
        errors.UnexpectedStatus: The status is none of the documented ones.
        errors.MalformedResponse: The answer is a success, and its body not what the contract promises.
        errors.ConnectionFailed: No answer came.
        errors.TimedOut: No answer came in time.
    """

    response = client.send(
        _get_kwargs(
            body=body,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: CreateWebCallRequest,
) -> WebCall:
    """Register a web call

    Registers a call between an agent and a browser. The browser joins with the `access_token` of the answer
    within about 30 seconds; a call that nobody joins ends as `registered_call_timeout`.

    Args:
        client: Where the API is, and the key to it.
        body: What to register. A body with `agent_id` alone is complete.

    Returns:
        The call is registered and waits for the browser.

    Raises:
        errors.StatusError: The API answered with an error; it has a subclass for each documented one.
        errors.MalformedResponse: The answer is a success, and its body not what the contract promises.
        errors.ConnectionFailed: No answer came.
        errors.TimedOut: No answer came in time.
    """

    response = client.send(
        _get_kwargs(
            body=body,
        )
    )
    return _parse_success(client=client, response=response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateWebCallRequest,
) -> Response[Error | WebCall]:
    """Register a web call

    Registers a call between an agent and a browser. The browser joins with the `access_token` of the answer
    within about 30 seconds; a call that nobody joins ends as `registered_call_timeout`.

    Args:
        client: Where the API is, and the key to it.
        body: What to register. A body with `agent_id` alone is complete.

    Returns:
        The answer with its status, also where that is one of the documented errors.

    Raises:
        errors.UnexpectedStatus: The status is none of the documented ones.
        errors.MalformedResponse: The answer is a success, and its body not what the contract promises.
        errors.ConnectionFailed: No answer came.
        errors.TimedOut: No answer came in time.
    """

    response = await client.send_async(
        _get_kwargs(
            body=body,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CreateWebCallRequest,
) -> WebCall:
    """Register a web call

    Registers a call between an agent and a browser. The browser joins with the `access_token` of the answer
    within about 30 seconds; a call that nobody joins ends as `registered_call_timeout`.

    Args:
        client: Where the API is, and the key to it.
        body: What to register. A body with `agent_id` alone is complete.

    Returns:
        The call is registered and waits for the browser.

    Raises:
        errors.StatusError: The API answered with an error; it has a subclass for each documented one.
        errors.MalformedResponse: The answer is a success, and its body not what the contract promises.
        errors.ConnectionFailed: No answer came.
        errors.TimedOut: No answer came in time.
    """

    response = await client.send_async(
        _get_kwargs(
            body=body,
        )
    )
    return _parse_success(client=client, response=response)
