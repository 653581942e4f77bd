"""A wrong receiver that frameworks do not allow: it compares names of headers with regard to case."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from mutants.receivers.right import PATH, Receiver, verify


class _CaseSensitive(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Verify the signature of the one header."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        header = dict(self.headers.items()).get("x-retell-signature")
        self.send_response(204 if verify(Receiver(), body, header) else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def case_sensitive() -> Iterator[str]:
    """Serve the receiver; yield its URL."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _CaseSensitive) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PATH}"
        finally:
            server.shutdown()
            thread.join()
