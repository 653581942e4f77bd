"""Installs requirements and this repository into the environment whose Python runs it: by uv, or by pip if uv fails.

uv takes a tenth of pip's time and reads none of its settings, so they are handed to it: the indexes, the certificates
and the proxy that pip.conf and PIP_… name. Usage: python install.py REQUIREMENTS [--editable FOLDER]
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

UV = Path(__file__).resolve().parent.parent / "requirements" / "uv.txt"
PIP = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", "install"]
UV_VARIABLES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "HTTPS_PROXY",
    "no-index": "UV_NO_INDEX",
}
"""The variable of uv for each setting of pip that says where packages come from."""
SEPARATORS = {"UV_FIND_LINKS": ","}
"""Separators of several values, by option; elsewhere a space, as with pip."""


def main() -> None:
    """Install by uv, else by pip, and exit with pip's status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("requirements", type=Path)
    parser.add_argument("--editable", type=Path)
    options = parser.parse_args()
    steps = [["--require-hashes", "--requirement", str(options.requirements)]]
    if options.editable is not None:
        steps.append(["--no-deps", "--no-build-isolation", "--editable", str(options.editable)])
    reason = by_uv(steps)
    if reason:
        print(f"setup: uv cannot install here ({reason}); pip does, which takes longer", file=sys.stderr)
        for step in steps:
            subprocess.run([*PIP, *step], check=True)


def by_uv(steps: Sequence[Sequence[str]]) -> str:
    """Install by uv, and return why that failed; empty if it did not."""
    got = subprocess.run([*PIP, "--require-hashes", "--requirement", str(UV)], capture_output=True, text=True)
    if got.returncode != 0:
        return _last_line(got.stderr)
    listed = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    environment = {**os.environ, **settings_of(listed, os.environ), "VIRTUAL_ENV": sys.prefix}
    for step in steps:
        command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", *step]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True)
        if ran.returncode != 0:
            return _last_line(ran.stderr)
    return ""


def settings_of(listed: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return uv's variables for the output of `pip config list`; variables that are set are not changed.

    A line is `SECTION.SETTING='VALUE'`; the section is `global`, `install`, or `:env:` for the variables PIP_….
    """
    # By default uv uses its own certificates and the first index with a package; pip uses the system's and all indexes.
    found = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true", "UV_INDEX_STRATEGY": "unsafe-best-match"}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        section, _, setting = name.rpartition(".")
        variable = UV_VARIABLES.get(setting)
        if variable is not None and section in ("global", "install", ":env:"):
            found[variable] = SEPARATORS.get(variable, " ").join(value.strip("'\"").split())
    return {name: value for name, value in found.items() if name not in given}


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it says nothing"


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
