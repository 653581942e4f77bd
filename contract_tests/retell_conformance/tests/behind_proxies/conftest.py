"""Real proxies on loopback: nginx in front of the reference server, squid as a forward proxy, and a private CA."""

import contextlib
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from api_conformance.tests.programs import free_port, program, running
from retell_conformance.reference_server.own_process import serving

NGINX = """
daemon off;
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {http}
  server {{
    listen 127.0.0.1:{port} {tls};
    {server}
    location {location} {{
      proxy_pass {upstream};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      {inside}
    }}
  }}
}}
"""
SQUID = """
http_port 127.0.0.1:{port}
acl here dst 127.0.0.1
http_access allow here
http_access deny all
cache deny all
pid_filename {folder}/squid.pid
access_log stdio:{folder}/access.log
cache_log {folder}/cache.log
coredump_dir {folder}
shutdown_lifetime 1 seconds
"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Yield the base URL of a reference server."""
    with serving() as url:
        yield url


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a private CA, and certificates of a server and of a client that it signed."""
    openssl, folder = program("openssl"), tmp_path_factory.mktemp("certificates")

    def made(*arguments: str) -> None:
        subprocess.run([openssl, *arguments], cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "rsa:2048", "-nodes")
    made("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=A company", "-days", "2")
    for name in ("server", "client"):
        made("req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost")
        signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "2")
        made("x509", "-req", "-in", f"{name}.csr", *signed, "-out", f"{name}.pem")
    return folder


Nginx = Callable[..., str]


@pytest.fixture
def nginx(tmp_path: Path, server: str) -> Iterator[Nginx]:
    """Yield a function that starts nginx before the reference server, with more directives, and returns its URL."""
    with contextlib.ExitStack() as stack:

        def start(*, http: str = "", in_server: str = "", inside: str = "", location: str = "/", tls: str = "") -> str:
            port, folder = free_port(), tmp_path / "nginx"
            folder.mkdir()
            upstream = server if location == "/" else f"{server}/"
            text = NGINX.format(
                folder=folder,
                http=http,
                port=port,
                tls="ssl" if tls else "",
                server=f"{tls} {in_server}",
                location=location,
                upstream=upstream,
                inside=inside,
            )
            (folder / "nginx.conf").write_text(text)
            command = [
                program("nginx"),
                "-p",
                str(folder),
                "-c",
                str(folder / "nginx.conf"),
                "-e",
                str(folder / "early.log"),
            ]
            stack.enter_context(running(command, port, folder / "output.log"))
            return f"{'https' if tls else 'http'}://127.0.0.1:{port}{location.rstrip('/')}"

        yield start


@pytest.fixture
def squid() -> Iterator[tuple[str, Path]]:
    """Yield the URL of a forward proxy, and its log of requests."""
    command, port = program("squid"), free_port()
    # Not inside pytest's folder, which only its own user can read, while squid runs as another.
    with tempfile.TemporaryDirectory(prefix="squid-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "squid.conf").write_text(SQUID.format(folder=folder, port=port))
        with running([command, "-N", "-f", str(folder / "squid.conf")], port, folder / "output.log"):
            yield f"http://127.0.0.1:{port}", folder / "access.log"


def host_of(url: str) -> str:
    """Return the host and the port of a URL."""
    return urlsplit(url).netloc
