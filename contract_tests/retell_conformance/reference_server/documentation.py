"""The API's documentation: the contract as JSON, and a page that shows it. It loads nothing from other sites."""

import html
import json
import mimetypes
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from swagger_ui_bundle import swagger_ui_path  # type: ignore[import-untyped]

from retell_conformance.reference_server import documented
from retell_conformance.reference_server.responses import json_response

ASSETS = ("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")
SETTINGS: Mapping[str, Any] = {
    "dom_id": "#documentation",
    "validatorUrl": None,  # an online service
    "docExpansion": "full",
    "defaultModelsExpandDepth": 0,
}
"""The settings of Swagger UI, on every page."""
# The style hides the column for links, which does not fit on a phone.
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<style>body { margin: 0 } .response-col_links { display: none }</style>
</head>
<body>
<div id="documentation"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/documentation.js"></script>
</body>
</html>
"""
# Neither the page nor a request tried out on it can reach another site.
POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'"
}


def routes() -> Sequence[BaseRoute]:
    """Return the paths of the documentation."""
    start = f"SwaggerUIBundle({json.dumps({**SETTINGS, 'url': '/openapi.json', 'tryItOutEnabled': True})})"
    files = {**{name: asset(name) for name in ASSETS}, "documentation.js": start.encode()}
    return [
        Route("/openapi.json", show_contract),
        Route("/docs", show_page),
        *(Route(f"/docs/{name}", _sends(name, content)) for name, content in files.items()),
    ]


@cache
def asset(name: str) -> bytes:
    """Return a file of Swagger UI."""
    return (Path(swagger_ui_path) / name).read_bytes()


def show_contract(_: Request) -> Response:
    """Return the contract with this server as the only one, so that no request of the page reaches the live API."""
    here = {"url": "/", "description": "This reference server."}
    return json_response(200, {**documented.contract().root, "servers": [here]})


def show_page(_: Request) -> Response:
    """Return the page, which shows `/openapi.json`."""
    title = html.escape(documented.contract().root["info"]["title"])
    return HTMLResponse(PAGE.replace("{title}", title), headers=POLICY)


def _sends(name: str, content: bytes) -> Callable[[Request], Response]:
    media_type, _ = mimetypes.guess_type(name)

    # Not a FileResponse, which responds to a wrong Range header with an error of its own.
    def send(_: Request) -> Response:
        return Response(content, media_type=media_type)

    return send
