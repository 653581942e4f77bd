"""A load test of a server that speaks the API of Retell's web calls. Copy it, and say what your callers do.

Run it on one machine with `locust -f locustfile.py --headless --users 50 --run-time 2m --host https://…`, or with
`--master` on one and `--worker --master-host …` on others. RETELL_API_KEY and RETELL_AGENT_ID are read from the
environment. The exit status is 0 if the server keeps the contract, 1 if it does not, and 2 if there is no verdict.
"""

from locust import task  # comes first: it replaces sockets, locks and TLS

from retell_conformance.load.callers import CallUser


class Caller(CallUser):
    """A caller that registers calls and reads them back. `--pacing` sets the seconds between its tasks."""

    @task(20)
    def register_and_read(self) -> None:
        """Register a call, and read it at once."""
        call = self.register()
        if call is not None:
            self.read(call)

    @task(4)
    def read_earlier(self) -> None:
        """Read a call again that was registered some time ago."""
        self.read_earlier_call()

    @task(1)
    def use_wrong_key(self) -> None:
        """Send a key that the server must reject."""
        self.register_with_wrong_key()

    @task(1)
    def send_invalid_body(self) -> None:
        """Send a body that the server must reject."""
        self.register_with_invalid_body()
