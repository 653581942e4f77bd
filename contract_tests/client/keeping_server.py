"""A server on a real socket that keeps its connections open, and counts them."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from attrs import define, field

CALL = {
    "call_type": "web_call",
    "access_token": "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
    "call_id": "call_1",
    "agent_version": 1,
    "call_status": "registered",
}
CONNECTION = {
    "access_token": "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
    "transport": "gateway",
    "ice_servers": [],
    "expires_at": 1790000000000,
}


@define
class KeepingServer:
    """A running server: its address, and the requests that it received."""

    url: str
    connections: int = 0
    requests: list[dict[str, Any]] = field(factory=list)
    """Headers, in lower case, by request, with the agent as `agent_id`."""


@contextmanager
def keeping(delay: float = 0) -> Iterator[KeepingServer]:
    """Respond to every request with a call of the requested agent, whose call_id is the number of its connection."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            with lock:
                found.connections += 1

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            with lock:
                found.requests.append({**headers, "agent_id": body["agent_id"]})
            time.sleep(delay)
            agent = body["agent_id"]
            # The response of v3 has no agent, so its id is in the call's id.
            v3 = self.path.startswith("/v3/")
            content = json.dumps({**CONNECTION, "call_id": agent} if v3 else {**CALL, "agent_id": agent}).encode()
            self.send_response(201)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Ignore clients that disconnected."""

    with Server(("127.0.0.1", 0), Handler) as server:
        found = KeepingServer(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()
