"""FastAPI with models of pydantic and its own HTTPBearer; its errors are unchanged."""

import hmac
import sys
from typing import Annotated, Any

import call_store
import uvicorn
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

bearer = HTTPBearer()


def key(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> None:
    """Reject a request with another key."""
    if not hmac.compare_digest(credentials.credentials.encode(), call_store.API_KEY.encode()):
        raise HTTPException(401, "Invalid API key")


app = FastAPI(dependencies=[Depends(key)])


class AgentSettings(BaseModel):
    """The settings that this backend knows; others are ignored."""

    model_config = {"extra": "allow"}

    agent_name: str | None = None
    voice_speed: float = Field(1, ge=0.5, le=2)
    data_storage_setting: str = "everything"
    opt_in_signed_url: bool = False


class AgentOverride(BaseModel):
    """Settings for one call."""

    model_config = {"extra": "allow"}

    agent: AgentSettings | None = None


class CreateWebCall(BaseModel):
    """The body of a request for a call."""

    agent_id: str = Field(min_length=1)
    agent_version: int | str | None = None
    agent_override: AgentOverride | None = None
    current_node_id: str | None = None
    current_state: str | None = None
    metadata: dict[str, Any] | None = None
    retell_llm_dynamic_variables: dict[str, str] | None = None


def registered(body: CreateWebCall) -> dict[str, Any]:
    """Register a call, or respond that there is no such agent."""
    try:
        return call_store.register(body.model_dump(exclude_unset=True))
    except call_store.UnknownAgent:
        raise HTTPException(422, "Cannot find requested asset under given api key") from None


@app.post("/v2/create-web-call", status_code=201)
def create_web_call(body: CreateWebCall) -> dict[str, Any]:
    """Register a call, and return it."""
    return registered(body)


@app.post("/v3/create-web-call", status_code=201)
def create_web_call_v3(body: CreateWebCall) -> dict[str, Any]:
    """Register a call, and return how a browser joins it."""
    return call_store.connection(registered(body))


@app.get("/v2/get-call/{call_id}")
def get_call(call_id: str) -> dict[str, Any]:
    """Return a call."""
    call = call_store.find(call_id)
    if call is None:
        raise HTTPException(404, "Not Found")
    return call


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
