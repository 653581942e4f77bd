"""Litestar with msgspec's structs, and a guard for the key; its errors are unchanged."""

import sys
from typing import Annotated, Any

import call_store
import msgspec
import uvicorn
from litestar import Litestar, get, post
from litestar.connection import ASGIConnection
from litestar.exceptions import ClientException, NotAuthorizedException, NotFoundException
from litestar.handlers import BaseRouteHandler


class AgentOverride(msgspec.Struct):
    """Settings for one call."""

    agent: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    retell_llm: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    conversation_flow: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class CreateWebCall(msgspec.Struct):
    """The body of a request for a call."""

    agent_id: Annotated[str, msgspec.Meta(min_length=1)]
    agent_version: int | str | msgspec.UnsetType = msgspec.UNSET
    agent_override: AgentOverride | msgspec.UnsetType = msgspec.UNSET
    current_node_id: str | None = None
    current_state: str | None = None
    metadata: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    retell_llm_dynamic_variables: dict[str, str] | msgspec.UnsetType = msgspec.UNSET


def has_key(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Reject a request without the key."""
    if not call_store.is_key(connection.headers.get("Authorization")):
        raise NotAuthorizedException("The API key is missing or not valid")


def registered(body: CreateWebCall) -> dict[str, Any]:
    """Register a call, or respond that there is no such agent."""
    try:
        return call_store.register(msgspec.to_builtins(body))
    except call_store.UnknownAgent:
        raise ClientException("Cannot find requested asset under given api key", status_code=422) from None


@post("/v2/create-web-call")
async def create_web_call(data: CreateWebCall) -> dict[str, Any]:
    """Register a call, and return it."""
    return registered(data)


@post("/v3/create-web-call")
async def create_web_call_v3(data: CreateWebCall) -> dict[str, Any]:
    """Register a call, and return how a browser joins it."""
    return call_store.connection(registered(data))


@get("/v2/get-call/{call_id:str}")
async def get_call(call_id: str) -> dict[str, Any]:
    """Return a call."""
    call = call_store.find(call_id)
    if call is None:
        raise NotFoundException("Not Found")
    return call


app = Litestar([create_web_call, create_web_call_v3, get_call], guards=[has_key], openapi_config=None)

if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
