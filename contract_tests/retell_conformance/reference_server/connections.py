"""Responses of v3: how a browser joins a call, with nothing of the call but its id."""

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import documented, token_issue
from retell_conformance.reference_server.server_settings import Settings

# Made-up hosts; nobody joins a call of this server.
ICE_SERVERS: list[JsonObject] = [
    {"urls": "stun:stun.example.com:3478"},
    {"urls": ["turn:turn.example.com:443?transport=tcp"], "username": "browser", "credential": "made-up-for-browsers"},
]


def connect(call_id: str, access_token: str, settings: Settings) -> JsonObject:
    """Return what a browser needs to join. The token expires when it says so itself."""
    connection = {
        "call_id": call_id,
        "access_token": access_token,
        "transport": "gateway",
        "ice_servers": ICE_SERVERS,
        "expires_at": 1000 * token_issue.expiry(access_token, settings),
    }
    return documented.room(documented.CONNECTION).fit(connection)
