"""A command of this repository: runs a module, and ends with one line if it is interrupted, also while it is imported.

Usage: python -m repository.command NAME MODULE [ARGUMENT ...]
"""

import runpy
import sys


def main() -> None:
    """Run the module as a program; exit with 2 if it is interrupted."""
    _, name, module, *arguments = sys.argv
    sys.argv = [name, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except KeyboardInterrupt:
        print(f"{name}: interrupted", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
