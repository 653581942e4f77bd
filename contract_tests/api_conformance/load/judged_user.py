"""A user of a Locust test whose every response is judged. Locust comes first: it replaces sockets, locks and TLS."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from locust import FastHttpUser, constant_pacing
from locust.exception import StopUser

from api_conformance.load.process_run import ProcessRun, Request, Response
from api_conformance.load.tally import Violation
from api_conformance.transport.network import Network

EVERY_STATUS = frozenset(range(100, 1000))


class Refused(Exception):
    """A request that is not evidence about the server; the text gives the reason in one line."""

    def __init__(self, reason: str, *, is_passing: bool) -> None:
        super().__init__(reason)
        self.is_passing = is_passing
        """True if the same request may be served at another time."""


class JudgedUser(FastHttpUser):
    """A user whose responses are judged by the contract and by further checks."""

    abstract = True
    insecure = False
    checks: ClassVar[tuple[str, ...]] = ()
    """The titles of the checks besides those of any API."""

    def __init__(self, environment: Any) -> None:
        run: ProcessRun = environment.conformance
        options, network = environment.parsed_options, environment.conformance_network
        self.conformance = run
        self.pacing = constant_pacing(options.pacing)
        self.host = run.target.base_url
        self.connection_timeout = self.network_timeout = options.timeout
        self.default_headers = dict(run.own_headers)
        self.ssl_context_factory = tls_of(network)
        proxy = network.proxy(run.target.base_url)
        if proxy is not None:
            self.proxy_host, self.proxy_port = proxy.host, proxy.port or 80
        super().__init__(environment)
        agent = self.client.client
        # A redirect is a response like any other, and which cookies a client keeps must not choose its server.
        agent.valid_response_codes, agent.redirect_response_codes, agent.cookiejar = EVERY_STATUS, frozenset(), None

    def wait_time(self) -> float:
        """Begin a task this many seconds after the previous one, as `--pacing` says."""
        seconds: float = self.pacing(self)
        return seconds

    def ask(
        self, name: str, request: Request, further: Callable[[Any, Response], Iterable[Violation]] = lambda *_: ()
    ) -> Any:
        """Send a request and judge the response; return its parsed body if it is the one that was expected, else None.

        Args:
            name: The name of such requests in Locust's statistics.
            further: Yields what else is wrong with an expected response, from its parsed body.
        """
        if not self.conformance.share.take():
            raise StopUser
        method, headers = request.operation.method, dict(request.headers)
        with self.client.request(
            method, request.target, name=name, data=request.content, headers=headers, catch_response=True
        ) as response:
            if not response.status_code:
                self.conformance.count_unanswered(request, type(response.error).__name__)
                return None
            try:
                content = response.content or b""
            except Exception as error:  # a body that was cut off, or that is not compressed as its header says
                self.conformance.count_unanswered(request, type(error).__name__)
                response.failure(error)
                return None
            got = Response(response.status_code, response.headers, content, time.time())
            body, violations = self.conformance.judge(request, got, further)
            if violations:
                response.failure(violations[0])
            else:
                response.success()
            return body

    def time_alone(self) -> float:
        """Return the seconds that the simplest request takes. Raises `Refused` if it is not served."""
        raise NotImplementedError


def tls_of(network: Network) -> Callable[..., ssl.SSLContext]:
    """Return a function that makes TLS contexts, which trust the certificates of the settings."""

    def make(cafile: str | None = None) -> ssl.SSLContext:
        bundle = network.ca_bundle
        context = ssl.create_default_context(cafile=cafile if bundle is None else str(bundle))
        if bundle is None:
            context.load_default_certs()
        if network.client_cert is not None:
            context.load_cert_chain(network.client_cert, network.client_key, password=lambda: "")
        return context

    return make
