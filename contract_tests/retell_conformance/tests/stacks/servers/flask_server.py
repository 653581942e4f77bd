"""Flask behind gunicorn, with checks written by hand and one error handler for all HTTP errors."""

from typing import Any

import call_store
from flask import Flask, abort, request
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
KINDS: dict[str, type | tuple[type, ...]] = {
    "agent_version": (int, str),
    "agent_override": dict,
    "current_node_id": (str, type(None)),
    "current_state": (str, type(None)),
    "metadata": dict,
    "retell_llm_dynamic_variables": dict,
}


@app.errorhandler(HTTPException)
def failed(error: HTTPException) -> Any:
    """Return an error in the form of the API's errors."""
    response = error.get_response()
    response.data = app.json.dumps({"status": "error", "message": error.description})
    response.content_type = "application/json"
    return response


@app.before_request
def require_key() -> None:
    """Reject a request without the key."""
    if not call_store.is_key(request.headers.get("Authorization")):
        abort(401, "The API key is missing or not valid")


def checked_body() -> dict[str, Any]:
    """Return the body if it is valid."""
    body = request.get_json()
    if not isinstance(body, dict):
        abort(400, "the body must be an object")
    if not isinstance(body.get("agent_id"), str) or not body["agent_id"]:
        abort(400, "agent_id must be a string")
    for name, kind in KINDS.items():
        if name in body and not isinstance(body[name], kind):
            abort(400, f"{name} has the wrong type")
    if not all(isinstance(value, str) for value in body.get("retell_llm_dynamic_variables", {}).values()):
        abort(400, "retell_llm_dynamic_variables must be strings")
    for name, settings in body.get("agent_override", {}).items():
        if name in ("agent", "retell_llm", "conversation_flow") and not isinstance(settings, dict):
            abort(400, f"agent_override.{name} must be an object")
    return body


def registered() -> dict[str, Any]:
    """Register a call, or respond that there is no such agent."""
    try:
        return call_store.register(checked_body())
    except call_store.UnknownAgent:
        abort(422, "Cannot find requested asset under given api key")


@app.post("/v2/create-web-call")
def create_web_call() -> Any:
    """Register a call, and return it."""
    return registered(), 201


@app.post("/v3/create-web-call")
def create_web_call_v3() -> Any:
    """Register a call, and return how a browser joins it."""
    return call_store.connection(registered()), 201


@app.get("/v2/get-call/<call_id>")
def get_call(call_id: str) -> Any:
    """Return a call."""
    return call_store.find(call_id) or abort(404, "Not Found")
