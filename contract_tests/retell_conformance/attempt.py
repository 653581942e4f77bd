"""An attempt to deliver an event, as the reference server stores it and the stand-in lists it."""

from attrs import frozen


@frozen
class Attempt:
    """An attempt to deliver an event."""

    status: int | None
    """The status of the response; None if there was none."""
    failure: str
    """The reason for a missing response; empty if there was one."""
    seconds: float
