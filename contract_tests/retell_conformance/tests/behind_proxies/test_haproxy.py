"""Tests behind haproxy: it requires certificates in the handshake, unlike nginx, which sends a page; and IPv6."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from api_conformance.tests.programs import free_port, program, running
from retell_conformance.tests.behind_proxies.conftest import host_of
from retell_conformance.tests.conftest import Conformance

pytestmark = pytest.mark.field

SMOKE = ("--profile", "smoke")
HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend front
  bind {bind}
  default_backend back
backend back
  server one {upstream}
"""


@contextlib.contextmanager
def haproxy(folder: Path, server: str, bind: str, port: int) -> Iterator[None]:
    """Start haproxy in front of the server."""
    (folder / "haproxy.cfg").write_text(HAPROXY.format(bind=bind, upstream=host_of(server)))
    with running([program("haproxy"), "-db", "-f", str(folder / "haproxy.cfg")], port, folder / "output.log"):
        yield


def test_a_client_certificate_may_be_required_in_the_handshake(
    conformance: Conformance, server: str, certificates: Path, tmp_path: Path
) -> None:
    port, both = free_port(), tmp_path / "both.pem"
    both.write_text((certificates / "server.pem").read_text() + (certificates / "server.key").read_text())
    bind = f"127.0.0.1:{port} ssl crt {both} ca-file {certificates}/ca.pem verify required"
    named = ("--client-cert", str(certificates / "client.pem"), "--client-key", str(certificates / "client.key"))
    options = ("--base-url", f"https://127.0.0.1:{port}", "--ca-bundle", str(certificates / "ca.pem"), *SMOKE)

    with haproxy(tmp_path, server, bind, port):
        shown = conformance(*options, *named)
        assert shown.returncode == 0, shown.stdout + shown.stderr
        without = conformance(*options)
    assert without.returncode == 2
    assert "requires a client certificate: --client-cert and --client-key" in without.stderr


def test_a_server_may_have_an_ipv6_address(conformance: Conformance, server: str, tmp_path: Path) -> None:
    try:
        with socket.socket(socket.AF_INET6) as listener:
            listener.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6")
    port = free_port()

    with haproxy(tmp_path, server, f"127.0.0.1:{port},[::1]:{port}", port):
        run = conformance("--base-url", f"http://[::1]:{port}", *SMOKE)
    assert run.returncode == 0, run.stdout + run.stderr
