"""All errors that this client raises.

RetellError
├── NotConfigured             a setting is missing or wrong; nothing was sent
├── InvalidRequest            the request cannot be written; nothing was sent
├── ConnectionFailed          no response arrived, or only part of one
├── TimedOut                  no response arrived in time
├── MalformedResponse         the response differs from the contract
├── InvalidSignature          a request to a webhook is not from the API
├── StaleEvent                a request to a webhook was signed long ago
├── MalformedEvent            a request to a webhook is signed, but cannot be read
└── StatusError               the API responded with an error
    ├── BadRequest            400
    ├── Unauthorized          401
    ├── PaymentRequired       402
    ├── NotFound              404
    ├── UnprocessableContent  422
    ├── TooManyRequests       429
    ├── InternalServerError   500
    └── UnexpectedStatus      a status that the contract does not document
"""

from __future__ import annotations

from typing import Any

import httpx


class RetellError(Exception):
    """The base class of all errors of this client."""

    attempts: int = 0
    """Number of attempts at the request."""
    sent: bool = False
    """True if the server may have received the request and acted on it. If False, a retry is safe."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), self.args, self.__dict__)


class NotConfigured(RetellError):
    """A setting of the client is missing or wrong. Nothing was sent.

    The error names the setting, or its environment variable, and never shows its value.
    """


class InvalidRequest(RetellError):
    """The request cannot be written, for instance if its body has a value that JSON does not have. Nothing was sent.

    `with_headers` and `with_cookies` also raise it, for a header or a cookie that cannot be sent.
    """


class ConnectionFailed(RetellError):
    """No response arrived, or only part of one. `sent` is True if the server may have acted on the request."""


class TimedOut(RetellError):
    """No response arrived in time. `sent` is True if the server may have acted on the request."""


class MalformedResponse(RetellError):
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


class InvalidSignature(RetellError):
    """A request to a webhook is not from the API, or was modified on the way."""


class StaleEvent(RetellError):
    """A request to a webhook was signed long ago: somebody may be replaying an old one."""


class MalformedEvent(RetellError):
    """A request to a webhook is signed, but its body cannot be read."""

    def __init__(self, what: str, pointer: str = "") -> None:
        super().__init__(what, pointer)
        self.what = what
        """The fault, in words."""
        self.pointer = pointer
        """A JSON pointer to the fault; an empty one means the whole body."""

    def __str__(self) -> str:
        return f"{self.what} at {self.pointer!a} in the event" if self.pointer else self.what


class StatusError(RetellError):
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


def _revive(kind: type[RetellError], arguments: tuple[Any, ...], state: dict[str, Any]) -> RetellError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error


class BadRequest(StatusError):
    """The request is malformed. The documented body has `message`; to a request that breaks the schema, the live API
    has been seen to respond with `error_message` alone. (status 400)"""


class Unauthorized(StatusError):
    """The API key is missing or not valid. (status 401)"""

    advice = "Check the API key."


class PaymentRequired(StatusError):
    """The trial is over and no payment method is on file. (status 402)"""

    advice = "Check the payment method of the account."


class NotFound(StatusError):
    """There is no such call, agent or agent version. For an agent or a version, the live API has been seen to send
    this status; the documented one is 422. (status 404)"""

    advice = "Check the id, and base_url."


class UnprocessableContent(StatusError):
    """The request is well-formed but cannot be fulfilled, such as one that names an agent or a version that does not
    exist. The live API has been seen to send 404 for those. (status 422)"""


class TooManyRequests(StatusError):
    """The rate limit is reached; try again later. (status 429)"""

    advice = "Send less, or later."


class InternalServerError(StatusError):
    """The server failed. (status 500)"""

    advice = "Try again later."


_BY_STATUS.update(
    {
        400: BadRequest,
        401: Unauthorized,
        402: PaymentRequired,
        404: NotFound,
        422: UnprocessableContent,
        429: TooManyRequests,
        500: InternalServerError,
    }
)

__all__ = (
    "RetellError",
    "NotConfigured",
    "InvalidRequest",
    "ConnectionFailed",
    "TimedOut",
    "MalformedResponse",
    "InvalidSignature",
    "StaleEvent",
    "MalformedEvent",
    "StatusError",
    "BadRequest",
    "Unauthorized",
    "PaymentRequired",
    "NotFound",
    "UnprocessableContent",
    "TooManyRequests",
    "InternalServerError",
    "UnexpectedStatus",
)
