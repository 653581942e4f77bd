"""The masking of secrets in texts and in the exceptions of libraries."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

WIRE = frozenset(("anyio", "h11", "h2", "hpack", "httpcore", "httpcore2", "httpx", "httpx2", "socksio"))
"""The packages, besides our own, whose frames contain requests and responses."""
OURS = f"{__name__.rpartition('.')[0]}."

_RUN = re.compile(r"[A-Za-z0-9_.-]+")
_WORD = re.compile(r"\S+")


def redact(text: str, key: str = "") -> str:
    """Return a text with the API key and JSON Web Tokens masked, in linear time."""
    # A key of a few letters may be part of ordinary words.
    if len(key) >= 8:
        text = text.replace(key, "***")
    return _RUN.sub(_without_token, text) if "eyJ" in text else text


def _without_token(run: re.Match[str]) -> str:
    found = run[0]
    start = found.find("eyJ")
    return f"{found[:start]}***" if start >= 0 and "." in found[start:] else found


def without_userinfo(text: str) -> str:
    """Return a text without the user names and passwords of URLs, whatever characters they have."""
    return _WORD.sub(_without_name, text) if "://" in text else text


def _without_name(word: re.Match[str]) -> str:
    scheme, separator, rest = word[0].partition("://")
    _, at, place = rest.rpartition("@")
    return f"{scheme}://***@{place}" if separator and at else word[0]


def printable(text: str) -> str:
    """Return a text with escapes for unprintable characters."""
    return text if text.isprintable() else "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def forget(failure: BaseException, redact: Callable[[str], str]) -> None:
    """Redact the messages of an exception and its causes, and clear the locals of our frames and those of httpx.

    Those frames, with those of the libraries below httpx, contain keys and bodies, and tools such as Sentry show
    locals. Line numbers stay, and so do other frames and frames that are still running.
    """
    waiting: list[BaseException | None] = [failure]
    seen: set[int] = set()
    while waiting:
        error = waiting.pop()
        if error is None or id(error) in seen:
            continue
        seen.add(id(error))
        if not _clear_frames(error) and error is not failure:
            continue  # an exception of the user's, which was being handled before
        error.args = tuple(redact(each) if isinstance(each, str) else each for each in error.args)
        waiting += [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]


def _clear_frames(error: BaseException) -> bool:
    """Clear the frames of the libraries. Return whether the traceback has any of them, or no frames at all."""
    trace, found = error.__traceback__, error.__traceback__ is None
    while trace is not None:
        frame = trace.tb_frame
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in WIRE or module.startswith(OURS):
            found = True
            with suppress(RuntimeError):  # it is still running
                frame.clear()
        trace = trace.tb_next
    return found
