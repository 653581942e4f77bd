"""The traffic of a run as an HTTP archive (HAR 1.2) for browsers' developer tools, without secrets."""

import base64
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx

from api_conformance.secrets import MASK, Secrets
from api_conformance.transport.api_key import KeyDerived
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.traffic import Traffic

Entry = dict[str, Any]
NOTHING: Mapping[str, KeyDerived] = {}
SECRET_HEADERS = frozenset({"authorization", "cookie", "set-cookie", "proxy-authorization"})


def write(traffic: Traffic, path: Path) -> None:
    """Write the file, with a line for each exchange, in the order of sending."""
    log = {"version": "1.2", "creator": {"name": "conformance", "version": "1"}}
    head, encode = json.dumps({"log": log})[:-2], json.JSONEncoder().encode
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{head}, "entries": [')
        for number, entry in enumerate(entries(traffic)):
            file.write(f"{',' if number else ''}\n{encode(entry)}")
        file.write("\n]}}\n")


def entries(traffic: Traffic) -> Iterator[Entry]:
    """Yield each exchange as an entry of a HAR, without secrets, in the order of sending."""
    for exchange in sorted(traffic.exchanges, key=lambda exchange: exchange.sent_at):
        yield _entry(exchange, traffic.secrets)


def _entry(exchange: Exchange, secrets: Secrets) -> Entry:
    milliseconds = round(exchange.seconds * 1000, 3)
    entry = {
        "startedDateTime": exchange.sent_at.isoformat(),
        "time": milliseconds,
        "request": _request(exchange, secrets),
        "response": _response(exchange.response, secrets),
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
    }
    return {**entry, "comment": secrets.mask(exchange.failure)} if exchange.failure else entry


def _request(exchange: Exchange, secrets: Secrets) -> Entry:
    request = exchange.request
    described = {
        "method": request.method,
        "url": secrets.mask(_url(exchange)),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(request.headers, secrets, exchange.keyed),
        "queryString": []
        if "target" in exchange.keyed
        else [_pair(name, secrets.mask(value)) for name, value in request.url.params.multi_items()],
        "headersSize": -1,
        "bodySize": len(request.content),
    }
    return {**described, "postData": _post_data(exchange, secrets)} if request.content else described


def _response(response: httpx.Response | None, secrets: Secrets) -> Entry:
    content = _content(b"" if response is None else response.content, secrets)
    return {
        # In a HAR, a status of 0 means that there was no response.
        "status": 0 if response is None else response.status_code,
        "statusText": "" if response is None else secrets.mask(response.reason_phrase),
        "httpVersion": "" if response is None else response.http_version,
        "cookies": [],
        "headers": [] if response is None else _headers(response.headers, secrets),
        "content": {**content, "mimeType": "" if response is None else _content_type(response.headers, secrets)},
        "redirectURL": "" if response is None else secrets.mask(response.headers.get("Location", "")),
        "headersSize": -1,
        "bodySize": content["size"],
    }


def _headers(headers: httpx.Headers, secrets: Secrets, keyed: Mapping[str, KeyDerived] = NOTHING) -> list[Entry]:
    encoding = headers.encoding
    pairs = (_decoded(name, value, encoding) for name, value in headers.raw)
    return [
        _pair(name, keyed[name].shell if name in keyed else MASK if name in SECRET_HEADERS else secrets.mask(value))
        for name, value in pairs
    ]


@lru_cache(maxsize=1_000)  # most headers are the same in each exchange
def _decoded(name: bytes, value: bytes, encoding: str) -> tuple[str, str]:
    """Return a header as text, with its name in lower case."""
    return name.decode(encoding).lower(), value.decode(encoding)


def _url(exchange: Exchange) -> str:
    target = exchange.keyed.get("target")
    url = str(exchange.request.url)
    return url if target is None else f"{url.partition('?')[0]}?{target.shell.partition('?')[2]}"


def _pair(name: str, value: str) -> Entry:
    return {"name": name, "value": value}


def _post_data(exchange: Exchange, secrets: Secrets) -> Entry:
    content, body = exchange.request.content, exchange.keyed.get("body")
    text = secrets.mask(content.decode("utf-8", errors="backslashreplace")) if body is None else body.shell
    return {"mimeType": _content_type(exchange.request.headers, secrets), "text": text}


def _content_type(headers: httpx.Headers, secrets: Secrets) -> str:
    return secrets.mask(headers.get("Content-Type", ""))


def _content(content: bytes, secrets: Secrets) -> Entry:
    """Return a body for a HAR: text, or base64 if it is not text."""
    try:
        return {"size": len(content), "text": secrets.mask(content.decode("utf-8"))}
    except UnicodeDecodeError:
        # A body that is not text is masked before it is encoded.
        masked = secrets.mask(content.decode("latin-1")).encode("latin-1")
        return {"size": len(content), "text": base64.b64encode(masked).decode("ascii"), "encoding": "base64"}
