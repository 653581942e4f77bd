"""Makes calls with one contender, in blocks, whenever it is told to, and says how much CPU time a call took.

Run as a module with `-m`. Arguments: the contender, and files with the bodies that the transport answers with; a URL
among them stands for a hundred tasks that call that server. First it
prints the CPU seconds from before the imports to the first answer, and the peak memory in bytes then. After that it
takes one line after the other from stdin, the index of a body, makes calls for at least BLOCK seconds, and prints the
CPU seconds of one. The garbage collector is left alone, and a block is long enough to have its share of full
collections: what else a process has loaded takes part in them, as it does in a user's.
"""

from __future__ import annotations

import time

BEGIN = time.process_time()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING, Any  # noqa: E402

if TYPE_CHECKING:
    from benchmarks.contenders import Call

BLOCK = 0.2
WARM_UP = 0.15
TASKS = 100
CALLS_OF_A_TASK = 8


def main() -> None:
    """Connect, check that every body is read to its end, warm up, and then serve."""
    name, *answers = sys.argv[1:]
    bodies = [Path(file).read_bytes() for file in answers if not file.startswith("http")]
    calls = [connect(name, body) for body in bodies]
    answer = calls[0]()
    first_call = time.process_time() - BEGIN
    from benchmarks.measure_import import peak_memory

    say(first_call, peak_memory())
    del answer
    for call, body in zip(calls, bodies, strict=True):
        check(call(), json.loads(body))
        block(call, WARM_UP)
    for line in sys.stdin:
        index = int(line)
        say(block(calls[index], BLOCK) if index < len(calls) else block_of_tasks(name, answers[index]))


def connect(name: str, body: bytes) -> Call:
    """Return a contender whose every request is answered from memory."""
    import httpx

    from benchmarks import contenders

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(201, headers={"Content-Type": "application/json"}, content=body)

    call: Call = getattr(contenders, name)(httpx.MockTransport(answer))
    return call


def check(answer: Any, body: Any) -> None:
    """Make sure that a contender read what came, down to the last word."""
    last_word: tuple[Any, ...] = ("transcript_object", -1, "words", -1, "word")
    for step in last_word if "transcript_object" in body else ("access_token",):
        body = body[step]
        answer = answer[step] if isinstance(answer, dict | list) else getattr(answer, step)
    if answer != body:
        sys.exit(f"read {answer!r}, not {body!r}")


def block(call: Call, least: float) -> float:
    """CPU seconds of one call, over as many as take the given seconds. Freeing what a call made is part of it."""
    calls = 0
    begin = time.process_time()
    while True:
        call()
        calls += 1
        spent = time.process_time() - begin
        if spent >= least:
            return spent / calls


def block_of_tasks(name: str, url: str) -> float:
    """CPU seconds of one call of a hundred tasks, on connections that are open already."""
    import asyncio

    from benchmarks import contenders

    async def run() -> float:
        call = contenders.TASKS[name](url)

        async def work(calls: int) -> None:
            for _ in range(calls):
                await call()

        await asyncio.gather(*(work(2) for _ in range(TASKS)))
        begin = time.process_time()
        await asyncio.gather(*(work(CALLS_OF_A_TASK) for _ in range(TASKS)))
        return (time.process_time() - begin) / TASKS / CALLS_OF_A_TASK

    return asyncio.run(run())


def say(*figures: float) -> None:
    """Print a line for whoever listens."""
    print(*figures, flush=True)


if __name__ == "__main__":
    main()
