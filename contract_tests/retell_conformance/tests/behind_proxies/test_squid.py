"""Tests through a company's forward proxy: every request goes through it, also those sent by hand."""

from pathlib import Path

import pytest

from retell_conformance.tests.behind_proxies.conftest import Nginx, host_of
from retell_conformance.tests.conftest import Conformance

pytestmark = pytest.mark.field

SMOKE = ("--profile", "smoke")


def passed(log: Path, what: str) -> int:
    """Return how many requests for this went through the proxy."""
    return sum(what in line for line in log.read_text().splitlines())


def test_every_request_goes_through_the_proxy(conformance: Conformance, server: str, squid: tuple[str, Path]) -> None:
    proxy, log = squid
    run = conformance("--base-url", server, *SMOKE, HTTP_PROXY=proxy, http_proxy=proxy, NO_PROXY="", no_proxy="")

    assert run.returncode == 0, run.stdout + run.stderr
    sent = int(run.stdout.partition("  requests  ")[2].split()[0])
    assert passed(log, host_of(server)) == sent


def test_an_encrypted_connection_goes_through_a_tunnel(
    conformance: Conformance, nginx: Nginx, certificates: Path, squid: tuple[str, Path]
) -> None:
    proxy, log = squid
    url = nginx(tls=f"ssl_certificate {certificates}/server.pem; ssl_certificate_key {certificates}/server.key;")
    # By default squid allows CONNECT only to port 443; here any port is allowed.
    run = conformance(
        "--base-url", url, "--ca-bundle", str(certificates / "ca.pem"), *SMOKE, HTTPS_PROXY=proxy, https_proxy=proxy
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert passed(log, f"CONNECT {host_of(url)}") > 0


def test_no_proxy_names_servers_that_are_reached_directly(
    conformance: Conformance, server: str, squid: tuple[str, Path]
) -> None:
    proxy, log = squid
    run = conformance(
        "--base-url", server, *SMOKE, HTTP_PROXY=proxy, http_proxy=proxy, NO_PROXY="127.0.0.1", no_proxy="127.0.0.1"
    )

    assert run.returncode == 0
    assert not log.exists() or passed(log, host_of(server)) == 0


def test_the_embedded_server_is_never_reached_through_a_proxy(conformance: Conformance) -> None:
    nowhere = "http://127.0.0.1:9"
    run = conformance(*SMOKE, HTTP_PROXY=nowhere, http_proxy=nowhere, ALL_PROXY=nowhere)

    assert run.returncode == 0, run.stdout + run.stderr


def test_a_missing_proxy_is_reported(conformance: Conformance, server: str) -> None:
    nowhere = "http://127.0.0.1:9"
    run = conformance("--base-url", server, *SMOKE, HTTP_PROXY=nowhere, http_proxy=nowhere, NO_PROXY="", no_proxy="")

    assert run.returncode == 2
    assert "does not respond" in run.stderr
