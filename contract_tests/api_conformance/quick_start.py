"""Import this first in a command: httpx then leaves out its own command, which takes three quarters of its import.

`httpx` does without where that command cannot be imported, as if the packages for it were not installed.
"""

import sys

sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
