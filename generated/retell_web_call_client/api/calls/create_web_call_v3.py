"""POST /v3/create-web-call"""

from __future__ import annotations

from typing import Any

import httpx

from ... import models as _models
from ..._writing import (
    to_content,
)
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)


def _get_kwargs(
    *,
    body: _models.CreateWebCallRequest,
) -> dict[str, Any]:
    request: dict[str, Any] = {
        "method": "POST",
        "url": "/v3/create-web-call",
    }
    request["content"] = to_content(body)
    request["headers"] = {"Content-Type": "application/json"}

    return request


def _parse_success(*, client: Client, response: httpx.Response) -> _models.WebCallConnection:
    if response.status_code == 201:
        return client.read(response, _models.WebCallConnection.from_json)
    if response.is_success:
        found: _models.WebCallConnection = client.read_undocumented(response, _models.WebCallConnection.from_json)
        return found
    raise client.failure(response)


def _build_response(*, client: Client, response: httpx.Response) -> Response[_models.Error | _models.WebCallConnection]:
    parsed: _models.Error | _models.WebCallConnection | None
    if response.status_code in (400, 401, 402, 404, 422, 429, 500):
        parsed = client.read_error(response, _models.Error.from_json)
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
    body: _models.CreateWebCallRequest,
) -> Response[_models.Error | _models.WebCallConnection]:
    """Register a web call

    Registers a call between an agent and a browser, and says how the browser connects to it. The browser joins
    before `expires_at`, about 30 seconds after the call is registered; a call that nobody joins ends as
    `registered_call_timeout`.

    Of the call itself, the response has only the id. Read the call with `getCall`.

    Args:
        client: The client that sends the request.
        body: Call to register. A body with `agent_id` alone is complete.

    Returns:
        A response with status, headers and body, also for documented errors.

    Raises:
        errors.UnexpectedStatus: The status is not documented.
        errors.MalformedResponse: The request succeeded, but the body differs from the contract.
        errors.ConnectionFailed: No response arrived, or only part of one.
        errors.TimedOut: No response arrived in time.
    """

    if client.check_requests:
        from ..._schemas import check_request

        check_request(body, "POST /v3/create-web-call")

    response = client.send(
        _get_kwargs(
            body=body,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: _models.CreateWebCallRequest,
) -> _models.WebCallConnection:
    """Register a web call

    Registers a call between an agent and a browser, and says how the browser connects to it. The browser joins
    before `expires_at`, about 30 seconds after the call is registered; a call that nobody joins ends as
    `registered_call_timeout`.

    Of the call itself, the response has only the id. Read the call with `getCall`.

    Args:
        client: The client that sends the request.
        body: Call to register. A body with `agent_id` alone is complete.

    Returns:
        WebCallConnection. The call is registered and waits for the browser.

    Raises:
        errors.StatusError: The API responded with an error; each documented one has a subclass.
        errors.MalformedResponse: The request succeeded, but the body differs from the contract.
        errors.ConnectionFailed: No response arrived, or only part of one.
        errors.TimedOut: No response arrived in time.
    """

    if client.check_requests:
        from ..._schemas import check_request

        check_request(body, "POST /v3/create-web-call")

    response = client.send(
        _get_kwargs(
            body=body,
        )
    )
    return _parse_success(client=client, response=response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: _models.CreateWebCallRequest,
) -> Response[_models.Error | _models.WebCallConnection]:
    """Register a web call

    Registers a call between an agent and a browser, and says how the browser connects to it. The browser joins
    before `expires_at`, about 30 seconds after the call is registered; a call that nobody joins ends as
    `registered_call_timeout`.

    Of the call itself, the response has only the id. Read the call with `getCall`.

    Args:
        client: The client that sends the request.
        body: Call to register. A body with `agent_id` alone is complete.

    Returns:
        A response with status, headers and body, also for documented errors.

    Raises:
        errors.UnexpectedStatus: The status is not documented.
        errors.MalformedResponse: The request succeeded, but the body differs from the contract.
        errors.ConnectionFailed: No response arrived, or only part of one.
        errors.TimedOut: No response arrived in time.
    """

    if client.check_requests:
        from ..._schemas import check_request

        check_request(body, "POST /v3/create-web-call")

    response = await client.send_async(
        _get_kwargs(
            body=body,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: _models.CreateWebCallRequest,
) -> _models.WebCallConnection:
    """Register a web call

    Registers a call between an agent and a browser, and says how the browser connects to it. The browser joins
    before `expires_at`, about 30 seconds after the call is registered; a call that nobody joins ends as
    `registered_call_timeout`.

    Of the call itself, the response has only the id. Read the call with `getCall`.

    Args:
        client: The client that sends the request.
        body: Call to register. A body with `agent_id` alone is complete.

    Returns:
        WebCallConnection. The call is registered and waits for the browser.

    Raises:
        errors.StatusError: The API responded with an error; each documented one has a subclass.
        errors.MalformedResponse: The request succeeded, but the body differs from the contract.
        errors.ConnectionFailed: No response arrived, or only part of one.
        errors.TimedOut: No response arrived in time.
    """

    if client.check_requests:
        from ..._schemas import check_request

        check_request(body, "POST /v3/create-web-call")

    response = await client.send_async(
        _get_kwargs(
            body=body,
        )
    )
    return _parse_success(client=client, response=response)
