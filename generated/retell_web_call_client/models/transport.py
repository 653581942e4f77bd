from enum import StrEnum


class Transport(StrEnum):
    """Kind of a browser's connection. Documented is `gateway`; the browser SDK knows `livekit` too."""

    GATEWAY = "gateway"
    LIVEKIT = "livekit"
