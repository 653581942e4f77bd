"""Where this repository keeps what its commands and tests work on. Nothing that is installed elsewhere imports this."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SCRIPTS: Final = ROOT / "scripts"
CONTRACT: Final = ROOT / "openapi" / "create-web-call.yaml"
CHANGELOG: Final = ROOT / "openapi" / "CHANGELOG.md"
GENERATED: Final = ROOT / "generated"
