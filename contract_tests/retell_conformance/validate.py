"""`scripts/validate`: check recorded responses against the contract of Retell AI's web calls, offline."""

from api_conformance.recorded.cli import console
from retell_conformance.contract import path
from retell_conformance.endpoint import RETELL

if __name__ == "__main__":
    console(path(), RETELL.key_variable)
