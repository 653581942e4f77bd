"""The sending of events, signed as the contract says or wrongly, each with an equivalent command line."""

import json
import re
import shlex
import time
from collections.abc import Callable, Mapping
from typing import Any, Final
from weakref import WeakKeyDictionary

from attrs import frozen

from api_conformance.results.curl import LONGEST_BODY, is_plain, octal
from api_conformance.run import Run
from api_conformance.transport.api_key import KeyDerived
from api_conformance.transport.exchange import Exchange
from openapi_contract.json_data import JsonObject
from openapi_contract.signatures import PER_SECOND, Signature, signature_of

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
TIME: Final = re.compile(r"(?<![0-9a-f])\d{9,16}(?![0-9a-f])")
ZEROES: Final = "0" * 64
Form = Callable[[Any], bytes]
"""Writes a JSON value as the bytes of a body."""


def compact(body: Any) -> bytes:
    """Write a body like `JSON.stringify`."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def spaced(body: Any) -> bytes:
    """Write a body like Python's `json.dumps`."""
    return json.dumps(body).encode()


def ordered(body: Any) -> bytes:
    """Write a body with sorted names."""
    return json.dumps(body, separators=(",", ":"), sort_keys=True).encode()


def indented(body: Any) -> bytes:
    """Write a body with indentation."""
    return json.dumps(body, indent=2).encode()


FORMS: Final[Mapping[str, Form]] = {
    "as-javascript-writes-it": compact,
    "as-python-writes-it": spaced,
    "with-names-in-order": ordered,
    "with-line-breaks": indented,
}


@frozen
class Known:
    """The facts about a receiver that the first events have shown."""

    form: Form = compact
    """A form of the body that it accepts. A receiver that verifies a body after parsing it accepts only one."""
    takes_events: bool = True
    checks_digests: bool | None = None
    """True if it rejects a digest of zeroes; None if that is not known yet."""


_known: "WeakKeyDictionary[Run, Known]" = WeakKeyDictionary()


def known(run: Run) -> Known:
    """Return the facts about the receiver of a run."""
    return _known.get(run, Known())


def learn(run: Run, found: Known) -> None:
    """Store the facts about the receiver of a run."""
    _known[run] = found


def scheme(run: Run) -> Signature:
    """Return the scheme of signatures."""
    found = signature_of(run.offered.operations[0])
    assert found is not None, "the receiver's contract has nothing else"
    return found


def deliver(run: Run, body: JsonObject, *, seconds_ago: float = 0) -> Exchange:
    """Send an event as Retell does, signed this many seconds ago."""
    content = known(run).form(body)
    return post(run, content, sign(run, content, seconds_ago=seconds_ago))


def post(run: Run, content: bytes, signature: KeyDerived | str | None, *, name: str | None = None) -> Exchange:
    """Send a body with this signature, or without one, in the contract's header or in `name`."""
    headers: dict[str, str | bytes | KeyDerived] = {"Content-Type": "application/json"}
    _hide(run, content, signature)
    if signature is not None:
        headers[name or scheme(run).name] = signature
    return run.traffic.send("POST", "", content, headers)


def _hide(run: Run, content: bytes, signature: KeyDerived | str | None) -> None:
    """Mask the right digest of a body in reports, since a receiver may quote it."""
    how = scheme(run)
    text = signature.value if isinstance(signature, KeyDerived) else signature or ""
    for stamp in TIME.findall(text):
        right = how.value(content, run.target.api_key, (int(stamp) + 0.5) / PER_SECOND[how.unit])
        run.traffic.secrets.add(DIGEST.findall(right)[0])


@frozen
class Change:
    """A change of a signature, and the shell filter that does the same."""

    make: Callable[[str], str]
    shell: str


def sign(
    run: Run, content: bytes, *, seconds_ago: float = 0, signed_ago: float | None = None, change: Change | None = None
) -> KeyDerived:
    """Return the value of the header with the signature of a body.

    Args:
        seconds_ago: Age of the time in the header, in seconds.
        signed_ago: Age of the signed time, in seconds, if it differs.
        change: A change of the whole value.
    """
    how, key, now = scheme(run), run.target.api_key, time.time()
    value = how.value(content, key, now - seconds_ago)
    if signed_ago is not None:
        value = DIGEST.sub(DIGEST.findall(how.value(content, key, now - signed_ago))[0], value)
    run.traffic.secrets.add(DIGEST.findall(value)[0])
    shell = _shell(how, content, seconds_ago, seconds_ago if signed_ago is None else signed_ago)
    if change is None:
        return KeyDerived(value, f"$({shell})")
    return KeyDerived(change.make(value), f"$({{ {shell}; }} | {change.shell})")


def sign_falsely(run: Run, content: bytes) -> tuple[str, str]:
    """Return a value of the header with a digest of zeroes, and the right digest."""
    value = scheme(run).value(content, run.target.api_key, time.time())
    [digest] = DIGEST.findall(value)
    return value.replace(digest, ZEROES), digest


def sign_with(run: Run, content: bytes, key: str) -> str:
    """Return the value of the header with the signature by another key."""
    return scheme(run).value(content, key, time.time())


def _shell(how: Signature, content: bytes, seconds_ago: float, signed_ago: float) -> str:
    """Return shell commands that print the value of the header, with the key in API_KEY."""
    before, after = how.signed.split("{body}")
    parts = [_printed(before), _written(content), _printed(after)]
    message = "; ".join(each for each in parts if each)
    header = how.header.replace("{timestamp}", "${t}").replace("{digest}", "${d}")
    commands = [
        f"t={_time(how, signed_ago)}",
        f'd=$({{ {message}; }} | openssl dgst -sha256 -hmac "${{API_KEY}}" | sed "s/.* //")',
        *([f"t={_time(how, seconds_ago)}"] if seconds_ago != signed_ago else []),
        f'printf %s "{header}"',
    ]
    return "; ".join(commands)


def _time(how: Signature, seconds_ago: float) -> str:
    """Return the shell expression of a time, in the unit of the signature."""
    zeroes = "000" if how.unit == "milliseconds" else ""
    return f"$(($(date +%s){-round(seconds_ago):+d})){zeroes}"


def _printed(template: str) -> str:
    """Return the shell command that prints the text signed before or after the body."""
    text = template.replace("{timestamp}", "${t}")
    return f'printf %s "{text}"' if text else ""


def _written(content: bytes) -> str:
    """Return the shell command that prints the body."""
    if len(content) > LONGEST_BODY:
        return "cat body"
    return (
        f"printf %s {shlex.quote(content.decode())}" if is_plain(content) else f"printf {shlex.quote(octal(content))}"
    )
