"""The client and its settings, which templates/client.py.jinja makes public."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, Self, TypeAlias, TypeVar

import httpx

from ._connections import Connections, Lent
from ._contract import BASE_URL, KEY_HEADER, KEY_PREFIX, USER_AGENT
from ._drift import UNSET, Unset
from ._sender import Sender
from .errors import (
    InvalidRequest,
    NotConfigured,
    RootError,
)

if TYPE_CHECKING:
    import os
    import ssl

    Verification: TypeAlias = ssl.SSLContext | os.PathLike[str] | str | bool
else:
    Verification: TypeAlias = Any  # so that annotations can be evaluated without loading ssl

P = ParamSpec("P")
T = TypeVar("T")

TIMEOUT = httpx.Timeout(60, connect=5)
MAX_RETRIES = 2


class SecretString(Protocol):
    """A string whose repr hides it, such as pydantic's SecretStr."""

    def get_secret_value(self) -> str:
        """Return the string."""
        ...


def by_name_alone(method: Callable[P, T]) -> Callable[P, T]:
    """Let a method raise errors about its arguments without their values.

    The error's causes, and the locals of the frames in its traceback, would have them.
    """

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(*args, **kwargs)
        except RootError as error:
            failed = error
        del args, kwargs
        failed.__traceback__ = failed.__cause__ = failed.__context__ = None
        raise failed

    return call


class Client(Sender):
    """A client for operations without an API key. It has the arguments of AuthenticatedClient, except for the key."""

    @by_name_alone
    def __init__(
        self,
        base_url: str | httpx.URL = BASE_URL,
        *,
        timeout: httpx.Timeout | float | None = TIMEOUT,
        max_retries: int = MAX_RETRIES,
        deadline: float | None = None,
        strict: bool = False,
        check_requests: bool = False,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        verify_ssl: Verification = True,
        follow_redirects: bool = True,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        from . import _httpx_args, _settings  # imported late, so that importing the client stays quick

        self.base_url = _settings.address(base_url)
        self.max_retries = _settings.count("max_retries", max_retries)
        self.deadline = _settings.optional_seconds("deadline", deadline, zero=True)
        self.strict = _settings.switch("strict", strict)
        self.check_requests = _settings.switch("check_requests", check_requests)
        more = _httpx_args.arguments(httpx_args, has_key=isinstance(self, AuthenticatedClient))
        self._headers = {**more.pop("headers", {}), **_settings.headers(headers)}
        self._cookies = {**more.pop("cookies", {}), **_settings.cookies(cookies)}
        self._timeout: httpx.Timeout | float | Unset | None = UNSET
        self._connections = Connections(
            {
                "base_url": self.base_url,
                "headers": {"User-Agent": USER_AGENT, **self._headers},
                "cookies": self._cookies,
                "timeout": _settings.timeout("timeout", timeout),
                "verify": verify_ssl,
                "follow_redirects": _settings.switch("follow_redirects", follow_redirects),
                **more,
            }
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r})"

    # ---- settings ----

    @by_name_alone
    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """Return a copy that sends more headers, on the same connections. It costs microseconds."""
        from ._settings import headers as checked

        return self._with(_headers={**self._headers, **checked(headers, InvalidRequest)})

    @by_name_alone
    def with_cookies(self, cookies: Mapping[str, str]) -> Self:
        """Return a copy that sends more cookies, on the same connections. It costs microseconds."""
        from ._settings import cookies as checked

        return self._with(_cookies={**self._cookies, **checked(cookies, InvalidRequest)})

    @by_name_alone
    def with_timeout(self, timeout: httpx.Timeout | float | None) -> Self:
        """Return a copy with another timeout, on the same connections. It costs microseconds."""
        from ._settings import timeout as checked

        return self._with(_timeout=checked("timeout", timeout))

    @by_name_alone
    def with_retries(self, max_retries: int) -> Self:
        """Return a copy with another maximum of retries, on the same connections. It costs microseconds."""
        from ._settings import count

        return self._with(max_retries=count("max_retries", max_retries))

    @by_name_alone
    def with_deadline(self, deadline: float | None) -> Self:
        """Return a copy whose calls take at most this many seconds, on the same connections. It costs microseconds."""
        from ._settings import optional_seconds

        return self._with(deadline=optional_seconds("deadline", deadline, zero=True))

    def _with(self, **changes: Any) -> Self:
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__, **changes)
        return twin

    # ---- copies ----

    def __copy__(self) -> Self:
        return self.__deepcopy__({})

    def __deepcopy__(self, _: dict[int, Any]) -> Self:
        return self._with(_connections=self._connections.unconnected())

    def __getstate__(self) -> dict[str, Any]:
        if self._connections.own or self._connections.own_async:
            raise NotConfigured("A client with an httpx client of your own cannot be pickled: make it where it is used")
        state = {**self.__dict__, "_connections": dict(self._connections.arguments)}
        import pickle  # imported late, since few programs need it

        try:
            pickle.dumps(state)
        except (TypeError, AttributeError, pickle.PicklingError) as error:
            raise NotConfigured(f"A client with these settings cannot be pickled: {error}") from error
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _connections=Connections(state["_connections"]))

    # ---- connections ----

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Send with an httpx.Client of your own, from this client and its copies.

        Its settings are used, except for the base URL, the API key, retries and what `with_` methods set. It stays
        yours: it is never closed or replaced, and after a fork each process needs its own. It uses the connection pool
        of httpx, which can lose a connection for good if a call times out while waiting for one, and which checks a
        deadline only between two reads. A client of httpx2, such as Starlette's TestClient, is accepted too.
        """
        from ._lent_clients import lent_client

        lent = lent_client("set_httpx_client", client, has_key=isinstance(self, AuthenticatedClient))
        self._connections.own = Lent(lent)
        return self

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Send with an httpx.AsyncClient of your own, from this client and its copies. It stays yours, as above.

        The pool of httpx can lose a connection for good if a call is cancelled, or times out, while waiting for one.
        """
        from ._lent_clients import lent_async_client

        lent = lent_async_client("set_async_httpx_client", async_client, has_key=isinstance(self, AuthenticatedClient))
        self._connections.own_async = Lent(lent)
        return self

    def close(self) -> None:
        """Close the connections for plain functions. The next request opens new ones."""
        self._connections.close()

    async def aclose(self) -> None:
        """Close the connections for plain functions and of the running event loop. The next request opens new ones."""
        await self._connections.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class AuthenticatedClient(Client):
    """A client for operations with an API key.

    One client serves any number of threads, tasks, successive event loops and forked processes. It keeps connections
    open: create one, and use it for all requests. The connections of an event loop are closed with it, and a forked
    process opens its own. `close()` and `with client:` close the connections for plain functions, `aclose()` and
    `async with client:` also those of the running event loop. A ResourceWarning reports connections that stay open in
    other event loops.

    A pickled or deeply copied client has the same settings and no connections. A pickle contains the key only if it was
    passed as an argument; otherwise it is read from the environment again.

    Args:
        base_url: The URL of the API: a string, or a URL of httpx or another library.
        token: The API key, a string or an object with `get_secret_value()`; default: the environment variable API_KEY.
        api_key: Another name for `token`.
        timeout: Maximum seconds for each step of a request, up to 1,000,000; default: 5 to connect, 60 for the others.
        max_retries: Maximum number of times that a request is sent again, if no response arrived or its status is 408,
            409, 429 or 5xx. 0 turns retries off.
        deadline: Maximum seconds for a call with all its attempts and pauses, exceeded by at most half a second; None
            for no limit. Plain functions reject it over HTTP/2.
        strict: Raise MalformedResponse for everything that differs from the contract, instead of logging it.
        check_requests: Raise InvalidRequest for a body that the contract forbids, instead of sending it.
        headers: Headers of every request.
        cookies: Cookies of every request.
        verify_ssl: False, a file or folder of certificates to trust, or an ssl.SSLContext; default: the certificates
            that SSL_CERT_FILE or SSL_CERT_DIR names, else those of certifi.
        follow_redirects: True to follow redirects within the origin of base_url. A redirect to another scheme, host or
            port is never followed, since it would send key, cookies, headers and body there: it is raised as an error.
        httpx_args: More arguments for `httpx.Client` and `httpx.AsyncClient`, such as `proxy`, `limits`, `transport`.
            `limits` sets the maximum number of calls at a time; others wait. A transport of your own is used by every
            copy of the client and never closed; it is then responsible for deadlines and waiting calls.

    Raises:
        NotConfigured: A setting is missing or wrong. The error names it, or its environment variable.
    """

    @by_name_alone
    def __init__(
        self,
        base_url: str | httpx.URL = BASE_URL,
        token: str | SecretString | None = None,
        *,
        api_key: str | SecretString | None = None,
        timeout: httpx.Timeout | float | None = TIMEOUT,
        max_retries: int = MAX_RETRIES,
        deadline: float | None = None,
        strict: bool = False,
        check_requests: bool = False,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        verify_ssl: Verification = True,
        follow_redirects: bool = True,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        from . import _settings

        super().__init__(
            base_url,
            timeout=timeout,
            max_retries=max_retries,
            deadline=deadline,
            strict=strict,
            check_requests=check_requests,
            headers=headers,
            cookies=cookies,
            verify_ssl=verify_ssl,
            follow_redirects=follow_redirects,
            httpx_args=httpx_args,
        )
        if token is not None and api_key is not None:
            raise NotConfigured("token= and api_key= are the same: pass one of them")
        given = token if token is not None else api_key
        self._token_from_environment = given is None
        self._token = _settings.key(given)

    def __getstate__(self) -> dict[str, Any]:
        state = super().__getstate__()
        return {**state, "_token": None} if self._token_from_environment else state

    def __setstate__(self, state: dict[str, Any]) -> None:
        from . import _settings

        super().__setstate__(state)
        self._token = _settings.key(state["_token"])

    def _authorize(self, request: httpx.Request) -> None:
        from ._settings import credentials  # loaded since the client was made

        header, prefix = request.extensions.get("key", (KEY_HEADER, KEY_PREFIX))
        request.headers[header] = f"{prefix}{credentials(prefix, self._token)}"

    def _redact(self, text: str) -> str:
        from ._redaction import redact
        from ._settings import credentials

        encoded = credentials("Basic ", self._token)
        password = self._token.partition(":")[2] if encoded != self._token else ""
        for secret in (encoded, self._token, password):
            text = redact(text, secret)
        return text
