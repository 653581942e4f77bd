"""A call in an asyncio task of its own, so that `task.cancel()` does not break off what must be finished."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any, TypeVar

import anyio

T = TypeVar("T")


async def run_apart(work: Coroutine[Any, Any, T], scope: anyio.CancelScope) -> T:
    """Await work that runs within a cancel scope of anyio, and cancel that scope if the caller is cancelled.

    asyncio's own cancellation passes anyio's shields: it would leave a connection half open or half closed. Here it
    becomes a cancellation of the scope, for which the shields hold, and is raised when the work has ended. trio has no
    other cancellation than that of scopes.
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
            task.exception()  # asyncio complains of an exception that nobody looked at
        raise
    return task.result()


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


async def _end_of(task: asyncio.Task[Any], loop: asyncio.AbstractEventLoop) -> None:
    """Wait for the end of a task, which is not cancelled together with who waits."""
    ended = loop.create_future()

    def tell(_: asyncio.Task[Any]) -> None:
        if not ended.done():
            ended.set_result(None)

    task.add_done_callback(tell)
    try:
        await ended
    finally:
        task.remove_done_callback(tell)
