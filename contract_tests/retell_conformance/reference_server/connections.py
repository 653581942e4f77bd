"""The responses of v3: the data for joining a call, with only the id of the call."""

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import documented, token_issue
from retell_conformance.reference_server.server_settings import Settings

# Invented hosts: calls of this server cannot be joined.
ICE_SERVERS: list[JsonObject] = [
    {"urls": "stun:stun.example.com:3478"},
    {"urls": ["turn:turn.example.com:443?transport=tcp"], "username": "browser", "credential": "made-up-for-browsers"},
]


def connect(call_id: str, access_token: str, settings: Settings) -> JsonObject:
    """Return the data for joining. `expires_at` is the expiry of the token."""
    connection = {
        "call_id": call_id,
        "access_token": access_token,
        "transport": "gateway",
        "ice_servers": ICE_SERVERS,
        "expires_at": 1000 * token_issue.expiry(access_token, settings),
    }
    return documented.success_shape(documented.CONNECTION).select(connection)
