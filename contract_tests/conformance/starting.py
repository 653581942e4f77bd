"""Begins a run: connects to the server on trial, or starts the embedded one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from contract_tests.conformance.run import Run
from contract_tests.conformance.run_settings import Settings
from contract_tests.conformance.target import Target
from contract_tests.conformance.traffic import Traffic
from contract_tests.reference_server.own_process import serving
from contract_tests.reference_server.server_settings import Settings as ServerSettings


@contextmanager
def started(settings: Settings) -> Iterator[Run]:
    """Yield a run; its connections, and the embedded server if it has one, end with it."""
    with ExitStack() as stack:
        if settings.base_url is None or settings.api_key is None or settings.agent_id is None:
            server = ServerSettings()
            base_url = stack.enter_context(serving())
            target = Target(base_url, server.api_key, server.agent_id)
        else:
            target = Target(settings.base_url, settings.api_key, settings.agent_id)
        traffic = Traffic(
            target,
            settings.network,
            settings.max_requests,
            settings.max_seconds,
            settings.pace(),
            concurrency=settings.concurrency,
        )
        stack.callback(traffic.close)
        yield Run(settings.document, traffic, settings.profile, settings.seed)
