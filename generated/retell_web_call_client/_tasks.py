"""A call in an asyncio task of its own, so that `task.cancel()` does not interrupt the closing of connections."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any, TypeVar

import anyio

T = TypeVar("T")


async def run_apart(work: Coroutine[Any, Any, T], scope: anyio.CancelScope) -> T:
    """Await a coroutine that runs within a cancel scope of anyio, and cancel the scope if the caller is cancelled.

    asyncio's own cancellation ignores the shields of anyio, and would leave a connection half open or half closed.
    Here it cancels the scope, which respects the shields, and is raised when the coroutine has ended. trio cancels
    only by scopes anyway.
    """
    loop = _running_loop()
    if loop is None:
        return await work
    task = loop.create_task(work)
    try:
        await _end_of(task, loop)
    except asyncio.CancelledError:
        scope.cancel()
        with anyio.CancelScope(shield=True):
            while not task.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await _end_of(task, loop)
        if not task.cancelled():
            task.exception()  # asyncio warns about an exception that is never retrieved
        raise
    return task.result()


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


async def _end_of(task: asyncio.Task[Any], loop: asyncio.AbstractEventLoop) -> None:
    """Wait for the end of a task, which is not cancelled together with the caller."""
    ended = loop.create_future()

    def tell(_: asyncio.Task[Any]) -> None:
        if not ended.done():
            ended.set_result(None)

    task.add_done_callback(tell)
    try:
        await ended
    finally:
        task.remove_done_callback(tell)
