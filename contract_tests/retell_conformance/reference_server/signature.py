"""The signature of an event, as the vendor makes it, without code of the client, so that each tests the other."""

import hashlib
import hmac
from typing import Final

HEADER: Final = "X-Retell-Signature"


def sign(body: bytes, api_key: str, now: float) -> str:
    """Return the value of the header.

    Args:
        now: The time in seconds since the epoch.
    """
    timestamp = str(round(now * 1000))
    digest = hmac.new(api_key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()
    return f"v={timestamp},d={digest}"
