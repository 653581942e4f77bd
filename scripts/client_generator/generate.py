"""The generation of the client from the contract. The same contract gives the same bytes in any folder.

Files that the contract no longer generates are removed, since the whole folder is replaced.
"""

import argparse
import contextlib
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from client_generator.faults import invalid
from client_generator.inheritance import with_unions_of_kinds
from client_generator.project import Refused, write_client
from client_generator.references import with_named_places
from client_generator.refusals import broken_references, refusals
from openapi_contract.document import laid_out
from openapi_contract.raw_document import Unreadable, read
from openapi_contract.yaml12 import garbage_kept
from repository import CONTRACT, GENERATED

MOST_LINES = 20


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate beside the target and swap the folders, so that a failure leaves the old client unchanged."""
    parser = argparse.ArgumentParser(
        prog="generate", description="Write the Python client from the contract.", allow_abbrev=False
    )
    parser.add_argument("--contract", type=Path, default=CONTRACT, metavar="FILE", help="default: the repository's")
    parser.add_argument("--output", type=Path, default=GENERATED, metavar="DIR", help="default: generated/")
    options = parser.parse_args(arguments)
    if not options.contract.is_file():
        parser.error(f"there is no contract at {options.contract}")

    output: Path = options.output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}-") as workshop:
        fresh = Path(workshop) / output.name
        generate(options.contract, fresh)
        if output.exists():
            output.rename(Path(workshop) / "previous")
        fresh.rename(output)


@garbage_kept()
def generate(contract: Path, output: Path) -> None:
    """Write the client, or exit with the reasons why that is not possible."""
    try:
        raw = read(contract, examples=False)
        if broken := list(broken_references(raw)):
            raise Refused(*broken)
        try:
            document = laid_out(with_unions_of_kinds(with_named_places(raw)))
            if found := list(refusals(document)):
                raise Refused(*found)
            with contextlib.redirect_stdout(io.StringIO()):  # the generator prints the folder
                write_client(document, output)
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            # Invalid OpenAPI can cause any exception; in a valid contract it is a fault of the generator.
            if isinstance(error, Unreadable) or not (wrong := invalid(raw.root)):
                raise
            raise Refused(*wrong) from None
    except Unreadable as error:
        sys.exit(f"generate: {error}")
    except RecursionError:
        sys.exit(f"generate: {contract}: its schemas extend themselves, or nest too deep")
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        sys.exit(f"generate: {contract}: the generator has a fault of its own, please report it ({reason})")
    except Refused as error:
        sys.exit("\n".join(f"generate: {contract}: {line}" for line in shortened(error.args)))


def shortened(lines: tuple[str, ...]) -> list[str]:
    """Return at most MOST_LINES lines, the last of which counts the others."""
    if len(lines) <= MOST_LINES:
        return list(lines)
    shown = MOST_LINES - 1
    return [*lines[:shown], f"and {len(lines) - shown:,} more of the kind"]
