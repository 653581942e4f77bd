"""GET /v2/get-call/{call_id}"""

from __future__ import annotations

from typing import Any

import httpx

from ... import models as _models
from ..._writing import (
    to_segment,
)
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)


def _get_kwargs(
    call_id: str,
) -> dict[str, Any]:
    request: dict[str, Any] = {
        "method": "GET",
        "url": f"/v2/get-call/{to_segment(call_id)}",
    }
    return request


def _parse_success(*, client: Client, response: httpx.Response) -> _models.WebCall:
    if response.status_code == 200:
        return client.read(response, _models.WebCall.from_json)
    if response.is_success:
        found: _models.WebCall = client.read_undocumented(response, _models.WebCall.from_json)
        return found
    raise client.failure(response)


def _build_response(*, client: Client, response: httpx.Response) -> Response[_models.Error | _models.WebCall]:
    parsed: _models.Error | _models.WebCall | None
    if response.status_code in (400, 401, 404, 422, 429, 500):
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
    call_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[_models.Error | _models.WebCall]:
    """Read a call

    Returns a call of the workspace, whichever version of the API registered it. It can be read as soon as it is
    registered; the transcript, the analysis and the cost are filled in when it has ended.

    Args:
        client: The client that sends the request.
        call_id: Id of the call, exactly as returned when the call was registered. It is case-sensitive.

    Returns:
        A response with status, headers and body, also for documented errors.

    Raises:
        errors.UnexpectedStatus: The status is not documented.
        errors.MalformedResponse: The request succeeded, but the body differs from the contract.
        errors.ConnectionFailed: No response arrived, or only part of one.
        errors.TimedOut: No response arrived in time.
    """

    response = client.send(
        _get_kwargs(
            call_id=call_id,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    call_id: str,
    *,
    client: AuthenticatedClient,
) -> _models.WebCall:
    """Read a call

    Returns a call of the workspace, whichever version of the API registered it. It can be read as soon as it is
    registered; the transcript, the analysis and the cost are filled in when it has ended.

    Args:
        client: The client that sends the request.
        call_id: Id of the call, exactly as returned when the call was registered. It is case-sensitive.

    Returns:
        WebCall. The call as it is now.

    Raises:
        errors.StatusError: The API responded with an error; each documented one has a subclass.
        errors.MalformedResponse: The request succeeded, but the body differs from the contract.
        errors.ConnectionFailed: No response arrived, or only part of one.
        errors.TimedOut: No response arrived in time.
    """

    response = client.send(
        _get_kwargs(
            call_id=call_id,
        )
    )
    return _parse_success(client=client, response=response)


async def asyncio_detailed(
    call_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[_models.Error | _models.WebCall]:
    """Read a call

    Returns a call of the workspace, whichever version of the API registered it. It can be read as soon as it is
    registered; the transcript, the analysis and the cost are filled in when it has ended.

    Args:
        client: The client that sends the request.
        call_id: Id of the call, exactly as returned when the call was registered. It is case-sensitive.

    Returns:
        A response with status, headers and body, also for documented errors.

    Raises:
        errors.UnexpectedStatus: The status is not documented.
        errors.MalformedResponse: The request succeeded, but the body differs from the contract.
        errors.ConnectionFailed: No response arrived, or only part of one.
        errors.TimedOut: No response arrived in time.
    """

    response = await client.send_async(
        _get_kwargs(
            call_id=call_id,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    call_id: str,
    *,
    client: AuthenticatedClient,
) -> _models.WebCall:
    """Read a call

    Returns a call of the workspace, whichever version of the API registered it. It can be read as soon as it is
    registered; the transcript, the analysis and the cost are filled in when it has ended.

    Args:
        client: The client that sends the request.
        call_id: Id of the call, exactly as returned when the call was registered. It is case-sensitive.

    Returns:
        WebCall. The call as it is now.

    Raises:
        errors.StatusError: The API responded with an error; each documented one has a subclass.
        errors.MalformedResponse: The request succeeded, but the body differs from the contract.
        errors.ConnectionFailed: No response arrived, or only part of one.
        errors.TimedOut: No response arrived in time.
    """

    response = await client.send_async(
        _get_kwargs(
            call_id=call_id,
        )
    )
    return _parse_success(client=client, response=response)
