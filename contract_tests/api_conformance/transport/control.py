"""The choice of the control request, which is repeated to test whether a server responds."""

from attrs import define, field

from api_conformance.transport.exchange import Exchange
from api_conformance.transport.recovery import is_lost


@define
class Control:
    """The exchange of the control request."""

    exchange: Exchange | None = field(default=None, init=False, repr=False)
    """The best of the exchanges so far; None if no request got a response yet."""

    @property
    def is_accepted(self) -> bool:
        """True if the server accepted the request."""
        return self.exchange is not None and _proves(self.exchange) > 1

    def consider(self, exchange: Exchange) -> None:
        """Take an exchange if it proves more than the last."""
        if is_lost(exchange) or exchange.status == 429:
            return
        if self.exchange is None or _proves(self.exchange) < _proves(exchange):
            self.exchange = exchange


def _proves(exchange: Exchange) -> int:
    """Return how much a response proves: 0 an error of the server, 1 a rejection, 2 a success, 3 one with an object."""
    status = exchange.status
    if status is None or status >= 500:
        return 0
    return 1 if status >= 300 else 2 if exchange.call is None else 3
