"""The access token with which a browser joins a call: a LiveKit token, like the documentation's example."""

import jwt

from api_conformance.json_web_tokens import tokens_in
from retell_conformance.reference_server.server_settings import Settings

ALGORITHM = "HS256"


def issue_token(call_id: str, settings: Settings) -> str:
    """Return a signed JWT that allows joining the room of this call, and expires soon."""
    now = int(settings.clock())
    claims = {
        "video": {"roomJoin": True, "room": call_id},
        "iss": "reference_server",
        "sub": f"browser_of_{call_id}",
        "nbf": now,
        "exp": now + settings.token_seconds,
    }
    return jwt.encode(claims, settings.token_secret, algorithm=ALGORITHM)


def expiry(token: str, settings: Settings) -> int:
    """Return the expiry of a token in seconds since the epoch; if it has none, that of a new token."""
    try:
        return int(next(tokens_in(token)).claims["exp"])
    except (StopIteration, KeyError, TypeError, ValueError):
        return int(settings.clock()) + settings.token_seconds
