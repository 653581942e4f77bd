"""Paths of this repository that its commands and tests use. No installed package imports this."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SCRIPTS: Final = ROOT / "scripts"
CONTRACT: Final = ROOT / "openapi" / "create-web-call.yaml"
CHANGELOG: Final = ROOT / "openapi" / "CHANGELOG.md"
GENERATED: Final = ROOT / "generated"
