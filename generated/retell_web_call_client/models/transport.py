from enum import StrEnum


class Transport(StrEnum):
    """Kind of a browser's connection. `gateway` is documented; the browser SDK also knows `livekit`."""

    GATEWAY = "gateway"
    LIVEKIT = "livekit"
