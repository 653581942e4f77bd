"""The errors that every client has; templates/errors.py.jinja adds a class for each documented status."""

from __future__ import annotations

from typing import Any

import httpx


class RootError(Exception):
    """The base class of all errors of this client."""

    attempts: int = 0
    """Number of attempts at the request."""
    sent: bool = False
    """True if the server may have received the request and acted on it. If False, a retry is safe."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), self.args, self.__dict__)


class NotConfigured(RootError):
    """A setting of the client is missing or wrong. Nothing was sent.

    The error names the setting, or its environment variable, and never shows its value.
    """


class InvalidRequest(RootError):
    """The request cannot be written, for instance if its body has a value that JSON does not have. Nothing was sent.

    `with_headers` and `with_cookies` also raise it, for a header or a cookie that cannot be sent.
    """


class ConnectionFailed(RootError):
    """No response arrived, or only part of one. `sent` is True if the server may have acted on the request."""


class TimedOut(RootError):
    """No response arrived in time. `sent` is True if the server may have acted on the request."""


class MalformedResponse(RootError):
    """The request succeeded, but the response differs from the contract."""

    response: httpx.Response | None = None
    """The response; None if the error did not come from a request."""
    source: str = "the API's response"
    """The origin of the malformed value, in words."""

    def __init__(self, what: str, pointer: str = "") -> None:
        super().__init__(what, pointer)
        self.what = what
        """The fault, in words."""
        self.pointer = pointer
        """A JSON pointer to the fault; an empty one means the whole response."""

    @property
    def described(self) -> str:
        """The fault and its place."""
        return f"{self.what} at {self.pointer!a}" if self.pointer else self.what

    def __str__(self) -> str:
        return f"{self.described} in {self.source}"


class InvalidSignature(RootError):
    """A request to a webhook is not from the API, or was modified on the way."""


class StaleEvent(RootError):
    """A request to a webhook was signed long ago: somebody may be replaying an old one."""


class MalformedEvent(RootError):
    """A request to a webhook is signed, but its body cannot be read."""

    def __init__(self, what: str, pointer: str = "") -> None:
        super().__init__(what, pointer)
        self.what = what
        """The fault, in words."""
        self.pointer = pointer
        """A JSON pointer to the fault; an empty one means the whole body."""

    def __str__(self) -> str:
        return f"{self.what} at {self.pointer!a} in the event" if self.pointer else self.what


class StatusError(RootError):
    """The API responded with an error."""

    advice: str = ""

    # Tools that keep only `args`, such as Celery's JSON results, create the error again without a response.
    def __init__(
        self,
        status_code: int,
        message: str = "",
        *,
        response: httpx.Response | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(status_code, message)
        self.status_code = status_code
        self.message = message
        """The API's own message, else the meaning of the status."""
        self.response = httpx.Response(status_code) if response is None else response
        """The response."""
        self.retry_after = retry_after
        """Seconds to wait before the next request, by the API's `Retry-After`; None if there is none."""

    @classmethod
    def for_status(cls, status_code: int) -> type[StatusError]:
        """Return the class for a status."""
        return _BY_STATUS.get(status_code, UnexpectedStatus)

    def __str__(self) -> str:
        times = f" after {self.attempts} attempts" if self.attempts > 1 else ""
        from ._redaction import printable  # imported late, so that importing the client stays quick

        message = printable(self.message if len(self.message) <= 500 else f"{self.message[:500]}...")
        said = f"{self.status_code} {type(self).__name__}{times}: {message}. {self.advice}".replace(".. ", ". ").strip()
        try:
            request = self.response.request
        except RuntimeError:  # the error was created without a response
            return said
        return f"{said} ({request.method} {request.url.copy_with(userinfo=b'', query=None, fragment=None)})"


class UnexpectedStatus(StatusError):
    """A status that the contract does not document."""


_BY_STATUS: dict[int, type[StatusError]] = {}


def _revive(kind: type[RootError], arguments: tuple[Any, ...], state: dict[str, Any]) -> RootError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error
