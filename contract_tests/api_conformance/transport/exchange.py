"""An exchange: a request and its response."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any

import httpx
from attrs import field, frozen

from api_conformance.strict_json import NotJson, Parsed, parse, refuse_constant
from api_conformance.transport.api_key import KeyDerived


@frozen(slots=False, eq=False)
class Exchange:
    """A request with its response, or with the reason why there is none."""

    request: httpx.Request
    response: httpx.Response | None
    failure: str | None
    sent_at: datetime
    seconds: float
    keyed: Mapping[str, KeyDerived] = field(factory=dict, repr=False)
    """Parts of the request derived from the API key: headers by lower-case name, `target`, `body`."""
    dropped: bool = False
    """True if the connection was lost before the response was complete."""
    endless: bool = False
    """True if the body of the response was longer than any that is read."""
    surplus: bytes = field(default=b"", repr=False)
    """Bytes that the server sent after the response, if they were read."""

    @property
    def status(self) -> int | None:
        """The status of the response, None if there is none."""
        return None if self.response is None else self.response.status_code

    @property
    def summary(self) -> str:
        """Short description of the response."""
        if self.response is None:
            return f"no response ({self.failure})"
        kind = self.response.headers.get("Content-Type", "").partition(";")[0].strip()
        if kind == "text/html" and self.response.status_code >= 400:
            hint = ", as a web application firewall sends it" if self.response.status_code == 403 else ""
            return f"status {self.response.status_code} with an HTML page{hint}"
        return f"status {self.response.status_code}"

    @cached_property
    def parsed(self) -> Parsed | None:
        """The parsed body of the response, with the faults of its JSON; None if it is missing or invalid."""
        try:
            return None if self.response is None else parse(self.response.content)
        except NotJson:
            return None

    def json(self) -> Any:
        """Return the JSON of the response's body. Raises `ValueError` if it is invalid, for instance has NaN."""
        if self.response is None:
            raise ValueError(self.failure)
        if self.parsed is not None and not self.parsed.faults:
            return self.parsed.value
        return json.loads(self.response.content, parse_constant=refuse_constant)

    @cached_property
    def call(self) -> dict[str, Any] | None:
        """The object in the body of a success; None if there is none."""
        if self.response is None or not self.response.is_success:
            return None
        try:
            body = self.json()
        except (ValueError, RecursionError):
            return None
        return body if isinstance(body, dict) else None

    @property
    def answered_at(self) -> float:
        """The time of the response in seconds since the epoch, by its `Date` if it has one."""
        return self.clocks[-1]

    @property
    def clocks(self) -> tuple[float, ...]:
        """The times of the response by the clock of this machine, and by its `Date` if it has one.

        A gateway with another clock than that of the application may have written the header.
        """
        own = self.sent_at.timestamp() + self.seconds
        if self.response is not None:
            try:
                return own, parsedate_to_datetime(self.response.headers["Date"]).timestamp()
            except (KeyError, ValueError, TypeError):
                pass
        return (own,)

    @cached_property
    def text(self) -> str:
        """The headers and the body of the response; empty if there is none."""
        return "" if self.response is None else f"{self.response.headers.multi_items()}\n{self.response.text}"


def now() -> datetime:
    """Return the current time."""
    return datetime.now(UTC)
