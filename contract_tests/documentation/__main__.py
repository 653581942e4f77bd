"""`scripts/docs`: writes the API's documentation as one HTML file with all that it needs, for reading offline.

Swagger UI draws the page in the reader's browser, as it does at the reference server's /docs. The page's own policy
forbids it to load anything. The same contract gives the same bytes.
"""

import argparse
import base64
import hashlib
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Template

from contract_lint.checks import STAGES, broken
from openapi_contract.raw_document import RawDocument, Unreadable, as_pointer, read, read_text
from repository import CONTRACT, ROOT
from retell_conformance.reference_server.documentation import SETTINGS, asset

NOWHERE = "https://contract.invalid/openapi.json"
"""The base URL of the contract's references; nothing is loaded from it."""
TEMPLATE = Path(__file__).with_name("page.html.jinja")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page and exit with 0; if that fails, keep an earlier page and exit with 2."""
    parser = argparse.ArgumentParser(prog="docs", description="Write the API's documentation: one HTML file.")
    parser.add_argument("--contract", type=Path, default=CONTRACT, metavar="FILE", help="default: the repository's")
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "docs", metavar="DIR", help="default: dist/docs")
    options = parser.parse_args(arguments)
    page: Path = options.output / "index.html"
    try:
        text = render(read(options.contract))
        write(page, text)
    except Unreadable as error:
        parser.exit(2, f"docs: {error}\n")
    except OSError as error:
        parser.exit(2, f"docs: {page} cannot be written: {error.strerror or error}\n")
    print(f"docs: {page}, {len(text.encode()) / 1e6:.1f} MB")


def render(contract: RawDocument) -> str:
    """Return the page of a contract that is valid OpenAPI, whatever its style. Raises `Unreadable`."""
    for _, finding in broken(contract, STAGES[:-1]):
        place = f"{contract.name}:{contract.line(finding.at)}: {as_pointer(finding.at)}"
        raise Unreadable(f"{place}: {finding.message}. `make lint` tells all.")
    bundle = asset("swagger-ui-bundle.js").decode()
    # Requests tried out on the page would go to the API itself, so that is disabled.
    settings = {**SETTINGS, "supportedSubmitMethods": [], "defaultModelsExpandDepth": 1}
    shown = in_script(json.dumps(with_changes(contract)))
    # If the contract is given as a setting, its references are searched in the page's own file.
    start = (
        f"const page = SwaggerUIBundle({in_script(settings)}); "
        f"page.specActions.updateUrl({in_script(NOWHERE)}); page.specActions.updateSpec({shown})"
    )
    template = Template(TEMPLATE.read_text(encoding="utf-8"), keep_trailing_newline=True)
    source = base64.b64encode(Path(contract.name).read_bytes()).decode()
    page: str = template.render(
        title=contract.root["info"]["title"],
        stylesheet=asset("swagger-ui.css").decode(),
        name=Path(contract.name).name,
        source=f"data:application/yaml;base64,{source}",
        bundle=bundle,
        start=start,
        hashes=" ".join(map(fingerprint, (bundle, start))),
    )
    return page


def with_changes(contract: RawDocument) -> dict[str, Any]:
    """Return the contract with the CHANGELOG.md beside it, if there is one, as the end of its description."""
    changelog = Path(contract.name).parent / "CHANGELOG.md"
    if not changelog.is_file():
        return contract.root
    changes = re.sub(r"^#", "##", read_text(changelog), flags=re.MULTILINE)
    info = contract.root["info"]
    return {**contract.root, "info": {**info, "description": f"{info.get('description', '')}\n\n{changes}"}}


def in_script(value: Any) -> str:
    """Return JSON that may stand in a script of a page."""
    return json.dumps(value).replace("<", "\\u003c")


def fingerprint(script: str) -> str:
    """Return the hash by which a page's policy names a script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def write(page: Path, text: str) -> None:
    """Write the page beside its place, then move it there."""
    page.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=page.parent, prefix=".docs-") as workshop:
        fresh = Path(workshop) / page.name
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(page)


if __name__ == "__main__":
    main()
