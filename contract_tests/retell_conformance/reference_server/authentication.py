"""Authentication by the API key."""

import hmac

from starlette.requests import Request

from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings

CHALLENGE = {"WWW-Authenticate": "Bearer"}  # RFC 9110, 15.5.2: a 401 must say how to authenticate


def authenticate(request: Request, settings: Settings) -> None:
    """Raise a 401 `Rejection` unless there is exactly one Authorization header, with the key."""
    credentials = request.headers.getlist("authorization")
    if not credentials:
        raise Rejection(401, "The API key is missing: send it as `Authorization: Bearer <key>`", CHALLENGE)
    scheme, _, key = credentials[0].partition(" ")
    # Starlette decodes headers as Latin-1, so this returns the bytes that were sent.
    right_key = hmac.compare_digest(key.strip(" ").encode("latin-1"), settings.api_key.encode())
    if len(credentials) > 1 or scheme.lower() != "bearer" or not right_key:
        raise Rejection(401, "The API key is not valid", CHALLENGE)
