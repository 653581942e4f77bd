"""Real proxies on loopback: nginx before the reference server, squid on the way to it, and a private CA."""

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from retell_conformance.reference_server.own_process import serving

SECONDS_TO_START = 15

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


def program(name: str) -> str:
    """Return where a program is; skip the test if it is not installed."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if found is None:
        pytest.skip(f"{name} is not installed (on Debian: apt-get install {name})")
    return found


def free_port() -> int:
    """Return a loopback port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """Run a program that listens on a port, and end it."""
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as process:
        try:
            deadline = time.monotonic() + SECONDS_TO_START
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"{command[0]} did not start: {log.read_text(errors='replace')[-2000:]}")
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


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
    """Yield what puts nginx before the reference server, with more of its directives, and returns its base URL."""
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
    """Yield the URL of a forward proxy, and its log of what passed."""
    command, port = program("squid"), free_port()
    # Not below pytest's folder, which is for its own user alone, while squid takes another.
    with tempfile.TemporaryDirectory(prefix="squid-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "squid.conf").write_text(SQUID.format(folder=folder, port=port))
        with running([command, "-N", "-f", str(folder / "squid.conf")], port, folder / "output.log"):
            yield f"http://127.0.0.1:{port}", folder / "access.log"


def host_of(url: str) -> str:
    """Return the host and the port of a URL."""
    return urlsplit(url).netloc
