"""The proxy of requests: that of `httpx_args`, else that of the environment.

httpx reads the environment too, but fails on some valid entries of `NO_PROXY`, and does not support networks in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.request import getproxies

import httpx

from ._settings import fault_of_place, is_installed, tried
from .errors import NotConfigured

SCHEMES = ("http", "https", "socks5", "socks5h")


def checked_proxy(name: str, value: Any) -> httpx.Proxy:
    """Return a proxy, checked."""
    proxy = value if isinstance(value, httpx.Proxy) else tried(lambda: httpx.Proxy(value))
    url = proxy.url if proxy else httpx.URL()
    # An unescaped # or / in a password would make part of it the host.
    if proxy is None or not url.host or url.query or url.fragment or url.path not in ("", "/"):
        raise NotConfigured(
            f"{name} is not a proxy, such as http://host:8080 or socks5://host:1080. "
            "In a user name or password, write %23 for #, %2F for /, %3A for :, %3F for ? and %40 for @"
        )
    if fault := fault_of_place(url):
        raise NotConfigured(f"{name} has {fault}")
    if url.scheme.startswith("socks") and not is_installed("socksio"):
        raise NotConfigured(f"{name} is a SOCKS proxy, which needs the package socksio: pip install 'httpx[socks]'")
    return proxy


def route_of(arguments: Mapping[str, Any]) -> tuple[httpx.Proxy, str] | None:
    """Return the proxy of an httpx client with these arguments and the name of its setting; None without a proxy."""
    if arguments.get("proxy") is not None:
        return checked_proxy("httpx_args['proxy']", arguments["proxy"]), "httpx_args"
    if arguments.get("transport") is not None or arguments.get("trust_env") is False:
        return None
    return proxy_of_environment(arguments["base_url"])


def proxy_of_environment(base_url: str) -> tuple[httpx.Proxy, str] | None:
    """Return the proxy of the environment for a URL, with the name of its variable; None without a proxy."""
    environment = getproxies()
    found = {scheme: environment[scheme] for scheme in ("http", "https", "all") if environment.get(scheme)}
    target = httpx.URL(base_url)
    if not found or is_excepted(target, environment.get("no", "")):
        return None
    proxies = {
        scheme: (checked_proxy(name, url if "://" in url else f"http://{url}"), name)
        for scheme, url in found.items()
        for name in [variable_of(scheme)]
    }
    return proxies.get(target.scheme) or proxies.get("all")


def variable_of(scheme: str) -> str:
    """Return the environment variable that names the proxy for a scheme."""
    names = (f"{scheme}_proxy", f"{scheme.upper()}_PROXY")
    return next((name for name in names if os.environ.get(name)), f"The system's {scheme} proxy")


# ---- NO_PROXY ----


def is_excepted(target: httpx.URL, no_proxy: str) -> bool:
    """Return whether `NO_PROXY` covers a URL: by `*`, a name with its subdomains, an address or a network."""
    entries = [entry for entry in re.split(r"[\s,]+", no_proxy) if entry]
    if "*" in entries:
        return True
    excepted = [_excepts(entry, target) for entry in entries]  # all, to report invalid ones
    return any(excepted)


def _excepts(entry: str, target: httpx.URL) -> bool:
    scheme, separator, place = entry.lower().rpartition("://")
    host, port = _host_and_port(place)
    if scheme not in ("", "all", target.scheme) or port not in (None, _port_of(target)):
        return False
    network = tried(lambda: ip_network(host, strict=False))
    if network is not None:
        address = tried(lambda: ip_address(target.host.partition("%")[0]))
        return address is not None and address in network
    if "/" in host or ":" in host or not (name := tried(lambda: httpx.URL(f"http://{host.lstrip('*.')}").host)):
        raise NotConfigured("NO_PROXY has an entry that is not a host, address or network")
    ours = target.host.lower().rstrip(".")
    is_below = ours.endswith(f".{name.rstrip('.')}")
    # As in httpx: `.name` covers only subdomains, and after a scheme only `*` covers them.
    if host.startswith((".", "*.")):
        return is_below
    return ours == name.rstrip(".") or (is_below and (host.startswith("*") or not separator) and name != "localhost")


def _host_and_port(place: str) -> tuple[str, int | None]:
    """Return the host, address or network of an entry, without brackets, and its port."""
    place = place.rstrip("/")
    if bracketed := re.fullmatch(r"\[([^\[\]]+)\](/\d+)?(?::(\d+))?", place):
        host, prefix, port = bracketed.groups()
        return f"{host.partition('%')[0]}{prefix or ''}", int(port) if port else None
    if place.count(":") == 1:
        host, _, port = place.partition(":")
        if not port.isdecimal():
            raise NotConfigured("NO_PROXY has an invalid port")
        return host, int(port)
    return place.partition("%")[0], None


def _port_of(url: httpx.URL) -> int:
    return url.port or {"https": 443, "http": 80, "socks5": 1080, "socks5h": 1080}.get(url.scheme, 0)


def place_of(url: httpx.URL) -> str:
    """Return only the host and port of a URL, in ASCII."""
    host = url.raw_host.decode("ascii", "replace")
    return f"{f'[{host}]' if ':' in host else host}:{_port_of(url) or ''}".rstrip(":")
