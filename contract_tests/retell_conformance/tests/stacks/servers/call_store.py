"""The calls of the Python servers, in memory, where a real server would have a database."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from typing import Any

API_KEY = os.environ["RETELL_API_KEY"]
AGENT_ID = os.environ["RETELL_AGENT_ID"]
NEWEST_VERSION = 3
SECONDS_TO_JOIN = 30
TOKEN_SECRET = secrets.token_bytes(32)
CALLS: dict[str, dict[str, Any]] = {}


class UnknownAgent(Exception):
    """The account has no such agent, or the agent no such version."""


def is_key(authorization: str | None) -> bool:
    """Return whether an `Authorization` header has the key."""
    scheme, _, key = (authorization or "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(key.strip().encode(), API_KEY.encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _token(call_id: str, expires_at: int) -> str:
    claims = {"video": {"roomJoin": True, "room": call_id}, "sub": "browser", "exp": expires_at}
    signed = f"{_base64(json.dumps({'alg': 'HS256'}).encode())}.{_base64(json.dumps(claims).encode())}"
    return f"{signed}.{_base64(hmac.digest(TOKEN_SECRET, signed.encode(), hashlib.sha256))}"


def register(body: dict[str, Any]) -> dict[str, Any]:
    """Keep a new call for a valid body, and return it."""
    version = body.get("agent_version", "latest")
    if version in ("latest", "latest_published"):
        version = NEWEST_VERSION
    if body["agent_id"] != AGENT_ID or version not in range(NEWEST_VERSION + 1):
        raise UnknownAgent
    call_id, now = f"call_{secrets.token_hex(14)}", time.time()
    settings = (body.get("agent_override") or {}).get("agent") or {}
    call = {
        "call_type": "web_call",
        "call_id": call_id,
        "access_token": _token(call_id, int(now) + 60),
        "agent_id": AGENT_ID,
        "agent_version": int(version),
        "agent_name": settings.get("agent_name") or "Front desk",
        "call_status": "registered",
        "data_storage_setting": settings.get("data_storage_setting", "everything"),
        "opt_in_signed_url": settings.get("opt_in_signed_url", False),
    }
    given = {name: body[name] for name in ("metadata", "retell_llm_dynamic_variables") if name in body}
    CALLS[call_id] = {"registered_at": now, **call, **given}
    return {**call, **given}


def connection(call: dict[str, Any]) -> dict[str, Any]:
    """Return the body of version 3 for a new call."""
    servers = [{"urls": "stun:stun.example.com:3478"}]
    expires_at = (int(CALLS[call["call_id"]]["registered_at"]) + 60) * 1000
    shared = {name: call[name] for name in ("call_id", "access_token")}
    return {**shared, "transport": "gateway", "ice_servers": servers, "expires_at": expires_at}


def find(call_id: str) -> dict[str, Any] | None:
    """Return a call in its present state; None if there is none. A call that nobody joined in time has ended."""
    if call_id not in CALLS:
        return None
    call = dict(CALLS[call_id])
    if time.time() - call.pop("registered_at") > SECONDS_TO_JOIN:
        call |= {"call_status": "ended", "disconnection_reason": "registered_call_timeout"}
    return call
