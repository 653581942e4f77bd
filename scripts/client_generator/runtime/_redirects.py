"""Redirects, which are followed only within an origin: no part of a request is sent to another."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

REFUSED = "refused_redirect"
"""The extension of a response that holds the other origin to which it redirects."""


def redirected(
    client: httpx.Client | httpx.AsyncClient, response: httpx.Response, cookies: Mapping[str, str]
) -> httpx.Request | None:
    """Return the request that follows a redirect; None if the response is final.

    Args:
        client: The client that sent the request.
        response: The response, with the earlier redirects in `history`.
        cookies: The user's cookies, which httpx does not send again.

    Raises:
        httpx.TooManyRedirects: There were too many redirects before.
    """
    request, response.next_request = response.next_request, None  # it contains the key and the body
    if request is None or not client.follow_redirects:
        return None
    if origin(request.url) != origin(response.request.url):
        response.extensions[REFUSED] = origin(request.url)
        return None
    if len(response.history) >= client.max_redirects:
        raise httpx.TooManyRedirects("Exceeded maximum allowed redirects.", request=request)
    jar = httpx.Cookies(client.cookies)
    jar.update(dict(cookies))
    request.headers.pop("Cookie", None)
    jar.set_cookie_header(request)
    return request


def origin(url: httpx.URL) -> str:
    """Return scheme, host and port of a URL."""
    port = url.port or {"https": 443, "http": 80}.get(url.scheme)
    host = url.raw_host.decode("ascii")
    return f"{url.scheme}://{f'[{host}]' if ':' in host else host}{'' if port is None else f':{port}'}"
