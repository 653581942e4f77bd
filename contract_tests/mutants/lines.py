"""Lines to a server: by uvicorn over HTTP, by a function call in this process, or by HTTP that is written by hand."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx
from attrs import frozen
from starlette.types import ASGIApp

from mutants.asgi import Answer, ask
from mutants.wires import Write, serving, write_whole
from retell_conformance.reference_server.running import running


@frozen
class Reached:
    """The address of a running server, and a transport that calls it within this process."""

    base_url: str
    transport: httpx.BaseTransport | None = None


Line = Callable[[ASGIApp], AbstractContextManager[Reached]]


@contextmanager
def over_http(app: ASGIApp) -> Iterator[Reached]:
    """Serve the application with uvicorn."""
    with running(app) as base_url:
        yield Reached(base_url)


@contextmanager
def with_its_own_date(app: ASGIApp) -> Iterator[Reached]:
    """Serve the application with uvicorn, which leaves `Date` to it."""
    with running(app, date_header=False) as base_url:
        yield Reached(base_url)


@contextmanager
def in_process(app: ASGIApp) -> Iterator[Reached]:
    """Call the application directly, which is quick; what needs a socket is served over HTTP."""
    with serving(app) as (base_url, loop):
        yield Reached(base_url, _Transport(app, loop))


def by_hand(write: Callable[[], Write]) -> Line:
    """Make a line to a server that writes responses by a function, which is made anew for each server."""

    @contextmanager
    def line(app: ASGIApp) -> Iterator[Reached]:
        with serving(app, write()) as (base_url, _):
            yield Reached(base_url)

    return line


def writes(form: Callable[[Answer], bytes], *, keep: bool = False, every: int = 1) -> Line:
    """Make a line to a server that writes every n-th response in a form, and then keeps the connection or not."""

    def counting() -> Write:
        numbers = itertools.count(1)

        async def write(answer: Answer, writer: asyncio.StreamWriter) -> bool:
            if next(numbers) % every:
                return await write_whole(answer, writer)
            writer.write(form(answer))
            await writer.drain()
            return keep

        return write

    return by_hand(counting)


@frozen
class _Transport(httpx.BaseTransport):
    """Hands requests to an application on an event loop; as on a network, several may be under way at once."""

    app: ASGIApp
    loop: asyncio.AbstractEventLoop

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = ask(self.app, request.method, request.url.raw_path, request.headers.raw, request.read())
        answering = asyncio.run_coroutine_threadsafe(asked, self.loop)
        try:
            answer = answering.result(request.extensions["timeout"]["read"])
        except TimeoutError as error:
            answering.cancel()
            raise httpx.ReadTimeout("no answer in time", request=request) from error
        except Exception as error:
            # A server would log it and close the connection.
            raise httpx.RemoteProtocolError(f"the server failed: {type(error).__name__}", request=request) from error
        return httpx.Response(
            answer.status, headers=list(answer.headers), stream=httpx.ByteStream(answer.content()), request=request
        )
