"""The traffic of a run as an HTTP archive (HAR 1.2), which browsers' developer tools open. It has no secrets."""

import base64
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import harfile
import httpx

from api_conformance.secrets import MASK, Secrets
from api_conformance.transport.api_key import Keyed
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.traffic import Traffic

NOTHING: Mapping[str, Keyed] = {}
SECRET_HEADERS = frozenset({"authorization", "cookie", "set-cookie", "proxy-authorization"})


def entries(traffic: Traffic) -> list[dict[str, Any]]:
    """Return each exchange in plain values without secrets, in the order in which the requests were sent."""
    in_order = sorted(traffic.exchanges, key=lambda exchange: exchange.sent_at)
    return [_entry(exchange, traffic.secrets) for exchange in in_order]


def write(traffic: Traffic, path: Path) -> None:
    """Write the file."""
    with harfile.HarFile.open(path, creator=harfile.Creator(name="conformance", version="1")) as har:
        for entry in entries(traffic):
            har.add_entry(
                startedDateTime=entry["startedDateTime"],
                time=entry["time"],
                request=harfile.Request(
                    **{
                        **entry["request"],
                        "headers": _records(entry["request"]["headers"]),
                        "queryString": _records(entry["request"]["queryString"]),
                        "postData": entry["request"]["postData"] and harfile.PostData(**entry["request"]["postData"]),
                    }
                ),
                response=harfile.Response(
                    **{
                        **entry["response"],
                        "headers": _records(entry["response"]["headers"]),
                        "content": harfile.Content(**entry["response"]["content"]),
                    }
                ),
                timings=harfile.Timings(send=0, wait=entry["time"], receive=0),
                comment=entry["comment"],
            )


def _entry(exchange: Exchange, secrets: Secrets) -> dict[str, Any]:
    request, response = exchange.request, exchange.response
    content = _content(b"" if response is None else response.content, secrets)
    return {
        "startedDateTime": exchange.sent_at.isoformat(),
        "time": round(exchange.seconds * 1000, 3),
        "comment": exchange.failure and secrets.mask(exchange.failure),
        "request": {
            "method": request.method,
            "url": secrets.mask(_url(exchange)),
            "httpVersion": "HTTP/1.1",
            "headers": _headers(request.headers, secrets, exchange.keyed),
            "queryString": [] if "target" in exchange.keyed else _query(request, secrets),
            "postData": _post_data(exchange, secrets),
            "bodySize": len(request.content),
        },
        "response": {
            # A status of 0 says that no response came.
            "status": 0 if response is None else response.status_code,
            "statusText": "" if response is None else response.reason_phrase,
            "httpVersion": "" if response is None else response.http_version,
            "headers": [] if response is None else _headers(response.headers, secrets),
            "redirectURL": "" if response is None else secrets.mask(response.headers.get("Location", "")),
            "bodySize": content["size"],
            "content": {
                **content,
                "mimeType": "" if response is None else response.headers.get("Content-Type", ""),
            },
        },
    }


def _headers(headers: httpx.Headers, secrets: Secrets, keyed: Mapping[str, Keyed] = NOTHING) -> list[tuple[str, str]]:
    encoding = headers.encoding
    pairs = (_decoded(name, value, encoding) for name, value in headers.raw)
    return [
        (name, keyed[name].shell if name in keyed else MASK if name in SECRET_HEADERS else secrets.mask(value))
        for name, value in pairs
    ]


@lru_cache(maxsize=1_000)  # most headers are the same in each exchange
def _decoded(name: bytes, value: bytes, encoding: str) -> tuple[str, str]:
    """Return a header as text, its name in small letters."""
    return name.decode(encoding).lower(), value.decode(encoding)


def _url(exchange: Exchange) -> str:
    target = exchange.keyed.get("target")
    url = str(exchange.request.url)
    return url if target is None else f"{url.partition('?')[0]}?{target.shell.partition('?')[2]}"


def _query(request: httpx.Request, secrets: Secrets) -> list[tuple[str, str]]:
    return [(name, secrets.mask(value)) for name, value in request.url.params.multi_items()]


def _post_data(exchange: Exchange, secrets: Secrets) -> dict[str, Any] | None:
    content, body = exchange.request.content, exchange.keyed.get("body")
    if not content:
        return None
    text = secrets.mask(content.decode("utf-8", errors="backslashreplace")) if body is None else body.shell
    return {"mimeType": exchange.request.headers.get("Content-Type", ""), "text": text}


def _content(content: bytes, secrets: Secrets) -> dict[str, Any]:
    """Return a body as HAR has it: text, or base64 if it is not text."""
    try:
        return {"size": len(content), "text": secrets.mask(content.decode("utf-8"))}
    except UnicodeDecodeError:
        # What is not text is masked in the form that shows it, before it is encoded.
        masked = secrets.mask(content.decode("latin-1")).encode("latin-1")
        return {"size": len(content), "text": base64.b64encode(masked).decode("ascii"), "encoding": "base64"}


def _records(pairs: list[tuple[str, str]]) -> list[harfile.Record]:
    return [harfile.Record(name=name, value=value) for name, value in pairs]
