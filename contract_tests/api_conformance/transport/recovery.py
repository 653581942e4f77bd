"""Recovery from requests without a usable response: wait, repeat them, or stop. Checks do not see any of it.

A missing response, or a status that a gateway sends when the application is away, proves nothing by itself. A check
gets such an exchange only if the same request failed three times while another request in between was answered.
"""

import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from threading import Event, RLock, get_ident

from attrs import define, field

from api_conformance.finding import Prevented
from api_conformance.transport.exchange import Exchange, now
from api_conformance.transport.refusals import HINTS, Refusals

APPLICATION_IS_AWAY = frozenset({502, 503, 504})
SECONDS_TO_RETURN = 10
"""Seconds to wait for a server that stopped responding."""
SECONDS_BETWEEN_LOOKS = (0.0, 0.1, 0.2, 0.4, 0.5)
"""Seconds between two requests that test whether a server is back, in turn; the last value is repeated."""
TIMES_MORE = 2
"""Number of times that a failed request is sent again, alone."""
SECONDS_TURNED_AWAY = (1, 2, 4, 8)
"""Seconds to wait, in turn, for a server that says to try again later but not when."""
TIMES_AT_FIRST = 2
"""Number of such pauses before the first other response."""
MOST_REPETITIONS = 6
"""Number of times that a request is sent again if other requests fail intermittently too."""
MOST_LOOKS = 20
"""Number of intermittent failures after which a further one is repeated without testing another request."""
MANY_INTERMITTENT = 300
"""Number of intermittent failures after which the run ends if their share is above SHARE_OF_INTERMITTENT."""
SHARE_OF_INTERMITTENT = 0.1
MOST_CONFIRMED = 5
"""Number of requests that are repeated. For further ones that fail while others succeed, one failure is enough."""


class Aside(Enum):
    """The reason why an exchange is not evidence against the server."""

    REUSED = "the connection was closed just when it was used again"
    TURNED_AWAY = "the server said to try again later"
    AWAY = "the server was away"
    REFUSED = "the server refused everything"
    INTERMITTENT = "the same request was answered when it was repeated, and others were answered meanwhile"
    BLOCKED = (
        "something in front of the application blocked it as an attack, but not the same request without that part"
    )
    TOO_SHORT = "it had no response within the short timeout for a server that hung before"
    REPEATED = "the same request failed again, which counts"


def is_lost(exchange: Exchange) -> bool:
    """Return whether there is no response of the application."""
    if exchange.response is None:
        return not (exchange.failure or "").startswith("DecodingError")
    return exchange.status in APPLICATION_IS_AWAY


def seconds_to_wait(exchange: Exchange, otherwise: float = 1) -> float | None:
    """Return the seconds that the server asks to wait; None if it does not ask.

    Args:
        otherwise: The seconds if it does not say how long.
    """
    if exchange.response is None or exchange.status not in (429, 503):
        return None
    value = exchange.response.headers.get("Retry-After", "").strip()
    # A 503 without a time is an error, unless it is the page of a proxy with a rate limit.
    if exchange.status == 503 and not value and "html" not in exchange.response.headers.get("Content-Type", ""):
        return None
    if value.isdecimal() and len(value) < 10:
        return float(value)
    try:
        return max((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds(), 0)
    except (ValueError, TypeError):
        return otherwise


@define
class Recovery:
    """The recovery from failures of a server."""

    control_is_known: Callable[[], bool]
    ask_control: Callable[[], Exchange | None]
    """Sends a request that got a response before; returns None if no request has had one yet."""
    describe: Callable[[Exchange], str]
    """Describes the request after which the server no longer responded."""
    seconds_left: Callable[[], float | None]
    refusals: Refusals
    stop: Event
    seconds_to_return: float = SECONDS_TO_RETURN
    aside: dict[int, Aside] = field(factory=dict, init=False, repr=False)
    """Exchanges that are not evidence, by identity."""
    intermittent: list[Exchange] = field(factory=list, init=False, repr=False)
    """The first exchange of each request that failed while others succeeded, and then succeeded itself."""
    absences: list[float] = field(factory=list, init=False)
    """Duration of each past absence, in seconds."""
    ended: str = field(default="", init=False)
    """The reason why nothing more is sent; empty if there is none."""
    quiet: RLock = field(factory=RLock, init=False, repr=False, eq=False)
    """Held while a request is sent alone, or nothing is sent at all."""
    _repeating: int | None = field(default=None, init=False)
    """The thread that repeats a failed request."""
    _settled_at: datetime = field(factory=now, init=False)
    """The end of the last known failure of the server."""
    _confirmed: int = field(default=0, init=False)
    _known: int = field(default=0, init=False)
    """Number of further requests that failed while another one was answered."""
    _requests: int = field(default=0, init=False)
    """Number of requests without repetitions."""

    @property
    def repeats(self) -> bool:
        """True if the current thread repeats a failed request."""
        return self._repeating == get_ident()

    def raise_if_ended(self) -> None:
        """Raise `Prevented` if nothing more is to be sent."""
        if self.ended:
            raise Prevented(self.ended)

    def settled(self, exchange: Exchange, again: Callable[[], Exchange], *, has_the_key: bool = False) -> Exchange:
        """Return an exchange that checks may judge. Raises `NotChecked` if there is none.

        Args:
            again: Sends the same request once more.
            has_the_key: True if the request has the right key.
        """
        self._requests += 1
        if not is_lost(exchange) and seconds_to_wait(exchange) is None:
            if exchange.status in HINTS or self.refusals.row:
                with self.quiet:
                    self._raise_if_all_are_refused(exchange, has_the_key=has_the_key)
            return exchange
        with self.quiet:
            try:
                self.raise_if_ended()
                exchange = self._wait_out_limit(exchange, again)
                return self._repeat(exchange, again) if is_lost(exchange) else exchange
            except Prevented:
                self.aside.setdefault(id(exchange), Aside.AWAY)
                raise

    def _raise_if_all_are_refused(self, exchange: Exchange, *, has_the_key: bool) -> None:
        """Raise `Prevented` if the server refuses everything from now on."""
        if self.refusals.are_all(exchange, has_the_key=has_the_key):
            self.aside |= {id(each): Aside.REFUSED for each in self.refusals.row}
            self.ended = (
                f"the server responds with {exchange.status} also to a request that it accepted before: "
                f"{HINTS[exchange.status or 0]}"
            )
        if id(exchange) in self.aside:
            self.raise_if_ended()

    def _wait_out_limit(self, exchange: Exchange, again: Callable[[], Exchange]) -> Exchange:
        """Wait as long as the server asks, and repeat the request, a few times."""
        turns = SECONDS_TURNED_AWAY if self.control_is_known() else SECONDS_TURNED_AWAY[:TIMES_AT_FIRST]
        for otherwise in turns:
            wait = seconds_to_wait(exchange, otherwise)
            if wait is None:
                return exchange
            self.aside[id(exchange)] = Aside.TURNED_AWAY
            # Another thread may already have waited since this request was sent.
            if exchange.sent_at >= self._settled_at:
                self._wait(wait, exchange)
            exchange = again()
            if seconds_to_wait(exchange) is None and not is_lost(exchange):
                self._settled_at = now()
        if seconds_to_wait(exchange) is None:
            return exchange
        if is_lost(exchange) and self._control_is_answered() is not False:
            return exchange
        self.aside[id(exchange)] = Aside.TURNED_AWAY
        self.ended = (
            f"the server responds with {exchange.status}, try again later, also to {len(turns)} further attempts: "
            "wait, or send fewer requests with RATE_LIMIT"
        )
        raise Prevented(self.ended)

    def _wait(self, seconds: float, exchange: Exchange) -> None:
        left = self.seconds_left()
        if left is not None and seconds > left:
            self.ended = (
                f"the server says to try again in {seconds:.0f} s (status {exchange.status}), "
                f"but only {max(left, 0):.0f} s of MAX_TIME are left"
            )
            raise Prevented(self.ended)
        if self.stop.wait(seconds):
            raise Prevented("the run was stopped")

    def _repeat(self, first: Exchange, again: Callable[[], Exchange]) -> Exchange:
        """Repeat a failed request, with no other at the same time except a control request in between."""
        if first.dropped and self._known >= MOST_LOOKS:
            return first
        failed: dict[int, Aside] = {}
        exchange = first
        self._repeating = get_ident()
        try:
            if len(self.intermittent) >= MOST_LOOKS:
                failed[id(exchange)] = Aside.INTERMITTENT
                exchange = self._repeat_until_answered(again, failed)
                if not is_lost(exchange):
                    self._count_intermittent_failure(first)
                    return exchange
            for times in range(TIMES_MORE):
                failed[id(exchange)] = Aside.AWAY
                answered = exchange.sent_at < self._settled_at or self._control_is_answered()
                if answered is None:
                    failed.clear()
                    return exchange  # there has been no response yet; the caller decides what that means
                if not answered:
                    answered = self._wait_for_return(exchange)
                if answered and exchange.sent_at >= self._settled_at:
                    failed[id(exchange)] = Aside.INTERMITTENT
                    if self._confirmed >= MOST_CONFIRMED:
                        self._known += 1
                        failed.clear()
                        return exchange
                if not answered:
                    if times:
                        failed.clear()
                        return exchange  # the request itself made the server fail again
                    self.ended = self._describe_absence(exchange)
                    raise Prevented(self.ended)
                if times and self._control_is_answered() is False:
                    exchange = self._repeat_until_answered(again, failed)
                else:
                    exchange = again()
                if not is_lost(exchange):
                    if Aside.INTERMITTENT in failed.values():
                        self._count_intermittent_failure(first)
                    return exchange
            self._confirmed += 1
            failed = dict.fromkeys(failed, Aside.REPEATED)
            return exchange
        finally:
            self._repeating = None
            self.aside.update(failed)

    def _count_intermittent_failure(self, exchange: Exchange) -> None:
        """Count an intermittent failure. The run ends if there are so many that repeating them doubles the traffic."""
        self.intermittent.append(exchange)
        count = len(self.intermittent)
        if count >= MANY_INTERMITTENT and count > self._requests * SHARE_OF_INTERMITTENT:
            self.ended = (
                f"{count:,} of {self._requests:,} requests failed intermittently ({exchange.summary}), and were "
                "answered when repeated: more requests would show nothing new"
            )

    @staticmethod
    def _repeat_until_answered(again: Callable[[], Exchange], failed: dict[int, Aside]) -> Exchange:
        """Repeat a request a few times until it gets a response, since others fail intermittently too."""
        exchange = again()
        for _ in range(MOST_REPETITIONS):
            if not is_lost(exchange):
                break
            failed[id(exchange)] = Aside.INTERMITTENT
            exchange = again()
        return exchange

    def _control_is_answered(self) -> bool | None:
        """Return whether the control request gets a response; None if there is none."""
        exchange = self.ask_control()
        if exchange is None:
            return None
        if is_lost(exchange):
            self.aside[id(exchange)] = Aside.AWAY
            return False
        if seconds_to_wait(exchange) is not None:
            self.aside[id(exchange)] = Aside.TURNED_AWAY
        return True

    def _wait_for_return(self, exchange: Exchange) -> bool:
        """Wait for a server that does not respond; return whether it came back."""
        try:
            return self._is_back()
        except Prevented as limit:
            if not self.stop.is_set():
                self.ended = f"{limit}, while the server did not respond; {self.describe(exchange)}"
                raise Prevented(self.ended) from limit
            raise

    def _is_back(self) -> bool:
        """Send the control request until it is answered, within the time for the server to return."""
        began = time.monotonic()
        for pause in itertools.chain(SECONDS_BETWEEN_LOOKS, itertools.repeat(SECONDS_BETWEEN_LOOKS[-1])):
            left = self.seconds_to_return - (time.monotonic() - began)
            if pause > left:
                return False
            if self.stop.wait(pause):
                raise Prevented("the run was stopped")
            if self._control_is_answered():
                break
        if pause:
            self.absences.append(time.monotonic() - began)
            self._settled_at = now()
        return True

    def _describe_absence(self, exchange: Exchange) -> str:
        return (
            f"the server stopped responding, and did not return within {self.seconds_to_return:g} s; "
            f"{self.describe(exchange)}"
        )
