"""Recognising that a server refuses everything from some moment on: the credit is used up, or the key or the machine
is blocked. Its responses then prove nothing.
"""

from collections.abc import Callable
from threading import Event

from attrs import define, field

from api_conformance.transport.exchange import Exchange

HINTS = {
    401: "the key may have been revoked",
    402: "the account may be out of credit",
    403: "the key or this machine may be blocked",
}
"""The statuses that refuse a request whatever it says, each with the likely reason."""
SECONDS_BETWEEN_LOOKS = 0.5
MOST_IN_VAIN = 5
"""Number of times that the server did not refuse everything, after which only many refusals in a row are looked at."""
MANY_IN_A_ROW = 20


@define
class Refusals:
    """The refusals in a row of a server that accepted a request before."""

    ask_again: Callable[[], Exchange | None]
    """Sends a request that was accepted before; returns None if none was."""
    stop: Event
    row: list[Exchange] = field(factory=list, init=False, repr=False)
    """The last refusals in a row, with those of the request that was accepted before."""
    _in_vain: int = field(default=0, init=False)

    def are_all(self, exchange: Exchange, *, has_the_key: bool) -> bool:
        """Return whether the server refuses this request and also one that it accepted before.

        Args:
            has_the_key: True if the request has the right key, so that a 401 is unusual.
        """
        if exchange.status not in HINTS:
            self.row.clear()
            return False
        self.row.append(exchange)
        unusual = exchange.status != 401 or has_the_key
        if not (unusual and self._in_vain < MOST_IN_VAIN) and len(self.row) % MANY_IN_A_ROW:
            return False
        looks: list[Exchange] = []
        for pause in (0, SECONDS_BETWEEN_LOOKS):
            if self.stop.wait(pause):
                return False
            again = self.ask_again()
            if again is None or again.status not in HINTS:
                self._in_vain += 1
                return False
            looks.append(again)
        self.row += looks
        return True
