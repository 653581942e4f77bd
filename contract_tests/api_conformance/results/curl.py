"""A curl command that repeats a request byte for byte, with the key from the environment."""

import shlex
from collections.abc import Collection, Mapping

import httpx

from api_conformance.transport.api_key import KeyDerived, quoted
from api_conformance.transport.exchange import Exchange

# The headers that curl adds by default.
ADDED_BY_CURL = frozenset({"host", "accept-encoding", "connection", "user-agent", "content-length"})
ADDED_UNLESS_EMPTIED = ("Accept", "Content-Type")
LONGEST_BODY = 20_000


def curl(exchange: Exchange, own_headers: Collection[str] = ()) -> str:
    """Return the command line.

    Args:
        own_headers: The headers that `--header` adds to each request, which are in $HEADER.
    """
    request, keyed = exchange.request, exchange.keyed
    own = {name.lower() for name in own_headers}
    parts = ["curl", "-i", "-X", request.method]
    if request.method == "HEAD":
        parts = ["curl", "-I"]
    if "target" in keyed:
        parts.append("-g")  # a key may have brackets, in which curl would read a range
    parts += [part for name, value in request.headers.raw for part in _header(name, value, keyed, own)]
    if own:
        parts += ["-H", '"$HEADER"']
    names = {name.lower() for name, _ in request.headers.raw}
    # Headers that curl would add, though the request does not have them.
    parts += [
        part for name in ADDED_UNLESS_EMPTIED if name.lower().encode() not in names for part in ("-H", f"'{name}:'")
    ]
    before = ""
    chunked = b"transfer-encoding" in names
    body, shown = _joined(request.content) if chunked else request.content, keyed.get("body")
    if shown is not None:
        parts += ["--data-binary", f'"{shown.shell}"']
    elif len(body) > LONGEST_BODY:
        before = f"# the body of {len(body):,} bytes is in traffic.har\n"
        parts += ["--data-binary", "@body"]
    elif body and is_plain(body):
        parts += ["--data-binary", shlex.quote(body.decode())]
    elif body:
        before = f"printf {shlex.quote(octal(body))} | "
        parts += ["--data-binary", "@-"]
    return before + " ".join([*parts, _url(request.url, keyed.get("target"))])


def _joined(chunks: bytes) -> bytes:
    """Return the body of these chunks, since curl makes its own."""
    body = b""
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        length = int(size, 16)
        body, chunks = body + rest[:length], rest[length + 2 :]
    return body


def _header(name: bytes, value: bytes, keyed: Mapping[str, KeyDerived], own: Collection[str]) -> list[str]:
    title, lower = name.decode("ascii"), name.decode("ascii").lower()
    known = keyed.get(lower)
    if lower in ADDED_BY_CURL or lower in own or (lower == "accept" and value == b"*/*"):
        return []
    if known is not None:
        return ["-H", f'"{quoted(title)}: {known.shell}"']
    if not value:
        return ["-H", shlex.quote(f"{title};")]  # curl's syntax for a header without a value
    if is_plain(value):
        return ["-H", shlex.quote(f"{title}: {value.decode()}")]
    return ["-H", f'"$(printf {shlex.quote(octal(f"{title}: ".encode() + value))})"']


def _url(url: httpx.URL, target: KeyDerived | None) -> str:
    if target is None:
        return shlex.quote(str(url))
    base = f"{url.scheme}://{url.netloc.decode()}"
    path = url.raw_path.decode("ascii").partition("?")[0]
    return f'"{quoted(base + path)}?{target.shell.partition("?")[2]}"'


def is_plain(text: bytes) -> bool:
    """Return whether the text needs no escapes between quotes of a shell."""
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(each.isprintable() or each == "\n" for each in decoded) and decoded.isascii()


def octal(text: bytes) -> str:
    """Return the text as an argument of printf."""
    return "".join(
        chr(each) if 32 <= each < 127 and each not in b"%\\" else "%%" if each == 37 else f"\\{each:03o}"
        for each in text
    )
