"""Authentication by the API key."""

import hmac

from starlette.requests import Request

from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Settings

CHALLENGE = {"WWW-Authenticate": "Bearer"}  # RFC 9110, 15.5.2: a 401 says how to authenticate


def authenticate(request: Request, settings: Settings) -> None:
    """Raise a 401 `Refusal` unless there is one Authorization header, and it bears the key."""
    credentials = request.headers.getlist("authorization")
    if not credentials:
        raise Refusal(401, "The API key is missing: send it as `Authorization: Bearer <key>`", CHALLENGE)
    scheme, _, key = credentials[0].partition(" ")
    # Starlette decodes headers as Latin-1, so this gives back the bytes that were sent.
    right_key = hmac.compare_digest(key.strip(" ").encode("latin-1"), settings.api_key.encode())
    if len(credentials) > 1 or scheme.lower() != "bearer" or not right_key:
        raise Refusal(401, "The API key is not valid", CHALLENGE)
