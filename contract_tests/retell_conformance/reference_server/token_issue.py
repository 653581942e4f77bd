"""The access token with which a browser joins a call: a LiveKit token, as the documentation's example is."""

import jwt

from api_conformance.json_web_tokens import tokens_in
from retell_conformance.reference_server.server_settings import Settings

ALGORITHM = "HS256"


def issue_token(call_id: str, settings: Settings) -> str:
    """Return a signed JWT that lets its holder join the room of this one call, and that soon expires."""
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
    """Return when a token expires, in seconds since the epoch: when it says so, else when a new one would."""
    try:
        return int(next(tokens_in(token)).claims["exp"])
    except (StopIteration, KeyError, TypeError, ValueError):
        return int(settings.clock()) + settings.token_seconds
