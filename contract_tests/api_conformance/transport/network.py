"""The settings of a company's network: proxies, private certificates, headers for a gateway."""

import os
import ssl
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

import httpx
from attrs import define, field

from api_conformance.no_verdict import NoVerdict


class BadNetwork(NoVerdict):
    """A setting of the network is invalid; the text names it and gives the reason in one line."""


@define(slots=False)
class Network:
    """The settings of the network. By default requests go straight to the server."""

    proxied: bool = False
    """True if the proxies of the environment are used. Never for the embedded server."""
    ca_bundle: Path | None = None
    client_cert: Path | None = None
    client_key: Path | None = None
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    """Sent with each request."""

    def proxy(self, url: str) -> httpx.URL | None:
        """Return the proxy for a URL, from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY. Raises `BadNetwork`."""
        if not self.proxied:
            return None
        target = httpx.URL(url)
        known = getproxies_environment()
        chosen = known.get(target.scheme) or known.get("all")
        address = f"{target.host}:{target.port or ''}".rstrip(":")
        if not chosen or proxy_bypass_environment(address) or _is_in(target.host, known.get("no", "")):
            return None
        try:
            proxy = httpx.URL(chosen if "://" in chosen else f"http://{chosen}")
        except httpx.InvalidURL as error:
            raise BadNetwork(f"the proxy of the environment is not a URL: {error}") from None
        if proxy.scheme not in ("http", "https"):
            raise BadNetwork(f"a proxy must be an http:// or https:// URL; {proxy.scheme}:// is not supported")
        return proxy

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """The TLS context, which trusts `--ca-bundle`, SSL_CERT_FILE or SSL_CERT_DIR, else the system's certificates.

        Raises `BadNetwork`.
        """
        file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
        name = "--ca-bundle" if self.ca_bundle else "SSL_CERT_FILE" if file else "SSL_CERT_DIR"
        chosen = self.ca_bundle or file or folder
        try:
            context: ssl.SSLContext
            if chosen is None:
                import truststore  # here, since a load test loads this module, and gevent replaces SSLContext too

                context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            else:
                if not Path(chosen).exists():
                    raise BadNetwork(f"{name} names {chosen}, which does not exist")
                context = ssl.create_default_context()
                if Path(chosen).is_dir():
                    context.load_verify_locations(capath=str(chosen))
                else:
                    context.load_verify_locations(cafile=str(chosen))
        except (ssl.SSLError, OSError) as error:
            raise BadNetwork(f"{name} names {chosen}, which has no certificates: {_reason(error)}") from None
        if self.client_cert is not None:
            try:
                context.load_cert_chain(self.client_cert, self.client_key, password=lambda: "")
            except (ssl.SSLError, OSError) as error:
                raise BadNetwork(f"the client certificate cannot be used: {_reason(error)}") from None
        return context

    def check(self, url: str) -> None:
        """Raise `BadNetwork` if a setting cannot be used for a server."""
        self.proxy(url)
        if url.startswith("https:"):
            self.tls  # noqa: B018


def _is_in(host: str, networks: str) -> bool:
    """Return whether a host is an address in one of these networks, such as 10.0.0.0/8."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    for each in networks.split(","):
        with suppress(ValueError):  # the name of a host
            if address in ip_network(each.strip().replace("[", "").replace("]", ""), strict=False):
                return True
    return False


def _reason(error: OSError) -> str:
    return str(error.strerror or error.reason if isinstance(error, ssl.SSLError) else error.strerror or error)
