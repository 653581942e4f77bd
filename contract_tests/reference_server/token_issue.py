"""The access token with which a browser joins a call: a LiveKit token, as the documentation's example is."""

import time

import jwt

from contract_tests.reference_server.server_settings import Settings

ALGORITHM = "HS256"


def issue_token(call_id: str, settings: Settings) -> str:
    """Return a signed JWT that lets its holder join the room of this one call, and that soon expires."""
    now = int(time.time())
    claims = {
        "video": {"roomJoin": True, "room": call_id},
        "iss": "reference_server",
        "sub": f"browser_of_{call_id}",
        "nbf": now,
        "exp": now + settings.token_seconds,
    }
    return jwt.encode(claims, settings.token_secret, algorithm=ALGORITHM)
