"""Tests behind nginx: a correct server conforms in each of these configurations."""

from pathlib import Path

import pytest

from retell_conformance.tests.behind_proxies.conftest import Nginx
from retell_conformance.tests.conftest import Conformance

pytestmark = pytest.mark.field

SMOKE = ("--profile", "smoke")


def test_a_plain_proxy_changes_nothing(conformance: Conformance, nginx: Nginx) -> None:
    run = conformance("--base-url", nginx(), "--profile", "ci", "-k", "not extreme")

    assert run.returncode == 0, run.stdout
    assert "seen from a gateway" in run.stdout


def test_a_proxy_may_compress_bodies(conformance: Conformance, nginx: Nginx) -> None:
    zipped = "gzip on; gzip_types application/json; gzip_min_length 1; gzip_proxied any;"

    run = conformance("--base-url", nginx(http=zipped), *SMOKE)
    assert run.returncode == 0, run.stdout


def test_the_api_may_be_below_a_path(conformance: Conformance, nginx: Nginx) -> None:
    run = conformance("--base-url", nginx(location="/retell/api/"), *SMOKE)

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("status", [429, 503])
def test_a_rate_limit_is_awaited(conformance: Conformance, nginx: Nginx, status: int) -> None:
    zone = f"limit_req_zone $binary_remote_addr zone=all:1m rate=20r/s; limit_req_status {status};"

    run = conformance("--base-url", nginx(http=zone, inside="limit_req zone=all burst=3 nodelay;"), *SMOKE)
    assert run.returncode == 0, run.stdout
    assert f"{status} × " in run.stdout


def test_a_private_ca_is_trusted_if_it_is_named(conformance: Conformance, nginx: Nginx, certificates: Path) -> None:
    url = nginx(tls=f"ssl_certificate {certificates}/server.pem; ssl_certificate_key {certificates}/server.key;")
    bundle = str(certificates / "ca.pem")

    assert conformance("--base-url", url, "--ca-bundle", bundle, *SMOKE).returncode == 0
    assert conformance("--base-url", url, *SMOKE, SSL_CERT_FILE=bundle).returncode == 0
    unknown = conformance("--base-url", url, *SMOKE)
    assert unknown.returncode == 2
    assert "its certificate is not trusted: give your company's CA certificate with --ca-bundle" in unknown.stderr


def test_a_client_certificate_is_sent_if_it_is_named(
    conformance: Conformance, nginx: Nginx, certificates: Path
) -> None:
    url = nginx(
        tls=f"ssl_certificate {certificates}/server.pem; ssl_certificate_key {certificates}/server.key; "
        f"ssl_client_certificate {certificates}/ca.pem; ssl_verify_client on;"
    )
    named = ("--client-cert", str(certificates / "client.pem"), "--client-key", str(certificates / "client.key"))
    trusted = ("--base-url", url, "--ca-bundle", str(certificates / "ca.pem"))

    shown = conformance(*trusted, *named, *SMOKE)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    without = conformance(*trusted, *SMOKE)
    assert without.returncode == 2
    assert "requires a client certificate" in without.stderr


def test_a_gateway_may_require_a_header(conformance: Conformance, nginx: Nginx, tmp_path: Path) -> None:
    url = nginx(inside='if ($http_x_gateway != "let-me-in-please") { return 403; }')

    assert conformance("--base-url", url, "--header", "X-Gateway: let-me-in-please", *SMOKE).returncode == 0
    assert not any("let-me-in-please" in file.read_text() for file in (tmp_path / "reports").iterdir())
    assert conformance("--base-url", url, *SMOKE).returncode == 2
