"""The README's picture: a terminal with a run against a server that leaves out the token.

`scripts/python -m mutants.picture` writes it; a test fails if it is out of date.
"""

import io
import os
import re
import subprocess
import sys
import tempfile

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from mutants.catalogue import MUTANTS
from repository import ROOT
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings

PICTURE = ROOT / ".github" / "report.svg"
SERVER, SHOWN = "leaves-access-token-out", "https://staging.example.com"
RULES = "a_missing_key or a_token or a_chunked or a_valid or every_body_has or every_status"
WIDTH = 132
# Fonts from another site, which a reader of the README must not have to load.
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(drawn(run()), encoding="utf-8")


def run() -> str:
    """Return the output of a run."""
    server = Settings()
    environment = {**os.environ, "RETELL_API_KEY": server.api_key, "RETELL_AGENT_ID": server.agent_id}
    app = next(each for each in MUTANTS if each.id == SERVER).server.build()
    with running(app) as url, tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "retell_conformance", "--base-url", url, "--profile", "smoke"]
        command += ["-k", RULES, "--reports", f"{folder}/reports"]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    prompt = f"$ make conformance BASE_URL={SHOWN} PROFILE=smoke ARGS='-k \"{RULES}\"'\n"
    return prompt + ran.stdout.replace(url, SHOWN).replace(f"{folder}/", "")


def drawn(text: str) -> str:
    """Return an SVG picture of the text in a terminal."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), legacy_windows=False)
    written = Text(text.rstrip())
    written.highlight_regex(r"(?m)^ *✓", "green")
    written.highlight_regex(r"(?m)^ *✗.*$|^\d+ causes?$", "bold red")
    written.highlight_regex(r"(?m)^\$.*$", "bold")
    console.print(written, highlight=False)
    return FONT_FACE.sub("", console.export_svg(title="make conformance", theme=MONOKAI, unique_id="report"))


if __name__ == "__main__":
    main()
