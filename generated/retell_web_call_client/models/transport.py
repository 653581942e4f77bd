from enum import StrEnum


class Transport(StrEnum):
    """How a browser connects. Documented is `gateway`; the browser SDK knows `livekit` too."""

    GATEWAY = "gateway"
    LIVEKIT = "livekit"
