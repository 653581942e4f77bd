from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_web_call_request import CreateWebCallRequest
from ...models.error import Error
from ...models.web_call import WebCall
from ...types import Response


def _get_kwargs(
    *,
    body: CreateWebCallRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v2/create-web-call",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Error | WebCall | None:
    if response.status_code == 201:
        response_201 = WebCall.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Error.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Error.from_dict(response.json())

        return response_401

    if response.status_code == 402:
        response_402 = Error.from_dict(response.json())

        return response_402

    if response.status_code == 422:
        response_422 = Error.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Error.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Error.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Error | WebCall]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateWebCallRequest,
) -> Response[Error | WebCall]:
    """Register a web call

     Registers a call between an agent and a browser. The browser joins with the `access_token` of the
    answer
    within about 30 seconds; a call that nobody joins ends as `registered_call_timeout`.

    Args:
        body (CreateWebCallRequest): What to register. A body with `agent_id` alone is complete.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Error | WebCall]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: CreateWebCallRequest,
) -> Error | WebCall | None:
    """Register a web call

     Registers a call between an agent and a browser. The browser joins with the `access_token` of the
    answer
    within about 30 seconds; a call that nobody joins ends as `registered_call_timeout`.

    Args:
        body (CreateWebCallRequest): What to register. A body with `agent_id` alone is complete.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Error | WebCall
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateWebCallRequest,
) -> Response[Error | WebCall]:
    """Register a web call

     Registers a call between an agent and a browser. The browser joins with the `access_token` of the
    answer
    within about 30 seconds; a call that nobody joins ends as `registered_call_timeout`.

    Args:
        body (CreateWebCallRequest): What to register. A body with `agent_id` alone is complete.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Error | WebCall]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: CreateWebCallRequest,
) -> Error | WebCall | None:
    """Register a web call

     Registers a call between an agent and a browser. The browser joins with the `access_token` of the
    answer
    within about 30 seconds; a call that nobody joins ends as `registered_call_timeout`.

    Args:
        body (CreateWebCallRequest): What to register. A body with `agent_id` alone is complete.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Error | WebCall
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
