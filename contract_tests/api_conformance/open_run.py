"""The opening of a run: it connects to the given server, or starts the embedded one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from api_conformance.run import Run
from api_conformance.settings import Settings
from api_conformance.transport.traffic import Traffic


@contextmanager
def open_run(settings: Settings) -> Iterator[Run]:
    """Yield a run; its connections and the embedded server end with it."""
    endpoint = settings.endpoint
    with ExitStack() as stack:
        target = settings.target
        if target is None:
            assert endpoint.embedded is not None, "the settings see to it"
            target = stack.enter_context(endpoint.embedded(settings.contract))
        traffic = Traffic(
            target,
            settings.network,
            settings.max_requests,
            settings.max_seconds,
            settings.pace(),
            seconds_to_answer=settings.seconds_to_answer,
            seconds_to_return=settings.seconds_to_return,
            user_agent=endpoint.command,
            concurrency=settings.concurrency,
        )
        stack.callback(traffic.close)
        shard = settings.shard
        yield Run(
            settings.document,
            traffic,
            settings.profile,
            settings.drawn_by,
            endpoint,
            only_random=shard is not None and not shard.is_first,
            replayed=settings.replayed,
        )
